//! Guest of the benchmark: compute kernels in Rust.

mod kernels;

wit_bindgen::generate!({ path: "guest.wit" });

struct Programs;

/// Exports each kernel under its name.
macro_rules! export_kernels {
    ($($name:ident -> $result:ident;)*) => {
        impl Guest for Programs {
            $(fn $name(n: u32) -> $result {
                kernels::$name(n)
            })*
        }
    };
}

export_kernels! {
    threaded -> u64;
    bytecode -> u64;
    shapes -> f64;
    ast -> u64;
    compare -> u64;
    closures -> u64;
    hashmap -> u64;
    btree -> u64;
    list -> u64;
    dijkstra -> u64;
    copy -> u64;
    base64 -> u64;
    compress -> u64;
    search -> u64;
    utf8 -> u64;
    json -> u64;
    regex -> u64;
    fft -> f64;
    lu -> f64;
    raytrace -> f64;
    options -> f64;
    bignum -> u64;
    xoshiro -> u64;
    siphash -> u64;
    queens -> u64;
    sudoku -> u64;
    life -> u64;
}

export!(Programs);
