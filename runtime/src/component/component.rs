//! Components: compiled, loaded, described.
//!
//! A [`Component`] is an image and its world. It comes from an artifact ([`Component::deserialize`] and the like), from
//! the program itself ([`EmbeddedComponent`]), or with feature `compiler` from WebAssembly.

use std::fmt;
use std::ops::Range;
#[cfg(feature = "compiler")]
use std::path::Path;
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use embody_abi::meta::ComponentMeta;
use embody_abi::plan::{EntryPlan, ExportPlan};

use super::export::{ComponentExportIndex, InstanceExportLookup};
use super::types::{self, ComponentItem};
use super::world::World;
#[cfg(feature = "compiler")]
use crate::Context;
use crate::vm::{Image, ImageHandle, LoadedImage, VmInstance};
use crate::{Engine, Result, bail};

/// A compiled component; cheap to clone, and to be shared between threads.
///
/// It comes from WebAssembly (`Component::new`, with feature `compiler`), from an artifact that was compiled before
/// ([`Component::deserialize`] and the like), or from the program itself ([`EmbeddedComponent`]). A
/// [`Linker`](super::Linker) makes instances of it.
///
/// ```
/// use embody::component::{Component, Linker};
/// use embody::{Engine, Store};
///
/// # fn main() -> embody::Result<()> {
/// let engine = Engine::default();
/// let component = Component::new(
///     &engine,
///     r#"(component
///         (core module $m
///             (func (export "twice") (param i32) (result i32)
///                 (i32.shl (local.get 0) (i32.const 1))))
///         (core instance $i (instantiate $m))
///         (func (export "twice") (param "n" u32) (result u32)
///             (canon lift (core func $i "twice"))))"#,
/// )?;
/// let mut store = Store::new(&engine, ());
/// let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
/// let twice = instance.get_typed_func::<(u32,), (u32,)>(&mut store, "twice")?;
/// assert_eq!(twice.call(&mut store, (21,))?, (42,));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Component {
    inner: Arc<Inner>,
}

struct Inner {
    /// Different for each component that is loaded.
    id: u64,
    engine: Engine,
    image: ImageHandle,
    world: World,
    /// Why the world is empty, if it could not be decoded.
    damage: Option<String>,
}

