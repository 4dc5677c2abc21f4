//! The procedural macros of Embody: a shell around [`embody_build::expand`].
//!
//! Users name `component!` through the crate `embody`, which documents it.

use proc_macro::TokenStream;

/// Compiles a WebAssembly component, embeds it and generates typed wrappers.
#[proc_macro]
pub fn component(input: TokenStream) -> TokenStream {
    embody_build::expand::component(input.into()).into()
}

/// What `component!` expands to once per target. Not for users.
#[doc(hidden)]
#[proc_macro]
pub fn embed(input: TokenStream) -> TokenStream {
    embody_build::expand::embed(input.into()).into()
}
