//! One call across the boundary with Rust types, in either direction.
//!
//! [`call_typed`] is the host calling a guest: it lowers parameters, calls the core function, lifts the result, and
//! runs `post-return`. [`lift_params`] and [`lower_result`] are its mirror image for a guest that calls the host.
//! `TypedFunc`, `Linker::func_wrap` and generated wrappers all use these; each is inlined into its caller, where every
//! size is a constant and only the slots that are used remain. Spec: Canonical ABI, `canon lift`, `canon lower`.

use embody_abi::limits::{MAX_FLAT_PARAMS, MAX_FLAT_RESULTS};
use embody_abi::plan::CanonPlan;

use super::canon::{ComponentType, Lift, LiftContext, LiftFrom, Lower, LowerContext};
use super::items::ComponentFunc;
use super::place::Place;
use super::resource::Resources;
use super::string::texts::Texts;
use crate::vm::Entered;
use crate::{Result, bail};

/// Slots of a call: as many parameters as can be flat. The result takes the place of the first.
pub(crate) type Slots = [u64; MAX_FLAT_PARAMS];

/// Calls a guest's function: `core` calls the core function with slots that hold its parameters, and returns its
/// result as a slot, or anything if it has none. Its type, `func`, needs to be known if values have handles.
///
/// # Errors
/// If the guest traps, a host function fails, a list or string is over the limit, or the guest's result is not of its
/// type. The instance is poisoned then, unless `entered` is finished by the caller all the same.
#[inline(always)]
pub(crate) fn call_typed<P: Lower, R: Lift>(
    entered: &mut Entered<'_>,
    options: &CanonPlan,
    func: Option<&ComponentFunc>,
    params: &P,
    core: impl FnOnce(&mut Entered<'_>, &mut Slots) -> Result<u64>,
) -> Result<R> {
    let value = call_lowered(entered, options, func, params, core)?;
    let mut cx = entered.lift_context(options);
    if R::HANDLES {
        cx.place = Place::results(func);
    }
    let result = lift_result(&mut cx, value)?;
    if R::ABI.flat as usize <= MAX_FLAT_RESULTS {
        entered.post_return(options, value)?;
    } else {
        entered.post_return_pointer(options, value as u32)?;
    }
    Ok(result)
}

/// The first half of a call: lowers parameters and calls the core function. Returns what that did.
///
/// # Errors
/// As [`call_typed`].
#[inline(always)]
fn call_lowered<P: Lower>(
    entered: &mut Entered<'_>,
    options: &CanonPlan,
    func: Option<&ComponentFunc>,
    params: &P,
    core: impl FnOnce(&mut Entered<'_>, &mut Slots) -> Result<u64>,
) -> Result<u64> {
    let mut slots = [0; MAX_FLAT_PARAMS];
    // A wrapper does not know; then ending a call that has not begun costs little.
    let borrows = P::HANDLES && func.is_none_or(|func| func.signature.handles.borrows);
    let mut cx = entered.lower_context(options);
    if P::HANDLES {
        cx.place = Place::params(func);
    }
    if let Err(error) = lower_params(&mut cx, params, &mut slots) {
        if borrows {
            abandon_call(entered);
        }
        return Err(error);
    }
    let value = core(entered, &mut slots)?;
    if borrows {
        exit_call(entered)?;
    }
    Ok(value)
}

/// What a function returns, as somebody sees it who looks at it where it lies in the guest's memory.
pub trait View {
    /// The result, of which strings and lists of numbers are borrowed.
    type Of<'a>: LiftFrom<'a>;
}

/// As [`call_typed`], for a wrapper that shows the result to `see` before `post-return`.
///
/// # Errors
/// As [`call_typed`].
#[inline(always)]
pub(crate) fn call_viewed<P: Lower, V: View, O>(
    entered: &mut Entered<'_>,
    options: &CanonPlan,
    params: &P,
    core: impl FnOnce(&mut Entered<'_>, &mut Slots) -> Result<u64>,
    see: impl FnOnce(V::Of<'_>) -> O,
) -> Result<O> {
    let value = call_lowered(entered, options, None, params, core)?;
    // Keeps strings that are not UTF-8 in the guest's memory.
    let texts = Texts::default();
    let mut cx = entered.lift_context(options);
    cx.texts = Some(texts.keeper());
    let seen = see(lift_result::<V::Of<'_>>(&mut cx, value)?);
    if <V::Of<'_> as ComponentType>::ABI.flat as usize <= MAX_FLAT_RESULTS {
        entered.post_return(options, value)?;
    } else {
        entered.post_return_pointer(options, value as u32)?;
    }
    Ok(seen)
}

/// A call ends: all that the guest borrowed must be dropped.
///
/// # Errors
/// If it is not.
#[inline]
pub(crate) fn exit_call(entered: &mut Entered<'_>) -> Result<()> {
    entered.resources().map_or(Ok(()), Resources::exit_host_call)
}

/// A call does not come to be.
#[cold]
pub(crate) fn abandon_call(entered: &mut Entered<'_>) {
    if let Some(resources) = entered.resources() {
        resources.abandon_host_call();
    }
}

/// Lowers parameters to slots, which are zero before, or to memory that the first slot then points to.
///
/// # Errors
/// As [`Lower::lower`].
#[inline(always)]
pub(crate) fn lower_params<P: Lower>(cx: &mut LowerContext<'_>, params: &P, slots: &mut Slots) -> Result<()> {
    if P::ABI.flat as usize <= MAX_FLAT_PARAMS {
        params.lower(cx, slots)
    } else {
        let at = cx.alloc(P::ABI.size as usize, P::ABI.align)?;
        params.store(cx, at)?;
        slots[0] = u64::from(at);
        Ok(())
    }
}

/// Lifts a result from the value that the core function returned, or from memory that it points to.
///
/// # Errors
/// If the guest's values are not of the type.
#[inline(always)]
pub(crate) fn lift_result<'a, R: LiftFrom<'a>>(cx: &mut LiftContext<'a>, value: u64) -> Result<R> {
    if R::ABI.flat as usize <= MAX_FLAT_RESULTS {
        R::lift(cx, &[value])
    } else {
        let from = cx.bytes(value as u32, 1, R::ABI.size, R::ABI.align)?;
        R::load(cx, from)
    }
}

/// Lifts the parameters that a guest passes to the host, from slots or from memory that the first slot points to.
///
/// # Errors
/// If the guest's values are not of the types.
#[inline(always)]
pub(crate) fn lift_params<'a, P: LiftFrom<'a>>(cx: &mut LiftContext<'a>, slots: &[u64]) -> Result<P> {
    if slots.len() < param_slots::<P>() {
        return too_few_slots();
    }
    if P::ABI.flat as usize <= MAX_FLAT_PARAMS {
        P::lift(cx, slots)
    } else {
        let from = cx.bytes(slots[0] as u32, 1, P::ABI.size, P::ABI.align)?;
        P::load(cx, from)
    }
}

/// Lowers what a host function returns: to a slot, which is returned, or to memory that the last of `slots` points to.
/// `slots` are those that the guest passed.
///
/// # Errors
/// As [`Lower::lower`]; if the guest's pointer is not valid.
#[inline(always)]
pub(crate) fn lower_result<R: Lower>(result: &R, cx: &mut LowerContext<'_>, slots: &[u64]) -> Result<u64> {
    if R::ABI.flat as usize <= MAX_FLAT_RESULTS {
        let mut flat = [0; MAX_FLAT_RESULTS];
        result.lower(cx, &mut flat)?;
        Ok(flat[0])
    } else {
        let Some(pointer) = slots.last() else { return too_few_slots() };
        let at = cx.return_area(*pointer as u32, R::ABI.size as usize, R::ABI.align)?;
        result.store(cx, at)?;
        Ok(0)
    }
}

/// The number of slots that parameters take.
const fn param_slots<P: ComponentType>() -> usize {
    if P::ABI.flat as usize <= MAX_FLAT_PARAMS { P::ABI.flat as usize } else { 1 }
}

#[cold]
#[inline(never)]
fn too_few_slots<T>() -> Result<T> {
    bail!("a bug in Embody, please report it: a host function was called with too few core values")
}
