//! Linkers: what a host gives to components, by name.
//!
//! In: host functions and resource types, defined by name and in named instances. Out: an [`InstancePre`], in which
//! everything that a component imports has been found and checked ([`resolution`]). Names with versions are matched as
//! [`NameMap`] says.

#[cfg(feature = "compiler")]
mod modules;
mod resolution;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use self::resolution::{Resolution, path};
use super::component::Component;
use super::host::{self, HostFunc};
use super::instance::{Instance, InstancePre};
use super::items::{ComponentItem, Items};
use super::names::NameMap;
use super::resource::{ImportedResource, ResourceType, destructor};
use super::tuple::ComponentNamedList;
use super::val::Val;
use super::{Lift, Lower, types};
use crate::{AsContextMut, Engine, Result, StoreContextMut, bail};

/// What a host gives to components, by name.
///
/// # Versions
/// A name may end in a version, `docs:log/sink@0.2.6`. What a component imports under a version that is not defined is
/// found under the newest *compatible* one: of the same major version, or where that is zero of the same minor one.
/// So a component that was made for an older version runs on a newer host, and the other way round, if the interface
/// has kept what it had. Pre-releases and versions `0.0.x` stand for themselves alone.
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
///         (import "docs:log/sink@0.2.0" (instance $sink (export "flush" (func))))
///         (core func $flush (canon lower (func $sink "flush")))
///         (core module $m
///             (import "" "flush" (func $flush))
///             (func (export "run") call $flush call $flush))
///         (core instance $i (instantiate $m
///             (with "" (instance (export "flush" (func $flush))))))
///         (func (export "run") (canon lift (core func $i "run"))))"#,
/// )?;
/// let mut linker = Linker::<u32>::new(&engine);
/// linker.instance("docs:log/sink@0.2.6")?.func_wrap("flush", |mut store, ()| {
///     *store.data_mut() += 1;
///     Ok(())
/// })?;
/// let mut store = Store::new(&engine, 0);
/// let instance = linker.instantiate(&mut store, &component)?;
/// instance.get_typed_func::<(), ()>(&mut store, "run")?.call(&mut store, ())?;
/// assert_eq!(store.into_data(), 2);
/// # Ok(())
/// # }
/// ```
pub struct Linker<T: 'static> {
    engine: Engine,
    root: NameMap<Definition>,
    allow_shadowing: bool,
    host: PhantomData<fn() -> T>,
}

#[derive(Clone)]
enum Definition {
    Func(Arc<dyn HostFunc>),
    Instance(NameMap<Definition>),
    Resource(ImportedResource),
    /// A core module, in its binary format.
    #[cfg(feature = "compiler")]
    Module(Arc<[u8]>),
}

impl Definition {
    fn desc(&self) -> &'static str {
        match self {
            Definition::Func(_) => "func",
            Definition::Instance(_) => "instance",
            Definition::Resource(_) => "resource",
            #[cfg(feature = "compiler")]
            Definition::Module(_) => "module",
        }
    }
}

/// A place in a [`Linker`] where names are defined: its root, or a named instance.
pub struct LinkerInstance<'a, T: 'static> {
    names: &'a mut NameMap<Definition>,
    allow_shadowing: bool,
    host: PhantomData<fn() -> T>,
}

