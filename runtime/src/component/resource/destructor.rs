//! What the host does when a guest drops a resource of the host's.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::store::StoreInner;
use crate::vm::HostState;
use crate::{Result, StoreContextMut, bail};

/// A destructor of the host's.
pub(crate) trait HostDestructor: Send + Sync {
    /// Destroys the resource with this representation.
    ///
    /// # Errors
    /// The host's own; or if `host` is not the store that it was defined for.
    fn call(&self, host: &mut dyn HostState, rep: u32) -> Result<()>;
}

/// A closure as a destructor.
pub(crate) fn host<T, F>(destructor: F) -> Arc<dyn HostDestructor>
where
    T: 'static,
    F: Fn(StoreContextMut<'_, T>, u32) -> Result<()> + Send + Sync + 'static,
{
    Arc::new(Closure { destructor, host: PhantomData::<fn(&T)> })
}

struct Closure<F, S> {
    destructor: F,
    host: PhantomData<S>,
}

impl<T, F> HostDestructor for Closure<F, fn(&T)>
where
    T: 'static,
    F: Fn(StoreContextMut<'_, T>, u32) -> Result<()> + Send + Sync + 'static,
{
    fn call(&self, host: &mut dyn HostState, rep: u32) -> Result<()> {
        let host: &mut dyn Any = host;
        match host.downcast_mut::<StoreInner<T>>() {
            Some(store) => (self.destructor)(StoreContextMut(store), rep),
            None => bail!("a bug in Embody, please report it: the host's state is of another type"),
        }
    }
}
