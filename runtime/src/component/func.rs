//! Exported functions whose types are known at run time alone.

use embody_abi::limits::{MAX_FLAT_PARAMS, MAX_FLAT_RESULTS};
use embody_abi::plan::{CanonPlan, EntryPlan};

use super::call::{Slots, abandon_call, exit_call};
use super::canon::{LiftContext, LowerContext};
use super::component::Component;
use super::instance::Instance;
use super::items::ComponentFunc;
use super::resource::Mistake;
use super::tuple::ComponentNamedList;
use super::typed_func::TypedFunc;
use super::val::Val;
use super::val::check::check;
use super::val::lift::Lifter;
use super::val::lower::{fields_flat, fields_stored};
use super::{Lift, Lower};
use crate::store::{CheckedOut, StoreInner};
use crate::{AsContext, AsContextMut, Context, Result, bail, ensure};

/// A function that an instance exports: a handle into the [`Store`](crate::Store) that owns the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Func {
    instance: Instance,
    /// Its number in the component's world.
    node: u32,
    /// What the plan says of it, so that no call needs to look it up: an instance keeps its component.
    pub(crate) options: CanonPlan,
    pub(crate) entry: EntryPlan,
}

impl Func {
    /// The function of this number in the world of the instance's component, whose plan has the rest.
    pub(crate) fn new(instance: Instance, node: u32, options: CanonPlan, entry: EntryPlan) -> Self {
        Self { instance, node, options, entry }
    }

    /// The instance that exports the function.
    #[must_use]
    pub fn instance(&self) -> Instance {
        self.instance
    }

    /// The function's type.
    ///
    /// # Panics
    /// If the store is not the function's.
    pub fn ty(&self, store: impl AsContext) -> ComponentFunc {
        match self.known_func(store.as_context().0) {
            Ok(func) => func,
            Err(error) => panic!("{error}"),
        }
    }

    /// The function with Rust types: parameters as a tuple, the result as `(R,)` or `()`.
    ///
    /// Parameters may be borrowed, results are owned:
    ///
    /// ```
    /// # use embody::{Result, Store, component::Func};
    /// # fn calls(nothing: Func, greet: Func, check: Func, mut store: Store<()>) -> Result<()> {
    /// nothing.typed::<(), ()>(&store)?.call(&mut store, ())?;
    ///
    /// let (greeting,) = greet.typed::<(&str,), (String,)>(&store)?.call(&mut store, ("you",))?;
    ///
    /// let check = check.typed::<(u32, Option<&str>, &[u8]), (bool,)>(&store)?;
    /// let (ok,) = check.call(&mut store, (1, Some("name"), b"bytes"))?;
    /// # let _: (String, bool) = (greeting, ok);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the function's type is another, saying where they differ; or the store is not the function's.
    pub fn typed<Params, Return>(&self, store: impl AsContext) -> Result<TypedFunc<Params, Return>>
    where
        Params: ComponentNamedList + Lower,
        Return: ComponentNamedList + Lift,
    {
        let store = store.as_context().0;
        if Params::HANDLES || Return::HANDLES {
            self.known_func(store)?.typecheck::<Params, Return>()?;
        } else {
            self.func(store)?.typecheck::<Params, Return>()?;
        }
        Ok(TypedFunc::new(*self))
    }

    /// Calls the function. `results` must have a place for each result, of which there is one or none.
    ///
    /// ```
    /// use embody::component::{Component, Linker, Val};
    /// use embody::{Engine, Store};
    ///
    /// # fn main() -> embody::Result<()> {
    /// let engine = Engine::default();
    /// let component = Component::new(
    ///     &engine,
    ///     r#"(component
    ///         (core module $m
    ///             (func (export "less") (param i32 i32) (result i32)
    ///                 (i32.lt_u (local.get 0) (local.get 1))))
    ///         (core instance $i (instantiate $m))
    ///         (func (export "less") (param "a" u32) (param "b" u32) (result bool)
    ///             (canon lift (core func $i "less"))))"#,
    /// )?;
    /// let mut store = Store::new(&engine, ());
    /// let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
    /// let less = instance.get_func(&mut store, "less").unwrap();
    ///
    /// let mut results = vec![Val::Bool(false); less.ty(&store).results().len()];
    /// less.call(&mut store, &[Val::U32(1), Val::U32(2)], &mut results)?;
    /// assert_eq!(results, [Val::Bool(true)]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If a parameter is not of its type, which is found before the guest is entered. If the guest traps
    /// ([`Trap`](crate::Trap)), a host function that it calls fails, or its result is not of the type; the instance
    /// cannot be used any more then.
    pub fn call(&self, mut store: impl AsContextMut, params: &[Val], results: &mut [Val]) -> Result<()> {
        let store = store.as_context_mut().0;
        let func = self.func(store)?;
        check_call(func, params, results)?;
        if func.signature.handles.borrows {
            self.call_checked(store.lending().store, params, results)
        } else {
            self.call_checked(store, params, results)
        }
    }

