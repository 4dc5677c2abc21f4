//! Docs of a WIT package as docs of Rust items.

use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::Docs;

/// Doc attributes for an item: the WIT docs, or `fallback` where there are none.
///
/// Every public item gets docs, since a user's crate may deny missing ones. Code in them is not Rust: a block without a
/// language is marked as text, and where rustdoc looks for tests, docs with code are not there.
pub(crate) fn docs(docs: &Docs, fallback: &str) -> TokenStream {
    let text = docs.contents.as_deref().map_or(fallback, str::trim_end);
    let has_code = has_code(text);
    let mut in_code = false;
    let lines = text.lines().map(|line| {
        let fence = line.trim_start().starts_with("```");
        let opens = fence && !in_code;
        in_code ^= fence;
        let language = if opens && line.trim() == "```" { "text" } else { "" };
        // A space comes between `///` and the text, and rustdoc takes it off again.
        let line = if line.is_empty() { String::new() } else { format!(" {line}{language}") };
        if has_code { quote!(#[cfg_attr(not(doctest), doc = #line)]) } else { quote!(#[doc = #line]) }
    });
    lines.collect()
}

/// Whether rustdoc may see a block of code: between fences, or indented.
fn has_code(text: &str) -> bool {
    let is_code = |line: &str| {
        let start = line.trim_start();
        start.starts_with("```")
            || start.starts_with("~~~")
            || line.starts_with("    ")
            || line.starts_with('\t')
    };
    text.lines().any(is_code)
}

/// Doc attributes of a text that is no WIT doc.
pub(crate) fn text(text: &str) -> TokenStream {
    docs(&Docs::default(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_blocks_are_not_compiled() {
        let of = |wit: &str| docs(&Docs { contents: Some(wit.into()) }, "").to_string();
        let hidden = |lines: &[&str]| {
            let lines = lines.iter().map(|line| quote!(#[cfg_attr(not(doctest), doc = #line)]));
            lines.collect::<TokenStream>().to_string()
        };
        assert_eq!(of("See:\n```\nlet\n```\n"), hidden(&[" See:", " ```text", " let", " ```"]));
        assert_eq!(of("See:\n\n    let\n"), hidden(&[" See:", "", "     let"]));
        assert_eq!(of("~~~\nlet\n~~~"), hidden(&[" ~~~", " let", " ~~~"]));
    }

    #[test]
    fn every_item_has_docs() {
        assert_eq!(text("A thing.").to_string(), quote!(#[doc = " A thing."]).to_string());
    }
}
