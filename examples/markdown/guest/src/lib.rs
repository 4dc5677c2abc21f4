//! Guest of the markdown example: `pulldown-cmark` behind one function.

use pulldown_cmark::{Options, Parser, html};

wit_bindgen::generate!({ path: "guest.wit" });

/// What is understood on top of CommonMark.
const EXTENSIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

struct Markdown;

impl Guest for Markdown {
    fn render(markdown: String) -> String {
        // The tags make HTML somewhat longer than its source; half as much again saves most regrowth.
        let mut page = String::with_capacity(markdown.len() * 3 / 2);
        html::push_html(&mut page, Parser::new_ext(&markdown, EXTENSIONS));
        page
    }
}

export!(Markdown);
