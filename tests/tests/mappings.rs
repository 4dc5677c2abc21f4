//! What is executable in a process whose guests run is code of files.

#![cfg(target_os = "linux")]

use embody_tests::guests::{adder, markdown};

/// The mappings of this process that are executable and not of a file.
fn executable_without_file(maps: &str) -> Vec<&str> {
    let is_foreign = |line: &&str| {
        // `FROM-TO PERMISSIONS OFFSET DEVICE INODE [PATH]`; the kernel's own code is in brackets.
        let mut fields = line.split_ascii_whitespace();
        let executable = fields.nth(1).is_some_and(|permissions| permissions.contains('x'));
        let path = fields.nth(3).unwrap_or_default();
        let known = path.starts_with('/') && !path.starts_with("/memfd:") && !path.starts_with("/dev/zero");
        executable && !known && !matches!(path, "[vdso]" | "[vsyscall]")
    };
    maps.lines().filter(is_foreign).collect()
}

#[test]
fn executable_mappings_are_of_files() -> embody::Result<()> {
    let mut adder = adder::Instance::new(())?;
    let mut markdown = markdown::Instance::new(())?;
    assert_eq!((adder.add(2, 3)?, markdown.render("x")?.as_str()), (5, "<p>x</p>\n"));

    let maps = std::fs::read_to_string("/proc/self/maps")?;
    assert_eq!(executable_without_file(&maps), Vec::<&str>::new());
    Ok(())
}

#[test]
fn others_would_be_found() {
    let maps = "\
55550000-55551000 r-xp 00001000 fe:00 123 /usr/bin/a program
7fff0000-7fff1000 r-xp 00000000 00:00 0 [vdso]
7f000000-7f001000 rwxp 00000000 00:00 0
7f001000-7f002000 r-xp 00000000 00:01 7 /memfd:code (deleted)
7f002000-7f003000 rw-p 00000000 00:00 0 [heap]
";
    let found = executable_without_file(maps);
    assert_eq!(found, maps.lines().skip(2).take(2).collect::<Vec<_>>());
}
