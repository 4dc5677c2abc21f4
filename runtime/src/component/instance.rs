//! Instances of components, as handles into a store.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::component::Component;
use super::export::{ComponentExportIndex, InstanceExportLookup};
use super::func::Func;
use super::layout::Types;
use super::resource::{ImportedResource, ResourceType, ResourceTypes};
use super::tuple::ComponentNamedList;
use super::typed_func::TypedFunc;
use super::types::ComponentItem;
use super::{Lift, Lower};
use crate::store::StoreInner;
use crate::vm::{DynamicHost, VmInstance};
use crate::{AsContext, AsContextMut, Context, Engine, Result};

/// An instance of a component: a handle into the [`Store`](crate::Store) that owns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance {
    store: u64,
    pub(crate) number: u32,
}

impl Instance {
    /// The exported function of a name or index. None if there is none, or the store is not the instance's.
    ///
    /// A name is looked for at the root. What an exported instance has is found by its index:
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
    ///         (core module $m (func (export "run")))
    ///         (core instance $i (instantiate $m))
    ///         (func $run (canon lift (core func $i "run")))
    ///         (instance $exports (export "run" (func $run)))
    ///         (export "at-root" (func $run))
    ///         (export "jobs" (instance $exports)))"#,
    /// )?;
    /// // The indices of a component are those of all its instances.
    /// let jobs = component.get_export_index(None, "jobs").unwrap();
    /// let run = component.get_export_index(Some(&jobs), "run").unwrap();
    ///
    /// let mut store = Store::new(&engine, ());
    /// let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
    /// assert!(instance.get_func(&mut store, "at-root").is_some());
    /// assert!(instance.get_func(&mut store, &run).is_some());
    /// assert!(instance.get_func(&mut store, "run").is_none());
    ///
    /// // An instance gives them, too.
    /// let jobs = instance.get_export_index(&mut store, None, "jobs").unwrap();
    /// assert_eq!(instance.get_export_index(&mut store, Some(&jobs), "run"), Some(run));
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_func(&self, mut store: impl AsContextMut, name: impl InstanceExportLookup) -> Option<Func> {
        let store = store.as_context_mut();
        let component = self.component(store.0)?;
        let node = name.lookup(component, None)?;
        let func = component.world().func(node)?;
        let (export, entry) = component.export_plan(func.index).ok()?;
        Some(Func::new(*self, node, export.options, *entry))
    }

    /// The exported function of a name or index, as one with Rust types.
    ///
    /// # Errors
    /// If there is none, or its type is another.
    pub fn get_typed_func<Params, Results>(
        &self,
        mut store: impl AsContextMut,
        name: impl InstanceExportLookup,
    ) -> Result<TypedFunc<Params, Results>>
    where
        Params: ComponentNamedList + Lower,
        Results: ComponentNamedList + Lift,
    {
        let func = self.get_func(&mut store, name).context("the component exports no such function")?;
        func.typed(&store)
    }

    /// An export at the root, or in the exported instance that `instance` names: what it is, and its index.
    pub fn get_export(
        &self,
        mut store: impl AsContextMut,
        instance: Option<&ComponentExportIndex>,
        name: impl InstanceExportLookup,
    ) -> Option<(ComponentItem, ComponentExportIndex)> {
        let store = store.as_context_mut().0;
        let (item, index) = self.component(store)?.get_export(instance, name)?;
        Some(match self.types(store) {
            Some(types) => (item.substituted(&types), index),
            None => (item, index),
        })
    }

    /// The exported resource type of a name or index: the host's, or one that this instance alone has. None if there is
    /// none, or the store is not the instance's.
    pub fn get_resource(
        &self,
        mut store: impl AsContextMut,
        name: impl InstanceExportLookup,
    ) -> Option<ResourceType> {
        match self.get_export(&mut store, None, name)?.0 {
            ComponentItem::Resource(ty) => Some(ty),
            _ => None,
        }
    }

    /// As [`Instance::get_export`], the index alone.
    pub fn get_export_index(
        &self,
        mut store: impl AsContextMut,
        instance: Option<&ComponentExportIndex>,
        name: impl InstanceExportLookup,
    ) -> Option<ComponentExportIndex> {
        self.component(store.as_context_mut().0)?.get_export_index(instance, name)
    }

    /// The component that the instance was made from. None if the store is not the instance's.
    pub fn component_of(&self, store: impl AsContext) -> Option<Component> {
        self.component(store.as_context().0).cloned()
    }

    /// The component, if the store is the instance's.
    pub(crate) fn component<'s, T>(&self, store: &'s StoreInner<T>) -> Option<&'s Component> {
        if self.is_of(store) { store.component(self.number) } else { None }
    }

    /// The component's types, with the resource types of this instance. None if the component has none.
    pub(crate) fn types<T>(&self, store: &StoreInner<T>) -> Option<Arc<Types>> {
        let (component, resources) = store.resources(self.number)?;
        let plan = &component.image().plan().resources;
        let known = (0..plan.len()).map(|number| resources.get(plan, number as u32)).collect();
        Some(Arc::new(component.world().types.with_resources(known)))
    }

    #[inline]
    pub(crate) fn is_of<T>(&self, store: &StoreInner<T>) -> bool {
        self.store == store.id()
    }
}

/// A component whose imports have been found, to be instantiated many times; cheap to clone.
pub struct InstancePre<T: 'static> {
    component: Component,
    /// A host function for each lowering, by its number.
    hosts: Arc<[(u32, Arc<dyn DynamicHost>)]>,
    /// The resource types that it imports; none if it has no resource types at all.
    resources: Option<Arc<[ImportedResource]>>,
    host: PhantomData<fn() -> T>,
}

impl<T: 'static> InstancePre<T> {
    pub(crate) fn new(
        component: Component,
        hosts: Arc<[(u32, Arc<dyn DynamicHost>)]>,
        resources: Option<Arc<[ImportedResource]>>,
    ) -> Self {
        Self { component, hosts, resources, host: PhantomData }
    }

    /// The component.
    #[must_use]
    pub fn component(&self) -> &Component {
        &self.component
    }

    /// The component's engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.component.engine()
    }

    /// Makes an instance in a store, and runs its start functions.
    ///
    /// # Errors
    /// If this machine cannot run the component, has no memory left, or a start function traps.
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>) -> Result<Instance> {
        let store = store.as_context_mut().0;
        let mut vm = VmInstance::new(self.component.image().clone())?;
        for (lowering, host) in self.hosts.iter() {
            vm.define(*lowering, host.clone())?;
        }
        let types = self.resources.clone().map(ResourceTypes::new);
        let number = store.add(self.component.clone(), types, vm);
        let mut out = store.check_out(number)?;
        let (running, inner) = out.split();
        let started = running.vm.start(inner);
        drop(out);
        match started {
            Ok(()) => Ok(Instance { store: store.id(), number }),
            Err(error) => {
                store.forget(number);
                Err(error)
            }
        }
    }
}

impl<T: 'static> Clone for InstancePre<T> {
    fn clone(&self) -> Self {
        Self {
            component: self.component.clone(),
            hosts: self.hosts.clone(),
            resources: self.resources.clone(),
            host: PhantomData,
        }
    }
}

impl<T: 'static> fmt::Debug for InstancePre<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InstancePre").field("component", &self.component).finish_non_exhaustive()
    }
}
