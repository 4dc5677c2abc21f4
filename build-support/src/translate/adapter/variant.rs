//! Variants: a discriminant, and a payload of each case in its own way.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{BlockArg, InstBuilder, Value, types};
use cranelift_frontend::Switch;
use embody_abi::canonical::{self, CanonicalAbi, FlatType};
use embody_abi::limits::MAX_FLAT_PARAMS;
use embody_abi::types::{Type, TypeDef};

use super::scalar::{Width, clif};
use super::value::{Crossed, Place, Source};
use super::{Crossing, Side};
use crate::error::{Error, Result};
use crate::translate::traps;

/// A case: its name, and the type of its payload.
type Case<'t> = (&'t str, Option<Type>);

fn cases(def: &TypeDef) -> Result<Vec<Case<'_>>> {
    Ok(match def {
        TypeDef::Variant(cases) => cases.iter().map(|(name, ty)| (name.as_str(), *ty)).collect(),
        TypeDef::Enum(names) => names.iter().map(|name| (name.as_str(), None)).collect(),
        TypeDef::Option(ty) => vec![("none", None), ("some", Some(*ty))],
        TypeDef::Result { ok, err } => vec![("ok", *ok), ("err", *err)],
        _ => return Err(Error::bug("two sides of a call have different types")),
    })
}

impl Crossing<'_, '_, '_> {
    /// Takes a variant, option, result or enum across.
    pub(super) fn variant(
        &mut self,
        from: &TypeDef,
        to: &TypeDef,
        (to_ty, source): (Type, &Source),
        place: Option<Place>,
    ) -> Result<Crossed> {
        let (from, to) = (cases(from)?, cases(to)?);
        let (from_width, to_width) = (Width::discriminant(from.len()), Width::discriminant(to.len()));
        let discriminant = self.load(from_width, source)?;
        if from == to && from.iter().all(|case| case.1.is_none()) {
            let count = from.len() as i64;
            let bad =
                self.code.build.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, discriminant, count);
            self.code.build.ins().trapnz(bad, traps::INVALID_DISCRIMINANT);
            return self.finish(to_width, discriminant, place);
        }

        let mut flat = Vec::new();
        if place.is_none() {
            canonical::flatten_in(self.types(), to_ty, self.to.pointer, MAX_FLAT_PARAMS, &mut flat);
        }
        let (bad, done) = (self.code.build.create_block(), self.code.build.create_block());
        for ty in &flat {
            self.code.build.append_block_param(done, clif(*ty));
        }
        let mut switch = Switch::new();
        let blocks: Vec<_> = from.iter().map(|_| self.code.build.create_block()).collect();
        for (number, block) in (0u128..).zip(&blocks) {
            switch.set_entry(number, *block);
        }
        self.code.build.set_cold_block(bad);
        switch.emit(&mut self.code.build, discriminant, bad);
        self.code.build.switch_to_block(bad);
        self.code.build.ins().trap(traps::INVALID_DISCRIMINANT);

        let (from_at, to_at) = (self.payload_offset(&from, self.from), self.payload_offset(&to, self.to));
        for (case, block) in from.iter().zip(blocks) {
            self.code.build.switch_to_block(block);
            let number = to.iter().position(|(name, _)| *name == case.0);
            let number = number.ok_or_else(|| Error::bug("a case that only one side has"))?;
            let payload = case.1.zip(to[number].1);
            let number = self.code.build.ins().iconst(types::I32, number as i64);
            let mut values = vec![number];
            if let Some((from_ty, to_ty)) = payload {
                let source = self.payload(from_ty, source, from_at);
                match place {
                    Some(place) => self.pass_stored(from_ty, to_ty, &source, place.add(to_at))?,
                    None => {
                        let payload = self.pass_flat(from_ty, to_ty, &source)?;
                        for (value, ty) in payload.into_iter().zip(&flat[1..]) {
                            values.push(self.join(value, *ty));
                        }
                    }
                }
            }
            match place {
                Some(place) => {
                    self.store(to_width, number, place)?;
                    self.code.build.ins().jump(done, &[]);
                }
                None => {
                    for ty in flat.iter().skip(values.len()) {
                        values.push(self.zero(*ty));
                    }
                    let args: Vec<_> = values.into_iter().map(BlockArg::Value).collect();
                    self.code.build.ins().jump(done, &args);
                }
            }
        }
        self.code.build.switch_to_block(done);
        Ok(match place {
            Some(_) => Crossed::Stored,
            None => Crossed::Flat(self.code.build.block_params(done).to_vec()),
        })
    }

    /// Where a case's payload is.
    fn payload(&mut self, ty: Type, source: &Source, offset: u32) -> Source {
        let values = match source {
            Source::Memory(place) => return Source::Memory(place.add(offset)),
            Source::Flat(values) => values,
        };
        let mut flat = Vec::new();
        canonical::flatten_in(self.types(), ty, self.from.pointer, MAX_FLAT_PARAMS, &mut flat);
        let values = values.iter().skip(1).zip(flat);
        Source::Flat(values.map(|(value, ty)| self.separate(*value, ty)).collect())
    }

    fn payload_offset(&self, cases: &[Case<'_>], side: Side<'_>) -> u32 {
        let layout = |ty: Option<Type>| ty.map_or(CanonicalAbi::EMPTY, |ty| self.layout(ty, side));
        CanonicalAbi::payload_offset(&cases.iter().map(|case| layout(case.1)).collect::<Vec<_>>())
    }

    fn zero(&mut self, ty: FlatType) -> Value {
        match ty {
            FlatType::I32 | FlatType::I64 => self.code.build.ins().iconst(clif(ty), 0),
            FlatType::F32 => self.code.build.ins().f32const(0.0),
            FlatType::F64 => self.code.build.ins().f64const(0.0),
        }
    }
}
