//! Each way in which a guest can trap, and beside it what does not.

use embody::{Result, Trap};
use embody_tests::guests::traps::Instance;

use crate::{Callback, Function, frames, instance, trap_of};

type Guest = Instance<Callback<Function>>;

/// A call traps for this reason, in this function, and the instance is not entered again.
#[track_caller]
fn assert_traps<R>(call: impl FnOnce(&mut Guest) -> Result<R>, trap: Trap, function: &str) {
    let mut guest = instance();
    let error = call(&mut guest).err().expect("a trap");
    assert_eq!(trap_of(&error), Some(trap), "{error:?}");
    assert_eq!(frames(&error), [function]);
    assert!(format!("{error:?}").contains(trap.text()), "{error:?}");

    let again = guest.add(1, 2).expect_err("poisoned");
    assert_eq!(trap_of(&again), Some(Trap::Poisoned));
    assert!(again.to_string().contains("it trapped before"), "{again}");
}

#[test]
fn unreachable() {
    assert_traps(Guest::unreachable, Trap::UnreachableCodeReached, "unreachable");
}

#[test]
fn loads_at_the_end_of_memory_and_past_it() -> Result<()> {
    let mut guest = instance();
    assert_eq!((guest.load(16)?, guest.load(65_532)?), (42, 0));
    for address in [65_533, 65_536, u32::MAX] {
        assert_traps(|guest| guest.load(address), Trap::MemoryOutOfBounds, "load");
    }
    Ok(())
}

#[test]
fn memory_grows_to_its_limit() -> Result<()> {
    let mut guest = instance();
    assert_eq!((guest.grow(2)?, guest.load(65_536)?), (1, 0));
    assert_eq!((guest.grow(2)?, guest.grow(1)?, guest.grow(0)?), (-1, 3, 4));
    assert_eq!(guest.load(4 * 65_536 - 4)?, 0);
    let error = guest.load(4 * 65_536 - 3).expect_err("past the end");
    assert_eq!(trap_of(&error), Some(Trap::MemoryOutOfBounds));
    Ok(())
}

#[test]
fn divisions() -> Result<()> {
    assert_eq!((instance().divide(-7, 2)?, instance().divide(i32::MIN, 1)?), (-3, i32::MIN));
    assert_traps(|guest| guest.divide(1, 0), Trap::IntegerDivisionByZero, "divide");
    assert_traps(|guest| guest.divide(i32::MIN, -1), Trap::IntegerOverflow, "divide");
    Ok(())
}

#[test]
fn conversions() -> Result<()> {
    assert_eq!((instance().convert(-1.9)?, instance().convert(2_147_483_647.9)?), (-1, i32::MAX));
    assert_traps(|guest| guest.convert(f64::NAN), Trap::BadConversionToInteger, "convert");
    for x in [2_147_483_648.0, -2_147_483_649.0, f64::INFINITY] {
        assert_traps(|guest| guest.convert(x), Trap::IntegerOverflow, "convert");
    }
    Ok(())
}

#[test]
fn indirect_calls() -> Result<()> {
    assert_eq!(instance().call_element(0)?, 7);
    assert_traps(Guest::call_mismatch, Trap::BadSignature, "call_mismatch");
    assert_traps(Guest::call_null, Trap::IndirectCallToNull, "call_null");
    assert_traps(|guest| guest.call_element(1), Trap::BadSignature, "call_element");
    assert_traps(|guest| guest.call_element(3), Trap::IndirectCallToNull, "call_element");
    for index in [4, u32::MAX] {
        assert_traps(|guest| guest.call_element(index), Trap::TableOutOfBounds, "call_element");
    }
    Ok(())
}

#[test]
fn stack_overflow() {
    let mut guest = instance();
    let error = guest.recurse().expect_err("endless recursion");
    assert_eq!(trap_of(&error), Some(Trap::StackOverflow));
    // Only the innermost frames are kept.
    let frames = frames(&error);
    assert!(frames.len() > 10 && frames.iter().all(|name| *name == "descend"), "{frames:?}");
}
