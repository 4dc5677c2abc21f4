//! A guest that calls a host that calls a guest.

use embody::{Result, Trap};
use embody_tests::guests::traps::{Instance, imports};

use crate::{Callback, frames, instance, trap_of};

/// A host that owns another instance, and asks it.
struct Tower(Option<Box<Instance<Tower>>>);

impl imports::Host for Tower {
    fn callback(&mut self, x: u32) -> Result<u32> {
        match &mut self.0 {
            Some(above) => above.call_host(x),
            None => Ok(x),
        }
    }
}

#[test]
fn values_pass_through_many_instances() -> Result<()> {
    let mut tower = Tower(None);
    for _ in 0..20 {
        tower = Tower(Some(Box::new(Instance::new(tower)?)));
    }
    let mut guest = Instance::new(tower)?;
    // Each of 21 guests makes (x + 1) * 2 of x.
    let expected = (0..21).fold(3_u32, |x, _| (x + 1).wrapping_mul(2));
    assert_eq!(guest.call_host(3)?, expected);
    assert_eq!(guest.call_host(3)?, expected);
    Ok(())
}

#[test]
fn a_host_can_handle_the_trap_of_its_own_guest() -> Result<()> {
    let mut inner = instance();
    let mut traps = 0;
    let mut guest = Instance::new(Callback(|x| match inner.load(x) {
        Err(error) if trap_of(&error) == Some(Trap::MemoryOutOfBounds) => {
            assert_eq!(frames(&error), ["load"]);
            traps += 1;
            inner = instance();
            Ok(99)
        }
        other => other,
    }))?;
    for _ in 0..3 {
        assert_eq!(guest.call_host(16)?, 86);
        assert_eq!(guest.call_host(65_536)?, 200);
    }
    drop(guest);
    assert_eq!(traps, 3);
    Ok(())
}

#[test]
fn a_trap_that_no_host_handles_poisons_all_that_it_passes() -> Result<()> {
    let mut inner = instance();
    let mut guest = Instance::new(Callback(|_| inner.recurse()))?;
    let error = guest.call_host(1).expect_err("the inner guest trapped");
    assert_eq!(trap_of(&error), Some(Trap::StackOverflow));
    assert_eq!(frames(&error), ["inner_frame", "outer_frame", "call_host"]);
    assert_eq!(guest.add(1, 1).err().and_then(|error| trap_of(&error)), Some(Trap::Poisoned));
    drop(guest);
    assert_eq!(inner.add(1, 1).err().and_then(|error| trap_of(&error)), Some(Trap::Poisoned));
    Ok(())
}

#[test]
fn a_panic_passes_through_both_guests() -> Result<()> {
    let mut inner = Instance::new(Callback(|x| panic!("no {x}")))?;
    let mut guest = Instance::new(Callback(|x| inner.call_host(x + 1)))?;
    let call = std::panic::AssertUnwindSafe(|| guest.call_host(1).map_err(|_| ()));
    let payload = std::panic::catch_unwind(call).expect_err("the host panicked");
    assert_eq!(payload.downcast_ref::<String>().map(String::as_str), Some("no 2"));
    Ok(())
}

#[test]
fn an_outer_trap_leaves_the_inner_instance_alone() -> Result<()> {
    let mut inner = instance();
    let mut guest = Instance::new(Callback(|x| {
        inner.add(x, 1)?;
        Err(Trap::UnreachableCodeReached.into())
    }))?;
    assert!(guest.call_host(1).is_err());
    drop(guest);
    assert_eq!(inner.add(1, 1)?, 2);
    Ok(())
}
