mod greeter {
    embody::component!("guests/greeter.wasm");
}

struct Host;

fn main() -> embody::Result<()> {
    greeter::Instance::new(Host)?;
    Ok(())
}
