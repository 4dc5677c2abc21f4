//! `count`: counts lines, words and bytes of files, or of the standard input, as `wc` does.
//!
//! An ordinary program: nothing in it knows that it becomes a component.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;

#[derive(Clone, Copy, Default)]
struct Count {
    lines: u64,
    words: u64,
    bytes: u64,
}

impl Count {
    fn of(input: impl io::Read) -> io::Result<Self> {
        let mut input = BufReader::new(input);
        let (mut count, mut line) = (Self::default(), Vec::new());
        while input.read_until(b'\n', &mut line)? != 0 {
            count.lines += u64::from(line.ends_with(b"\n"));
            count.words += line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count() as u64;
            count.bytes += line.len() as u64;
            line.clear();
        }
        Ok(count)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            words: self.words + other.words,
            bytes: self.bytes + other.bytes,
        }
    }

    fn print(self, name: &str) -> io::Result<()> {
        let Self { lines, words, bytes } = self;
        writeln!(io::stdout(), "{lines:>7} {words:>7} {bytes:>7} {name}")
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("count: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        Count::of(io::stdin())?.print("")?;
        return Ok(ExitCode::SUCCESS);
    }
    let (mut total, mut code) = (Count::default(), ExitCode::SUCCESS);
    for file in &files {
        match File::open(file).and_then(Count::of) {
            Ok(count) => {
                count.print(file)?;
                total = total.plus(count);
            }
            Err(error) => {
                eprintln!("count: {file}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    if files.len() > 1 {
        total.print("total")?;
    }
    Ok(code)
}
