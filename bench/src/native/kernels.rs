//! The kernels' sources, compiled for this machine: C by `build.rs`, Rust with this program.
//!
//! C is compiled for this very processor; Rust, like the rest of the program, for any of its architecture. Both
//! engines use all instructions that the processor has, so that compiled Wasm can be faster than this limit.

use std::hint::black_box;

use crate::kernels::{Kernel, for_each_kernel};
use crate::op::{Op, repeat};

#[path = "../../guests/programs/src/kernels/mod.rs"]
mod programs;

/// Prepares a kernel.
pub(super) fn prepare(kernel: Kernel) -> Box<dyn Op> {
    macro_rules! call {
        ($($guest:ident {
            $($(#[$group:ident])? $name:ident $function:ident($size:literal) -> $result:ident;)*
        })*) => {
            match kernel {
                $($(Kernel::$name => native!($guest $function($size) -> $result),)*)*
            }
        };
    }
    for_each_kernel!(call)
}

/// How a kernel is called depends on the language of its guest.
macro_rules! native {
    (programs $function:ident($size:literal) -> $result:ident) => {
        repeat(|| programs::$function(black_box($size)))
    };
    ($guest:ident $function:ident($size:literal) -> $result:ident) => {{
        unsafe extern "C" {
            fn $function(size: u32) -> $result;
        }
        // SAFETY: the signature is that of the C source. All that the kernels touch are their own statics, and
        // this process has one thread.
        repeat(|| unsafe { $function(black_box($size)) })
    }};
}
use native;

#[cfg(test)]
mod tests {
    use super::programs;

    #[test]
    fn results_are_those_that_are_known() {
        assert_eq!(programs::queens(8), 92);
        // The steps from 1 to 10: 0, 1, 7, 2, 5, 8, 16, 3, 19, 6.
        assert_eq!((programs::threaded(10), programs::bytecode(10)), (67, 67));
        // Eight transforms are none, and the mean of the samples is about a half.
        let sum = programs::fft(1 << 12) / 1.5;
        assert!((sum - 2048.0).abs() < 64.0, "{sum}");
    }

    #[test]
    fn any_small_size_will_do_and_does_the_same_again() {
        for n in 0..20 {
            let integers = [
                programs::ast,
                programs::compare,
                programs::closures,
                programs::hashmap,
                programs::btree,
                programs::list,
                programs::dijkstra,
                programs::copy,
                programs::base64,
                programs::compress,
                programs::search,
                programs::utf8,
                programs::json,
                programs::regex,
                programs::bignum,
                programs::xoshiro,
                programs::siphash,
                programs::sudoku,
                programs::life,
            ];
            assert_eq!(integers.map(|kernel| kernel(n)), integers.map(|kernel| kernel(n)), "{n}");
            let floats = [programs::shapes, programs::lu, programs::raytrace, programs::options];
            assert_eq!(
                floats.map(|kernel| kernel(n).to_bits()),
                floats.map(|kernel| kernel(n).to_bits()),
                "{n}"
            );
        }
    }
}
