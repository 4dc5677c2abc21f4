//! How CLIF names code of the image.
//!
//! Every piece of code has a number, which is also its place in the text: the start of the text, then functions, then
//! what the host enters and leaves by. CLIF and `cranelift-module` know only the number; people see the symbol.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::UserExternalName;

use crate::link::image::{EntryId, FuncId, FunctionKind, Image, LoweringId};

/// A piece of code of the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeId {
    /// The start of the text, from which funcrefs count.
    TextBase,
    /// A function.
    Func(FuncId),
    /// An entry with a native C signature.
    Native(EntryId),
    /// An entry that reads and writes an array.
    Array(EntryId),
    /// The way out to dynamic hosts.
    ArrayExit(LoweringId),
}

impl CodeId {
    /// All code of an image, in the order of the text.
    pub fn all(image: &Image<'_>) -> impl Iterator<Item = Self> {
        let entries = image.entries.keys().flat_map(|e| [Self::Native(e), Self::Array(e)]);
        [Self::TextBase]
            .into_iter()
            .chain(image.functions.keys().map(Self::Func))
            .chain(entries)
            .chain(image.lowerings.keys().map(Self::ArrayExit))
    }

    /// The number of this code in [`Self::all`].
    #[must_use]
    pub fn index(self, image: &Image<'_>) -> usize {
        let entries = 1 + image.functions.len();
        match self {
            Self::TextBase => 0,
            Self::Func(id) => 1 + id.index(),
            Self::Native(id) => entries + 2 * id.index(),
            Self::Array(id) => entries + 2 * id.index() + 1,
            Self::ArrayExit(id) => entries + 2 * image.entries.len() + id.index(),
        }
    }

    /// The name that CLIF uses; namespace zero is what `cranelift-module` takes for functions.
    #[must_use]
    pub fn name(self, image: &Image<'_>) -> UserExternalName {
        UserExternalName::new(0, u32::try_from(self.index(image)).unwrap_or(u32::MAX))
    }

    /// What a backtrace calls this code.
    #[must_use]
    pub fn symbol(self, image: &Image<'_>) -> String {
        match self {
            Self::TextBase => "text".into(),
            Self::Func(id) => function(image, id),
            Self::Native(id) => format!("entry {}", function(image, image.entries[id].func)),
            Self::Array(id) => format!("array entry {}", function(image, image.entries[id].func)),
            Self::ArrayExit(id) => format!("array exit of import {}", image.lowerings[id].import),
        }
    }
}

/// The name of a function: that of its module's name section, or its number in the module.
fn function(image: &Image<'_>, id: FuncId) -> String {
    match image.functions[id].body {
        FunctionKind::Host(lowering) => format!("import {}", image.lowerings[lowering].import),
        FunctionKind::Adapter(adapter) => {
            format!("call of {}", function(image, image.adapters[adapter].core))
        }
        FunctionKind::Resource { builtin, .. } => format!("resource.{builtin:?}").to_lowercase(),
        FunctionKind::Task { builtin, .. } => builtin.name().into(),
        FunctionKind::Wasm { instance, body } => {
            let module = image.instances.get(instance).and_then(|i| image.modules.get(i.module));
            let Some(module) = module else { return format!("wasm-function[{}]", id.index()) };
            let index = module.imported.functions.saturating_add(body);
            match module.function_names.get(&index) {
                Some(name) => (*name).to_owned(),
                None => format!("wasm-function[{index}]"),
            }
        }
    }
}
