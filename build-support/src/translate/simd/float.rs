//! Vectors of floats: arithmetic, comparisons, rounding.

use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::types::{F32X4, F64X2};
use cranelift_codegen::ir::{InstBuilder, Opcode, Type, Value};
use wasmparser::Operator as O;

use super::{binary, pop, pop2, unary};
use crate::error::Result;
use crate::translate::code::Code;
use crate::translate::env::Env;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &O<'_>) -> Result<bool> {
    if let Some((ty, opcode)) = of_two(op) {
        let (x, y) = pop2(code, ty)?;
        let value = binary(code, opcode, ty, x, y);
        code.push(value);
    } else if let Some((ty, condition)) = comparison(op) {
        let (x, y) = pop2(code, ty)?;
        let value = code.build.ins().fcmp(condition, x, y);
        code.push(value);
    } else if let Some((ty, opcode)) = of_one(op) {
        let x = pop(code, ty)?;
        let value = unary(code, opcode, ty, x);
        code.push(value);
    } else if let Some((ty, opcode)) = rounding(op) {
        let x = pop(code, ty)?;
        let value = match env.target.has_rounding {
            true => unary(code, opcode, ty, x),
            false => round(code, opcode, ty, x),
        };
        code.push(value);
    } else {
        return match op {
            O::F32x4PMin => pseudo_minimum(code, F32X4),
            O::F64x2PMin => pseudo_minimum(code, F64X2),
            O::F32x4PMax => pseudo_maximum(code, F32X4),
            O::F64x2PMax => pseudo_maximum(code, F64X2),
            _ => Ok(false),
        };
    }
    Ok(true)
}

fn of_one(op: &O<'_>) -> Option<(Type, Opcode)> {
    Some(match op {
        O::F32x4Abs => (F32X4, Opcode::Fabs),
        O::F64x2Abs => (F64X2, Opcode::Fabs),
        O::F32x4Neg => (F32X4, Opcode::Fneg),
        O::F64x2Neg => (F64X2, Opcode::Fneg),
        O::F32x4Sqrt => (F32X4, Opcode::Sqrt),
        O::F64x2Sqrt => (F64X2, Opcode::Sqrt),
        _ => return None,
    })
}

fn of_two(op: &O<'_>) -> Option<(Type, Opcode)> {
    Some(match op {
        O::F32x4Add => (F32X4, Opcode::Fadd),
        O::F64x2Add => (F64X2, Opcode::Fadd),
        O::F32x4Sub => (F32X4, Opcode::Fsub),
        O::F64x2Sub => (F64X2, Opcode::Fsub),
        O::F32x4Mul => (F32X4, Opcode::Fmul),
        O::F64x2Mul => (F64X2, Opcode::Fmul),
        O::F32x4Div => (F32X4, Opcode::Fdiv),
        O::F64x2Div => (F64X2, Opcode::Fdiv),
        O::F32x4Min => (F32X4, Opcode::Fmin),
        O::F64x2Min => (F64X2, Opcode::Fmin),
        O::F32x4Max => (F32X4, Opcode::Fmax),
        O::F64x2Max => (F64X2, Opcode::Fmax),
        _ => return None,
    })
}

/// Comparisons of each lane, which becomes all ones or all zeroes.
fn comparison(op: &O<'_>) -> Option<(Type, FloatCC)> {
    Some(match op {
        O::F32x4Eq => (F32X4, FloatCC::Equal),
        O::F64x2Eq => (F64X2, FloatCC::Equal),
        O::F32x4Ne => (F32X4, FloatCC::NotEqual),
        O::F64x2Ne => (F64X2, FloatCC::NotEqual),
        O::F32x4Lt => (F32X4, FloatCC::LessThan),
        O::F64x2Lt => (F64X2, FloatCC::LessThan),
        O::F32x4Gt => (F32X4, FloatCC::GreaterThan),
        O::F64x2Gt => (F64X2, FloatCC::GreaterThan),
        O::F32x4Le => (F32X4, FloatCC::LessThanOrEqual),
        O::F64x2Le => (F64X2, FloatCC::LessThanOrEqual),
        O::F32x4Ge => (F32X4, FloatCC::GreaterThanOrEqual),
        O::F64x2Ge => (F64X2, FloatCC::GreaterThanOrEqual),
        _ => return None,
    })
}

/// `y < x ? y : x`
pub(super) fn pseudo_minimum(code: &mut Code<'_>, ty: Type) -> Result<bool> {
    let (x, y) = pop2(code, ty)?;
    let value = choose_if_less(code, ty, [y, x], [y, x]);
    code.push(value);
    Ok(true)
}

