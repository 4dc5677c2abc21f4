//! Core modules without a component around them, for the runner of the specification's tests.
//!
//! In: core modules that `embody_build::link::core` linked. Out: [`CoreInstances`], whose steps are executed one by one, whose functions are called with raw values, and which goes on after a trap, because tests do.
//! Hidden from the documentation: nothing here is part of the crate's API.

use std::fmt;
use std::sync::Arc;

use embody_abi::meta::{ComponentMeta, CoreItem, CoreValType};
use embody_abi::plan::{Plan, Step};
use embody_build::link::Linked;
use embody_build::link::image::Image;
use embody_build::options::Options;

use crate::vm::{ImageHandle, LoadedImage, SharedMemory, VmInstance};
use crate::{Context, Result, bail};

/// Core modules, compiled and loaded.
#[derive(Clone)]
pub struct CoreImage {
    image: Arc<LoadedImage>,
    meta: Arc<ComponentMeta>,
}

impl CoreImage {
    /// Compiles and loads what is linked. `blame` gets to see it if it cannot be compiled.
    ///
    /// # Errors
    /// Those of the compiler; or if this machine cannot run the code.
    pub fn compile(linked: Linked<'_>, options: &Options, blame: impl FnOnce(&Image<'_>)) -> Result<Self> {
        let compiled = match embody_build::compile::compile(&linked.image, options) {
            Ok(compiled) => compiled,
            Err(error) => {
                blame(&linked.image);
                return Err(error.into());
            }
        };
        let artifact = embody_build::emit::emit(linked, compiled, options)?.to_bytes()?;
        let (image, meta) = LoadedImage::from_bytes(&artifact)?;
        Ok(Self { image, meta: Arc::new(meta) })
    }

    /// What the modules export.
    #[must_use]
    pub fn meta(&self) -> &ComponentMeta {
        &self.meta
    }

    /// Places that the values of an exported function need: the larger of its parameters and its results.
    fn slots(&self, entry: u32) -> Option<usize> {
        self.meta.core_exports.iter().find_map(|export| match &export.item {
            CoreItem::Func { entry: found, params, results } if *found == entry => {
                Some(slots(params).max(slots(results)))
            }
            _ => None,
        })
    }

    /// The plan, whose steps make the modules' instances one after the other.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        self.image.image().plan()
    }
}

impl fmt::Debug for CoreImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoreImage").field("image", &self.image).finish_non_exhaustive()
    }
}

/// A shared memory of some instance, for instances of other images. It lasts as long as any of them.
#[derive(Clone, Debug)]
pub struct SharedCoreMemory(Arc<SharedMemory>);

/// The instances of all modules of an image. They share one context, so one trap stops them all: each method takes them
/// up again.
#[derive(Debug)]
pub struct CoreInstances {
    image: CoreImage,
    vm: VmInstance,
}

impl CoreInstances {
    /// Memories, tables and globals in their initial state, with no step executed.
    ///
    /// # Errors
    /// If this machine has no memory left.
    pub fn new(image: &CoreImage) -> Result<Self> {
        let vm = VmInstance::new(ImageHandle::Loaded(image.image.clone()))?;
        Ok(Self { image: image.clone(), vm })
    }

    /// As [`CoreInstances::new`], with memories that are not made: by their numbers, those that other instances have.
    ///
    /// # Errors
    /// If this machine has no memory left, or a memory is not of the type that the image has.
    pub fn sharing(image: &CoreImage, memories: &[(u32, SharedCoreMemory)]) -> Result<Self> {
        let memories: Vec<_> = memories.iter().map(|(number, m)| (*number, m.0.clone())).collect();
        let vm = VmInstance::sharing(ImageHandle::Loaded(image.image.clone()), &memories)?;
        Ok(Self { image: image.clone(), vm })
    }

    /// The shared memory of this number, for other instances.
    #[must_use]
    pub fn shared_memory(&self, memory: u32) -> Option<SharedCoreMemory> {
        self.vm.shared_memory(memory).cloned().map(SharedCoreMemory)
    }

    /// Executes steps of the plan.
    ///
    /// # Errors
    /// If a start function traps or a segment does not fit. What was done up to there stays.
    pub fn run(&mut self, steps: &[Step]) -> Result<()> {
        self.vm.recover();
        self.vm.run_steps(steps, &mut ())
    }

    /// Calls the exported function of an entry: parameters are read from `values`, results written to it.
    ///
    /// # Errors
    /// What stopped the guest, or that no such function is exported or `values` has too few places for it.
    pub fn call(&mut self, entry: u32, values: &mut [u64]) -> Result<()> {
        let plan = *self.image.plan().entries.get(entry as usize).context("no such entry")?;
        let needed = self.image.slots(entry).context("no such function is exported")?;
        if values.len() < needed.max(1) {
            bail!("{} places for the values of a function that needs {needed}", values.len());
        }
        self.vm.recover();
        let mut host = ();
        let mut entered = self.vm.enter(&mut host)?;
        entered.call_array(&plan, values)?;
        entered.finish();
        Ok(())
    }

    /// The value of the global at a context offset; only as many low bytes count as its type has.
    #[must_use]
    pub fn global(&self, offset: u32) -> u128 {
        self.vm.context_value(offset)
    }

    /// Bytes that a memory has now.
    pub fn memory_bytes(&mut self, memory: u32) -> u64 {
        match self.vm.shared_memory(memory) {
            Some(memory) => memory.len_bytes(),
            None => self.vm.memory_mut(memory).len() as u64,
        }
    }

    /// What a memory contains now.
    pub fn memory(&mut self, memory: u32) -> &[u8] {
        self.vm.memory_mut(memory)
    }

    /// What a table contains now, as compiled code stores references; zero is null.
    pub fn table(&mut self, table: u32) -> &[u64] {
        self.vm.table(table)
    }

    /// Elements that a table has now.
    pub fn table_len(&mut self, table: u32) -> u64 {
        self.vm.table(table).len() as u64
    }
}

/// Eight-byte places that values of these types need.
#[must_use]
pub fn slots(types: &[CoreValType]) -> usize {
    types.iter().map(|ty| if *ty == CoreValType::V128 { 2 } else { 1 }).sum()
}
