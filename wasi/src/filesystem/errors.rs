//! Errors of the operating system as codes of `wasi:filesystem`.

use std::io::{Error, ErrorKind};

use rustix::io::Errno;

use crate::bindings::filesystem::types::ErrorCode;

impl From<Error> for ErrorCode {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<Errno> for ErrorCode {
    fn from(error: Errno) -> Self {
        of_errno(error).unwrap_or(Self::Io)
    }
}

impl From<&Error> for ErrorCode {
    fn from(error: &Error) -> Self {
        if let Some(code) = error.raw_os_error().map(Errno::from_raw_os_error).and_then(of_errno) {
            return code;
        }
        match error.kind() {
            ErrorKind::NotFound => Self::NoEntry,
            // What cap-std says of paths that lead out of the directory.
            ErrorKind::PermissionDenied => Self::NotPermitted,
            ErrorKind::AlreadyExists => Self::Exist,
            ErrorKind::InvalidInput => Self::Invalid,
            ErrorKind::InvalidData | ErrorKind::InvalidFilename => Self::IllegalByteSequence,
            ErrorKind::Unsupported => Self::Unsupported,
            _ => Self::Io,
        }
    }
}

fn of_errno(error: Errno) -> Option<ErrorCode> {
    Some(match error {
        Errno::ACCESS => ErrorCode::Access,
        Errno::AGAIN => ErrorCode::WouldBlock,
        Errno::ALREADY => ErrorCode::Already,
        Errno::BADF => ErrorCode::BadDescriptor,
        Errno::BUSY => ErrorCode::Busy,
        Errno::DEADLK => ErrorCode::Deadlock,
        Errno::DQUOT => ErrorCode::Quota,
        Errno::EXIST => ErrorCode::Exist,
        Errno::FBIG => ErrorCode::FileTooLarge,
        Errno::ILSEQ => ErrorCode::IllegalByteSequence,
        Errno::INPROGRESS => ErrorCode::InProgress,
        Errno::INTR => ErrorCode::Interrupted,
        Errno::INVAL => ErrorCode::Invalid,
        Errno::IO => ErrorCode::Io,
        Errno::ISDIR => ErrorCode::IsDirectory,
        Errno::LOOP => ErrorCode::Loop,
        Errno::MLINK => ErrorCode::TooManyLinks,
        Errno::MSGSIZE => ErrorCode::MessageSize,
        Errno::NAMETOOLONG => ErrorCode::NameTooLong,
        Errno::NODEV => ErrorCode::NoDevice,
        Errno::NOENT => ErrorCode::NoEntry,
        Errno::NOLCK => ErrorCode::NoLock,
        Errno::NOMEM => ErrorCode::InsufficientMemory,
        Errno::NOSPC => ErrorCode::InsufficientSpace,
        Errno::NOTDIR => ErrorCode::NotDirectory,
        Errno::NOTEMPTY => ErrorCode::NotEmpty,
        Errno::NOTRECOVERABLE => ErrorCode::NotRecoverable,
        Errno::NOTSUP | Errno::NOSYS => ErrorCode::Unsupported,
        Errno::NOTTY => ErrorCode::NoTty,
        Errno::NXIO => ErrorCode::NoSuchDevice,
        Errno::OVERFLOW => ErrorCode::Overflow,
        Errno::PERM => ErrorCode::NotPermitted,
        Errno::PIPE => ErrorCode::Pipe,
        Errno::ROFS => ErrorCode::ReadOnly,
        Errno::SPIPE => ErrorCode::InvalidSeek,
        Errno::TXTBSY => ErrorCode::TextFileBusy,
        Errno::XDEV => ErrorCode::CrossDevice,
        _ => return None,
    })
}
