//! How often calls allocate.

use embody_tests::guests::{adder, greeter, markdown};
use embody_tests::sys::allocations::{Counting, count};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A host whose log goes nowhere.
struct Quiet;

impl greeter::imports::docs::greeter::log::Host for Quiet {
    fn write(&mut self, line: &str) -> embody::Result<()> {
        assert_eq!(line, "greeting world");
        Ok(())
    }
}

#[test]
fn the_counter_counts() {
    let (allocations, kept) = count(|| (Box::new(1_u32), String::from("two")));
    assert_eq!((allocations, *kept.0), (2, 1));
}

#[test]
fn scalar_calls_do_not_allocate() -> embody::Result<()> {
    let mut adder = adder::Instance::new(())?;
    let (allocations, sum) = count(|| adder.add(2, 3));
    assert_eq!((allocations, sum?), (0, 5));
    Ok(())
}

#[test]
fn string_results_allocate_once() -> embody::Result<()> {
    let mut markdown = markdown::Instance::new(())?;
    for _ in 0..3 {
        let (allocations, html) = count(|| markdown.render("*text*"));
        assert_eq!((allocations, html?.as_str()), (1, "<p><em>text</em></p>\n"));
    }
    Ok(())
}

#[test]
fn string_parameters_of_host_functions_are_borrowed() -> embody::Result<()> {
    let mut greeter = greeter::Instance::new(Quiet)?;
    let (allocations, greeting) = count(|| greeter.greet("world"));
    assert_eq!((allocations, greeting?.as_str()), (1, "Hello, world!"));
    Ok(())
}

/// Making the first instance of a component loads it, which adds nothing to what any instance takes.
#[test]
fn loading_does_not_allocate() -> embody::Result<()> {
    // Components of this test's own, which no other test has loaded.
    mod adder {
        embody::component!("../examples/adder/adder.wasm");
    }
    mod markdown {
        embody::component!("../examples/markdown/markdown.wasm");
    }
    let (first, adder) = count(|| adder::Instance::new(()));
    drop(adder?);
    let (second, adder) = count(|| adder::Instance::new(()));
    drop(adder?);
    assert_eq!((first, second), (1, 1), "without memories and tables an instance is one allocation");

    let (first, markdown) = count(|| markdown::Instance::new(()));
    drop(markdown?);
    let (second, markdown) = count(|| markdown::Instance::new(()));
    drop(markdown?);
    assert_eq!(first, second);
    Ok(())
}
