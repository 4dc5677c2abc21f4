//! Compute kernels.

use std::hint::black_box;
use std::path::Path;

use wasmtime::component::Linker;
use wasmtime::{Result, Store};

use super::engine;
use crate::cases::Allocator;
use crate::kernels::{Kernel, for_each_kernel};
use crate::op::{Op, repeat};

/// Prepares a kernel.
pub(super) fn prepare(kernel: Kernel, inputs: &Path) -> Result<Box<dyn Op>> {
    let engine = engine::new(Allocator::OnDemand)?;
    let component = engine::component(&engine, inputs, kernel.guest())?;
    let mut store = Store::new(&engine, ());
    let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
    macro_rules! call {
        ($($guest:ident {
            $($(#[$group:ident])? $name:ident $function:ident($size:literal) -> $result:ident;)*
        })*) => {
            match kernel {
                $($(Kernel::$name => {
                    let name = stringify!($function);
                    let function = instance.get_typed_func::<(u32,), ($result,)>(&mut store, name)?;
                    let mut call = move || function.call(&mut store, (black_box($size),));
                    repeat(move || call().expect("its size is within the limit").0)
                })*)*
            }
        };
    }
    Ok(for_each_kernel!(call))
}
