//! Runs guests in a process that the kernel ends should it ask for executable memory; with the argument `ask`, it asks.

use embody_tests::guests::{adder, greeter, markdown};
use embody_tests::sys::seccomp;

struct Quiet;

impl greeter::imports::docs::greeter::log::Host for Quiet {
    fn write(&mut self, _: &str) -> embody::Result<()> {
        Ok(())
    }
}

fn main() -> embody::Result<()> {
    seccomp::forbid_executable_memory()?;
    if std::env::args().nth(1).as_deref() == Some("ask") {
        seccomp::map_executable_memory()?;
    }
    println!("{}", adder::Instance::new(())?.add(2, 3)?);
    println!("{}", greeter::Instance::new(Quiet)?.greet("world")?);
    println!("{}", markdown::Instance::new(())?.render("*sealed*")?.trim_end());
    // The dynamic API runs the same code.
    println!("{}", adder::COMPONENT.get().component_type().exports(&embody::Engine::default()).count());
    Ok(())
}
