//! Adapters: calls from one component instance to another.
//!
//! In: a function that one instance has lifted and another one lowers. Out: a core function with the signature of the
//! lowered side. It takes the parameters across, calls the lifted core function, and takes the result back; no value
//! passes through the host. Scalars stay in registers, strings and lists are copied once, from one memory to the other.
//! What either side says (pointers, lengths, discriminants, characters, handles) is checked where it is used, and traps.
//! Spec: Canonical ABI, `canon lift`, `canon lower`.

mod list;
mod scalar;
mod string;
mod value;
mod variant;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    BlockArg, BlockCall, ExceptionTableItem, Function, InstBuilder, TrapCode, Value, types,
};
use cranelift_frontend::FunctionBuilderContext;
use embody_abi::canonical::{self, CanonicalAbi, Direction, Pointer};
use embody_abi::context::{header, state};
use embody_abi::libcall::Libcall;
use embody_abi::limits::MAX_LIST_BYTES;
use embody_abi::types::{Type, TypeDef, TypeTable};

pub(super) use self::value::checked;
use self::value::{Place, Source};
use super::bounds::{self, Count};
use super::code::{Code, Region};
use super::env::Target;
use super::exception::{self, Callee};
use super::task::Task;
use super::{libcall, traps};
use crate::error::{Error, Result};
use crate::link::image::{AdapterId, CanonOptions, FuncId, Image, Memory, MemoryId};

/// Translates an adapter.
pub(super) fn function(
    image: &Image<'_>,
    target: Target,
    id: AdapterId,
    func: &mut Function,
    scratch: &mut FunctionBuilderContext,
) -> Result<()> {
    let adapter = image.adapters.get(id).ok_or_else(|| Error::bug(format!("{id} does not exist")))?;
    let mut code = Code::new(func, scratch, target.config);
    if !adapter.may_enter {
        code.build.ins().trap(traps::CANNOT_ENTER);
        code.build.finalize(target.config);
        return Ok(());
    }
    may_leave(image, &mut code);
    let context = code.context;
    let mut params = std::mem::take(&mut code.operands);
    let lower = Side::new(image, &adapter.lower)?;
    let lift = Side::new(image, &adapter.lift)?;
    let (lower_ty, lift_ty) = (&adapter.lower_ty, &adapter.lift_ty);
    let outer = canonical::flat_signature_in(&image.types, lower_ty, lower.pointer, Direction::Lower);
    let inner = canonical::flat_signature_in(&image.types, lift_ty, lift.pointer, Direction::Lift);
    let borrows = lower_ty.params.iter().any(|(_, ty)| has_borrow(&image.types, *ty));
    if borrows {
        libcall::call(&mut code, Libcall::resource_enter_call, &[context]);
    }

    let return_area = if outer.result_in_memory { params.pop() } else { None };
    let lower_types: Vec<Type> = lower_ty.params.iter().map(|p| p.1).collect();
    let lift_types: Vec<Type> = lift_ty.params.iter().map(|p| p.1).collect();
    let mut down = Crossing { image, code: &mut code, from: lower, to: lift };
    let source = if outer.params_in_memory {
        let at = *params.first().ok_or_else(|| Error::bug("no pointer to parameters"))?;
        Source::Memory(down.region(lower, at, down.record(&lower_types, lower))?)
    } else {
        Source::Flat(params)
    };
    let mut args = vec![down.code.context];
    if inner.params_in_memory {
        let abi = down.record(&lift_types, lift);
        let len = down.code.build.ins().iconst(types::I32, i64::from(abi.size));
        let at = down.realloc(abi.align, len, traps::LIST_OUT_OF_BOUNDS)?;
        down.fields_to_memory(&lower_types, &lift_types, &source, Place { at, offset: 0 })?;
        args.push(at);
    } else {
        args.extend(down.fields_to_flat(&lower_types, &lift_types, &source)?);
    }
    let task = Task::begin(image, down.code);
    let results = down.call(adapter.core, &args)?;

    let mut up = Crossing { image, code: &mut code, from: lift, to: lower };
    let mut returned = Vec::new();
    if let (Some(from), Some(to)) = (lift_ty.result, lower_ty.result) {
        let source = if inner.result_in_memory {
            let at = *results.first().ok_or_else(|| Error::bug("no pointer to a result"))?;
            Source::Memory(up.region(lift, at, canonical::layout_in(&image.types, from, lift.pointer))?)
        } else {
            Source::Flat(results.clone())
        };
        match return_area {
            Some(at) => {
                let place = up.region(lower, at, canonical::layout_in(&image.types, to, lower.pointer))?;
                up.pass_stored(from, to, &source, place)?;
            }
            None => returned = up.pass_flat(from, to, &source)?,
        }
    }
    if let Some(post_return) = adapter.lift.post_return {
        let mut args = vec![up.code.context];
        args.extend(results);
        up.confined(post_return, &args)?;
    }
    task.end(up.code);
    if borrows {
        let failed = libcall::call_value(&mut code, Libcall::resource_exit_call, &[context])?;
        code.build.ins().trapnz(failed, traps::HOST_ERROR);
    }
    code.build.ins().return_(&returned);
    code.build.seal_all_blocks();
    code.build.finalize(target.config);
    Ok(())
}

