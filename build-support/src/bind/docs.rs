//! Docs of a WIT package as docs of Rust items.

use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::Docs;

/// Doc attributes for an item: the WIT docs, or `fallback` where there are none.
///
/// Every public item gets docs, since a user's crate may deny missing ones. A code block without a language is marked as
/// text: it is not Rust, and rustdoc would compile it.
pub(crate) fn docs(docs: &Docs, fallback: &str) -> TokenStream {
    let text = docs.contents.as_deref().map_or(fallback, str::trim_end);
    let mut in_code = false;
    let lines = text.lines().map(|line| {
        let fence = line.trim_start().starts_with("```");
        let opens = fence && !in_code;
        in_code ^= fence;
        let language = if opens && line.trim() == "```" { "text" } else { "" };
        // A space comes between `///` and the text, and rustdoc takes it off again.
        let line = if line.is_empty() { String::new() } else { format!(" {line}{language}") };
        quote!(#[doc = #line])
    });
    lines.collect()
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
        let wit = Docs { contents: Some("See:\n```\nlet\n```\n".into()) };
        let expected = quote!(#[doc = " See:"] #[doc = " ```text"] #[doc = " let"] #[doc = " ```"]);
        assert_eq!(docs(&wit, "").to_string(), expected.to_string());
    }

    #[test]
    fn every_item_has_docs() {
        assert_eq!(text("A thing.").to_string(), quote!(#[doc = " A thing."]).to_string());
    }
}
