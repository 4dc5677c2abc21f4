//! Real components, and what they return.
//!
//! In: a folder of components with an `oracle.json`, which says for each what calls to make, on what host, and what they
//! return on another implementation. Out: a result for each call. A component is compiled when it is run, and each of its
//! scenarios has a fresh instance. A step calls a function, whose result may name handles of resources for the steps behind
//! it (`bind`), or drops such a handle.

mod host;
mod value;
mod wasi;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure, format_err};
use embody::component::{Component, Func, Instance, Linker, ResourceAny, Val};
use embody::{Engine, Store};
use embody_build::error::{Error, ErrorKind};
use embody_wasi::Exit;
use serde_json::Value as Json;

use self::host::State;
use self::value::Handles;
use crate::component::{engine, refused, show};
use crate::files::File;
use crate::module::trap_matches;
use crate::report::{Outcome, Report};
use crate::run::How;

/// What is known of the components in some folders.
#[derive(Debug, Default)]
pub struct Oracle {
    /// By path: the folder that data files are named from, and the entry.
    entries: HashMap<PathBuf, (PathBuf, Json)>,
}

/// The components that the `oracle.json` of each folder names.
///
/// # Errors
/// If one cannot be read.
pub fn find(folders: &[&PathBuf]) -> Result<(Oracle, Vec<File>)> {
    let (mut oracle, mut files) = (Oracle::default(), Vec::new());
    for folder in folders {
        let path = folder.join("oracle.json");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let json: Json =
            serde_json::from_str(&text).with_context(|| format!("{} is damaged", path.display()))?;
        for (part, group) in [("components", "guests"), ("edge", "guests/edge")] {
            for (name, entry) in json[part].as_object().into_iter().flatten() {
                let path = match part {
                    "edge" => folder.join("edge").join(name),
                    _ => folder.join(entry["file"].as_str().unwrap_or_default()),
                };
                oracle.entries.insert(path.clone(), ((*folder).clone(), entry.clone()));
                files.push(File { path, group: group.to_owned() });
            }
        }
    }
    Ok((oracle, files))
}

/// Runs all scenarios of one component. Failures have the number of the call in the place of a line.
#[must_use]
pub fn run(oracle: &Oracle, file: &File, how: How<'_>) -> Report {
    let mut report = Report::default();
    let Some((folder, entry)) = oracle.entries.get(&file.path) else {
        return Report::failure("the oracle does not know it".into());
    };
    let engine = engine(how);
    let compiled = std::fs::read(&file.path)
        .with_context(|| format!("cannot read {}", file.path.display()))
        .and_then(|bytes| Component::from_binary(&engine, &bytes));
    let component = match (compiled, entry.get("compile-error")) {
        (Ok(_), Some(expected)) => {
            report.add(0, accepted(expected, "expected that it does not compile; it does"));
            return report;
        }
        (Err(_), Some(_)) => {
            report.add(0, Outcome::Negative);
            return report;
        }
        (compiled, None) => compiled,
    };
    for scenario in entry["scenarios"].as_array().into_iter().flatten() {
        match &component {
            Ok(component) => Run { engine: &engine, component, folder, scenario }.all(&mut report),
            // What others miss when they instantiate it, a core module, is missed here when it is compiled.
            Err(error) if scenario.get("instantiate-error").is_some() && is_missing(error) => {
                report.add(0, Outcome::Executed);
            }
            Err(error) => {
                let outcome = refused(error).map_or(Outcome::Failed(format!("{error:#}")), Outcome::Skipped);
                (0..calls(scenario).len().max(1)).for_each(|_| report.add(0, outcome.clone()));
            }
        }
    }
    report
}

/// Whether a component was not compiled because something that it imports was not given.
fn is_missing(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Error>().is_some_and(|error| error.kind == ErrorKind::Import)
}

