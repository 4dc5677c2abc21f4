//! WIT names as Rust identifiers.
//!
//! WIT names are kebab-case; Rust wants them in snake_case, UpperCamelCase or SCREAMING_SNAKE_CASE. A name that is a
//! keyword or already taken in its scope gets a trailing underscore.

use std::collections::HashSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// Words that are no identifiers in some edition, in the cases that a conversion can produce.
const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Name of a function, parameter, field or module.
pub(crate) fn snake(name: &str) -> Ident {
    ident(&name.to_snake_case())
}

/// Name of a type or case.
pub(crate) fn camel(name: &str) -> Ident {
    ident(&name.to_upper_camel_case())
}

/// Name of a constant.
pub(crate) fn screaming(name: &str) -> Ident {
    ident(&name.to_shouty_snake_case())
}

/// Any name that starts as an identifier does, with an underscore after it where it is a keyword.
pub(crate) fn ident(name: &str) -> Ident {
    let suffix = if KEYWORDS.contains(&name) { "_" } else { "" };
    // A conversion of a WIT name starts with a letter; anything else would make `Ident::new` panic.
    let prefix = if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { "" } else { "_" };
    let clean: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    Ident::new(&format!("{prefix}{clean}{suffix}"), Span::call_site())
}

/// Identifiers that are taken in one scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken(HashSet<String>);

impl Taken {
    /// A scope in which these are taken from the start.
    pub(crate) fn by(names: &[&str]) -> Self {
        Self(names.iter().map(ToString::to_string).collect())
    }

    /// Takes a name, with underscores after it until it is free.
    pub(crate) fn take(&mut self, ident: Ident) -> Ident {
        let mut name = ident.to_string();
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        Ident::new(&name, ident.span())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_their_case() {
        assert_eq!(snake("parse-error").to_string(), "parse_error");
        assert_eq!(camel("parse-HTTP-error").to_string(), "ParseHttpError");
        assert_eq!(screaming("docs-a-f1").to_string(), "DOCS_A_F1");
    }

    #[test]
    fn keywords_and_taken_names_get_an_underscore() {
        assert_eq!(snake("type").to_string(), "type_");
        assert_eq!(camel("self").to_string(), "Self_");
        assert!(KEYWORDS.is_sorted());
        let mut taken = Taken::by(&["Host"]);
        assert_eq!(taken.take(camel("host")).to_string(), "Host_");
        assert_eq!(taken.take(camel("host")).to_string(), "Host__");
    }
}
