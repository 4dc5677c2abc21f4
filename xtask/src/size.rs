//! `xtask size`: how much larger a small program becomes that embeds a component.
//!
//! In: two programs of `tests/`, of which one embeds the adder, built stripped and for size. Out: one line;
//! more than the limit is an error. Without link-time optimisation, which needs a Cranelift of its own and
//! would hide much: with it the program is smaller still.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{cargo, succeed, target_dir};

/// What embedding the adder may add to a program.
const LIMIT_BYTES: u64 = 160 << 10;

/// The profile of a program that is meant to be small.
const PROFILE: &[&str] =
    &["profile.release.opt-level='z'", "profile.release.panic='abort'", "profile.release.strip=true"];

const EMPTY: &str = "program-empty";
const ADDER: &str = "program-adder";

/// Builds both programs and compares them.
///
/// # Errors
/// If a build fails, or the difference is over the limit.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut build = cargo();
    build.current_dir(root).args(["build", "--quiet", "--release", "--package", "embody-tests"]);
    build.args(["--bin", EMPTY, "--bin", ADDER]);
    build.args(PROFILE.iter().flat_map(|setting| ["--config", setting]));
    succeed(&mut build)?;

    let size = |program: &str| {
        let path = target_dir(root).join("release").join(program);
        let metadata = fs::metadata(&path).with_context(|| format!("cannot find `{}`", path.display()))?;
        Ok::<_, anyhow::Error>(metadata.len())
    };
    let (empty, adder) = (size(EMPTY)?, size(ADDER)?);
    let added = adder.saturating_sub(empty);
    println!("size: the adder adds {added} bytes to {empty}, of {LIMIT_BYTES} that it may");
    if added > LIMIT_BYTES {
        bail!("embedding the adder makes a program {added} bytes larger, over the limit of {LIMIT_BYTES}");
    }
    Ok(())
}
