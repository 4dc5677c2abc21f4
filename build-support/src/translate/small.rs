//! Copies and fills of few bytes, without a libcall.
//!
//! Compilers ask for copies of a known length wherever they move a struct. The caller has checked the ranges, so that
//! nothing here traps; every byte is loaded before the first one is stored, so that ranges may overlap. A rest that is
//! no whole chunk is moved by one more chunk that ends where the range ends.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::{
    Endianness, InstBuilder, InstructionData, MemFlagsData, Opcode, Type, Value, types,
};

use super::code::{Code, Region};
use crate::link::image::MemoryId;

/// Bytes up to which a copy is made here: eight vector registers.
const MAX_COPY: u64 = 128;

/// Bytes up to which a fill is made here.
const MAX_FILL: u64 = 64;

/// Chunks of a copy, the largest first.
const COPY_CHUNKS: &[Type] = &[types::I8X16, types::I64, types::I32, types::I16, types::I8];

/// Copies from one memory to another (or the same) if the length is known and small.
pub(super) fn copy(code: &mut Code<'_>, to: (MemoryId, Value), from: (MemoryId, Value), len: Value) -> bool {
    let Some(len) = constant(code, len).filter(|len| *len <= MAX_COPY) else { return false };
    let flags = flags(code, from.0);
    let mut loaded = Vec::new();
    for (ty, at) in chunks(COPY_CHUNKS, len) {
        loaded.push((code.build.ins().load(ty, flags, from.1, at), at));
    }
    let flags = self::flags(code, to.0);
    for (value, at) in loaded {
        code.build.ins().store(flags, value, to.1, at);
    }
    true
}

/// Fills with the low byte of `byte` if that and the length are known, and the length is small.
pub(super) fn fill(code: &mut Code<'_>, to: (MemoryId, Value), byte: Value, len: Value) -> bool {
    let Some(len) = constant(code, len).filter(|len| *len <= MAX_FILL) else { return false };
    let Some(byte) = constant(code, byte) else { return false };
    let pattern = (byte & 0xff) * 0x0101_0101_0101_0101;
    let flags = flags(code, to.0);
    for (ty, at) in chunks(&COPY_CHUNKS[1..], len) {
        let bits = pattern & (u64::MAX >> (64 - ty.bits()));
        let value = code.build.ins().iconst(ty, bits.cast_signed());
        code.build.ins().store(flags, value, to.1, at);
    }
    true
}

/// Types and offsets of the chunks of a range.
fn chunks(types: &[Type], len: u64) -> Vec<(Type, i32)> {
    let Some(ty) = types.iter().copied().find(|ty| u64::from(ty.bytes()) <= len) else { return Vec::new() };
    let width = u64::from(ty.bytes());
    let rest = (!len.is_multiple_of(width)).then(|| len - width);
    let whole = (0..len / width).map(|n| n * width);
    whole.chain(rest).map(|at| (ty, i32::try_from(at).unwrap_or(i32::MAX))).collect()
}

/// Flags of an access that was checked.
fn flags(code: &mut Code<'_>, memory: MemoryId) -> MemFlagsData {
    let region = code.flags(Region::Memory(memory.index())).alias_region();
    MemFlagsData::new().with_endianness(Endianness::Little).with_notrap().with_alias_region(region)
}

/// The value of an operand that is a constant, extended with zeros.
fn constant(code: &Code<'_>, value: Value) -> Option<u64> {
    let dfg = &code.build.func.dfg;
    let inst = dfg.value_def(dfg.resolve_aliases(value)).inst()?;
    match dfg.insts[inst] {
        InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => Some(imm.bits().cast_unsigned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_cover_each_range_exactly() {
        for len in 0..=MAX_COPY {
            let mut covered = vec![false; usize::try_from(len).unwrap()];
            for (ty, at) in chunks(COPY_CHUNKS, len) {
                let at = usize::try_from(at).unwrap();
                covered[at..at + ty.bytes() as usize].fill(true);
            }
            assert!(covered.iter().all(|c| *c), "{len}");
        }
    }
}
