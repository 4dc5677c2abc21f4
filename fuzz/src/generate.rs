//! Modules and arguments from bytes.
//!
//! In: bytes of the fuzzer. Out: a module that ends (it counts its own fuel), imports from `host.wat` alone, exports all
//! that it has, and whose memories and tables are small; and arguments for its functions.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use embody_abi::meta::CoreValType;
use wasm_smith::{Config, Module};
use wasmparser::{Operator, Parser, Payload};

use crate::value::Value;

/// The module that generated modules import from.
pub static HOST_MODULE: LazyLock<Vec<u8>> = LazyLock::new(|| binary(include_str!("host.wat")));

static AVAILABLE_IMPORTS: LazyLock<Vec<u8>> = LazyLock::new(|| binary(include_str!("imports.wat")));

/// Loops and calls that a module may make before it stops itself.
const FUEL: u32 = 2_000;

/// Bytes of a memory.
const MAX_MEMORY_BYTES: u64 = 4 << 16;

fn binary(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A module that ends.
///
/// # Errors
/// If there are not enough bytes.
pub fn module(u: &mut Unstructured<'_>, canonicalize_nans: bool) -> Result<Vec<u8>> {
    // Some proposals are left out now and then: for what they change where they are not used.
    let mut mostly = || u.ratio(3, 4);
    let imports = mostly()?;
    let config = Config {
        exceptions_enabled: true,
        simd_enabled: mostly()?,
        tail_call_enabled: mostly()?,
        memory64_enabled: mostly()?,
        threads_enabled: mostly()?,
        wide_arithmetic_enabled: mostly()?,
        custom_page_sizes_enabled: mostly()?,
        extended_const_enabled: true,
        // Embody refuses it; `function-references`, which the generator does not know alone, goes with it.
        gc_enabled: false,
        // Its results depend on the processor, unless both runtimes decide alike.
        relaxed_simd_enabled: false,
        compact_imports_enabled: false,
        shared_everything_threads_enabled: false,
        canonicalize_nans,
        disallow_traps: u.ratio(1, 4)?,
        allow_floats: u.ratio(3, 4)?,
        available_imports: imports.then(|| AVAILABLE_IMPORTS.clone()),
        export_everything: true,
        min_funcs: 1,
        max_funcs: 12,
        max_types: 20,
        max_imports: if imports { 20 } else { 0 },
        max_instructions: u.int_in_range(10..=400)?,
        max_globals: 12,
        max_tags: 4,
        max_exports: 100,
        max_elements: 20,
        max_element_segments: 8,
        max_data_segments: 8,
        max_tables: 3,
        max_memories: 3,
        max_memory32_bytes: MAX_MEMORY_BYTES,
        max_memory64_bytes: u128::from(MAX_MEMORY_BYTES),
        max_table_elements: 200,
        memory_max_size_required: true,
        table_max_size_required: true,
        ..Config::default()
    };
    let mut module = Module::new(config, u)?;
    module.ensure_termination(FUEL).map_err(|_| arbitrary::Error::IncorrectFormat)?;
    Ok(module.to_bytes())
}

/// A generator of numbers (SplitMix64), so that arguments take no bytes from the module.
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// An argument: often one at which something changes. A reference is null.
    pub fn argument(&mut self, ty: CoreValType) -> Value {
        let bits = match ty {
            CoreValType::I32 | CoreValType::I64 => self.integer(),
            CoreValType::F32 => u64::from((self.float() as f32).to_bits()),
            CoreValType::F64 => self.float().to_bits(),
            CoreValType::V128 => {
                return Value::new(ty, u128::from(self.integer()) << 64 | u128::from(self.integer()));
            }
            CoreValType::FuncRef | CoreValType::ExternRef | CoreValType::ExnRef | CoreValType::AnyRef => 0,
        };
        Value::new(ty, u128::from(bits))
    }

    fn integer(&mut self) -> u64 {
        let number = self.next_number();
        let small = number >> 8;
        match number % 8 {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << (small % 64),
            3 => (1_u64 << (small % 64)).wrapping_sub(1),
            4 | 5 => small % 64,
            6 => (small % 64).wrapping_neg(),
            _ => self.next_number(),
        }
    }

    fn float(&mut self) -> f64 {
        let number = self.next_number();
        match number % 8 {
            0 => 0.0,
            1 => -0.0,
            2 => f64::INFINITY,
            3 => f64::NAN,
            4 => (number >> 8) as i32 as f64 / 4.0,
            5 => f64::from(i32::MIN) * 2.0,
            _ => f64::from_bits(self.next_number()),
        }
    }
}

/// Whether a module may wait for another thread, of which there is none.
#[must_use]
pub fn waits(module: &[u8]) -> bool {
    let waits = |body: &wasmparser::FunctionBody<'_>| {
        body.get_operators_reader().is_ok_and(|operators| {
            operators.into_iter().flatten().any(|operator| {
                matches!(operator, Operator::MemoryAtomicWait32 { .. } | Operator::MemoryAtomicWait64 { .. })
            })
        })
    };
    Parser::new(0).parse_all(module).flatten().any(|payload| match payload {
        Payload::CodeSectionEntry(body) => waits(&body),
        _ => false,
    })
}
