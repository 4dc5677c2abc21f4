//! Where instances live, with the host's data.
//!
//! A [`Store`] owns instances and one value of the host's. Host functions get the store as a [`StoreContextMut`], and
//! may call other instances in it. While an instance runs it is *taken* ([`StoreInner::check_out`]): a host function that
//! calls back into it gets [`Trap::CannotEnterComponent`] instead of a second reference. It stays in its place, so that
//! host functions can look at its memory.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::component::Component;
use crate::component::resource::{HostHandles, ResourceTypes, Resources};
use crate::vm::{Held, HostState, Running, Taken, VmInstance};
use crate::{Engine, Result, Trap, bail};

/// Instances, and the host's data.
///
/// Dropping it drops the instances. Instances are not dropped before: make one store for each unit of work.
pub struct Store<T: 'static> {
    // On the heap, so that a `Store` moves cheaply.
    inner: Box<StoreInner<T>>,
}

/// What a [`StoreContextMut`] refers to.
pub(crate) struct StoreInner<T: 'static> {
    id: u64,
    engine: Engine,
    instances: Vec<Slot>,
    /// The host's handles of resources.
    pub(crate) handles: HostHandles,
    data: T,
}

/// An instance's place in a store.
struct Slot {
    component: Component,
    /// None if the component has no resource types.
    resources: Option<ResourceTypes>,
    /// None if it did not come to be.
    held: Option<Held>,
}

impl<T: 'static> Store<T> {
    /// A store without instances.
    pub fn new(engine: &Engine, data: T) -> Self {
        static IDS: AtomicU64 = AtomicU64::new(0);
        let id = IDS.fetch_add(1, Ordering::Relaxed);
        let (engine, instances, handles) = (engine.clone(), Vec::new(), HostHandles::default());
        Self { inner: Box::new(StoreInner { id, engine, instances, handles, data }) }
    }

    /// The host's data.
    pub fn data(&self) -> &T {
        &self.inner.data
    }

    /// The host's data, to change it.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.inner.data
    }

    /// Drops the instances and gives the host's data back.
    pub fn into_data(self) -> T {
        self.inner.data
    }

    /// The engine that the store was made with.
    pub fn engine(&self) -> &Engine {
        &self.inner.engine
    }
}

impl<T: Default> Default for Store<T> {
    fn default() -> Self {
        Self::new(&Engine::default(), T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Store<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let instances = self.inner.instances.len();
        f.debug_struct("Store").field("data", &self.inner.data).field("instances", &instances).finish()
    }
}

impl<T: 'static> StoreInner<T> {
    /// A number that no other store has.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Adds an instance that has not been started; its number.
    pub(crate) fn add(
        &mut self,
        component: Component,
        resources: Option<ResourceTypes>,
        mut vm: VmInstance,
    ) -> u32 {
        // Each instance holds a context block: memory ends long before the numbers do.
        let number = self.instances.len() as u32;
        vm.set_owner(self.id, number);
        if let Some(types) = resources.clone() {
            vm.set_resources(Resources::new(types, number));
        }
        let held = Some(Held::new(component.clone(), vm));
        self.instances.push(Slot { component, resources, held });
        number
    }

    /// The instance did not come to be. The host may have got handles from it already, for which its place is kept.
    pub(crate) fn forget(&mut self, instance: u32) {
        let is_last = instance as usize + 1 == self.instances.len();
        self.instances.pop_if(|slot| is_last && slot.resources.is_none());
        if let Some(slot) = self.instances.get_mut(instance as usize) {
            slot.held = None;
        }
    }

    /// A memory of an instance that does not run, or that waits for a host function that has this store.
    ///
    /// # Errors
    /// If there is none, or the instance is not of this store.
    pub(crate) fn memory(&self, store: u64, instance: u32, number: u32) -> Result<&[u8]> {
        if store != self.id {
            bail!("the value is of an instance that is not in this store");
        }
        let held = self.instances.get(instance as usize).and_then(|slot| slot.held.as_ref());
        match held.and_then(|held| held.memory(self, number)) {
            Some(memory) => Ok(memory),
            None => bail!("the instance whose memory is to be read is not there, or it is running"),
        }
    }