/// The outcome of an error that did not come. Some engines accept a proposal only where they are told to.
fn accepted(expected: &Json, failure: &str) -> Outcome {
    let of_settings = ["must be enabled", "is disabled for this engine", "require the component model"];
    match expected.as_str() {
        Some(error) if of_settings.iter().any(|text| error.contains(text)) => {
            Outcome::Skipped("proposals that other engines have to be told to accept".into())
        }
        _ => Outcome::Failed(failure.into()),
    }
}

fn calls(scenario: &Json) -> &[Json] {
    scenario["calls"].as_array().map_or(&[], Vec::as_slice)
}

/// One scenario.
struct Run<'a> {
    engine: &'a Engine,
    component: &'a Component,
    folder: &'a Path,
    scenario: &'a Json,
}

impl Run<'_> {
    fn all(&self, report: &mut Report) {
        let kind = self.scenario["host"].as_str().unwrap_or("none");
        let mut linker = Linker::new(self.engine);
        if let Err(error) = host::define(&mut linker, self.component, kind) {
            let outcome = refused(&error).map_or(Outcome::Failed(format!("{error:#}")), Outcome::Skipped);
            return (0..calls(self.scenario).len().max(1)).for_each(|_| report.add(0, outcome.clone()));
        }
        let state = match State::new(self.scenario) {
            Ok(state) => state,
            Err(error) => return report.add(0, Outcome::Failed(format!("{error:#}"))),
        };
        let mut store = Store::new(self.engine, state);
        let instance = linker.instantiate(&mut store, self.component);
        match (instance, self.scenario.get("instantiate-error").and_then(Json::as_str)) {
            (Ok(instance), None) => self.calls(&mut store, instance, report),
            (Ok(_), Some(expected)) => {
                let expected = Json::from(expected);
                report.add(0, accepted(&expected, "expected that it is not instantiated; it is"));
            }
            (Err(error), None) => {
                let outcome = refused(&error).map_or(Outcome::Failed(format!("{error:#}")), Outcome::Skipped);
                report.add(0, outcome);
            }
            (Err(error), Some(expected)) => report.add(0, verdict(stopped(&error, expected))),
        }
    }

    fn calls(&self, store: &mut Store<State>, instance: Instance, report: &mut Report) {
        if calls(self.scenario).is_empty() {
            // That it can be instantiated is what the scenario shows.
            report.add(0, Outcome::Executed);
        }
        let (mut results, mut handles) = (Vec::new(), Handles::new());
        // What comes behind a step that was left out may depend on it.
        let mut left_out = None;
        for (number, call) in (1..).zip(calls(self.scenario)) {
            if let Some(outcome) = &left_out {
                report.add(number, Outcome::clone(outcome));
                continue;
            }
            store.data_mut().calls.clear();
            let result = match call["drop"].as_str() {
                Some(name) => drop_handle(store, name, handles.remove(name)).map(|()| None),
                None => self.call(store, instance, call, &results, &handles),
            };
            let value = result.as_ref().ok().cloned().flatten();
            let outcome = self.compare(store, call, result);
            let outcome = outcome.and_then(|()| bind(call, value.as_ref(), &mut handles));
            let outcome = outcome.with_context(|| call["fn"].as_str().unwrap_or("drop").to_owned());
            let outcome = verdict(outcome);
            left_out = matches!(outcome, Outcome::Skipped(_)).then(|| outcome.clone());
            report.add(number, outcome);
            results.push(value);
        }
        if let (None, Err(error)) = (left_out, store.data().after(self.scenario)) {
            report.add(0, Outcome::Failed(format!("{error:#}")));
        }
    }

    fn call(
        &self,
        store: &mut Store<State>,
        instance: Instance,
        call: &Json,
        earlier: &[Option<Val>],
        handles: &Handles,
    ) -> Result<Option<Val>> {
        let name = call["fn"].as_str().context("a step of a kind that is not known")?;
        let func = self.func(store, instance, name).with_context(|| format!("`{name}` is not exported"))?;
        let ty = func.ty(&*store);
        let args = call["args"].as_array().map_or(&[][..], Vec::as_slice);
        ensure!(
            args.len() == ty.params().len(),
            "{} arguments for {} parameters",
            args.len(),
            ty.params().len()
        );
        let reader = value::Reader { folder: self.folder, earlier, handles };
        let args = args.iter().zip(ty.params()).map(|(arg, (_, ty))| reader.value(arg, &ty));
        let args = args.collect::<Result<Vec<_>>>()?;
        let mut results = vec![Val::Bool(false); ty.results().len()];
        func.call(store, &args, &mut results)?;
        Ok(results.pop())
    }

    /// A function by its name, `INTERFACE#FUNCTION` or `FUNCTION`.
    fn func(&self, store: &mut Store<State>, instance: Instance, name: &str) -> Option<Func> {
        let Some((interface, name)) = name.split_once('#') else { return instance.get_func(store, name) };
        let interface = self.component.get_export_index(None, interface)?;
        let index = self.component.get_export_index(Some(&interface), name)?;
        instance.get_func(store, index)
    }

    fn compare(&self, store: &Store<State>, call: &Json, result: Result<Option<Val>>) -> Result<()> {
        if let Some(code) = call["exit"].as_u64() {
            let exit = result.err().and_then(|error| error.downcast::<Exit>().ok());
            let found = exit.map(|exit| exit.0.code());
            ensure!(found.map(u64::from) == Some(code), "expected exit code {code}: {found:?}");
            return Ok(());
        }
        let result = match (result, call.get("trap").and_then(Json::as_str)) {
            (Err(error), Some(expected)) => return stopped(&error, expected),
            (Ok(result), Some(expected)) => {
                bail!("expected the trap `{expected}`; it returned {}", show(result.as_slice()))
            }
            (result, None) => result?,
        };
        let reader = value::Reader { folder: self.folder, earlier: &[], handles: &Handles::new() };
        match (&result, call.get("result")) {
            (Some(found), Some(expected)) => reader.compare(found, expected)?,
            (None, None | Some(Json::Null)) => {}
            (found, expected) => bail!("expected {expected:?}; it returned {}", show(found.as_slice())),
        }
        if let Some(expected) = call.get("host-calls") {
            let found = Json::Array(store.data().calls.clone());
            ensure!(found == *expected, "expected the host calls {expected}; it made {found}");
        }
        Ok(())
    }
}

