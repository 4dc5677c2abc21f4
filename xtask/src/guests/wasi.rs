//! Guests that import WASI: programs on top of the standard libraries of Rust and C, and scripts.
//!
//! In: the source of a guest. Out: a component that imports WASI 0.2. Programs are built for WASI's first version, which
//! is what the toolchains of distributions can do, and an adapter makes the second of it; what that lacks they import
//! themselves. Scripts become components with the interpreters that `componentize-js` and `componentize-py` bring.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasi_preview1_component_adapter_provider as adapter;
use wit_component::ComponentEncoder;

use super::{
    Failure, Guest, build_c, build_rust_for, find_program, refuse_machine_paths, succeed, target_dir,
    wasi_libc, wasi_sysroot,
};

/// What a guest becomes a component with.
pub(super) enum Toolchain {
    /// A Cargo package with one program of the guest's name.
    RustCommand,
    /// A Cargo package whose library has the guest's name.
    RustReactor,
    /// A program in C.
    CCommand(&'static [&'static str]),
    /// A module in JavaScript, with SpiderMonkey.
    JavaScript(&'static str),
    /// The same with QuickJS, which is smaller and slower.
    QuickJs(&'static str),
    /// A module in Python, by its name.
    Python(&'static str),
}

const RUST_TARGET: &str = "wasm32-wasip1";

/// Builds a guest.
pub(super) fn build(root: &Path, guest: &Guest, toolchain: &Toolchain) -> Result<Vec<u8>, Failure> {
    let source = root.join(guest.source);
    let is_script =
        matches!(toolchain, Toolchain::JavaScript(_) | Toolchain::QuickJs(_) | Toolchain::Python(_));
    let component = match toolchain {
        Toolchain::RustCommand => {
            let core = build_rust(root, &source, guest.name, "crt1-command.o")?;
            adapt(&core, adapter::WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER)?
        }
        Toolchain::RustReactor => {
            let core = build_rust(root, &source, guest.name, "crt1-reactor.o")?;
            adapt(&core, adapter::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER)?
        }
        Toolchain::CCommand(files) => {
            let flags = ["--target=wasm32-wasi", &wasi_sysroot()?];
            let core = build_c(root, &source, guest.name, files, &flags)?;
            adapt(&core, adapter::WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER)?
        }
        Toolchain::JavaScript(file) => {
            script(root, guest, "GUEST_COMPONENTIZE_JS", "componentize-js", |out| {
                // It makes no requests, so that it needs no host that could.
                let without = ["--disable", "http", "--disable", "fetch-event"];
                let flags =
                    [file, "--wit", "../wit", "-n", "worker"].into_iter().chain(without).chain(["-o"]);
                flags.map(PathBuf::from).chain([out]).collect()
            })?
        }
        Toolchain::QuickJs(file) => {
            script(root, guest, "GUEST_COMPONENTIZE_QJS", "componentize-qjs", |out| {
                // The runtime for asynchronous functions declares what other hosts take with a feature alone.
                let flags = ["--sync", "--wit", "../wit", "--js", file, "-n", "worker", "-o"];
                flags.map(PathBuf::from).into_iter().chain([out]).collect()
            })?
        }
        Toolchain::Python(module) => {
            script(root, guest, "GUEST_COMPONENTIZE_PY", "componentize-py", |out| {
                let flags = ["-d", "../wit", "-w", "worker", "componentize", module, "-o"];
                flags.map(PathBuf::from).into_iter().chain([out]).collect()
            })?
        }
    };
    // What scripts become is not committed, and may tell where it was built.
    if !is_script {
        refuse_machine_paths(root, &component)?;
    }
    Ok(component)
}

/// Makes a component of a core module for WASI's first version.
fn adapt(core: &[u8], adapter: &[u8]) -> Result<Vec<u8>, Failure> {
    let encode = || -> anyhow::Result<Vec<u8>> {
        let mut encoder = ComponentEncoder::default();
        let encoder = encoder.validate(true).module(core)?;
        encoder.adapter(adapter::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, adapter)?.encode()
    };
    encode().map_err(Failure::broken)
}

/// Builds a package. Where the compiler has no standard library for WASI, and builds one, it links wasi-libc as well.
fn build_rust(root: &Path, source: &Path, name: &str, start: &str) -> Result<Vec<u8>, Failure> {
    build_rust_for(root, source, name, RUST_TARGET, |toolchain| {
        if toolchain.library_source.is_none() {
            return Ok(Vec::new());
        }
        let library = format!("{}/lib/wasm32-wasi", wasi_libc()?);
        Ok(vec![
            "-Clink-self-contained=no".into(),
            format!("-Lnative={library}"),
            format!("-Clink-arg={library}/{start}"),
        ])
    })
}

/// Runs a program that makes a component of a script, with what `arguments` makes of the place of its output.
fn script(
    root: &Path,
    guest: &Guest,
    variable: &str,
    program: &str,
    arguments: impl FnOnce(PathBuf) -> Vec<PathBuf>,
) -> Result<Vec<u8>, Failure> {
    let program = match env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => find_program(&[program], "no package; npm and PyPI have it")?,
    };
    let folder = target_dir(root).join("scripts");
    fs::create_dir_all(&folder).map_err(Failure::broken)?;
    let output = folder.join(format!("{}.wasm", guest.name));
    succeed(Command::new(program).current_dir(root.join(guest.source)).args(arguments(output.clone())))?;
    fs::read(output).map_err(Failure::broken)
}