    /// The store for one call, to which the host may lend its handles.
    #[inline]
    pub(crate) fn lending(&mut self) -> Lending<'_, T> {
        let lent = self.handles.mark();
        Lending { store: self, lent }
    }

    /// An instance's component and resource types, if it has some.
    #[inline]
    pub(crate) fn resources(&self, instance: u32) -> Option<(&Component, &ResourceTypes)> {
        let slot = self.instances.get(instance as usize)?;
        Some((&slot.component, slot.resources.as_ref()?))
    }

    /// The component of an instance, if the store has it.
    pub(crate) fn component(&self, instance: u32) -> Option<&Component> {
        self.instances.get(instance as usize).map(|slot| &slot.component)
    }

    /// Takes an instance to run it; others can when the result is dropped.
    ///
    /// # Errors
    /// [`Trap::CannotEnterComponent`] if it is taken already: a host function that it called is trying to call it.
    #[inline]
    pub(crate) fn check_out(&mut self, instance: u32) -> Result<CheckedOut<'_, T>> {
        match self.instances.get_mut(instance as usize).map(|slot| slot.held.as_mut().and_then(Held::take)) {
            Some(Some(running)) => Ok(CheckedOut { store: self, running }),
            Some(None) => bail!(Trap::CannotEnterComponent),
            None => bail!("the instance is not in this store"),
        }
    }
}

impl<T: 'static> HostState for StoreInner<T> {
    #[inline]
    fn handles(&mut self) -> Option<&mut HostHandles> {
        Some(&mut self.handles)
    }
}

/// A store for one call: what the host lends to it is taken back on drop, also when a host function's panic passes
/// through.
pub(crate) struct Lending<'a, T: 'static> {
    pub(crate) store: &'a mut StoreInner<T>,
    lent: usize,
}

impl<T> Drop for Lending<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.store.handles.release(self.lent);
    }
}

/// An instance that was taken, and its store. Given back on drop, also when a host function's panic passes through.
pub(crate) struct CheckedOut<'a, T: 'static> {
    store: &'a mut StoreInner<T>,
    running: Taken,
}

impl<T> CheckedOut<'_, T> {
    /// The instance, and the store for its host functions.
    #[inline]
    pub(crate) fn split(&mut self) -> (&mut Running, &mut StoreInner<T>) {
        (&mut self.running, self.store)
    }
}

/// A shared reference to a [`Store`].
pub struct StoreContext<'a, T: 'static>(pub(crate) &'a StoreInner<T>);

/// An exclusive reference to a [`Store`], as host functions get it.
pub struct StoreContextMut<'a, T: 'static>(pub(crate) &'a mut StoreInner<T>);

impl<'a, T: 'static> StoreContext<'a, T> {
    /// The host's data.
    pub fn data(&self) -> &'a T {
        &self.0.data
    }

    /// The engine that the store was made with.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }
}

impl<T: 'static> StoreContextMut<'_, T> {
    /// The host's data.
    pub fn data(&self) -> &T {
        &self.0.data
    }

    /// The host's data, to change it.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0.data
    }

    /// The engine that the store was made with.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }
}

impl<T: fmt::Debug> fmt::Debug for StoreContext<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StoreContext").field(self.data()).finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for StoreContextMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StoreContextMut").field(self.data()).finish()
    }
}

/// What gives access to a [`Store`]: itself, its contexts, and references to them.
pub trait AsContext {
    /// The host's data.
    type Data: 'static;

    /// A shared reference to the store.
    fn as_context(&self) -> StoreContext<'_, Self::Data>;
}

/// What gives exclusive access to a [`Store`].
pub trait AsContextMut: AsContext {
    /// An exclusive reference to the store.
    fn as_context_mut(&mut self) -> StoreContextMut<'_, Self::Data>;
}

impl<T: 'static> AsContext for Store<T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(&self.inner)
    }
}

impl<T: 'static> AsContextMut for Store<T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(&mut self.inner)
    }
}

impl<T: 'static> AsContext for StoreContext<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T: 'static> AsContext for StoreContextMut<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T: 'static> AsContextMut for StoreContextMut<'_, T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(self.0)
    }
}

impl<C: AsContext> AsContext for &C {
    type Data = C::Data;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContext> AsContext for &mut C {
    type Data = C::Data;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContextMut> AsContextMut for &mut C {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, C::Data> {
        C::as_context_mut(self)
    }
}

impl<'a, T: 'static> From<StoreContextMut<'a, T>> for StoreContext<'a, T> {
    fn from(store: StoreContextMut<'a, T>) -> Self {
        StoreContext(store.0)
    }
}

impl<'a, C: AsContext> From<&'a C> for StoreContext<'a, C::Data> {
    fn from(store: &'a C) -> Self {
        store.as_context()
    }
}

impl<'a, C: AsContext> From<&'a mut C> for StoreContext<'a, C::Data> {
    fn from(store: &'a mut C) -> Self {
        C::as_context(store)
    }
}

impl<'a, C: AsContextMut> From<&'a mut C> for StoreContextMut<'a, C::Data> {
    fn from(store: &'a mut C) -> Self {
        store.as_context_mut()
    }
}
