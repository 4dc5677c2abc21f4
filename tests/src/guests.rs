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

/// Two component instances, of which one has resources of the other's.
pub mod cells {
    embody::component!("../conformance/guests/cells.wasm");
}

/// Passes values on, with strings in UTF-16.
pub mod echo_utf16 {
    embody::component!({
        path: "../conformance/guests/echo-utf16.wasm",
        features: { component_model_fixed_length_lists: true },
    });
}

/// Passes values on, with strings in Latin-1 or UTF-16.
pub mod echo_latin1 {
    embody::component!({
        path: "../conformance/guests/echo-latin1.wasm",
        features: { component_model_fixed_length_lists: true },
    });
}

/// A component one of whose parts is given to it here.
pub mod parts {
    embody::component!({
        path: "../conformance/guests/parts.wasm",
        modules: { "counter": "../conformance/guests/counter.wasm" },
    });
}

/// A component that exports a resource.
pub mod things {
    embody::component!("../bench/guests/resources.wasm");
}

/// A component that does right and wrong things with resources of its host.
pub mod logs {
    embody::component!("../conformance/guests/logs.wasm");
}
