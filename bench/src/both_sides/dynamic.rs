//! The dynamic API, and calls from one component instance to another.
//!
//! A part of both sides: `api` is the crate of the one that it is a part of.

use std::hint::black_box;
use std::path::Path;

use super::api::component::{ComponentNamedList, Func, Instance, Lift, Linker, Lower, Val};
use super::api::{Context, Result, Store, load};
use crate::cases::Dynamic;
use crate::op::{Op, repeat};

/// An instance, in a store.
struct Guest {
    store: Store<()>,
    instance: Instance,
}

impl Guest {
    /// An instance of `adapters`, which imports nothing.
    fn adapters(inputs: &Path) -> Result<Self> {
        let component = load(inputs, "adapters")?;
        let mut store = Store::new(component.engine(), ());
        let instance = Linker::new(component.engine()).instantiate(&mut store, &component)?;
        Ok(Self { store, instance })
    }

    /// An instance of `calls`, with its host.
    fn calls(inputs: &Path) -> Result<Self> {
        let component = load(inputs, "calls")?;
        let mut linker = Linker::new(component.engine());
        let mut host = linker.instance("bench:calls/host")?;
        host.func_wrap("tick", |_, (x,): (u32,)| Ok((x.wrapping_add(1),)))?;
        host.func_wrap("take-string", |_, (text,): (String,)| Ok((text.len() as u32,)))?;
        host.func_wrap("make-string", |_, (length,): (u32,)| Ok(("a".repeat(length as usize),)))?;
        let mut store = Store::new(component.engine(), ());
        let instance = linker.instantiate(&mut store, &component)?;
        Ok(Self { store, instance })
    }

    /// A function of an exported instance.
    fn func(&mut self, instance: &str, name: &str) -> Result<Func> {
        let instance = self.instance.get_export_index(&mut self.store, None, instance);
        let instance = instance.context("no such instance")?;
        let func = self.instance.get_export_index(&mut self.store, Some(&instance), name);
        self.instance.get_func(&mut self.store, func.context("no such function")?).context("not a function")
    }

    fn typed<P>(mut self, instance: &str, name: &str, params: P) -> Result<Box<dyn Op>>
    where
        P: ComponentNamedList + Lower + Clone + Send + Sync + 'static,
        (u32,): ComponentNamedList + Lift,
    {
        let func = self.func(instance, name)?.typed::<P, (u32,)>(&self.store)?;
        Ok(repeat(move || {
            let params = black_box(&params).clone();
            func.call(&mut self.store, params).expect("the guest does not fail").0
        }))
    }

    fn untyped(mut self, instance: &str, name: &str, param: Val) -> Result<Box<dyn Op>> {
        let func = self.func(instance, name)?;
        Ok(self.repeat(func, param))
    }

    /// A call of a function with one parameter.
    fn repeat(mut self, func: Func, param: Val) -> Box<dyn Op> {
        let params = [param];
        repeat(move || {
            let mut results = [Val::U32(0)];
            func.call(&mut self.store, black_box(&params), &mut results).expect("the guest does not fail");
            match &results {
                [Val::U32(result)] => *result,
                [Val::List(elements)] => elements.len() as u32,
                _ => 0,
            }
        })
    }
}

/// Prepares calls from one component instance to another.
pub(super) fn prepare_adapter(function: &str, times: u32, inputs: &Path) -> Result<Box<dyn Op>> {
    let Guest { mut store, instance } = Guest::adapters(inputs)?;
    let func = instance.get_typed_func::<(u32,), (u32,)>(&mut store, function)?;
    Ok(repeat(move || func.call(&mut store, (black_box(times),)).expect("the guest does not fail").0))
}

/// Prepares a call.
pub(super) fn prepare(call: Dynamic, inputs: &Path) -> Result<Box<dyn Op>> {
    if let Dynamic::MakePoints(count) = call {
        let mut guest = Guest::calls(inputs)?;
        let func = guest.instance.get_func(&mut guest.store, "make-points").context("no such function")?;
        return Ok(guest.repeat(func, Val::U32(count)));
    }
    let guest = Guest::adapters(inputs)?;
    match call {
        Dynamic::MakePoints(_) => unreachable!("handled above"),
        Dynamic::TypedScalar => guest.typed("others", "scalar", (1u32,)),
        Dynamic::TypedText => guest.typed("texts", "text", ("sixteen letters!",)),
        Dynamic::Scalar => guest.untyped("others", "scalar", Val::U32(1)),
        Dynamic::Text => guest.untyped("texts", "text", Val::String("sixteen letters!".into())),
        Dynamic::Record => {
            let fields = [
                ("a", Val::U32(1)),
                ("b", Val::U64(2)),
                ("c", Val::Float64(3.0)),
                ("d", Val::Option(Some(Box::new(Val::U32(4))))),
            ];
            guest.untyped(
                "others",
                "record",
                Val::Record(fields.map(|(name, val)| (name.into(), val)).into()),
            )
        }
        Dynamic::Points(count) => {
            let fields = [("x", Val::S32(1)), ("y", Val::S32(2)), ("visible", Val::Bool(true))];
            let point = Val::Record(fields.map(|(name, val)| (name.into(), val)).into());
            guest.untyped("others", "points", Val::List(vec![point; count as usize]))
        }
    }
}
