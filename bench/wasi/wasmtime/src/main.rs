//! Scripts that import WASI, run with Wasmtime; and programs, for what they do there.
//!
//! `first|calls GUEST` is what `wasi-work` says, `GUEST.cwasm` being in the folder of this program. `run GUEST.cwasm
//! [--dir PATH] [--env NAME=VALUE]… [--network] ARGS…` is a command, whose directory is `/data`.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use wasi_work::Worker;
use wasmtime::component::{Component, Linker, ResourceTable};
use wasmtime::{Engine, Store};
use wasmtime_wasi::p2::bindings::sync::Command;
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtx, WasiCtxView, WasiView};

mod bindings {
    wasmtime::component::bindgen!({ path: "../../../wasi/guests/wit", world: "worker" });
}

struct Host {
    ctx: WasiCtx,
    table: ResourceTable,
}

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.ctx, table: &mut self.table }
    }
}

struct Script {
    store: Store<Host>,
    worker: bindings::Worker,
}

fn main() -> Result<()> {
    if env::args().nth(1).is_some_and(|mode| mode == "run") {
        return run();
    }
    wasi_work::run(|guest| {
        let folder = env::current_exe()?.parent().context("no folder")?.to_path_buf();
        let (engine, component, linker) = load(folder.join(format!("{guest}.cwasm")))?;
        let host = Host { ctx: WasiCtx::builder().inherit_stdio().build(), table: ResourceTable::new() };
        let mut store = Store::new(&engine, host);
        let worker = bindings::Worker::instantiate(&mut store, &component, &linker)?;
        Ok(Box::new(Script { store, worker }))
    })
}

fn load(path: PathBuf) -> Result<(Engine, Component, Linker<Host>)> {
    let engine = Engine::default();
    // SAFETY: `compile-wasmtime` has made the file.
    let component = unsafe { Component::deserialize_file(&engine, &path) }
        .map_err(|error| anyhow::anyhow!("`{}`: {error:#}", path.display()))?;
    let mut linker = Linker::new(&engine);
    wasmtime_wasi::p2::add_to_linker_sync(&mut linker)?;
    Ok((engine, component, linker))
}

/// Runs a command; its exit code is this program's.
fn run() -> Result<()> {
    let mut args = env::args().skip(2).peekable();
    let path = PathBuf::from(args.next().context("no component")?);
    let mut builder = WasiCtx::builder();
    builder.inherit_stdio().arg(path.file_stem().map_or("guest".into(), |name| name.to_string_lossy()));
    while let Some(option) = args.next_if(|arg| arg.starts_with("--")) {
        match option.as_str() {
            "--dir" => {
                let folder = args.next().context("no directory")?;
                builder.preopened_dir(folder, "/data", FsPerms::ReadWrite)?;
            }
            "--env" => {
                let text = args.next().context("no variable")?;
                let (name, value) = text.split_once('=').context("a variable without a value")?;
                builder.env(name, value);
            }
            "--network" => {
                builder.inherit_network().allow_ip_name_lookup(true);
            }
            _ => break,
        }
    }
    args.for_each(|arg| {
        builder.arg(arg);
    });
    let (engine, component, linker) = load(path)?;
    let mut store = Store::new(&engine, Host { ctx: builder.build(), table: ResourceTable::new() });
    let command = Command::instantiate(&mut store, &component, &linker)?;
    let code = match command.wasi_cli_run().call_run(&mut store) {
        Ok(result) => i32::from(result.is_err()),
        Err(error) => match error.downcast_ref::<I32Exit>() {
            Some(exit) => exit.0,
            None => return Err(error.into()),
        },
    };
    std::process::exit(code)
}

impl Worker for Script {
    fn add(&mut self, a: u32, b: u32) -> Result<u64> {
        Ok(u64::from(self.worker.embody_guests_work().call_add(&mut self.store, a, b)?))
    }

    fn summarize(&mut self, json: &str) -> Result<u64> {
        let summary = self.worker.embody_guests_work().call_summarize(&mut self.store, json)?;
        Ok(summary.map_or(0, |summary| summary.total.round() as u64))
    }

    fn frequencies(&mut self, text: &str, limit: u32) -> Result<u64> {
        let found = self.worker.embody_guests_work().call_frequencies(&mut self.store, text, limit)?;
        Ok(found.iter().map(|word| u64::from(word.count)).sum())
    }

    fn tidy(&mut self, text: &str) -> Result<u64> {
        Ok(self.worker.embody_guests_work().call_tidy(&mut self.store, text)?.len() as u64)
    }

    fn crc32(&mut self, bytes: &[u8]) -> Result<u64> {
        Ok(u64::from_str_radix(&self.worker.embody_guests_work().call_crc32(&mut self.store, bytes)?, 16)?)
    }

    fn primes(&mut self, n: u32) -> Result<u64> {
        Ok(u64::from(self.worker.embody_guests_work().call_primes(&mut self.store, n)?))
    }
}
