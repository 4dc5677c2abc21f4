//! `wasi:cli`: arguments, environment, standard streams, and how a program ends.

use std::fmt;
use std::process::ExitCode;
use std::sync::Arc;

use embody::{Error, Result};

use crate::WasiView;
use crate::bindings::cli::{
    environment, exit, stderr, stdin, stdout, terminal_input, terminal_output, terminal_stderr,
    terminal_stdin, terminal_stdout,
};
use crate::io::{Input, InputStream, Output, OutputStream, pipe};
use crate::limits::Held;

/// What a program is started with.
pub(crate) struct Cli {
    pub(crate) arguments: Vec<String>,
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) cwd: Option<String>,
    pub(crate) stdin: Arc<dyn Input>,
    pub(crate) stdout: Arc<dyn Output>,
    pub(crate) stderr: Arc<dyn Output>,
}

impl Default for Cli {
    fn default() -> Self {
        Self {
            arguments: Vec::new(),
            environment: Vec::new(),
            cwd: None,
            stdin: Arc::new(pipe::Closed),
            stdout: Arc::new(pipe::Sink),
            stderr: Arc::new(pipe::Sink),
        }
    }
}

impl fmt::Debug for Cli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values of the environment are often secrets.
        let names = self.environment.iter().map(|(name, _)| name).collect::<Vec<_>>();
        f.debug_struct("Cli").field("arguments", &self.arguments).field("environment", &names).finish()
    }
}

/// The code that a program ended with: 0 for success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExitStatus(u8);

impl ExitStatus {
    /// Code 0.
    pub const SUCCESS: Self = Self(0);
    /// Code 1: what a program that says nothing but that it failed ends with.
    pub const FAILURE: Self = Self(1);

    /// A status of this code.
    #[must_use]
    pub const fn of(code: u8) -> Self {
        Self(code)
    }

    /// What became of `wasi:cli/run`: its result, or what it gave to `wasi:cli/exit`.
    ///
    /// # Errors
    /// What ended the program otherwise: a trap, or an error of the host.
    pub fn of_run(result: Result<Result<(), ()>>) -> Result<Self> {
        match result {
            Ok(Ok(())) => Ok(Self::SUCCESS),
            Ok(Err(())) => Ok(Self::FAILURE),
            Err(error) => error.downcast_ref::<Exit>().map(|exit| exit.0).ok_or(error),
        }
    }

    /// The code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self.0
    }

    /// Whether the code is 0.
    #[must_use]
    pub const fn success(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit status {}", self.0)
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.0)
    }
}

/// The guest called `wasi:cli/exit`: what calls into it fail with, since there is nothing to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the component ended its program: {0}")]
pub struct Exit(pub ExitStatus);

/// Input that is a terminal.
#[derive(Debug)]
pub struct TerminalInput(#[expect(dead_code, reason = "counts while it lives")] Held);

/// Output that is a terminal.
#[derive(Debug)]
pub struct TerminalOutput(#[expect(dead_code, reason = "counts while it lives")] Held);

impl<T: WasiView> environment::Host for T {
    fn get_environment(&mut self) -> Result<Vec<(String, String)>> {
        Ok(self.wasi().cli.environment.clone())
    }

    fn get_arguments(&mut self) -> Result<Vec<String>> {
        Ok(self.wasi().cli.arguments.clone())
    }

    fn initial_cwd(&mut self) -> Result<Option<String>> {
        Ok(self.wasi().cli.cwd.clone())
    }
}

impl<T: WasiView> exit::Host for T {
    fn exit(&mut self, status: Result<(), ()>) -> Result<()> {
        Err(Error::new(Exit(if status.is_ok() { ExitStatus::SUCCESS } else { ExitStatus::FAILURE })))
    }

    fn exit_with_code(&mut self, status_code: u8) -> Result<()> {
        Err(Error::new(Exit(ExitStatus(status_code))))
    }
}

impl<T: WasiView> stdin::Host for T {
    fn get_stdin(&mut self) -> Result<InputStream> {
        let ctx = self.wasi();
        ctx.input_stream(Arc::clone(&ctx.cli.stdin))
    }
}

impl<T: WasiView> stdout::Host for T {
    fn get_stdout(&mut self) -> Result<OutputStream> {
        let ctx = self.wasi();
        ctx.output_stream(Arc::clone(&ctx.cli.stdout))
    }
}

impl<T: WasiView> stderr::Host for T {
    fn get_stderr(&mut self) -> Result<OutputStream> {
        let ctx = self.wasi();
        ctx.output_stream(Arc::clone(&ctx.cli.stderr))
    }
}

impl<T: WasiView> terminal_input::Host for T {
    type TerminalInput = TerminalInput;
}

impl<T: WasiView> terminal_output::Host for T {
    type TerminalOutput = TerminalOutput;
}

impl<T: WasiView> terminal_stdin::Host for T {
    fn get_terminal_stdin(&mut self) -> Result<Option<TerminalInput>> {
        let ctx = self.wasi();
        ctx.cli.stdin.is_terminal().then(|| ctx.hold().map(TerminalInput)).transpose()
    }
}

impl<T: WasiView> terminal_stdout::Host for T {
    fn get_terminal_stdout(&mut self) -> Result<Option<TerminalOutput>> {
        let ctx = self.wasi();
        ctx.cli.stdout.is_terminal().then(|| ctx.hold().map(TerminalOutput)).transpose()
    }
}

impl<T: WasiView> terminal_stderr::Host for T {
    fn get_terminal_stderr(&mut self) -> Result<Option<TerminalOutput>> {
        let ctx = self.wasi();
        ctx.cli.stderr.is_terminal().then(|| ctx.hold().map(TerminalOutput)).transpose()
    }
}
