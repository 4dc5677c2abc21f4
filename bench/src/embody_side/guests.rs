//! The embedded guests, and the host that they call.

pub(super) mod adder {
    embody::component!("../examples/adder/adder.wasm");
}

pub(super) mod calls {
    embody::component!("guests/calls.wasm");
}

pub(super) mod mid {
    embody::component!("guests/mid.wasm");
}

/// For this machine's processor, since Wasmtime compiles for that as well.
pub(super) mod kernels {
    embody::component!({ path: "guests/kernels.wasm", cpu: "native" });
}

/// The same for kernels in Rust.
pub(super) mod programs {
    embody::component!({ path: "guests/programs.wasm", cpu: "native" });
}

/// The same for kernels over vectors.
pub(super) mod simd {
    embody::component!({ path: "guests/simd.wasm", cpu: "native" });
}

/// Calls between component instances; for this machine's processor, too.
pub(super) mod adapters {
    embody::component!({ path: "guests/adapters.wasm", cpu: "native" });
}

/// What `calls` imports.
pub(super) struct Host;

impl calls::imports::bench::calls::host::Host for Host {
    fn tick(&mut self, x: u32) -> embody::Result<u32> {
        Ok(x.wrapping_add(1))
    }

    fn take_string(&mut self, text: &str) -> embody::Result<u32> {
        Ok(text.len() as u32)
    }

    fn make_string(&mut self, length: u32) -> embody::Result<String> {
        Ok("a".repeat(length as usize))
    }
}
