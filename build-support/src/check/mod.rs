//! A checker of compiled code: does every access of a function stay where it may?
//!
//! In: a function's CLIF as it is lowered to machine code, after all optimisations, and what the runtime promises of the
//! image's memories and tables. Out: the first access that cannot be proven. It is for tests and fuzzing, and shares
//! nothing with the code that makes checks (`translate/bounds.rs`): it knows what accesses look like only from what the
//! runtime promises, so that a mistake would have to be made twice.
//!
//! The proof of an access is one of these, for an address that is the base of a memory or table and an offset:
//!
//! - The offset, whatever the values that it is made of, is so small that the access ends before the guard does; or in
//!   the part that is always there.
//! - The address is chosen by `select_spectre_guard`: either zero, or one for which the condition implies that the access
//!   ends before the length does. It may say so of the index, or say which number the index is.
//! - It cannot trap, and a check that traps dominates it and implies the same.
//! - The checks that dominate it contradict each other, so that it is never reached.
//!
//! The base of a memory that moves must have been read since the last call.
//!
//! All other accesses have to be at a fixed distance from something that is no number of the guest's, or inside a slot of
//! the function's own frame.

mod calls;
mod conditions;
mod orders;
mod proof;
mod ranges;
mod same;
mod values;

use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Function, Inst, InstructionData, MemFlagsData, Opcode, TrapCode, Type, Value};
use embody_abi::limits::{MEMORY_GUARD_BYTES, MEMORY_RESERVATION_BYTES};

use self::calls::Calls;
use self::proof::{Access, Prover};
use self::values::Values;
use crate::link::image::Image;
use crate::options::MemoryKind;
use crate::translate::traps;

/// What the runtime promises of an image's memories and tables.
#[derive(Clone, Debug, Default)]
pub struct Promises {
    /// By number.
    pub memories: Vec<MemoryPromise>,
    /// By number.
    pub tables: Vec<TablePromise>,
}

/// What the runtime promises of a memory.
#[derive(Clone, Copy, Debug)]
pub struct MemoryPromise {
    /// Context offset of its `MemoryDef`.
    pub def: u32,
    /// Bytes from its base on of which each is the memory's or faults.
    pub reach: u64,
    /// Bytes that it never has less of.
    pub min_len: u64,
    /// Whether its definition says where its length is, not what.
    pub shared: bool,
    /// Whether it may be somewhere else after a call.
    pub moves: bool,
}

/// What the runtime promises of a table.
#[derive(Clone, Copy, Debug)]
pub struct TablePromise {
    /// Context offset of its `TableDef`.
    pub def: u32,
    /// Context offset of its elements, if they are there.
    pub inline: Option<u32>,
    /// Elements that it never has less of.
    pub min_len: u64,
}

impl Promises {
    /// Those of an image.
    #[must_use]
    pub fn of(image: &Image<'_>) -> Self {
        let memory = |memory: &crate::link::image::Memory| {
            let ty = &memory.ty;
            let page_log2 = ty.page_size_log2.unwrap_or(16);
            let guarded = memory.kind == MemoryKind::Guarded && !ty.memory64 && page_log2 == 16;
            MemoryPromise {
                def: memory.def,
                reach: if guarded { MEMORY_RESERVATION_BYTES + MEMORY_GUARD_BYTES } else { 0 },
                min_len: ty.initial.saturating_mul(1 << page_log2.min(63)),
                shared: ty.shared,
                moves: memory.may_move(),
            }
        };
        let table = |table: &crate::link::image::Table| TablePromise {
            def: table.def,
            inline: table.inline,
            min_len: table.min,
        };
        Self {
            memories: image.memories.values().map(memory).collect(),
            tables: image.tables.values().map(table).collect(),
        }
    }
}

/// What a region of memory accesses holds, by the numbers that translation gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Contents of memories whose number has this remainder.
    Memory(u32),
    /// Elements of tables.
    Elements,
    /// Anything else.
    Other,
}

const ELEMENTS: u32 = 2;
const MEMORIES: std::ops::Range<u32> = 0x100..0x200;

impl Kind {
    fn of(func: &Function, flags: MemFlagsData) -> Self {
        let region = flags.alias_region().map(|region| func.dfg.alias_regions[region].user_id);
        match region {
            Some(ELEMENTS) => Self::Elements,
            Some(id) if MEMORIES.contains(&id) => Self::Memory(id - MEMORIES.start),
            _ => Self::Other,
        }
    }

    fn trap(self) -> Option<TrapCode> {
        match self {
            Self::Memory(_) => Some(traps::MEMORY_OUT_OF_BOUNDS),
            Self::Elements => Some(traps::TABLE_OUT_OF_BOUNDS),
            Self::Other => None,
        }
    }
}

