//! What a user chooses about wrappers.
//!
//! In: names of WIT types and interfaces, written as in errors: `ns:pkg/interface/type`, `ns:pkg/interface`, or the name
//! alone for what belongs to the world. A version may be left out. Out: what is chosen for each. A name that the world does
//! not have is an error, with the nearest one.

use std::cell::RefCell;
use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};

use super::wasi::Wasi;

/// What a user chooses about wrappers.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Derives for each record, variant and enum that owns no resource.
    pub derives: Vec<TokenStream>,
    /// What is chosen for single types.
    pub types: Vec<Named<TypeChoices>>,
    /// Modules and types that exist already, for interfaces and types.
    pub with: Vec<Named<TokenStream>>,
    /// Who owns what is passed to functions.
    pub params: Params,
    /// The host's own error types, for WIT types that imported functions fail with.
    pub errors: Vec<Named<TokenStream>>,
    /// Imports that a component may have; none if it may have any. A `*` at the end stands for anything.
    pub imports: Option<Vec<Named<()>>>,
    /// Where the host's side of WASI is.
    pub wasi: Wasi,
}

impl Choices {
    /// Whether there is nothing in it that a user wrote.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { derives, types, with, params, errors, imports, wasi } = self;
        derives.is_empty()
            && types.is_empty()
            && with.is_empty()
            && errors.is_empty()
            && *params == Params::default()
            && imports.is_none()
            && !matches!(wasi, Wasi::At(_))
    }
}

/// Who owns what is passed to functions, where a string, a list or a record is more than a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Params {
    /// Whoever calls lends it: `&str`, `&[T]`, `&Record`.
    #[default]
    Borrowed,
    /// Whoever is called gets it: `String`, `Vec<T>`, `Record`.
    Owned,
}

impl Params {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Borrowed, Self::Owned];

    /// Its name, as users write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Borrowed => "borrowed",
            Self::Owned => "owned",
        }
    }

    /// Those of this name, if there are any.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|params| params.name() == name)
    }
}

/// What is chosen for one type.
#[derive(Clone, Debug, Default)]
pub struct TypeChoices {
    /// Derives.
    pub derives: Vec<TokenStream>,
    /// Attributes, what is between `#[` and `]`.
    pub attributes: Vec<TokenStream>,
}

/// Something for what has a WIT name.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// Where it was written.
    pub span: Span,
    /// What it is for that.
    pub value: T,
}

/// An error in what a user chose, at its place.
#[derive(Clone, Debug)]
pub struct ChoiceError {
    /// Where it was written.
    pub span: Span,
    /// What is wrong with it.
    pub message: String,
}

/// Looks names up, and remembers which ones were.
#[derive(Debug)]
pub(crate) struct Chosen<'a> {
    pub(crate) choices: &'a Choices,
    used: RefCell<HashSet<String>>,
}

impl<'a> Chosen<'a> {
    pub(crate) fn new(choices: &'a Choices) -> Self {
        Self { choices, used: RefCell::default() }
    }

