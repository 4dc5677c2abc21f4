//! Where the host's side of WASI is.
//!
//! In: what a user chose, and names of imported interfaces. Out: for each interface of WASI 0.2 the module of `embody-wasi`
//! that has its trait and types, whatever the version: the newest has all that those before it have.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

use super::choices::ChoiceError;
use super::idents::snake;

/// Packages of WASI 0.2 that `embody-wasi` implements.
const PACKAGES: &[&str] = &["cli", "clocks", "filesystem", "http", "io", "random", "sockets"];

/// The interface that a program exports.
const RUN: &str = "run";

/// Where the host's side of WASI is.
#[derive(Clone, Debug, Default)]
pub enum Wasi {
    /// In the crate `embody_wasi`.
    #[default]
    Crate,
    /// In that crate, at another path.
    At(TokenStream),
    /// Nowhere else: traits are generated as for any interface.
    Own,
    /// Nowhere, and a component that needs it is refused.
    Missing,
}

impl Wasi {
    /// The path of `embody-wasi`.
    pub(crate) fn path(&self) -> Option<TokenStream> {
        match self {
            Self::Crate => Some(quote!(::embody_wasi)),
            Self::At(path) => Some(path.clone()),
            Self::Own | Self::Missing => None,
        }
    }

    /// The module for an imported interface.
    pub(crate) fn module(&self, interface: &str) -> Option<TokenStream> {
        let (package, interface) = wasi_0_2(interface)?;
        let (path, package, interface) = (self.path()?, snake(package), snake(interface));
        let wasi = format_ident!("wasi");
        Some(quote!(#path::imports::#wasi::#package::#interface))
    }

    /// Fails if something is imported that nobody implements.
    ///
    /// # Errors
    /// Naming all of it.
    pub(crate) fn check(&self, imported: &[String]) -> Result<(), ChoiceError> {
        if !matches!(self, Self::Missing) {
            return Ok(());
        }
        let missing = imported.iter().filter(|name| wasi_0_2(name).is_some());
        let missing = missing.map(|name| format!("`{name}`")).collect::<Vec<_>>();
        if missing.is_empty() {
            return Ok(());
        }
        let message = format!(
            "the component imports WASI, which is in a crate of its own: {}\n\
             add it to the dependencies of this package: `embody-wasi = \"{}\"`\n\
             (or implement these interfaces yourself: `component!({{ path: \"…\", wasi: false }})`)",
            missing.join(", "),
            env!("CARGO_PKG_VERSION"),
        );
        Err(ChoiceError { span: Span::call_site(), message })
    }
}

/// Whether this is the interface whose one function runs a program.
pub(crate) fn is_run(interface: &str) -> bool {
    wasi_0_2(interface) == Some(("cli", RUN))
}

/// Package and interface, of an interface of WASI 0.2 that is implemented.
fn wasi_0_2(name: &str) -> Option<(&str, &str)> {
    let (package, rest) = name.strip_prefix("wasi:")?.split_once('/')?;
    let (interface, version) = rest.split_once('@')?;
    // Pre-releases were other interfaces.
    let is_0_2 = version.strip_prefix("0.2.")?.bytes().all(|byte| byte.is_ascii_digit());
    (is_0_2 && PACKAGES.contains(&package)).then_some((package, interface))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_wasi_0_2_are_one() {
        assert_eq!(wasi_0_2("wasi:io/poll@0.2.0"), Some(("io", "poll")));
        assert_eq!(wasi_0_2("wasi:cli/terminal-input@0.2.12"), Some(("cli", "terminal-input")));
        for other in
            ["wasi:io/poll@0.3.0", "wasi:io/poll@0.2.0-rc-2023-11-10", "wasi:io/poll", "wasi:nn/graph@0.2.0"]
        {
            assert_eq!(wasi_0_2(other), None, "{other}");
        }
    }
}
