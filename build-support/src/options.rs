//! What a user chooses about compilation.

use embody_abi::features::{self, Target};

use crate::error::{Error, Result};
use crate::features::{Feature, Features};

/// What a user chooses about compilation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The machine to compile for.
    pub target: Target,
    /// Processor features that may be used, as bits of [`embody_abi::features`].
    pub cpu_features: u64,
    /// How hard to optimise.
    pub opt_level: OptLevel,
    /// How memories are reserved, and accesses to them checked.
    pub memory: MemoryKind,
    /// Whether a NaN that an instruction makes is always the canonical one, rather than any that the specification
    /// allows.
    pub canonical_nans: bool,
    /// Proposals that a component may use.
    pub features: Features,
    /// Core modules for those that the component imports, by the import's name; `instance/name` for one in an instance. They
    /// become part of what is compiled.
    pub modules: Vec<(String, Vec<u8>)>,
    /// Threads that compile functions; zero means as many as the machine has.
    pub threads: usize,
    /// Whether the compiler proves of each function that its accesses stay in bounds, and fails if it cannot: for tests.
    #[doc(hidden)]
    pub check: bool,
}

/// How hard to optimise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OptLevel {
    /// Compile quickly.
    None,
    /// Make the code fast.
    #[default]
    Speed,
    /// Make the code fast and small.
    SpeedAndSize,
}

/// How memories are reserved, and accesses to them checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MemoryKind {
    /// A memory of 32 bits reserves 4 GiB of address space and a guard, and its accesses need no check.
    #[default]
    Guarded,
    /// Each access is checked. A memory reserves little more than it has, and moves when it grows out of that.
    Checked,
}

impl MemoryKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Guarded, Self::Checked];

    /// Its name, as users write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Guarded => "guarded",
            Self::Checked => "checked",
        }
    }

    /// The kind of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

impl Options {
    /// The defaults for a target: its baseline processor, fast code.
    #[must_use]
    pub fn new(target: Target) -> Self {
        let opt_level = OptLevel::default();
        Self {
            target,
            cpu_features: 0,
            opt_level,
            memory: MemoryKind::default(),
            canonical_nans: false,
            features: Features::default(),
            modules: Vec::new(),
            threads: 0,
            check: false,
        }
    }

    /// The defaults for the machine that this very code runs on.
    ///
    /// # Errors
    /// If the machine is not a supported target.
    pub fn host() -> Result<Self> {
        Target::current().map(Self::new).ok_or_else(|| {
            let (arch, os) = (std::env::consts::ARCH, std::env::consts::OS);
            Error::unsupported_anywhere(format!("{arch} {os} as a target"))
        })
    }

    /// Turns a proposal on or off.
    #[must_use]
    pub fn feature(mut self, feature: Feature, enable: bool) -> Self {
        self.features.set(feature, enable);
        self
    }

    /// Gives a core module, in its binary format, for one that the component imports.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.modules.push((name.into(), bytes.into()));
        self
    }

    /// Chooses the processor by name: `baseline`, `x86-64-v2`, `x86-64-v3`, `x86-64-v4` or `native`.
    ///
    /// # Errors
    /// If the name is not known for the target, or `native` is not of the target.
    pub fn cpu(mut self, name: &str) -> Result<Self> {
        self.cpu_features = match (name, self.target) {
            ("baseline", _) => 0,
            ("x86-64-v2", Target::X86_64Linux) => features::X86_64_V2,
            ("x86-64-v3", Target::X86_64Linux) => features::X86_64_V3,
            ("x86-64-v4", Target::X86_64Linux) => features::X86_64_V4,
            ("native", target) if Some(target) == Target::current() => native_features(),
            _ => {
                let (arch, os) = self.target.cfg();
                let message = format!(
                    "the processor `{name}` for {arch} {os}: use `baseline`, or for x86_64 `x86-64-v2`, `x86-64-v3`, `x86-64-v4` \
                     or `native`"
                );
                return Err(Error::unsupported_anywhere(message));
            }
        };
        Ok(self)
    }
}

#[cfg(target_arch = "x86_64")]
fn native_features() -> u64 {
    let mut bits = 0;
    macro_rules! detect {
        ($($bit:literal $name:tt $flag:literal;)*) => {
            $(if std::is_x86_feature_detected!($name) { bits |= 1 << $bit; })*
        };
    }
    embody_abi::for_each_x86_feature!(detect);
    bits
}

#[cfg(not(target_arch = "x86_64"))]
fn native_features() -> u64 {
    0
}
