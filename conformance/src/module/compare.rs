//! Values of core modules: arguments as slots, results against what a test expects.
//!
//! Floats are compared by bits. `nan:canonical` is the NaN whose only fraction bit is the quiet bit, of either sign;
//! `nan:arithmetic` any NaN with the quiet bit. The same holds for each lane of a vector.

use anyhow::{Result, bail, ensure};
use embody_abi::context::reference;
use embody_abi::meta::CoreValType;
use wast::core::{NanPattern, V128Pattern, WastArgCore, WastRetCore};
use wast::token::{F32, F64};
use wast::{WastArg, WastRet};

/// A value, as many low bits of which count as its type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) ty: CoreValType,
    pub(super) bits: u128,
}

impl Value {
    fn low32(self) -> u32 {
        self.bits as u32
    }

    fn low64(self) -> u64 {
        self.bits as u64
    }
}

/// Arguments as slots of eight bytes.
pub(super) fn arguments(args: &[WastArg<'_>], params: &[CoreValType]) -> Result<Vec<u64>> {
    use CoreValType as T;
    ensure!(args.len() == params.len(), "{} arguments for {} parameters", args.len(), params.len());
    let mut slots = Vec::new();
    for (arg, param) in args.iter().zip(params) {
        let WastArg::Core(arg) = arg else { bail!("a component's value for a core function") };
        match (arg, param) {
            (WastArgCore::I32(value), CoreValType::I32) => slots.push(u64::from(value.cast_unsigned())),
            (WastArgCore::I64(value), CoreValType::I64) => slots.push(value.cast_unsigned()),
            (WastArgCore::F32(value), CoreValType::F32) => slots.push(u64::from(value.bits)),
            (WastArgCore::F64(value), CoreValType::F64) => slots.push(value.bits),
            (WastArgCore::V128(value), CoreValType::V128) => {
                let bits = u128::from_le_bytes(value.to_le_bytes());
                slots.extend([bits as u64, (bits >> 64) as u64]);
            }
            (WastArgCore::RefNull(_), T::FuncRef | T::ExternRef | T::ExnRef | T::AnyRef) => {
                slots.push(reference::NULL)
            }
            (WastArgCore::RefExtern(number), CoreValType::ExternRef) => slots.push(host_reference(*number)),
            (arg, param) => bail!("the argument {arg:?} for a parameter {param:?}"),
        }
    }
    Ok(slots)
}

/// The externref of a test's number: any but null, which is zero.
fn host_reference(number: u32) -> u64 {
    u64::from(number) + 1
}

/// Checks results against what a test expects.
pub(super) fn results(values: &[Value], expected: &[WastRet<'_>]) -> Result<()> {
    ensure!(
        values.len() == expected.len(),
        "expected {} results; it returned {}",
        expected.len(),
        show(values)
    );
    for (value, expected) in values.iter().zip(expected) {
        let WastRet::Core(expected) = expected else { bail!("a component's value from a core function") };
        ensure!(matches(*value, expected), "expected {expected:?}; it returned {}", show(&[*value]));
    }
    Ok(())
}

fn matches(value: Value, expected: &WastRetCore<'_>) -> bool {
    use CoreValType as T;
    let is_null = value.low64() == reference::NULL;
    match (expected, value.ty) {
        (WastRetCore::I32(expected), T::I32) => value.low32() == expected.cast_unsigned(),
        (WastRetCore::I64(expected), T::I64) => value.low64() == expected.cast_unsigned(),
        (WastRetCore::F32(expected), T::F32) => f32_matches(value.low32(), expected),
        (WastRetCore::F64(expected), T::F64) => f64_matches(value.low64(), expected),
        (WastRetCore::V128(expected), T::V128) => v128_matches(value.bits, expected),
        (WastRetCore::RefNull(_), T::FuncRef | T::ExternRef | T::ExnRef | T::AnyRef) => is_null,
        (WastRetCore::RefI31 | WastRetCore::RefEq | WastRetCore::RefAny, T::AnyRef) => value.low64() & 1 == 1,
        (WastRetCore::RefFunc(_), T::FuncRef) | (WastRetCore::RefExtern(None), T::ExternRef) => !is_null,
        (WastRetCore::RefExtern(Some(number)), T::ExternRef) => value.low64() == host_reference(*number),
        (WastRetCore::Either(cases), _) => cases.iter().any(|case| matches(value, case)),
        _ => false,
    }
}

fn f32_matches(bits: u32, expected: &NanPattern<F32>) -> bool {
    match expected {
        NanPattern::CanonicalNan => bits & 0x7fff_ffff == 0x7fc0_0000,
        NanPattern::ArithmeticNan => bits & 0x7fc0_0000 == 0x7fc0_0000,
        NanPattern::Value(value) => bits == value.bits,
    }
}

fn f64_matches(bits: u64, expected: &NanPattern<F64>) -> bool {
    match expected {
        NanPattern::CanonicalNan => bits & 0x7fff_ffff_ffff_ffff == 0x7ff8_0000_0000_0000,
        NanPattern::ArithmeticNan => bits & 0x7ff8_0000_0000_0000 == 0x7ff8_0000_0000_0000,
        NanPattern::Value(value) => bits == value.bits,
    }
}

fn v128_matches(bits: u128, expected: &V128Pattern) -> bool {
    match expected {
        V128Pattern::I8x16(lanes) => (0..).zip(lanes).all(|(i, lane)| (bits >> (8 * i)) as i8 == *lane),
        V128Pattern::I16x8(lanes) => (0..).zip(lanes).all(|(i, lane)| (bits >> (16 * i)) as i16 == *lane),
        V128Pattern::I32x4(lanes) => (0..).zip(lanes).all(|(i, lane)| (bits >> (32 * i)) as i32 == *lane),
        V128Pattern::I64x2(lanes) => (0..).zip(lanes).all(|(i, lane)| (bits >> (64 * i)) as i64 == *lane),
        V128Pattern::F32x4(lanes) => {
            (0..).zip(lanes).all(|(i, lane)| f32_matches((bits >> (32 * i)) as u32, lane))
        }
        V128Pattern::F64x2(lanes) => {
            (0..).zip(lanes).all(|(i, lane)| f64_matches((bits >> (64 * i)) as u64, lane))
        }
    }
}

/// Values as text.
pub(super) fn show(values: &[Value]) -> String {
    let one = |value: &Value| format!("{:?} {:#x}", value.ty, value.bits);
    match values {
        [] => "nothing".into(),
        _ => values.iter().map(one).collect::<Vec<_>>().join(", "),
    }
}

/// Whether the text of an error is what a test expects of a trap: one contains the other, but for what the
/// specification says in more words than an implementation can know.
#[must_use]
pub fn trap_matches(error: &str, expected: &str) -> bool {
    let is_null = error.contains("null reference");
    error.contains(expected)
        // Which element it was is not kept.
        || (expected.contains("uninitialized element") && error.contains("uninitialized element"))
        // What kind of reference it was is not kept either.
        || (expected.starts_with("null ") && expected.ends_with(" reference") && is_null)
        || (expected.contains("null function") && (is_null || error.contains("uninitialized element")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_patterns_accept_what_the_specification_says() {
        for bits in [0x7fc0_0000, 0xffc0_0000] {
            assert!(
                f32_matches(bits, &NanPattern::CanonicalNan) && f32_matches(bits, &NanPattern::ArithmeticNan)
            );
        }
        assert!(f32_matches(0x7fc0_0001, &NanPattern::ArithmeticNan));
        assert!(!f32_matches(0x7fc0_0001, &NanPattern::CanonicalNan));
        for not_quiet in [0x7fa0_0000, 0x7f80_0000, 0] {
            assert!(!f32_matches(not_quiet, &NanPattern::ArithmeticNan));
        }
        assert!(f64_matches(0xfff8_0000_0000_0000, &NanPattern::CanonicalNan));
        assert!(!f64_matches(0x7ff4_0000_0000_0000, &NanPattern::ArithmeticNan));
    }

    #[test]
    fn zeroes_are_compared_by_bits() {
        assert!(!f32_matches(0x8000_0000, &NanPattern::Value(F32 { bits: 0 })));
        assert!(f64_matches(0, &NanPattern::Value(F64 { bits: 0 })));
    }

    #[test]
    fn lanes_are_compared_one_by_one() {
        let lanes = V128Pattern::I32x4([1, 2, 3, -4]);
        let bits = 0xffff_fffc_0000_0003_0000_0002_0000_0001;
        assert!(v128_matches(bits, &lanes));
        assert!(!v128_matches(bits ^ 1 << 64, &lanes));
        let nan = V128Pattern::F64x2([NanPattern::CanonicalNan, NanPattern::Value(F64 { bits: 0 })]);
        assert!(v128_matches(0x7ff8_0000_0000_0000, &nan));
        assert!(!v128_matches(0x7ff8_0000_0000_0000 << 64, &nan));
    }

    #[test]
    fn traps_are_compared_by_their_texts() {
        assert!(trap_matches("at f: wasm trap: integer overflow", "integer overflow"));
        assert!(trap_matches("wasm trap: uninitialized element", "uninitialized element 2"));
        assert!(!trap_matches("wasm trap: unreachable", "integer overflow"));
        assert!(!trap_matches("no instance", "unreachable"));
    }
}
