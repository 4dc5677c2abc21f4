//! Real guests, used through `component!` alone. Where they are not beside the repository, there is nothing here.
//!
//! All their types derive what `serde` needs: `tests/oracle` reads arguments from a file, and compares results with it.
#![cfg(guests)]

pub mod edge;

/// A module per component.
macro_rules! guests {
    ($($(#[$docs:meta])* $name:ident = $path:literal;)*) => {
        $($(#[$docs])*
        pub mod $name {
            embody::component!({ path: $path, derives: [serde::Serialize, serde::Deserialize] });
        })*
    };
}

guests! {
    /// One function: at the root, in an interface.
    adder_c = "../../../shared/conformance/guests/adder-c.wasm";
    /// The same.
    adder_rs = "../../../shared/conformance/guests/adder-rs.wasm";
    /// Strings and lists of strings, in three encodings of the guest's.
    strings_c = "../../../shared/conformance/guests/strings-c.wasm";
    /// The same.
    strings_c_utf16 = "../../../shared/conformance/guests/strings-c-utf16.wasm";
    /// The same.
    strings_rs = "../../../shared/conformance/guests/strings-rs.wasm";
    /// Every type of values, to the host and back.
    shapes_c = "../../../shared/conformance/guests/shapes-c.wasm";
    /// The same.
    forward_c_utf16 = "../../../shared/conformance/guests/forward-c-utf16.wasm";
    /// Resources that a component exports.
    counter_c = "../../../shared/conformance/guests/counter-c.wasm";
    /// The same.
    counter_rs = "../../../shared/conformance/guests/counter-rs.wasm";
    /// Resources that a component imports.
    hostres_c = "../../../shared/conformance/guests/hostres-c.wasm";
    /// Parts, and what was composed of them.
    words_c = "../../../shared/conformance/guests/words-c.wasm";
    /// The same.
    words_rs = "../../../shared/conformance/guests/words-rs.wasm";
    /// The same.
    composed_rs_c = "../../../shared/conformance/guests/composed-rs-c.wasm";
    /// The same.
    composed_dual_counter = "../../../shared/conformance/guests/composed-dual-counter.wasm";
    /// Libraries as people use them.
    zlib_c = "../../../shared/conformance/guests/zlib-c.wasm";
    /// The same.
    zlib_c_simd = "../../../shared/conformance/guests/zlib-c-simd.wasm";
    /// The same.
    json_c = "../../../shared/conformance/guests/json-c.wasm";
    /// The same.
    json_rs = "../../../shared/conformance/guests/json-rs.wasm";
    /// The same.
    markdown_rs = "../../../shared/conformance/guests/markdown-rs.wasm";
    /// The same.
    image_c = "../../../shared/conformance/guests/image-c.wasm";
    /// The same.
    hashes_rs = "../../../shared/conformance/guests/hashes-rs.wasm";
    /// The same.
    quickjs_c = "../../../shared/conformance/guests/quickjs-c.wasm";
    /// The same.
    quickjs_c_host = "../../../shared/conformance/guests/quickjs-c-host.wasm";
    /// Kernels, and what calls cost.
    bench_c = "../../../shared/conformance/guests/bench-c.wasm";
    /// The same.
    bench_c_simd = "../../../shared/conformance/guests/bench-c-simd.wasm";
    /// Commands of WASI, in two versions of it.
    hello_c = "../../../shared/conformance/guests/hello-c.wasm";
    /// The same.
    hello_rs = "../../../shared/conformance/guests/hello-rs.wasm";
    /// The same.
    hello_rs_wasip2 = "../../../shared/conformance/guests/hello-rs-wasip2.wasm";
    /// Libraries on WASI.
    kv_rs = "../../../shared/conformance/guests/kv-rs.wasm";
    /// The same.
    lua_c = "../../../shared/conformance/guests/lua-c.wasm";
    /// Strings again, in QuickJS.
    strings_qjs = "../../../shared/conformance/guests/strings-qjs.wasm";
}

/// Resources, records, variants and lists that a component imports, of the types that another exports.
pub mod analyzer_rs {
    embody::component!({
        path: "../../../shared/conformance/guests/analyzer-rs.wasm",
        derives: [serde::Serialize, serde::Deserialize],
        with: {
            "test:compose/types/kind": crate::words_c::imports::test::compose::types::Kind,
            "test:compose/types/word": crate::words_c::imports::test::compose::types::Word,
            "test:compose/types/problem": crate::words_c::imports::test::compose::types::Problem,
        },
    });
}
