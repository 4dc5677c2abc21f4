//! Errors as text and as exit codes.
//!
//! In: an error of a command. Out: lines on the standard error, and who is at fault: the component (1), whoever called
//! (2), or Embody (3).

use std::io::ErrorKind as IoErrorKind;
use std::process::ExitCode;

use embody_build::error::{Error, ErrorKind};

use crate::advice;
use crate::output::{ERROR, HELP, err, note};

/// The component cannot be built.
pub(crate) const COMPONENT: u8 = 1;
/// The command was called in a way that cannot work: arguments, files.
pub(crate) const WRONG_USE: u8 = 2;
/// A bug in Embody.
pub(crate) const BUG: u8 = 3;

/// The exit code of arguments that are not understood.
pub(crate) fn wrong_use() -> ExitCode {
    ExitCode::from(WRONG_USE)
}

/// Says what went wrong.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    err(ERROR, "error", &format!("{error:#}"));
    if let Some(advice) = error.downcast_ref::<Error>().and_then(advice::of) {
        note(HELP, "help", &advice);
    }
    ExitCode::from(code(error))
}

/// The exit code of an error.
pub(crate) fn code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Error>().map(|error| error.kind) {
        Some(ErrorKind::Invalid | ErrorKind::Unsupported | ErrorKind::Limit | ErrorKind::Import) => COMPONENT,
        Some(ErrorKind::Bug) => BUG,
        Some(ErrorKind::Io) | None => WRONG_USE,
    }
}

/// Whether whoever reads the output, `head` for one, has read enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    causes.into_iter().any(|error| error.kind() == IoErrorKind::BrokenPipe)
}
