//! Code between the host and functions of the image.
//!
//! Entries lead in, array exits lead out. An entry has the C convention, so that it saves what its caller keeps; it calls
//! the function with a handler for everything, where the runtime resumes it after a trap.

use cranelift_codegen::ir::{
    Block, BlockArg, BlockCall, ExceptionTableData, ExceptionTableItem, Function, InstBuilder, MemFlagsData,
    Signature, StackSlotData, StackSlotKind, Type, UserFuncName, Value, types,
};
use cranelift_codegen::isa::CallConv;
use embody_abi::context::import_slot;
use wasmparser::FuncType;

use super::inline;
use super::unit::{Compiler, Worker};
use crate::error::{Error, Result};
use crate::link::image::{Entry, EntryId, LoweringId, Purpose};
use crate::translate::Code;
use crate::translate::code::{import, offset32};
use crate::translate::names::CodeId;
use crate::translate::signature::{self, POINTER, to_bits};
use crate::translate::task::{self, Task};

/// Bytes of a slot in an array of values. A vector takes two slots, its low half first; all else takes one.
const SLOT_BYTES: u32 = 8;

/// Flags of accesses to an array of values, which is aligned to eight bytes: too little for vectors.
const ARRAY: MemFlagsData = MemFlagsData::new().with_notrap();

/// The native entry: `extern "C" fn(context, params…) -> (value, trap)`. After a trap, it returns what the runtime
/// resumes it with.
pub(super) fn native(
    compiler: &Compiler<'_>,
    worker: &mut Worker,
    id: EntryId,
    body: Option<&Function>,
) -> Result<Function> {
    let entered = compiler.image.entries[id];
    let ty = compiler.image.func_type(entered.func);
    let signature = signature::native(ty, compiler.convention())?;
    compiler.trampoline(worker, CodeId::Native(id), signature, body, |code| {
        let mut args = vec![code.context];
        args.append(&mut code.operands);
        let (results, trapped) = compiler.enter(code, entered, &args, body.is_some())?;
        let value = match results.first() {
            Some(value) => to_bits(&mut code.build, *value),
            None => code.build.ins().iconst(types::I64, 0),
        };
        let zero = code.build.ins().iconst(types::I64, 0);
        code.build.ins().return_(&[value, zero]);
        if let Some((block, [value, trap])) = trapped {
            code.build.switch_to_block(block);
            code.build.ins().return_(&[value, trap]);
        }
        Ok(())
    })
}

/// The array entry: `extern "C" fn(context, values) -> trap`. After a trap, the first value is what the runtime resumes
/// it with.
pub(super) fn array(
    compiler: &Compiler<'_>,
    worker: &mut Worker,
    id: EntryId,
    body: Option<&Function>,
) -> Result<Function> {
    let entered = compiler.image.entries[id];
    let ty = compiler.image.func_type(entered.func);
    let signature = signature::plain(compiler.convention(), 2, 1);
    compiler.trampoline(worker, CodeId::Array(id), signature, body, |code| {
        let values = code.pop()?;
        let mut args = vec![code.context];
        let params = ty.params().iter().map(|ty| signature::clif(*ty)).collect::<Result<Vec<_>>>()?;
        for (at, ty) in offsets(&params).zip(&params) {
            args.push(code.build.ins().load(*ty, ARRAY, values, at));
        }
        let (results, trapped) = compiler.enter(code, entered, &args, body.is_some())?;
        let types: Vec<Type> = results.iter().map(|r| code.build.func.dfg.value_type(*r)).collect();
        for (at, result) in offsets(&types).zip(results) {
            let bits = to_bits(&mut code.build, result);
            code.build.ins().store(ARRAY, bits, values, at);
        }
        let zero = code.build.ins().iconst(types::I64, 0);
        code.build.ins().return_(&[zero]);
        if let Some((block, [value, trap])) = trapped {
            code.build.switch_to_block(block);
            code.build.ins().store(ARRAY, value, values, 0);
            code.build.ins().return_(&[trap]);
        }
        Ok(())
    })
}

