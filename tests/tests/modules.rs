//! Wrappers of a component that imports a core module, which the macro was given.

use embody::Result;
use embody_tests::guests::parts::{Instance, imports};

struct Steps(u32);

impl imports::Host for Steps {
    fn step(&mut self) -> Result<u32> {
        Ok(self.0)
    }
}

#[test]
fn each_instance_of_a_module_that_was_given_is_its_own() -> Result<()> {
    let mut instance = Instance::new(Steps(3))?;
    assert_eq!([instance.count()?, instance.count()?, instance.count_other()?], [3, 6, 3]);
    instance.host_mut().0 = 10;
    assert_eq!([instance.count()?, instance.count_other()?], [16, 13]);
    Ok(())
}