/// Traps if the component instance that runs must not be left now.
pub(super) fn may_leave(image: &Image<'_>, code: &mut Code<'_>) {
    if image.has_forbidden_exits {
        let now = code.load_context(types::I64, Region::State, header::state);
        let confined = code.build.ins().icmp_imm_u(IntCC::NotEqual, now, state::ENTERED.cast_signed());
        code.build.ins().trapnz(confined, traps::CANNOT_LEAVE);
    }
}

/// Calls a function of a component instance. An exception does not leave it.
pub(super) fn call(
    image: &Image<'_>,
    code: &mut Code<'_>,
    func: FuncId,
    args: &[Value],
) -> Result<Vec<Value>> {
    let callee = Callee::Direct(code.function(image, func)?);
    if image.tags.is_empty() {
        return Ok(exception::call(code, callee, args, Vec::new()));
    }
    let caught = code.build.create_block();
    code.build.append_block_param(caught, types::I64);
    code.build.set_cold_block(caught);
    let to = BlockCall::new(caught, [BlockArg::TryCallExn(0)], &mut code.build.func.dfg.value_lists);
    let results = exception::call(code, callee, args, vec![ExceptionTableItem::Default(to)]);
    let returned = code.build.current_block();
    code.build.switch_to_block(caught);
    code.build.ins().trap(traps::UNCAUGHT_EXCEPTION);
    code.build.switch_to_block(returned.ok_or_else(|| Error::bug("a call in no block"))?);
    Ok(results)
}

/// Whether values of a type hold borrowed handles.
fn has_borrow(types: &TypeTable, ty: Type) -> bool {
    let Type::Defined(index) = ty else { return false };
    match types.get(index) {
        Some(TypeDef::Borrow(_)) => true,
        Some(def) => def.children().any(|ty| has_borrow(types, ty)),
        None => false,
    }
}

/// One of two component instances.
#[derive(Clone, Copy)]
struct Side<'i> {
    options: &'i CanonOptions,
    memory: Option<(MemoryId, &'i Memory)>,
    pointer: Pointer,
}

impl<'i> Side<'i> {
    fn new(image: &'i Image<'_>, options: &'i CanonOptions) -> Result<Self> {
        let memory = |id| image.memories.get(id).map(|memory| (id, memory));
        let memory = options
            .memory
            .map(|id| memory(id).ok_or_else(|| Error::bug(format!("{id} does not exist"))))
            .transpose()?;
        let is_wide = memory.is_some_and(|(_, memory)| memory.ty.memory64);
        let pointer = if is_wide { Pointer::Bits64 } else { Pointer::Bits32 };
        Ok(Self { options, memory, pointer })
    }

    fn memory(&self) -> Result<(MemoryId, &'i Memory)> {
        self.memory.ok_or_else(|| Error::bug("a value in memory, and no memory"))
    }
}

/// Values on their way from one component instance to another.
struct Crossing<'c, 'i, 'f> {
    image: &'i Image<'i>,
    code: &'c mut Code<'f>,
    from: Side<'i>,
    to: Side<'i>,
}

