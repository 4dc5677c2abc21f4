//! Lists: numbers in a row are copied as bytes, everything else element by element.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{BlockArg, InstBuilder, Value, types};
use embody_abi::canonical;
use embody_abi::libcall::Libcall;
use embody_abi::limits::MAX_LIST_BYTES;
use embody_abi::types::{Type, TypeDef, TypeTable};

use super::Crossing;
use super::value::{Crossed, Place, Source};
use crate::error::{Error, Result};
use crate::translate::bounds::{self, Count};
use crate::translate::{libcall, traps};

/// Elements of a list of fixed length that are taken across one by one, without a loop.
const MAX_UNROLLED: u32 = 8;

/// Whether values of a type are the same bytes on both sides, all of which are of the value.
fn is_bytes(table: &TypeTable, ty: Type) -> bool {
    match ty {
        Type::Bool | Type::Char | Type::String => false,
        Type::Defined(index) => match table.get(index) {
            Some(def @ (TypeDef::Record(_) | TypeDef::Tuple(_) | TypeDef::FixedList(..))) => {
                let count = if let TypeDef::FixedList(_, count) = def { *count } else { 1 };
                let bytes: u32 =
                    def.children().map(|ty| canonical::layout(table, ty).size.saturating_mul(count)).sum();
                bytes == canonical::layout(table, ty).size && def.children().all(|ty| is_bytes(table, ty))
            }
            _ => false,
        },
        _ => true,
    }
}

impl Crossing<'_, '_, '_> {
    /// Takes a list across, whose elements are these fields: where it then is, and its length.
    pub(super) fn list(
        &mut self,
        from: &[Type],
        to: &[Type],
        at: Value,
        len: Value,
    ) -> Result<(Value, Value)> {
        let (from_abi, to_abi) = (self.record(from, self.from), self.record(to, self.to));
        self.aligned(at, from_abi.align);
        let size = u64::from(from_abi.size.max(to_abi.size).max(1));
        let len = self.length(len, MAX_LIST_BYTES / size, self.from, traps::LIST_OUT_OF_BOUNDS);
        // Neither is above MAX_LIST_BYTES.
        let [from_bytes, to_bytes] =
            [from_abi, to_abi].map(|abi| self.code.build.ins().imul_imm_u(len, i64::from(abi.size)));
        self.in_memory(self.from, at, from_bytes, traps::LIST_OUT_OF_BOUNDS)?;
        let place = self.realloc(to_abi.align, to_bytes, traps::LIST_OUT_OF_BOUNDS)?;
        if from == to && from.iter().all(|ty| is_bytes(self.types(), *ty)) && from_abi == to_abi {
            self.copy(at, place, from_bytes)?;
        } else {
            let sizes = (from_abi.size, to_abi.size);
            self.each(at, place, len, sizes, |this, source, place| {
                this.fields_to_memory(from, to, &Source::Memory(source), place)
            })?;
        }
        Ok((place, self.as_pointer(len, self.to)))
    }

    /// Copies bytes from one memory to the other.
    fn copy(&mut self, at: Value, place: Value, bytes: Value) -> Result<()> {
        let ((_, from), (_, to)) = (self.from.memory()?, self.to.memory()?);
        let len = Count::new(self.code, bytes, false);
        let from = bounds::memory_range(self.code, from, at, len);
        let to = bounds::memory_range(self.code, to, place, len);
        libcall::call(self.code, Libcall::memory_copy, &[to, from, len.value]);
        Ok(())
    }

    /// Does something for each of `count` elements of two rows, with elements of these sizes, which are not zero. All of
    /// the rows are in memory.
    fn each(
        &mut self,
        from: Value,
        to: Value,
        count: Value,
        (from_size, to_size): (u32, u32),
        element: impl FnOnce(&mut Self, Place, Place) -> Result<()>,
    ) -> Result<()> {
        let [head, body, done] = [(); 3].map(|()| self.code.build.create_block());
        let [from_at, to_at] = [from, to].map(|at| {
            let ty = self.code.build.func.dfg.value_type(at);
            self.code.build.append_block_param(head, ty)
        });
        // The end may be that of all that pointers reach, and then is zero: places are compared for being the same alone.
        let bytes = self.code.build.ins().imul_imm_u(count, i64::from(from_size));
        let bytes = self.as_pointer(bytes, self.from);
        let end = self.code.build.ins().iadd(from, bytes);
        self.code.build.ins().jump(head, &[from, to].map(BlockArg::Value));
        self.code.build.switch_to_block(head);
        let is_end = self.code.build.ins().icmp(IntCC::Equal, from_at, end);
        self.code.build.ins().brif(is_end, done, &[], body, &[]);
        self.code.build.switch_to_block(body);
        element(self, Place { at: from_at, offset: 0 }, Place { at: to_at, offset: 0 })?;
        let from = self.code.build.ins().iadd_imm_u(from_at, i64::from(from_size));
        let to = self.code.build.ins().iadd_imm_u(to_at, i64::from(to_size));
        self.code.build.ins().jump(head, &[from, to].map(BlockArg::Value));
        self.code.build.switch_to_block(done);
        Ok(())
    }

    /// Takes a list of fixed length across.
    pub(super) fn fixed_list(
        &mut self,
        from: Type,
        to: Type,
        count: u32,
        source: &Source,
        place: Option<Place>,
    ) -> Result<Crossed> {
        let fields = |ty| vec![ty; count as usize];
        let (from_place, to_place) = match (source, place) {
            (_, None) => {
                return Ok(Crossed::Flat(self.fields_to_flat(&fields(from), &fields(to), source)?));
            }
            (Source::Memory(from_place), Some(to_place)) if count > MAX_UNROLLED => (*from_place, to_place),
            (_, Some(place)) => {
                self.fields_to_memory(&fields(from), &fields(to), source, place)?;
                return Ok(Crossed::Stored);
            }
        };
        let (from_abi, to_abi) = (self.layout(from, self.from), self.layout(to, self.to));
        let from_at = self.code.build.ins().iadd_imm_u(from_place.at, i64::from(from_place.offset));
        let to_at = self.code.build.ins().iadd_imm_u(to_place.at, i64::from(to_place.offset));
        let count = self.code.build.ins().iconst(types::I32, i64::from(count));
        if from_abi.size == 0 || to_abi.size == 0 {
            return Err(Error::bug("elements without bytes"));
        }
        self.each(from_at, to_at, count, (from_abi.size, to_abi.size), |this, source, place| {
            this.pass_stored(from, to, &Source::Memory(source), place)
        })?;
        Ok(Crossed::Stored)
    }
}
