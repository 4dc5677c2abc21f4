//! Bytes of vectors in another order: `shuffle` and `swizzle`.
//!
//! A processor without SSSE3 has no instruction that moves any byte anywhere. Orders for which it has another one are
//! Cranelift's to find; the rest goes through the stack.

use cranelift_codegen::ir::types::{I8, I8X16, I16, I32, I64};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, StackSlotData, StackSlotKind, Type, Value};
use wasmparser::Operator;

use super::pop2;
use crate::error::Result;
use crate::translate::code::Code;
use crate::translate::env::Env;
use crate::translate::signature::POINTER;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::I8x16Shuffle { lanes } => {
            let (x, y) = pop2(code, I8X16)?;
            let value = match env.target.has_byte_shuffle || has_own_instruction(lanes) {
                true => shuffle(code, *lanes, x, y),
                false => shuffle_in_memory(code, lanes, x, y),
            };
            code.push(value);
            Ok(true)
        }
        Operator::I8x16Swizzle => swizzle(env, code),
        _ => Ok(false),
    }
}

/// The bytes of two vectors, in this order. The machine has an instruction for it.
pub(super) fn shuffle(code: &mut Code<'_>, lanes: [u8; 16], x: Value, y: Value) -> Value {
    let mask = code.build.func.dfg.immediates.push(lanes.as_slice().into());
    code.build.ins().shuffle(x, y, mask)
}

/// The bytes of a vector that another vector names; zero for what is not the number of a byte.
pub(super) fn swizzle(env: &Env<'_>, code: &mut Code<'_>) -> Result<bool> {
    let (x, order) = pop2(code, I8X16)?;
    let value = match env.target.has_byte_shuffle {
        true => code.build.ins().swizzle(x, order),
        false => swizzle_in_memory(code, x, order),
    };
    code.push(value);
    Ok(true)
}

/// Bytes of a vector.
const BYTES: u8 = 16;

/// Whether SSE2 has an instruction for a shuffle, which Cranelift then uses.
fn has_own_instruction(lanes: &[u8; 16]) -> bool {
    interleaves(lanes) || moves_words(lanes) || moves_half_words(lanes)
}

/// Whether low or high halves are interleaved, in units of 1, 2, 4 or 8 bytes: `punpckl` and `punpckh`.
fn interleaves(lanes: &[u8; 16]) -> bool {
    let is = |unit: u8, first: u8| {
        (0u8..).zip(lanes).all(|(at, lane)| {
            let (pair, second) = (at / (2 * unit), (at / unit) % 2 == 1);
            let from = first + pair * unit + at % unit;
            *lane == if second { from + BYTES } else { from }
        })
    };
    [1, 2, 4, 8].into_iter().any(|unit| is(unit, 0) || is(unit, BYTES / 2))
}

/// The numbers of the units of so many bytes that make up the shuffle, if it is made of such.
fn units(lanes: &[u8; 16], bytes: u8) -> Option<Vec<u8>> {
    let unit = |unit: &[u8]| {
        let first = *unit.first()?;
        let follows = (first..).zip(unit).all(|(expected, lane)| *lane == expected);
        (first % bytes == 0 && follows).then_some(first / bytes)
    };
    lanes.chunks(usize::from(bytes)).map(unit).collect()
}

/// Whether all words are of one vector (`pshufd`), or two of one and two of the other (`shufps`).
fn moves_words(lanes: &[u8; 16]) -> bool {
    let Some(words) = units(lanes, 4) else { return false };
    let of_second: Vec<bool> = words.iter().map(|word| *word >= 4).collect();
    of_second[0] == of_second[1] && of_second[2] == of_second[3]
}

/// Whether half a vector stays and the other half's 16-bit units change places within it: `pshuflw` and `pshufhw`.
fn moves_half_words(lanes: &[u8; 16]) -> bool {
    let Some(units) = units(lanes, 2) else { return false };
    let is = |first: u8, moved: std::ops::Range<u8>| {
        (0u8..8).zip(&units).all(|(at, unit)| match moved.contains(&at) {
            true => unit.checked_sub(first).is_some_and(|unit| moved.contains(&unit)),
            false => *unit == first + at,
        })
    };
    [0, 8].into_iter().any(|first| is(first, 0..4) || is(first, 4..8))
}

