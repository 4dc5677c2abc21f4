//! What a component instance does with its handles: `resource.new`, `resource.rep`, `resource.drop`.
//!
//! The tables of handles are the runtime's. A destructor is called from here, where it is known which one it is. Spec:
//! Canonical ABI, `canon resource.new` and its like.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Function, InstBuilder, types};
use cranelift_frontend::FunctionBuilderContext;
use embody_abi::libcall::Libcall;

use super::adapter::{self, checked};
use super::code::Code;
use super::env::Target;
use super::task::Task;
use super::{libcall, traps};
use crate::error::{Error, Result};
use crate::link::image::{ComponentInstanceId, FuncId, Image, Resource, ResourceId};
use crate::parse::ResourceBuiltin;

/// Above every representation: there is nothing to destroy.
const NOTHING: i64 = 1 << 32;

/// What is done with a handle, and where.
pub(super) struct Builtin {
    pub(super) builtin: ResourceBuiltin,
    pub(super) resource: ResourceId,
    pub(super) instance: ComponentInstanceId,
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
        if self.builtin != ResourceBuiltin::Rep {
            adapter::may_leave(image, &mut code);
        }
        let operand = code.pop()?;
        let numbers = [self.instance.as_u32(), self.resource.as_u32()];
        let [instance, resource] =
            numbers.map(|number| code.build.ins().iconst(types::I32, i64::from(number)));
        let args = [code.context, instance, resource, operand];
        match self.builtin {
            ResourceBuiltin::New => {
                let handle = libcall::call_value(&mut code, Libcall::resource_new, &args)?;
                let handle = checked(&mut code, handle);
                code.build.ins().return_(&[handle]);
            }
            ResourceBuiltin::Rep => {
                let rep = libcall::call_value(&mut code, Libcall::resource_rep, &args)?;
                let rep = checked(&mut code, rep);
                code.build.ins().return_(&[rep]);
            }
            ResourceBuiltin::Drop => {
                let dropped = libcall::call_value(&mut code, Libcall::resource_drop, &args)?;
                let rep = checked(&mut code, dropped);
                let resource = image.resources.get(self.resource);
                match resource.ok_or_else(|| Error::bug("a resource that does not exist"))? {
                    Resource::Defined { instance, destructor: Some(destructor) } => {
                        let last = code.build.ins().icmp_imm_u(IntCC::UnsignedLessThan, dropped, NOTHING);
                        self.destroy(image, &mut code, (*instance, *destructor), last, rep)?;
                    }
                    Resource::Defined { destructor: None, .. } | Resource::Imported(_) => {}
                }
                code.build.ins().return_(&[]);
            }
        }
        code.build.seal_all_blocks();
        code.build.finalize(target.config);
        Ok(())
    }

    /// Calls the destructor that an instance has defined, if the handle was the `last`.
    fn destroy(
        &self,
        image: &Image<'_>,
        code: &mut Code<'_>,
        (owner, destructor): (ComponentInstanceId, FuncId),
        last: cranelift_codegen::ir::Value,
        rep: cranelift_codegen::ir::Value,
    ) -> Result<()> {
        let (destroy, done) = (code.build.create_block(), code.build.create_block());
        code.build.ins().brif(last, destroy, &[], done, &[]);
        code.build.switch_to_block(destroy);
        if self.instance == owner || image.may_call(self.instance, owner) {
            let task = Task::begin(image, code);
            adapter::call(image, code, destructor, &[code.context, rep])?;
            task.end(code);
            code.build.ins().jump(done, &[]);
        } else {
            code.build.ins().trap(traps::CANNOT_ENTER);
        }
        code.build.switch_to_block(done);
        Ok(())
    }
}