/// `x < y ? y : x`
pub(super) fn pseudo_maximum(code: &mut Code<'_>, ty: Type) -> Result<bool> {
    let (x, y) = pop2(code, ty)?;
    let value = choose_if_less(code, ty, [x, y], [y, x]);
    code.push(value);
    Ok(true)
}

/// The first one of the last two where the first one of the others is less than the second one; else the second one.
pub(super) fn choose_if_less(
    code: &mut Code<'_>,
    ty: Type,
    [x, y]: [Value; 2],
    [yes, no]: [Value; 2],
) -> Value {
    let is_less = code.build.ins().fcmp(FloatCC::LessThan, x, y);
    let is_less = code.vector(ty, is_less);
    code.build.ins().bitselect(is_less, yes, no)
}

fn rounding(op: &O<'_>) -> Option<(Type, Opcode)> {
    Some(match op {
        O::F32x4Ceil => (F32X4, Opcode::Ceil),
        O::F64x2Ceil => (F64X2, Opcode::Ceil),
        O::F32x4Floor => (F32X4, Opcode::Floor),
        O::F64x2Floor => (F64X2, Opcode::Floor),
        O::F32x4Trunc => (F32X4, Opcode::Trunc),
        O::F64x2Trunc => (F64X2, Opcode::Trunc),
        O::F32x4Nearest => (F32X4, Opcode::Nearest),
        O::F64x2Nearest => (F64X2, Opcode::Nearest),
        _ => return None,
    })
}

/// Bit patterns of a float type, in each lane of a vector.
struct Patterns {
    sign: u128,
    one: u128,
    /// The least magnitude from which on all floats are integral: 2²³ or 2⁵².
    integral: u128,
}

impl Patterns {
    fn of(ty: Type) -> Self {
        let lanes = |bits: u64| match ty {
            F32X4 => u128::from(bits) * 0x0000_0001_0000_0001_0000_0001_0000_0001,
            _ => u128::from(bits) * 0x0000_0000_0000_0001_0000_0000_0000_0001,
        };
        match ty {
            F32X4 => Self { sign: lanes(1 << 31), one: lanes(0x3f80_0000), integral: lanes(0x4b00_0000) },
            _ => Self {
                sign: lanes(1 << 63),
                one: lanes(0x3ff0_0000_0000_0000),
                integral: lanes(0x4330_0000_0000_0000),
            },
        }
    }
}

/// Rounds to integral floats on a processor without an instruction for it.
///
/// Adding 2²³ (2⁵²) to a magnitude below it rounds to nearest, ties to even, and subtracting it again is exact. Where
/// that went past the operand in the wrong direction, one is taken back. The sign is the operand's, for zeroes too. What is
/// integral already stays, and so does NaN, except that adding −0 makes it quiet.
fn round(code: &mut Code<'_>, opcode: Opcode, ty: Type, x: Value) -> Value {
    let Patterns { sign, one, integral } = Patterns::of(ty);
    let [sign, one, integral] = [sign, one, integral].map(|bits| code.vector_constant(ty, bits));
    let magnitude = code.build.ins().fabs(x);
    let own_sign = code.build.ins().band(x, sign);
    let nearest = code.build.ins().fadd(magnitude, integral);
    let nearest = code.build.ins().fsub(nearest, integral);
    let signed = |code: &mut Code<'_>, magnitude| code.build.ins().bor(magnitude, own_sign);
    let rounded = match opcode {
        Opcode::Trunc => {
            let excess = one_if_less(code, ty, one, magnitude, nearest);
            code.build.ins().fsub(nearest, excess)
        }
        Opcode::Floor => {
            let nearest = signed(code, nearest);
            let excess = one_if_less(code, ty, one, x, nearest);
            code.build.ins().fsub(nearest, excess)
        }
        Opcode::Ceil => {
            let nearest = signed(code, nearest);
            let excess = one_if_less(code, ty, one, nearest, x);
            code.build.ins().fadd(nearest, excess)
        }
        _ => nearest,
    };
    let rounded = signed(code, rounded);
    let is_small = code.build.ins().fcmp(FloatCC::LessThan, magnitude, integral);
    let is_small = code.vector(ty, is_small);
    let quiet = code.build.ins().fadd(x, sign);
    code.build.ins().bitselect(is_small, rounded, quiet)
}

/// Truncates on a processor without an instruction for it.
pub(super) fn truncate(code: &mut Code<'_>, ty: Type, x: Value) -> Value {
    round(code, Opcode::Trunc, ty, x)
}

/// One where `x < y`, else zero.
fn one_if_less(code: &mut Code<'_>, ty: Type, one: Value, x: Value, y: Value) -> Value {
    let is_less = code.build.ins().fcmp(FloatCC::LessThan, x, y);
    let is_less = code.vector(ty, is_less);
    code.build.ins().band(is_less, one)
}
