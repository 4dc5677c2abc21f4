//! A `.wast` file, parsed, and its modules encoded.
//!
//! In: the text. Out: [`Script`]: the directives, each with its line and with the bytes of the module that it makes.

use anyhow::{Context as _, Result};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::token::Span;
use wast::{QuoteWat, QuoteWatTest, Wast, WastDirective, WastExecute, Wat};

use crate::exceptions;
use crate::report::Outcome;
use crate::run::How;

/// A parsed file.
pub struct Script<'a> {
    text: &'a str,
    /// How its modules are compiled.
    pub how: How<'a>,
    /// Whether the file asks for canonical NaNs. Its other settings turn proposals on, which Embody knows for itself.
    pub canonical_nans: bool,
    /// Why failures of validation do not count in this file, if they do not.
    pub excused: Option<&'static str>,
    /// The directives, in order.
    pub directives: Vec<Directive<'a>>,
}

/// A directive.
pub struct Directive<'a> {
    /// Where it stands, counted from one.
    pub line: usize,
    /// What it says.
    pub what: WastDirective<'a>,
    /// The bytes of the module or component in it, or why it cannot be encoded. None if it has none.
    pub binary: Option<Result<Vec<u8>, String>>,
    /// What the thread executes that the directive `thread` starts.
    pub thread: Option<Script<'a>>,
}

impl Directive<'_> {
    /// The outcome if this directive needs what Embody refuses by this name.
    #[must_use]
    pub fn refused(&self, name: &str) -> Outcome {
        use WastDirective as D;
        match &self.what {
            D::Module(_)
            | D::ModuleDefinition(_)
            | D::ModuleInstance { .. }
            | D::Register { .. }
            | D::Invoke(_)
            | D::Thread(_)
            | D::Wait { .. } => Outcome::Omitted(name.to_owned()),
            _ => Outcome::Skipped(name.to_owned()),
        }
    }
}

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Core modules.
    Module,
    /// Components, and perhaps core modules too.
    Component,
}

impl<'a> Script<'a> {
    /// Parses the text of the file of this name and passes it on.
    ///
    /// # Errors
    /// If the file cannot be parsed.
    pub fn with<R>(name: &str, text: &str, how: How<'_>, then: impl FnOnce(&Script<'_>) -> R) -> Result<R> {
        let mut lexer = Lexer::new(text);
        // Test files name things in ways that people should not.
        lexer.allow_confusing_unicode(true);
        let located = |mut error: wast::Error| {
            error.set_text(text);
            error
        };
        let buffer = ParseBuffer::new_with_lexer(lexer).map_err(located)?;
        let wast = parser::parse::<Wast<'_>>(&buffer).map_err(located).context("cannot parse the file")?;
        let (canonical_nans, excused) = (has_setting(text, "nan_canonicalization"), exceptions::reason(name));
        let script = Script { text, how, canonical_nans, excused, directives: Vec::new() };
        Ok(then(&script.of(wast.directives)))
    }

    /// A script of other directives of the same file.
    fn of<'b>(&self, directives: Vec<WastDirective<'b>>) -> Script<'b>
    where
        'a: 'b,
    {
        let directive = |mut what: WastDirective<'b>| Directive {
            line: line_of(self.text, what.span()),
            binary: binary(&mut what),
            thread: match &mut what {
                WastDirective::Thread(thread) => Some(self.of(std::mem::take(&mut thread.directives))),
                _ => None,
            },
            what,
        };
        Script {
            text: self.text,
            how: self.how,
            canonical_nans: self.canonical_nans,
            excused: self.excused,
            directives: directives.into_iter().map(directive).collect(),
        }
    }

    /// What the file is about.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.directives.iter().any(|directive| has_component(&directive.what)) {
            true => Kind::Component,
            false => Kind::Module,
        }
    }

    /// The line of a place, counted from one.
    #[must_use]
    pub fn line(&self, span: Span) -> usize {
        line_of(self.text, span)
    }
}

/// Whether the lines `;;! KEY = VALUE` at the head of a file turn something on.
fn has_setting(text: &str, name: &str) -> bool {
    let settings = text.lines().map_while(|line| line.strip_prefix(";;!"));
    let mut settings = settings.filter_map(|line| line.split_once('='));
    settings.any(|(key, value)| key.trim() == name && value.trim() == "true")
}

fn line_of(text: &str, span: Span) -> usize {
    span.linecol_in(text).0 + 1
}

fn is_component(wat: &QuoteWat<'_>) -> bool {
    matches!(wat, QuoteWat::Wat(Wat::Component(_)) | QuoteWat::QuoteComponent(..))
}

fn has_component(directive: &WastDirective<'_>) -> bool {
    match directive {
        WastDirective::Module(wat)
        | WastDirective::ModuleDefinition(wat)
        | WastDirective::AssertMalformed { module: wat, .. }
        | WastDirective::AssertMalformedCustom { module: wat, .. }
        | WastDirective::AssertInvalidCustom { module: wat, .. }
        | WastDirective::AssertInvalid { module: wat, .. } => is_component(wat),
        WastDirective::AssertUnlinkable { module: Wat::Component(_), .. } => true,
        WastDirective::AssertTrap { exec: WastExecute::Wat(Wat::Component(_)), .. } => true,
        _ => false,
    }
}

/// Encodes the module of a directive.
fn binary(directive: &mut WastDirective<'_>) -> Option<Result<Vec<u8>, String>> {
    let encoded = match directive {
        WastDirective::Module(wat)
        | WastDirective::ModuleDefinition(wat)
        | WastDirective::AssertMalformed { module: wat, .. }
        | WastDirective::AssertMalformedCustom { module: wat, .. }
        | WastDirective::AssertInvalidCustom { module: wat, .. }
        | WastDirective::AssertInvalid { module: wat, .. } => quoted(wat),
        WastDirective::AssertUnlinkable { module: wat, .. }
        | WastDirective::AssertTrap { exec: WastExecute::Wat(wat), .. }
        | WastDirective::AssertException { exec: WastExecute::Wat(wat), .. }
        | WastDirective::AssertReturn { exec: WastExecute::Wat(wat), .. } => wat.encode(),
        _ => return None,
    };
    Some(encoded.map_err(|error| error.message()))
}

/// Encodes a module that may be quoted text, which is parsed first.
fn quoted(wat: &mut QuoteWat<'_>) -> Result<Vec<u8>, wast::Error> {
    let span = wat.span();
    let text = match wat.to_test()? {
        QuoteWatTest::Binary(bytes) => return Ok(bytes),
        QuoteWatTest::Text(text) => text,
    };
    let text =
        String::from_utf8(text).map_err(|_| wast::Error::new(span, "malformed UTF-8 encoding".into()))?;
    let buffer = ParseBuffer::new(&text)?;
    parser::parse::<Wat<'_>>(&buffer)?.encode()
}
