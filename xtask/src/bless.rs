//! `xtask bless [TEST…]`: rewrites golden files from what the tests find.
//!
//! In: the names, or parts of names, of tests; none means all. Out: golden files as the code is now; `git
//! diff` shows what that changes. Absent by design: any judgement of whether the change is wanted.

use std::path::Path;

use anyhow::Result;

use crate::{cargo, succeed};

/// What makes a golden test write its file instead of comparing with it.
const VARIABLE: (&str, &str) = ("EMBODY_BLESS", "1");

/// Runs the tests with all golden files to be rewritten.
///
/// # Errors
/// If a test fails all the same.
pub(crate) fn run(root: &Path, filters: &[String]) -> Result<()> {
    let mut test = cargo();
    test.current_dir(root).args(["test", "--workspace", "--"]).args(filters);
    test.env(VARIABLE.0, VARIABLE.1);
    succeed(&mut test)
}
