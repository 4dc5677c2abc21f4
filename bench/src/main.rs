//! Embody beside Wasmtime and native code, in one process and interleaved: `cargo xtask bench`.
//!
//! In: components compiled by Wasmtime and programs to measure from outside, in the folder that `cargo xtask
//! bench` has filled; Embody's side is compiled into this program. Out: one table, and the same as JSON.
//!
//! [`cases`] lists what is measured. Each side ([`embody_side`], [`wasmtime_side`], [`native`]) turns a
//! [`cases::Work`] into an [`op::Op`] and knows nothing of how that is measured: by [`time`], by [`counts`],
//! or, for what no operation in this process can show, by [`outside`]. [`summary`] adds what the kernels show
//! together.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

mod cases;
mod counts;
mod embody_side;
mod kernels;
mod native;
mod op;
mod outside;
mod report;
mod summary;
mod time;
mod wasmtime_side;

#[global_allocator]
static ALLOCATOR: counts::allocations::Counting = counts::allocations::Counting;

/// What to measure, and how thoroughly.
struct Options {
    /// Measures only cases with this in their name.
    filter: String,
    /// Fewer and shorter rounds, for a first look.
    quick: bool,
    /// Where `cargo xtask bench` has put what is to be loaded and run.
    inputs: PathBuf,
    /// Where the table goes as JSON.
    json: Option<PathBuf>,
    /// Components of the user's whose compilation is measured as well.
    components: Vec<PathBuf>,
}

fn main() -> Result<()> {
    if let Some(first_use) = outside::first::requested() {
        return first_use.run();
    }
    let options = Options::parse()?;
    let mut rows = Vec::new();
    for case in cases::all(&options).iter().filter(|case| case.name.contains(&options.filter)) {
        eprintln!("… {}", case.name);
        let measured = case.measure(&options);
        rows.extend(measured.with_context(|| format!("`{}`", case.name))?);
    }
    if rows.is_empty() {
        bail!("no case has `{}` in its name", options.filter);
    }
    let summary = summary::rows(&rows);
    print!("{}", report::table(rows.iter().chain(&summary)));
    match &options.json {
        Some(path) => report::write_json(path, &rows, &summary, options.quick),
        None => Ok(()),
    }
}

impl Options {
    fn parse() -> Result<Self> {
        use lexopt::prelude::*;
        let mut options = Self {
            filter: String::new(),
            quick: false,
            inputs: PathBuf::from("."),
            json: None,
            components: Vec::new(),
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("quick") => options.quick = true,
                Long("inputs") => options.inputs = parser.value()?.into(),
                Long("component") => options.components.push(parser.value()?.into()),
                Long("json") => options.json = Some(parser.value()?.into()),
                Value(filter) if options.filter.is_empty() => options.filter = filter.string()?,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}