impl<'i> Crossing<'_, 'i, '_> {
    fn types(&self) -> &'i TypeTable {
        &self.image.types
    }

    /// Layout of a type in a side's memory.
    fn layout(&self, ty: Type, side: Side<'_>) -> CanonicalAbi {
        canonical::layout_in(&self.image.types, ty, side.pointer)
    }

    /// Layout of types in a row.
    fn record(&self, types: &[Type], side: Side<'_>) -> CanonicalAbi {
        let fields: Vec<_> = types.iter().map(|ty| self.layout(*ty, side)).collect();
        CanonicalAbi::record(&fields)
    }

    /// A number of 32 bits as a pointer or length of a side.
    fn as_pointer(&mut self, value: Value, side: Side<'_>) -> Value {
        match side.pointer {
            Pointer::Bits32 => value,
            Pointer::Bits64 => self.code.extend(value),
        }
    }

    /// A length that a side gives, as 32 bits; traps if it is above `most`, which has fewer.
    fn length(&mut self, len: Value, most: u64, side: Side<'_>, trap: TrapCode) -> Value {
        let most = most.min(MAX_LIST_BYTES).cast_signed();
        let bad = self.code.build.ins().icmp_imm_u(IntCC::UnsignedGreaterThan, len, most);
        self.code.build.ins().trapnz(bad, trap);
        match side.pointer {
            Pointer::Bits32 => len,
            Pointer::Bits64 => self.code.build.ins().ireduce(types::I32, len),
        }
    }

    fn call(&mut self, func: FuncId, args: &[Value]) -> Result<Vec<Value>> {
        call(self.image, self.code, func, args)
    }

    /// Calls a function from which its component instance must not be left.
    fn confined(&mut self, func: FuncId, args: &[Value]) -> Result<Vec<Value>> {
        let confined = self.code.constant(state::MAY_NOT_LEAVE);
        self.code.store_context(confined, Region::State, header::state);
        let results = self.call(func, args)?;
        let free = self.code.constant(state::ENTERED);
        self.code.store_context(free, Region::State, header::state);
        Ok(results)
    }

    /// Has the instance that is being passed values allocate `len` bytes, and checks where they are; traps with `trap` if
    /// they are not in its memory.
    fn realloc(&mut self, align: u32, len: Value, trap: TrapCode) -> Result<Value> {
        let realloc =
            self.to.options.realloc.ok_or_else(|| Error::bug("a value in memory, and no realloc"))?;
        let numbers = [0, 0, i64::from(align)];
        let [old, old_len, align_value] = numbers.map(|n| self.code.build.ins().iconst(types::I32, n));
        let [old, old_len, align_value, new_len] =
            [old, old_len, align_value, len].map(|value| self.as_pointer(value, self.to));
        let args = [self.code.context, old, old_len, align_value, new_len];
        let task = Task::begin(self.image, self.code);
        let results = self.confined(realloc, &args)?;
        task.end(self.code);
        let at = *results.first().ok_or_else(|| Error::bug("realloc returns nothing"))?;
        self.aligned(at, align);
        self.in_memory(self.to, at, len, trap)?;
        Ok(at)
    }

    /// Values that a side says are at an address, after checking that they are in its memory and aligned.
    fn region(&mut self, side: Side<'i>, at: Value, abi: CanonicalAbi) -> Result<Place> {
        self.aligned(at, abi.align);
        let len = self.code.build.ins().iconst(types::I32, i64::from(abi.size));
        self.in_memory(side, at, len, traps::LIST_OUT_OF_BOUNDS)?;
        Ok(Place { at, offset: 0 })
    }

    fn aligned(&mut self, at: Value, align: u32) {
        if align > 1 {
            let odd = self.code.build.ins().band_imm_u(at, i64::from(align - 1));
            self.code.build.ins().trapnz(odd, traps::UNALIGNED_POINTER);
        }
    }

    /// Checks that `len` bytes (32 bits) at `at` are in a side's memory.
    fn in_memory(&mut self, side: Side<'i>, at: Value, len: Value, trap: TrapCode) -> Result<()> {
        let (_, memory) = side.memory()?;
        let limit = super::memory::len_bytes(self.code, memory);
        let start = Count::new(self.code, at, memory.ty.memory64);
        let len = Count::new(self.code, len, false);
        bounds::range(self.code, start, len, limit, trap);
        Ok(())
    }
}