impl Component {
    /// Compiles a component for this machine. With feature `wat` it may be text.
    ///
    /// ```
    /// # use embody::{Engine, component::Component};
    /// # fn main() -> embody::Result<()> {
    /// let engine = Engine::default();
    /// let from_text = Component::new(&engine, "(component (core module))")?;
    /// let from_bytes = Component::new(&engine, b"\0asm\x0d\0\x01\0")?;
    /// # drop((from_text, from_bytes));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If it is not a valid component, or uses what is not supported: by name and byte offset.
    #[cfg(feature = "compiler")]
    pub fn new(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Self> {
        Self::from_binary(engine, &to_binary(bytes.as_ref())?)
    }

    /// Compiles a component from a file.
    ///
    /// # Errors
    /// As [`Component::new`], or if the file cannot be read.
    #[cfg(feature = "compiler")]
    pub fn from_file(engine: &Engine, file: impl AsRef<Path>) -> Result<Self> {
        let file = file.as_ref();
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::new(engine, bytes).with_context(|| format!("cannot compile {}", file.display()))
    }

    /// Compiles a component from its binary format; text is refused.
    ///
    /// # Errors
    /// As [`Component::new`].
    #[cfg(feature = "compiler")]
    pub fn from_binary(engine: &Engine, binary: &[u8]) -> Result<Self> {
        compile_with(engine, binary, Vec::new())
    }

    /// A component of an image that was loaded from an artifact.
    pub(crate) fn loaded(engine: &Engine, image: Arc<LoadedImage>, meta: ComponentMeta) -> Result<Self> {
        let world = World::new(meta)?;
        Ok(Self::from_parts(engine.clone(), ImageHandle::Loaded(image), world, None))
    }

    fn from_parts(engine: Engine, image: ImageHandle, world: World, damage: Option<String>) -> Self {
        static IDS: AtomicU64 = AtomicU64::new(0);
        let id = IDS.fetch_add(1, Ordering::Relaxed);
        Self { inner: Arc::new(Inner { id, engine, image, world, damage }) }
    }

    /// The artifact's bytes, which [`Component::deserialize`] loads.
    ///
    /// ```
    /// use embody::{Engine, Precompiled, component::Component};
    ///
    /// # fn main() -> embody::Result<()> {
    /// let engine = Engine::default();
    /// let bytes = Component::new(&engine, "(component (core module))")?.serialize()?;
    /// assert_eq!(Engine::detect_precompiled(&bytes), Some(Precompiled::Component));
    /// // SAFETY: Embody made these bytes just now.
    /// let loaded = unsafe { Component::deserialize(&engine, &bytes)? };
    /// assert_eq!(loaded.serialize()?, bytes);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the component is embedded in the program: its artifact is not in one piece there.
    pub fn serialize(&self) -> Result<Vec<u8>> {
        match &self.inner.image {
            ImageHandle::Loaded(image) => Ok(image.artifact().to_vec()),
            ImageHandle::Embedded(_) => {
                bail!(
                    "not supported yet: serializing an embedded component; compile its file with `embody-build`"
                )
            }
        }
    }

    /// What the component imports and exports.
    ///
    /// ```
    /// use embody::component::types::ComponentItem;
    /// use embody::component::{Component, Type};
    /// # use embody::Engine;
    ///
    /// # fn main() -> embody::Result<()> {
    /// # let engine = Engine::default();
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component (import "log" (func (param "level" u8))))"#,
    /// )?;
    /// let ty = component.component_type();
    /// let (name, import) = ty.imports(&engine).next().unwrap();
    /// let ComponentItem::ComponentFunc(func) = import.ty else { panic!("not a function") };
    /// assert_eq!(name, "log");
    /// assert_eq!(func.params().collect::<Vec<_>>(), [("level", Type::U8)]);
    /// assert_eq!(func.results().len(), 0);
    /// assert!(ty.get_import(&engine, "log").is_some() && ty.exports(&engine).len() == 0);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Resource types
    /// A component that is not instantiated knows resource types that it imports as something that there will be. Those of
    /// two components differ:
    ///
    /// ```
    /// use embody::component::types::ComponentItem;
    /// use embody::component::{Component, ResourceType};
    /// # use embody::Engine;
    ///
    /// # fn main() -> embody::Result<()> {
    /// # let engine = Engine::default();
    /// let imported = |component: &Component| match component.component_type().get_import(&engine, "file") {
    ///     Some(import) => match import.ty {
    ///         ComponentItem::Resource(ty) => ty,
    ///         other => panic!("not a resource but {other:?}"),
    ///     },
    ///     None => panic!("no such import"),
    /// };
    /// let text = r#"(component (import "file" (type (sub resource))))"#;
    /// let [a, b] = [Component::new(&engine, text)?, Component::new(&engine, text)?];
    /// assert_ne!(imported(&a), imported(&b));
    /// assert_eq!(imported(&a), imported(&a.clone()));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A linker puts its own in their place, wherever the component names them:
    ///
    /// ```
    /// # use embody::component::types::ComponentItem;
    /// use embody::component::{Component, Linker, ResourceType};
    /// use embody::{Engine, Store};
    ///
    /// # fn main() -> embody::Result<()> {
    /// # let engine = Engine::default();
    /// struct File;
    ///
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component
    ///         (import "file" (type $file (sub resource)))
    ///         (export "document" (type $file)))"#,
    /// )?;
    /// let exported = |ty: embody::component::types::Component| match ty.get_export(&engine, "document") {
    ///     Some(export) => match export.ty {
    ///         ComponentItem::Resource(ty) => ty,
    ///         other => panic!("not a resource but {other:?}"),
    ///     },
    ///     None => panic!("no such export"),
    /// };
    /// assert_ne!(exported(component.component_type()), ResourceType::host::<File>());
    ///
    /// let mut linker = Linker::new(&engine);
    /// linker.root().resource("file", ResourceType::host::<File>(), |_, _| Ok(()))?;
    /// assert_eq!(exported(linker.substituted_component_type(&component)?), ResourceType::host::<File>());
    ///
    /// let mut store = Store::new(&engine, ());
    /// let instance = linker.instantiate(&mut store, &component)?;
    /// assert_eq!(instance.get_resource(&mut store, "document"), Some(ResourceType::host::<File>()));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Those that a component defines are new ones in each of its instances:
    ///
    /// ```
    /// # use embody::component::{Component, Linker};
    /// # use embody::{Engine, Store};
    /// # fn main() -> embody::Result<()> {
    /// # let engine = Engine::default();
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component (type $file (resource (rep i32))) (export "file" (type $file)))"#,
    /// )?;
    /// let (linker, mut store) = (Linker::new(&engine), Store::new(&engine, ()));
    /// let a = linker.instantiate(&mut store, &component)?.get_resource(&mut store, "file").unwrap();
    /// let b = linker.instantiate(&mut store, &component)?.get_resource(&mut store, "file").unwrap();
    /// assert_ne!(a, b);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn component_type(&self) -> types::Component {
        self.inner.world.ty.clone()
    }

    /// Where the artifact lies in memory; for an embedded component, where its code does.
    #[must_use]
    pub fn image_range(&self) -> Range<*const u8> {
        match &self.inner.image {
            ImageHandle::Loaded(image) => image.artifact().as_ptr_range(),
            ImageHandle::Embedded(image) => {
                let text = image.text_range();
                ptr::without_provenance(text.start)..ptr::without_provenance(text.end)
            }
        }
    }

    /// The machine code.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        self.inner.image.image().text_bytes()
    }

    /// What an instance needs: the memories and tables of all core instances that are linked in it.
    ///
    /// Never none: what a component imports is known when it is compiled.
    ///
    /// ```
    /// # use embody::{Engine, component::Component};
    /// # fn main() -> embody::Result<()> {
    /// # let engine = Engine::default();
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component
    ///         (core module $m (memory 2) (memory 5))
    ///         (core instance (instantiate $m))
    ///         (core instance (instantiate $m))
    ///         (core instance (instantiate $m)))"#,
    /// )?;
    /// let resources = component.resources_required().unwrap();
    /// assert_eq!(resources.num_memories, 3 * 2);
    /// assert_eq!(resources.max_initial_memory_size, Some(5));
    /// assert_eq!(resources.num_tables, 0);
    /// assert_eq!(resources.max_initial_table_size, None);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn resources_required(&self) -> Option<ResourcesRequired> {
        let plan = self.inner.image.plan();
        Some(ResourcesRequired {
            num_memories: plan.memories.len().try_into().unwrap_or(u32::MAX),
            max_initial_memory_size: plan.memories.iter().map(|memory| memory.min_pages).max(),
            num_tables: plan.tables.len().try_into().unwrap_or(u32::MAX),
            max_initial_table_size: plan.tables.iter().map(|table| table.min).max(),
        })
    }

    /// Prepares now what the first instance would prepare: the file that initial memory is mapped from.
    ///
    /// # Errors
    /// If this machine cannot run the component, or has no memory left.
    pub fn initialize_copy_on_write_image(&self) -> Result<()> {
        VmInstance::new(self.inner.image.clone()).map(drop)
    }

    /// The engine that the component was loaded with; a default one for an embedded component.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    /// An export at the root, or in the exported instance that `instance` names: what it is, and an index by which it
    /// is found without its name. None if there is no such export, or `instance` is of another component.
    ///
    /// ```
    /// use embody::component::types::ComponentItem;
    /// use embody::component::{Component, Linker};
    /// use embody::{Engine, Store};
    ///
    /// # fn main() -> embody::Result<()> {
    /// # let engine = Engine::default();
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component
    ///         (core module $m (func (export "run")))
    ///         (core instance $i (instantiate $m))
    ///         (func (export "run") (canon lift (core func $i "run"))))"#,
    /// )?;
    /// // Before there is an instance: what it is, and where.
    /// let (item, index) = component.get_export(None, "run").unwrap();
    /// assert!(matches!(item, ComponentItem::ComponentFunc(_)));
    ///
    /// // Whatever instance: found without looking at names.
    /// let mut store = Store::new(&engine, ());
    /// let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
    /// instance.get_typed_func::<(), ()>(&mut store, index)?.call(&mut store, ())?;
    ///
    /// // Another component, also the same one loaded again, has its own.
    /// let other = Component::new(&engine, "(component)")?;
    /// assert!(other.get_export(None, index).is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_export(
        &self,
        instance: Option<&ComponentExportIndex>,
        name: impl InstanceExportLookup,
    ) -> Option<(ComponentItem, ComponentExportIndex)> {
        let index = self.get_export_index(instance, name)?;
        Some((self.inner.world.item(index.node)?.clone(), index))
    }

    /// As [`Component::get_export`], the index alone.
    pub fn get_export_index(
        &self,
        instance: Option<&ComponentExportIndex>,
        name: impl InstanceExportLookup,
    ) -> Option<ComponentExportIndex> {
        if instance.is_some_and(|index| index.component != self.inner.id) {
            return None;
        }
        let node = name.lookup(self, instance.map(|index| index.node))?;
        Some(ComponentExportIndex { component: self.inner.id, node })
    }

    /// A number that no other component has.
    pub(crate) fn id(&self) -> u64 {
        self.inner.id
    }

    pub(crate) fn world(&self) -> &World {
        &self.inner.world
    }

    pub(crate) fn image(&self) -> &ImageHandle {
        &self.inner.image
    }

    /// Fails if the component's metadata could not be decoded.
    pub(crate) fn check(&self) -> Result<()> {
        match &self.inner.damage {
            None => Ok(()),
            Some(damage) => bail!("a bug in Embody, please report it: {damage}"),
        }
    }

    /// How one of the plan's exports is called.
    #[inline]
    pub(crate) fn export_plan(&self, export: u32) -> Result<(&ExportPlan, &EntryPlan)> {
        let plan = self.inner.image.plan();
        let export = plan.exports.get(export as usize);
        match export.and_then(|export| Some((export, plan.entries.get(export.entry as usize)?))) {
            Some(found) => Ok(found),
            None => bail!("damaged artifact: its plan does not have a function that it exports"),
        }
    }
}

