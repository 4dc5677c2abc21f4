mod adder {
    embody::component!("guests/adder.wasm");
}

fn main() -> embody::Result<()> {
    let mut adder = adder::Instance::new(())?;
    adder.subtract(2, 3)?;
    Ok(())
}
