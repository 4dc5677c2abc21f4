//! Components beside Wasmtime: values that cross the boundary, and that cross from one component instance to another.
//!
//! In: bytes, which choose a component of [`nested`] and the values that the host passes; half of the components are
//! hostile. Out: nothing, or a panic that says what differs: what the host is called with, what comes back, or that one
//! runtime traps where the other does not. Which trap it is may differ.

use std::fmt::Debug;

use anyhow::{Result, bail};
use embody::component::Val;
use embody_wast::roundtrip::nested;
use embody_wast::roundtrip::random::Random;

use crate::skips;

/// Calls of each component, unless one of them traps.
const CALLS: usize = 4;

/// What one call did.
#[derive(Debug, Default)]
struct Call {
    /// What the host was called with, if it was called.
    seen: Option<Vec<Val>>,
    /// What came back, or that the guest trapped.
    result: Option<Vec<Val>>,
    /// Whether what stopped it is a limit of Embody's.
    limited: bool,
}

/// Runs a component in both runtimes.
///
/// # Panics
/// If they differ.
pub fn check(data: &[u8]) {
    let seed = crate::seed(data);
    let text = if seed & 1 == 0 { nested::component(seed) } else { nested::hostile(seed) };
    let component = wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let ours = embody(&component, seed).unwrap_or_else(|error| panic!("Embody: {error:?}\n{text}"));
    let theirs = wasmtime(&component, seed).unwrap_or_else(|error| panic!("Wasmtime: {error:?}\n{text}"));
    let same = |a: &Option<Vec<Val>>, b: &Option<Vec<Val>>| match (a, b) {
        (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (None, None) => true,
        _ => false,
    };
    for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        if ours.limited {
            return skips::count("over a limit");
        }
        let trapped = ours.result.is_none() && theirs.result.is_none();
        // What the host saw before a trap depends on what was checked first.
        if !(trapped || same(&ours.result, &theirs.result) && same(&ours.seen, &theirs.seen)) {
            panic!("call {number}\nEmbody: {ours:?}\nWasmtime: {theirs:?}\n{text}");
        }
        skips::count(if trapped { "trapped" } else { "compared" });
    }
    assert_eq!(ours.len(), theirs.len(), "one side stopped before the other\n{text}");
}

/// The host's values for each call.
struct Values {
    random: Random,
}

impl Values {
    fn new(seed: u64) -> Self {
        Self { random: Random::new(seed) }
    }

    fn next(&mut self, ty: &embody::component::types::ComponentFunc) -> Result<(Vec<Val>, Option<Val>)> {
        let params = ty.params().map(|(_, ty)| self.random.value(&ty)).collect::<Result<_>>()?;
        let result = ty.results().next().map(|ty| self.random.value(&ty)).transpose()?;
        Ok((params, result))
    }
}

/// An engine, and the component compiled by it.
fn compiled(component: &[u8]) -> Result<(embody::Engine, embody::component::Component)> {
    let mut config = embody::Config::new();
    config.parallel_compilation(false);
    config.wasm_component_model_map(true).wasm_component_model_fixed_length_lists(true);
    let engine = embody::Engine::new(&config)?;
    let component = embody::component::Component::from_binary(&engine, component)?;
    Ok((engine, component))
}

/// The exported function's type, from which both sides take their values.
fn signature(component: &embody::component::Component) -> Result<embody::component::types::ComponentFunc> {
    use embody::component::types::ComponentItem;
    let ty = component.component_type();
    match ty.get_export(component.engine(), "echo-export").map(|item| item.ty) {
        Some(ComponentItem::ComponentFunc(func)) => Ok(func),
        _ => bail!("`echo-export` is no function"),
    }
}

fn embody(component: &[u8], seed: u64) -> Result<Vec<Call>> {
    use embody::component::Linker;
    let (engine, component) = compiled(component)?;
    let ty = signature(&component)?;
    let mut linker = Linker::<(Option<Vec<Val>>, Option<Val>)>::new(&engine);
    linker.root().func_new("echo-import", |mut store, _, params, results| {
        let (seen, result) = store.data_mut();
        *seen = Some(params.to_vec());
        if let (Some(place), Some(result)) = (results.first_mut(), result) {
            place.clone_from(result);
        }
        Ok(())
    })?;
    let mut store = embody::Store::new(&engine, (None, None));
    let instance = linker.instantiate(&mut store, &component)?;
    let Some(func) = instance.get_func(&mut store, "echo-export") else { bail!("no function") };
    let mut values = Values::new(seed);
    let mut calls = Vec::new();
    for _ in 0..CALLS {
        let (params, result) = values.next(&ty)?;
        let mut results = vec![Val::Bool(false); usize::from(result.is_some())];
        *store.data_mut() = (None, result);
        let outcome = func.call(&mut store, &params, &mut results);
        let error = outcome.as_ref().err().map(|error| format!("{error:?}")).unwrap_or_default();
        assert!(!error.contains("bug in Embody"), "{error}");
        let limited = error.contains("over a limit") || error.contains("the limit of");
        let seen = store.data_mut().0.take();
        calls.push(Call { seen, result: outcome.ok().map(|()| results), limited });
        if calls.last().is_some_and(|call| call.result.is_none()) {
            break;
        }
    }
    Ok(calls)
}

