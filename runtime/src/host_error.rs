//! Errors of the host's own, where WIT has an error type.

use crate::Result;

/// An error of the host's that may be one that the component knows.
///
/// With `errors: { "ns:pkg/interface/error-code": crate::MyError }`, host functions whose WIT result has the error
/// `error-code` return `Result<T, MyError>`, and this decides what becomes of a `MyError`: a value for the component, or a trap.
///
/// ```
/// mod files {
///     embody::interfaces!({
///         inline: "
///             package docs:files;
///             interface store {
///                 enum error-code { not-found, denied }
///                 size: func(name: string) -> result<u64, error-code>;
///             }
///             world host { import store; }
///         ",
///         errors: { "docs:files/store/error-code": std::io::Error },
///     });
/// }
///
/// use files::imports::docs::files::store::{self, ErrorCode};
///
/// impl embody::HostError<ErrorCode> for std::io::Error {
///     fn into_wit(self) -> embody::Result<ErrorCode> {
///         match self.kind() {
///             std::io::ErrorKind::NotFound => Ok(ErrorCode::NotFound),
///             std::io::ErrorKind::PermissionDenied => Ok(ErrorCode::Denied),
///             // Nothing that the component could know of: the call traps, with this as its error.
///             _ => Err(self.into()),
///         }
///     }
/// }
///
/// struct Host;
///
/// impl store::Host for Host {
///     fn size(&mut self, name: &str) -> std::io::Result<u64> {
///         Ok(std::fs::metadata(name)?.len())
///     }
/// }
/// # assert!(store::Host::size(&mut Host, "/no/such/file").is_err());
/// ```
pub trait HostError<E> {
    /// The value that the component gets.
    ///
    /// # Errors
    /// What the call into the component fails with, if the component is to get none: it traps.
    fn into_wit(self) -> Result<E>;
}
