//! The function being built: CLIF, the operand stack, and what it refers to.

use std::collections::HashMap;

use cranelift_codegen::ir::{
    AliasRegionData, Endianness, ExtFuncData, ExternalName, FuncRef, Function, InstBuilder, MemFlagsData,
    SigRef, Signature, StackSlot, TrapCode, Type, Value, types,
};
use cranelift_codegen::isa::{CallConv, TargetFrontendConfig};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use embody_abi::libcall::Libcall;

use super::names::CodeId;
use super::signature::{self, POINTER, VECTOR};
use crate::error::{Error, Result};
use crate::link::image::{FuncId, Image, SigId};

/// A function being built.
pub struct Code<'f> {
    /// Builds instructions.
    pub build: FunctionBuilder<'f>,
    /// Values of the Wasm operand stack that exist so far.
    pub operands: Vec<Value>,
    /// The context block's address.
    pub context: Value,
    /// Memory on the stack for whatever needs it within one operator.
    pub(super) scratch: Option<StackSlot>,
    native: CallConv,
    signatures: HashMap<(SigId, CallConv), SigRef>,
    functions: HashMap<FuncId, FuncRef>,
    libcalls: HashMap<Libcall, SigRef>,
    text_base: Option<FuncRef>,
}

/// Disjoint parts of what an instance can touch; a store to one leaves what was loaded from the others valid.
#[derive(Clone, Copy)]
pub(super) enum Region {
    /// Length of a memory.
    MemoryLen,
    /// Base and length of a table.
    TableDef,
    /// Elements of a table.
    Elements,
    /// Flags of segments.
    Dropped,
    /// Contents of a memory.
    Memory(usize),
    /// Exceptions.
    Exceptions,
    /// Whether the instance may be left.
    State,
    /// Slots of the task that runs, and counts of backpressure.
    Task,
    /// A global.
    Global(usize),
}

impl Region {
    /// Number and description. Many globals share a number, since CLIF can only tell so many regions apart.
    fn data(self) -> AliasRegionData {
        let (user_id, description) = match self {
            Self::MemoryLen => (0, "memory length"),
            Self::TableDef => (1, "table definition"),
            Self::Elements => (2, "table elements"),
            Self::Dropped => (3, "dropped segments"),
            Self::Exceptions => (4, "exceptions"),
            Self::State => (5, "state"),
            Self::Task => (6, "task"),
            Self::Memory(n) => (0x100 + n % 0x100, "memory"),
            Self::Global(n) => (0x200 + n % 0x100, "global"),
        };
        AliasRegionData {
            user_id: u32::try_from(user_id).unwrap_or(u32::MAX),
            description: description.into(),
        }
    }
}

impl<'f> Code<'f> {
    /// Starts a function whose first parameter is the context; its other parameters become the operand stack.
    pub fn new(
        func: &'f mut Function,
        scratch: &'f mut FunctionBuilderContext,
        config: TargetFrontendConfig,
    ) -> Self {
        let mut build = FunctionBuilder::new(func, scratch);
        let entry = build.create_block();
        build.append_block_params_for_function_params(entry);
        build.switch_to_block(entry);
        build.seal_block(entry);
        let mut operands = build.block_params(entry).to_vec();
        let context = operands.remove(0);
        Self {
            build,
            operands,
            context,
            scratch: None,
            native: config.default_call_conv,
            signatures: HashMap::new(),
            functions: HashMap::new(),
            libcalls: HashMap::new(),
            text_base: None,
        }
    }

    /// Pushes an operand.
    pub fn push(&mut self, value: Value) {
        self.operands.push(value);
    }

    /// Pops an operand.
    ///
    /// # Errors
    /// If there is none, which validation excludes.
    pub fn pop(&mut self) -> Result<Value> {
        self.operands.pop().ok_or_else(underflow)
    }

    /// Pops two operands, of which the second one was pushed last.
    pub(super) fn pop2(&mut self) -> Result<(Value, Value)> {
        let second = self.pop()?;
        Ok((self.pop()?, second))
    }

    /// Pops three operands, of which the third one was pushed last.
    pub(super) fn pop3(&mut self) -> Result<(Value, Value, Value)> {
        let third = self.pop()?;
        let (first, second) = self.pop2()?;
        Ok((first, second, third))
    }

    /// Pops `count` operands, the last one being the one pushed last. They may cross into other code: vectors are
    /// [canonical](Code::canonical).
    pub(super) fn pop_many(&mut self, count: usize) -> Result<Vec<Value>> {
        let at = self.canonical_top(count)?;
        Ok(self.operands.split_off(at))
    }

    /// The `count` operands pushed last. They may cross into other blocks: vectors are [canonical](Code::canonical).
    pub(super) fn top(&mut self, count: usize) -> Result<&[Value]> {
        let at = self.canonical_top(count)?;
        Ok(&self.operands[at..])
    }

    /// Makes the `count` operands pushed last canonical: where they start.
    fn canonical_top(&mut self, count: usize) -> Result<usize> {
        let at = self.operands.len().checked_sub(count).ok_or_else(underflow)?;
        for n in at..self.operands.len() {
            self.operands[n] = self.canonical(self.operands[n]);
        }
        Ok(at)
    }

    /// A value in the type that [`signature::clif`] gives it. Vectors have that type wherever paths meet: in variables,
    /// parameters and results; in between, they have the type of the operator that made them.
    pub(super) fn canonical(&mut self, value: Value) -> Value {
        match self.build.func.dfg.value_type(value).is_vector() {
            true => self.vector(VECTOR, value),
            false => value,
        }
    }

