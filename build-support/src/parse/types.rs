//! Core types: which of them Embody knows, and what kind of reference a type is.

use wasmparser::{AbstractHeapType, CompositeInnerType, HeapType, RecGroup, RefType, ValType};

use super::module::DefinedType;
use crate::error::{Error, Result};

/// What a reference refers to. All are eight bytes, of which all zero is null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A function: its place in the text and its type.
    Func,
    /// Something of the host.
    Extern,
    /// An exception.
    Exn,
    /// A number of 31 bits: of what only garbage collection has, all that there is.
    Any,
}

impl Reference {
    /// What a reference of this type refers to; none if Embody does not know the type.
    #[must_use]
    pub fn of(ty: HeapType) -> Option<Self> {
        use AbstractHeapType::{Any, Eq, Exn, Extern, Func, I31, NoExn, NoExtern, NoFunc, None as NoAny};
        match ty {
            // Type sections hold function types alone.
            HeapType::Concrete(_) | HeapType::Abstract { shared: false, ty: Func | NoFunc } => {
                Some(Self::Func)
            }
            HeapType::Abstract { shared: false, ty: Extern | NoExtern } => Some(Self::Extern),
            HeapType::Abstract { shared: false, ty: Exn | NoExn } => Some(Self::Exn),
            HeapType::Abstract { shared: false, ty: Any | Eq | I31 | NoAny } => Some(Self::Any),
            _ => None,
        }
    }
}

/// Refuses value types that Embody does not know.
pub(super) fn value_type(offset: usize, ty: ValType) -> Result<()> {
    match ty {
        ValType::I32 | ValType::I64 | ValType::F32 | ValType::F64 | ValType::V128 => Ok(()),
        ValType::Ref(ty) => reference_type(offset, ty),
    }
}

/// Refuses reference types that Embody does not know.
pub(super) fn reference_type(offset: usize, ty: RefType) -> Result<()> {
    if Reference::of(ty.heap_type()).is_some() {
        return Ok(());
    }
    let what = match ty.heap_type() {
        HeapType::Exact(_) => "custom descriptors",
        HeapType::Abstract { ty: AbstractHeapType::Cont | AbstractHeapType::NoCont, .. } => "stack switching",
        HeapType::Abstract { shared: true, .. } => "shared references",
        _ => "garbage collection",
    };
    Err(Error::unsupported(offset, format!("{what} (the type `{ty}`)")))
}

/// The function types of a recursion group whose first type has the index `first`.
pub(super) fn group(offset: usize, first: u32, group: RecGroup) -> Result<Vec<DefinedType>> {
    let refused = |what: &str| Error::unsupported(offset, what);
    let defined = |ty: wasmparser::SubType| {
        let func = match ty.composite_type.inner {
            _ if ty.composite_type.shared => return Err(refused("shared types")),
            CompositeInnerType::Func(func) => func,
            CompositeInnerType::Cont(_) => return Err(refused("stack switching (a continuation type)")),
            CompositeInnerType::Struct(_) => return Err(refused("garbage collection (a struct type)")),
            CompositeInnerType::Array(_) => return Err(refused("garbage collection (an array type)")),
        };
        func.params().iter().chain(func.results()).try_for_each(|ty| value_type(offset, *ty))?;
        let supertype = match ty.supertype_idxs.first().map(|index| index.unpack()) {
            None => None,
            Some(index) => {
                let index = index.as_module_index();
                Some(index.ok_or_else(|| Error::bug("a supertype without an index"))?)
            }
        };
        Ok(DefinedType { func, group: first, is_final: ty.is_final, supertype })
    };
    group.into_types().map(defined).collect()
}
