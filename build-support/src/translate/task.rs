//! What a component instance does with tasks: `context.get`, `task.cancel` and their like.
//!
//! In: what a core function is defined to do. Out: its code; and for those who let another task run, code that puts aside
//! what the one has that waits. All tasks are synchronous: none may wait, and nobody has a handle of a waitable, so that
//! most of what there is to do traps. Slots are in the context block, and cost nothing where nobody asks for them. Spec:
//! Canonical ABI, `canon context.get` and those that follow it, "Thread State".

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Function, InstBuilder, TrapCode, Value, types};
use cranelift_frontend::FunctionBuilderContext;
use embody_abi::libcall::Libcall;

use super::adapter::{self, checked};
use super::code::{Code, Region};
use super::env::Target;
use super::{libcall, traps};
use crate::error::{Error, Result};
use crate::link::image::{ComponentInstanceId, Image, ResourceId, TASK_SLOTS};
use crate::parse::TaskBuiltin;

/// The largest count of backpressure.
const MAX_BACKPRESSURE: i64 = 0xffff;

/// The slots of a task that waits for another one to end.
#[must_use]
pub struct Task {
    /// Context offset and value of each, if anybody asks for them.
    slots: Vec<(u32, Value)>,
}

impl Task {
    /// Another task begins: its slots are zero.
    pub fn begin(image: &Image<'_>, code: &mut Code<'_>) -> Self {
        let load = |at| (at, code.load_context(types::I64, Region::Task, at));
        let slots = offsets(image).map(load).collect();
        clear(image, code);
        Self { slots }
    }

    /// It has ended, and the one that waits goes on.
    pub fn end(self, code: &mut Code<'_>) {
        for (at, value) in self.slots {
            code.store_context(value, Region::Task, at);
        }
    }
}

/// A task begins, and none waits: its slots are zero.
pub fn clear(image: &Image<'_>, code: &mut Code<'_>) {
    for at in offsets(image) {
        let zero = code.constant(0);
        code.store_context(zero, Region::Task, at);
    }
}

/// Context offsets of the slots.
fn offsets(image: &Image<'_>) -> impl Iterator<Item = u32> {
    image.task_slots.into_iter().flat_map(|first| (0..TASK_SLOTS).map(move |slot| first + 8 * slot))
}

/// What is done, and by whom.
pub(super) struct Builtin {
    pub(super) builtin: TaskBuiltin,
    pub(super) instance: ComponentInstanceId,
    /// The resource type of what its handle is of.
    pub(super) resource: Option<ResourceId>,
}

impl Builtin {
    /// Translates the core function that does it.
    pub(super) fn function(
        &self,
        image: &Image<'_>,
        target: Target,
        func: &mut Function,
        scratch: &mut FunctionBuilderContext,
    ) -> Result<()> {
        let mut code = Code::new(func, scratch, target.config);
        self.translate(image, &mut code)?;
        code.build.seal_all_blocks();
        code.build.finalize(target.config);
        Ok(())
    }

