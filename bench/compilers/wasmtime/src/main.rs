//! Compiles a component with Wasmtime, for the benchmark to load and to compare with.

use anyhow::anyhow;
use wasmtime::{Config, Engine, Result};

fn main() -> anyhow::Result<()> {
    // Wasmtime's error type has a feature for the conversion, but the build that is measured has as few as
    // possible.
    measured::run(|component, threads| compile(component, threads).map_err(|error| anyhow!("{error:#}")))
}

fn compile(component: &[u8], threads: usize) -> Result<Vec<u8>> {
    let mut config = Config::new();
    config.parallel_compilation(threads != 1);
    Engine::new(&config)?.precompile_component(component)
}
