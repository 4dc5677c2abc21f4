//! Compiles a component with Wasmtime, for the benchmark to load and to compare with.

use anyhow::Result;
use wasmtime::{Config, Engine};

fn main() -> Result<()> {
    measured::run(|component, threads| {
        let mut config = Config::new();
        config.parallel_compilation(threads != 1);
        Ok(Engine::new(&config)?.precompile_component(component)?)
    })
}
