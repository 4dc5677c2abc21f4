//! Where text goes, and how it looks.
//!
//! What was asked for goes to the standard output, all else to the standard error. Colours are written always and taken
//! out again where nobody could see them: `anstream` knows about terminals, `NO_COLOR` and `--color`.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};

/// Headings.
pub(crate) const HEADING: Style = Style::new().bold().underline();
/// Names that the eye looks for.
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default().bold();
/// What is less important than the rest.
pub(crate) const DIM: Style = Style::new().dimmed();
/// Good news.
pub(crate) const FINE: Style = AnsiColor::Green.on_default().bold();
/// Errors.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// What to do.
pub(crate) const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Text in a style.
pub(crate) fn styled(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Writes text to the standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes a value as JSON to the standard output.
pub(crate) fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    print(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// Writes a line to the standard error, which may be closed.
pub(crate) fn err(style: Style, label: &str, text: &str) {
    let _ = writeln!(anstream::stderr(), "{}: {text}", styled(style, label));
}

/// Writes a line that belongs to the one before.
pub(crate) fn note(style: Style, label: &str, text: &str) {
    let _ = writeln!(anstream::stderr(), "  {}: {text}", styled(style, label));
}

/// A number of bytes, in groups of three digits.
pub(crate) fn bytes(count: usize) -> String {
    format!("{} {}", grouped(count), if count == 1 { "byte" } else { "bytes" })
}

/// A number and what it counts: `2 functions`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number in groups of three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (123_456, "123,456"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
        assert_eq!((bytes(1), bytes(2)), ("1 byte".to_owned(), "2 bytes".to_owned()));
    }
}