/// Both vectors lie in memory, one behind the other. Bytes that are neighbours there and in the result are moved as one.
fn shuffle_in_memory(code: &mut Code<'_>, lanes: &[u8; 16], x: Value, y: Value) -> Value {
    let memory = Scratch::address(code);
    memory.store(code, x, Scratch::FIRST);
    memory.store(code, y, Scratch::SECOND);
    let moves = moves(lanes);
    if let [(_, first, I8X16)] = *moves.as_slice() {
        return memory.load(code, I8X16, Scratch::FIRST + i32::from(first));
    }
    for (at, first, ty) in moves {
        let part = memory.load(code, ty, Scratch::FIRST + i32::from(first));
        memory.store(code, part, Scratch::RESULT + i32::from(at));
    }
    memory.load(code, I8X16, Scratch::RESULT)
}

/// Moves that make up a shuffle: to which byte, from which byte, and as what.
fn moves(lanes: &[u8; 16]) -> Vec<(u8, u8, Type)> {
    let mut moves = Vec::new();
    let mut at = 0;
    while let Some(first) = lanes.get(usize::from(at)).copied() {
        let run = (first..).zip(&lanes[usize::from(at)..]).take_while(|(expected, lane)| expected == *lane);
        let run = run.count();
        let ty = [I8X16, I64, I32, I16].into_iter().find(|ty| ty.bytes() as usize <= run).unwrap_or(I8);
        moves.push((at, first, ty));
        at += ty.bytes() as u8;
    }
    moves
}

/// The vector lies in memory with a zero behind it, which every number of no byte is made to name.
fn swizzle_in_memory(code: &mut Code<'_>, x: Value, order: Value) -> Value {
    let memory = Scratch::address(code);
    let zero = code.vector_constant(I8X16, 0);
    let last = code.vector_constant(I8X16, u128::from_le_bytes([BYTES; 16]));
    let order = code.build.ins().umin(order, last);
    memory.store(code, x, Scratch::FIRST);
    memory.store(code, zero, Scratch::SECOND);
    memory.store(code, order, Scratch::ORDER);
    for at in 0..i32::from(BYTES) {
        let number = memory.load(code, I8, Scratch::ORDER + at);
        let number = code.build.ins().uextend(POINTER, number);
        // It is no greater as it is; this says so where the access is.
        let number = code.build.ins().band_imm_u(number, i64::from(2 * BYTES - 1));
        let address = code.build.ins().iadd(memory.0, number);
        let byte = code.build.ins().load(I8, Scratch::FLAGS, address, Scratch::FIRST);
        memory.store(code, byte, Scratch::RESULT + at);
    }
    memory.load(code, I8X16, Scratch::RESULT)
}

/// The address of memory on the stack, for the operands and the result of one operator at a time.
#[derive(Clone, Copy)]
struct Scratch(Value);

impl Scratch {
    const FIRST: i32 = 0;
    const SECOND: i32 = 16;
    const ORDER: i32 = 32;
    const RESULT: i32 = 48;
    const SIZE: u32 = 64;
    const FLAGS: MemFlagsData = MemFlagsData::new().with_notrap();

    /// All operators of a function use the same memory.
    fn address(code: &mut Code<'_>) -> Self {
        let build = &mut code.build;
        let slot = *code.scratch.get_or_insert_with(|| {
            build.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, Self::SIZE, 4))
        });
        Self(build.ins().stack_addr(POINTER, slot, 0))
    }

    fn load(self, code: &mut Code<'_>, ty: Type, at: i32) -> Value {
        code.build.ins().load(ty, Self::FLAGS, self.0, at)
    }

    fn store(self, code: &mut Code<'_>, value: Value, at: i32) {
        code.build.ins().store(Self::FLAGS, value, self.0, at);
    }
}
