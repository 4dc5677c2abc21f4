//! Loops around jump tables beside Wasmtime, driven by libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| embody_fuzz::dispatch::check(data));
