//! Real guests, used through `component!` alone. Where they are not beside the repository, there is nothing here.
#![cfg(guests)]

/// Resources that a component exports.
pub mod counter {
    embody::component!("../../../shared/conformance/guests/counter-rs.wasm");
}

/// The same, in C.
pub mod counter_c {
    embody::component!("../../../shared/conformance/guests/counter-c.wasm");
}

/// Resources that a component imports.
pub mod hostres {
    embody::component!("../../../shared/conformance/guests/hostres-c.wasm");
}

/// A component that has resources of one kind in it twice.
pub mod dual_counter {
    embody::component!("../../../shared/conformance/guests/composed-dual-counter.wasm");
}

/// Resources, records, variants and lists that a component imports.
pub mod analyzer {
    embody::component!("../../../shared/conformance/guests/analyzer-rs.wasm");
}
