//! What a guest cannot do to files: each test is a row of the table in `docs/src/wasi.md`.
//!
//! The functions are those that a guest calls; the folder is `inside`, and beside it lies what is none of the guest's business.

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use embody::Result;
use embody_wasi::bindings::filesystem::preopens::Host as _;
use embody_wasi::bindings::filesystem::types::{
    DescriptorFlags, DescriptorType, ErrorCode, Host, NewTimestamp, OpenFlags, PathFlags,
};
use embody_wasi::bindings::io::streams::{Host as _, StreamError};
use embody_wasi::filesystem::{Descriptor, Permission};
use embody_wasi::{Limits, WasiCtx};
use tempfile::TempDir;

const READ: DescriptorFlags = DescriptorFlags::READ;
const WRITE: DescriptorFlags = DescriptorFlags::WRITE;
const NONE: OpenFlags = OpenFlags::empty();
const FOLLOW: PathFlags = PathFlags::SYMLINK_FOLLOW;

/// A guest with one directory.
struct Guest {
    ctx: WasiCtx,
    root: Descriptor,
    folder: TempDir,
}

impl Guest {
    fn new(permission: Permission) -> Result<Self> {
        Self::of(permission, Limits::default())
    }

    fn of(permission: Permission, limits: Limits) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir_all(folder.path().join("inside/below"))?;
        std::fs::write(folder.path().join("secret"), "secret")?;
        std::fs::write(folder.path().join("inside/file"), "contents")?;
        let inside = folder.path().join("inside");
        let mut ctx = WasiCtx::builder().limits(limits).preopened_dir(&inside, "/data", permission)?.build();
        let (root, path) = ctx.get_directories()?.remove(0);
        assert_eq!(path, "/data");
        Ok(Self { ctx, root, folder })
    }

    fn inside(&self, path: &str) -> PathBuf {
        self.folder.path().join("inside").join(path)
    }

    fn open(
        &mut self,
        path: &str,
        open: OpenFlags,
        flags: DescriptorFlags,
    ) -> Result<Result<Descriptor, ErrorCode>> {
        self.ctx.descriptor_open_at(&mut self.root, FOLLOW, path, open, flags)
    }

    /// What opening a path to read it ends with.
    fn refused(&mut self, path: &str) -> Result<ErrorCode> {
        Ok(self.open(path, NONE, READ)?.expect_err("it was opened"))
    }
}

