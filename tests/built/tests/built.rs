//! What a build script made is used like what the macro makes, and no compiler is linked for it.

#![forbid(unsafe_code)]

use std::process::Command;

use embody::Result;
use embody_built::bare::greeter::{Instance, imports::docs::greeter::log};
use embody_built::things::{self, exports::things::Thing};

#[derive(Default)]
struct Host(Vec<String>);

impl log::Host for Host {
    fn write(&mut self, line: &str) -> Result<()> {
        self.0.push(line.to_owned());
        Ok(())
    }
}

#[test]
fn components_of_a_build_script_run() -> Result<()> {
    let mut greeter = Instance::new(Host::default())?;
    assert!(greeter.greet("all")?.contains("all"));
    assert_eq!(greeter.host().0.len(), 1);
    let mut things = things::Instance::new(())?;
    let thing = Thing::new(&mut things, 7)?;
    assert_eq!(thing.get(&mut things)?, 7);
    Ok(())
}

/// The packages that are compiled for a crate, but for what its build script needs.
fn linked(arguments: &[&str]) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["tree", "--offline", "--prefix", "none", "--format", "{p}", "--edges", "normal"]
        .iter()
        .chain(arguments);
    let output =
        Command::new(cargo).current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).unwrap();
    names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn no_compiler_is_linked() {
    let is_compiler = |name: &String| name == "embody-build" || name.starts_with("cranelift");
    let without = linked(&["--package", "embody-built"]);
    assert!(without.iter().any(|name| name == "embody-include"), "{without:?}");
    assert!(!without.iter().any(is_compiler), "{without:?}");
    // Its twin, with the macro.
    assert!(linked(&["--package", "embody"]).iter().any(is_compiler));
    // What includes wrappers waits for nothing.
    assert_eq!(linked(&["--package", "embody-include"]), ["embody-include"]);
}