impl fmt::Debug for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Component").field("type", &self.inner.world.ty).finish_non_exhaustive()
    }
}

/// What an instance of a component needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourcesRequired {
    /// Number of linear memories.
    pub num_memories: u32,
    /// The largest size that one of them starts with, in its pages.
    pub max_initial_memory_size: Option<u64>,
    /// Number of tables.
    pub num_tables: u32,
    /// The largest number of elements that one of them starts with.
    pub max_initial_table_size: Option<u64>,
}

/// A component that is part of the program: what `component!` calls `COMPONENT`.
pub struct EmbeddedComponent {
    image: &'static Image,
    meta: &'static [u8],
    component: OnceLock<Component>,
}

impl EmbeddedComponent {
    /// The component of an image, whose metadata is decoded when it is first asked for.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(image: &'static Image, meta: &'static [u8]) -> Self {
        Self { image, meta, component: OnceLock::new() }
    }

    /// The component, for the dynamic API. The first call decodes names and types.
    pub fn get(&self) -> &Component {
        self.component.get_or_init(|| {
            let (world, damage) = match World::decode(self.meta) {
                Ok(world) => (world, None),
                Err(error) => (World::empty(), Some(format!("{error:#}"))),
            };
            Component::from_parts(Engine::default(), ImageHandle::Embedded(self.image), world, damage)
        })
    }
}

