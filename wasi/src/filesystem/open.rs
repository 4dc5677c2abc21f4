//! `descriptor.open-at`: from a path below a directory to a descriptor.
//!
//! What was opened is asked what it is; a path that was a file a moment ago may be a directory now.

use std::sync::Arc;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsMaybeDirExt};
use cap_std::fs::{Dir, OpenOptions, OpenOptionsExt};
use rustix::fs::OFlags;

use super::{Descriptor, Mode, Object, Permission};
use crate::bindings::filesystem::types::{DescriptorFlags, ErrorCode, OpenFlags, PathFlags};

/// What a guest asks to be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'a> {
    pub(super) path: &'a str,
    pub(super) path_flags: PathFlags,
    pub(super) open: OpenFlags,
    pub(super) descriptor: DescriptorFlags,
}

/// Whether symbolic links are followed.
pub(super) fn follow(flags: PathFlags) -> FollowSymlinks {
    if flags.contains(PathFlags::SYMLINK_FOLLOW) { FollowSymlinks::Yes } else { FollowSymlinks::No }
}

impl Request<'_> {
    /// What it is to be opened for.
    fn mode(&self) -> Mode {
        let write = self.descriptor.contains(DescriptorFlags::WRITE);
        // What is created or made empty is changed; what is not written is at least read.
        Mode {
            read: self.descriptor.contains(DescriptorFlags::READ) || !write,
            write: write || self.open.intersects(OpenFlags::CREATE | OpenFlags::TRUNCATE),
        }
    }

    /// Opens it below a directory.
    pub(super) fn open(self, of: &Descriptor) -> Result<Object, ErrorCode> {
        let dir = of.dir()?;
        let mode = self.mode();
        let sync = DescriptorFlags::FILE_INTEGRITY_SYNC
            | DescriptorFlags::DATA_INTEGRITY_SYNC
            | DescriptorFlags::REQUESTED_WRITE_SYNC;
        if self.descriptor.intersects(sync) {
            return Err(ErrorCode::Unsupported);
        }
        let made = OpenFlags::CREATE | OpenFlags::EXCLUSIVE | OpenFlags::TRUNCATE;
        let is_dir_wanted = self.open.contains(OpenFlags::DIRECTORY);
        if is_dir_wanted && self.open.intersects(made) {
            return Err(ErrorCode::Invalid);
        }
        if mode.write && of.permission == Permission::Read {
            return Err(ErrorCode::NotPermitted);
        }
        let file = dir.open_with(self.path, &self.options(mode))?;
        if file.metadata()?.is_dir() {
            let dir = Arc::new(Dir::from_std_file(file.into_std()));
            return Ok(Object::Directory { dir, mode });
        }
        if is_dir_wanted {
            return Err(ErrorCode::NotDirectory);
        }
        Ok(Object::File { file: Arc::new(file), mode })
    }

    fn options(&self, mode: Mode) -> OpenOptions {
        let mut options = OpenOptions::new();
        options.read(mode.read).write(mode.write);
        options.truncate(self.open.contains(OpenFlags::TRUNCATE));
        if self.open.contains(OpenFlags::CREATE) {
            match self.open.contains(OpenFlags::EXCLUSIVE) {
                true => options.create_new(true),
                false => options.create(true),
            };
        }
        options.follow(follow(self.path_flags)).maybe_dir(true);
        // A named pipe without another end would have the thread wait for one.
        #[expect(clippy::cast_possible_wrap, reason = "flags are what the system takes as an int")]
        options.custom_flags(OFlags::NONBLOCK.bits() as i32);
        options
    }
}
