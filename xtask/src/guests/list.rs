//! The guests: where the source of each is, what it becomes, and how.

use wit_component::StringEncoding;

use super::Guest;
use super::Language::{C, CWithLibc, CWithVectors, Component, Rust, Text, TextWith, Wasi};
use super::wasi::Toolchain::{CCommand, JavaScript, Python, QuickJs, RustCommand, RustReactor};

pub(super) const GUESTS: &[Guest] = &[
    Guest {
        name: "adder",
        source: "examples/adder/guest",
        output: "examples/adder/adder.wasm",
        language: Text("adder.wat"),
    },
    Guest {
        name: "greeter",
        source: "examples/greeter/guest",
        output: "examples/greeter/greeter.wasm",
        language: Rust,
    },
    Guest {
        name: "markdown",
        source: "examples/markdown/guest",
        output: "examples/markdown/markdown.wasm",
        language: Rust,
    },
    Guest {
        name: "json-c",
        source: "examples/json-c/guest",
        output: "examples/json-c/json-c.wasm",
        language: CWithLibc(&["component.c", "no_wasi.c", "cjson/cJSON.c"]),
    },
    Guest {
        name: "shapes",
        source: "examples/shapes/guest",
        output: "examples/shapes/shapes.wasm",
        language: Rust,
    },
    Guest {
        name: "kernels",
        source: "bench/guests/kernels",
        output: "bench/guests/kernels.wasm",
        language: C(&["numeric.c", "hashes.c", "integer.c"]),
    },
    Guest {
        name: "programs",
        source: "bench/guests/programs",
        output: "bench/guests/programs.wasm",
        language: Rust,
    },
    Guest {
        name: "simd",
        source: "bench/guests/simd",
        output: "bench/guests/simd.wasm",
        language: CWithVectors(&["floats.c", "pixels.c", "bytes.c"]),
    },
    Guest { name: "calls", source: "bench/guests/calls", output: "bench/guests/calls.wasm", language: Rust },
    Guest {
        name: "resources",
        source: "bench/guests/resources",
        output: "bench/guests/resources.wasm",
        language: Component("resources.wat"),
    },
    Guest {
        name: "adapters",
        source: "bench/guests/adapters",
        output: "bench/guests/adapters.wasm",
        language: Component("adapters.wat"),
    },
    Guest { name: "mid", source: "bench/guests/mid", output: "bench/guests/mid.wasm", language: Rust },
    Guest {
        name: "traps",
        source: "conformance/guests/traps",
        output: "conformance/guests/traps.wasm",
        language: Text("traps.wat"),
    },
    Guest {
        name: "cells",
        source: "conformance/guests/cells",
        output: "conformance/guests/cells.wasm",
        language: Component("cells.wat"),
    },
    Guest {
        name: "echo-utf16",
        source: "conformance/guests/echo",
        output: "conformance/guests/echo-utf16.wasm",
        language: TextWith("echo.wat", StringEncoding::UTF16),
    },
    Guest {
        name: "echo-latin1",
        source: "conformance/guests/echo",
        output: "conformance/guests/echo-latin1.wasm",
        language: TextWith("echo.wat", StringEncoding::CompactUTF16),
    },
    Guest {
        name: "parts",
        source: "conformance/guests/parts",
        output: "conformance/guests/parts.wasm",
        language: Component("parts.wat"),
    },
    Guest {
        name: "counter",
        source: "conformance/guests/parts",
        output: "conformance/guests/counter.wasm",
        language: Component("counter.wat"),
    },
    Guest {
        name: "logs",
        source: "conformance/guests/logs",
        output: "conformance/guests/logs.wasm",
        language: Component("logs.wat"),
    },
    Guest {
        name: "std-rs",
        source: "wasi/guests/std-rs",
        output: "wasi/guests/std-rs.wasm",
        language: Wasi(RustCommand),
    },
    Guest {
        name: "net-rs",
        source: "wasi/guests/net-rs",
        output: "wasi/guests/net-rs.wasm",
        language: Wasi(RustCommand),
    },
    Guest {
        name: "fetch-rs",
        source: "wasi/guests/fetch-rs",
        output: "wasi/guests/fetch-rs.wasm",
        language: Wasi(RustCommand),
    },
    Guest {
        name: "server-rs",
        source: "wasi/guests/server-rs",
        output: "wasi/guests/server-rs.wasm",
        language: Wasi(RustReactor),
    },
    Guest {
        name: "files-c",
        source: "wasi/guests/files-c",
        output: "wasi/guests/files-c.wasm",
        language: Wasi(CCommand(&["main.c"])),
    },
    Guest {
        name: "count",
        source: "examples/command/guest",
        output: "examples/command/count.wasm",
        language: Wasi(RustCommand),
    },
    // Too large to be committed.
    Guest {
        name: "script-js",
        source: "wasi/guests/script-js",
        output: "wasi/guests/built/script-js.wasm",
        language: Wasi(JavaScript("work.js")),
    },
    Guest {
        name: "script-qjs",
        source: "wasi/guests/script-js",
        output: "wasi/guests/built/script-qjs.wasm",
        language: Wasi(QuickJs("work.js")),
    },
    Guest {
        name: "script-py",
        source: "wasi/guests/script-py",
        output: "wasi/guests/built/script-py.wasm",
        language: Wasi(Python("app")),
    },
];