    /// Calls the function with parameters that were checked, except that their handles are good, and with a place for each
    /// result.
    fn call_checked<T>(&self, store: &mut StoreInner<T>, params: &[Val], results: &mut [Val]) -> Result<()> {
        let mut out = self.check_out(store)?;
        let (running, store) = out.split();
        let func = self.of(&running.component).context("the component has no such function")?;
        let options = &self.options;
        let mut entered = running.vm.enter(store)?;
        let mut slots = [0; MAX_FLAT_PARAMS];
        let borrows = func.signature.handles.borrows;
        if let Err(error) = lower_params(func, params, &mut entered.lower_context(options), &mut slots) {
            if borrows {
                abandon_call(&mut entered);
            }
            if error.is::<Mistake>() {
                entered.give_back();
            }
            return Err(error);
        }
        entered.call_array(&self.entry, &mut slots)?;
        if borrows {
            exit_call(&mut entered)?;
        }
        lift_result(func, &mut entered.lift_context(options), slots[0], results)?;
        entered.post_return(options, slots[0])?;
        entered.finish();
        Ok(())
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

    fn func<'s, T>(&self, store: &'s StoreInner<T>) -> Result<&'s ComponentFunc> {
        let component = self.instance.component(store).context("the function is not of this store")?;
        component.world().func(self.node).context("the component has no such function")
    }

    /// The function, with the resource types of its instance.
    fn known_func<T>(&self, store: &StoreInner<T>) -> Result<ComponentFunc> {
        let func = self.func(store)?;
        Ok(match self.instance.types(store) {
            Some(types) if func.signature.handles.any => func.substituted(&types),
            _ => func.clone(),
        })
    }

    /// The function in its component.
    #[inline]
    pub(crate) fn of<'c>(&self, component: &'c Component) -> Option<&'c ComponentFunc> {
        component.world().func(self.node)
    }

    /// Takes the function's instance out of the store to run it.
    #[inline]
    pub(crate) fn check_out<'s, T>(&self, store: &'s mut StoreInner<T>) -> Result<CheckedOut<'s, T>> {
        if !self.instance.is_of(store) {
            bail!("the function is not of this store");
        }
        store.check_out(self.instance.number)
    }
}

fn check_call(func: &ComponentFunc, params: &[Val], results: &[Val]) -> Result<()> {
    let ty = &func.signature.ty;
    let expected = ty.params.len();
    ensure!(params.len() == expected, "expected {expected} argument(s), got {}", params.len());
    let expected = usize::from(ty.result.is_some());
    ensure!(results.len() == expected, "expected {expected} result(s), got {}", results.len());
    ty.params
        .iter()
        .zip(params)
        .try_for_each(|((name, ty), val)| check(&func.types, *ty, val, format_args!("parameter `{name}`")))
}

fn lower_params(
    func: &ComponentFunc,
    params: &[Val],
    cx: &mut LowerContext<'_>,
    slots: &mut Slots,
) -> Result<()> {
    let signature = &func.signature;
    let fields = signature.ty.params.iter().map(|(_, ty)| *ty).zip(params);
    let abi = signature.params.abi;
    if abi.flat as usize <= MAX_FLAT_PARAMS {
        fields_flat(&func.types, fields, cx, slots)
    } else {
        let at = cx.alloc(abi.size as usize, abi.align)?;
        fields_stored(&func.types, fields, &signature.params.offsets, cx, at)?;
        slots[0] = u64::from(at);
        Ok(())
    }
}

fn lift_result(
    func: &ComponentFunc,
    cx: &mut LiftContext<'_>,
    value: u64,
    results: &mut [Val],
) -> Result<()> {
    let (Some(ty), [place]) = (func.signature.ty.result, results) else { return Ok(()) };
    let abi = func.signature.result;
    let mut lifter = Lifter::new(&func.types, cx);
    if abi.flat as usize <= MAX_FLAT_RESULTS {
        lifter.lift_to(place, ty, &[value])
    } else {
        let from = lifter.context().bytes(value as u32, 1, abi.size, abi.align)?;
        *place = lifter.load(ty, from)?;
        Ok(())
    }
}
