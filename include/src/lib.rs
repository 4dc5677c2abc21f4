//! `include_component!`: what a build script made of a component, as the expansion of a macro.
//!
//! In: the name that the component has in the build script. Out: the items of its file in `OUT_DIR`. `include!` would do,
//! but that rustc takes what it includes for the user's own code, where `forbid(unsafe_code)` refuses the one promise that
//! wrappers make. Absent by design: dependencies, so that nobody waits for this; and any look at what is included.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};

/// What a user should have written.
const WANTED: &str =
    "the name that a component has in the build script, as a string: `include_component!(\"greeter\")`";

/// Includes a component by the name that it has in the build script.
#[proc_macro]
pub fn include_component(input: TokenStream) -> TokenStream {
    included(input).unwrap_or_else(|Wrong { span, message }| call("::core::compile_error!", &message, span))
}

/// What is wrong, and where.
struct Wrong {
    span: Span,
    message: String,
}

impl Wrong {
    fn at(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }
}

fn included(input: TokenStream) -> Result<TokenStream, Wrong> {
    let (name, span) = name(input)?;
    let wrong = |message: String| Wrong::at(span, message);
    let out_dir = env::var_os("OUT_DIR").map(PathBuf::from);
    let out_dir =
        out_dir.ok_or_else(|| wrong("`OUT_DIR` is not set: the package has no build script".into()))?;
    let path = out_dir.join("embody").join(format!("{name}.rs"));
    let text = fs::read_to_string(&path).map_err(|error| {
        wrong(format!("the build script made no component `{name}`: {}: {error}", path.display()))
    })?;
    // Tokens that are read here have the span of the call, as all that a macro makes.
    let items: TokenStream =
        text.parse().map_err(|error| wrong(format!("{} is not Rust: {error}", path.display())))?;
    let mut out = watched(&path).ok_or_else(|| wrong(format!("{} is not UTF-8", path.display())))?;
    out.extend(items);
    Ok(out)
}

/// The one string among the tokens.
fn name(input: TokenStream) -> Result<(String, Span), Wrong> {
    let mut tokens = input.into_iter();
    let first = tokens.next().ok_or_else(|| Wrong::at(Span::call_site(), format!("expected {WANTED}")))?;
    if let Some(more) = tokens.next() {
        return Err(Wrong::at(more.span(), format!("expected nothing but {WANTED}")));
    }
    let span = first.span();
    string(first).map(|name| (name, span)).ok_or_else(|| Wrong::at(span, format!("expected {WANTED}")))
}

/// The text of a string without escapes, which another macro may have passed on in a group.
fn string(token: TokenTree) -> Option<String> {
    match token {
        TokenTree::Literal(literal) => {
            let literal = literal.to_string();
            let text = literal.strip_prefix('"')?.strip_suffix('"')?;
            (!text.contains('\\')).then(|| text.to_owned())
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            string(group.stream().into_iter().next()?)
        }
        _ => None,
    }
}

/// An item by which the crate is compiled again when a file changes.
fn watched(path: &Path) -> Option<TokenStream> {
    let mut item: TokenStream = "const _: &str =".parse().ok()?;
    item.extend(call("::core::include_str!", path.to_str()?, Span::call_site()));
    Some(item)
}

/// `macro!("text");`
fn call(name: &str, text: &str, span: Span) -> TokenStream {
    let text = TokenTree::Literal(Literal::string(text));
    let argument = TokenTree::Group(Group::new(Delimiter::Parenthesis, text.into()));
    let name: TokenStream = name.parse().unwrap_or_default();
    let end: TokenStream = ";".parse().unwrap_or_default();
    let tokens = name.into_iter().chain([argument]).chain(end);
    tokens
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}
