//! Lowering [`Val`]s that were checked to be of their types. Spec: Canonical ABI, `lower_flat`, `store`.

use embody_abi::canonical::discriminant_bytes;
use embody_abi::types::{Type, TypeDef};

use super::Val;
use crate::component::canon::{Lower, LowerContext};
use crate::component::layout::Types;
use crate::component::place::HandleType;
use crate::component::string::store_pair;
use crate::{Result, bail};

/// Lowers a value to the first of `flat`, as many slots as its type has; they are zero before.
///
/// # Errors
/// If the guest has no memory left or traps.
pub(crate) fn lower(
    types: &Types,
    ty: Type,
    val: &Val,
    cx: &mut LowerContext<'_>,
    flat: &mut [u64],
) -> Result<()> {
    match (ty, val) {
        (Type::Bool, Val::Bool(v)) => return v.lower(cx, flat),
        (Type::S8, Val::S8(v)) => return v.lower(cx, flat),
        (Type::U8, Val::U8(v)) => return v.lower(cx, flat),
        (Type::S16, Val::S16(v)) => return v.lower(cx, flat),
        (Type::U16, Val::U16(v)) => return v.lower(cx, flat),
        (Type::S32, Val::S32(v)) => return v.lower(cx, flat),
        (Type::U32, Val::U32(v)) => return v.lower(cx, flat),
        (Type::S64, Val::S64(v)) => return v.lower(cx, flat),
        (Type::U64, Val::U64(v)) => return v.lower(cx, flat),
        (Type::F32, Val::Float32(v)) => return v.lower(cx, flat),
        (Type::F64, Val::Float64(v)) => return v.lower(cx, flat),
        (Type::Char, Val::Char(v)) => return v.lower(cx, flat),
        (Type::String, Val::String(v)) => return v.lower(cx, flat),
        _ => {}
    }
    let Type::Defined(index) = ty else { return unchecked(val) };
    match (types.with_layout(index)?.0, val) {
        (TypeDef::Record(fields), Val::Record(vals)) => {
            let mut pairs = fields.iter().map(|f| f.1).zip(vals.iter().map(|v| &v.1));
            fields_flat(types, &mut pairs, cx, flat)
        }
        (TypeDef::Tuple(tys), Val::Tuple(vals)) => {
            fields_flat(types, &mut tys.iter().copied().zip(vals), cx, flat)
        }
        (TypeDef::FixedList(ty, _), Val::FixedLengthList(vals)) => {
            fields_flat(types, &mut vals.iter().map(|val| (*ty, val)), cx, flat)
        }
        (TypeDef::Own(number), Val::Resource(any)) => {
            set_slot(flat, u64::from(cx.realloc.handles()?.lower_any(HandleType::Own(*number), *any)?))
        }
        (TypeDef::Borrow(number), Val::Resource(any)) => {
            set_slot(flat, u64::from(cx.realloc.handles()?.lower_any(HandleType::Borrow(*number), *any)?))
        }
        (TypeDef::Flags(names), Val::Flags(set)) => set_slot(flat, u64::from(bits(names, set)?)),
        (TypeDef::List(_), Val::List(_)) | (TypeDef::Map(..), Val::Map(_)) => {
            let (at, len) = list(types, ty, val, cx)?;
            set_slot(flat, u64::from(at))?;
            set_slot(flat.get_mut(1..).unwrap_or_default(), u64::from(len))
        }
        (def, val) => {
            let (discriminant, payload) = case(def, val)?;
            set_slot(flat, u64::from(discriminant))?;
            match payload {
                Some((ty, val)) => lower(types, ty, val, cx, flat.get_mut(1..).unwrap_or_default()),
                None => Ok(()),
            }
        }
    }
}

/// Lowers values one after another.
pub(crate) fn fields_flat(
    types: &Types,
    fields: &mut dyn Iterator<Item = (Type, &Val)>,
    cx: &mut LowerContext<'_>,
    flat: &mut [u64],
) -> Result<()> {
    let mut rest = flat;
    for (ty, val) in fields {
        let Some((own, others)) = rest.split_at_mut_checked(types.abi(ty).flat as usize) else {
            return unchecked(val);
        };
        lower(types, ty, val, cx, own)?;
        rest = others;
    }
    Ok(())
}

