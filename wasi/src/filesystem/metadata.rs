//! What is known of a file without reading it: type, size, times, and which one it is.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cap_fs_ext::{MetadataExt, SystemTimeSpec};
use cap_std::fs::{FileType, FileTypeExt, Metadata};
use rustix::fs::{Timespec, Timestamps, UTIME_NOW, UTIME_OMIT};

use super::Object;
use crate::bindings::clocks::wall_clock::Datetime;
use crate::bindings::filesystem::types::{
    DescriptorStat, DescriptorType, ErrorCode, MetadataHashValue, NewTimestamp,
};

impl Object {
    /// What the operating system knows of it.
    pub(super) fn metadata(&self) -> std::io::Result<Metadata> {
        match self {
            Self::File { file, .. } => file.metadata(),
            Self::Directory { dir, .. } => dir.dir_metadata(),
        }
    }
}

/// The type of a file.
pub(super) fn descriptor_type(ty: FileType) -> DescriptorType {
    match () {
        () if ty.is_dir() => DescriptorType::Directory,
        () if ty.is_symlink() => DescriptorType::SymbolicLink,
        () if ty.is_file() => DescriptorType::RegularFile,
        () if ty.is_block_device() => DescriptorType::BlockDevice,
        () if ty.is_char_device() => DescriptorType::CharacterDevice,
        () if ty.is_fifo() => DescriptorType::Fifo,
        () if ty.is_socket() => DescriptorType::Socket,
        () => DescriptorType::Unknown,
    }
}

/// What a guest is told.
pub(super) fn stat(metadata: &Metadata) -> DescriptorStat {
    DescriptorStat {
        type_: descriptor_type(metadata.file_type()),
        link_count: metadata.nlink(),
        size: metadata.len(),
        data_access_timestamp: metadata.accessed().ok().and_then(|time| datetime(time.into_std())),
        data_modification_timestamp: metadata.modified().ok().and_then(|time| datetime(time.into_std())),
        status_change_timestamp: changed(metadata),
    }
}

/// When it was changed last, of whatever there is about it.
fn changed(metadata: &Metadata) -> Option<Datetime> {
    let seconds = cap_std::fs::MetadataExt::ctime(metadata);
    let nanoseconds = cap_std::fs::MetadataExt::ctime_nsec(metadata);
    Some(Datetime { seconds: u64::try_from(seconds).ok()?, nanoseconds: u32::try_from(nanoseconds).ok()? })
}

/// A time; none if it is before 1970, which WASI cannot express.
fn datetime(time: SystemTime) -> Option<Datetime> {
    let time = time.duration_since(UNIX_EPOCH).ok()?;
    Some(Datetime { seconds: time.as_secs(), nanoseconds: time.subsec_nanos() })
}

/// A number that is the same for the same file, and hardly for another.
pub(super) fn hash(metadata: &Metadata) -> MetadataHashValue {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, metadata.dev(), metadata.ino()).hash(&mut hasher);
        hasher.finish()
    };
    MetadataHashValue { lower: half(0), upper: half(1) }
}

/// Whether both are of the same file.
pub(super) fn is_same(a: &Metadata, b: &Metadata) -> bool {
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// A time to set by path; none if it stays as it is.
pub(super) fn time_of(time: NewTimestamp) -> Result<Option<SystemTimeSpec>, ErrorCode> {
    Ok(match time {
        NewTimestamp::NoChange => None,
        NewTimestamp::Now => Some(SystemTimeSpec::SymbolicNow),
        NewTimestamp::Timestamp(Datetime { seconds, nanoseconds }) => {
            let time = UNIX_EPOCH.checked_add(Duration::new(seconds, valid(nanoseconds)?));
            let time = time.ok_or(ErrorCode::Overflow)?;
            Some(SystemTimeSpec::Absolute(cap_std::time::SystemTime::from_std(time)))
        }
    })
}

/// Times to set by file descriptor.
pub(super) fn timestamps(access: NewTimestamp, modification: NewTimestamp) -> Result<Timestamps, ErrorCode> {
    let timespec = |time| {
        Ok::<_, ErrorCode>(match time {
            NewTimestamp::NoChange => Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT },
            NewTimestamp::Now => Timespec { tv_sec: 0, tv_nsec: UTIME_NOW },
            NewTimestamp::Timestamp(Datetime { seconds, nanoseconds }) => Timespec {
                tv_sec: seconds.try_into().map_err(|_| ErrorCode::Overflow)?,
                tv_nsec: valid(nanoseconds)?.into(),
            },
        })
    };
    Ok(Timestamps { last_access: timespec(access)?, last_modification: timespec(modification)? })
}

/// Nanoseconds of a `datetime`, of which there are always less than a second.
fn valid(nanoseconds: u32) -> Result<u32, ErrorCode> {
    if nanoseconds < 1_000_000_000 { Ok(nanoseconds) } else { Err(ErrorCode::Invalid) }
}
