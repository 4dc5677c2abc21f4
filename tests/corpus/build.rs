//! Makes a component of each world of the generator's tests, and wrappers of it, as a user's build script does.

#[path = "../../build-support/tests/dummy/mod.rs"]
mod dummy;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use embody_build::Builder;
use embody_build::bind::Params;
use embody_build::features::Feature;

const WORLDS: &str = "../../build-support/tests/expand";

/// Worlds whose parameters are more than numbers.
const OWNING: &[&str] = &[
    "fixed-lists",
    "lent",
    "lent-back",
    "lent-both",
    "lists",
    "maps",
    "payloads",
    "resources",
    "strings",
    "wide",
];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed={WORLDS}");
    println!("cargo::rerun-if-changed=../../build-support/tests/dummy");
    let out = PathBuf::from(env::var_os("OUT_DIR").context("OUT_DIR")?);
    let mut builder = Builder::new().feature(Feature::FixedLengthLists, true);
    let mut own = Builder::new().wasi_crate(None);
    // Some of them again, with parameters that are given away.
    let mut owning = builder.clone().params(Params::Owned);
    let mut modules = String::new();
    let mut worlds: Vec<_> = fs::read_dir(WORLDS)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    worlds.sort();
    for world in worlds.iter().filter(|path| path.extension().is_some_and(|e| e == "wit")) {
        if world.with_extension("err").exists() {
            continue;
        }
        let name = world.file_stem().and_then(|name| name.to_str()).context("a name")?;
        let component = out.join(format!("{name}.wasm"));
        let wit = fs::read_to_string(world)?;
        write_if_changed(&component, &dummy::component(&wit))?;
        if OWNING.contains(&name) {
            let owning_name = format!("owning-{name}");
            owning = owning.component(&owning_name, &component);
            write_module(&mut modules, &owning_name)?;
        }
        if dummy::says(&wit, "wasi: own") {
            own = own.component(name, component);
        } else {
            builder = builder.component(name, component);
        }
        write_module(&mut modules, name)?;
    }
    write_if_changed(&out.join("worlds.rs"), modules.as_bytes())?;
    builder.build();
    own.build();
    owning.build();
    Ok(())
}

fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).ok().as_deref() != Some(bytes) {
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn write_module(modules: &mut String, name: &str) -> Result<()> {
    let module = name.replace('-', "_");
    writeln!(
        modules,
        // As the user's own code: in what comes from a macro, rustc and clippy warn of little.
        "/// The world of `{name}.wit`.\n\
         pub mod {module} {{ include!(concat!(env!(\"OUT_DIR\"), \"/embody/{name}.rs\")); }}"
    )?;
    Ok(())
}
