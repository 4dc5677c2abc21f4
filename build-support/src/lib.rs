//! Embody's compiler and code generator.
//!
//! A component goes through the phases in the order of the folders: [`parse`], [`link`], [`translate`], [`compile`],
//! [`emit`]. [`compile_component`] is all of them.

pub mod bind;
#[cfg(feature = "builder")]
mod builder;
#[doc(hidden)]
pub mod check;
pub mod compile;
pub mod compose;
pub mod embed;
pub mod emit;
pub mod error;
pub mod expand;
pub mod features;
pub mod link;
pub mod options;
pub mod parse;
pub mod text;
pub mod translate;

#[cfg(feature = "builder")]
pub use builder::{BuildError, Builder};

use crate::emit::Artifact;
use crate::error::Result;
use crate::options::Options;

/// Compiles a component in its binary format.
///
/// ```
/// use embody_build::{compile_component, options::Options};
/// # let Ok(options) = Options::host() else { return };
/// let error = compile_component(b"no component", &options).unwrap_err();
/// assert_eq!(error.kind, embody_build::error::ErrorKind::Invalid);
/// ```
///
/// # Errors
/// If the bytes are not a valid component, use what is not supported, or exceed a limit.
pub fn compile_component(bytes: &[u8], options: &Options) -> Result<Artifact> {
    let parsed = parse::parse_given(bytes, options.features, &options.modules)?;
    let linked = link::link(parsed)?.with_memory(options.memory);
    let compiled = compile::compile(&linked.image, options)?;
    emit::emit(linked, compiled, options)
}

/// The core modules that a component imports: the path of names of each.
///
/// # Errors
/// As [`compile_component`], as far as parsing goes.
pub fn imported_modules(bytes: &[u8], features: features::Features) -> Result<Vec<Vec<String>>> {
    Ok(link::imported_modules(&parse::parse_with(bytes, features)?))
}