    fn translate(&self, image: &Image<'_>, code: &mut Code<'_>) -> Result<()> {
        match self.builtin {
            TaskBuiltin::ContextGet(slot) => {
                let result = code.build.func.signature.returns.first().map(|result| result.value_type);
                let ty = result.ok_or_else(|| Error::bug("`context.get` returns nothing"))?;
                // What was set as 64 bits is read as its lower ones; the target is little-endian.
                let value = code.load_context(ty, Region::Task, self.slot(image, slot)?);
                code.build.ins().return_(&[value]);
                return Ok(());
            }
            TaskBuiltin::ContextSet(slot) => {
                let value = code.pop()?;
                let wide = code.build.func.dfg.value_type(value) == types::I64;
                let value = if wide { value } else { code.extend(value) };
                code.store_context(value, Region::Task, self.slot(image, slot)?);
                code.build.ins().return_(&[]);
                return Ok(());
            }
            TaskBuiltin::BackpressureInc => return self.count(image, code, 1),
            TaskBuiltin::BackpressureDec => return self.count(image, code, -1),
            _ => adapter::may_leave(image, code),
        }
        match self.builtin {
            // There is no other task that could go on meanwhile.
            TaskBuiltin::ThreadYield => {
                let zero = code.build.ins().iconst(types::I32, 0);
                code.build.ins().return_(&[zero]);
                Ok(())
            }
            TaskBuiltin::WaitableSetNew => {
                let nothing = code.build.ins().iconst(types::I32, 0);
                let handle = self.handle(code, Libcall::resource_new, nothing)?;
                code.build.ins().return_(&[handle]);
                Ok(())
            }
            TaskBuiltin::WaitableSetDrop => {
                let handle = self.first(code)?;
                self.handle(code, Libcall::resource_drop, handle)?;
                code.build.ins().return_(&[]);
                Ok(())
            }
            // No handle is one of a waitable, so that this fails for one reason or another.
            TaskBuiltin::WaitableJoin | TaskBuiltin::SubtaskCancel | TaskBuiltin::SubtaskDrop => {
                let handle = self.first(code)?;
                self.handle(code, Libcall::resource_rep, handle)?;
                traps_always(code, traps::HOST_ERROR)
            }
            TaskBuiltin::WaitableSetWait => traps_always(code, traps::CANNOT_BLOCK),
            TaskBuiltin::TaskReturn => traps_always(code, traps::RETURNS_OTHERWISE),
            TaskBuiltin::TaskCancel => traps_always(code, traps::NOT_CANCELLED),
            TaskBuiltin::ContextGet(_)
            | TaskBuiltin::ContextSet(_)
            | TaskBuiltin::BackpressureInc
            | TaskBuiltin::BackpressureDec => Err(Error::bug("a function of tasks is translated twice")),
        }
    }

    /// Context offset of a slot.
    fn slot(&self, image: &Image<'_>, slot: u32) -> Result<u32> {
        let at = usize::try_from(slot).ok().and_then(|slot| offsets(image).nth(slot));
        at.ok_or_else(|| Error::bug(format!("a task has no slot {slot}")))
    }

    /// Counts backpressure, which holds back asynchronous tasks alone.
    fn count(&self, image: &Image<'_>, code: &mut Code<'_>, by: i64) -> Result<()> {
        let at = image.backpressure.get(&self.instance).copied();
        let at = at.ok_or_else(|| Error::bug("a component instance does not count backpressure"))?;
        let count = code.load_context(types::I64, Region::Task, at);
        let count = code.build.ins().iadd_imm_s(count, by);
        let bad = code.build.ins().icmp_imm_u(IntCC::UnsignedGreaterThan, count, MAX_BACKPRESSURE);
        code.build.ins().trapnz(bad, traps::BACKPRESSURE_OVERFLOW);
        code.store_context(count, Region::Task, at);
        code.build.ins().return_(&[]);
        Ok(())
    }

    /// The first operand.
    fn first(&self, code: &Code<'_>) -> Result<Value> {
        code.operands.first().copied().ok_or_else(|| Error::bug("a handle is missing"))
    }

    /// Does something with a handle of the component instance, and traps if that fails.
    fn handle(&self, code: &mut Code<'_>, libcall: Libcall, operand: Value) -> Result<Value> {
        let resource = self.resource.ok_or_else(|| Error::bug("a handle without a type"))?;
        let numbers = [self.instance.as_u32(), resource.as_u32()];
        let [instance, resource] =
            numbers.map(|number| code.build.ins().iconst(types::I32, i64::from(number)));
        let result = libcall::call_value(code, libcall, &[code.context, instance, resource, operand])?;
        Ok(checked(code, result))
    }
}

fn traps_always(code: &mut Code<'_>, trap: TrapCode) -> Result<()> {
    code.build.ins().trap(trap);
    Ok(())
}
