//! The components that the tests call.

/// Adds two numbers.
pub mod adder {
    embody::component!("../examples/adder/adder.wasm");
}

/// Says hello, and tells its host so.
pub mod greeter {
    embody::component!("../examples/greeter/greeter.wasm");
}

/// Renders Markdown.
pub mod markdown {
    embody::component!("../examples/markdown/markdown.wasm");
}

/// Traps on demand.
pub mod traps {
    embody::component!("../conformance/guests/traps.wasm");
}
