//! Values of components: a test's as [`Val`], results against what a test expects.
//!
//! Floats are equal if their bits are, or if both are NaN, whose payload need not survive; flags are sets.

use anyhow::{Result, bail, ensure};
use embody::component::Val;
use wast::component::WastVal;
use wast::core::{NanPattern, WastArgCore, WastRetCore};
use wast::{WastArg, WastRet};

/// A test's argument.
pub(super) fn argument(arg: &WastArg<'_>) -> Result<Val> {
    match arg {
        WastArg::Component(val) => value(val),
        // Floats are written as in core tests.
        WastArg::Core(WastArgCore::F32(value)) => Ok(Val::Float32(f32::from_bits(value.bits))),
        WastArg::Core(WastArgCore::F64(value)) => Ok(Val::Float64(f64::from_bits(value.bits))),
        other => bail!("the argument {other:?} of a component's function"),
    }
}

/// A test's value.
fn value(val: &WastVal<'_>) -> Result<Val> {
    let values = |vals: &[WastVal<'_>]| vals.iter().map(value).collect::<Result<Vec<_>>>();
    let payload = |val: &Option<Box<WastVal<'_>>>| -> Result<Option<Box<Val>>> {
        val.as_deref().map(|val| value(val).map(Box::new)).transpose()
    };
    Ok(match val {
        WastVal::Bool(value) => Val::Bool(*value),
        WastVal::U8(value) => Val::U8(*value),
        WastVal::S8(value) => Val::S8(*value),
        WastVal::U16(value) => Val::U16(*value),
        WastVal::S16(value) => Val::S16(*value),
        WastVal::U32(value) => Val::U32(*value),
        WastVal::S32(value) => Val::S32(*value),
        WastVal::U64(value) => Val::U64(*value),
        WastVal::S64(value) => Val::S64(*value),
        WastVal::F32(value) => Val::Float32(f32::from_bits(value.bits)),
        WastVal::F64(value) => Val::Float64(f64::from_bits(value.bits)),
        WastVal::Char(value) => Val::Char(*value),
        WastVal::String(value) => Val::String((*value).to_owned()),
        WastVal::List(vals) => Val::List(values(vals)?),
        WastVal::Tuple(vals) => Val::Tuple(values(vals)?),
        WastVal::Map(entries) => {
            let entry = |(key, val): &(WastVal<'_>, WastVal<'_>)| Ok((value(key)?, value(val)?));
            Val::Map(entries.iter().map(entry).collect::<Result<_>>()?)
        }
        WastVal::Record(fields) => {
            let field = |(name, val): &(&str, WastVal<'_>)| Ok(((*name).to_owned(), value(val)?));
            Val::Record(fields.iter().map(field).collect::<Result<_>>()?)
        }
        WastVal::Variant(name, val) => Val::Variant((*name).to_owned(), payload(val)?),
        WastVal::Enum(name) => Val::Enum((*name).to_owned()),
        WastVal::Option(val) => Val::Option(payload(val)?),
        WastVal::Result(Ok(val)) => Val::Result(Ok(payload(val)?)),
        WastVal::Result(Err(val)) => Val::Result(Err(payload(val)?)),
        WastVal::Flags(names) => Val::Flags(names.iter().map(|name| (*name).to_owned()).collect()),
    })
}

/// Checks results against what a test expects.
pub(super) fn results(values: &[Val], expected: &[WastRet<'_>]) -> Result<()> {
    ensure!(
        values.len() == expected.len(),
        "expected {} results; it returned {}",
        expected.len(),
        show(values)
    );
    values.iter().zip(expected).try_for_each(|(found, expected)| result(found, expected))
}

fn result(found: &Val, expected: &WastRet<'_>) -> Result<()> {
    let expected = match expected {
        WastRet::Component(expected) => value(expected)?,
        WastRet::Core(WastRetCore::F32(pattern)) => Val::Float32(match pattern {
            NanPattern::Value(value) => f32::from_bits(value.bits),
            NanPattern::CanonicalNan | NanPattern::ArithmeticNan => f32::NAN,
        }),
        WastRet::Core(WastRetCore::F64(pattern)) => Val::Float64(match pattern {
            NanPattern::Value(value) => f64::from_bits(value.bits),
            NanPattern::CanonicalNan | NanPattern::ArithmeticNan => f64::NAN,
        }),
        other => bail!("the result {other:?} of a component's function"),
    };
    ensure!(sorted(found) == sorted(&expected), "expected {expected:?}; it returned {found:?}");
    Ok(())
}

/// Whether values are equal, flags as sets.
#[must_use]
pub fn flags_eq(a: &Val, b: &Val) -> bool {
    sorted(a) == sorted(b)
}

/// The same value with the names of all flags in order, so that sets can be compared.
fn sorted(val: &Val) -> Val {
    let all = |vals: &[Val]| vals.iter().map(sorted).collect::<Vec<_>>();
    let payload = |val: &Option<Box<Val>>| val.as_deref().map(|val| Box::new(sorted(val)));
    match val {
        Val::Flags(names) => {
            let mut names = names.clone();
            names.sort();
            Val::Flags(names)
        }
        Val::List(vals) => Val::List(all(vals)),
        Val::Tuple(vals) => Val::Tuple(all(vals)),
        // A test writes a list of fixed length as a list.
        Val::FixedLengthList(vals) => Val::List(all(vals)),
        Val::Map(entries) => Val::Map(entries.iter().map(|(key, val)| (sorted(key), sorted(val))).collect()),
        Val::Record(fields) => {
            Val::Record(fields.iter().map(|(name, val)| (name.clone(), sorted(val))).collect())
        }
        Val::Variant(name, val) => Val::Variant(name.clone(), payload(val)),
        Val::Option(val) => Val::Option(payload(val)),
        Val::Result(Ok(val)) => Val::Result(Ok(payload(val))),
        Val::Result(Err(val)) => Val::Result(Err(payload(val))),
        other => other.clone(),
    }
}

/// Values as text.
#[must_use]
pub fn show(values: &[Val]) -> String {
    match values {
        [] => "nothing".into(),
        _ => values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_sets_and_floats_are_bits() {
        let flags = |names: &[&str]| Val::Flags(names.iter().map(|name| (*name).to_owned()).collect());
        assert!(flags_eq(&flags(&["a", "b"]), &flags(&["b", "a"])));
        assert!(!flags_eq(&flags(&["a"]), &flags(&["a", "b"])));
        assert!(flags_eq(&Val::Float32(f32::NAN), &Val::Float32(-f32::NAN)));
        assert!(!flags_eq(&Val::Float32(0.0), &Val::Float32(-0.0)));
    }
}
