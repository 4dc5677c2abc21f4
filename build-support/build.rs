//! Gives the compiler a name that changes whenever its source does, for the cache of compiled components.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    // In this repository, `abi` is beside the compiler; elsewhere its version stands for its source.
    for dir in ["src", "../abi/src"] {
        if root.join(dir).is_dir() {
            println!("cargo:rerun-if-changed={dir}");
            collect(&root.join(dir), &mut files);
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        hasher.write(&fs::read(file).unwrap_or_default());
        hasher.write_usize(files.len());
    }
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    // Whoever runs a compiler that was not optimised is told so.
    for (name, variable) in [("EMBODY_OPT_LEVEL", "OPT_LEVEL"), ("EMBODY_PROFILE", "PROFILE")] {
        println!("cargo:rustc-env={name}={}", env::var(variable).unwrap_or_default());
    }
    println!("cargo:rustc-env=EMBODY_COMPILER={version}-{:016x}", hasher.finish());
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
