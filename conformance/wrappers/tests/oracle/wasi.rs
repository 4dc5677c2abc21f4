//! The host that the oracle calls `wasi`, as that of a guest here.

use embody::Result;
use embody_wasi::{WasiCtx, WasiView};
use serde_json::Value as Json;

use crate::hosts::Host;

#[path = "../../../src/guests/wasi.rs"]
mod scenario;

pub(crate) struct Wasi(scenario::Wasi);

impl Host for Wasi {
    fn new(scenario: &Json) -> Result<Self> {
        Ok(Self(scenario::Wasi::new(scenario)?))
    }

    fn after(&mut self, scenario: &Json) -> Result<()> {
        self.0.after(scenario)
    }
}

impl WasiView for Wasi {
    fn wasi(&mut self) -> &mut WasiCtx {
        &mut self.0.ctx
    }
}
