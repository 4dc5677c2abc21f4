//! What the indices of a function body mean.
//!
//! Validation promises that each index exists; should it not, the answer is an error that says so, since a panic would
//! be worse.

use cranelift_codegen::isa::TargetFrontendConfig;
use wasmparser::{BlockType, FuncType, FunctionBody, ValType};

use crate::error::{Error, Result};
use crate::link::image::{
    CoreInstance, DataSegment, ElementSegment, FuncId, Global, GlobalId, Image, InstanceId, Memory, MemoryId,
    SigId, Table, TableId, TagId,
};
use crate::parse::module::Module;

/// What translation needs to know of the machine.
#[derive(Clone, Copy)]
pub struct Target {
    /// Pointers and the C calling convention.
    pub config: TargetFrontendConfig,
    /// Whether the machine has instructions that round floats; libcalls do otherwise.
    pub has_rounding: bool,
    /// Whether the machine has an instruction that puts the bytes of a vector in any order.
    pub has_byte_shuffle: bool,
}

/// The instance for which a body is translated, and the image around it.
#[derive(Clone, Copy)]
pub struct Env<'i> {
    /// The image.
    pub image: &'i Image<'i>,
    /// The machine.
    pub target: Target,
    instance: &'i CoreInstance,
    module: &'i Module<'i>,
}

impl<'i> Env<'i> {
    /// The environment of an instance's bodies.
    ///
    /// # Errors
    /// If the image has no such instance.
    pub fn new(image: &'i Image<'i>, target: Target, instance: InstanceId) -> Result<Self> {
        let instance = image.instances.get(instance).ok_or_else(|| missing("instance", instance.as_u32()))?;
        let module = image.modules.get(instance.module).ok_or_else(|| missing("module", instance.module))?;
        Ok(Self { image, target, instance, module })
    }

    pub(super) fn body(&self, index: u32) -> Result<&'i FunctionBody<'i>> {
        self.module.bodies.get(index as usize).ok_or_else(|| missing("function body", index))
    }

    pub(super) fn function(&self, index: u32) -> Result<FuncId> {
        get(&self.instance.functions, index, "function")
    }

    pub(super) fn signature(&self, index: u32) -> Result<SigId> {
        get(&self.instance.signatures, index, "type")
    }

    pub(super) fn memory(&self, index: u32) -> Result<(MemoryId, &'i Memory)> {
        let id = get(&self.instance.memories, index, "memory")?;
        Ok((id, self.image.memories.get(id).ok_or_else(|| missing("memory", index))?))
    }

    pub(super) fn table(&self, index: u32) -> Result<(TableId, &'i Table)> {
        let id = get(&self.instance.tables, index, "table")?;
        Ok((id, self.image.tables.get(id).ok_or_else(|| missing("table", index))?))
    }

    pub(super) fn global(&self, index: u32) -> Result<(GlobalId, &'i Global)> {
        let id = get(&self.instance.globals, index, "global")?;
        Ok((id, self.image.globals.get(id).ok_or_else(|| missing("global", index))?))
    }

    pub(super) fn tag(&self, index: u32) -> Result<TagId> {
        get(&self.instance.tags, index, "tag")
    }

    pub(super) fn data(&self, index: u32) -> Result<DataSegment> {
        get(&self.instance.data, index, "data segment")
    }

    pub(super) fn element(&self, index: u32) -> Result<ElementSegment> {
        get(&self.instance.elements, index, "element segment")
    }

    /// The function type of a signature.
    pub(super) fn func_type(&self, id: SigId) -> Result<&'i FuncType> {
        self.image.signatures.get(id).ok_or_else(|| missing("signature", id.as_u32()))
    }

    /// Parameter and result types of a block.
    pub(super) fn block_type<'t>(&self, ty: &'t BlockType) -> Result<(&'t [ValType], &'t [ValType])>
    where
        'i: 't,
    {
        Ok(match ty {
            BlockType::Empty => (&[], &[]),
            BlockType::Type(result) => (&[], std::slice::from_ref(result)),
            BlockType::FuncType(index) => {
                let ty: &'i FuncType = self.func_type(self.signature(*index)?)?;
                (ty.params(), ty.results())
            }
        })
    }
}

fn get<T: Copy>(list: &[T], index: u32, what: &str) -> Result<T> {
    list.get(index as usize).copied().ok_or_else(|| missing(what, index))
}

fn missing(what: &str, index: impl std::fmt::Display) -> Error {
    Error::bug(format!("{what} {index} does not exist, although the module is valid"))
}
