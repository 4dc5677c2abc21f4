//! What `compile` writes is what a program loads, and nothing else is left behind.

#![allow(unsafe_code, reason = "whoever loads an artifact promises that it is one")]

mod common;

use std::fs;

use common::Folder;
use embody::component::{Component, Linker};
use embody::{Engine, Result, Store};

fn files(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(&folder.0).unwrap().map(|file| file.unwrap().file_name());
    let mut files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
    files.sort();
    files
}

fn call(component: &Component, a: u32, b: u32) -> Result<u32> {
    let mut store = Store::new(component.engine(), ());
    let instance = Linker::new(component.engine()).instantiate(&mut store, component)?;
    let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
    Ok(add.call(&mut store, (a, b))?.0)
}

#[test]
fn an_artifact_is_loaded_and_called() {
    let folder = Folder::new("artifact");
    let before = files(&folder);
    for line in [
        "cargo embody compile adder.wasm -o adder.embody",
        "cargo embody compile adder.wasm -o adder.embody --cpu native --opt-level none",
        "cargo embody compile - -o adder.embody --quiet < adder.wasm",
    ] {
        let ran = folder.run(line);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "{line}: {}", ran.stderr);
        // SAFETY: the file is an artifact that this version of Embody made.
        let component =
            unsafe { Component::deserialize_file(&Engine::default(), folder.0.join("adder.embody")) };
        assert_eq!(call(&component.unwrap(), 2, u32::MAX).unwrap(), 1, "{line}");
    }
    let mut after = files(&folder);
    after.retain(|file| !before.contains(file));
    assert_eq!(after, ["adder.embody"]);
}

#[test]
fn an_artifact_is_no_component() {
    let folder = Folder::new("again");
    folder.run("cargo embody compile adder.wasm -o adder.embody --quiet");
    for line in ["inspect adder.embody", "compile adder.embody -o again", "objdump adder.embody"] {
        let ran = folder.run(&format!("cargo embody {line}"));
        assert_eq!(ran.code, Some(2), "{line}");
        assert!(ran.stderr.contains("`adder.embody` is compiled already"), "{line}: {}", ran.stderr);
    }
}

#[test]
fn the_standard_output_has_the_same_bytes() {
    let folder = Folder::new("stdout");
    let machine = "--target x86_64-linux";
    folder.run(&format!("cargo embody compile adder.wasm -o file {machine}"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-embody"))
        .args(["compile", "adder.wasm", "-o", "-", "--target", "x86_64-linux"])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(output.stdout == fs::read(folder.0.join("file")).unwrap());
}

#[test]
fn a_failure_leaves_what_was_there() {
    let folder = Folder::new("kept");
    fs::write(folder.0.join("out"), "before").unwrap();
    let before = files(&folder);
    let ran = folder.run("cargo embody compile refused.wat -o out");
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(files(&folder), before);
    assert_eq!(fs::read_to_string(folder.0.join("out")).unwrap(), "before");
}

#[test]
fn whoever_reads_enough_may_go() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    let folder = Folder::new("pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-embody"))
        .args(["objdump", "greeter.wasm"])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
