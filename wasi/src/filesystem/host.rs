//! The functions of `wasi:filesystem`.
//!
//! Each checks what the host permits before the operating system is asked.

use std::path::Component;
use std::sync::Arc;

use cap_fs_ext::{DirExt, FollowSymlinks};
use embody::Result;
use rustix::fs::Advice as SystemAdvice;

use super::directory::DirectoryEntryStream;
use super::open::{Request, follow};
use super::streams::{FileInput, FileOutput, read_at, write_at};
use super::{Descriptor, Mode, Object, Permission, metadata};
use crate::bindings::filesystem::preopens;
use crate::bindings::filesystem::types::{
    self, Advice, DescriptorFlags, DescriptorStat, DescriptorType, DirectoryEntry, ErrorCode,
    MetadataHashValue, NewTimestamp, OpenFlags, PathFlags,
};
use crate::io::{InputStream, IoError, OutputStream};
use crate::{WasiCtx, WasiView};

/// What a guest is told: a value, or a code.
type Told<T> = Result<Result<T, ErrorCode>>;

/// Calls a function that may fail with a code.
fn told<T>(function: impl FnOnce() -> Result<T, ErrorCode>) -> Told<T> {
    Ok(function())
}

impl WasiCtx {
    fn descriptor(&self, object: Object, permission: Permission) -> Result<Descriptor> {
        Ok(Descriptor { object, permission, _held: self.hold()? })
    }
}

impl Descriptor {
    /// The directory itself, as a file: what some functions need.
    fn reopened(&self) -> Result<cap_std::fs::File, ErrorCode> {
        use cap_fs_ext::OpenOptionsMaybeDirExt as _;
        let mut options = cap_std::fs::OpenOptions::new();
        options.read(true).maybe_dir(true);
        Ok(self.dir()?.open_with(Component::CurDir, &options)?)
    }

    fn sync(&self, all: bool) -> Result<(), ErrorCode> {
        let reopened;
        let file = match &self.object {
            Object::File { file, .. } => &**file,
            Object::Directory { .. } => {
                reopened = self.reopened()?;
                &reopened
            }
        };
        if all { file.sync_all() } else { file.sync_data() }?;
        Ok(())
    }

    fn set_times(&self, access: NewTimestamp, modification: NewTimestamp) -> Result<(), ErrorCode> {
        self.may_change()?;
        match &self.object {
            Object::File { file, .. } => {
                Ok(rustix::fs::futimens(file, &metadata::timestamps(access, modification)?)?)
            }
            Object::Directory { dir, .. } => {
                let (access, modification) = (metadata::time_of(access)?, metadata::time_of(modification)?);
                Ok(DirExt::set_times(&**dir, Component::CurDir, access, modification)?)
            }
        }
    }

    /// What is known of something below the directory.
    fn metadata_at(&self, flags: PathFlags, path: &str) -> Result<cap_std::fs::Metadata, ErrorCode> {
        let dir = self.dir()?;
        Ok(match follow(flags) {
            FollowSymlinks::Yes => dir.metadata(path)?,
            FollowSymlinks::No => dir.symlink_metadata(path)?,
        })
    }

    /// Two directories, for something that goes from one to the other.
    fn both<'a>(&'a self, new: &'a Self) -> Result<(&'a cap_std::fs::Dir, &'a cap_std::fs::Dir), ErrorCode> {
        Ok((self.dir_to_change()?, new.dir_to_change()?))
    }
}

impl<T: WasiView> preopens::Host for T {
    fn get_directories(&mut self) -> Result<Vec<(Descriptor, String)>> {
        let ctx = self.wasi();
        let open = |preopen: &super::Preopen| {
            let mode = Mode { read: true, write: preopen.permission == Permission::ReadWrite };
            let object = Object::Directory { dir: Arc::clone(&preopen.dir), mode };
            Ok((ctx.descriptor(object, preopen.permission)?, preopen.path.clone()))
        };
        ctx.preopens.iter().map(open).collect()
    }
}

impl<T: WasiView> types::Host for T {
    type Descriptor = Descriptor;
    type DirectoryEntryStream = DirectoryEntryStream;

