//! The hosts that the scenarios name.
//!
//! `echo` returns its argument: several as a tuple, or where a number is wanted their sum, a string counting its bytes.
//! `bench` counts, `script` answers calls of a script by name, `logger` has logs, which are resources. Hosts note the calls
//! that they get.

use anyhow::{Context as _, Result, bail};
use embody::StoreContextMut;
use embody::component::types::{ComponentFunc, ComponentItem};
use embody::component::{Component, Linker, LinkerInstance, Resource, ResourceType, Type, Val};
use embody_wasi::{WasiCtx, WasiView};
use serde_json::{Value as Json, json};

use super::wasi::Wasi;

/// The host of scenarios with WASI.
const WASI: &str = "wasi";

/// What a host knows.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The calls since it was last emptied.
    pub(super) calls: Vec<Json>,
    /// The logs that there were, each with its name and its number of lines; the first is number one.
    logs: Vec<(String, u32)>,
    /// What a guest of WASI has.
    wasi: Option<Wasi>,
    /// What any other has: nothing.
    no_wasi: WasiCtx,
}

impl State {
    /// For a scenario.
    ///
    /// # Errors
    /// If its files cannot be written.
    pub(super) fn new(scenario: &Json) -> Result<Self> {
        let is_wasi = scenario["host"].as_str() == Some(WASI);
        Ok(Self { wasi: is_wasi.then(|| Wasi::new(scenario)).transpose()?, ..Self::default() })
    }

    /// Checks what the scenario says that there is after all calls.
    ///
    /// # Errors
    /// If it is otherwise.
    pub(super) fn after(&self, scenario: &Json) -> Result<()> {
        self.wasi.as_ref().map_or(Ok(()), |wasi| wasi.after(scenario))
    }
}

impl WasiView for State {
    fn wasi(&mut self) -> &mut WasiCtx {
        self.wasi.as_mut().map_or(&mut self.no_wasi, |wasi| &mut wasi.ctx)
    }
}

/// A log, as guests know it.
struct Log;

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
        "logger" => logger(&mut linker.instance("test:hostres/logger@0.1.0")?),
        WASI => embody_wasi::add_to_linker(linker),
        other => bail!("the host `{other}` is not known"),
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

/// Defines the host that has logs.
fn logger(names: &mut LinkerInstance<'_, State>) -> Result<()> {
    names.resource("log", ResourceType::host::<Log>(), |mut store, rep| {
        store.data_mut().calls.push(json!(["drop", rep]));
        Ok(())
    })?;
    names.func_wrap("[constructor]log", |mut store, (name,): (String,)| {
        store.data_mut().calls.push(json!(["[constructor]log", name]));
        Ok((open(store.data_mut(), name),))
    })?;
    names.func_wrap("[static]log.open-default", |mut store, ()| {
        store.data_mut().calls.push(json!(["[static]log.open-default"]));
        Ok((open(store.data_mut(), "default".into()),))
    })?;
    // The level is an enumeration that only the guest's types have.
    names.func_new("[method]log.write", |mut store, _, params, _| {
        let [Val::Resource(log), Val::Enum(level), Val::String(text)] = params else {
            bail!("not a log, a level and a text: {params:?}")
        };
        let rep = log.try_into_resource::<Log>(&mut store)?.rep();
        store.data_mut().calls.push(json!(["[method]log.write", rep, level, text]));
        log_of(&mut store, rep)?.1 += 1;
        Ok(())
    })?;
    names.func_wrap("[method]log.lines", |mut store, (log,): (Resource<Log>,)| {
        store.data_mut().calls.push(json!(["[method]log.lines", log.rep()]));
        Ok((log_of(&mut store, log.rep())?.1,))
    })?;
    names.func_wrap("[method]log.name", |mut store, (log,): (Resource<Log>,)| {
        store.data_mut().calls.push(json!(["[method]log.name", log.rep()]));
        Ok((log_of(&mut store, log.rep())?.0.clone(),))
    })?;
    names.func_wrap("names", |mut store, (logs,): (Vec<Resource<Log>>,)| {
        let reps: Vec<_> = logs.iter().map(Resource::rep).collect();
        let calls = [json!(["names-enter", reps.len()]), json!(["names", reps])];
        store.data_mut().calls.extend(calls);
        let names = reps.into_iter().map(|rep| Ok(log_of(&mut store, rep)?.0.clone()));
        Ok((names.collect::<Result<Vec<_>>>()?,))
    })?;
    names.func_wrap("close", |mut store, (log,): (Resource<Log>,)| {
        store.data_mut().calls.push(json!(["close", log.rep()]));
        Ok((log_of(&mut store, log.rep())?.1,))
    })
}

/// Makes a log.
fn open(state: &mut State, name: String) -> Resource<Log> {
    state.logs.push((name, 0));
    Resource::new_own(state.logs.len() as u32)
}

fn log_of<'a>(store: &'a mut StoreContextMut<'_, State>, rep: u32) -> Result<&'a mut (String, u32)> {
    let at = (rep as usize).checked_sub(1);
    at.and_then(|at| store.data_mut().logs.get_mut(at)).context("no such log")
}