#[test]
fn what_is_inside_can_be_read_and_written() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    let mut file = guest.open("file", NONE, READ | WRITE)?.unwrap();
    assert_eq!(guest.ctx.descriptor_read(&mut file, 100, 3)?.unwrap(), (b"tents".to_vec(), false));
    assert_eq!(guest.ctx.descriptor_read(&mut file, 100, 8)?.unwrap(), (Vec::new(), true));
    assert_eq!(guest.ctx.descriptor_write(&mut file, b"CON", 0)?, Ok(3));
    let mut output = guest.ctx.descriptor_append_via_stream(&mut file)?.unwrap();
    guest.ctx.output_stream_blocking_write_and_flush(&mut output, b"!")?.unwrap();
    assert_eq!(std::fs::read_to_string(guest.inside("file"))?, "CONtents!");
    let mut output = guest.ctx.descriptor_write_via_stream(&mut file, 8)?.unwrap();
    guest.ctx.output_stream_blocking_write_and_flush(&mut output, b"?")?.unwrap();
    guest.ctx.output_stream_blocking_write_and_flush(&mut output, b"?")?.unwrap();
    let mut input = guest.ctx.descriptor_read_via_stream(&mut file, 6)?.unwrap();
    assert_eq!(guest.ctx.input_stream_blocking_read(&mut input, 100)?.unwrap(), b"ts??");
    assert!(matches!(guest.ctx.input_stream_read(&mut input, 100)?, Err(StreamError::Closed)));
    // A new directory, and what is in it.
    guest.ctx.descriptor_create_directory_at(&mut guest.root, "new")?.unwrap();
    let mut entries = guest.ctx.descriptor_read_directory(&mut guest.root)?.unwrap();
    let mut found = Vec::new();
    while let Some(entry) = guest.ctx.directory_entry_stream_read_directory_entry(&mut entries)?.unwrap() {
        found.push((entry.name, entry.type_));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let directory = DescriptorType::Directory;
    let expected = [("below", directory), ("file", DescriptorType::RegularFile), ("new", directory)];
    assert_eq!(found, expected.map(|(name, ty)| (name.to_owned(), ty)));
    // Times, names, links.
    let time = embody_wasi::bindings::clocks::wall_clock::Datetime { seconds: 1_000, nanoseconds: 5 };
    let stamp = NewTimestamp::Timestamp(time);
    guest.ctx.descriptor_set_times(&mut file, NewTimestamp::NoChange, stamp)?.unwrap();
    let stat = guest.ctx.descriptor_stat(&mut file)?.unwrap();
    assert_eq!((stat.size, stat.link_count, stat.data_modification_timestamp), (10, 1, Some(time)));
    guest.ctx.descriptor_set_times_at(&mut guest.root, FOLLOW, "new", stamp, stamp)?.unwrap();
    let hash = guest.ctx.descriptor_metadata_hash(&mut file)?.unwrap();
    assert_eq!(guest.ctx.descriptor_metadata_hash_at(&mut guest.root, FOLLOW, "file")?, Ok(hash));
    assert_ne!(guest.ctx.descriptor_metadata_hash_at(&mut guest.root, FOLLOW, "new")?, Ok(hash));
    let Guest { ctx, root, .. } = &mut guest;
    ctx.descriptor_link_at(root, PathFlags::empty(), "file", root, "linked")?.unwrap();
    ctx.descriptor_rename_at(root, "linked", root, "new/renamed")?.unwrap();
    ctx.descriptor_symlink_at(root, "below", "soft")?.unwrap();
    assert_eq!(ctx.descriptor_readlink_at(root, "soft")?, Ok("below".to_owned()));
    let mut same = ctx.descriptor_open_at(root, FOLLOW, "new/renamed", NONE, READ)?.unwrap();
    assert!(ctx.descriptor_is_same_object(&file, &same)? && !ctx.descriptor_is_same_object(root, &same)?);
    assert_eq!(ctx.descriptor_get_flags(&mut same)?, Ok(READ));
    ctx.descriptor_unlink_file_at(root, "new/renamed")?.unwrap();
    ctx.descriptor_unlink_file_at(root, "soft")?.unwrap();
    ctx.descriptor_remove_directory_at(root, "new")?.unwrap();
    ctx.descriptor_set_size(&mut file, 2)?.unwrap();
    ctx.descriptor_sync(&mut file)?.unwrap();
    ctx.descriptor_sync_data(root)?.unwrap();
    assert_eq!(std::fs::read_to_string(guest.inside("file"))?, "CO");
    Ok(())
}

#[test]
fn without_a_directory_there_is_none() -> Result<()> {
    assert!(WasiCtx::default().get_directories()?.is_empty());
    Ok(())
}

#[test]
fn dot_dot_does_not_lead_out() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    for path in ["../secret", "..", "below/../../secret", "./../secret", "below/../..", "../inside/file"] {
        assert_eq!(guest.refused(path)?, ErrorCode::NotPermitted, "{path}");
        let Guest { ctx, root, .. } = &mut guest;
        assert_eq!(
            ctx.descriptor_stat_at(root, FOLLOW, path)?.err(),
            Some(ErrorCode::NotPermitted),
            "{path}"
        );
        assert!(ctx.descriptor_unlink_file_at(root, path)?.is_err(), "{path}");
        assert!(ctx.descriptor_create_directory_at(root, &format!("{path}/new"))?.is_err(), "{path}");
        assert!(ctx.descriptor_rename_at(root, "file", root, path)?.is_err(), "{path}");
        assert!(ctx.descriptor_link_at(root, PathFlags::empty(), path, root, "stolen")?.is_err(), "{path}");
    }
    // What stays inside is none of that.
    assert!(guest.open("below/../file", NONE, READ)?.is_ok());
    assert!(guest.folder.path().join("secret").is_file());
    Ok(())
}