impl fmt::Debug for EmbeddedComponent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedComponent").finish_non_exhaustive()
    }
}

/// The binary format of a component that may be text, if feature `wat` is on.
#[cfg(feature = "compiler")]
pub(crate) fn to_binary(bytes: &[u8]) -> Result<std::borrow::Cow<'_, [u8]>> {
    Ok(embody_build::text::to_binary(bytes)?)
}

/// Compiles a component with core modules for those that it imports, and loads it.
#[cfg(feature = "compiler")]
pub(crate) fn compile_with(
    engine: &Engine,
    binary: &[u8],
    modules: Vec<(String, Vec<u8>)>,
) -> Result<Component> {
    let artifact = compile(engine, binary, modules)?;
    let (image, meta) = LoadedImage::from_bytes(&artifact)?;
    Component::loaded(engine, image, meta)
}

/// Compiles a component for this machine, with an engine's settings: the bytes of an artifact.
#[cfg(feature = "compiler")]
pub(crate) fn compile(engine: &Engine, binary: &[u8], modules: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    use embody_build::options;
    if binary.trim_ascii_start().starts_with(b"(") {
        bail!(
            "this is the text of a component, where its binary format is wanted; `Component::new` takes text with feature `wat`"
        );
    }
    let config = engine.config();
    let mut settings = options::Options::host()?;
    if let Some(cpu) = &config.cpu {
        settings = settings.cpu(cpu)?;
    }
    settings.opt_level = match config.opt_level {
        crate::OptLevel::None => options::OptLevel::None,
        crate::OptLevel::Speed => options::OptLevel::Speed,
        crate::OptLevel::SpeedAndSize => options::OptLevel::SpeedAndSize,
    };
    settings.memory = match config.memory {
        crate::MemoryKind::Guarded => options::MemoryKind::Guarded,
        crate::MemoryKind::Checked => options::MemoryKind::Checked,
    };
    settings.threads = usize::from(config.one_thread);
    settings.features = config.features;
    settings.modules = modules;
    Ok(embody_build::compile_component(binary, &settings)?.to_bytes()?)
}
