//! `Component::deserialize` and the like: the ways in that trust their caller.
//!
//! They stand here because what they ask of their caller is unsafe, or is said to be. Loading itself is
//! [`LoadedImage`]'s.

use core::ptr::NonNull;
use std::path::Path;

use super::load::LoadedImage;
use crate::component::{Component, ComponentNamedList, Func, Lift, Lower, TypedFunc};
use crate::{Engine, Result};

impl Component {
    /// Loads a component from an artifact's bytes, which are copied.
    ///
    /// # Safety
    /// The bytes must be an artifact that Embody made: they hold machine code, which is executed. That they are of
    /// another version or machine, or damaged by accident, is found out.
    ///
    /// # Errors
    /// If the bytes are not an artifact for this version and machine, or damaged.
    pub unsafe fn deserialize(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Self> {
        let (image, meta) = LoadedImage::from_bytes(bytes.as_ref())?;
        Self::loaded(engine, image, meta)
    }

    /// Loads a component from an artifact in memory, which is used where it is.
    ///
    /// # Safety
    /// As [`Component::deserialize`]; and the memory must stay there unchanged for as long as the component and its
    /// instances, start at a page, and be executable where the artifact's text lies.
    ///
    /// # Errors
    /// As [`Component::deserialize`].
    pub unsafe fn deserialize_raw(engine: &Engine, memory: NonNull<[u8]>) -> Result<Self> {
        // SAFETY: the caller promises what `from_raw` demands.
        let (image, meta) = unsafe { LoadedImage::from_raw(memory)? };
        Self::loaded(engine, image, meta)
    }

    /// Loads a component from an artifact's file, which is mapped: its pages are shared between processes, and read
    /// when they are needed.
    ///
    /// # Safety
    /// As [`Component::deserialize`]; and the file must not change for as long as the component and its instances.
    ///
    /// # Errors
    /// As [`Component::deserialize`], or if the file cannot be read.
    pub unsafe fn deserialize_file(engine: &Engine, path: impl AsRef<Path>) -> Result<Self> {
        let (image, meta) = LoadedImage::from_file(path.as_ref())?;
        Self::loaded(engine, image, meta)
    }
}

impl<Params, Return> TypedFunc<Params, Return>
where
    Params: ComponentNamedList + Lower,
    Return: ComponentNamedList + Lift,
{
    /// A function with Rust types that nobody compares with its own; [`Func::typed`] does.
    ///
    /// # Safety
    /// The function's parameters and result are of these types. Where they are not, the guest gets and gives whatever
    /// values the bits stand for.
    #[must_use]
    pub unsafe fn new_unchecked(func: Func) -> Self {
        Self::new(func)
    }
}
