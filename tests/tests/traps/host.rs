//! Errors and panics of a host function, through the guest's frames.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use embody::{Error, Trap};
use embody_tests::guests::traps::Instance;

use crate::{Callback, frames, instance, trap_of};

#[derive(Debug, PartialEq)]
struct Refused(u32);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is refused", self.0)
    }
}

impl std::error::Error for Refused {}

#[test]
fn host_function_is_called_with_the_guests_value() -> embody::Result<()> {
    let mut seen = Vec::new();
    let mut guest = Instance::new(Callback(|x| {
        seen.push(x);
        Ok(x * 10)
    }))?;
    assert_eq!((guest.call_host(4)?, guest.call_host(5)?), (82, 102));
    drop(guest);
    assert_eq!(seen, [4, 5]);
    Ok(())
}

#[test]
fn host_error_comes_out_as_it_was_with_the_guests_frames() -> embody::Result<()> {
    let mut guest = Instance::new(Callback(|x| Err(Refused(x).into())))?;
    let error = guest.call_host(7).expect_err("refused");
    assert_eq!(error.downcast_ref::<Refused>(), Some(&Refused(7)));
    assert_eq!(error.root_cause().to_string(), "7 is refused");
    assert_eq!(trap_of(&error), None, "the host's error takes the trap's place");
    assert_eq!(frames(&error), ["inner_frame", "outer_frame", "call_host"]);

    let again = guest.add(1, 2).expect_err("poisoned");
    assert_eq!(trap_of(&again), Some(Trap::Poisoned));
    Ok(())
}

#[test]
fn a_trap_that_the_host_returns_is_a_trap() -> embody::Result<()> {
    let mut guest = Instance::new(Callback(|_| Err(Trap::IntegerOverflow.into())))?;
    let error = guest.call_host(7).expect_err("refused");
    assert_eq!(trap_of(&error), Some(Trap::IntegerOverflow));
    Ok(())
}

#[test]
fn host_panic_is_resumed_behind_the_guest() -> embody::Result<()> {
    /// Sets a flag when it is dropped.
    struct Drops<'a>(&'a mut bool);
    impl Drop for Drops<'_> {
        fn drop(&mut self) {
            *self.0 = true;
        }
    }

    let mut dropped = false;
    let mut guest = Instance::new(Callback(|x| {
        let _drops = Drops(&mut dropped);
        std::panic::panic_any(Refused(x))
    }))?;
    let panic = catch_unwind(AssertUnwindSafe(|| guest.call_host(8).map_err(|_| ())));
    let payload = panic.expect_err("the host panicked");
    assert_eq!(payload.downcast_ref(), Some(&Refused(8)));

    let again = guest.add(1, 2).expect_err("poisoned");
    assert_eq!(trap_of(&again), Some(Trap::Poisoned));
    drop(guest);
    assert!(dropped, "the host's own frames were unwound");
    Ok(())
}

#[test]
fn host_of_a_poisoned_instance_is_whole() -> embody::Result<()> {
    let calls = |x| if x == 0 { Err(Error::msg("zero")) } else { Ok(x) };
    let mut guest = Instance::new(Callback(calls))?;
    assert!(guest.call_host(0).is_err());
    let host = guest.into_host();
    assert_eq!(Instance::new(host)?.call_host(1)?, 4);
    assert_eq!(instance().call_host(1)?, 4, "other instances are not concerned");
    Ok(())
}
