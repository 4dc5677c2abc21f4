mod greeter {
    embody::component!("guests/greeter.wasm");
}

struct Host;

impl greeter::imports::docs::greeter::log::Host for Host {
    fn write(&mut self, line: String) -> embody::Result<()> {
        drop(line);
        Ok(())
    }
}

fn main() {}
