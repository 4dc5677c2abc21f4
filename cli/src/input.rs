//! Files that commands read.
//!
//! In: paths of components and core modules, `-` for the standard input. Out: binaries; what is text is parsed first.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use embody_abi::artifact::{Header, HeaderError};
use embody_build::error::Error;
use embody_build::text;

/// A file, or the standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input(pub(crate) PathBuf);

impl From<&str> for Input {
    fn from(path: &str) -> Self {
        Self(path.into())
    }
}

/// A WebAssembly binary.
pub(crate) struct Binary {
    /// What messages call it.
    pub(crate) name: String,
    /// Its bytes, in the binary format.
    pub(crate) bytes: Vec<u8>,
}

impl Input {
    /// What messages call it.
    pub(crate) fn name(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { self.0.display().to_string() }
    }

    fn is_stdin(&self) -> bool {
        self.0 == Path::new("-")
    }

    /// Reads it.
    ///
    /// # Errors
    /// If it cannot be read, or is text that does not parse.
    pub(crate) fn read(&self) -> Result<Binary> {
        let name = self.name();
        let read = if self.is_stdin() { stdin() } else { file(&self.0) };
        let bytes = read.with_context(|| format!("cannot read `{name}`"))?;
        if bytes.is_empty() {
            return Err(self.at(Error::invalid_anywhere("there are no bytes")));
        }
        if !matches!(Header::decode(&bytes), Err(HeaderError::NotAnArtifact)) {
            bail!("`{name}` is compiled already: name the component that it was made of");
        }
        let bytes = text::to_binary(&bytes).map_err(|error| self.at(error))?.into_owned();
        Ok(Binary { name, bytes })
    }

    /// An error about the file.
    fn at(&self, error: Error) -> anyhow::Error {
        anyhow::Error::new(error).context(self.name())
    }
}

impl Binary {
    /// Its name without folders, for lines that have to be short.
    pub(crate) fn short_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// An error about it.
    pub(crate) fn at(&self, error: Error) -> anyhow::Error {
        anyhow::Error::new(error).context(self.name.clone())
    }
}

fn stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn file(path: &Path) -> Result<Vec<u8>> {
    if path.is_dir() {
        bail!("it is a folder; name the component's file in it");
    }
    Ok(std::fs::read(path)?)
}
