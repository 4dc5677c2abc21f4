//! Compute kernels.

use std::path::Path;

use anyhow::Result;
use wasmtime::Store;
use wasmtime::component::Linker;

use super::engine;
use super::guests::kernels::Kernels;
use crate::cases::Allocator;
use crate::kernels::{Kernel, for_each_kernel};
use crate::op::{Op, repeat};

/// Prepares a kernel.
pub(super) fn prepare(kernel: Kernel, inputs: &Path) -> Result<Box<dyn Op>> {
    let engine = engine::new(Allocator::OnDemand)?;
    let component = engine::component(&engine, inputs, "kernels")?;
    let mut store = Store::new(&engine, ());
    let kernels = Kernels::instantiate(&mut store, &component, &Linker::new(&engine))?;
    macro_rules! call {
        ($($name:ident $function:ident($size:literal) -> $result:ident;)*) => {
            match kernel {
                $(Kernel::$name => {
                    repeat(move || kernels.${concat(call_, $function)}(&mut store, $size).expect("its size is within the limit"))
                })*
            }
        };
    }
    Ok(for_each_kernel!(call))
}
