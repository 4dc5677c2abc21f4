//! The kernels' C sources, compiled for this machine (`build.rs`).

use std::hint::black_box;

use crate::kernels::{Kernel, for_each_kernel};
use crate::op::{Op, repeat};

/// Prepares a kernel.
pub(super) fn prepare(kernel: Kernel) -> Box<dyn Op> {
    macro_rules! call {
        ($($name:ident $function:ident($size:literal) -> $result:ident;)*) => {
            match kernel {
                $(Kernel::$name => {
                    unsafe extern "C" {
                        fn $function(size: u32) -> $result;
                    }
                    // SAFETY: the signature is that of the C source. All that the kernels touch are their own
                    // statics, and this process has one thread.
                    repeat(|| unsafe { $function(black_box($size)) })
                })*
            }
        };
    }
    for_each_kernel!(call)
}
