//! Lifting [`Val`]s. Spec: Canonical ABI, `lift_flat`, `load`.

use embody_abi::canonical::{CanonicalAbi, discriminant_bytes};
use embody_abi::types::{Type, TypeDef, TypeIndex};

use super::Val;
use super::lower::case_count;
use crate::component::canon::{LiftContext, LiftFrom};
use crate::component::layout::Types;
use crate::component::option::invalid_discriminant;
use crate::component::place::HandleType;
use crate::component::string::load_pair;
use crate::{Result, bail};

use embody_abi::limits::MAX_VAL_BYTES;

/// Lifts the values of one call.
pub(crate) struct Lifter<'t, 'c, 'a> {
    types: &'t Types,
    cx: &'c mut LiftContext<'a>,
    budget: usize,
}

impl<'t, 'c, 'a> Lifter<'t, 'c, 'a> {
    /// A lifter with a full budget.
    pub(crate) fn new(types: &'t Types, cx: &'c mut LiftContext<'a>) -> Self {
        Self { types, cx, budget: MAX_VAL_BYTES }
    }

    /// The guest's memory.
    pub(crate) fn context(&mut self) -> &mut LiftContext<'a> {
        self.cx
    }

    /// Lifts a value from as many slots as its type has.
    ///
    /// # Errors
    /// If the guest's values are not of the type, or take too much memory.
    pub(crate) fn lift(&mut self, ty: Type, flat: &[u64]) -> Result<Val> {
        let mut val = Val::Bool(false);
        self.lift_to(&mut val, ty, flat)?;
        Ok(val)
    }

    /// As [`Lifter::lift`], in place of a value that was there. A number is not moved after it was made, for which the
    /// processor would have to wait longer than all else that is done with it takes.
    ///
    /// # Errors
    /// As [`Lifter::lift`]; the value that was there stays.
    pub(crate) fn lift_to(&mut self, place: &mut Val, ty: Type, flat: &[u64]) -> Result<()> {
        if flat.len() < self.types.abi(ty).flat as usize {
            bail!("a bug in Embody, please report it: too few slots for a value");
        }
        match ty {
            Type::Bool => *place = Val::Bool(bool::lift(self.cx, flat)?),
            Type::S8 => *place = Val::S8(i8::lift(self.cx, flat)?),
            Type::U8 => *place = Val::U8(u8::lift(self.cx, flat)?),
            Type::S16 => *place = Val::S16(i16::lift(self.cx, flat)?),
            Type::U16 => *place = Val::U16(u16::lift(self.cx, flat)?),
            Type::S32 => *place = Val::S32(i32::lift(self.cx, flat)?),
            Type::U32 => *place = Val::U32(u32::lift(self.cx, flat)?),
            Type::S64 => *place = Val::S64(i64::lift(self.cx, flat)?),
            Type::U64 => *place = Val::U64(u64::lift(self.cx, flat)?),
            Type::F32 => *place = Val::Float32(f32::lift(self.cx, flat)?),
            Type::F64 => *place = Val::Float64(f64::lift(self.cx, flat)?),
            Type::Char => *place = Val::Char(char::lift(self.cx, flat)?),
            Type::String => *place = self.string(flat[0] as u32, flat[1] as u32)?,
            Type::Defined(index) => *place = self.lift_defined(index, flat)?,
        }
        Ok(())
    }

    fn lift_defined(&mut self, index: TypeIndex, flat: &[u64]) -> Result<Val> {
        let types = self.types;
        Ok(match types.with_layout(index)?.0 {
            TypeDef::Record(fields) => {
                let mut rest = flat;
                self.record(fields, |this, _, ty| this.next_flat(ty, &mut rest))?
            }
            TypeDef::Tuple(tys) => Val::Tuple(self.fields_flat(tys.iter().copied(), flat)?),
            TypeDef::FixedList(ty, len) => {
                Val::FixedLengthList(self.fields_flat((0..*len).map(|_| *ty), flat)?)
            }
            TypeDef::Flags(names) => self.flags(names, flat[0] as u32)?,
            TypeDef::Own(number) => self.handle(HandleType::Own(*number), flat[0] as u32)?,
            TypeDef::Borrow(number) => self.handle(HandleType::Borrow(*number), flat[0] as u32)?,
            TypeDef::List(ty) => self.list(*ty, flat[0] as u32, flat[1] as u32)?,
            TypeDef::Map(..) => self.map(index, flat[0] as u32, flat[1] as u32)?,
            def => {
                let payload = |this: &mut Self, ty: Type| this.lift(ty, &flat[1..]).map(Box::new);
                self.case(def, flat[0] as u32, &payload)?
            }
        })
    }

    /// Lifts values one after another.
    pub(crate) fn fields_flat(
        &mut self,
        types: impl ExactSizeIterator<Item = Type>,
        flat: &[u64],
    ) -> Result<Vec<Val>> {
        self.spend(types.len(), size_of::<Val>())?;
        let (mut vals, mut rest) = (Vec::with_capacity(types.len()), flat);
        for ty in types {
            vals.push(self.next_flat(ty, &mut rest)?);
        }
        Ok(vals)
    }

    /// Lifts a value from the first of some slots, of which the others are left.
    fn next_flat(&mut self, ty: Type, flat: &mut &[u64]) -> Result<Val> {
        let (own, others) = flat.split_at_checked(self.types.abi(ty).flat as usize).unwrap_or_default();
        *flat = others;
        self.lift(ty, own)
    }

    /// Loads a value from as many bytes as its type has.
    ///
    /// # Errors
    /// As [`Lifter::lift`].
    pub(crate) fn load(&mut self, ty: Type, from: &[u8]) -> Result<Val> {
        let Some(from) = from.get(..self.types.abi(ty).size as usize) else {
            bail!("a bug in Embody, please report it: too few bytes for a value");
        };
        Ok(match ty {
            Type::Bool => Val::Bool(bool::load(self.cx, from)?),
            Type::S8 => Val::S8(i8::load(self.cx, from)?),
            Type::U8 => Val::U8(u8::load(self.cx, from)?),
            Type::S16 => Val::S16(i16::load(self.cx, from)?),
            Type::U16 => Val::U16(u16::load(self.cx, from)?),
            Type::S32 => Val::S32(i32::load(self.cx, from)?),
            Type::U32 => Val::U32(u32::load(self.cx, from)?),
            Type::S64 => Val::S64(i64::load(self.cx, from)?),
            Type::U64 => Val::U64(u64::load(self.cx, from)?),
            Type::F32 => Val::Float32(f32::load(self.cx, from)?),
            Type::F64 => Val::Float64(f64::load(self.cx, from)?),
            Type::Char => Val::Char(char::load(self.cx, from)?),
            Type::String => {
                let (at, len) = load_pair(from);
                self.string(at, len)?
            }
            Type::Defined(index) => {
                let types = self.types;
                let (def, layout) = types.with_layout(index)?;
                match def {
                    TypeDef::Record(fields) => {
                        self.record(fields, |this, i, ty| this.load_at(ty, layout.offsets.get(i), from))?
                    }
                    TypeDef::Tuple(tys) => {
                        Val::Tuple(self.fields(tys.iter().copied(), &layout.offsets, from)?)
                    }
                    TypeDef::FixedList(ty, _) => Val::FixedLengthList(self.elements(*ty, from)?),
                    TypeDef::Flags(names) => self.flags(names, integer(from, layout.abi.size))?,
                    TypeDef::Own(number) => self.handle(HandleType::Own(*number), integer(from, 4))?,
                    TypeDef::Borrow(number) => self.handle(HandleType::Borrow(*number), integer(from, 4))?,
                    TypeDef::List(ty) => {
                        let (at, len) = load_pair(from);
                        self.list(*ty, at, len)?
                    }
                    TypeDef::Map(..) => {
                        let (at, len) = load_pair(from);
                        self.map(index, at, len)?
                    }
                    def => {
                        let discriminant = integer(from, discriminant_bytes(case_count(def)));
                        let offset = layout.offsets.first().copied().unwrap_or_default();
                        let payload = |this: &mut Self, ty: Type| {
                            this.load(ty, from.get(offset as usize..).unwrap_or_default()).map(Box::new)
                        };
                        self.case(def, discriminant, &payload)?
                    }
                }
            }
        })
    }

    /// Loads values from their offsets.
    pub(crate) fn fields(
        &mut self,
        types: impl ExactSizeIterator<Item = Type>,
        offsets: &[u32],
        from: &[u8],
    ) -> Result<Vec<Val>> {
        self.spend(types.len(), size_of::<Val>())?;
        let mut vals = Vec::with_capacity(types.len());
        for (i, ty) in types.enumerate() {
            vals.push(self.load_at(ty, offsets.get(i), from)?);
        }
        Ok(vals)
    }

    /// Loads a value from its offset.
    fn load_at(&mut self, ty: Type, offset: Option<&u32>, from: &[u8]) -> Result<Val> {
        self.load(ty, offset.and_then(|offset| from.get(*offset as usize..)).unwrap_or_default())
    }

    /// The fields of a record, each of which `next` makes.
    fn record(
        &mut self,
        fields: &[(String, Type)],
        mut next: impl FnMut(&mut Self, usize, Type) -> Result<Val>,
    ) -> Result<Val> {
        self.spend(fields.len(), size_of::<(String, Val)>())?;
        self.spend(fields.iter().map(|(name, _)| name.len()).sum(), 1)?;
        let mut vals = Vec::with_capacity(fields.len());
        for (i, (name, ty)) in fields.iter().enumerate() {
            vals.push((name.clone(), next(self, i, *ty)?));
        }
        Ok(Val::Record(vals))
    }

    fn string(&mut self, at: u32, len: u32) -> Result<Val> {
        let string = String::lift(self.cx, &[at, len].map(u64::from))?;
        self.spend(string.len(), 1)?;
        Ok(Val::String(string))
    }

    fn list(&mut self, ty: Type, at: u32, len: u32) -> Result<Val> {
        let bytes = self.claim(self.types.abi(ty), at, len)?;
        Ok(Val::List(self.elements(ty, bytes)?))
    }

    fn elements(&mut self, ty: Type, from: &[u8]) -> Result<Vec<Val>> {
        let size = (self.types.abi(ty).size as usize).max(1);
        self.spend(from.len() / size, size_of::<Val>())?;
        if let Type::U8 = ty {
            return Ok(from.iter().map(|byte| Val::U8(*byte)).collect());
        }
        let mut vals = Vec::with_capacity(from.len() / size);
        for from in from.chunks_exact(size) {
            vals.push(self.load(ty, from)?);
        }
        Ok(vals)
    }

    fn map(&mut self, index: TypeIndex, at: u32, len: u32) -> Result<Val> {
        let (TypeDef::Map(key, value), layout) = self.types.with_layout(index)? else {
            bail!("a bug in Embody, please report it: a map's type is not one");
        };
        let entry = CanonicalAbi::record(&[self.types.abi(*key), self.types.abi(*value)]);
        let bytes = self.claim(entry, at, len)?;
        self.spend(len as usize, size_of::<(Val, Val)>())?;
        let mut pairs = Vec::with_capacity(len as usize);
        for from in bytes.chunks_exact(entry.size as usize) {
            let offset = layout.offsets.get(1).copied().unwrap_or_default() as usize;
            pairs.push((self.load(*key, from)?, self.load(*value, from.get(offset..).unwrap_or_default())?));
        }
        Ok(Val::Map(pairs))
    }

    /// The bytes of a list that the guest claims to have.
    fn claim(&mut self, element: CanonicalAbi, at: u32, len: u32) -> Result<&'a [u8]> {
        if element.size == 0 {
            bail!("a list whose elements have no size, which the component model does not have");
        }
        self.cx.claim("list pointer/length", at, len, element.size, element.align)
    }

    fn handle(&mut self, ty: HandleType, handle: u32) -> Result<Val> {
        Ok(Val::Resource(self.cx.handles.access()?.lift_any(ty, handle)?))
    }

    fn flags(&mut self, names: &[String], bits: u32) -> Result<Val> {
        let mut set = Vec::new();
        for (_, name) in names.iter().take(32).enumerate().filter(|(i, _)| bits & (1 << i) != 0) {
            self.spend(1, size_of::<String>() + name.len())?;
            set.push(name.clone());
        }
        Ok(Val::Flags(set))
    }

    /// A variant, enum, option or result.
    fn case(
        &mut self,
        def: &TypeDef,
        discriminant: u32,
        payload: &dyn Fn(&mut Self, Type) -> Result<Box<Val>>,
    ) -> Result<Val> {
        self.spend(1, size_of::<Val>())?;
        let index = discriminant as usize;
        Ok(match (def, discriminant) {
            (TypeDef::Variant(cases), _) => match cases.get(index) {
                Some((name, ty)) => {
                    self.spend(name.len(), 1)?;
                    Val::Variant(name.clone(), ty.map(|ty| payload(self, ty)).transpose()?)
                }
                None => return invalid_discriminant("variant", discriminant, cases.len()),
            },
            (TypeDef::Enum(names), _) => match names.get(index) {
                Some(name) => {
                    self.spend(name.len(), 1)?;
                    Val::Enum(name.clone())
                }
                None => return invalid_discriminant("enum", discriminant, names.len()),
            },
            (TypeDef::Option(_), 0) => Val::Option(None),
            (TypeDef::Option(ty), 1) => Val::Option(Some(payload(self, *ty)?)),
            (TypeDef::Option(_), _) => return invalid_discriminant("option", discriminant, 2),
            (TypeDef::Result { ok, .. }, 0) => Val::Result(Ok(ok.map(|ty| payload(self, ty)).transpose()?)),
            (TypeDef::Result { err, .. }, 1) => {
                Val::Result(Err(err.map(|ty| payload(self, ty)).transpose()?))
            }
            (TypeDef::Result { .. }, _) => return invalid_discriminant("result", discriminant, 2),
            _ => bail!("a bug in Embody, please report it: a type that has no cases"),
        })
    }

    /// Takes `count` times `bytes` from the budget, before they are allocated.
    fn spend(&mut self, count: usize, bytes: usize) -> Result<()> {
        match self.budget.checked_sub(count.saturating_mul(bytes)) {
            Some(rest) => {
                self.budget = rest;
                Ok(())
            }
            None => bail!("the guest's values take more host memory than the limit of {MAX_VAL_BYTES} bytes"),
        }
    }
}

