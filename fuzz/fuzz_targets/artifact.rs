//! Damaged artifacts, driven by libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| embody_fuzz::artifact::check(data));