fn wasmtime(component: &[u8], seed: u64) -> Result<Vec<Call>> {
    use wasmtime::component::{Component, Linker};
    let ty = signature(&compiled(component)?.1)?;
    let mut config = wasmtime::Config::new();
    config.wasm_component_model_map(true).wasm_component_model_fixed_length_lists(true);
    let engine = wasmtime::Engine::new(&config).map_err(to_anyhow)?;
    let component = Component::from_binary(&engine, component).map_err(to_anyhow)?;
    let mut linker = Linker::<(Option<Vec<Val>>, Option<Val>)>::new(&engine);
    let import = linker.root().func_new("echo-import", |mut store, _, params, results| {
        let (seen, result) = store.data_mut();
        *seen = Some(params.iter().map(from_wasmtime).collect());
        if let (Some(place), Some(result)) = (results.first_mut(), result) {
            *place = to_wasmtime(result);
        }
        Ok(())
    });
    import.map_err(to_anyhow)?;
    let mut store = wasmtime::Store::new(&engine, (None, None));
    // How much a guest may pass to the host is limited differently.
    store.set_hostcall_fuel(usize::MAX);
    let instance = linker.instantiate(&mut store, &component).map_err(to_anyhow)?;
    let Some(func) = instance.get_func(&mut store, "echo-export") else { bail!("no function") };
    let mut values = Values::new(seed);
    let mut calls = Vec::new();
    for _ in 0..CALLS {
        let (params, result) = values.next(&ty)?;
        let params: Vec<_> = params.iter().map(to_wasmtime).collect();
        let mut results = vec![wasmtime::component::Val::Bool(false); usize::from(result.is_some())];
        *store.data_mut() = (None, result);
        let outcome = func.call(&mut store, &params, &mut results);
        let seen = store.data_mut().0.take();
        let results = outcome.ok().map(|()| results.iter().map(from_wasmtime).collect());
        calls.push(Call { seen, result: results, limited: false });
        if calls.last().is_some_and(|call| call.result.is_none()) {
            break;
        }
    }
    Ok(calls)
}

/// Wasmtime's error type has a feature for this, but what is compared has as few as possible.
fn to_anyhow(error: impl Debug) -> anyhow::Error {
    anyhow::format_err!("{error:?}")
}

/// Whether values are equal; a NaN is any NaN, and flags are a set.
fn equal(a: &Val, b: &Val) -> bool {
    let all = |a: &[Val], b: &[Val]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b));
    let payload = |a: &Option<Box<Val>>, b: &Option<Box<Val>>| match (a, b) {
        (Some(a), Some(b)) => equal(a, b),
        (None, None) => true,
        _ => false,
    };
    match (a, b) {
        (Val::Float32(a), Val::Float32(b)) => a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan(),
        (Val::Float64(a), Val::Float64(b)) => a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan(),
        (Val::List(a), Val::List(b))
        | (Val::FixedLengthList(a), Val::FixedLengthList(b))
        | (Val::Tuple(a), Val::Tuple(b)) => all(a, b),
        (Val::Map(a), Val::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(&a.0, &b.0) && equal(&a.1, &b.1))
        }
        (Val::Record(a), Val::Record(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && equal(&a.1, &b.1))
        }
        (Val::Variant(a, x), Val::Variant(b, y)) => a == b && payload(x, y),
        (Val::Option(a), Val::Option(b)) => payload(a, b),
        (Val::Result(Ok(a)), Val::Result(Ok(b))) | (Val::Result(Err(a)), Val::Result(Err(b))) => {
            payload(a, b)
        }
        (Val::Flags(a), Val::Flags(b)) => a.len() == b.len() && a.iter().all(|name| b.contains(name)),
        (a, b) => a == b,
    }
}

/// Defines a conversion between the two types of values, which have the same variants.
macro_rules! convert {
    ($name:ident: $from:path => $to:path; $($scalar:ident)*) => {
        fn $name(val: &$from) -> $to {
            use $from as From;
            use $to as To;
            let all = |vals: &[From]| vals.iter().map($name).collect::<Vec<To>>();
            let payload = |val: &Option<Box<From>>| val.as_ref().map(|val| Box::new($name(val)));
            match val {
                $(From::$scalar(value) => To::$scalar(value.clone()),)*
                From::List(vals) => To::List(all(vals)),
                From::FixedLengthList(vals) => To::FixedLengthList(all(vals)),
                From::Tuple(vals) => To::Tuple(all(vals)),
                From::Map(pairs) => {
                    To::Map(pairs.iter().map(|(key, value)| ($name(key), $name(value))).collect())
                }
                From::Record(fields) => {
                    To::Record(fields.iter().map(|(name, value)| (name.clone(), $name(value))).collect())
                }
                From::Variant(name, value) => To::Variant(name.clone(), payload(value)),
                From::Option(value) => To::Option(payload(value)),
                From::Result(Ok(value)) => To::Result(Ok(payload(value))),
                From::Result(Err(value)) => To::Result(Err(payload(value))),
                other => panic!("no value of these components: {other:?}"),
            }
        }
    };
}
convert! {
    to_wasmtime: embody::component::Val => wasmtime::component::Val;
    Bool S8 U8 S16 U16 S32 U32 S64 U64 Float32 Float64 Char String Enum Flags
}
convert! {
    from_wasmtime: wasmtime::component::Val => embody::component::Val;
    Bool S8 U8 S16 U16 S32 U32 S64 U64 Float32 Float64 Char String Enum Flags
}
