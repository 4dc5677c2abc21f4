//! Linkers: what a host gives to components, by name.
//!
//! In: host functions and resource types, defined by name and in named instances. Out: an [`InstancePre`], in which everything that a
//! component imports has been found and checked, or an error that names all that was not. Names with versions are
//! matched as [`NameMap`] says.

#[cfg(feature = "compiler")]
mod modules;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use embody_abi::plan::ResourcePlan;

use super::component::Component;
use super::host::{self, HostFunc};
use super::instance::{Instance, InstancePre};
use super::items::{ComponentFunc, ComponentItem, Items};
use super::layout::Types;
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
        let mut found = Resolution::new(world.types.clone());
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

/// `iface#name`, or the name alone at the root.
fn path(parent: Option<&str>, name: &str) -> String {
    parent.map_or_else(|| name.to_string(), |parent| format!("{parent}#{name}"))
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

/// What a component imports, as far as it was found.
struct Resolution {
    /// By the number of the imported function.
    functions: Vec<(u32, Arc<dyn HostFunc>, ComponentFunc)>,
    /// By the number of the resource type in the plan.
    resources: BTreeMap<u32, ImportedResource>,
    /// The component's types, with the resource types that were found.
    types: Arc<Types>,
    problems: Vec<String>,
}

impl Resolution {
    fn new(types: Arc<Types>) -> Self {
        Self { functions: Vec::new(), resources: BTreeMap::new(), types, problems: Vec::new() }
    }

    /// Finds resource types by name, before the functions whose types name them.
    fn resources(&mut self, parent: Option<&str>, items: &Items, names: Option<&NameMap<Definition>>) {
        self.find_resources(parent, items, names);
        if let Some((last, _)) = self.resources.last_key_value() {
            let known = (0..=*last).map(|number| self.resources.get(&number).map(|resource| resource.ty));
            self.types = Arc::new(self.types.with_resources(known.collect()));
        }
    }

    fn find_resources(&mut self, parent: Option<&str>, items: &Items, names: Option<&NameMap<Definition>>) {
        for (name, item) in items.iter() {
            let definition = names.and_then(|names| names.get(name));
            let path = path(parent, name);
            match (item, definition) {
                (ComponentItem::Resource(ty), definition) => self.resource(&path, *ty, definition),
                (ComponentItem::ComponentInstance(ty), Some(Definition::Instance(names))) => {
                    self.find_resources(Some(&path), &ty.items, Some(names));
                }
                // A name that stands for a type known already needs no definition.
                (ComponentItem::ComponentInstance(ty), None) => {
                    self.find_resources(Some(&path), &ty.items, None);
                }
                _ => {}
            }
        }
    }

    fn resource(&mut self, path: &str, ty: ResourceType, definition: Option<&Definition>) {
        let Some(number) = ty.number_in(self.types.id()) else { return };
        match (definition, self.resources.get(&number)) {
            (Some(Definition::Resource(found)), None) => {
                self.resources.insert(number, found.clone());
            }
            (Some(Definition::Resource(found)), Some(known)) if found.ty != known.ty => {
                self.problems.push(format!("resource `{path}`: mismatched resource types"));
            }
            (Some(Definition::Resource(_)), Some(_)) | (None, Some(_)) => {}
            (Some(other), _) => {
                self.problems.push(format!("resource `{path}`: expected resource found {}", other.desc()));
            }
            (None, None) => self.problems.push(format!("resource `{path}`")),
        }
    }

    /// Finds items by name; none are there if `names` is none.
    fn items(&mut self, parent: Option<&str>, items: &Items, names: Option<&NameMap<Definition>>) {
        for (name, item) in items.iter() {
            let definition = names.and_then(|names| names.get(name));
            self.item(&path(parent, name), item, definition);
        }
    }

    fn item(&mut self, path: &str, item: &ComponentItem, definition: Option<&Definition>) {
        let what = item.desc();
        match (item, definition) {
            // A type that is not a resource is its own definition.
            (ComponentItem::Type(_), _) => {}
            // Those were found before.
            (ComponentItem::Resource(_), _) => {}
            (ComponentItem::ComponentFunc(ty), Some(Definition::Func(func))) => {
                let ty = ty.substituted(&self.types);
                match func.typecheck(&ty) {
                    Ok(()) => self.functions.push((ty.index, func.clone(), ty)),
                    Err(error) => self.problems.push(format!("{what} `{path}`: {error:#}")),
                }
            }
            (ComponentItem::ComponentInstance(ty), Some(Definition::Instance(names))) => {
                self.items(Some(path), &ty.items, Some(names));
            }
            (ComponentItem::ComponentInstance(ty), None) => self.items(Some(path), &ty.items, None),
            (ComponentItem::ComponentFunc(_), None) => self.problems.push(format!("{what} `{path}`")),
            (_, Some(other)) => {
                self.problems.push(format!("{what} `{path}`: expected {what} found {}", other.desc()));
            }
            (_, None) => self.problems.push(format!("{what} `{path}`: not supported yet")),
        }
    }

    /// Fails if something was not found.
    fn check(&self) -> Result<()> {
        if !self.problems.is_empty() {
            bail!(
                "a matching implementation was not found in the linker for what the component imports:\n- {}",
                self.problems.join("\n- ")
            );
        }
        Ok(())
    }

    fn finish<T>(self, component: &Component) -> Result<InstancePre<T>> {
        self.check()?;
        let plan = component.image().plan();
        let mut hosts = Vec::new();
        for (number, lowering) in (0..).zip(plan.lowerings.iter()) {
            let found = self.functions.iter().find(|(import, ..)| *import == lowering.import);
            let Some((_, func, ty)) = found else {
                bail!("damaged artifact: it calls import number {}, which it does not have", lowering.import);
            };
            hosts.push((number, func.clone().bind(ty)));
        }
        let resources = self.imported_resources(&plan.resources)?;
        Ok(InstancePre::new(component.clone(), hosts.into(), resources))
    }

    /// The resource types that a component imports, in the order of their import numbers. None if the plan has no
    /// resource types at all.
    fn imported_resources(&self, plan: &[ResourcePlan]) -> Result<Option<Arc<[ImportedResource]>>> {
        if plan.is_empty() {
            return Ok(None);
        }
        let mut imports = BTreeMap::new();
        for (number, resource) in (0..).zip(plan) {
            if let ResourcePlan::Imported(import) = resource {
                let Some(found) = self.resources.get(&number) else {
                    bail!("damaged artifact: it uses a resource type that it does not import");
                };
                imports.insert(*import, found.clone());
            }
        }
        if imports.keys().copied().ne(0..imports.len() as u32) {
            bail!("damaged artifact: its imported resource types are not numbered in a row");
        }
        Ok(Some(imports.into_values().collect()))
    }
}
