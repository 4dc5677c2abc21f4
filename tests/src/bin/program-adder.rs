//! The smallest program that embeds a component; its size, its system calls and its code are looked at.

use std::hint::black_box;

mod adder {
    embody::component!("../examples/adder/adder.wasm");
}

/// Nothing but the generated wrapper, inlined.
#[inline(never)]
fn call_the_wrapper(adder: &mut adder::Instance<()>, a: u32, b: u32) -> embody::Result<u32> {
    adder.add(a, b)
}

fn main() -> embody::Result<()> {
    let mut adder = adder::Instance::new(())?;
    let sum = call_the_wrapper(&mut adder, black_box(2), black_box(3))?;
    if sum == 5 { Ok(()) } else { embody::bail!("2 + 3 = {sum}") }
}
