//! Lowering [`Val`]s that were checked to be of their types. Spec: Canonical ABI, `lower_flat`, `store`.

use embody_abi::canonical::{CanonicalAbi, discriminant_bytes};
use embody_abi::types::{Type, TypeDef, TypeIndex};

use super::{Val, plain};
use crate::component::canon::{Lower, LowerContext};
use crate::component::layout::Types;
use crate::component::place::HandleType;
use crate::component::string::{Pair, store_pair};
use crate::{Result, bail};

/// Lowers a value to the first of `flat`, as many slots as its type has; they are zero before.
///
/// # Errors
/// If the guest has no memory left or traps.
#[inline(always)]
pub(crate) fn lower(
    types: &Types,
    ty: Type,
    val: &Val,
    cx: &mut LowerContext<'_>,
    flat: &mut [u64],
) -> Result<()> {
    match (ty, val) {
        (Type::Defined(index), _) => defined(types, index, val, cx, flat),
        (Type::Bool, Val::Bool(v)) => v.lower(cx, flat),
        (Type::S8, Val::S8(v)) => v.lower(cx, flat),
        (Type::U8, Val::U8(v)) => v.lower(cx, flat),
        (Type::S16, Val::S16(v)) => v.lower(cx, flat),
        (Type::U16, Val::U16(v)) => v.lower(cx, flat),
        (Type::S32, Val::S32(v)) => v.lower(cx, flat),
        (Type::U32, Val::U32(v)) => v.lower(cx, flat),
        (Type::S64, Val::S64(v)) => v.lower(cx, flat),
        (Type::U64, Val::U64(v)) => v.lower(cx, flat),
        (Type::F32, Val::Float32(v)) => v.lower(cx, flat),
        (Type::F64, Val::Float64(v)) => v.lower(cx, flat),
        (Type::Char, Val::Char(v)) => v.lower(cx, flat),
        (Type::String, Val::String(v)) => v.lower(cx, flat),
        _ => unchecked(val),
    }
}

#[inline(never)]
fn defined(
    types: &Types,
    index: TypeIndex,
    val: &Val,
    cx: &mut LowerContext<'_>,
    flat: &mut [u64],
) -> Result<()> {
    match (types.with_layout(index)?.0, val) {
        (TypeDef::Record(fields), Val::Record(vals)) => {
            fields_flat(types, fields.iter().map(|f| f.1).zip(vals.iter().map(|v| &v.1)), cx, flat)
        }
        (TypeDef::Tuple(tys), Val::Tuple(vals)) => {
            fields_flat(types, tys.iter().copied().zip(vals), cx, flat)
        }
        (TypeDef::FixedList(ty, _), Val::FixedLengthList(vals)) => {
            fields_flat(types, vals.iter().map(|val| (*ty, val)), cx, flat)
        }
        (TypeDef::Own(number), Val::Resource(any)) => {
            set_slot(flat, u64::from(cx.realloc.handles()?.lower_any(HandleType::Own(*number), *any)?))
        }
        (TypeDef::Borrow(number), Val::Resource(any)) => {
            set_slot(flat, u64::from(cx.realloc.handles()?.lower_any(HandleType::Borrow(*number), *any)?))
        }
        (TypeDef::Flags(names), Val::Flags(set)) => set_slot(flat, u64::from(bits(names, set)?)),
        (TypeDef::List(_), Val::List(_)) | (TypeDef::Map(..), Val::Map(_)) => {
            let (at, len) = list(types, index, val, cx)?.split();
            set_slot(flat, u64::from(at))?;
            set_slot(flat.get_mut(1..).unwrap_or_default(), u64::from(len))
        }
        (def, val) => {
            let (index, payload) = case(def, val)?;
            set_slot(flat, index as u64)?;
            match payload {
                Some((ty, val)) => lower(types, ty, val, cx, flat.get_mut(1..).unwrap_or_default()),
                None => Ok(()),
            }
        }
    }
}

