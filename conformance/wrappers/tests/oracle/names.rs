//! Names of WIT, from those that Rust has for them, and back.

/// The name in WIT of a field, a case or a type.
pub(crate) fn kebab(rust: &str) -> String {
    let mut out = String::new();
    for c in rust.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out.replace('_', "-")
}

/// The names of flags, from the text that stands for a set of them.
pub(crate) fn flag_names(text: &str) -> Vec<String> {
    text.split(" | ")
        .filter(|name| !name.is_empty())
        .map(|name| name.to_lowercase().replace('_', "-"))
        .collect()
}

/// The text that stands for a set of flags.
pub(crate) fn flags_text(names: &[String]) -> String {
    names.iter().map(|name| name.to_uppercase().replace('-', "_")).collect::<Vec<_>>().join(" | ")
}