#[test]
fn absolute_paths_do_not_lead_out() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    for path in ["/", "/etc/passwd", "//etc/passwd", "/data/file"] {
        assert_eq!(guest.refused(path)?, ErrorCode::NotPermitted, "{path}");
    }
    Ok(())
}

#[test]
fn symbolic_links_do_not_lead_out() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    // Whoever made them.
    symlink("../secret", guest.inside("up"))?;
    symlink("/etc/passwd", guest.inside("absolute"))?;
    symlink("..", guest.inside("parent"))?;
    symlink("parent", guest.inside("twice"))?;
    for path in ["up", "absolute", "parent/secret", "twice/secret", "below/../parent/secret"] {
        assert_eq!(guest.refused(path)?, ErrorCode::NotPermitted, "{path}");
        let opened = guest.open(path, OpenFlags::CREATE | OpenFlags::TRUNCATE, WRITE)?;
        assert_eq!(opened.err(), Some(ErrorCode::NotPermitted), "{path}");
    }
    // The link itself can be looked at, and removed.
    let Guest { ctx, root, .. } = &mut guest;
    assert_eq!(
        ctx.descriptor_stat_at(root, PathFlags::empty(), "up")?.unwrap().type_,
        DescriptorType::SymbolicLink
    );
    assert!(ctx.descriptor_unlink_file_at(root, "up")?.is_ok());
    assert_eq!(std::fs::read_to_string(guest.folder.path().join("secret"))?, "secret");
    Ok(())
}

#[test]
fn a_guest_makes_no_link_that_leads_out() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    let Guest { ctx, root, .. } = &mut guest;
    assert_eq!(ctx.descriptor_symlink_at(root, "/etc/passwd", "absolute")?, Err(ErrorCode::NotPermitted));
    // One that leads up may be right elsewhere; it is not followed.
    if ctx.descriptor_symlink_at(root, "../secret", "up")?.is_ok() {
        assert_eq!(guest.refused("up")?, ErrorCode::NotPermitted);
    }
    Ok(())
}

#[test]
fn links_that_go_round_end() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    symlink("b", guest.inside("a"))?;
    symlink("a", guest.inside("b"))?;
    assert_eq!(guest.refused("a")?, ErrorCode::Loop);
    Ok(())
}

#[test]
fn links_are_not_followed_unasked() -> Result<()> {
    let mut guest = Guest::new(Permission::Read)?;
    symlink("file", guest.inside("link"))?;
    assert!(guest.open("link", NONE, READ)?.is_ok());
    let Guest { ctx, root, .. } = &mut guest;
    let opened = ctx.descriptor_open_at(root, PathFlags::empty(), "link", NONE, READ)?;
    assert_eq!(opened.err(), Some(ErrorCode::Loop));
    Ok(())
}

#[test]
fn a_directory_that_is_swapped_for_a_link_does_not_lead_out() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    let (place, aside) = (guest.inside("below"), guest.inside("aside"));
    std::fs::write(guest.folder.path().join("below"), "not yours")?;
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = std::fs::rename(&place, &aside);
                let _ = symlink("..", &place);
                let _ = std::fs::remove_file(&place);
                let _ = std::fs::rename(&aside, &place);
            }
        });
        let mut found = Ok(());
        for _ in 0..5_000 {
            if let Ok(Ok(_)) = guest.open("below/secret", NONE, READ) {
                found = Err("a file outside was opened");
                break;
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        found.unwrap();
    });
    Ok(())
}