/// The array exit, for dynamic hosts: a host function with the slot's native signature, which collects the arguments in an
/// array and calls the function that the first word at the slot's data is.
pub(super) fn array_exit(compiler: &Compiler<'_>, worker: &mut Worker, id: LoweringId) -> Result<Function> {
    let lowering = &compiler.image.lowerings[id];
    let ty = &compiler.image.signatures[lowering.signature];
    let signature = signature::native(ty, compiler.convention())?;
    compiler.trampoline(worker, CodeId::ArrayExit(id), signature, None, |code| {
        let params = std::mem::take(&mut code.operands);
        let types: Vec<Type> = params.iter().map(|p| code.build.func.dfg.value_type(*p)).collect();
        let slots = u32::try_from(params.len().max(1)).map_err(|_| Error::limit("too many parameters"))?;
        let slot = StackSlotData::new(StackSlotKind::ExplicitSlot, slots * SLOT_BYTES, 3);
        let slot = code.build.create_sized_stack_slot(slot);
        let values = code.build.ins().stack_addr(POINTER, slot, 0);
        for (at, param) in offsets(&types).zip(params) {
            let bits = to_bits(&mut code.build, param);
            code.build.ins().store(MemFlagsData::trusted(), bits, values, at);
        }
        let data = code.load_constant(code.context, lowering.slot + import_slot::data);
        let func = code.load_constant(data, 0);
        let callee = code.build.import_signature(signature::plain(compiler.convention(), 3, 1));
        let call = code.build.ins().call_indirect(callee, func, &[code.context, data, values]);
        let trap = code.build.inst_results(call).first().copied();
        let trap = trap.ok_or_else(|| Error::bug("a dynamic host function returns no trap"))?;
        let value = code.build.ins().load(types::I64, MemFlagsData::trusted(), values, 0);
        code.build.ins().return_(&[value, trap]);
        Ok(())
    })
}

/// Byte offsets of values of these types in an array.
fn offsets(types: &[Type]) -> impl Iterator<Item = i32> {
    types.iter().scan(0u32, |next, ty| {
        let at = *next;
        *next = at.saturating_add(ty.bytes().next_multiple_of(SLOT_BYTES));
        Some(offset32(at))
    })
}

/// A block that is resumed after a trap, and the two words that it is resumed with.
type Trapped = (Block, [Value; 2]);

impl Compiler<'_> {
    fn convention(&self) -> CallConv {
        self.target.config.default_call_conv
    }

    fn trampoline(
        &self,
        worker: &mut Worker,
        id: CodeId,
        signature: Signature,
        body: Option<&Function>,
        build: impl FnOnce(&mut Code<'_>) -> Result<()>,
    ) -> Result<Function> {
        let name = UserFuncName::User(id.name(self.image));
        let mut func = Function::with_name_signature(name, signature);
        let mut code = Code::new(&mut func, &mut worker.scratch, self.target.config);
        build(&mut code)?;
        code.build.finalize(self.target.config);
        match body {
            Some(body) => inline::into(func, body),
            None => Ok(func),
        }
    }

    /// Calls a function of the image; building goes on where it has returned. Unless the function is `harmless`, the
    /// other way back is the block for traps, which is left to fill.
    fn enter(
        &self,
        code: &mut Code<'_>,
        Entry { func: id, purpose }: Entry,
        args: &[Value],
        harmless: bool,
    ) -> Result<(Vec<Value>, Option<Trapped>)> {
        let waits = match purpose {
            Purpose::Aside => Some(Task::begin(self.image, code)),
            Purpose::Task => {
                task::clear(self.image, code);
                None
            }
            Purpose::End => None,
        };
        let ty: &FuncType = self.image.func_type(id);
        let callee_signature = code.build.import_signature(signature::wasm(ty, CallConv::Tail)?);
        let callee = import(&mut code.build, self.image, CodeId::Func(id), callee_signature);
        if harmless {
            let call = code.build.ins().call(callee, args);
            let results = code.build.inst_results(call).to_vec();
            if let Some(task) = waits {
                task.end(code);
            }
            return Ok((results, None));
        }
        let (returned, trapped) = (code.build.create_block(), code.build.create_block());
        let mut results = Vec::new();
        let mut returns = Vec::new();
        for (n, result) in (0u32..).zip(ty.results()) {
            results.push(code.build.append_block_param(returned, signature::clif(*result)?));
            returns.push(BlockArg::TryCallRet(n));
        }
        let payload = [(); 2].map(|()| code.build.append_block_param(trapped, types::I64));
        let pool = &mut code.build.func.dfg.value_lists;
        let normal = BlockCall::new(returned, returns, pool);
        let handler = BlockCall::new(trapped, [BlockArg::TryCallExn(0), BlockArg::TryCallExn(1)], pool);
        let table = ExceptionTableData::new(callee_signature, normal, [ExceptionTableItem::Default(handler)]);
        let table = code.build.func.dfg.exception_tables.push(table);
        code.build.ins().try_call(callee, args, table);
        code.build.seal_block(returned);
        code.build.seal_block(trapped);
        code.build.set_cold_block(trapped);
        code.build.switch_to_block(returned);
        if let Some(task) = waits {
            task.end(code);
        }
        Ok((results, Some((trapped, payload))))
    }
}
