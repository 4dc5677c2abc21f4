//! What can go wrong when a component is built, sorted by whose fault it is.

use std::fmt;

/// An error of the compiler: whose fault, what, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Whose fault it is.
    pub kind: ErrorKind,
    /// What is wrong and what to do, without the place.
    pub message: String,
    /// Byte offset in the component, where there is one.
    pub offset: Option<usize>,
}

/// Whose fault an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The input is not a valid component.
    Invalid,
    /// The input uses something that Embody does not support.
    Unsupported,
    /// The input exceeds one of [`embody_abi::limits`].
    Limit,
    /// The input imports something that was not given to compile it with, or is of another type.
    Import,
    /// A bug in Embody.
    Bug,
    /// A file could not be read or written.
    Io,
}

/// Result with the compiler's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An input that is not a valid component.
    pub fn invalid(offset: usize, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Invalid, message: message.into(), offset: Some(offset) }
    }

    /// An input that is not as its user wants it, where no single place of it is at fault.
    pub fn invalid_anywhere(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Invalid, message: message.into(), offset: None }
    }

    /// Something that Embody does not support, by the name that its specification gives it.
    pub fn unsupported(offset: usize, what: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Unsupported, message: what.into(), offset: Some(offset) }
    }

    /// Something that Embody does not support, where no single place of the input is at fault.
    pub fn unsupported_anywhere(what: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Unsupported, message: what.into(), offset: None }
    }

    /// An input that exceeds a limit.
    pub fn limit(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Limit, message: message.into(), offset: None }
    }

    /// An import of the input for which nothing was given, or not what it says.
    pub fn import(offset: usize, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Import, message: message.into(), offset: Some(offset) }
    }

    /// A bug in Embody: something that no input should reach.
    pub fn bug(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Bug, message: message.into(), offset: None }
    }

    /// A file that could not be read or written.
    pub fn io(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Io, message: message.into(), offset: None }
    }
}

impl From<wasmparser::BinaryReaderError> for Error {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::invalid(usize::try_from(error.offset()).unwrap_or(usize::MAX), error.message())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.kind {
            ErrorKind::Invalid => "invalid component: ",
            ErrorKind::Unsupported => "not supported yet: ",
            ErrorKind::Limit => "over a limit: ",
            ErrorKind::Bug => "a bug in Embody, please report it: ",
            ErrorKind::Import | ErrorKind::Io => "",
        };
        write!(f, "{prefix}{}", self.message)?;
        match self.offset {
            Some(offset) => write!(f, " (at offset {offset:#x})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
