//! Compiles a component with Embody, for the benchmark to compare with.

use anyhow::Result;
use embody_build::{Options, compile_component};

fn main() -> Result<()> {
    measured::run(|component, threads| {
        // For this machine's processor, as Wasmtime does.
        let options = Options { threads, ..Options::host()?.cpu("native")? };
        Ok(compile_component(component, &options)?.artifact)
    })
}
