//! Compiles the kernels' C sources for this machine: the limit that compiled Wasm is compared with.

use std::path::Path;

fn main() {
    let folder = Path::new("guests/kernels");
    println!("cargo::rerun-if-changed={}", folder.display());
    cc::Build::new()
        .files(["numeric.c", "hashes.c", "integer.c"].map(|name| folder.join(name)))
        .std("c17")
        .opt_level(2)
        // Both engines use what this machine's processor has; but Wasm knows no fused operations, and the
        // results have to be equal.
        .flag_if_supported("-march=native")
        .flag("-ffp-contract=off")
        .compile("kernels");
}
