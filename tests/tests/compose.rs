//! Components that are put together while this crate is compiled.

use embody::Result;

mod sum {
    embody::component!("../examples/greeter/greeter.wasm" + "../cli/tests/guests/logger.wat");
}

mod list {
    embody::component!({
        compose: ["../examples/greeter/greeter.wasm", "../cli/tests/guests/logger.wat"],
        memory: "checked",
    });
}

#[derive(Default)]
struct Host(Vec<String>);

macro_rules! host {
    ($($component:ident)*) => {$(
        impl $component::imports::Host for Host {
            fn line(&mut self, line: &str) -> Result<()> {
                self.0.push(line.to_owned());
                Ok(())
            }
        }
    )*};
}
host!(sum list);

#[test]
fn what_one_imports_another_exports() -> Result<()> {
    let mut greeter = sum::Instance::new(Host::default())?;
    assert_eq!(greeter.greet("composer")?, "Hello, composer!");
    assert_eq!(greeter.into_host().0, ["greeting composer"]);
    Ok(())
}

#[test]
fn a_list_is_the_same_as_a_sum() -> Result<()> {
    let mut greeter = list::Instance::new(Host::default())?;
    for name in ["a", "b"] {
        greeter.greet(name)?;
    }
    assert_eq!(greeter.into_host().0, ["greeting a", "greeting b"]);
    Ok(())
}
