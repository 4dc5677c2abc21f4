//! Compute kernels.

use std::hint::black_box;

use anyhow::Result;

use super::guests::kernels;
use crate::kernels::{Kernel, for_each_kernel};
use crate::op::{Op, repeat};

/// Prepares a kernel.
pub(super) fn prepare(kernel: Kernel) -> Result<Box<dyn Op>> {
    let mut kernels = kernels::Instance::new(())?;
    macro_rules! call {
        ($($name:ident $function:ident($size:literal) -> $result:ident;)*) => {
            match kernel {
                $(Kernel::$name => {
                    repeat(move || kernels.$function(black_box($size)).expect("its size is within the limit"))
                })*
            }
        };
    }
    Ok(for_each_kernel!(call))
}
