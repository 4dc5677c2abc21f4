//! What a user is told about a call of `component!` that cannot be expanded.

use std::sync::LazyLock;

use embody_build::expand;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// The messages of the compile errors that a call expands to.
fn errors(call: TokenStream) -> String {
    let expansion = expand::component(call, false).to_string();
    let parts: Vec<_> = expansion.split("compile_error").skip(1).collect();
    assert!(!parts.is_empty(), "expanded to {expansion}");
    parts.concat()
}

/// Writes a file that the call under test names, and gives its path.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[track_caller]
fn refused(call: TokenStream, words: &[&str]) {
    let errors = errors(call);
    for word in words {
        assert!(errors.contains(word), "`{word}` is not in {errors}");
    }
}

#[test]
fn a_missing_file_is_named_by_its_absolute_path() {
    refused(quote!("no/such.wasm"), &["there is no file", env!("CARGO_MANIFEST_DIR"), "no/such.wasm"]);
}

#[test]
fn a_directory_is_not_a_component() {
    refused(quote!("src"), &["is a directory"]);
}

#[test]
fn a_core_module_is_refused_with_the_way_out() {
    let path = file("core.wasm", b"\0asm\x01\0\0\0");
    refused(quote!(#path), &["core module", "wasm-tools component new"]);
}

#[test]
fn text_is_refused_with_the_way_out() {
    let path = file("text.wat", b"(component (oops))");
    refused(
        quote!(#path),
        if cfg!(feature = "wat") { &["does not parse", "oops"] } else { &["text", "wasm-tools parse"] },
    );
}

#[test]
fn an_invalid_component_is_refused_with_its_offset() {
    let path = file("invalid.wasm", b"\0asm\x0d\0\x01\0\x0a\x05");
    refused(quote!(#path), &["invalid component", "at offset 0x"]);
}

#[test]
fn what_is_not_supported_is_named_with_its_wit_path() {
    let wat = r#"(component (import "a:b/c" (instance (export "f" (func (result (stream u8)))))))"#;
    let path = file("stream.wasm", &wat::parse_str(wat).unwrap());
    refused(quote!(#path), &["not supported yet", "`stream` (function `f` of a:b/c)"]);
}

#[test]
fn an_unknown_option_is_answered_with_the_nearest() {
    refused(quote!({ pth: "a.wasm" }), &["no option `pth`; did you mean `path`?"]);
    refused(quote!({ elephant: "a.wasm" }), &["the options are `path`, `inline`, `compose`, `modules`"]);
}

#[test]
fn a_proposal_that_is_off_is_named_with_the_switch() {
    let component = |fields: &str| {
        let wat = format!("(component (core module (func (export \"f\") {fields})))");
        wat::parse_str(wat).unwrap()
    };
    let wide = "(param i64) (result i64 i64) (i64.mul_wide_s (local.get 0) (local.get 0))";
    let path = file("wide.wasm", &component(wide));
    let switch = "`wide-arithmetic`, which is off: turn it on with `features: { wide_arithmetic: true }`";
    refused(quote!(#path), &[switch]);
    let path = file("vector.wasm", &component("(param v128)"));
    refused(quote!({ path: #path, features: { simd: false } }), &["`features: { simd: true }`"]);
    let path = file("tail.wasm", &component("(return_call 0)"));
    refused(quote!({ path: #path, features: { tail_call: false, } }), &["`features: { tail_call: true }`"]);
}

#[test]
fn features_are_checked_before_the_file() {
    refused(
        quote!({ path: "no.wasm", features: { smd: true } }),
        &["no feature `smd`; did you mean `simd`?"],
    );
    refused(quote!({ path: "no.wasm", features: { gc: true } }), &["no feature `gc`; the features are"]);
    refused(quote!({ path: "no.wasm", features: { simd: true, simd: false } }), &["`simd` is given twice"]);
    refused(quote!({ path: "no.wasm", features: simd }), &["expected proposals in braces"]);
}

#[test]
fn options_are_checked_before_the_file() {
    refused(quote!({ path: "no.wasm", cpu: "pentium" }), &["`pentium`", "x86-64-v3"]);
    refused(quote!({ path: "no.wasm", opt_level: "fast" }), &["`fast`", "speed_and_size"]);
    refused(
        quote!({ path: "no.wasm", memory: "cheked" }),
        &["no kind of memory `cheked`; did you mean `checked`?"],
    );
    refused(
        quote!({ path: "no.wasm", params: "own" }),
        &["no way to pass parameters `own`; did you mean `owned`?"],
    );
    refused(quote!({ path: "no.wasm", crate: super::embody }), &["start it with `crate::`"]);
    refused(quote!({ path: "no.wasm", path: "no.wasm" }), &["given twice"]);
    refused(quote!({ cpu: "native" }), &["`path` is missing"]);
    refused(quote!(), &["expected the path of a component"]);
}

#[test]
fn wasi_without_its_crate_is_refused_with_the_way_out() {
    let wat = r#"(component (import "wasi:cli/stdout@0.2.3" (instance)) (import "wasi:nn/graph@0.2.0" (instance)))"#;
    let path = file("wasi.wasm", &wat::parse_str(wat).unwrap());
    let errors = errors(quote!(#path));
    assert!(errors.contains("`wasi:cli/stdout@0.2.3`") && errors.contains("embody-wasi = "), "{errors}");
    assert!(!errors.contains("wasi:nn"), "{errors}");
    // With it, or where the host says that it does without, there is no error; nor where it is mapped.
    for call in [
        quote!({ path: #path, wasi: false }),
        quote!({ path: #path, wasi: my_wasi }),
        quote!({ path: #path, with: { "wasi:cli/stdout": crate::stdout } }),
    ] {
        let expansion = expand::component(call, false).to_string();
        assert!(!expansion.contains("compile_error"), "{expansion}");
    }
    assert!(!expand::component(quote!(#path), true).to_string().contains("compile_error"));
}

/// The part of a call's text at which the first compile error of its expansion points.
fn pointed_at(call: &str) -> String {
    let mut spans = Vec::new();
    spans_of_errors(expand::component(call.parse().unwrap(), false), &mut spans);
    let (start, end) = spans.into_iter().next().expect("an error with a place");
    call[start..end].to_owned()
}

/// Columns of the literals that hold messages. A token of the call keeps its place in the call, on its one line.
fn spans_of_errors(tokens: TokenStream, out: &mut Vec<(usize, usize)>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => spans_of_errors(group.stream(), out),
            TokenTree::Literal(message) => {
                let span = message.span();
                if span.end().column > span.start().column {
                    out.push((span.start().column, span.end().column));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn errors_point_at_what_is_wrong() {
    let core = file("spanned-core.wasm", b"\0asm\x01\0\0\0");
    for (call, place) in [
        ("\"no/such.wasm\"", "\"no/such.wasm\""),
        (format!("{core:?}").as_str(), format!("{core:?}").as_str()),
        ("{ path: \"no.wasm\", cpu: \"pentium\" }", "\"pentium\""),
        ("{ path: \"no.wasm\", elephant: 1 }", "elephant"),
    ] {
        assert_eq!(pointed_at(call), place, "in component!({call})");
    }
}

/// A component that imports `f` at its root and `g` of `a:b/c@1.0.0`, which has an enum. Several tests read the one file.
fn imports() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(imports_file);
    &PATH
}

fn imports_file() -> String {
    let wat = r#"
        (component
            (type $c (instance
                (type $e' (enum "x"))
                (export "e" (type $e (eq $e')))
                (export "g" (func (param "e" $e)))))
            (import "a:b/c@1.0.0" (instance (type $c)))
            (import "f" (func)))
    "#;
    file("imports.wasm", &wat::parse_str(wat).unwrap())
}

#[test]
fn an_import_that_is_not_allowed_fails_the_build() {
    let path = imports();
    refused(
        quote!({ path: #path, imports: ["a:b/*"] }),
        &["the component imports `f`, which `imports` does not allow"],
    );
    let both = "the component imports `a:b/c@1.0.0`, `f`, which";
    refused(quote!({ path: #path, imports: [] }), &[both]);
    refused(quote!({ path: #path, imports: ["a:b/c@1.0.1", "f"] }), &["imports `a:b/c@1.0.0`, which"]);
}

#[test]
fn a_choice_for_what_is_not_there_is_answered_with_the_nearest() {
    let path = imports();
    refused(
        quote!({ path: #path, types: { "a:b/c/r": { derives: [A] } } }),
        &["no WIT name `a:b/c/r`; did you mean"],
    );
    refused(quote!({ path: #path, with: { "a:b/d": crate::d } }), &["no WIT name `a:b/d`; did you mean"]);
    refused(
        quote!({ path: #path, types: { "a:b/c/e": { derive: [A] } } }),
        &["no choice `derive`; did you mean `derives`?"],
    );
    refused(quote!({ path: #path, derives: serde }), &["expected derives in brackets"]);
    refused(quote!({ path: #path, with: { "a:b/c": super::c } }), &["a relative path means something else"]);
}

#[test]
fn errors_are_for_what_functions_fail_with() {
    let path = imports();
    refused(
        quote!({ path: #path, errors: { "a:b/c/f": crate::F } }),
        &["no WIT name `a:b/c/f`; did you mean"],
    );
    refused(
        quote!({ path: #path, errors: { "a:b/c/e": crate::F } }),
        &["`a:b/c/e` is not what any imported function fails with"],
    );
    refused(quote!({ path: #path, errors: crate::F }), &["expected paths in braces"]);
}

#[test]
fn a_component_is_in_one_place() {
    refused(quote!({ path: "a.wasm", inline: "(component)" }), &["there is a `path` already"]);
    refused(quote!({ inline: "(component)", compose: ["a.wasm"] }), &["there is a `inline` already"]);
    refused(quote!({ compose: [] }), &["expected paths in brackets"]);
    refused(quote!({ cpu: "native" }), &["`path` is missing, or `inline`, or `compose`"]);
}

/// The arguments of each `embed!` in tokens, in order.
fn embeds(tokens: TokenStream, found: &mut Vec<TokenStream>) {
    let mut last = [String::new(), String::new()];
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            if last == ["embed", "!"] {
                found.push(group.stream());
            }
            embeds(group.stream(), found);
        }
        let [_, before] = last;
        last = [before, token.to_string()];
    }
}

#[test]
fn another_target_is_refused_with_those_that_there_are() {
    let adder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/adder/adder.wasm");
    let mut found = Vec::new();
    embeds(expand::component(quote!(#adder), false), &mut found);
    let [.., other] = <[TokenStream; 3]>::try_from(found).expect("one for each target, and one for others");
    let expansion = expand::embed(other).to_string();
    assert!(
        expansion.contains("components can be compiled for `x86_64-linux` and `aarch64-linux`"),
        "{expansion}"
    );
}
