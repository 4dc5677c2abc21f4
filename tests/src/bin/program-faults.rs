//! Faults that are the program's own, in a process whose guests trap; the argument says which.

use embody::Trap;
use embody_tests::guests::traps;
use embody_tests::sys::faults;

struct Host;

impl traps::imports::Host for Host {
    fn callback(&mut self, x: u32) -> embody::Result<u32> {
        Ok(x)
    }
}

/// Has a guest load from outside its memory.
fn trap_once() -> embody::Result<()> {
    let error = traps::Instance::new(Host)?.load(1 << 20).err();
    match error.as_ref().and_then(|error| error.downcast_ref()) {
        Some(Trap::MemoryOutOfBounds) => Ok(()),
        _ => embody::bail!("not the trap that was expected: {error:?}"),
    }
}

/// A handler that was there before the first guest sees the program's faults, and none of the guest's.
fn handled() -> embody::Result<()> {
    faults::install()?;
    trap_once()?;
    embody::ensure!(faults::handled() == 0, "the program's handler saw a guest's trap");
    embody::ensure!(faults::Page::new()?.touch() == 0, "a fresh page");
    embody::ensure!(faults::handled() == 1, "the program's handler did not see its fault");
    trap_once()?;
    embody::ensure!(faults::handled() == 1, "the program's handler saw a guest's trap");
    Ok(())
}

/// A signal that the program ignores goes on being ignored, though the guest's traps use it.
fn ignored() -> embody::Result<()> {
    faults::ignore(libc::SIGFPE);
    trap_once()?;
    faults::send(libc::SIGFPE)?;
    trap_once()
}

/// Recursion for much longer than any stack; each frame is a kilobyte.
fn overflow(depth: u64) -> u64 {
    let frame = std::hint::black_box([depth; 128]);
    if frame[0] == u64::MAX { 0 } else { overflow(depth + 1) + frame[64] }
}

fn main() -> embody::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("handled") => handled()?,
        Some("ignored") => ignored()?,
        Some("unhandled") => {
            trap_once()?;
            println!("{}", faults::Page::new()?.touch());
        }
        Some("overflow") => {
            trap_once()?;
            println!("{}", overflow(0));
        }
        _ => embody::bail!("which fault?"),
    }
    println!("unharmed");
    Ok(())
}
