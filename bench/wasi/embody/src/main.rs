//! Scripts that import WASI, run with Embody: compiled into this program, as far as they have been built.

use anyhow::{Result, bail};
use embody_wasi::WasiCtx;
use wasi_work::Worker;

fn main() -> Result<()> {
    wasi_work::run(|guest| open(guest))
}

fn open(guest: &str) -> Result<Box<dyn Worker>> {
    #[allow(unused_variables, reason = "there may be no script")]
    let wasi = WasiCtx::builder().inherit_stdio().build();
    Ok(match guest {
        #[cfg(script = "script-js")]
        "script-js" => Box::new(js::Instance::new(wasi)?),
        #[cfg(script = "script-qjs")]
        "script-qjs" => Box::new(qjs::Instance::new(wasi)?),
        #[cfg(script = "script-py")]
        "script-py" => Box::new(py::Instance::new(wasi)?),
        other => bail!("`{other}` has not been built"),
    })
}

macro_rules! script {
    ($cfg:literal, $module:ident, $path:literal) => {
        #[cfg(script = $cfg)]
        mod $module {
            embody::component!($path);
        }

        #[cfg(script = $cfg)]
        impl Worker for $module::Instance<WasiCtx> {
            fn add(&mut self, a: u32, b: u32) -> Result<u64> {
                Ok(u64::from(self.embody_guests_work().add(a, b)?))
            }

            fn summarize(&mut self, json: &str) -> Result<u64> {
                let summary = self.embody_guests_work().summarize(json)?;
                Ok(summary.map_or(0, |summary| summary.total.round() as u64))
            }

            fn frequencies(&mut self, text: &str, limit: u32) -> Result<u64> {
                let found = self.embody_guests_work().frequencies(text, limit)?;
                Ok(found.iter().map(|word| u64::from(word.count)).sum())
            }

            fn tidy(&mut self, text: &str) -> Result<u64> {
                Ok(self.embody_guests_work().tidy(text)?.len() as u64)
            }

            fn crc32(&mut self, bytes: &[u8]) -> Result<u64> {
                Ok(u64::from_str_radix(&self.embody_guests_work().crc32(bytes)?, 16)?)
            }

            fn primes(&mut self, n: u32) -> Result<u64> {
                Ok(u64::from(self.embody_guests_work().primes(n)?))
            }
        }
    };
}

script!("script-js", js, "../../../wasi/guests/built/script-js.wasm");
script!("script-qjs", qjs, "../../../wasi/guests/built/script-qjs.wasm");
script!("script-py", py, "../../../wasi/guests/built/script-py.wasm");