/// Stores a value at `at`, which is aligned and has room for it.
///
/// # Errors
/// As [`lower`].
pub(crate) fn store(types: &Types, ty: Type, val: &Val, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
    match (ty, val) {
        (Type::Bool, Val::Bool(v)) => return v.store(cx, at),
        (Type::S8, Val::S8(v)) => return v.store(cx, at),
        (Type::U8, Val::U8(v)) => return v.store(cx, at),
        (Type::S16, Val::S16(v)) => return v.store(cx, at),
        (Type::U16, Val::U16(v)) => return v.store(cx, at),
        (Type::S32, Val::S32(v)) => return v.store(cx, at),
        (Type::U32, Val::U32(v)) => return v.store(cx, at),
        (Type::S64, Val::S64(v)) => return v.store(cx, at),
        (Type::U64, Val::U64(v)) => return v.store(cx, at),
        (Type::F32, Val::Float32(v)) => return v.store(cx, at),
        (Type::F64, Val::Float64(v)) => return v.store(cx, at),
        (Type::Char, Val::Char(v)) => return v.store(cx, at),
        (Type::String, Val::String(v)) => return v.store(cx, at),
        _ => {}
    }
    let Type::Defined(index) = ty else { return unchecked(val) };
    let (def, layout) = types.with_layout(index)?;
    match (def, val) {
        (TypeDef::Record(fields), Val::Record(vals)) => {
            let mut pairs = fields.iter().map(|f| f.1).zip(vals.iter().map(|v| &v.1));
            fields_stored(types, &mut pairs, &layout.offsets, cx, at)
        }
        (TypeDef::Tuple(tys), Val::Tuple(vals)) => {
            fields_stored(types, &mut tys.iter().copied().zip(vals), &layout.offsets, cx, at)
        }
        (TypeDef::FixedList(ty, _), Val::FixedLengthList(vals)) => elements(types, *ty, vals, cx, at),
        (TypeDef::Own(number), Val::Resource(any)) => {
            cx.realloc.handles()?.lower_any(HandleType::Own(*number), *any)?.store(cx, at)
        }
        (TypeDef::Borrow(number), Val::Resource(any)) => {
            cx.realloc.handles()?.lower_any(HandleType::Borrow(*number), *any)?.store(cx, at)
        }
        (TypeDef::Flags(names), Val::Flags(set)) => integer(cx, at, bits(names, set)?, layout.abi.size),
        (TypeDef::List(_), Val::List(_)) | (TypeDef::Map(..), Val::Map(_)) => {
            let (list, len) = list(types, ty, val, cx)?;
            store_pair(cx, at, list, len)
        }
        (def, val) => {
            let (discriminant, payload) = case(def, val)?;
            integer(cx, at, discriminant, discriminant_bytes(case_count(def)))?;
            match (payload, layout.offsets.first()) {
                (Some((ty, val)), Some(offset)) => store(types, ty, val, cx, at.wrapping_add(*offset)),
                _ => Ok(()),
            }
        }
    }
}

/// Stores values at their offsets from `at`.
pub(crate) fn fields_stored(
    types: &Types,
    fields: &mut dyn Iterator<Item = (Type, &Val)>,
    offsets: &[u32],
    cx: &mut LowerContext<'_>,
    at: u32,
) -> Result<()> {
    // There is room for the whole, so that no offset goes past the end of a 32-bit memory.
    fields
        .zip(offsets)
        .try_for_each(|((ty, val), offset)| store(types, ty, val, cx, at.wrapping_add(*offset)))
}

/// Stores elements in a row.
fn elements(types: &Types, ty: Type, vals: &[Val], cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
    if let Type::U8 = ty {
        let to = cx.bytes_mut(at, vals.len())?;
        for (to, val) in to.iter_mut().zip(vals) {
            let Val::U8(v) = val else { return unchecked(val) };
            *to = *v;
        }
        return Ok(());
    }
    let size = types.abi(ty).size;
    let mut at = at;
    for val in vals {
        store(types, ty, val, cx, at)?;
        at = at.wrapping_add(size);
    }
    Ok(())
}

