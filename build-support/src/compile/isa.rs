//! The machine, as Cranelift has it.

use cranelift_codegen::isa::{self, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable, SetError};
use embody_abi::features::{Target, X86_FEATURES};
use target_lexicon::{Aarch64Architecture, Architecture, BinaryFormat, Environment, OperatingSystem, Triple};

use crate::error::{Error, Result};
use crate::options::{OptLevel, Options};

/// Settings that do not depend on the options, each for a reason.
const SETTINGS: &[(&str, &str)] = &[
    // The runtime finds an entry's frame by walking frame pointers.
    ("preserve_frame_pointers", "true"),
    // Function prologues compare with the stack limit of the context, whatever the size of the frame.
    ("enable_probestack", "false"),
    // All references are to the same text, by distance. Cranelift's own position independence would take addresses
    // from a table that the linker makes.
    ("is_pic", "false"),
    // Traps do not unwind; see decision D6.
    ("unwind_info", "false"),
    // A Wasm function may return more than fits in registers.
    ("enable_multi_ret_implicit_sret", "true"),
    ("enable_heap_access_spectre_mitigation", "true"),
    ("enable_table_access_spectre_mitigation", "true"),
    ("machine_code_cfg_info", "false"),
];

/// Makes the machine that the options ask for.
pub(super) fn build(options: &Options) -> Result<OwnedTargetIsa> {
    let triple = triple(options.target);
    let mut builder =
        isa::lookup(triple.clone()).map_err(|e| Error::bug(format!("Cranelift has no {triple}: {e}")))?;
    if options.target == Target::X86_64Linux {
        for (bit, _, flag) in X86_FEATURES {
            let is_chosen = options.cpu_features & 1 << bit != 0;
            builder.set(flag, if is_chosen { "true" } else { "false" }).map_err(|e| unknown(flag, &e))?;
        }
    }
    let mut flags = settings::builder();
    let opt_level = match options.opt_level {
        OptLevel::None => "none",
        OptLevel::Speed => "speed",
        OptLevel::SpeedAndSize => "speed_and_size",
    };
    let switch = |on| if on { "true" } else { "false" };
    let chosen = [
        ("opt_level", opt_level),
        ("enable_verifier", switch(cfg!(debug_assertions))),
        ("enable_nan_canonicalization", switch(options.canonical_nans)),
    ];
    for (name, value) in SETTINGS.iter().copied().chain(chosen) {
        flags.set(name, value).map_err(|e| unknown(name, &e))?;
    }
    builder
        .finish(settings::Flags::new(flags))
        .map_err(|e| Error::bug(format!("Cranelift refuses the settings for {triple}: {e}")))
}

/// Whether the machine has what a feature of x86-64 brings, by Cranelift's flag. Other targets have it in their baseline.
pub(super) fn has(options: &Options, flag: &str) -> bool {
    match options.target {
        Target::Aarch64Linux => true,
        Target::X86_64Linux => {
            let feature = X86_FEATURES.iter().find(|(_, _, name)| *name == flag);
            feature.is_some_and(|(bit, _, _)| options.cpu_features & 1 << bit != 0)
        }
    }
}

fn triple(target: Target) -> Triple {
    let mut triple = Triple::unknown();
    triple.architecture = match target {
        Target::X86_64Linux => Architecture::X86_64,
        Target::Aarch64Linux => Architecture::Aarch64(Aarch64Architecture::Aarch64),
    };
    triple.operating_system = OperatingSystem::Linux;
    triple.environment = Environment::Gnu;
    triple.binary_format = BinaryFormat::Elf;
    triple
}

fn unknown(setting: &str, error: &SetError) -> Error {
    Error::bug(format!("Cranelift's setting `{setting}`: {error}"))
}
