//! The procedural macros of Embody: a shell around [`embody_build::expand`].
//!
//! Users name them through the crate `embody`, which documents them.

use proc_macro::TokenStream;

/// Compiles a WebAssembly component, embeds it and generates typed wrappers.
#[proc_macro]
pub fn component(input: TokenStream) -> TokenStream {
    embody_build::expand::component(input.into(), cfg!(feature = "wasi")).into()
}

/// Generates host traits and types from WIT.
#[proc_macro]
pub fn interfaces(input: TokenStream) -> TokenStream {
    embody_build::expand::interfaces(input.into()).into()
}

/// Implements `ComponentType`.
#[proc_macro_derive(ComponentType, attributes(component))]
pub fn derive_component_type(input: TokenStream) -> TokenStream {
    embody_build::expand::derive_component_type(input.into()).into()
}

/// Implements `Lift`.
#[proc_macro_derive(Lift, attributes(component))]
pub fn derive_lift(input: TokenStream) -> TokenStream {
    embody_build::expand::derive_lift(input.into()).into()
}

/// Implements `Lower`.
#[proc_macro_derive(Lower, attributes(component))]
pub fn derive_lower(input: TokenStream) -> TokenStream {
    embody_build::expand::derive_lower(input.into()).into()
}

/// Defines a set of flags.
#[proc_macro]
pub fn flags(input: TokenStream) -> TokenStream {
    embody_build::expand::flags(input.into()).into()
}

/// What `component!` expands to once per target. Not for users.
#[doc(hidden)]
#[proc_macro]
pub fn embed(input: TokenStream) -> TokenStream {
    embody_build::expand::embed(input.into()).into()
}
