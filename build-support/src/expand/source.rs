//! The files that a macro call names.

use std::path::{Path, PathBuf};

use syn::LitStr;
use xxhash_rust::xxh3::Xxh3;

use super::args::{ComponentArgs, Place};
use super::kept;
use crate::error::Error;
use crate::text;

/// All that is read for a component.
pub(super) struct Inputs {
    pub(super) component: Source,
    /// What it was put together from, if it was.
    pub(super) parts: Vec<Source>,
    /// Core modules for those that it imports, by the imports' names.
    pub(super) modules: Vec<(String, Source)>,
}

impl Inputs {
    /// Reads the files that the arguments name.
    pub(super) fn read(args: &ComponentArgs) -> syn::Result<Self> {
        let mut parts = Vec::new();
        let component = match &args.component {
            Place::Path(path) => Source::read(path)?,
            Place::Inline(text) => Source::inline(text)?,
            Place::Composed(first, others) => {
                parts = std::iter::once(first).chain(others).map(Source::read).collect::<syn::Result<_>>()?;
                Source::composed(first, &parts)?
            }
        };
        Ok(Self { component, parts, modules: args.modules.read()? })
    }

    /// A hash of all bytes.
    pub(super) fn hash(&self) -> u64 {
        let mut hasher = Xxh3::new();
        for file in self.files() {
            hasher.update(&(file.bytes.len() as u64).to_le_bytes());
            hasher.update(&file.bytes);
        }
        hasher.digest()
    }

    /// The files, the component first.
    pub(super) fn files(&self) -> impl Iterator<Item = &Source> {
        let whole = self.parts.is_empty().then_some(&self.component);
        whole.into_iter().chain(&self.parts).chain(self.modules.iter().map(|(_, module)| module))
    }

    /// The modules' bytes, by the imports' names.
    pub(super) fn given(&self) -> Vec<(String, Vec<u8>)> {
        self.modules.iter().map(|(name, module)| (name.clone(), module.bytes.clone())).collect()
    }
}

/// A file's bytes, where they are, and the tokens that name them.
pub(super) struct Source {
    literal: LitStr,
    /// What errors call it.
    name: String,
    /// None for what is in the macro's arguments, and for what was put together.
    path: Option<PathBuf>,
    pub(super) bytes: Vec<u8>,
}

impl Source {
    /// Reads the file at a path that is relative to the user's package.
    pub(super) fn read(literal: &LitStr) -> syn::Result<Self> {
        let error = |message: String| Err(syn::Error::new(literal.span(), message));
        let path = absolute(Path::new(&literal.value()));
        let shown = path.display();
        if path.to_str().is_none() {
            return error(format!("the path is not UTF-8: {shown}"));
        }
        if path.is_dir() {
            return error(format!("{shown} is a directory; name the component in it"));
        }
        match std::fs::read(&path) {
            Ok(bytes) => Self::of(literal, Some(path), &bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => error(format!(
                "there is no file {shown} (paths are relative to the directory of the package's Cargo.toml)"
            )),
            Err(e) => error(format!("{shown} cannot be read: {e}")),
        }
    }

    /// Takes text as it stands in the macro's arguments.
    pub(super) fn inline(literal: &LitStr) -> syn::Result<Self> {
        Self::of(literal, None, literal.value().as_bytes())
    }

    /// Puts components together, of which the first is at these tokens.
    fn composed(first: &LitStr, parts: &[Source]) -> syn::Result<Self> {
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        let mut source =
            Self { literal: first.clone(), name: names.join(" + "), path: None, bytes: Vec::new() };
        let parts: Vec<_> = parts.iter().map(|part| (part.name.clone(), part.bytes.as_slice())).collect();
        source.bytes = kept::composed(&parts).map_err(|error| source.error(&error))?;
        Ok(source)
    }

    /// Bytes that may be text.
    fn of(literal: &LitStr, path: Option<PathBuf>, bytes: &[u8]) -> syn::Result<Self> {
        let name = if path.is_some() { literal.value() } else { "`inline`".to_owned() };
        let mut source = Self { literal: literal.clone(), name, path, bytes: Vec::new() };
        source.bytes = text::to_binary(bytes).map_err(|error| source.error(&error))?.into_owned();
        Ok(source)
    }

    /// The absolute path, as a literal with the span of what the user wrote; none for what has no path.
    pub(super) fn path_literal(&self) -> Option<LitStr> {
        let path = self.path.as_ref()?;
        Some(LitStr::new(&path.to_string_lossy(), self.literal.span()))
    }

    /// An error about the file, at the tokens that name it.
    pub(super) fn error(&self, error: &Error) -> syn::Error {
        self.error_text(&error.to_string())
    }

    /// As [`Source::error`], of a text.
    pub(super) fn error_text(&self, message: &str) -> syn::Error {
        syn::Error::new(self.literal.span(), format!("{}: {message}", self.name))
    }
}

pub(super) fn absolute(path: &Path) -> PathBuf {
    let base = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let joined = base.join(path);
    std::path::absolute(&joined).unwrap_or(joined)
}
