//! Host functions of the dynamic API: closures that a guest can call.
//!
//! [`typed`] wraps a closure with Rust types, [`dynamic`] one with [`Val`]s. Both are checked against the type of the
//! import they are to satisfy, and then bound to it.

use std::marker::PhantomData;
use std::sync::Arc;

use embody_abi::limits::{MAX_FLAT_PARAMS, MAX_FLAT_RESULTS};

use super::call::{lift_params, lower_result};
use super::canon::{Lift, LiftContext, Lower, LowerContext};
use super::items::ComponentFunc;
use super::place::Place;
use super::tuple::ComponentNamedList;
use super::val::Val;
use super::val::check::check;
use super::val::lift::Lifter;
use super::val::lower;
use crate::store::StoreInner;
use crate::vm::{DynamicCaller, DynamicHost};
use crate::{Result, StoreContextMut, bail};

/// A host function that a linker holds.
pub(crate) trait HostFunc: Send + Sync {
    /// Checks that it can satisfy an import of this type.
    fn typecheck(&self, ty: &ComponentFunc) -> Result<()>;

    /// The function as an import of this type, which was checked.
    fn bind(self: Arc<Self>, ty: &ComponentFunc) -> Arc<dyn DynamicHost>;
}

/// A host function with Rust types.
pub(crate) fn typed<T, P, R, F>(func: F) -> Arc<dyn HostFunc>
where
    T: 'static,
    P: ComponentNamedList + Lift + 'static,
    R: ComponentNamedList + Lower + 'static,
    F: Fn(StoreContextMut<'_, T>, P) -> Result<R> + Send + Sync + 'static,
{
    Arc::new(Typed { func, types: PhantomData::<fn(&T, P) -> R> })
}

struct Typed<F, S> {
    func: F,
    types: PhantomData<S>,
}

impl<T, P, R, F> HostFunc for Typed<F, fn(&T, P) -> R>
where
    T: 'static,
    P: ComponentNamedList + Lift + 'static,
    R: ComponentNamedList + Lower + 'static,
    F: Fn(StoreContextMut<'_, T>, P) -> Result<R> + Send + Sync + 'static,
{
    fn typecheck(&self, ty: &ComponentFunc) -> Result<()> {
        ty.typecheck::<P, R>()
    }

    fn bind(self: Arc<Self>, ty: &ComponentFunc) -> Arc<dyn DynamicHost> {
        if P::HANDLES || R::HANDLES { Arc::new(BoundTyped { host: self, ty: ty.clone() }) } else { self }
    }
}

/// A host function with Rust types that have handles, for an import of this type.
struct BoundTyped<F, S> {
    host: Arc<Typed<F, S>>,
    ty: ComponentFunc,
}

impl<T, P, R, F> DynamicHost for BoundTyped<F, fn(&T, P) -> R>
where
    T: 'static,
    P: ComponentNamedList + Lift + 'static,
    R: ComponentNamedList + Lower + 'static,
    F: Fn(StoreContextMut<'_, T>, P) -> Result<R> + Send + Sync + 'static,
{
    fn call(&self, mut caller: DynamicCaller<'_>, values: &mut [u64]) -> Result<()> {
        let options = caller.plan_of_lowering().options;
        lending(&mut caller, &self.ty, |caller| {
            let mut cx = caller.lift_context(&options);
            cx.place = Place::params(Some(&self.ty));
            let params = lift_params::<P>(&mut cx, values)?;
            let result = (self.host.func)(StoreContextMut(caller.host::<StoreInner<T>>()?), params)?;
            let mut cx = caller.lower_context(&options);
            cx.place = Place::results(Some(&self.ty));
            set(values, lower_result(&result, &mut cx, values)?)
        })
    }
}

/// Does a guest's call of a host function, for which handles may be lent and borrowed.
fn lending(
    caller: &mut DynamicCaller<'_>,
    ty: &ComponentFunc,
    call: impl FnOnce(&mut DynamicCaller<'_>) -> Result<()>,
) -> Result<()> {
    if !ty.signature.handles.borrows {
        return call(caller);
    }
    let access = caller.handles()?;
    access.guest.enter_call();
    let number = access.host.enter_call();
    let mut lending = Lending { caller, call: Some(number) };
    call(lending.caller)?;
    let access = lending.caller.handles()?;
    access.host.exit_call()?;
    lending.call = None;
    access.guest.exit_call()
}

/// A call of a host function that borrows. If it fails or panics, what it borrowed is forgotten.
struct Lending<'c, 'a> {
    caller: &'c mut DynamicCaller<'a>,
    call: Option<usize>,
}

impl Drop for Lending<'_, '_> {
    fn drop(&mut self) {
        if let (Some(call), Ok(access)) = (self.call, self.caller.handles()) {
            access.host.abandon_call(call);
        }
    }
}

impl<T, P, R, F> DynamicHost for Typed<F, fn(&T, P) -> R>
where
    T: 'static,
    P: ComponentNamedList + Lift + 'static,
    R: ComponentNamedList + Lower + 'static,
    F: Fn(StoreContextMut<'_, T>, P) -> Result<R> + Send + Sync + 'static,
{
    fn call(&self, mut caller: DynamicCaller<'_>, values: &mut [u64]) -> Result<()> {
        let options = caller.plan_of_lowering().options;
        let params = lift_params::<P>(&mut caller.lift_context(&options), values)?;
        let result = (self.func)(StoreContextMut(caller.host::<StoreInner<T>>()?), params)?;
        set(values, lower_result(&result, &mut caller.lower_context(&options), values)?)
    }
}

/// A host function with [`Val`]s, for imports of any type.
pub(crate) fn dynamic<T, F>(func: F) -> Arc<dyn HostFunc>
where
    T: 'static,
    F: Fn(StoreContextMut<'_, T>, ComponentFunc, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
{
    Arc::new(Dynamic { func, types: PhantomData::<fn(&T)> })
}

struct Dynamic<F, S> {
    func: F,
    types: PhantomData<S>,
}

struct Bound<F, S> {
    host: Arc<Dynamic<F, S>>,
    ty: ComponentFunc,
}

impl<T, F> HostFunc for Dynamic<F, fn(&T)>
where
    T: 'static,
    F: Fn(StoreContextMut<'_, T>, ComponentFunc, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
{
    fn typecheck(&self, _: &ComponentFunc) -> Result<()> {
        Ok(())
    }

    fn bind(self: Arc<Self>, ty: &ComponentFunc) -> Arc<dyn DynamicHost> {
        Arc::new(Bound { host: self, ty: ty.clone() })
    }
}

impl<T, F> DynamicHost for Bound<F, fn(&T)>
where
    T: 'static,
    F: Fn(StoreContextMut<'_, T>, ComponentFunc, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
{
    fn call(&self, mut caller: DynamicCaller<'_>, values: &mut [u64]) -> Result<()> {
        let options = caller.plan_of_lowering().options;
        lending(&mut caller, &self.ty, |caller| {
            let params = lift_vals(&self.ty, &mut caller.lift_context(&options), values)?;
            let mut results = vec![Val::Bool(false); usize::from(self.ty.signature.ty.result.is_some())];
            let store = StoreContextMut(caller.host::<StoreInner<T>>()?);
            (self.host.func)(store, self.ty.clone(), &params, &mut results)?;
            set(values, lower_val(&self.ty, results.first(), &mut caller.lower_context(&options), values)?)
        })
    }
}

/// Lifts a guest's parameters.
fn lift_vals(ty: &ComponentFunc, cx: &mut LiftContext<'_>, values: &[u64]) -> Result<Vec<Val>> {
    let signature = &ty.signature;
    let mut lifter = Lifter::new(&ty.types, cx);
    let types = signature.ty.params.iter().map(|(_, ty)| *ty);
    let abi = signature.params.abi;
    if abi.flat as usize <= MAX_FLAT_PARAMS {
        lifter.fields_flat(types, values)
    } else {
        let pointer = values.first().copied().unwrap_or_default();
        let from = lifter.context().bytes(pointer as u32, 1, abi.size, abi.align)?;
        lifter.fields(types, &signature.params.offsets, from)
    }
}

/// Lowers the host's result: the value of the first slot.
fn lower_val(
    ty: &ComponentFunc,
    val: Option<&Val>,
    cx: &mut LowerContext<'_>,
    values: &[u64],
) -> Result<u64> {
    let (Some(result), Some(val)) = (ty.signature.ty.result, val) else { return Ok(0) };
    check(&ty.types, result, val, format_args!("the host function's result"))?;
    let abi = ty.signature.result;
    if abi.flat as usize <= MAX_FLAT_RESULTS {
        let mut flat = [0; MAX_FLAT_RESULTS];
        lower::lower(&ty.types, result, val, cx, &mut flat)?;
        Ok(flat[0])
    } else {
        let Some(pointer) = values.last() else {
            bail!(
                "a bug in Embody, please report it: a host function was called without a place for its result"
            )
        };
        let at = cx.return_area(*pointer as u32, abi.size as usize, abi.align)?;
        lower::store(&ty.types, result, val, cx, at)?;
        Ok(0)
    }
}

/// Sets the slot that a guest reads a flat result from.
fn set(values: &mut [u64], value: u64) -> Result<()> {
    match values.first_mut() {
        Some(slot) => {
            *slot = value;
            Ok(())
        }
        None => bail!("a bug in Embody, please report it: a host function was called without slots"),
    }
}
