//! Storing [`Val`]s whose types are plain: they hold neither pointers nor handles, so that no code of the guest runs.
//!
//! In: the bytes of a whole value or list, which were found in the guest's memory once. Out: all of them written, but for
//! padding. This is what lists of numbers and records go through. Spec: Canonical ABI, `store`.

use embody_abi::canonical::discriminant_bytes;
use embody_abi::types::{Type, TypeDef, TypeIndex};

use super::Val;
use super::lower::{bits, case, case_count, unchecked};
use crate::component::layout::Types;
use crate::{Result, bail};

/// Stores a value at `at` in `to`, which has as many bytes there as its type's size.
///
/// # Errors
/// If it is not of the type, although it was checked.
#[inline(always)]
pub(super) fn store(types: &Types, ty: Type, val: &Val, to: &mut [u8], at: usize) -> Result<()> {
    match (ty, val) {
        (Type::Defined(index), val) => defined(types, index, val, to, at),
        (Type::Bool, Val::Bool(v)) => put([u8::from(*v)], to, at),
        (Type::S8, Val::S8(v)) => put(v.to_le_bytes(), to, at),
        (Type::U8, Val::U8(v)) => put(v.to_le_bytes(), to, at),
        (Type::S16, Val::S16(v)) => put(v.to_le_bytes(), to, at),
        (Type::U16, Val::U16(v)) => put(v.to_le_bytes(), to, at),
        (Type::S32, Val::S32(v)) => put(v.to_le_bytes(), to, at),
        (Type::U32, Val::U32(v)) => put(v.to_le_bytes(), to, at),
        (Type::S64, Val::S64(v)) => put(v.to_le_bytes(), to, at),
        (Type::U64, Val::U64(v)) => put(v.to_le_bytes(), to, at),
        (Type::F32, Val::Float32(v)) => put(v.to_le_bytes(), to, at),
        (Type::F64, Val::Float64(v)) => put(v.to_le_bytes(), to, at),
        (Type::Char, Val::Char(v)) => put(u32::from(*v).to_le_bytes(), to, at),
        _ => unchecked(val),
    }
}

/// Stores elements in a row from `at` on in `to`, which has room for them there.
///
/// # Errors
/// As [`store`].
pub(super) fn elements(types: &Types, ty: Type, vals: &[Val], to: &mut [u8], at: usize) -> Result<()> {
    let size = types.abi(ty).size as usize;
    // The fields are looked up once for all elements.
    let record_of = types.record(ty);
    let mut at = at;
    for val in vals {
        match (record_of, val) {
            (Some((fields, layout)), Val::Record(vals)) => {
                record(types, fields, &layout.offsets, vals, to, at)?;
            }
            _ => store(types, ty, val, to, at)?,
        }
        at += size;
    }
    Ok(())
}

#[inline(always)]
fn record(
    types: &Types,
    fields: &[(String, Type)],
    offsets: &[u32],
    vals: &[(String, Val)],
    to: &mut [u8],
    at: usize,
) -> Result<()> {
    for (((_, ty), offset), (_, val)) in fields.iter().zip(offsets).zip(vals) {
        store(types, *ty, val, to, at + *offset as usize)?;
    }
    Ok(())
}

#[inline(never)]
fn defined(types: &Types, index: TypeIndex, val: &Val, to: &mut [u8], at: usize) -> Result<()> {
    let (def, layout) = types.with_layout(index)?;
    match (def, val) {
        (TypeDef::Record(fields), Val::Record(vals)) => record(types, fields, &layout.offsets, vals, to, at),
        (TypeDef::Tuple(tys), Val::Tuple(vals)) => {
            let mut fields = tys.iter().zip(&layout.offsets).zip(vals);
            fields.try_for_each(|((ty, offset), val)| store(types, *ty, val, to, at + *offset as usize))
        }
        (TypeDef::FixedList(ty, _), Val::FixedLengthList(vals)) => elements(types, *ty, vals, to, at),
        (TypeDef::Flags(names), Val::Flags(set)) => integer(bits(names, set)?, layout.abi.size, to, at),
        (def, val) => {
            let (index, payload) = case(def, val)?;
            integer(index as u32, discriminant_bytes(case_count(def)), to, at)?;
            match (payload, layout.offsets.first()) {
                (Some((ty, val)), Some(offset)) => store(types, ty, val, to, at + *offset as usize),
                _ => Ok(()),
            }
        }
    }
}

/// Stores the low `size` bytes of an integer, which are one, two or four.
///
/// # Errors
/// As [`store`].
pub(super) fn integer(value: u32, size: u32, to: &mut [u8], at: usize) -> Result<()> {
    let bytes = value.to_le_bytes();
    match size {
        1 => put([bytes[0]], to, at),
        2 => put([bytes[0], bytes[1]], to, at),
        _ => put(bytes, to, at),
    }
}

#[inline(always)]
fn put<const N: usize>(bytes: [u8; N], to: &mut [u8], at: usize) -> Result<()> {
    match to.get_mut(at..at + N) {
        Some(to) => {
            to.copy_from_slice(&bytes);
            Ok(())
        }
        None => too_few_bytes(),
    }
}

#[cold]
#[inline(never)]
fn too_few_bytes() -> Result<()> {
    bail!("a bug in Embody, please report it: too few bytes for a value")
}
