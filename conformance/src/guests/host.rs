//! The hosts that the scenarios name.
//!
//! `echo` returns its argument: several as a tuple, or where a number is wanted their sum, a string counting its bytes.
//! `bench` counts, `script` answers calls of a script by name. Hosts note the calls that they get.

use anyhow::{Result, bail};
use embody::StoreContextMut;
use embody::component::types::{ComponentFunc, ComponentItem};
use embody::component::{Component, Linker, LinkerInstance, Type, Val};
use serde_json::{Value as Json, json};

/// What a host knows.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The calls since it was last emptied.
    pub(super) calls: Vec<Json>,
}

/// Defines what a host of this kind has.
pub(super) fn define(linker: &mut Linker<State>, component: &Component, kind: &str) -> Result<()> {
    match kind {
        "none" | "missing" => Ok(()),
        "echo" => echo_all(linker, component),
        "bench" => {
            let mut host = linker.instance("test:bench/host@0.1.0")?;
            host.func_wrap("tick", |_, (x,): (u64,)| Ok((x.wrapping_add(1),)))?;
            host.func_wrap("length", |_, (s,): (String,)| Ok((s.len() as u64,)))
        }
        "script" => linker.instance("test:script/host@0.1.0")?.func_wrap("call", script),
        "wasi" => bail!("not supported yet: WASI"),
        other => bail!("not supported yet: resources of the host `{other}`"),
    }
}

/// Defines every imported function as one that echoes.
fn echo_all(linker: &mut Linker<State>, component: &Component) -> Result<()> {
    let engine = component.engine();
    for (name, import) in component.component_type().imports(engine) {
        match import.ty {
            ComponentItem::ComponentFunc(_) => echo_one(&mut linker.root(), name)?,
            ComponentItem::ComponentInstance(instance) => {
                let mut names = linker.instance(name)?;
                for (name, item) in instance.exports(engine) {
                    if let ComponentItem::ComponentFunc(_) = item.ty {
                        echo_one(&mut names, name)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn echo_one(names: &mut LinkerInstance<'_, State>, name: &str) -> Result<()> {
    let own_name = name.to_owned();
    names.func_new(name, move |mut store: StoreContextMut<'_, State>, ty: ComponentFunc, params, results| {
        store.data_mut().calls.push(json!(own_name));
        if let (Some(place), Some(ty)) = (results.first_mut(), ty.results().next()) {
            *place = match (params, ty) {
                ([one], _) => one.clone(),
                (all, Type::Tuple(_)) => Val::Tuple(all.to_vec()),
                (all, _) => Val::U64(all.iter().map(weight).sum()),
            };
        }
        Ok(())
    })
}

/// What an argument counts for in a sum.
fn weight(val: &Val) -> u64 {
    match val {
        Val::U8(value) => u64::from(*value),
        Val::U16(value) => u64::from(*value),
        Val::U32(value) => u64::from(*value),
        Val::U64(value) => *value,
        Val::S16(value) => u64::try_from(*value).unwrap_or(0),
        Val::Float32(value) => *value as u64,
        Val::Float64(value) => *value as u64,
        Val::String(value) => value.len() as u64,
        _ => 0,
    }
}

fn script(mut store: StoreContextMut<'_, State>, (name, arg): (String, String)) -> Result<(String,)> {
    store.data_mut().calls.push(json!(["call", name, arg]));
    Ok((match &*name {
        "upper" => arg.to_uppercase(),
        "rev" => arg.chars().rev().collect(),
        _ => format!("{name}:{arg}"),
    },))
}
