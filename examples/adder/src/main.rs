//! The smallest example: two numbers go into a guest, and their sum comes out.
//!
//! `component!` compiled the guest while this program was compiled. What runs is a call into the program's own code.

mod adder {
    embody::component!("adder.wasm");
}

fn main() -> embody::Result<()> {
    // The guest imports nothing, so its host is `()`.
    let mut adder = adder::Instance::new(())?;

    let sum = adder.add(2, 3)?;
    println!("2 + 3 = {sum}");
    assert_eq!(sum, 5);

    let wrapped = adder.add(u32::MAX, 1)?;
    println!("{} + 1 = {wrapped}, as numbers of 32 bits wrap around", u32::MAX);
    assert_eq!(wrapped, 0);
    Ok(())
}