impl<T: 'static> Linker<T> {
    /// A linker without definitions.
    #[must_use]
    pub fn new(engine: &Engine) -> Self {
        Self { engine: engine.clone(), root: NameMap::default(), allow_shadowing: false, host: PhantomData }
    }

    /// The engine that the linker was made with.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether a name may be defined again, which replaces its definition. By default it may not.
    pub fn allow_shadowing(&mut self, allow: bool) -> &mut Self {
        self.allow_shadowing = allow;
        self
    }

    /// Where the names that components import at their root are defined.
    pub fn root(&mut self) -> LinkerInstance<'_, T> {
        LinkerInstance { names: &mut self.root, allow_shadowing: self.allow_shadowing, host: PhantomData }
    }

    /// Where the names of an imported instance are defined; made if it is not there yet.
    ///
    /// # Errors
    /// If the name is defined as something else.
    pub fn instance(&mut self, name: &str) -> Result<LinkerInstance<'_, T>> {
        self.root().into_instance(name)
    }

    /// Finds and checks all that a component imports, so that it can be instantiated many times.
    ///
    /// # Errors
    /// If something is not defined, or of another type: all of it is named.
    pub fn instantiate_pre(&self, component: &Component) -> Result<InstancePre<T>> {
        self.resolve(component)?.finish(component)
    }

    /// Finds all that a component imports.
    fn resolve(&self, component: &Component) -> Result<Resolution> {
        component.check()?;
        let world = component.world();
        let mut found = Resolution::new(component);
        found.resources(None, &world.ty.imports, Some(&self.root));
        found.items(None, &world.ty.imports, Some(&self.root));
        Ok(found)
    }

    /// What a component imports and exports, the resource types that it imports being those of this linker.
    ///
    /// # Errors
    /// As [`Linker::instantiate_pre`].
    pub fn substituted_component_type(&self, component: &Component) -> Result<types::Component> {
        let found = self.resolve(component)?;
        found.check()?;
        Ok(component.world().ty.substituted(&found.types))
    }

    /// Makes an instance of a component in a store, and runs its start functions.
    ///
    /// # Errors
    /// As [`Linker::instantiate_pre`]; or if this machine cannot run the component, has no memory left, or a start
    /// function traps.
    pub fn instantiate(&self, store: impl AsContextMut<Data = T>, component: &Component) -> Result<Instance> {
        self.instantiate_pre(component)?.instantiate(store)
    }

    /// Defines each function that a component imports and that is not defined yet as one that fails with its name, and
    /// each such resource type as one of the host's that has no destructor.
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
    ///         (import "docs:log/sink" (instance $sink (export "flush" (func))))
    ///         (core func $flush (canon lower (func $sink "flush")))
    ///         (core module $m (import "" "flush" (func $flush)) (func (export "run") call $flush))
    ///         (core instance $i (instantiate $m (with "" (instance (export "flush" (func $flush))))))
    ///         (func (export "run") (canon lift (core func $i "run"))))"#,
    /// )?;
    /// let mut linker = Linker::<()>::new(&engine);
    /// assert!(linker.instantiate_pre(&component).is_err());
    ///
    /// linker.define_unknown_imports_as_traps(&component)?;
    /// let mut store = Store::new(&engine, ());
    /// let instance = linker.instantiate(&mut store, &component)?;
    /// let run = instance.get_typed_func::<(), ()>(&mut store, "run")?;
    /// let error = run.call(&mut store, ()).unwrap_err();
    /// assert!(format!("{error:#}").contains("`docs:log/sink#flush` has not been defined"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If an imported instance is defined as something else.
    pub fn define_unknown_imports_as_traps(&mut self, component: &Component) -> Result<()> {
        define_traps(&mut self.root(), None, &component.world().ty.imports)
    }
}

impl<T: 'static> Clone for Linker<T> {
    fn clone(&self) -> Self {
        let Self { engine, root, allow_shadowing, host } = self;
        Self { engine: engine.clone(), root: root.clone(), allow_shadowing: *allow_shadowing, host: *host }
    }
}

impl<T: 'static> fmt::Debug for Linker<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linker").field("allow_shadowing", &self.allow_shadowing).finish_non_exhaustive()
    }
}

