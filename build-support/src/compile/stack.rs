//! The limit of the guest's stack.
//!
//! A function that calls others compares its stack pointer with the limit in the context header, and traps below. It does
//! so in its body, where its frame exists already: a frame may pass the limit by [`MAX_UNCHECKED_FRAME_BYTES`], which the
//! host leaves free below the limit. A function with a larger frame checks before it makes it, which costs more. A function
//! that calls nothing and has a small frame need not check at all.

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Function, GlobalValueData, InstBuilder, MemFlagsData};
use embody_abi::context::header;

use crate::error::{Error, Result};
use crate::translate::code::offset32;
use crate::translate::signature::POINTER;
use crate::translate::traps;

/// Where a function checks the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// In its body.
    Body,
    /// Before it makes its frame.
    Prologue,
}

/// Adds the check to a function whose first parameter is the context.
pub(super) fn limit(func: &mut Function, check: Check) -> Result<()> {
    match check {
        Check::Prologue => {
            let base = func.create_global_value(GlobalValueData::VMContext);
            let flags = func.dfg.mem_flags.insert_unchecked(MemFlagsData::trusted());
            let offset = offset32(header::stack_limit).into();
            let limit = GlobalValueData::Load { base, offset, global_type: POINTER, flags };
            func.stack_limit = Some(func.create_global_value(limit));
        }
        Check::Body if calls(func) => {
            let entry = func.layout.entry_block().ok_or_else(|| Error::bug("a function without a block"))?;
            let context = func.dfg.block_params(entry).first().copied();
            let context = context.ok_or_else(|| Error::bug("a function without a context"))?;
            let mut cursor = FuncCursor::new(func).at_first_insertion_point(entry);
            let stack = cursor.ins().get_stack_pointer(POINTER);
            let flags = MemFlagsData::trusted();
            let limit = cursor.ins().load(POINTER, flags, context, offset32(header::stack_limit));
            let is_below = cursor.ins().icmp(IntCC::UnsignedLessThan, stack, limit);
            cursor.ins().trapnz(is_below, traps::STACK_OVERFLOW);
        }
        Check::Body => {}
    }
    Ok(())
}

fn calls(func: &Function) -> bool {
    let mut insts = func.layout.blocks().flat_map(|block| func.layout.block_insts(block));
    insts.any(|inst| func.dfg.insts[inst].opcode().is_call())
}
