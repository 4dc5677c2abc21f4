//! The oracle's components that do not compile: what `component!` says of them, in place of an expansion.
//!
//! The macro is called as a function here, since a call that fails would have this file not compile.

use embody_build::expand;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// Files, and a part of what is said. None is said of text, where another crate turns the feature `wat` on.
pub(crate) const REFUSED: &[(&str, Option<&str>)] = &[
    ("abi-enum-oob.wasm", Some("a component that WIT cannot describe")),
    ("abi-flags-extra.wasm", Some("a component that WIT cannot describe")),
    ("abi-mixed-variant.wasm", Some("a component that WIT cannot describe")),
    ("abi-variant-oob.wasm", Some("a component that WIT cannot describe")),
    ("async-rs.wasm", Some("asynchronous components")),
    ("bad-layer.wasm", Some("unknown binary version")),
    ("bad-magic.wasm", Some("this is not a WebAssembly file")),
    ("bad-version.wasm", Some("unknown binary version")),
    ("core-header-only.wasm", Some("this is a core module, not a component")),
    ("core-module.wasm", Some("this is a core module, not a component")),
    ("elf.wasm", Some("this is not a WebAssembly file")),
    ("empty.wasm", Some("this is not a WebAssembly file")),
    ("exports-component.wasm", Some("exported components")),
    ("exports-module.wasm", Some("exported core modules")),
    ("feature-async-callback.wasm", Some("asynchronous components")),
    ("feature-async-lift.wasm", Some("asynchronous components")),
    ("feature-cm-values.wasm", Some("value index 0 was not used")),
    ("feature-custom-page-sizes.wasm", Some("`features: { custom_page_sizes: true }`")),
    ("feature-error-context.wasm", Some("error contexts")),
    ("feature-fixed-list.wasm", Some("`features: { component_model_fixed_length_lists: true }`")),
    ("feature-gc.wasm", Some("garbage collection")),
    ("feature-legacy-exceptions.wasm", Some("legacy_exceptions feature required")),
    ("feature-stream.wasm", Some("asynchronous components")),
    ("imports-module.wasm", Some("imports the core module `m`")),
    ("invalid-borrow-result.wasm", Some("function result cannot contain a `borrow` type")),
    ("invalid-core-body.wasm", Some("expected i32, found i64")),
    ("invalid-core-missing-import.wasm", Some("missing module instantiation argument named `a`")),
    ("invalid-dup-export.wasm", Some("export name `f` conflicts")),
    ("invalid-index.wasm", Some("unknown module 3")),
    ("invalid-lift-type.wasm", Some("do not match result types `[I64]`")),
    ("invalid-name.wasm", Some("is not in kebab case")),
    ("invalid-no-memory.wasm", Some("canonical option `memory` is required")),
    ("leading-bom.wasm", Some("this is not a WebAssembly file")),
    ("long-section.wasm", Some("module section is too large")),
    ("lua-c-legacy-eh.wasm", Some("legacy_exceptions feature required")),
    ("magic-only.wasm", Some("unexpected end-of-file")),
    ("overlong-leb.wasm", Some("integer representation too long")),
    ("random-with-header.wasm", Some("integer representation too long")),
    ("random.wasm", Some("this is not a WebAssembly file")),
    ("section-size-short.wasm", Some("unexpected end-of-file")),
    ("text.wasm", None),
    ("text.wat", None),
    ("three-bytes.wasm", Some("this is not a WebAssembly file")),
    ("trailing-garbage.wasm", Some("malformed section id")),
    ("trailing-newline.wasm", Some("unexpected end-of-file")),
    ("trailing-zeros.wasm", Some("unexpected end-of-file")),
    ("truncated-1.wasm", Some("unexpected end-of-file")),
    ("truncated-25.wasm", Some("unexpected end-of-file")),
    ("truncated-50.wasm", Some("unexpected end-of-file")),
    ("truncated-90.wasm", Some("unexpected end-of-file")),
    ("truncated-last-byte.wasm", Some("unexpected end-of-file")),
    ("unknown-section.wasm", Some("malformed section id: 63")),
    ("wit-package.wasm", Some("a WIT package in binary form")),
    ("zip.wasm", Some("this is not a WebAssembly file")),
];

/// What stands behind each `name!`.
fn calls(tokens: TokenStream, name: &str, found: &mut Vec<TokenStream>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for window in tokens.windows(3) {
        match window {
            [TokenTree::Ident(ident), TokenTree::Punct(mark), TokenTree::Group(group)]
                if ident == name && mark.as_char() == '!' =>
            {
                found.push(group.stream());
            }
            _ => {}
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            calls(group.stream(), name, found);
        }
    }
}

/// The errors that an expansion of a component gives, and that of its code.
fn errors(file: &str) -> Vec<String> {
    let path = format!("../../../shared/conformance/guests/edge/{file}");
    let expansion = expand::component(quote!({ path: #path }), true);
    let (mut errors, mut code) = (Vec::new(), Vec::new());
    calls(expansion.clone(), "compile_error", &mut errors);
    calls(expansion, "embed", &mut code);
    // The first is that for x86-64; what is wrong with the component is wrong on any target.
    if let Some(code) = code.into_iter().next() {
        calls(expand::embed(code), "compile_error", &mut errors);
    }
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn what_does_not_compile_says_why() {
    let mut wrong = Vec::new();
    for (file, expected) in REFUSED {
        let Some(expected) = expected else { continue };
        let errors = errors(file);
        if !errors.iter().any(|error| error.contains(expected)) {
            wrong.push(format!("{file}: expected `{expected}`: {errors:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_compiles_says_nothing() {
    assert!(errors("abi-bool-2.wasm").is_empty());
}
