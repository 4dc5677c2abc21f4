//! Compute kernels.

use std::hint::black_box;

use anyhow::Result;

use super::guests::{kernels, programs, simd};
use crate::kernels::{Kernel, for_each_kernel};
use crate::op::{Op, repeat};

/// Prepares a kernel.
pub(super) fn prepare(kernel: Kernel) -> Result<Box<dyn Op>> {
    macro_rules! call {
        ($($guest:ident {
            $($(#[$group:ident])? $name:ident $function:ident($size:literal) -> $result:ident;)*
        })*) => {
            match kernel {
                $($(Kernel::$name => {
                    let mut guest = $guest::Instance::new(())?;
                    repeat(move || guest.$function(black_box($size)).expect("its size is within the limit"))
                })*)*
            }
        };
    }
    Ok(for_each_kernel!(call))
}
