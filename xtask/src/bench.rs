//! placeholder
use std::path::Path;
pub(crate) fn run(_: &Path, _: &[String]) -> anyhow::Result<()> { Ok(()) }
