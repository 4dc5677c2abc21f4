//! Strings: where both sides have the same encoding, checked and copied in one go, and Latin-1 written as UTF-16 as simply.
//! Everything else is transcoded by the runtime, which calls `realloc` as the specification says.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{BlockArg, InstBuilder, Value, types};
use embody_abi::canonical::UTF16_TAG;
use embody_abi::libcall::Libcall;
use embody_abi::limits::MAX_LIST_BYTES;
use embody_abi::plan::StringEncoding;

use super::Crossing;
use crate::error::{Error, Result};
use crate::link::image::{Entry, Image, Purpose};
use crate::translate::bounds::{self, Count};
use crate::translate::{libcall, traps};

impl Crossing<'_, '_, '_> {
    /// Takes a string across: where it then is, and its length in code units.
    pub(super) fn string(&mut self, at: Value, len: Value) -> Result<(Value, Value)> {
        match (self.from.options.encoding, self.to.options.encoding) {
            (StringEncoding::Utf8, StringEncoding::Utf8) => self.same(at, len, 1, Libcall::string_copy_utf8),
            (StringEncoding::Utf16, StringEncoding::Utf16) => {
                self.same(at, len, 2, Libcall::string_copy_utf16)
            }
            (StringEncoding::CompactUtf16, StringEncoding::CompactUtf16) => self.latin1(at, len, 1),
            (StringEncoding::CompactUtf16, StringEncoding::Utf16) => self.latin1(at, len, 2),
            _ => self.transcode(at, len),
        }
    }

    /// Copies a string that is Latin-1 if it says so, to code units of `width` bytes.
    fn latin1(&mut self, at: Value, len: Value, width: u32) -> Result<(Value, Value)> {
        let [latin1, utf16, done] = [(); 3].map(|()| self.code.build.create_block());
        let results = [(); 2].map(|()| self.code.build.append_block_param(done, types::I32));
        let tag = self.code.build.ins().band_imm_u(len, i64::from(UTF16_TAG));
        self.code.build.ins().brif(tag, utf16, &[], latin1, &[]);
        self.code.build.switch_to_block(utf16);
        let (place, units) = self.transcode(at, len)?;
        self.code.build.ins().jump(done, &[place, units].map(BlockArg::Value));

        self.code.build.switch_to_block(latin1);
        // Below the tag, which is MAX_LIST_BYTES at most; twice as many may be too many.
        self.aligned(at, 2);
        self.in_memory(self.from, at, len, traps::STRING_OUT_OF_BOUNDS)?;
        let bytes = if width == 1 {
            len
        } else {
            let most = MAX_LIST_BYTES / u64::from(width);
            let len = self.length(len, most, self.from, traps::STRING_OUT_OF_BOUNDS);
            self.code.build.ins().imul_imm_u(len, i64::from(width))
        };
        let place = self.realloc(2, bytes, traps::STRING_OUT_OF_BOUNDS)?;
        let ((_, from), (_, to)) = (self.from.memory()?, self.to.memory()?);
        let (len64, bytes) = (Count::new(self.code, len, false), Count::new(self.code, bytes, false));
        let from = bounds::memory_range(self.code, from, at, len64);
        let to = bounds::memory_range(self.code, to, place, bytes);
        let copy = if width == 1 { Libcall::memory_copy } else { Libcall::string_inflate };
        libcall::call(self.code, copy, &[to, from, len64.value]);
        self.code.build.ins().jump(done, &[place, len].map(BlockArg::Value));
        self.code.build.switch_to_block(done);
        let [place, units] = results;
        Ok((place, units))
    }

    /// Checks and copies a string whose code units have `width` bytes.
    fn same(&mut self, at: Value, len: Value, width: u32, copy: Libcall) -> Result<(Value, Value)> {
        let most = MAX_LIST_BYTES / u64::from(width);
        let len = self.length(len, most, self.from, traps::STRING_OUT_OF_BOUNDS);
        self.aligned(at, width);
        let bytes = self.code.build.ins().imul_imm_u(len, i64::from(width));
        self.in_memory(self.from, at, bytes, traps::STRING_OUT_OF_BOUNDS)?;
        let place = self.realloc(width, bytes, traps::STRING_OUT_OF_BOUNDS)?;
        let ((_, from), (_, to)) = (self.from.memory()?, self.to.memory()?);
        let count = Count::new(self.code, bytes, false);
        let from = bounds::memory_range(self.code, from, at, count);
        let to = bounds::memory_range(self.code, to, place, count);
        let args = [self.code.context, to, from, count.value];
        let failed = libcall::call_value(self.code, copy, &args)?;
        self.code.build.ins().trapnz(failed, traps::HOST_ERROR);
        Ok((place, self.as_pointer(len, self.to)))
    }

    /// Has the runtime write a string in another encoding.
    fn transcode(&mut self, at: Value, len: Value) -> Result<(Value, Value)> {
        let (from, to) = (self.from.options.encoding, self.to.options.encoding);
        let ((from_memory, _), (to_memory, _)) = (self.from.memory()?, self.to.memory()?);
        let realloc = self.to.options.realloc.ok_or_else(|| Error::bug("a string, and no realloc"))?;
        let entry = self.image.entry_of.get(&Entry { func: realloc, purpose: Purpose::Aside });
        let entry = entry.ok_or_else(|| Error::bug("realloc has no entry"))?;
        let numbers = [
            Image::number(from_memory),
            Image::number(to_memory),
            Image::number(*entry),
            from as u32,
            to as u32,
        ];
        let [from_memory, to_memory, realloc, from, to] =
            numbers.map(|number| self.code.build.ins().iconst(types::I32, i64::from(number)));
        let args = [self.code.context, from_memory, from, at, len, to_memory, to, realloc];
        let string = libcall::call_value(self.code, Libcall::string_transcode, &args)?;
        // No string ends at the very last byte of four gibibytes with a length of as many.
        let failed = self.code.build.ins().icmp_imm_s(IntCC::Equal, string, -1);
        self.code.build.ins().trapnz(failed, traps::HOST_ERROR);
        let place = self.code.build.ins().ireduce(types::I32, string);
        let len = self.code.build.ins().ushr_imm_u(string, 32);
        Ok((place, self.code.build.ins().ireduce(types::I32, len)))
    }
}