#[test]
fn what_is_there_to_be_read_is_not_changed() -> Result<()> {
    let mut guest = Guest::new(Permission::Read)?;
    let denied = Err(ErrorCode::NotPermitted);
    for (open, flags) in [
        (NONE, WRITE),
        (OpenFlags::TRUNCATE, READ),
        (OpenFlags::CREATE, READ),
        (OpenFlags::CREATE | OpenFlags::EXCLUSIVE, READ),
    ] {
        assert_eq!(guest.open("file", open, flags)?.err(), Some(ErrorCode::NotPermitted));
    }
    let mut file = guest.open("file", NONE, READ)?.unwrap();
    let stamp = NewTimestamp::Now;
    let Guest { ctx, root, .. } = &mut guest;
    assert_eq!(ctx.descriptor_write(&mut file, b"x", 0)?.map(drop), denied);
    assert!(ctx.descriptor_write_via_stream(&mut file, 0)?.is_err());
    assert!(ctx.descriptor_append_via_stream(&mut file)?.is_err());
    assert_eq!(ctx.descriptor_set_size(&mut file, 0)?, denied);
    assert_eq!(ctx.descriptor_set_times(&mut file, stamp, stamp)?, denied);
    assert_eq!(ctx.descriptor_set_times(root, stamp, stamp)?, denied);
    assert_eq!(ctx.descriptor_set_times_at(root, FOLLOW, "file", stamp, stamp)?, denied);
    assert_eq!(ctx.descriptor_create_directory_at(root, "new")?, denied);
    assert_eq!(ctx.descriptor_remove_directory_at(root, "below")?, denied);
    assert_eq!(ctx.descriptor_unlink_file_at(root, "file")?, denied);
    assert_eq!(ctx.descriptor_rename_at(root, "file", root, "other")?, denied);
    assert_eq!(ctx.descriptor_link_at(root, PathFlags::empty(), "file", root, "other")?, denied);
    assert_eq!(ctx.descriptor_symlink_at(root, "file", "other")?, denied);
    // Nor through a directory below.
    let mut below = ctx.descriptor_open_at(root, FOLLOW, "below", OpenFlags::DIRECTORY, READ)?.unwrap();
    assert_eq!(ctx.descriptor_create_directory_at(&mut below, "new")?, denied);
    assert_eq!(std::fs::read_to_string(guest.inside("file"))?, "contents");
    Ok(())
}

#[test]
fn nothing_goes_from_where_it_is_read_to_where_it_is_written() -> Result<()> {
    let (mut from, to) = (Guest::new(Permission::Read)?, Guest::new(Permission::ReadWrite)?);
    let denied = Err(ErrorCode::NotPermitted);
    let Guest { ctx, root, .. } = &mut from;
    assert_eq!(ctx.descriptor_rename_at(root, "file", &to.root, "taken")?, denied);
    assert_eq!(ctx.descriptor_rename_at(&to.root, "file", root, "put")?, denied);
    assert_eq!(ctx.descriptor_link_at(root, PathFlags::empty(), "file", &to.root, "linked")?, denied);
    Ok(())
}

#[test]
fn a_file_opened_to_be_read_is_not_written() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    let mut file = guest.open("file", NONE, READ)?.unwrap();
    assert_eq!(guest.ctx.descriptor_write(&mut file, b"x", 0)?, Err(ErrorCode::BadDescriptor));
    let mut output = guest.ctx.descriptor_write_via_stream(&mut file, 0)?.unwrap();
    let Err(StreamError::LastOperationFailed(mut error)) =
        guest.ctx.output_stream_blocking_write_and_flush(&mut output, b"x")?
    else {
        panic!("it was written")
    };
    assert_eq!(guest.ctx.filesystem_error_code(&mut error)?, Some(ErrorCode::BadDescriptor));
    Ok(())
}

#[test]
fn files_and_directories_are_told_apart() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    assert_eq!(guest.open("file", OpenFlags::DIRECTORY, READ)?.err(), Some(ErrorCode::NotDirectory));
    assert_eq!(guest.open("file/x", NONE, READ)?.err(), Some(ErrorCode::NotDirectory));
    assert_eq!(guest.open("below", NONE, WRITE)?.err(), Some(ErrorCode::IsDirectory));
    assert_eq!(guest.refused("nothing")?, ErrorCode::NoEntry);
    let mut below = guest.open("below", NONE, READ)?.unwrap();
    let Guest { ctx, .. } = &mut guest;
    assert_eq!(ctx.descriptor_read(&mut below, 1, 0)?.err(), Some(ErrorCode::BadDescriptor));
    assert!(matches!(ctx.descriptor_read_via_stream(&mut below, 0)?, Err(ErrorCode::IsDirectory)));
    let mut file = guest.open("file", NONE, READ)?.unwrap();
    let Guest { ctx, .. } = &mut guest;
    assert_eq!(ctx.descriptor_stat_at(&mut file, FOLLOW, "x")?.err(), Some(ErrorCode::NotDirectory));
    Ok(())
}

