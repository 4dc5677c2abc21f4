//! Compiles a component with Embody, for the benchmark to compare with.

use anyhow::Result;
use embody_build::compile_component;
use embody_build::options::Options;

fn main() -> Result<()> {
    measured::run(|component, threads| {
        // For this machine's processor, as Wasmtime does.
        let options = Options { threads, ..Options::host()?.cpu("native")? };
        Ok(compile_component(component, &options)?.to_bytes()?)
    })
}