/// Copies a list or map into memory that the guest allocates; its address and number of elements.
fn list(types: &Types, ty: Type, val: &Val, cx: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let Type::Defined(index) = ty else { return unchecked(val) };
    let (def, layout) = types.with_layout(index)?;
    match (def, val) {
        (TypeDef::List(ty), Val::List(vals)) => {
            let abi = types.abi(*ty);
            let (at, len) = allocate(cx, vals.len(), abi.size, abi.align)?;
            elements(types, *ty, vals, cx, at)?;
            Ok((at, len))
        }
        (TypeDef::Map(key, value), Val::Map(pairs)) => {
            let entry = embody_abi::canonical::CanonicalAbi::record(&[types.abi(*key), types.abi(*value)]);
            let (start, len) = allocate(cx, pairs.len(), entry.size, entry.align)?;
            let mut at = start;
            for (k, v) in pairs {
                fields_stored(types, &mut [(*key, k), (*value, v)].into_iter(), &layout.offsets, cx, at)?;
                at = at.wrapping_add(entry.size);
            }
            Ok((start, len))
        }
        _ => unchecked(val),
    }
}

/// Room for `count` elements.
fn allocate(cx: &mut LowerContext<'_>, count: usize, size: u32, align: u32) -> Result<(u32, u32)> {
    if size == 0 {
        bail!("a list whose elements have no size, which the component model does not have");
    }
    // What does not fit is refused by `alloc`, and so the count fits too.
    let at = cx.alloc(count.saturating_mul(size as usize), align)?;
    Ok((at, count as u32))
}

/// The discriminant of a variant, enum, option or result, and its payload with its type.
fn case<'v>(def: &TypeDef, val: &'v Val) -> Result<(u32, Option<(Type, &'v Val)>)> {
    let (discriminant, ty, payload) = match (def, val) {
        (TypeDef::Variant(cases), Val::Variant(name, payload)) => {
            match cases.iter().enumerate().find(|(_, (case, _))| case == name) {
                Some((i, (_, ty))) => (i as u32, *ty, payload.as_deref()),
                None => return unchecked(val),
            }
        }
        (TypeDef::Enum(names), Val::Enum(name)) => match names.iter().position(|n| n == name) {
            Some(i) => (i as u32, None, None),
            None => return unchecked(val),
        },
        (TypeDef::Option(ty), Val::Option(payload)) => {
            (u32::from(payload.is_some()), Some(*ty), payload.as_deref())
        }
        (TypeDef::Result { ok, .. }, Val::Result(Ok(payload))) => (0, *ok, payload.as_deref()),
        (TypeDef::Result { err, .. }, Val::Result(Err(payload))) => (1, *err, payload.as_deref()),
        _ => return unchecked(val),
    };
    Ok((discriminant, ty.zip(payload)))
}

/// Number of cases of a definition that has some.
pub(super) fn case_count(def: &TypeDef) -> usize {
    match def {
        TypeDef::Variant(cases) => cases.len(),
        TypeDef::Enum(names) => names.len(),
        _ => 2,
    }
}

fn bits(names: &[String], set: &[String]) -> Result<u32> {
    let mut bits = 0;
    for name in set {
        match names.iter().position(|n| n == name) {
            Some(i) if i < 32 => bits |= 1 << i,
            _ => bail!("no flag is named `{name}`"),
        }
    }
    Ok(bits)
}

/// Stores the low `size` bytes of an integer.
fn integer(cx: &mut LowerContext<'_>, at: u32, value: u32, size: u32) -> Result<()> {
    let bytes = value.to_le_bytes();
    let to = cx.bytes_mut(at, size as usize)?;
    to.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    Ok(())
}

fn set_slot(flat: &mut [u64], value: u64) -> Result<()> {
    match flat.first_mut() {
        Some(slot) => {
            *slot = value;
            Ok(())
        }
        None => bail!("a bug in Embody, please report it: too few slots for a value"),
    }
}

/// A value is not of its type, although it was checked.
#[cold]
fn unchecked<T>(val: &Val) -> Result<T> {
    bail!("a bug in Embody, please report it: a value of kind {} was not checked", val.desc())
}
