//! Assertions that are not about Embody.
//!
//! The one list of them, with the reason for each. It names files by the end of their paths and holds for their negative
//! assertions alone: what executes something has no exceptions.

/// Files, what their assertions ask for, and why nobody should.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The setting cannot be turned off, and other files need it on.
    ("wasmtime/component-model/implements-disabled.wast", "a limit of Wasmtime's own"),
    ("wasmtime/component-model/restrictions.wast", "a limit of Wasmtime's own"),
    ("wasmtime/component-model/simple.wast", "a limit of Wasmtime's own"),
    ("wasmtime/component-model/import.wast", "a limit of Wasmtime's own"),
    // `wasmparser` 0.263 accepts nested package names, and takes `a1` and `a-1` for one name.
    ("component-model/validation/extern-names.wast", "names of a later component model"),
    ("component-model/validation/kebab.wast", "names of a later component model"),
];

/// Why a failure in this file does not count, if it does not.
#[must_use]
pub fn reason(file: &str) -> Option<&'static str> {
    EXCEPTIONS.iter().find(|(end, _)| file.ends_with(end)).map(|(_, reason)| *reason)
}
