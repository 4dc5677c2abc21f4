//! The part of an expansion that depends on the target: machine code, data and plan as constants.
//!
//! In: a component and the choices for one target. Out: the items of the expansion's `__image` module. The component is
//! compiled unless the [`cache`] has it, or nobody asked for code ([`invocation`]). Absent by design: typed wrappers,
//! which are the same on every target.

use std::time::Instant;

use embody_abi::features::Target;
use proc_macro2::TokenStream;

pub mod cache;
pub mod invocation;
pub mod literal;

mod agree;
mod hint;
mod image;
pub(crate) mod place;

use crate::bind::RuntimePath;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;

/// Compiles a component, or finds it compiled, and renders it as items.
///
/// # Errors
/// If the component cannot be compiled.
pub fn image(component: &[u8], options: &Options, runtime: &RuntimePath) -> Result<TokenStream> {
    let directories = place::directories();
    let started = Instant::now();
    let compiled = cache::compiled(component, options, &directories)?;
    if let Some(hint) = hint::after(started.elapsed()) {
        eprintln!("{hint}");
    }
    image::tokens(&compiled, Some(options.target), runtime)
}

/// As [`image()`], with code and data kept in a folder.
///
/// # Errors
/// If the component cannot be compiled.
#[cfg(feature = "builder")]
pub(crate) fn image_in(
    component: &[u8],
    options: &Options,
    runtime: &RuntimePath,
    folder: &std::path::Path,
) -> Result<TokenStream> {
    let started = Instant::now();
    let compiled = cache::compiled(component, options, &[folder.to_owned()])?;
    for line in hint::after(started.elapsed()).iter().flat_map(|hint| hint.lines()) {
        println!("cargo::warning={line}");
    }
    image::tokens(&compiled, Some(options.target), runtime)
}

/// The items of an image without code, with which wrappers type-check.
///
/// # Errors
/// Only for a bug.
pub fn empty_image(runtime: &RuntimePath) -> Result<TokenStream> {
    image::tokens(&cache::Compiled::default(), None, runtime)
}

/// The condition, as of `cfg`, under which code is for a target.
#[must_use]
pub fn target_cfg(target: Target) -> TokenStream {
    let (arch, os) = target.cfg();
    // Some of these processors have a 32-bit or a big-endian variety, which is another target.
    quote::quote!(all(
        target_arch = #arch, target_os = #os, target_endian = "little", target_pointer_width = "64"
    ))
}

/// What the inner macro is told where no supported target fits.
pub const OTHER_TARGET: &str = "other";

/// Says that nothing can be compiled for the target that the user's crate is compiled for.
#[must_use]
pub fn unsupported_target() -> Error {
    let names = Target::ALL.iter().map(|target| format!("`{}`", target_name(*target))).collect::<Vec<_>>();
    let message = format!("this target; components can be compiled for {}", names.join(" and "));
    Error { kind: ErrorKind::Unsupported, message, offset: None }
}

/// The target's name in the arguments of the inner macro.
#[must_use]
pub fn target_name(target: Target) -> String {
    let (arch, os) = target.cfg();
    format!("{arch}-{os}")
}

/// The target of a name that [`target_name`] made.
#[must_use]
pub fn target_named(name: &str) -> Option<Target> {
    Target::ALL.iter().copied().find(|target| target_name(*target) == name)
}
