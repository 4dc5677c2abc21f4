//! A program that embeds the adder with Embody.

use std::hint::black_box;

mod adder {
    embody::component!("../../../examples/adder/adder.wasm");
}

fn main() -> embody::Result<()> {
    let mut adder = adder::Instance::new(())?;
    println!("{}", adder.add(black_box(1), black_box(2))?);
    Ok(())
}
