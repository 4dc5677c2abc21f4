//! Exported functions with Rust types.

use std::fmt;
use std::marker::PhantomData;

use super::call::call_typed;
use super::func::Func;
use super::resource::Mistake;
use super::tuple::ComponentNamedList;
use super::{Lift, Lower};
use crate::store::StoreInner;
use crate::{AsContextMut, Result};

/// A [`Func`] whose type is known: parameters as a tuple, the result as `(R,)` or `()`.
///
/// Types were checked when it was made, by [`Func::typed`] or
/// [`Instance::get_typed_func`](super::Instance::get_typed_func).
pub struct TypedFunc<Params, Return> {
    func: Func,
    // Covariant in the parameters: they are copied into the guest during a call, and so may live shorter than this.
    types: PhantomData<(Params, Return)>,
}

impl<Params, Return> TypedFunc<Params, Return> {
    pub(crate) fn new(func: Func) -> Self {
        Self { func, types: PhantomData }
    }

    /// The function without its types.
    #[must_use]
    pub fn func(&self) -> &Func {
        &self.func
    }
}

impl<Params, Return> TypedFunc<Params, Return>
where
    Params: ComponentNamedList + Lower,
    Return: ComponentNamedList + Lift,
{
    /// Calls the function.
    ///
    /// # Errors
    /// If the guest traps ([`Trap`](crate::Trap)), a host function that it calls fails, or its result is not of the
    /// type; the instance cannot be used any more then. Also if the instance is running already, or trapped before.
    pub fn call(&self, mut store: impl AsContextMut, params: Params) -> Result<Return> {
        let store = store.as_context_mut().0;
        if !Params::HANDLES {
            return self.call_inner(store, &params);
        }
        self.call_inner(store.lending().store, &params)
    }

    #[inline(always)]
    fn call_inner<T>(&self, store: &mut StoreInner<T>, params: &Params) -> Result<Return> {
        let mut out = self.func.check_out(store)?;
        let (running, store) = out.split();
        let func = if Params::HANDLES || Return::HANDLES { self.func.of(&running.component) } else { None };
        let mut entered = running.vm.enter(store)?;
        let Func { options, entry, .. } = &self.func;
        let result = call_typed::<Params, Return>(&mut entered, options, func, params, |entered, slots| {
            entered.call_array(entry, slots)?;
            Ok(slots[0])
        });
        match result {
            Err(error) if Params::HANDLES && error.is::<Mistake>() => {
                entered.give_back();
                Err(error)
            }
            result => {
                let result = result?;
                entered.finish();
                Ok(result)
            }
        }
    }

    /// Does nothing: a call has told the guest already that its result was read.
    ///
    /// # Errors
    /// Never.
    #[doc(hidden)]
    #[deprecated(note = "no longer needs to be called; this function has no effect")]
    pub fn post_return(&self, _: impl AsContextMut) -> Result<()> {
        Ok(())
    }
}

impl<Params, Return> Copy for TypedFunc<Params, Return> {}

impl<Params, Return> Clone for TypedFunc<Params, Return> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Params, Return> fmt::Debug for TypedFunc<Params, Return> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TypedFunc").field(&self.func).finish()
    }
}
