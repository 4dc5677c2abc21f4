//! What one guest has of the world.

use std::fmt;
use std::sync::Arc;

use embody::Result;
use embody::component::{Linker, ResourceTable};

pub(crate) mod builder;

use crate::bindings;
use crate::cli::Cli;
use crate::clocks::{MonotonicClock, WallClock};
use crate::filesystem::Preopen;
use crate::io::{Input, Output, Subscribe};
use crate::io::{InputStream, OutputStream, Pollable};
use crate::limits::{Handles, Held, Limits};
use crate::random::Random;
use crate::sockets::allow::Allowed;
use builder::WasiCtxBuilder;

/// What one guest has of the world: its streams, files, clocks, addresses.
///
/// It is a host by itself, or part of one that implements [`WasiView`].
pub struct WasiCtx {
    pub(crate) cli: Cli,
    pub(crate) preopens: Vec<Preopen>,
    pub(crate) monotonic: Arc<dyn MonotonicClock>,
    pub(crate) wall: Arc<dyn WallClock>,
    pub(crate) random: Random,
    pub(crate) network: Allowed,
    #[cfg(feature = "http")]
    pub(crate) http: crate::http::allow::Allowed,
    /// Whom servers have their certificates from, if it is not the public ones.
    #[cfg(feature = "tls")]
    pub(crate) tls_roots: Option<Arc<crate::http::RootCertificates>>,
    pub(crate) limits: Limits,
    handles: Handles,
    /// What a linker's functions keep.
    table: ResourceTable,
}

impl WasiCtx {
    /// Of what is allowed: so far, nothing.
    pub fn builder() -> WasiCtxBuilder {
        WasiCtxBuilder::new()
    }

    /// Counts a resource.
    ///
    /// # Errors
    /// If there are too many.
    pub(crate) fn hold(&self) -> Result<Held> {
        self.handles.hold(self.limits.handles)
    }

    /// A resource for a guest to read.
    ///
    /// # Errors
    /// If there are too many resources.
    pub fn input_stream(&self, input: Arc<dyn Input>) -> Result<InputStream> {
        Ok(InputStream::new(input, self.hold()?))
    }

    /// A resource for a guest to write.
    ///
    /// # Errors
    /// If there are too many resources.
    pub fn output_stream(&self, output: Arc<dyn Output>) -> Result<OutputStream> {
        Ok(OutputStream::new(output, self.hold()?))
    }

    /// A resource for a guest to wait for.
    ///
    /// # Errors
    /// If there are too many resources.
    pub fn pollable(&self, on: Arc<dyn Subscribe>) -> Result<Pollable> {
        Ok(Pollable::new(on, self.hold()?))
    }
}

impl Default for WasiCtx {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl fmt::Debug for WasiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WasiCtx")
            .field("cli", &self.cli)
            .field("preopens", &self.preopens)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Defines all of WASI for components that are loaded while the program runs. Components with typed wrappers need nothing of
/// this.
///
/// ```
/// use embody::component::{Component, Linker};
/// use embody::{Engine, Store};
/// use embody_wasi::WasiCtx;
///
/// # fn main() -> embody::Result<()> {
/// let engine = Engine::default();
/// let mut linker = Linker::<WasiCtx>::new(&engine);
/// embody_wasi::add_to_linker(&mut linker)?;
/// let mut store = Store::new(&engine, WasiCtx::builder().inherit_stdio().build());
/// // let instance = linker.instantiate(&mut store, &component)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If something of it is defined already.
pub fn add_to_linker<T: WasiView + 'static>(linker: &mut Linker<T>) -> Result<()> {
    #[cfg(feature = "http")]
    bindings::add_http_to_linker(linker, |host| &mut host.wasi().table)?;
    bindings::add_to_linker(linker, |host| &mut host.wasi().table)
}

/// A host that has a [`WasiCtx`].
///
/// All of WASI is implemented for it.
///
/// ```
/// use embody_wasi::{WasiCtx, WasiView};
///
/// struct Host {
///     wasi: WasiCtx,
///     calls: u32,
/// }
///
/// impl WasiView for Host {
///     fn wasi(&mut self) -> &mut WasiCtx {
///         &mut self.wasi
///     }
/// }
/// ```
pub trait WasiView {
    /// The host's.
    fn wasi(&mut self) -> &mut WasiCtx;
}

impl WasiView for WasiCtx {
    fn wasi(&mut self) -> &mut WasiCtx {
        self
    }
}

impl<T: WasiView + ?Sized> WasiView for Box<T> {
    fn wasi(&mut self) -> &mut WasiCtx {
        (**self).wasi()
    }
}
