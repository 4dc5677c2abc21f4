//! Linking: a parsed component becomes one static image.
//!
//! In: [`Parsed`]. Out: [`Linked`]: an [`Image`] in which every core instance has its place and every import is resolved,
//! and the component's world. Instantiation of components is evaluated here, once, so that nothing of it is left at run
//! time (design decision D1). What cannot be known now is a *step* that instantiation executes.

mod component;
mod constant;
pub mod core;
mod frame;
pub mod image;
mod instantiate;
mod layout;
mod module_type;
pub mod signatures;
mod task;
mod types;
mod world;

use embody_abi::meta::ComponentMeta;
use wasmparser::component_types::ComponentEntityType;
use wasmparser::types::Types;

use self::image::Image;
use crate::error::{Error, Result};
use crate::options::MemoryKind;
use crate::parse::{DefinitionKind, Parsed};

/// A component, linked.
pub struct Linked<'a> {
    /// Everything that has code or a place in the context.
    pub image: Image<'a>,
    /// What the component imports and exports.
    pub meta: ComponentMeta,
}

impl Linked<'_> {
    /// The same with all memories of a kind, before anything of it is compiled.
    #[must_use]
    pub fn with_memory(mut self, kind: MemoryKind) -> Self {
        self.image.memories.values_mut().for_each(|memory| memory.kind = kind);
        self
    }
}

/// Links a component.
///
/// # Errors
/// If the component uses what is not supported, or exceeds a limit.
pub fn link(parsed: Parsed<'_>) -> Result<Linked<'_>> {
    let Parsed { modules, components, types, given } = parsed;
    let root =
        components.len().checked_sub(1).ok_or_else(|| Error::bug("a component without a component"))?;
    let mut linker = component::Linker::new(modules, &components, &types, given);
    linker.root(root)?;
    let (mut image, meta) = linker.finish();
    layout::assign(&mut image)?;
    Ok(Linked { image, meta })
}

/// The core modules that the root component imports, at the root or in instances: the path of names of each.
#[must_use]
pub fn imported_modules(parsed: &Parsed<'_>) -> Vec<Vec<String>> {
    fn find(types: &Types, path: &[String], ty: ComponentEntityType, out: &mut Vec<Vec<String>>) {
        match ty {
            ComponentEntityType::Module(_) => out.push(path.to_vec()),
            ComponentEntityType::Instance(id) => {
                for (name, item) in &types[id].exports {
                    find(types, &[path, std::slice::from_ref(name)].concat(), item.ty, out);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    for definition in parsed.components.last().map_or(&[][..], |root| &root.definitions) {
        if let DefinitionKind::Import(name, ty) = definition.kind {
            find(&parsed.types, &[name.to_owned()], ty, &mut out);
        }
    }
    out
}