/// Drops the handle of a name.
fn drop_handle(store: &mut Store<State>, name: &str, handle: Option<ResourceAny>) -> Result<()> {
    handle.with_context(|| format!("no handle `{name}`"))?.resource_drop(store)
}

/// Remembers the handles that a call returned, whose names are `bind` or parts of it.
fn bind(call: &Json, result: Option<&Val>, handles: &mut Handles) -> Result<()> {
    let mut new = Handles::new();
    if let Some(result) = result {
        value::handles(result, &call["result"], &mut new)?;
    }
    let bind = call["bind"].as_str().unwrap_or_default();
    let is_part = |name: &String| name.split_once('.').map_or(name.as_str(), |(whole, _)| whole) == bind;
    ensure!(new.keys().all(is_part), "handles that the call does not bind: {:?}", new.keys());
    handles.extend(new);
    Ok(())
}

fn verdict(result: Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Executed,
        Err(error) => refused(&error).map_or(Outcome::Failed(format!("{error:#}")), Outcome::Skipped),
    }
}

/// That an error is the expected one: the same trap, or of Wasmtime's other errors any.
fn stopped(error: &anyhow::Error, expected: &str) -> Result<()> {
    let text = format!("{error:#}");
    match expected.strip_prefix("wasm trap: ") {
        Some(trap) if !trap_matches(&text, trap) => Err(format_err!("expected the trap `{trap}`: {text}")),
        _ => Ok(()),
    }
}
