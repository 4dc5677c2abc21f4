//! Each guest through its wrappers: what it returns is what other implementations return.
#![cfg(guests)]

#[macro_use]
mod table;

mod edge;
mod guests;
mod hosts;
mod names;
mod read;
mod refused;
mod run;
mod shapes;
mod show;
mod typed;
mod wasi;

use std::collections::BTreeSet;

use embody::Result;
use guests::*;
use run::run;
use shapes::{ForwardCUtf16, ShapesC};

/// Guests that have other scenarios than their own.
const OTHERS: &[&str] = &["analyzer-rs"];

/// A test per guest; `but` are scenarios that cannot be written with types, which `typed` is about.
macro_rules! guests {
    ($($name:ident $component:literal $guest:ident $(but $scenario:literal)?;)*) => {
        $(
            #[test]
            fn $name() -> Result<()> {
                run::<$guest>($component, &[$($scenario)?]).map(drop)
            }
        )*

        /// Guests that have a test.
        const TESTED: &[&str] = &[$($component),*];
    };
}

guests! {
    adder_c "adder-c" AdderC;
    adder_rs "adder-rs" AdderRs;
    bench_c "bench-c" BenchC;
    bench_c_simd "bench-c-simd" BenchCSimd;
    composed_dual_counter "composed-dual-counter" DualCounter but "wrong-type";
    composed_rs_c "composed-rs-c" ComposedRsC;
    counter_c "counter-c" CounterC;
    counter_rs "counter-rs" CounterRs;
    forward_c_utf16 "forward-c-utf16" ForwardCUtf16;
    hashes_rs "hashes-rs" HashesRs;
    hello_c "hello-c" HelloC;
    hello_rs "hello-rs" HelloRs;
    hello_rs_wasip2 "hello-rs-wasip2" HelloRsWasip2;
    hostres_c "hostres-c" HostresC;
    image_c "image-c" ImageC;
    json_c "json-c" JsonC;
    json_rs "json-rs" JsonRs;
    kv_rs "kv-rs" KvRs;
    lua_c "lua-c" LuaC;
    markdown_rs "markdown-rs" MarkdownRs;
    quickjs_c "quickjs-c" QuickjsC;
    quickjs_c_host "quickjs-c-host" QuickjsCHost;
    shapes_c "shapes-c" ShapesC;
    strings_c "strings-c" StringsC;
    strings_c_utf16 "strings-c-utf16" StringsCUtf16;
    strings_qjs "strings-qjs" StringsQjs;
    strings_rs "strings-rs" StringsRs;
    words_c "words-c" WordsC;
    words_rs "words-rs" WordsRs;
    zlib_c "zlib-c" ZlibC;
    zlib_c_simd "zlib-c-simd" ZlibCSimd;
}

/// It does what it does as a part of a composition, on another guest that is its host.
#[test]
fn analyzer_rs() -> Result<()> {
    run::<AnalyzerRs>("composed-rs-c", &[]).map(drop)
}

#[test]
fn every_guest_is_tested() {
    let components = run::ORACLE["components"].as_object().unwrap();
    let all: BTreeSet<&str> = components.keys().map(String::as_str).collect();
    let tested: BTreeSet<&str> = TESTED.iter().chain(OTHERS).copied().collect();
    assert_eq!(all, tested);
}
