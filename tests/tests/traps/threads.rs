//! Instances that move between threads, and threads that trap at once.

use std::thread;

use embody::{Result, Trap};

use crate::{frames, instance, trap_of};

/// The stack that Rust gives its threads.
const STACK_BYTES: usize = 2 << 20;

#[test]
fn an_instance_moves_between_threads_and_traps_on_another() -> Result<()> {
    let mut guest = instance();
    assert_eq!(guest.call_host(1)?, 4);
    let mut guest = thread::spawn(move || -> Result<_> {
        assert_eq!(guest.call_host(2)?, 6);
        assert_eq!(guest.grow(1)?, 1);
        Ok(guest)
    })
    .join()
    .expect("no panic")?;
    assert_eq!(guest.load(65_536)?, 0);
    let (error, again) =
        thread::spawn(move || (guest.unreachable().err(), guest.add(1, 1).err())).join().expect("no panic");
    let (error, again) = error.zip(again).expect("a trap, and poison");
    assert_eq!(trap_of(&error), Some(Trap::UnreachableCodeReached));
    assert_eq!(frames(&error), ["unreachable"], "names are found on whichever thread");
    assert_eq!(trap_of(&again), Some(Trap::Poisoned));
    Ok(())
}

#[test]
fn a_guest_that_recurses_for_ever_overflows_its_stack_and_not_the_threads() {
    let threads = [1, 2].map(|_| {
        let recurse = || {
            for _ in 0..10 {
                let error = instance().recurse().expect_err("endless recursion");
                assert_eq!(trap_of(&error), Some(Trap::StackOverflow));
            }
        };
        thread::Builder::new().stack_size(STACK_BYTES).spawn(recurse).expect("a thread")
    });
    threads.into_iter().for_each(|thread| thread.join().expect("no panic"));
}

#[test]
fn threads_trap_at_the_same_time() {
    thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || {
                for _ in 0..100 {
                    let mut guest = instance();
                    let (call, trap): (_, Trap) = match number % 4 {
                        0 => (guest.load(1 << 17), Trap::MemoryOutOfBounds),
                        1 => (guest.call_null(), Trap::IndirectCallToNull),
                        2 => (guest.divide(1, 0).map(i32::cast_unsigned), Trap::IntegerDivisionByZero),
                        _ => (guest.unreachable().map(|()| 0), Trap::UnreachableCodeReached),
                    };
                    let error = call.expect_err("a trap");
                    assert_eq!((trap_of(&error), frames(&error).len()), (Some(trap), 1));
                }
            });
        }
    });
}