    fn descriptor_read_via_stream(&mut self, of: &mut Descriptor, offset: u64) -> Told<InputStream> {
        let file = match &of.object {
            Object::File { file, .. } => Arc::clone(file),
            Object::Directory { .. } => return Ok(Err(ErrorCode::IsDirectory)),
        };
        Ok(Ok(self.wasi().input_stream(Arc::new(FileInput::new(file, offset)))?))
    }

    fn descriptor_write_via_stream(&mut self, of: &mut Descriptor, offset: u64) -> Told<OutputStream> {
        match of.file_to_change() {
            Ok(file) => {
                let output = FileOutput::at(Arc::clone(file), offset);
                Ok(Ok(self.wasi().output_stream(Arc::new(output))?))
            }
            Err(code) => Ok(Err(code)),
        }
    }

    fn descriptor_append_via_stream(&mut self, of: &mut Descriptor) -> Told<OutputStream> {
        match of.file_to_change() {
            Ok(file) => {
                let output = FileOutput::append(Arc::clone(file));
                Ok(Ok(self.wasi().output_stream(Arc::new(output))?))
            }
            Err(code) => Ok(Err(code)),
        }
    }

    fn descriptor_advise(
        &mut self,
        of: &mut Descriptor,
        offset: u64,
        length: u64,
        advice: Advice,
    ) -> Told<()> {
        let advice = match advice {
            Advice::Normal => SystemAdvice::Normal,
            Advice::Sequential => SystemAdvice::Sequential,
            Advice::Random => SystemAdvice::Random,
            Advice::WillNeed => SystemAdvice::WillNeed,
            Advice::DontNeed => SystemAdvice::DontNeed,
            Advice::NoReuse => SystemAdvice::NoReuse,
        };
        told(|| Ok(rustix::fs::fadvise(of.file()?, offset, std::num::NonZeroU64::new(length), advice)?))
    }

    fn descriptor_sync_data(&mut self, of: &mut Descriptor) -> Told<()> {
        told(|| of.sync(false))
    }

    fn descriptor_get_flags(&mut self, of: &mut Descriptor) -> Told<DescriptorFlags> {
        let (mode, write) = match &of.object {
            Object::File { mode, .. } => (mode, DescriptorFlags::WRITE),
            Object::Directory { mode, .. } => (mode, DescriptorFlags::MUTATE_DIRECTORY),
        };
        let mut flags = DescriptorFlags::empty();
        flags.set(DescriptorFlags::READ, mode.read);
        flags.set(write, mode.write);
        Ok(Ok(flags))
    }

    fn descriptor_get_type(&mut self, of: &mut Descriptor) -> Told<DescriptorType> {
        told(|| Ok(metadata::descriptor_type(of.object.metadata()?.file_type())))
    }

    fn descriptor_set_size(&mut self, of: &mut Descriptor, size: u64) -> Told<()> {
        told(|| Ok(of.file_to_change()?.set_len(size)?))
    }

    fn descriptor_set_times(
        &mut self,
        of: &mut Descriptor,
        access: NewTimestamp,
        modification: NewTimestamp,
    ) -> Told<()> {
        told(|| of.set_times(access, modification))
    }

    fn descriptor_read(&mut self, of: &mut Descriptor, length: u64, offset: u64) -> Told<(Vec<u8>, bool)> {
        let limit = self.wasi().limits.read_bytes;
        told(|| {
            let bytes = read_at(of.file()?, usize::try_from(length).unwrap_or(limit).min(limit), offset)?;
            let is_end = bytes.is_empty();
            Ok((bytes, is_end))
        })
    }

    fn descriptor_write(&mut self, of: &mut Descriptor, buffer: &[u8], offset: u64) -> Told<u64> {
        told(|| Ok(write_at(of.file_to_change()?, buffer, offset)? as u64))
    }

    fn descriptor_read_directory(&mut self, of: &mut Descriptor) -> Told<DirectoryEntryStream> {
        let held = self.wasi().hold()?;
        told(|| DirectoryEntryStream::new(of.dir()?, held))
    }

    fn descriptor_sync(&mut self, of: &mut Descriptor) -> Told<()> {
        told(|| of.sync(true))
    }

    fn descriptor_create_directory_at(&mut self, of: &mut Descriptor, path: &str) -> Told<()> {
        told(|| Ok(of.dir_to_change()?.create_dir(path)?))
    }

    fn descriptor_stat(&mut self, of: &mut Descriptor) -> Told<DescriptorStat> {
        told(|| Ok(metadata::stat(&of.object.metadata()?)))
    }

