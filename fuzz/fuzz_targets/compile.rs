#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| embody_fuzz::compile::check(data));