    /// What is chosen for a type.
    pub(crate) fn for_type(&self, name: &str) -> Option<&'a TypeChoices> {
        self.find(&self.choices.types, name)
    }

    /// What exists already for an interface or type.
    pub(crate) fn existing(&self, name: &str) -> Option<&'a TokenStream> {
        self.find(&self.choices.with, name)
    }

    /// The host's own error type for a type that functions fail with.
    pub(crate) fn error(&self, name: &str) -> Option<&'a TokenStream> {
        self.find(&self.choices.errors, name)
    }

    /// Where something was said to exist already.
    pub(crate) fn span(&self, name: &str) -> Span {
        let found = self.choices.with.iter().find(|named| names(&named.name, name));
        found.map_or_else(Span::call_site, |named| named.span)
    }

    fn find<T>(&self, list: &'a [Named<T>], name: &str) -> Option<&'a T> {
        let found = list.iter().find(|named| names(&named.name, name))?;
        self.used.borrow_mut().insert(found.name.clone());
        Some(&found.value)
    }

    /// Fails if something was chosen for what is not there. `known` are the names of all interfaces and types.
    ///
    /// # Errors
    /// The first such name.
    pub(crate) fn check_used(&self, known: &[String]) -> Result<(), ChoiceError> {
        let used = self.used.borrow();
        let names = self.choices.types.iter().map(|n| (&n.name, n.span));
        let names = names.chain(self.choices.with.iter().map(|n| (&n.name, n.span)));
        let names = names.chain(self.choices.errors.iter().map(|n| (&n.name, n.span)));
        match names.into_iter().find(|(name, _)| !used.contains(*name)) {
            None => Ok(()),
            Some((name, span)) => {
                Err(ChoiceError { span, message: unknown("WIT name", name, &without_versions(name, known)) })
            }
        }
    }

    /// Imports for which nothing exists already.
    pub(crate) fn others(&self, imported: &[String]) -> Vec<String> {
        imported.iter().filter(|name| self.existing(name).is_none()).cloned().collect()
    }

    /// Fails if something is imported that may not be.
    ///
    /// # Errors
    /// Naming all of it.
    pub(crate) fn check_imports(&self, imported: &[String]) -> Result<(), ChoiceError> {
        let Some(allowed) = &self.choices.imports else { return Ok(()) };
        let may = |import: &&String| !allowed.iter().any(|allowed| allows(&allowed.name, import));
        let refused = imported.iter().filter(may).map(|name| format!("`{name}`")).collect::<Vec<_>>();
        if refused.is_empty() {
            return Ok(());
        }
        let refused = refused.join(", ");
        let span = allowed.first().map_or_else(Span::call_site, |named| named.span);
        Err(ChoiceError {
            span,
            message: format!("the component imports {refused}, which `imports` does not allow"),
        })
    }
}

/// Whether what a user wrote names something; a version may be left out.
pub(crate) fn names(written: &str, name: &str) -> bool {
    written == name || !written.contains('@') && written == without_version(name)
}

/// Whether what a user wrote allows an import.
fn allows(written: &str, import: &str) -> bool {
    match written.strip_suffix('*') {
        Some(start) => import.starts_with(start),
        None => names(written, import),
    }
}

/// `ns:pkg/interface@1.2.3/type` without `@1.2.3`.
fn without_version(name: &str) -> String {
    match name.split_once('@') {
        None => name.to_owned(),
        Some((start, rest)) => match rest.split_once('/') {
            Some((_, end)) => format!("{start}/{end}"),
            None => start.to_owned(),
        },
    }
}

/// Names as somebody would write them who wrote `name`.
fn without_versions(name: &str, known: &[String]) -> Vec<String> {
    known
        .iter()
        .map(|known| if name.contains('@') { known.clone() } else { without_version(known) })
        .collect()
}

/// That there is no `kind` of this name, and which one may be meant.
pub(crate) fn unknown(kind: &str, name: &str, known: &[impl AsRef<str>]) -> String {
    let known = known.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    let near = known.iter().map(|key| (strsim::damerau_levenshtein(name, key), key)).min();
    match near {
        Some((distance, key)) if distance <= 1 + name.len() / 3 => {
            format!("there is no {kind} `{name}`; did you mean `{key}`?")
        }
        _ => {
            let known = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            format!("there is no {kind} `{name}`; the {kind}s are {known}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_can_be_left_out() {
        assert!(names("a:b/c", "a:b/c@1.0.0") && names("a:b/c@1.0.0", "a:b/c@1.0.0"));
        assert!(names("a:b/c/t", "a:b/c@1.0.0/t") && names("f", "f"));
        assert!(!names("a:b/c@1.0.1", "a:b/c@1.0.0") && !names("a:b/c", "a:b/c@1.0.0/t"));
    }

    #[test]
    fn imports_are_allowed_by_name_or_by_start() {
        assert!(allows("wasi:cli/*", "wasi:cli/exit@0.2.0") && allows("*", "f") && allows("f", "f"));
        assert!(allows("wasi:cli/exit", "wasi:cli/exit@0.2.0"));
        assert!(
            !allows("wasi:cli/*", "wasi:io/error@0.2.0")
                && !allows("wasi:cli/exit@0.2.1", "wasi:cli/exit@0.2.0")
        );
    }
}