#[test]
fn a_named_pipe_does_not_stop_the_host() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    rustix::fs::mknodat(
        rustix::fs::CWD,
        guest.inside("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )?;
    // Nobody is at the other end.
    let mut pipe = guest.open("pipe", NONE, READ)?.unwrap();
    assert_eq!(guest.ctx.descriptor_read(&mut pipe, 1, 0)?.err(), Some(ErrorCode::InvalidSeek));
    drop(pipe);
    assert_eq!(guest.open("pipe", NONE, WRITE)?.err(), Some(ErrorCode::NoSuchDevice));
    Ok(())
}

#[test]
fn one_read_gives_no_more_than_the_limit() -> Result<()> {
    let mut limits = Limits::default();
    limits.read_bytes = 3;
    let mut guest = Guest::of(Permission::Read, limits)?;
    let mut file = guest.open("file", NONE, READ)?.unwrap();
    assert_eq!(guest.ctx.descriptor_read(&mut file, u64::MAX, 0)?.unwrap().0, b"con");
    let mut input = guest.ctx.descriptor_read_via_stream(&mut file, 0)?.unwrap();
    assert_eq!(guest.ctx.input_stream_read(&mut input, u64::MAX)?.unwrap(), b"con");
    Ok(())
}

#[test]
fn one_read_makes_room_for_what_there_is() -> Result<()> {
    let mut limits = Limits::default();
    limits.read_bytes = 16 << 20;
    let mut guest = Guest::of(Permission::Read, limits)?;
    std::fs::write(guest.inside("large"), [7; 10_000])?;
    for (name, len) in [("file", 8), ("large", 10_000)] {
        let mut file = guest.open(name, NONE, READ)?.unwrap();
        let (direct, _) = guest.ctx.descriptor_read(&mut file, u64::MAX, 0)?.unwrap();
        let mut input = guest.ctx.descriptor_read_via_stream(&mut file, 0)?.unwrap();
        let streamed = guest.ctx.input_stream_read(&mut input, u64::MAX)?.unwrap();
        for bytes in [direct, streamed] {
            assert_eq!(bytes.len(), len);
            assert!(bytes.capacity() <= len.max(4_096), "{} bytes for {len}", bytes.capacity());
        }
        let (end, is_end) = guest.ctx.descriptor_read(&mut file, u64::MAX, 1 << 40)?.unwrap();
        assert!(is_end && end.capacity() <= 4_096);
    }
    Ok(())
}

#[test]
fn no_more_is_open_than_the_limit() -> Result<()> {
    let mut limits = Limits::default();
    limits.handles = 3;
    let mut guest = Guest::of(Permission::Read, limits)?;
    let first = guest.open("file", NONE, READ)?.unwrap();
    let _second = guest.open("file", NONE, READ)?.unwrap();
    // The guest traps: it is told by no code that it has too many.
    let error = guest.open("file", NONE, READ).err().unwrap();
    assert!(error.to_string().contains("`Limits::handles`"), "{error}");
    drop(first);
    assert!(guest.open("file", NONE, READ).is_ok());
    Ok(())
}

#[test]
fn times_that_are_none_are_refused() -> Result<()> {
    let mut guest = Guest::new(Permission::ReadWrite)?;
    let of = |seconds, nanoseconds| {
        NewTimestamp::Timestamp(embody_wasi::bindings::clocks::wall_clock::Datetime { seconds, nanoseconds })
    };
    let mut file = guest.open("file", NONE, READ | WRITE)?.unwrap();
    let Guest { ctx, root, .. } = &mut guest;
    for (time, code) in [(of(0, 1_000_000_000), ErrorCode::Invalid), (of(u64::MAX, 0), ErrorCode::Overflow)] {
        assert_eq!(ctx.descriptor_set_times(&mut file, time, NewTimestamp::NoChange)?, Err(code));
        assert_eq!(ctx.descriptor_set_times_at(root, FOLLOW, "file", time, time)?, Err(code));
    }
    Ok(())
}