/// The little-endian integer in the first `size` bytes.
fn integer(from: &[u8], size: u32) -> u32 {
    from.iter().take(size as usize).rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use embody_abi::plan::StringEncoding;
    use embody_abi::types::TypeTable;

    use super::*;

    fn types(defs: impl FnOnce(&mut TypeTable) -> Type) -> (Types, Type) {
        let mut table = TypeTable::default();
        let ty = defs(&mut table);
        (Types::new(table).unwrap(), ty)
    }

    #[test]
    fn memory_that_is_named_many_times_is_limited() {
        let (types, ty) = types(|table| (0..4).fold(Type::U8, |ty, _| table.intern(TypeDef::List(ty))));
        // Each list is all of the memory, and so is each of its elements.
        let memory = (0u64..64).flat_map(|_| (64u64 << 32).to_le_bytes()).collect::<Vec<_>>();
        let cx = &mut LiftContext::new(&memory, StringEncoding::Utf8);
        let mut lifter = Lifter { types: &types, cx, budget: 1 << 20 };
        let error = lifter.lift(ty, &[0, 64]).unwrap_err().to_string();
        assert!(error.contains("limit"), "{error}");
    }

    #[test]
    fn claims_are_checked_before_use() {
        let (types, ty) = types(|table| table.intern(TypeDef::List(Type::U64)));
        let memory = [0; 32];
        let cx = &mut LiftContext::new(&memory, StringEncoding::Utf8);
        let mut lifter = Lifter::new(&types, cx);
        assert_eq!(lifter.lift(ty, &[0, 4]).unwrap(), Val::List(vec![Val::U64(0); 4]));
        assert_eq!(lifter.lift(ty, &[32, 0]).unwrap(), Val::List(vec![]));
        for (at, len) in [(0, 5), (4, 1), (40, 0), (0, u32::MAX), (!7, 2)] {
            assert!(lifter.lift(ty, &[at, len].map(u64::from)).is_err(), "{at} {len}");
        }
    }

    #[test]
    fn discriminants_are_checked() {
        let (types, ty) = types(|table| table.intern(TypeDef::Enum(vec!["a".into(), "b".into()])));
        let cx = &mut LiftContext::new(&[], StringEncoding::Utf8);
        let mut lifter = Lifter::new(&types, cx);
        assert_eq!(lifter.lift(ty, &[1]).unwrap(), Val::Enum("b".into()));
        assert_eq!(lifter.load(ty, &[1, 9]).unwrap(), Val::Enum("b".into()));
        assert!(lifter.lift(ty, &[2]).is_err());
        assert!(lifter.load(ty, &[2]).is_err());
        assert!(lifter.load(ty, &[]).is_err());
    }
}
