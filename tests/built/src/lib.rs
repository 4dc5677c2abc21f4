//! Components from a build script, in a crate that forbids unsafe code.

#![forbid(unsafe_code)]

/// Where no name is in scope but those of the language.
pub mod bare {
    #![no_implicit_prelude]

    /// Says hello, and tells its host so.
    pub mod greeter {
        ::embody::include_component!("greeter");
    }
}

/// Passes on what it is given.
macro_rules! passed_on {
    ($name:literal) => {
        ::embody::include_component!($name);
    };
}

/// A component with a resource, included by another macro.
pub mod things {
    passed_on!("things");
}