    fn descriptor_stat_at(
        &mut self,
        of: &mut Descriptor,
        flags: PathFlags,
        path: &str,
    ) -> Told<DescriptorStat> {
        told(|| Ok(metadata::stat(&of.metadata_at(flags, path)?)))
    }

    fn descriptor_set_times_at(
        &mut self,
        of: &mut Descriptor,
        flags: PathFlags,
        path: &str,
        access: NewTimestamp,
        modification: NewTimestamp,
    ) -> Told<()> {
        told(|| {
            let dir = of.dir_to_change()?;
            let (access, modification) = (metadata::time_of(access)?, metadata::time_of(modification)?);
            match follow(flags) {
                FollowSymlinks::Yes => DirExt::set_times(&**dir, path, access, modification)?,
                FollowSymlinks::No => dir.set_symlink_times(path, access, modification)?,
            }
            Ok(())
        })
    }

    fn descriptor_link_at(
        &mut self,
        of: &Descriptor,
        old_path_flags: PathFlags,
        old_path: &str,
        new_descriptor: &Descriptor,
        new_path: &str,
    ) -> Told<()> {
        told(|| {
            let (old, new) = of.both(new_descriptor)?;
            if old_path_flags.contains(PathFlags::SYMLINK_FOLLOW) {
                return Err(ErrorCode::Invalid);
            }
            Ok(old.hard_link(old_path, new, new_path)?)
        })
    }

    fn descriptor_open_at(
        &mut self,
        of: &mut Descriptor,
        path_flags: PathFlags,
        path: &str,
        open: OpenFlags,
        descriptor: DescriptorFlags,
    ) -> Told<Descriptor> {
        match (Request { path, path_flags, open, descriptor }).open(of) {
            Ok(object) => Ok(Ok(self.wasi().descriptor(object, of.permission)?)),
            Err(code) => Ok(Err(code)),
        }
    }

    fn descriptor_readlink_at(&mut self, of: &mut Descriptor, path: &str) -> Told<String> {
        told(|| {
            let target = of.dir()?.read_link(path)?;
            target.into_os_string().into_string().map_err(|_| ErrorCode::IllegalByteSequence)
        })
    }

    fn descriptor_remove_directory_at(&mut self, of: &mut Descriptor, path: &str) -> Told<()> {
        told(|| Ok(of.dir_to_change()?.remove_dir(path)?))
    }

    fn descriptor_rename_at(
        &mut self,
        of: &Descriptor,
        old_path: &str,
        new_descriptor: &Descriptor,
        new_path: &str,
    ) -> Told<()> {
        told(|| {
            let (old, new) = of.both(new_descriptor)?;
            Ok(old.rename(old_path, new, new_path)?)
        })
    }

    fn descriptor_symlink_at(&mut self, of: &mut Descriptor, old_path: &str, new_path: &str) -> Told<()> {
        told(|| Ok(DirExt::symlink(&**of.dir_to_change()?, old_path, new_path)?))
    }

    fn descriptor_unlink_file_at(&mut self, of: &mut Descriptor, path: &str) -> Told<()> {
        told(|| Ok(of.dir_to_change()?.remove_file_or_symlink(path)?))
    }

    fn descriptor_is_same_object(&mut self, of: &Descriptor, other: &Descriptor) -> Result<bool> {
        Ok(metadata::is_same(&of.object.metadata()?, &other.object.metadata()?))
    }

    fn descriptor_metadata_hash(&mut self, of: &mut Descriptor) -> Told<MetadataHashValue> {
        told(|| Ok(metadata::hash(&of.object.metadata()?)))
    }

    fn descriptor_metadata_hash_at(
        &mut self,
        of: &mut Descriptor,
        flags: PathFlags,
        path: &str,
    ) -> Told<MetadataHashValue> {
        told(|| Ok(metadata::hash(&of.metadata_at(flags, path)?)))
    }

    fn directory_entry_stream_read_directory_entry(
        &mut self,
        stream: &mut DirectoryEntryStream,
    ) -> Told<Option<DirectoryEntry>> {
        told(|| stream.next())
    }

    fn filesystem_error_code(&mut self, error: &mut IoError) -> Result<Option<ErrorCode>> {
        Ok(error.get().downcast_ref::<std::io::Error>().map(ErrorCode::from))
    }
}
