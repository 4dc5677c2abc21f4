//! A program that does with Rust's standard library what WASI allows, and says what came of it.
//!
//! The first argument says what. Files are below `/data`, the only directory that it expects.

mod no_threads;
mod realloc;

use std::collections::HashSet;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().collect();
    let result = match args.get(1).map(String::as_str) {
        Some("args") => arguments(&args[2..]),
        Some("lines") => lines(),
        Some("files") => files(),
        Some("directories") => directories(),
        Some("read") => read(&args[2]),
        Some("write") => write(&args[2], &args[3]),
        Some("time") => time(),
        Some("random") => random(),
        Some("threads") => threads(),
        Some("exit") => return ExitCode::from(args[2].parse::<u8>().expect("a code")),
        Some("abort") => panic!("as was asked"),
        Some("flood") => flood(&args[2]),
        _ => {
            eprintln!("usage: std-rs args|lines|files|directories|read|write|time|random|threads|exit|abort|flood");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {:?}", error.kind());
            ExitCode::FAILURE
        }
    }
}

/// Arguments and the environment, and where it starts.
fn arguments(args: &[String]) -> io::Result<()> {
    println!("args {args:?}");
    let mut vars: Vec<_> = env::vars().collect();
    vars.sort();
    println!("vars {vars:?}");
    println!("HOME {:?}", env::var("HOME").ok());
    Ok(())
}

/// Standard input, line by line.
fn lines() -> io::Result<()> {
    let (mut count, mut bytes) = (0, 0);
    for line in io::stdin().lock().lines() {
        let line = line?;
        count += 1;
        bytes += line.len();
        println!("{count}: {}", line.to_uppercase());
    }
    eprintln!("{count} lines, {bytes} bytes");
    Ok(())
}

/// All that can be done to files.
fn files() -> io::Result<()> {
    fs::write("/data/a.txt", "one\ntwo\n")?;
    OpenOptions::new().append(true).open("/data/a.txt")?.write_all(b"three\n")?;
    print!("{}", fs::read_to_string("/data/a.txt")?);

    let mut file = OpenOptions::new().read(true).write(true).open("/data/a.txt")?;
    file.seek(SeekFrom::Start(4))?;
    file.write_all(b"TWO")?;
    file.seek(SeekFrom::End(-6))?;
    let mut rest = String::new();
    file.read_to_string(&mut rest)?;
    println!("rest {rest:?}, position {}", file.stream_position()?);
    file.set_len(7)?;
    file.sync_all()?;
    let metadata = file.metadata()?;
    println!("{} bytes, file {}, modified {}", metadata.len(), metadata.is_file(), metadata.modified().is_ok());
    drop(file);
    println!("{:?}", fs::read_to_string("/data/a.txt")?);

    let created = File::create_new("/data/a.txt").map(drop);
    println!("create_new {:?}", created.map_err(|error| error.kind()));
    fs::copy("/data/a.txt", "/data/b.txt")?;
    fs::hard_link("/data/a.txt", "/data/c.txt")?;
    fs::rename("/data/b.txt", "/data/d.txt")?;
    let big: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
    fs::write("/data/big", &big)?;
    println!("big {}", fs::read("/data/big")? == big);
    println!("missing {:?}", File::open("/data/b.txt").map(drop).map_err(|error| error.kind()));
    println!("directory {:?}", fs::read("/data").map(drop).map_err(|error| error.kind()));
    println!("below a file {:?}", fs::read("/data/a.txt/x").map(drop).map_err(|error| error.kind()));
    println!("outside {:?}", fs::read("/data/../outside").map(drop).map_err(|error| error.kind()));
    println!("nowhere {:?}", fs::read("/etc/passwd").map(drop).map_err(|error| error.kind()));
    for name in ["a.txt", "c.txt", "d.txt", "big"] {
        fs::remove_file(format!("/data/{name}"))?;
    }
    println!("left {}", fs::read_dir("/data")?.count());
    Ok(())
}

/// All that can be done to directories.
fn directories() -> io::Result<()> {
    fs::create_dir_all("/data/x/y/z")?;
    for n in 0..40 {
        fs::write(format!("/data/x/{n:02}"), vec![b'.'; n])?;
    }
    println!("again {:?}", fs::create_dir("/data/x").map_err(|error| error.kind()));
    println!("full {:?}", fs::remove_dir("/data/x").map_err(|error| error.kind()));
    let mut found = Vec::new();
    for entry in fs::read_dir("/data/x")? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let len = if metadata.is_dir() { 0 } else { metadata.len() };
        found.push((entry.file_name().into_string().expect("a name"), entry.file_type()?.is_dir(), len));
    }
    found.sort();
    println!("{} entries, {} bytes, first {:?}, last {:?}", found.len(), found.iter().map(|e| e.2).sum::<u64>(), found[0], found[40]);
    fs::remove_dir_all("/data/x")?;
    println!("left {}", fs::read_dir("/data")?.count());
    Ok(())
}

fn read(path: &str) -> io::Result<()> {
    io::copy(&mut File::open(path)?, &mut io::stdout().lock())?;
    Ok(())
}

fn write(path: &str, text: &str) -> io::Result<()> {
    fs::write(path, text)
}

/// Clocks: of the numbers nothing is known but how they compare.
fn time() -> io::Result<()> {
    let (before, wall) = (Instant::now(), SystemTime::now());
    thread::sleep(Duration::from_millis(20));
    let elapsed = before.elapsed();
    println!("slept {}", elapsed >= Duration::from_millis(20));
    let since = wall.duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970");
    println!("seconds {}", since.as_secs());
    println!("wall {}", wall.elapsed().is_ok());
    Ok(())
}

/// Keys of hash maps are random.
fn random() -> io::Result<()> {
    let set: HashSet<u32> = (0..1000).collect();
    println!("set {}", set.len());
    println!("hash {:016x}", RandomState::new().hash_one(1));
    Ok(())
}

/// There are none.
fn threads() -> io::Result<()> {
    println!("spawn {:?}", thread::Builder::new().spawn(|| ()).map(drop).map_err(|error| error.kind()));
    Ok(())
}

/// Writes so many bytes to standard output.
fn flood(count: &str) -> io::Result<()> {
    let count: usize = count.parse().expect("a number");
    let mut out = io::stdout().lock();
    let line = [b'x'; 63];
    for _ in 0..count / 64 {
        out.write_all(&line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
