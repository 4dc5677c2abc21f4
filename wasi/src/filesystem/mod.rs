//! `wasi:filesystem`: the directories that a guest was given, and what is below them.
//!
//! In: directories, opened by the host before the guest runs. Out: descriptors. Every path of a guest is resolved by cap-std,
//! relative to a descriptor that it has: neither `..` nor an absolute path nor a symbolic link leads out, whatever others
//! change meanwhile. Beside the operating system's permissions there are the host's: a directory is given to be read, or to
//! be changed as well, and all that is opened below it is as it is.

use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File};
use embody::{Context, Result};

mod directory;
mod errors;
mod host;
mod metadata;
mod open;
mod streams;

pub use directory::DirectoryEntryStream;

use crate::bindings::filesystem::types::ErrorCode;
use crate::ctx::builder::WasiCtxBuilder;
use crate::limits::Held;

/// What a guest may do to what is in a directory, at any depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Look at it.
    Read,
    /// Look at it, change it, add to it and remove it.
    ReadWrite,
}

/// A directory that a guest has from the start.
#[derive(Clone, Debug)]
pub(crate) struct Preopen {
    dir: Arc<Dir>,
    permission: Permission,
    path: String,
}

/// `wasi:filesystem/types.descriptor`.
#[derive(Debug)]
pub struct Descriptor {
    object: Object,
    permission: Permission,
    _held: Held,
}

/// What a descriptor is of.
#[derive(Clone, Debug)]
pub(crate) enum Object {
    File { file: Arc<File>, mode: Mode },
    Directory { dir: Arc<Dir>, mode: Mode },
}

/// What something was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mode {
    read: bool,
    write: bool,
}

impl Descriptor {
    fn file(&self) -> Result<&Arc<File>, ErrorCode> {
        match &self.object {
            Object::File { file, .. } => Ok(file),
            Object::Directory { .. } => Err(ErrorCode::BadDescriptor),
        }
    }

    fn dir(&self) -> Result<&Arc<Dir>, ErrorCode> {
        match &self.object {
            Object::Directory { dir, .. } => Ok(dir),
            Object::File { .. } => Err(ErrorCode::NotDirectory),
        }
    }

    /// Fails if nothing may be changed.
    fn may_change(&self) -> Result<(), ErrorCode> {
        match self.permission {
            Permission::ReadWrite => Ok(()),
            Permission::Read => Err(ErrorCode::NotPermitted),
        }
    }

    /// The file, to be changed.
    fn file_to_change(&self) -> Result<&Arc<File>, ErrorCode> {
        let file = self.file()?;
        self.may_change()?;
        Ok(file)
    }

    /// The directory, to be changed.
    fn dir_to_change(&self) -> Result<&Arc<Dir>, ErrorCode> {
        let dir = self.dir()?;
        self.may_change()?;
        Ok(dir)
    }
}

impl WasiCtxBuilder {
    /// Gives the guest a directory of the host's, under a path of the guest's.
    ///
    /// ```
    /// use embody_wasi::WasiCtx;
    /// use embody_wasi::filesystem::Permission;
    ///
    /// let wasi = WasiCtx::builder().preopened_dir(".", "/data", Permission::Read)?.build();
    /// # Ok::<(), embody::Error>(())
    /// ```
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn preopened_dir(
        self,
        host: impl AsRef<std::path::Path>,
        guest: impl Into<String>,
        permission: Permission,
    ) -> Result<Self> {
        let host = host.as_ref();
        let dir = Dir::open_ambient_dir(host, ambient_authority())
            .with_context(|| format!("cannot open the directory {} for a guest", host.display()))?;
        Ok(self.preopened(dir, guest, permission))
    }

    /// Gives the guest a directory that is open already.
    pub fn preopened(mut self, dir: Dir, guest: impl Into<String>, permission: Permission) -> Self {
        self.preopens_mut().push(Preopen { dir: Arc::new(dir), permission, path: guest.into() });
        self
    }
}
