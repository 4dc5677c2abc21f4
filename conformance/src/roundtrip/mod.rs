//! Components that pass their arguments through an import.
//!
//! In: a folder of components that each import `echo-import` and export `echo-export` of one signature: the export calls the
//! import with its arguments and returns its result. Out: one result for each component: whether random values came
//! through unchanged, on the way in and on the way out.

pub mod nested;
pub mod random;

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use embody::component::types::ComponentFunc;
use embody::component::{Component, Linker, Val};
use embody::{Store, StoreContextMut};

use self::random::Random;
use crate::component::{engine, flags_eq, refused, show};
use crate::files::{File, entries};
use crate::report::{Outcome, Report};
use crate::run::How;

/// Calls of each component.
const CALLS: usize = 32;

/// The components in some folders.
///
/// # Errors
/// If a folder cannot be read.
pub fn find(folders: &[&PathBuf]) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for folder in folders {
        let paths = entries(folder)?.into_iter();
        let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "wasm"));
        files.extend(paths.map(|path| File { path, group: "roundtrip".into() }));
    }
    Ok(files)
}

/// Runs one component.
#[must_use]
pub fn run(file: &File, how: How<'_>) -> Report {
    let mut report = Report::default();
    report.add(
        0,
        match echo_file(file, how) {
            Ok(()) => Outcome::Executed,
            Err(error) => refused(&error).map_or(Outcome::Failed(format!("{error:#}")), Outcome::Skipped),
        },
    );
    report
}

/// What the host got, and what it is to return.
#[derive(Default)]
struct Host {
    params: Vec<Val>,
    result: Option<Val>,
}

fn echo_file(file: &File, how: How<'_>) -> Result<()> {
    // The same values in each run, different ones for each component.
    let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let seed = name.bytes().fold(7, |seed, byte| seed * 31 + u64::from(byte));
    echo(&std::fs::read(&file.path)?, seed, how)
}

/// Has a component echo random values.
///
/// # Errors
/// If it is refused, fails, or changes a value.
pub fn echo(component: &[u8], seed: u64, how: How<'_>) -> Result<()> {
    let engine = engine(how);
    let component = Component::from_binary(&engine, component)?;
    let mut linker = Linker::new(&engine);
    linker.root().func_new(
        "echo-import",
        |mut store: StoreContextMut<'_, Host>, _: ComponentFunc, params, results| {
            let host = store.data_mut();
            host.params = params.to_vec();
            if let (Some(place), Some(result)) = (results.first_mut(), &host.result) {
                *place = result.clone();
            }
            Ok(())
        },
    )?;
    let mut store = Store::new(&engine, Host::default());
    let instance = linker.instantiate(&mut store, &component)?;
    let func = instance.get_func(&mut store, "echo-export").context("`echo-export` is not exported")?;
    let ty = func.ty(&store);
    let mut random = Random::new(seed);
    for call in 1..=CALLS {
        let params = ty.params().map(|(_, ty)| random.value(&ty)).collect::<Result<Vec<_>>>()?;
        let result = ty.results().next().map(|ty| random.value(&ty)).transpose()?;
        store.data_mut().result.clone_from(&result);
        let mut results = vec![Val::Bool(false); ty.results().len()];
        func.call(&mut store, &params, &mut results).with_context(|| format!("call {call}"))?;
        same(&params, &store.data().params).with_context(|| format!("call {call}, arguments"))?;
        same(result.as_slice(), &results).with_context(|| format!("call {call}, result"))?;
    }
    Ok(())
}

fn same(sent: &[Val], got: &[Val]) -> Result<()> {
    let same = sent.len() == got.len() && sent.iter().zip(got).all(|(sent, got)| flags_eq(sent, got));
    ensure!(same, "sent {}; got {}", show(sent), show(got));
    Ok(())
}