    /// A vector in another vector type: the same bits, lane 0 being the lowest ones.
    pub(super) fn vector(&mut self, ty: Type, value: Value) -> Value {
        if self.build.func.dfg.value_type(value) == ty {
            return value;
        }
        let flags = MemFlagsData::new().with_endianness(Endianness::Little);
        self.build.ins().bitcast(ty, flags, value)
    }

    /// A constant vector.
    pub(super) fn vector_constant(&mut self, ty: Type, bits: u128) -> Value {
        let handle = self.build.func.dfg.constants.insert(bits.to_le_bytes().as_slice().into());
        self.build.ins().vconst(ty, handle)
    }

    /// Flags of an access to a region that is always accessible.
    pub(super) fn flags(&mut self, region: Region) -> MemFlagsData {
        let region = self.build.func.dfg.alias_regions.insert(region.data());
        MemFlagsData::trusted().with_alias_region(Some(region))
    }

    /// Flags of an access to a region that the guest's own numbers reach.
    pub(super) fn guest_flags(&mut self, region: Region, trap: TrapCode) -> MemFlagsData {
        let region = self.build.func.dfg.alias_regions.insert(region.data());
        let flags = MemFlagsData::new().with_endianness(Endianness::Little);
        flags.with_trap_code(Some(trap)).with_alias_region(Some(region))
    }

    /// Loads something at a context offset that never changes while the guest runs.
    pub fn load_constant(&mut self, base: Value, offset: u32) -> Value {
        let flags = MemFlagsData::trusted().with_readonly().with_can_move();
        self.build.ins().load(POINTER, flags, base, offset32(offset))
    }

    /// Loads from a context offset.
    pub(super) fn load_context(&mut self, ty: Type, region: Region, offset: u32) -> Value {
        let flags = self.flags(region);
        self.build.ins().load(ty, flags, self.context, offset32(offset))
    }

    /// Stores to a context offset.
    pub(super) fn store_context(&mut self, value: Value, region: Region, offset: u32) {
        let flags = self.flags(region);
        self.build.ins().store(flags, value, self.context, offset32(offset));
    }

    /// A constant of 64 bits.
    pub(super) fn constant(&mut self, value: u64) -> Value {
        self.build.ins().iconst(types::I64, value.cast_signed())
    }

    /// An integer of a 32-bit index space as 64 bits.
    pub(super) fn extend(&mut self, value: Value) -> Value {
        self.build.ins().uextend(types::I64, value)
    }

    /// A reference to a function of the image.
    pub(super) fn function(&mut self, image: &Image<'_>, id: FuncId) -> Result<FuncRef> {
        if let Some(func) = self.functions.get(&id) {
            return Ok(*func);
        }
        let function = image.functions.get(id);
        let sig = function.ok_or_else(|| Error::bug(format!("{id} does not exist")))?.signature;
        let signature = self.signature(image, sig, CallConv::Tail)?;
        let func = import(&mut self.build, image, CodeId::Func(id), signature);
        self.functions.insert(id, func);
        Ok(func)
    }

    /// A reference to a Wasm signature, in the image's convention or in that of the host.
    pub(super) fn signature(&mut self, image: &Image<'_>, id: SigId, convention: CallConv) -> Result<SigRef> {
        if let Some(sig) = self.signatures.get(&(id, convention)) {
            return Ok(*sig);
        }
        let ty = image.signatures.get(id).ok_or_else(|| Error::bug(format!("{id} does not exist")))?;
        let signature = match convention {
            CallConv::Tail => signature::wasm(ty, convention)?,
            _ => signature::native(ty, convention)?,
        };
        let sig = self.build.import_signature(signature);
        self.signatures.insert((id, convention), sig);
        Ok(sig)
    }

    /// A reference to a libcall's signature, which `make` makes if need be.
    pub(super) fn libcall(&mut self, libcall: Libcall, make: impl FnOnce(CallConv) -> Signature) -> SigRef {
        let (build, native) = (&mut self.build, self.native);
        *self.libcalls.entry(libcall).or_insert_with(|| build.import_signature(make(native)))
    }

    /// The address of a function of the image.
    pub(super) fn address_of(&mut self, func: FuncRef) -> Value {
        self.build.ins().func_addr(POINTER, func)
    }

    /// The address at which the text starts.
    pub(super) fn text_base(&mut self, image: &Image<'_>) -> Value {
        let func = match self.text_base {
            Some(func) => func,
            None => {
                let signature = self.build.import_signature(Signature::new(CallConv::Tail));
                let func = import(&mut self.build, image, CodeId::TextBase, signature);
                self.text_base = Some(func);
                func
            }
        };
        self.address_of(func)
    }

    /// The host's C calling convention.
    pub(super) fn native_convention(&self) -> CallConv {
        self.native
    }
}

/// Lets a function refer to other code of the image. All code is in one text, so that a reference needs no table.
pub fn import(
    build: &mut FunctionBuilder<'_>,
    image: &Image<'_>,
    code: CodeId,
    signature: SigRef,
) -> FuncRef {
    let name = build.func.declare_imported_user_function(code.name(image));
    build.import_function(ExtFuncData {
        name: ExternalName::user(name),
        signature,
        colocated: true,
        patchable: false,
    })
}

/// A context offset as CLIF has it; the linker keeps the context block far below 2 GiB.
pub fn offset32(offset: u32) -> i32 {
    i32::try_from(offset).unwrap_or(i32::MAX)
}

fn underflow() -> Error {
    Error::bug("the operand stack is empty, although the module is valid")
}
