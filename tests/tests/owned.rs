//! Functions that get what is passed to them to own.

use embody::Result;

mod greeter {
    embody::component!({ path: "../examples/greeter/greeter.wasm", params: "owned" });
}

mod shapes {
    embody::component!({ path: "../examples/shapes/shapes.wasm", params: "owned" });
}

#[derive(Default)]
struct Lines(Vec<String>);

impl greeter::imports::docs::greeter::log::Host for Lines {
    fn write(&mut self, line: String) -> Result<()> {
        self.0.push(line);
        Ok(())
    }
}

#[test]
fn strings_are_given_away() -> Result<()> {
    let mut greeter = greeter::Instance::new(Lines::default())?;
    let name = String::from("owner");
    assert_eq!(greeter.greet(name)?, "Hello, owner!");
    assert_eq!(greeter.into_host().0, ["greeting owner"]);
    Ok(())
}
