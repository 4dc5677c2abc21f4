//! Values of any type: from core values or memory of one side to core values or memory of the other.
//!
//! A type has the same form on both sides but for variants, of which the receiving side may know more cases.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::canonical;
use embody_abi::libcall::Libcall;
use embody_abi::types::{Type, TypeDef};

use super::scalar::Width;
use super::{Crossing, Side};
use crate::error::{Error, Result};
use crate::translate::{MAX_VALUES, libcall, traps};

/// Where a value of the giving side is.
#[derive(Clone)]
pub(super) enum Source {
    /// Core values.
    Flat(Vec<Value>),
    /// In memory, which was checked.
    Memory(Place),
}

/// A place in a side's memory: an address of its index type and what is to be added.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) at: Value,
    pub(super) offset: u32,
}

impl Place {
    pub(super) fn add(self, offset: u32) -> Self {
        Self { at: self.at, offset: self.offset.saturating_add(offset) }
    }
}

/// A value that has gone across.
pub(super) enum Crossed {
    /// As core values.
    Flat(Vec<Value>),
    /// To memory.
    Stored,
}

impl Crossing<'_, '_, '_> {
    /// Takes a value across: its core values.
    pub(super) fn pass_flat(&mut self, from: Type, to: Type, source: &Source) -> Result<Vec<Value>> {
        match self.cross(from, to, source, None)? {
            Crossed::Flat(values) => Ok(values),
            Crossed::Stored => Err(Error::bug("a value that was stored")),
        }
    }

    /// Takes a value across, to memory.
    pub(super) fn pass_stored(&mut self, from: Type, to: Type, source: &Source, place: Place) -> Result<()> {
        self.cross(from, to, source, Some(place)).map(drop)
    }

    /// Takes fields across: their core values.
    pub(super) fn fields_to_flat(
        &mut self,
        from: &[Type],
        to: &[Type],
        source: &Source,
    ) -> Result<Vec<Value>> {
        let mut out = Vec::new();
        for ((from_ty, to_ty), source) in from.iter().zip(to).zip(self.fields(from, source)?) {
            out.extend(self.pass_flat(*from_ty, *to_ty, &source)?);
        }
        Ok(out)
    }

    /// Takes fields across, to memory.
    pub(super) fn fields_to_memory(
        &mut self,
        from: &[Type],
        to: &[Type],
        source: &Source,
        place: Place,
    ) -> Result<()> {
        let offsets = self.offsets(to, self.to);
        for (((from_ty, to_ty), source), offset) in
            from.iter().zip(to).zip(self.fields(from, source)?).zip(offsets)
        {
            self.pass_stored(*from_ty, *to_ty, &source, place.add(offset))?;
        }
        Ok(())
    }

    /// Takes a value across: to a place, or as core values if there is none.
    fn cross(&mut self, from: Type, to: Type, source: &Source, place: Option<Place>) -> Result<Crossed> {
        if self.code.build.func.dfg.num_values() > MAX_VALUES {
            return Err(Error::limit(format!("an adapter of more than {MAX_VALUES} intermediate values")));
        }
        let (Type::Defined(from_index), Type::Defined(to_index)) = (from, to) else {
            if from == Type::String {
                let (at, len) = self.pair(source)?;
                let string = self.string(at, len)?;
                return self.finish_pair(string, place);
            }
            let value = self.scalar(from, source)?;
            let width = Width::of(from).ok_or_else(|| Error::bug("a scalar that is none"))?;
            return self.finish(width, value, place);
        };
        let (types, missing) = (self.types(), || Error::bug("a type that does not exist"));
        let from_def = types.get(from_index).ok_or_else(missing)?;
        let to_def = types.get(to_index).ok_or_else(missing)?;
        match (from_def, to_def) {
            (TypeDef::Record(from), TypeDef::Record(to)) => {
                let from: Vec<Type> = from.iter().map(|field| field.1).collect();
                let to: Vec<Type> = to.iter().map(|field| field.1).collect();
                self.cross_fields(&from, &to, source, place)
            }
            (TypeDef::Tuple(from), TypeDef::Tuple(to)) => self.cross_fields(from, to, source, place),
            (TypeDef::FixedList(from, count), TypeDef::FixedList(to, _)) => {
                self.fixed_list(*from, *to, *count, source, place)
            }
            (TypeDef::Flags(names), TypeDef::Flags(_)) => {
                let width = Width::unsigned(canonical::CanonicalAbi::flags(names.len()).size);
                let value = self.load(width, source)?;
                let known = u32::MAX.checked_shr(32u32.saturating_sub(names.len() as u32)).unwrap_or(0);
                let value = self.code.build.ins().band_imm_u(value, i64::from(known));
                self.finish(width, value, place)
            }
            (TypeDef::List(from), TypeDef::List(to)) => {
                let (at, len) = self.pair(source)?;
                let list = self.list(&[*from], &[*to], at, len)?;
                self.finish_pair(list, place)
            }
            (TypeDef::Map(from_key, from), TypeDef::Map(to_key, to)) => {
                let (at, len) = self.pair(source)?;
                let list = self.list(&[*from_key, *from], &[*to_key, *to], at, len)?;
                self.finish_pair(list, place)
            }
            (TypeDef::Own(from), TypeDef::Own(_)) => {
                self.handle(Libcall::resource_transfer_own, *from, source, place)
            }
            (TypeDef::Borrow(from), TypeDef::Borrow(_)) => {
                self.handle(Libcall::resource_transfer_borrow, *from, source, place)
            }
            _ => self.variant(from_def, to_def, (to, source), place),
        }
    }

    fn cross_fields(
        &mut self,
        from: &[Type],
        to: &[Type],
        source: &Source,
        place: Option<Place>,
    ) -> Result<Crossed> {
        Ok(match place {
            None => Crossed::Flat(self.fields_to_flat(from, to, source)?),
            Some(place) => {
                self.fields_to_memory(from, to, source, place)?;
                Crossed::Stored
            }
        })
    }

    /// A handle, moved or lent.
    fn handle(
        &mut self,
        libcall: Libcall,
        resource: u32,
        source: &Source,
        place: Option<Place>,
    ) -> Result<Crossed> {
        let width = Width::unsigned(4);
        let handle = self.load(width, source)?;
        let numbers = [self.from.options.instance.as_u32(), self.to.options.instance.as_u32(), resource];
        let [from, to, resource] =
            numbers.map(|number| self.code.build.ins().iconst(types::I32, i64::from(number)));
        let args = [self.code.context, from, to, resource, handle];
        let handle = libcall::call_value(self.code, libcall, &args)?;
        let handle = checked(self.code, handle);
        self.finish(width, handle, place)
    }

    /// A core value that has been made: stored if there is a place.
    pub(super) fn finish(&mut self, width: Width, value: Value, place: Option<Place>) -> Result<Crossed> {
        Ok(match place {
            None => Crossed::Flat(vec![value]),
            Some(place) => {
                self.store(width, value, place)?;
                Crossed::Stored
            }
        })
    }

    fn finish_pair(&mut self, (at, len): (Value, Value), place: Option<Place>) -> Result<Crossed> {
        Ok(match place {
            None => Crossed::Flat(vec![at, len]),
            Some(place) => {
                let width = Width::pointer(self.to.pointer);
                self.store(width, at, place)?;
                self.store(width, len, place.add(self.to.pointer.bytes()))?;
                Crossed::Stored
            }
        })
    }

    /// Pointer and length.
    fn pair(&mut self, source: &Source) -> Result<(Value, Value)> {
        match source {
            Source::Flat(values) => match values[..] {
                [at, len, ..] => Ok((at, len)),
                _ => Err(Error::bug("too few core values")),
            },
            Source::Memory(place) => {
                let width = Width::pointer(self.from.pointer);
                let len = Source::Memory(place.add(self.from.pointer.bytes()));
                Ok((self.load(width, &Source::Memory(*place))?, self.load(width, &len)?))
            }
        }
    }

    /// Where the fields of a record of the giving side are.
    pub(super) fn fields(&self, fields: &[Type], source: &Source) -> Result<Vec<Source>> {
        let values = match source {
            Source::Memory(place) => {
                let offsets = self.offsets(fields, self.from).into_iter();
                return Ok(offsets.map(|offset| Source::Memory(place.add(offset))).collect());
            }
            Source::Flat(values) => values,
        };
        let mut rest = values.as_slice();
        let mut out = Vec::with_capacity(fields.len());
        for ty in fields {
            let count = self.layout(*ty, self.from).flat as usize;
            let (field, behind) =
                rest.split_at_checked(count).ok_or_else(|| Error::bug("too few core values"))?;
            out.push(Source::Flat(field.to_vec()));
            rest = behind;
        }
        Ok(out)
    }

    fn offsets(&self, fields: &[Type], side: Side<'_>) -> Vec<u32> {
        let mut at = 0u32;
        let mut offsets = Vec::with_capacity(fields.len());
        for ty in fields {
            let abi = self.layout(*ty, side);
            at = canonical::align_to(at, abi.align);
            offsets.push(at);
            at = at.saturating_add(abi.size);
        }
        offsets
    }
}

/// The 32-bit result of a libcall that is negative having failed.
pub(in crate::translate) fn checked(code: &mut crate::translate::Code<'_>, result: Value) -> Value {
    let failed =
        code.build.ins().icmp_imm_s(cranelift_codegen::ir::condcodes::IntCC::SignedLessThan, result, 0);
    code.build.ins().trapnz(failed, traps::HOST_ERROR);
    code.build.ins().ireduce(types::I32, result)
}
