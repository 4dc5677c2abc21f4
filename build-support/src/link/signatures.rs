//! Function types of the whole image: equal ones have one id, whatever module they come from.
//!
//! In: type sections, whose types name others by index. Out: signatures in which each named type is the id of another
//! signature. Two types are equal if their recursion groups are (core specification, "Recursive Types": equivalence);
//! what a type of a group says of its own group is part of that comparison as the place in it.

use std::collections::HashMap;
use std::hash::Hash;

use cranelift_codegen::entity::EntityRef;
use wasmparser::{AbstractHeapType, FuncType, HeapType, PackedIndex, RefType, UnpackedIndex, ValType};

use super::image::{Image, SigId};
use crate::error::{Error, Result};
use crate::parse::module::DefinedType;
use crate::parse::types::Reference;

/// The signatures that exist, by recursion group.
#[derive(Default)]
pub(super) struct Signatures {
    /// Id of each group's first type.
    groups: HashMap<Vec<Member>, SigId>,
}

/// A type of a recursion group: named types are ids of the image, or places in the group.
#[derive(PartialEq, Eq, Hash)]
struct Member {
    func: FuncType,
    is_final: bool,
    supertype: Option<PackedIndex>,
}

impl Signatures {
    /// The id of a function type that names no other.
    pub(super) fn plain(&mut self, image: &mut Image<'_>, ty: &FuncType) -> Result<SigId> {
        let ty = DefinedType { func: ty.clone(), group: 0, is_final: true, supertype: None };
        let ids = self.section(image, std::slice::from_ref(&ty))?;
        ids.first().copied().ok_or_else(|| Error::bug("a signature without an id"))
    }

    /// The ids of the types of a type section.
    pub(super) fn section(&mut self, image: &mut Image<'_>, types: &[DefinedType]) -> Result<Vec<SigId>> {
        let mut ids = Vec::with_capacity(types.len());
        for group in types.chunk_by(|a, b| a.group == b.group) {
            let first = self.group(image, &ids, group)?;
            ids.extend((first.as_u32()..).take(group.len()).map(SigId::from_u32));
        }
        Ok(ids)
    }

    fn group(&mut self, image: &mut Image<'_>, before: &[SigId], group: &[DefinedType]) -> Result<SigId> {
        // In members, types of the module become ids, and places in the group.
        let scope = |index: UnpackedIndex| {
            let index = index.as_module_index()?;
            match index.checked_sub(number(before.len())) {
                Some(place) => PackedIndex::from_rec_group_index(place),
                None => PackedIndex::from_module_index(before.get(index as usize)?.as_u32()),
            }
        };
        let member = |ty: &DefinedType| {
            let supertype =
                ty.supertype.map(|index| scope(UnpackedIndex::Module(index)).ok_or_else(too_many));
            Ok(Member {
                func: func(&ty.func, &scope)?,
                is_final: ty.is_final,
                supertype: supertype.transpose()?,
            })
        };
        let members = group.iter().map(member).collect::<Result<Vec<Member>>>()?;
        if let Some(first) = self.groups.get(&members) {
            return Ok(*first);
        }
        let first = image.signatures.next_key();
        // In signatures the places in the group become ids, too.
        let absolute = |index: UnpackedIndex| match index.as_rec_group_index() {
            Some(place) => PackedIndex::from_module_index(first.as_u32().saturating_add(place)),
            None => index.pack(),
        };
        for (place, (member, ty)) in (0..).zip(members.iter().zip(group)) {
            image.signatures.push(func(&member.func, &absolute)?);
            let Some(supertype) = ty.supertype else { continue };
            let supertype = match supertype.checked_sub(number(before.len())) {
                // Validation has it that a supertype comes first.
                Some(above) if above < place => SigId::from_u32(first.as_u32() + above),
                Some(_) => return Err(Error::bug("a type before its supertype")),
                None => before[supertype as usize],
            };
            image.declare_subtype(SigId::from_u32(first.as_u32() + place), supertype);
        }
        self.groups.insert(members, first);
        Ok(first)
    }
}

/// A value type of a module whose types have these ids, with ids in place of indices.
pub(super) fn canonical(ty: ValType, ids: &[SigId]) -> Result<ValType> {
    value(ty, &|index| PackedIndex::from_module_index(ids.get(index.as_module_index()? as usize)?.as_u32()))
}

/// As [`canonical`], for a reference type.
pub(super) fn canonical_ref(ty: RefType, ids: &[SigId]) -> Result<RefType> {
    match canonical(ValType::Ref(ty), ids)? {
        ValType::Ref(ty) => Ok(ty),
        _ => Err(Error::bug("a reference type that is none")),
    }
}

/// What becomes of a type that a type names.
type Scope<'s> = &'s dyn Fn(UnpackedIndex) -> Option<PackedIndex>;

fn func(ty: &FuncType, scope: Scope<'_>) -> Result<FuncType> {
    let all = |types: &[ValType]| types.iter().map(|ty| value(*ty, scope)).collect::<Result<Vec<_>>>();
    Ok(FuncType::new(all(ty.params())?, all(ty.results())?))
}

