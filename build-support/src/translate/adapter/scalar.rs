//! Scalars: one core value each, checked and made canonical.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::canonical::{FlatType, Pointer, discriminant_bytes};
use embody_abi::types::Type;

use super::value::{Place, Source};
use super::{Crossing, Side};
use crate::error::{Error, Result};
use crate::translate::{bounds, signature, traps};

/// A scalar in memory: its width in bytes, and whether it is extended with its sign.
#[derive(Clone, Copy)]
pub(super) struct Width {
    bytes: u32,
    signed: bool,
    flat: FlatType,
}

impl Width {
    /// An unsigned integer of at most four bytes.
    pub(super) fn unsigned(bytes: u32) -> Self {
        Self { bytes, signed: false, flat: FlatType::I32 }
    }

    /// A pointer or length.
    pub(super) fn pointer(pointer: Pointer) -> Self {
        Self { bytes: pointer.bytes(), signed: false, flat: pointer.flat() }
    }

    /// A discriminant of this many cases.
    pub(super) fn discriminant(cases: usize) -> Self {
        Self::unsigned(discriminant_bytes(cases))
    }

    /// A primitive type that is one core value.
    pub(super) fn of(ty: Type) -> Option<Self> {
        let signed = |bytes| Self { bytes, signed: true, flat: FlatType::I32 };
        let full = |bytes, flat| Self { bytes, signed: false, flat };
        Some(match ty {
            Type::Bool | Type::U8 => Self::unsigned(1),
            Type::S8 => signed(1),
            Type::U16 => Self::unsigned(2),
            Type::S16 => signed(2),
            Type::U32 | Type::S32 | Type::Char => Self::unsigned(4),
            Type::U64 | Type::S64 => full(8, FlatType::I64),
            Type::F32 => full(4, FlatType::F32),
            Type::F64 => full(8, FlatType::F64),
            Type::String | Type::Defined(_) => return None,
        })
    }
}

/// The CLIF type of a core type.
pub(super) fn clif(ty: FlatType) -> types::Type {
    match ty {
        FlatType::I32 => types::I32,
        FlatType::I64 => types::I64,
        FlatType::F32 => types::F32,
        FlatType::F64 => types::F64,
    }
}

impl<'i> Crossing<'_, 'i, '_> {
    /// A scalar of a primitive type, as the receiving side is to have it.
    pub(super) fn scalar(&mut self, ty: Type, source: &Source) -> Result<Value> {
        let width = Width::of(ty).ok_or_else(|| Error::bug("a scalar that is none"))?;
        let value = self.load(width, source)?;
        let ins = self.code.build.ins();
        Ok(match ty {
            Type::Bool => {
                let is_true = ins.icmp_imm_u(IntCC::NotEqual, value, 0);
                self.code.build.ins().uextend(types::I32, is_true)
            }
            Type::Char => {
                self.check_char(value);
                value
            }
            _ => value,
        })
    }

    /// Traps unless a number is a Unicode scalar value: below 0x110000, and no surrogate.
    fn check_char(&mut self, value: Value) {
        // Surrogates are 0xd800 to 0xdfff; moved to the end of the 32 bits, they lie behind all that is right, as does
        // what is too large: x ^ 0xd800 − 0x800 ≥ 0x110000 − 0x800.
        let flipped = self.code.build.ins().bxor_imm_u(value, 0xd800);
        let moved = self.code.build.ins().iadd_imm_s(flipped, -0x800);
        let bad =
            self.code.build.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, moved, 0x11_0000 - 0x800);
        self.code.build.ins().trapnz(bad, traps::INVALID_CHAR);
    }

    /// A core value: one that is there, cut to its width, or one in the giving side's memory.
    pub(super) fn load(&mut self, width: Width, source: &Source) -> Result<Value> {
        let place = match source {
            Source::Memory(place) => *place,
            Source::Flat(values) => {
                let value = *values.first().ok_or_else(|| Error::bug("too few core values"))?;
                return Ok(self.cut(width, value));
            }
        };
        let access = self.access(self.from, place, width.bytes)?;
        let (flags, base, offset) = (access.flags, access.base, access.offset);
        let ins = self.code.build.ins();
        Ok(match (width.bytes, width.signed) {
            (1, false) => ins.uload8(types::I32, flags, base, offset),
            (1, true) => ins.sload8(types::I32, flags, base, offset),
            (2, false) => ins.uload16(types::I32, flags, base, offset),
            (2, true) => ins.sload16(types::I32, flags, base, offset),
            _ => ins.load(clif(width.flat), flags, base, offset),
        })
    }

    /// The low bytes of a core value, extended again.
    fn cut(&mut self, width: Width, value: Value) -> Value {
        let narrow = match width.bytes {
            1 => types::I8,
            2 => types::I16,
            _ => return value,
        };
        let low = self.code.build.ins().ireduce(narrow, value);
        match width.signed {
            true => self.code.build.ins().sextend(types::I32, low),
            false => self.code.build.ins().uextend(types::I32, low),
        }
    }

    /// Stores a core value in the receiving side's memory.
    pub(super) fn store(&mut self, width: Width, value: Value, place: Place) -> Result<()> {
        let access = self.access(self.to, place, width.bytes)?;
        let value = match width.bytes {
            1 => self.code.build.ins().ireduce(types::I8, value),
            2 => self.code.build.ins().ireduce(types::I16, value),
            _ => value,
        };
        self.code.build.ins().store(access.flags, value, access.base, access.offset);
        Ok(())
    }

    fn access(&mut self, side: Side<'i>, place: Place, width: u32) -> Result<bounds::Access> {
        let memory = side.memory()?;
        Ok(bounds::access(self.code, memory, u64::from(place.offset), u64::from(width), place.at))
    }

    /// A core value of the type that the cases of a variant share, as one of a case's own.
    pub(super) fn separate(&mut self, value: Value, to: FlatType) -> Value {
        match (self.code.build.func.dfg.value_type(value), clif(to)) {
            (from, to) if from == to => value,
            (types::I32, to) => {
                self.code.build.ins().bitcast(to, cranelift_codegen::ir::MemFlagsData::new(), value)
            }
            (_, to) => signature::from_bits(&mut self.code.build, to, value),
        }
    }

    /// A core value of a case's own as one of the type that the cases of a variant share.
    pub(super) fn join(&mut self, value: Value, to: FlatType) -> Value {
        match (self.code.build.func.dfg.value_type(value), clif(to)) {
            (from, to) if from == to => value,
            (_, types::I32) => {
                self.code.build.ins().bitcast(types::I32, cranelift_codegen::ir::MemFlagsData::new(), value)
            }
            _ => signature::to_bits(&mut self.code.build, value),
        }
    }
}
