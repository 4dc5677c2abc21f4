//! Results that are looked at where they lie in the component's memory, and instances that start anew.

use embody::Result;
use embody::Trap;
use embody_tests::guests::{markdown, traps};

struct Host;

impl traps::imports::Host for Host {
    fn callback(&mut self, x: u32) -> Result<u32> {
        Ok(x)
    }
}

#[test]
fn a_string_is_seen_where_it_lies() -> Result<()> {
    let mut instance = markdown::Instance::new(())?;
    let html = instance.render("*a* and **b**")?;
    let seen = instance.render_with("*a* and **b**", |html| (html.to_owned(), html.len()))?;
    assert_eq!(seen, (html.clone(), html.len()));
    assert_eq!(instance.render("*a* and **b**")?, html, "the component got its memory back");
    Ok(())
}

#[test]
fn an_instance_starts_anew_after_a_trap() -> Result<()> {
    let mut instance = traps::Instance::new(Host)?;
    assert_eq!(instance.grow(1)?, 1);
    assert!(instance.unreachable().is_err());
    assert_eq!(instance.unreachable().unwrap_err().downcast_ref(), Some(&Trap::Poisoned));
    instance.reset()?;
    assert_eq!((instance.add(2, 3)?, instance.grow(1)?), (5, 1), "its memory is as it was at first");
    let error = instance.unreachable().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Trap::UnreachableCodeReached));
    Ok(())
}
