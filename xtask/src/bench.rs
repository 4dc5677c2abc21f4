//! `xtask bench [FILTER] [--quick] [--component PATH]…`: measures Embody beside Wasmtime and native code.
//!
//! In: the `bench` workspace. Out: one table, and the same in `target/bench.json`. This module builds all
//! that the benchmark loads, runs and looks at, into one folder; the measuring is the benchmark's own. Absent
//! by design: any judgement of the numbers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{cargo, succeed, target_dir};

/// The component that Embody loads from a file, since wrappers cannot have resources yet.
const LOADED: &str = "resources";

/// The components that are compiled, and that Wasmtime loads.
const COMPONENTS: &[(&str, &str)] = &[
    ("adder", "examples/adder/adder.wasm"),
    ("calls", "bench/guests/calls.wasm"),
    ("mid", "bench/guests/mid.wasm"),
    ("kernels", "bench/guests/kernels.wasm"),
    ("programs", "bench/guests/programs.wasm"),
    ("simd", "bench/guests/simd.wasm"),
    ("adapters", "bench/guests/adapters.wasm"),
    ("resources", "bench/guests/resources.wasm"),
    ("json-c", "examples/json-c/json-c.wasm"),
];

/// Scripts that import WASI, as far as `cargo xtask guests` has built them.
const SCRIPTS: &[&str] = &["script-js", "script-qjs", "script-py"];

/// Builds everything, then runs the benchmark with the options given.
///
/// # Errors
/// If a build, a component's compilation or the benchmark fails.
pub(crate) fn run(root: &Path, options: &[String]) -> Result<()> {
    let bench = Bench::new(root)?;
    bench.build_compilers()?;
    bench.compile_components()?;
    bench.build_small_programs()?;
    bench.build_scripts()?;
    bench.build(&["embody-bench"])?;
    bench.run(options)
}

/// Where things are.
struct Bench {
    root: PathBuf,
    /// Cargo's target folder for the benchmark's workspace.
    target: PathBuf,
    /// What the benchmark loads, runs and looks at.
    inputs: PathBuf,
}

impl Bench {
    fn new(root: &Path) -> Result<Self> {
        let target = target_dir(root).join("bench");
        let inputs = target.join("inputs");
        fs::create_dir_all(&inputs).with_context(|| format!("cannot create `{}`", inputs.display()))?;
        Ok(Self { root: root.to_path_buf(), target, inputs })
    }

    /// Built together, so that they share one Cranelift; apart from all else, whose Wasmtime must have no
    /// compiler.
    fn build_compilers(&self) -> Result<()> {
        let programs = ["compile-wasmtime", "compile-embody"];
        succeed(self.cargo_build(&programs).args(["--config", "profiles/compiler.toml"]))?;
        self.keep(&programs)
    }

    fn compile_components(&self) -> Result<()> {
        for (name, wasm) in COMPONENTS {
            copy_if_changed(&self.root.join(wasm), &self.inputs.join(format!("{name}.wasm")))?;
            self.compile_component("compile-wasmtime", name, "cwasm")?;
        }
        self.compile_component("compile-embody", LOADED, "artifact")
    }

    fn compile_component(&self, compiler: &str, name: &str, extension: &str) -> Result<()> {
        let compiler = self.inputs.join(compiler);
        let compiled = self.inputs.join(format!("{name}.{extension}"));
        let component = self.inputs.join(format!("{name}.wasm"));
        if is_older(&compiled, &[&component, &compiler]) {
            // What it prints is a measurement that nobody has asked for here.
            let mut compile = Command::new(&compiler);
            compile.arg(&component).arg(&compiled).arg("2").stdout(std::process::Stdio::null());
            succeed(&mut compile)?;
        }
        Ok(())
    }

    /// Each alone, so that none gets a feature that another one wants.
    fn build_small_programs(&self) -> Result<()> {
        for program in ["size-hello", "size-embody", "size-wasmtime"] {
            let mut build = self.cargo_build(&[program]);
            build.args(["--config", "profiles/size.toml"]);
            build.env("BENCH_ADDER_CWASM", self.inputs.join("adder.cwasm"));
            succeed(&mut build)?;
            self.keep(&[program])?;
        }
        Ok(())
    }

    /// The scripts that are there, and the two programs that run them, each alone.
    fn build_scripts(&self) -> Result<()> {
        let mut any = false;
        for name in SCRIPTS {
            let wasm = self.root.join(format!("wasi/guests/built/{name}.wasm"));
            if wasm.is_file() {
                copy_if_changed(&wasm, &self.inputs.join(format!("{name}.wasm")))?;
                self.compile_component("compile-wasmtime", name, "cwasm")?;
                any = true;
            } else {
                println!("skipped  {name}: `cargo xtask guests {name}` builds it");
            }
        }
        for program in ["wasi-embody", "wasi-wasmtime"].into_iter().filter(|_| any) {
            self.build(&[program])?;
            self.keep(&[program])?;
        }
        Ok(())
    }

    fn build(&self, programs: &[&str]) -> Result<()> {
        succeed(&mut self.cargo_build(programs))
    }

    fn run(&self, options: &[String]) -> Result<()> {
        let json = target_dir(&self.root).join("bench.json");
        let mut bench = Command::new(self.target.join("release/embody-bench"));
        bench.args(options).arg("--inputs").arg(&self.inputs).arg("--json").arg(json);
        succeed(&mut bench)
    }

    fn cargo_build(&self, packages: &[&str]) -> Command {
        let mut build = cargo();
        build.current_dir(self.root.join("bench")).args(["build", "--quiet", "--release"]);
        build.arg("--target-dir").arg(&self.target);
        build.args(packages.iter().flat_map(|package| ["--package", package]));
        build
    }

    /// Puts programs where the benchmark looks for them.
    fn keep(&self, programs: &[&str]) -> Result<()> {
        programs.iter().try_for_each(|program| {
            copy_if_changed(&self.target.join("release").join(program), &self.inputs.join(program))
        })
    }
}

/// Copies a file, unless that would change nothing but its time.
fn copy_if_changed(from: &Path, to: &Path) -> Result<()> {
    let contents = fs::read(from).with_context(|| format!("cannot read `{}`", from.display()))?;
    if fs::read(to).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    fs::copy(from, to).with_context(|| format!("cannot write `{}`", to.display()))?;
    Ok(())
}

/// Whether a file is missing, or older than one that it is made from.
fn is_older(made: &Path, sources: &[&Path]) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
    let made = time(made);
    made.is_none() || sources.iter().any(|source| time(source) > made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_compared_with_its_sources() {
        let folder = std::env::temp_dir().join(format!("embody-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (source, made) = (folder.join("source"), folder.join("made"));
        fs::write(&source, "1").unwrap();
        assert!(is_older(&made, &[&source]));
        copy_if_changed(&source, &made).unwrap();
        assert!(!is_older(&made, &[&source]));
        let later = fs::metadata(&made).unwrap().modified().unwrap() + std::time::Duration::from_secs(1);
        fs::File::options().write(true).open(&source).unwrap().set_modified(later).unwrap();
        assert!(is_older(&made, &[&source]));
        fs::remove_dir_all(&folder).unwrap();
    }
}