fn value(ty: ValType, scope: Scope<'_>) -> Result<ValType> {
    let ValType::Ref(reference) = ty else { return Ok(ty) };
    let HeapType::Concrete(index) = reference.heap_type() else { return Ok(ty) };
    Ok(ValType::Ref(RefType::concrete(reference.is_nullable(), scope(index).ok_or_else(too_many)?)))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn too_many() -> Error {
    Error::limit("too many function types")
}

impl Image<'_> {
    /// Whether a function type is declared a subtype of another, or is that one.
    #[must_use]
    pub fn is_subtype(&self, sub: SigId, of: SigId) -> bool {
        sub == of || self.subtypes.get(&of).is_some_and(|all| all.contains(&sub))
    }

    /// Whether a value of one type is one of the other, too (core specification, "Matching": reference types). Types that
    /// they name are ids.
    #[must_use]
    pub fn matches(&self, sub: ValType, of: ValType) -> bool {
        let (ValType::Ref(sub), ValType::Ref(of)) = (sub, of) else { return sub == of };
        if sub.is_nullable() && !of.is_nullable() {
            return false;
        }
        if Reference::of(sub.heap_type()) != Reference::of(of.heap_type()) {
            return false;
        }
        match (concrete(sub), concrete(of)) {
            (Some(sub), Some(of)) => self.is_subtype(sub, of),
            (Some(_), None) => !is_bottom(of),
            (None, Some(_)) => is_bottom(sub),
            (None, None) => match (rank(sub.heap_type()), rank(of.heap_type())) {
                (Some(sub), Some(of)) => sub <= of,
                _ => is_bottom(sub) || !is_bottom(of),
            },
        }
    }

    fn declare_subtype(&mut self, sub: SigId, of: SigId) {
        let above = self.subtypes.iter().filter(|(_, below)| below.contains(&of)).map(|(above, _)| *above);
        let above: Vec<SigId> = above.chain([of]).collect();
        for above in above {
            self.subtypes.entry(above).or_default().push(sub);
        }
    }
}

/// How far up a type is in the hierarchy of `any`, if it is one of that.
fn rank(ty: HeapType) -> Option<u8> {
    match ty {
        HeapType::Abstract { ty: AbstractHeapType::None, .. } => Some(0),
        HeapType::Abstract { ty: AbstractHeapType::I31, .. } => Some(1),
        HeapType::Abstract { ty: AbstractHeapType::Eq, .. } => Some(2),
        HeapType::Abstract { ty: AbstractHeapType::Any, .. } => Some(3),
        _ => None,
    }
}

/// The function type that a reference type of the image names, if it names one.
#[must_use]
pub fn concrete(ty: RefType) -> Option<SigId> {
    match ty.heap_type() {
        HeapType::Concrete(index) => index.as_module_index().map(|index| SigId::new(index as usize)),
        _ => None,
    }
}

/// Whether no value but null has this type.
fn is_bottom(ty: RefType) -> bool {
    use wasmparser::AbstractHeapType::{NoExn, NoExtern, NoFunc};
    matches!(ty.heap_type(), HeapType::Abstract { ty: NoFunc | NoExtern | NoExn, .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(signatures: &mut Signatures, image: &mut Image<'_>, wat: &str) -> Vec<u32> {
        let bytes = wat::parse_str(wat).expect("the text is a module");
        let module = crate::parse::parse_module(&bytes).expect("the module is valid");
        let ids = signatures.section(image, &module.types).expect("its types are functions");
        ids.into_iter().map(SigId::as_u32).collect()
    }

    #[test]
    fn equal_types_of_different_modules_have_one_id() {
        let (mut signatures, mut image) = (Signatures::default(), Image::default());
        let mut ids = |wat| ids(&mut signatures, &mut image, wat);
        assert_eq!(ids("(module (type (func)) (type (func (param (ref 0)))))"), [0, 1]);
        assert_eq!(
            ids("(module (type (func (param i32))) (type (func)) (type (func (param (ref 1)))))"),
            [2, 0, 1]
        );
        // A type that names itself is equal to another that does, and to no other.
        assert_eq!(ids("(module (type (func (param (ref 0)))))"), [3]);
        assert_eq!(ids("(module (type (func)) (type (func (param (ref 1)))))"), [0, 3]);
        // A group is not the same as its types one by one.
        assert_eq!(ids("(module (rec (type (func)) (type (func))))"), [4, 5]);
        assert_eq!(ids("(module (type (func)) (rec (type (func)) (type (func))))"), [0, 4, 5]);
    }

    #[test]
    fn subtypes_are_those_that_are_declared() {
        let (mut signatures, mut image) = (Signatures::default(), Image::default());
        let wat = "(module (type (sub (func))) (type (sub 0 (func))) (type (sub 1 (func))))";
        assert_eq!(ids(&mut signatures, &mut image, wat), [0, 1, 2]);
        let [a, b, c] = [0, 1, 2].map(SigId::from_u32);
        assert!(image.is_subtype(c, a) && image.is_subtype(c, b) && image.is_subtype(b, a));
        assert!(!image.is_subtype(a, b) && !image.is_subtype(b, c));
    }
}