/// Checks a function.
///
/// # Errors
/// What is wrong with the first access that cannot be proven.
pub fn function(func: &Function, promises: &Promises) -> Result<(), String> {
    let cfg = ControlFlowGraph::with_function(func);
    let domtree = DominatorTree::with_function(func, &cfg);
    let insts: Vec<Inst> = func.layout.blocks().flat_map(|block| func.layout.block_insts(block)).collect();
    let traps: Vec<(Inst, Value, bool)> = insts
        .iter()
        .filter_map(|inst| match func.dfg.insts[*inst] {
            InstructionData::CondTrap { opcode, arg, .. } => Some((*inst, arg, opcode == Opcode::Trapz)),
            _ => None,
        })
        .collect();
    let mut prover = Prover { values: Values::new(func), promises, calls: Calls::new(func, &cfg) };
    for inst in insts {
        let Some((address, offset, width)) = place(func, inst) else { continue };
        let data = &func.dfg.insts[inst];
        let Some(flags) = data.memflags_data(&func.dfg) else { continue };
        let kind = Kind::of(func, flags);
        let access = Access { inst, address: prover.values.linear(address).plus(offset), width };
        let before = traps.iter().filter(|(trap, ..)| domtree.dominates(*trap, inst, &func.layout));
        let conditions: Vec<(Value, bool)> = before.map(|(_, arg, holds)| (*arg, *holds)).collect();
        let proven = match (kind, flags.trap_code()) {
            (Kind::Other, _) => prover.is_fixed(&access, kind_of_load(func)) || prover.is_in_frame(&access),
            (_, None) => prover.is_inside(kind, &access, &conditions),
            (_, trap) if trap != kind.trap() => false,
            _ => prover.is_inside_or_faults(kind, &access),
        };
        // What is never reached need not stay anywhere.
        let proven = proven || {
            let facts = prover.values.facts(&conditions);
            prover.values.is_never(&facts)
        };
        if !proven {
            return Err(format!("`{}` is not proven to stay in bounds", func.dfg.display_inst(inst)));
        }
    }
    Ok(())
}

/// The kind of region that an instruction loads from.
fn kind_of_load(func: &Function) -> impl Fn(Inst) -> Kind + '_ {
    |inst| func.dfg.insts[inst].memflags_data(&func.dfg).map_or(Kind::Other, |flags| Kind::of(func, flags))
}

/// Address, static offset and width of an instruction that accesses memory.
fn place(func: &Function, inst: Inst) -> Option<(Value, u64, u64)> {
    let bytes = |value: Value| u64::from(func.dfg.value_type(value).bytes());
    let result = || func.dfg.first_result(inst);
    let extended = |i: i32| i64::from(i).cast_unsigned();
    Some(match func.dfg.insts[inst] {
        InstructionData::Load { opcode, arg, offset, .. } => {
            (arg, extended(offset.into()), loaded(opcode).unwrap_or_else(|| bytes(result())))
        }
        InstructionData::Store { opcode, args: [value, address], offset, .. } => {
            let width = match opcode {
                Opcode::Istore8 => 1,
                Opcode::Istore16 => 2,
                Opcode::Istore32 => 4,
                _ => bytes(value),
            };
            (address, extended(offset.into()), width)
        }
        InstructionData::LoadNoOffset { opcode, arg, .. } if opcode.can_load() => (arg, 0, bytes(result())),
        InstructionData::StoreNoOffset { args: [value, address], .. } => (address, 0, bytes(value)),
        InstructionData::AtomicRmw { args: [address, _], .. }
        | InstructionData::AtomicCas { args: [address, ..], .. } => (address, 0, bytes(result())),
        _ => return None,
    })
}

/// Bytes that a load of another width than its result loads.
fn loaded(opcode: Opcode) -> Option<u64> {
    Some(match opcode {
        Opcode::Uload8 | Opcode::Sload8 => 1,
        Opcode::Uload16 | Opcode::Sload16 => 2,
        Opcode::Uload32 | Opcode::Sload32 => 4,
        Opcode::Uload8x8
        | Opcode::Sload8x8
        | Opcode::Uload16x4
        | Opcode::Sload16x4
        | Opcode::Uload32x2
        | Opcode::Sload32x2 => 8,
        _ => return None,
    })
}

/// Bits that are all that an integer of this type can have set.
fn mask(ty: Type) -> u64 {
    match ty.bits() {
        bits @ 1..64 => (1 << bits) - 1,
        _ => u64::MAX,
    }
}
