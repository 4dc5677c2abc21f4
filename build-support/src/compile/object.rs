//! The object file: all code in one text section, with symbols and relocations.

use cranelift_codegen::ir::Signature;
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_module::{Linkage, Module, ModuleError, default_libcall_names};
use cranelift_object::{ObjectBuilder, ObjectModule};

use super::unit::Unit;
use crate::error::{Error, Result};

/// Builds the ELF object of these units, in their order. The symbol of each is its number.
pub(super) fn build(isa: &OwnedTargetIsa, units: &[Unit]) -> Result<Vec<u8>> {
    let builder = ObjectBuilder::new(isa.clone(), "embody", default_libcall_names()).map_err(|e| bug(&e))?;
    let mut module = ObjectModule::new(builder);
    // CLIF names code by the same numbers that the module gives out here.
    let nothing = Signature::new(CallConv::Tail);
    let mut ids = Vec::with_capacity(units.len());
    for (index, _) in units.iter().enumerate() {
        let id = module.declare_function(&symbol(index), Linkage::Local, &nothing).map_err(|e| bug(&e))?;
        if id.as_u32() as usize != index {
            return Err(Error::bug(format!("code {index} became {id} of the object")));
        }
        ids.push(id);
    }
    for (id, unit) in ids.into_iter().zip(units) {
        let align = u64::from(unit.align);
        module.define_function_bytes(id, align, &unit.code, &unit.relocs).map_err(|e| bug(&e))?;
    }
    module.finish().emit().map_err(|e| Error::bug(format!("writing the object: {e}")))
}

/// The symbol of the unit of this number.
pub(super) fn symbol(index: usize) -> String {
    format!("code{index}")
}

fn bug(error: &ModuleError) -> Error {
    Error::bug(format!("building the object: {error}"))
}
