//! Guest of the benchmark, of middling size: a Markdown renderer, regular expressions and JSON.

use pulldown_cmark::{Options, Parser, html};
use regex::Regex;
use serde_json::Value;

wit_bindgen::generate!({ path: "guest.wit" });

struct Mid;

impl Guest for Mid {
    fn render(markdown: String) -> String {
        let mut page = String::new();
        html::push_html(&mut page, Parser::new_ext(&markdown, Options::all()));
        page
    }

    fn count(expression: String, text: String) -> Result<u32, String> {
        let expression = Regex::new(&expression).map_err(|error| error.to_string())?;
        Ok(expression.find_iter(&text).count() as u32)
    }

    fn pretty(json: String) -> Result<String, String> {
        let parsed: Value = serde_json::from_str(&json).map_err(|error| error.to_string())?;
        serde_json::to_string_pretty(&parsed).map_err(|error| error.to_string())
    }
}

export!(Mid);
