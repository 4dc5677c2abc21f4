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
mod types;
mod world;

use embody_abi::meta::ComponentMeta;

use self::image::Image;
use crate::error::{Error, Result};
use crate::parse::Parsed;

/// A component, linked.
pub struct Linked<'a> {
    /// Everything that has code or a place in the context.
    pub image: Image<'a>,
    /// What the component imports and exports.
    pub meta: ComponentMeta,
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