/// Lowers values one after another.
pub(crate) fn fields_flat<'v>(
    types: &Types,
    fields: impl Iterator<Item = (Type, &'v Val)>,
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
    let abi = types.abi(ty);
    if abi.plain {
        return plain::store(types, ty, val, cx.bytes_mut(at, abi.size as usize)?, 0);
    }
    if let (Type::String, Val::String(v)) = (ty, val) {
        return v.store(cx, at);
    }
    let Type::Defined(index) = ty else { return unchecked(val) };
    let (def, layout) = types.with_layout(index)?;
    match (def, val) {
        (TypeDef::Record(fields), Val::Record(vals)) => {
            let pairs = fields.iter().map(|f| f.1).zip(vals.iter().map(|v| &v.1));
            fields_stored(types, pairs, &layout.offsets, cx, at)
        }
        (TypeDef::Tuple(tys), Val::Tuple(vals)) => {
            fields_stored(types, tys.iter().copied().zip(vals), &layout.offsets, cx, at)
        }
        (TypeDef::FixedList(ty, _), Val::FixedLengthList(vals)) => elements(types, *ty, vals, cx, at),
        (TypeDef::Own(number), Val::Resource(any)) => {
            cx.realloc.handles()?.lower_any(HandleType::Own(*number), *any)?.store(cx, at)
        }
        (TypeDef::Borrow(number), Val::Resource(any)) => {
            cx.realloc.handles()?.lower_any(HandleType::Borrow(*number), *any)?.store(cx, at)
        }
        (TypeDef::List(_), Val::List(_)) | (TypeDef::Map(..), Val::Map(_)) => {
            let (list, len) = list(types, index, val, cx)?.split();
            store_pair(cx, at, list, len)
        }
        (def, val) => {
            let (index, payload) = case(def, val)?;
            let size = discriminant_bytes(case_count(def));
            plain::integer(index as u32, size, cx.bytes_mut(at, size as usize)?, 0)?;
            match (payload, layout.offsets.first()) {
                (Some((ty, val)), Some(offset)) => store(types, ty, val, cx, at.wrapping_add(*offset)),
                _ => Ok(()),
            }
        }
    }
}

/// Stores values at their offsets from `at`.
pub(crate) fn fields_stored<'v>(
    types: &Types,
    fields: impl Iterator<Item = (Type, &'v Val)>,
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
    let CanonicalAbi { size, plain, .. } = types.abi(ty);
    if plain {
        // There is room for all of them.
        return plain::elements(types, ty, vals, cx.bytes_mut(at, vals.len() * size as usize)?, 0);
    }
    let mut at = at;
    for val in vals {
        store(types, ty, val, cx, at)?;
        at = at.wrapping_add(size);
    }
    Ok(())
}

/// Copies a list or map into memory that the guest allocates; its address and number of elements.
fn list(types: &Types, index: TypeIndex, val: &Val, cx: &mut LowerContext<'_>) -> Result<Pair> {
    let (def, layout) = types.with_layout(index)?;
    match (def, val) {
        (TypeDef::List(ty), Val::List(vals)) => {
            let abi = types.abi(*ty);
            let (at, len) = allocate(cx, vals.len(), abi.size, abi.align)?;
            elements(types, *ty, vals, cx, at)?;
            Ok(Pair::new(at, len))
        }
        (TypeDef::Map(key, value), Val::Map(pairs)) => {
            let entry = CanonicalAbi::record(&[types.abi(*key), types.abi(*value)]);
            let (start, len) = allocate(cx, pairs.len(), entry.size, entry.align)?;
            let mut at = start;
            for (k, v) in pairs {
                fields_stored(types, [(*key, k), (*value, v)].into_iter(), &layout.offsets, cx, at)?;
                at = at.wrapping_add(entry.size);
            }
            Ok(Pair::new(start, len))
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

/// The index of the case of a variant, enum, option or result, and its payload with its type.
#[inline(always)]
pub(super) fn case<'v>(def: &TypeDef, val: &'v Val) -> Result<(usize, Option<(Type, &'v Val)>)> {
    let (index, ty, payload) = match (def, val) {
        (TypeDef::Variant(cases), Val::Variant(name, payload)) => {
            match cases.iter().enumerate().find(|(_, (case, _))| case == name) {
                Some((i, (_, ty))) => (i, *ty, payload.as_deref()),
                None => return unchecked(val),
            }
        }
        (TypeDef::Enum(names), Val::Enum(name)) => match names.iter().position(|n| n == name) {
            Some(i) => (i, None, None),
            None => return unchecked(val),
        },
        (TypeDef::Option(ty), Val::Option(payload)) => {
            (usize::from(payload.is_some()), Some(*ty), payload.as_deref())
        }
        (TypeDef::Result { ok, .. }, Val::Result(Ok(payload))) => (0, *ok, payload.as_deref()),
        (TypeDef::Result { err, .. }, Val::Result(Err(payload))) => (1, *err, payload.as_deref()),
        _ => return unchecked(val),
    };
    Ok((index, ty.zip(payload)))
}

/// Number of cases of a definition that has some.
pub(super) fn case_count(def: &TypeDef) -> usize {
    match def {
        TypeDef::Variant(cases) => cases.len(),
        TypeDef::Enum(names) => names.len(),
        _ => 2,
    }
}

pub(super) fn bits(names: &[String], set: &[String]) -> Result<u32> {
    let mut bits = 0;
    for name in set {
        match names.iter().position(|n| n == name) {
            Some(i) if i < 32 => bits |= 1 << i,
            _ => bail!("no flag is named `{name}`"),
        }
    }
    Ok(bits)
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

/// The error of a value that is not of its type, although it was checked.
#[cold]
pub(super) fn unchecked<T>(val: &Val) -> Result<T> {
    bail!("a bug in Embody, please report it: a value of kind {} was not checked", val.desc())
}
