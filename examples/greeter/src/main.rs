//! A guest that calls its host: for each name it reports a line to the log that the host gave it, and returns a greeting.
//!
//! The host is a plain Rust value with a trait per imported interface. If it refuses, its error comes out of the call into
//! the guest, as it was.

#![forbid(unsafe_code)]

use std::fmt;

mod greeter {
    embody::component!("greeter.wasm");
}

/// A host that keeps the guest's log, up to so many lines.
struct Host {
    log: Vec<String>,
    capacity: usize,
}

impl greeter::imports::docs::greeter::log::Host for Host {
    /// `line` lies in the guest's memory; what the host wants to keep, it copies.
    fn write(&mut self, line: &str) -> embody::Result<()> {
        if self.log.len() == self.capacity {
            return Err(LogFull.into());
        }
        println!("log: {line}");
        self.log.push(line.to_owned());
        Ok(())
    }
}

/// An error of the host's own.
#[derive(Debug)]
struct LogFull;

impl fmt::Display for LogFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the log is full")
    }
}

impl std::error::Error for LogFull {}

fn main() -> embody::Result<()> {
    let mut greeter = greeter::Instance::new(Host { log: Vec::new(), capacity: 2 })?;

    for (name, expected) in [("world", "Hello, world!"), ("Zoë ☃", "Hello, Zoë ☃!")] {
        let greeting = greeter.greet(name)?;
        println!("{greeting}");
        assert_eq!(greeting, expected);
    }

    // The third line is one too many. The guest never learns why: it stops, and the error passes it by.
    let error = greeter.greet("Moon").expect_err("the log is full");
    println!("error: {}", error.root_cause());
    assert!(error.downcast_ref::<LogFull>().is_some());

    // A guest that was stopped halfway is not entered again. Its host is as good as new.
    let again = greeter.greet("Mars").expect_err("the guest was stopped");
    assert!(matches!(again.downcast_ref(), Some(embody::Trap::Poisoned)));
    assert_eq!(greeter.into_host().log, ["greeting world", "greeting Zoë ☃"]);
    Ok(())
}
