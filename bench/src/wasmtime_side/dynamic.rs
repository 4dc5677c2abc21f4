//! The dynamic API, and calls from one component instance to another.

use std::hint::black_box;
use std::path::Path;

use wasmtime::component::{ComponentNamedList, Func, Instance, Lift, Linker, Lower, Val};
use wasmtime::error::Context;
use wasmtime::{Result, Store};

use super::engine;
use crate::cases::{Allocator, Dynamic};
use crate::op::{Op, repeat};

/// An instance of `adapters`.
struct Adapters {
    store: Store<()>,
    instance: Instance,
}

impl Adapters {
    fn new(inputs: &Path) -> Result<Self> {
        let engine = engine::new(Allocator::OnDemand)?;
        let component = engine::component(&engine, inputs, "adapters")?;
        let mut store = Store::new(&engine, ());
        let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
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
        let params = [param];
        Ok(repeat(move || {
            let mut results = [Val::U32(0)];
            func.call(&mut self.store, black_box(&params), &mut results).expect("the guest does not fail");
            match results {
                [Val::U32(result)] => result,
                _ => 0,
            }
        }))
    }
}

/// Prepares calls from one component instance to another.
pub(super) fn prepare_adapter(function: &str, times: u32, inputs: &Path) -> Result<Box<dyn Op>> {
    let Adapters { mut store, instance } = Adapters::new(inputs)?;
    let func = instance.get_typed_func::<(u32,), (u32,)>(&mut store, function)?;
    Ok(repeat(move || func.call(&mut store, (black_box(times),)).expect("the guest does not fail").0))
}

/// Prepares a call.
pub(super) fn prepare(call: Dynamic, inputs: &Path) -> Result<Box<dyn Op>> {
    let guest = Adapters::new(inputs)?;
    match call {
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
