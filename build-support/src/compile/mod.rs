//! Compilation: an [`Image`] becomes machine code.
//!
//! In: the linked image and the target. Out: [`Compiled`], one position-independent text whose relocations are all
//! resolved, and facts about it. Nothing in the text refers to anything outside itself.

use cranelift_codegen::entity::PrimaryMap;

use crate::link::image::{EntryId, FuncId, Image, LoweringId};

/// Machine code of an image, and facts about it. Offsets are in bytes from the start of the text.
pub struct Compiled {
    /// The code, relocated.
    pub text: Vec<u8>,
    /// Start of each function.
    pub functions: PrimaryMap<FuncId, u32>,
    /// Native and array entries.
    pub entries: PrimaryMap<EntryId, embody_abi::plan::EntryPlan>,
    /// Adapters for dynamic hosts.
    pub adapters: PrimaryMap<LoweringId, u32>,
    /// Offsets of instructions that may trap and their trap codes, ascending.
    pub traps: Vec<(u32, u8)>,
    /// Calls out of entries, ascending by `ret`.
    pub entry_calls: Vec<EntryCall>,
    /// Start and name of each function, ascending.
    pub symbols: Vec<(u32, String)>,
}

/// A call from an entry into the guest, which resumes there after a trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryCall {
    /// Offset of the return address.
    pub ret: u32,
    /// Offset at which the entry resumes after a trap.
    pub resume: u32,
    /// Bytes from the entry's frame pointer down to its stack pointer.
    pub frame_bytes: u32,
}
