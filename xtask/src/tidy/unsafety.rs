//! `unsafe` lives in one tree, and in tests and benches that have a reason.
//!
//! Counted as tokens, so that comments and strings may speak of it. The code generator emits unsafe code that
//! users compile: there, and only within `quote!`, the token is data.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::Finding;
use super::files::File;

/// Where unsafe code may be, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("runtime/src/vm/", "it is the machine: each block carries its proof"),
    ("tests/src/sys/", "what the tests do to their own process, which only the system can"),
    ("runtime/tests/dynamic.rs", "whoever loads an artifact promises that it is one, and so do tests"),
    ("runtime/tests/artifacts.rs", "as above, of damaged ones"),
    ("runtime/tests/surface/", "some functions of the API are unsafe, which is compiled and not run"),
    ("tests/src/sys/", "what the kernel sees cannot be tested without"),
    ("runtime/tests/memories.rs", "as above, of memories that are checked"),
    ("wasi/guests/std-rs/", "a guest's own, which exports what its toolchain lacks"),
    ("cli/tests/artifact.rs", "whoever loads an artifact promises that it is one"),
    ("fuzz/src/artifact.rs", "as above, of damaged ones"),
    ("bench/", "loading compiled code is unsafe in Wasmtime's interface, and so is calling C"),
];

/// Where `quote!` may emit it.
const EMITTERS: &[&str] = &["build-support/src/embed"];

/// What makes tokens data.
const QUOTES: &[&str] = &["quote", "quote_spanned", "parse_quote"];

pub(super) fn check(file: &File) -> Vec<Finding> {
    let Some(text) = file.rust() else { return Vec::new() };
    if ALLOWED.iter().any(|(folder, _)| file.path.starts_with(folder)) {
        return Vec::new();
    }
    let Ok(tokens) = text.parse::<TokenStream>() else {
        // Golden tests may hold what is no Rust; but it must not be a hiding place either.
        let message = "is no Rust that could be searched for `unsafe`";
        return text
            .contains("unsafe")
            .then(|| Finding::error(&file.path, None, message))
            .into_iter()
            .collect();
    };
    let emits = EMITTERS.iter().any(|emitter| file.path.starts_with(emitter));
    let mut lines = Vec::new();
    collect(tokens, emits, &mut lines);
    let message = format!("`unsafe` outside `{}`", ALLOWED[0].0);
    lines.into_iter().map(|line| Finding::error(&file.path, line, message.clone())).collect()
}

/// Collects the lines on which the token is, but for arguments of `quote!` where `skip_quotes` is set.
fn collect(tokens: TokenStream, skip_quotes: bool, lines: &mut Vec<usize>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident) if ident == "unsafe" => lines.push(ident.span().start().line),
            TokenTree::Group(group) if !(skip_quotes && is_quoted(&tokens[..index], group.delimiter())) => {
                collect(group.stream(), skip_quotes, lines);
            }
            _ => {}
        }
    }
}

/// Whether the tokens before a group make it the argument of a quoting macro.
fn is_quoted(before: &[TokenTree], delimiter: Delimiter) -> bool {
    let [.., TokenTree::Ident(name), TokenTree::Punct(bang)] = before else { return false };
    delimiter != Delimiter::None && bang.as_char() == '!' && QUOTES.iter().any(|quote| name == quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<Option<usize>> {
        check(&File::new(path, text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn unsafe_code_lives_in_one_tree() {
        let text = "fn f() {\n    unsafe { g() }\n}\nunsafe impl Send for A {}";
        assert_eq!(lines("runtime/src/vm/cast.rs", text), []);
        assert_eq!(lines("runtime/src/store.rs", text), [Some(2), Some(4)]);
        assert_eq!(lines("runtime/src/vm.rs", text), [Some(2), Some(4)]);
    }

    #[test]
    fn attributes_are_code_but_comments_and_strings_are_not() {
        assert_eq!(lines("abi/src/lib.rs", "#[unsafe(no_mangle)]\nfn f() {}"), [Some(1)]);
        assert_eq!(lines("abi/src/lib.rs", "// unsafe\n/// unsafe\nfn f() { g(\"unsafe\") }"), []);
    }

    #[test]
    fn the_generator_may_quote_it_but_not_use_it() {
        let quoted = "fn f() { quote!(unsafe { a }) }";
        assert_eq!(lines("build-support/src/embed/mod.rs", quoted), []);
        assert_eq!(lines("build-support/src/bind/mod.rs", quoted), [Some(1)]);
        assert_eq!(lines("build-support/src/embed/mod.rs", "fn f() { vec!(unsafe { a }) }"), [Some(1)]);
    }

    #[test]
    fn what_cannot_be_searched_is_no_hiding_place() {
        assert_eq!(lines("tests/messages/a.rs", "fn f( {").len(), 0);
        assert_eq!(lines("tests/messages/a.rs", "fn f( { unsafe").len(), 1);
    }
}
