//! A program that embeds the adder with Wasmtime, compiled before.

use std::hint::black_box;

use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Result, Store};

/// `cargo xtask bench` compiles it, and says where it is.
static ADDER: &[u8] = include_bytes!(env!("BENCH_ADDER_CWASM"));

fn main() -> Result<()> {
    let engine = Engine::default();
    // SAFETY: the bytes are what Wasmtime itself has compiled, and nobody has changed them since.
    let component = unsafe { Component::deserialize(&engine, ADDER)? };
    let mut store = Store::new(&engine, ());
    let adder = Linker::new(&engine).instantiate(&mut store, &component)?;
    let add = adder.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
    let (sum,) = add.call(&mut store, (black_box(1), black_box(2)))?;
    println!("{sum}");
    Ok(())
}
