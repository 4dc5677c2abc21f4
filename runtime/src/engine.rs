//! Settings that components share.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use embody_abi::artifact::{HEADER_BYTES, HEADER_OFFSET, Header, HeaderError};

use crate::{Result, bail};

/// Settings for compiling and loading components; cheap to clone.
///
/// An engine holds no compiled code and no state of running components: those belong to a
/// [`Component`](crate::component::Component) and a [`Store`](crate::Store). Components, linkers and stores of
/// different engines can be used together.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    config: Arc<Config>,
}

impl Engine {
    /// An engine with these settings.
    ///
    /// # Errors
    /// If the settings contradict what Embody is: it runs components, so those cannot be switched off.
    pub fn new(config: &Config) -> Result<Self> {
        if config.no_components {
            bail!(
                "not supported: an engine without the component model (`Config::wasm_component_model(false)`)"
            );
        }
        if config.no_maps {
            bail!("not supported: an engine without maps (`Config::wasm_component_model_map(false)`)");
        }
        Ok(Self { config: Arc::new(config.clone()) })
    }

    /// Whether two engines are clones of one.
    #[must_use]
    pub fn same(a: &Engine, b: &Engine) -> bool {
        Arc::ptr_eq(&a.config, &b.config)
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What `bytes` are, if they start as an artifact does; that they are for this program and whole is found out when they
    /// are loaded.
    #[must_use]
    pub fn detect_precompiled(bytes: &[u8]) -> Option<Precompiled> {
        match Header::decode(bytes) {
            Err(HeaderError::NotAnArtifact) => None,
            Ok(_) | Err(HeaderError::Version(_) | HeaderError::Target(_)) => Some(Precompiled::Component),
        }
    }

    /// As [`Engine::detect_precompiled`], of a file of which only the start is read.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn detect_precompiled_file(path: impl AsRef<Path>) -> Result<Option<Precompiled>> {
        let mut start = Vec::new();
        File::open(path)?.take((HEADER_OFFSET + HEADER_BYTES) as u64).read_to_end(&mut start)?;
        Ok(Self::detect_precompiled(&start))
    }

    /// Compiles a component to the bytes of an artifact, which
    /// [`Component::deserialize`](crate::component::Component::deserialize) loads. With feature `wat` it may be text.
    ///
    /// # Errors
    /// If the component is invalid, or uses what is not supported, by name and offset.
    #[cfg(feature = "compiler")]
    pub fn precompile_component(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        crate::component::compile(self, &crate::component::to_binary(bytes)?, Vec::new())
    }
}

/// Settings of an [`Engine`].
///
/// The names are those of `wasmtime::Config`. Only what has a meaning here is here: there is no choice of compiler or
/// allocator, no fuel, epochs or asynchronous stores. A proposal that the compiler does not support it refuses by name.
/// Code that was compiled ahead of time has the settings it was compiled with.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub(crate) opt_level: OptLevel,
    pub(crate) memory: MemoryKind,
    pub(crate) cpu: Option<String>,
    pub(crate) one_thread: bool,
    no_components: bool,
    no_maps: bool,
    #[cfg(feature = "compiler")]
    pub(crate) features: embody_build::features::Features,
}

/// Methods of [`Config`] that turn proposals on and off, for `Component::new`.
#[cfg(feature = "compiler")]
macro_rules! switches {
    ($($method:ident, $feature:ident, $proposal:literal, $default:literal;)*) => {
        /// Proposals. What a component uses of one that is off is an error when it is compiled.
        impl Config {$(
            #[doc = concat!("Whether a component may use the proposal `", $proposal, "`; ", $default, " by default.")]
            pub fn $method(&mut self, enable: bool) -> &mut Self {
                self.features.set(embody_build::features::Feature::$feature, enable);
                self
            }
        )*}
    };
}

#[cfg(feature = "compiler")]
switches! {
    wasm_component_model_fixed_length_lists, FixedLengthLists, "component-model-fixed-length-lists", false;
    wasm_bulk_memory, BulkMemory, "bulk-memory-operations", true;
    wasm_custom_page_sizes, CustomPageSizes, "custom-page-sizes", false;
    wasm_exceptions, Exceptions, "exception-handling", true;
    wasm_extended_const, ExtendedConst, "extended-const", true;
    wasm_function_references, FunctionReferences, "function-references", true;
    wasm_memory64, Memory64, "memory64", true;
    wasm_multi_memory, MultiMemory, "multi-memory", true;
    wasm_multi_value, MultiValue, "multi-value", true;
    wasm_reference_types, ReferenceTypes, "reference-types", true;
    wasm_relaxed_simd, RelaxedSimd, "relaxed-simd", true;
    wasm_simd, Simd, "simd", true;
    wasm_tail_call, TailCall, "tail-call", true;
    wasm_threads, Threads, "threads", true;
    wasm_wide_arithmetic, WideArithmetic, "wide-arithmetic", false;
}

impl Config {
    /// The defaults: fast code for the baseline of this machine's kind, compiled on all processors.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How hard `Component::new` optimises.
    pub fn cranelift_opt_level(&mut self, level: OptLevel) -> &mut Self {
        self.opt_level = level;
        self
    }

    /// The processor that `Component::new` compiles for: `baseline` (the default), `x86-64-v2` to `x86-64-v4`, or
    /// `native`. A name that is not known is an error when something is compiled.
    pub fn cpu(&mut self, name: &str) -> &mut Self {
        self.cpu = Some(name.to_string());
        self
    }

    /// How memories of what `Component::new` compiles are kept.
    pub fn memory(&mut self, kind: MemoryKind) -> &mut Self {
        self.memory = kind;
        self
    }

    /// Whether `Component::new` compiles functions in parallel, which is the default.
    pub fn parallel_compilation(&mut self, parallel: bool) -> &mut Self {
        self.one_thread = !parallel;
        self
    }

    /// Whether components can be used, which is the default. [`Engine::new`] refuses anything else.
    pub fn wasm_component_model(&mut self, enable: bool) -> &mut Self {
        self.no_components = !enable;
        self
    }

    /// Whether components can use the type `map`, which is the default. [`Engine::new`] refuses anything else.
    pub fn wasm_component_model_map(&mut self, enable: bool) -> &mut Self {
        self.no_maps = !enable;
        self
    }
}

/// What an artifact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Precompiled {
    /// A component; there is nothing else.
    Component,
}

/// How hard to optimise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OptLevel {
    /// Compile quickly.
    None,
    /// Make the code fast.
    #[default]
    Speed,
    /// Make the code fast and small.
    SpeedAndSize,
}

/// How a component's memories are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MemoryKind {
    /// A memory of 32 bits reserves 4 GiB of address space and a guard, and its accesses need no check.
    #[default]
    Guarded,
    /// Each access is checked. A memory reserves little more than it has, and moves when it grows out of that: for processes
    /// that may not reserve so much.
    Checked,
}

#[cfg(all(test, feature = "compiler"))]
mod tests {
    use embody_build::features::{Feature, Features};

    use super::*;

    #[test]
    fn switches_have_the_names_of_their_features() {
        let mut config = Config::new();
        assert_eq!(config.features, Features::default());
        config.wasm_wide_arithmetic(true).wasm_simd(false);
        let expected = Features::default().with(Feature::WideArithmetic, true).with(Feature::Simd, false);
        assert_eq!(config.features, expected);
    }
}