impl<T: 'static> LinkerInstance<'_, T> {
    /// Defines a function with Rust types: parameters as a tuple, the result as `(R,)` or `()`.
    ///
    /// ```
    /// # use embody::{Engine, component::Linker, bail};
    /// # fn main() -> embody::Result<()> {
    /// let mut linker = Linker::<Vec<String>>::new(&Engine::default());
    /// linker.instance("docs:log/sink")?.func_wrap("write", |mut store, (line,): (String,)| {
    ///     if store.data().len() == 1000 {
    ///         bail!("the log is full");
    ///     }
    ///     store.data_mut().push(line);
    ///     Ok((store.data().len() as u64,))
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An error that the function returns unwinds the guest, and is what the call into the guest fails with.
    ///
    /// # Errors
    /// If the name is defined already. That the types are those of a component's import is checked when the component
    /// is instantiated.
    pub fn func_wrap<F, Params, Return>(&mut self, name: &str, func: F) -> Result<()>
    where
        F: Fn(StoreContextMut<'_, T>, Params) -> Result<Return> + Send + Sync + 'static,
        Params: ComponentNamedList + Lift + 'static,
        Return: ComponentNamedList + Lower + 'static,
    {
        self.define(name, Definition::Func(host::typed(func)))
    }

    /// Defines a function for imports of any type, which it is told.
    ///
    /// ```
    /// use embody::component::{Component, Linker, Val};
    /// use embody::{Engine, Store, bail};
    ///
    /// # fn main() -> embody::Result<()> {
    /// let engine = Engine::default();
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component
    ///         (import "begin" (func $begin))
    ///         (import "next" (func $next (param "after" u32) (result u32)))
    ///         (core func $begin (canon lower (func $begin)))
    ///         (core func $next (canon lower (func $next)))
    ///         (core module $m
    ///             (import "" "begin" (func $begin))
    ///             (import "" "next" (func $next (param i32) (result i32)))
    ///             (func (export "run") (result i32)
    ///                 call $begin
    ///                 (call $next (call $next (i32.const 5)))))
    ///         (core instance $i (instantiate $m (with "" (instance
    ///             (export "begin" (func $begin))
    ///             (export "next" (func $next))))))
    ///         (func (export "run") (result u32) (canon lift (core func $i "run"))))"#,
    /// )?;
    /// let mut linker = Linker::<()>::new(&engine);
    /// linker.root().func_new("begin", |_, ty, params, results| {
    ///     assert!(ty.params().len() == 0 && params.is_empty() && results.is_empty());
    ///     Ok(())
    /// })?;
    /// linker.root().func_new("next", |_, _, params, results| {
    ///     let [Val::U32(after)] = params else { bail!("not one number: {params:?}") };
    ///     results[0] = Val::U32(after + 1);
    ///     Ok(())
    /// })?;
    /// let mut store = Store::new(&engine, ());
    /// let instance = linker.instantiate(&mut store, &component)?;
    /// let run = instance.get_typed_func::<(), (u32,)>(&mut store, "run")?;
    /// assert_eq!(run.call(&mut store, ())?, (7,));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The last parameter has a place for each result; what is written there must be of the result's type.
    ///
    /// # Errors
    /// If the name is defined already.
    pub fn func_new(
        &mut self,
        name: &str,
        func: impl Fn(StoreContextMut<'_, T>, types::ComponentFunc, &[Val], &mut [Val]) -> Result<()>
        + Send
        + Sync
        + 'static,
    ) -> Result<()> {
        self.define(name, Definition::Func(host::dynamic(func)))
    }

    /// Defines a resource type, with what is done when a guest drops an own handle of it: `dtor` gets the
    /// representation. For a name that a component says is the same type as another one, the same type is to be defined,
    /// or none.
    ///
    /// An error of the destructor unwinds the guest.
    ///
    /// ```
    /// use embody::component::{Linker, Resource, ResourceTable, ResourceType};
    /// use embody::{Engine, StoreContextMut};
    ///
    /// struct File(Vec<u8>);
    ///
    /// // The host's state is a table of what resources mean.
    /// let mut linker = Linker::<ResourceTable>::new(&Engine::default());
    /// let mut files = linker.instance("docs:files/api")?;
    /// files.resource("file", ResourceType::host::<File>(), |mut store, rep| {
    ///     store.data_mut().delete(Resource::<File>::new_own(rep))?;
    ///     Ok(())
    /// })?;
    /// files.func_wrap("open", |mut store: StoreContextMut<'_, ResourceTable>, ()| {
    ///     Ok((store.data_mut().push(File(b"contents".to_vec()))?,))
    /// })?;
    /// files.func_wrap("[method]file.size", |store, (file,): (Resource<File>,)| {
    ///     Ok((store.data().get(&file)?.0.len() as u64,))
    /// })?;
    /// # Ok::<(), embody::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the name is defined already.
    pub fn resource(
        &mut self,
        name: &str,
        ty: ResourceType,
        dtor: impl Fn(StoreContextMut<'_, T>, u32) -> Result<()> + Send + Sync + 'static,
    ) -> Result<()> {
        self.define(name, Definition::Resource(ImportedResource { ty, destructor: destructor::host(dtor) }))
    }

    /// Where the names of a nested instance are defined; made if it is not there yet.
    ///
    /// # Errors
    /// If the name is defined as something else.
    pub fn instance(&mut self, name: &str) -> Result<LinkerInstance<'_, T>> {
        let allow_shadowing = self.allow_shadowing;
        LinkerInstance { names: self.names, allow_shadowing, host: PhantomData }.into_instance(name)
    }

    /// As [`LinkerInstance::instance`], giving this one up.
    ///
    /// # Errors
    /// If the name is defined as something else.
    pub fn into_instance(mut self, name: &str) -> Result<Self> {
        if !matches!(self.names.get_exact_mut(name), Some(Definition::Instance(_))) {
            self.define(name, Definition::Instance(NameMap::default()))?;
        }
        match self.names.get_exact_mut(name) {
            Some(Definition::Instance(names)) => Ok(Self { names, ..self }),
            _ => bail!("`{name}` is defined as something else than an instance"),
        }
    }

    fn define(&mut self, name: &str, definition: Definition) -> Result<()> {
        self.names.insert(name, definition, self.allow_shadowing)
    }
}

impl<T: 'static> fmt::Debug for LinkerInstance<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkerInstance").finish_non_exhaustive()
    }
}

fn define_traps<T>(linker: &mut LinkerInstance<'_, T>, parent: Option<&str>, items: &Items) -> Result<()> {
    for (name, item) in items.iter() {
        let path = path(parent, name);
        match item {
            ComponentItem::ComponentFunc(_) if linker.names.get(name).is_none() => {
                linker.func_new(name, move |_, _, _, _| {
                    bail!("unknown import: `{path}` has not been defined")
                })?;
            }
            ComponentItem::Resource(_) if linker.names.get(name).is_none() => {
                linker.resource(name, ResourceType::host::<()>(), |_, _| Ok(()))?;
            }
            ComponentItem::ComponentInstance(instance) => {
                // An instance that stands in by its version may lack some of the functions.
                let name = linker.names.key(name).unwrap_or(name).to_string();
                define_traps(&mut linker.instance(&name)?, Some(&path), &instance.items)?;
            }
            _ => {}
        }
    }
    Ok(())
}
