//! Compiles the kernels' C sources for this machine: the limit that compiled Wasm is compared with.

use std::path::Path;

fn main() {
    let guests = Path::new("guests");
    for folder in ["kernels", "simd"] {
        println!("cargo::rerun-if-changed={}", guests.join(folder).display());
    }
    let scalar = ["numeric.c", "hashes.c", "integer.c"].map(|name| guests.join("kernels").join(name));
    let vectors = ["floats.c", "pixels.c", "bytes.c"].map(|name| guests.join("simd").join(name));
    cc::Build::new()
        .files(scalar)
        .files(vectors)
        .std("c17")
        .opt_level(2)
        // Both engines use what this machine's processor has; but Wasm knows no fused operations, and the
        // results have to be equal.
        .flag_if_supported("-march=native")
        .flag("-ffp-contract=off")
        .compile("kernels");
}
