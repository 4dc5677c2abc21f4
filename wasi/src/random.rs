//! `wasi:random`: random bytes, and where they are from.

use embody::{Result, ensure};

use crate::bindings::random::{insecure, insecure_seed, random};
use crate::{WasiCtx, WasiView};

/// Where random bytes are from.
pub trait Source: Send {
    /// Fills all of it.
    ///
    /// # Errors
    /// If there is nothing random to be had.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()>;
}

/// Any function that fills bytes.
impl<F: FnMut(&mut [u8]) + Send> Source for F {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        self(bytes);
        Ok(())
    }
}

/// The operating system's.
struct System;

impl Source for System {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        Ok(getrandom::fill(bytes)?)
    }
}

/// What a guest draws from.
pub(crate) struct Random {
    pub(crate) secure: Box<dyn Source>,
    pub(crate) insecure: Box<dyn Source>,
    pub(crate) seed: Option<u128>,
}

impl Default for Random {
    fn default() -> Self {
        Self { secure: Box::new(System), insecure: Box::new(System), seed: None }
    }
}

fn bytes(source: &mut dyn Source, len: u64, limit: usize) -> Result<Vec<u8>> {
    let len = usize::try_from(len).unwrap_or(usize::MAX);
    ensure!(
        len <= limit,
        "over a limit: a guest can have {limit} random bytes in one call (`Limits::random_bytes`), not {len}"
    );
    let mut out = vec![0; len];
    source.fill(&mut out)?;
    Ok(out)
}

fn number(source: &mut dyn Source) -> Result<u64> {
    let mut out = [0; 8];
    source.fill(&mut out)?;
    Ok(u64::from_le_bytes(out))
}

impl<T: WasiView> random::Host for T {
    fn get_random_bytes(&mut self, len: u64) -> Result<Vec<u8>> {
        let WasiCtx { random, limits, .. } = self.wasi();
        bytes(&mut *random.secure, len, limits.random_bytes)
    }

    fn get_random_u64(&mut self) -> Result<u64> {
        number(&mut *self.wasi().random.secure)
    }
}

impl<T: WasiView> insecure::Host for T {
    fn get_insecure_random_bytes(&mut self, len: u64) -> Result<Vec<u8>> {
        let WasiCtx { random, limits, .. } = self.wasi();
        bytes(&mut *random.insecure, len, limits.random_bytes)
    }

    fn get_insecure_random_u64(&mut self) -> Result<u64> {
        number(&mut *self.wasi().random.insecure)
    }
}

impl<T: WasiView> insecure_seed::Host for T {
    fn insecure_seed(&mut self) -> Result<(u64, u64)> {
        let random = &mut self.wasi().random;
        match random.seed {
            #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
            Some(seed) => Ok((seed as u64, (seed >> 64) as u64)),
            None => Ok((number(&mut *random.insecure)?, number(&mut *random.insecure)?)),
        }
    }
}
