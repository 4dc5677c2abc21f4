//! Threads of a file: the directives `thread` and `wait`.
//!
//! In: the script of a thread, and the instance that it shares. Out: its results, when it is waited for. Images are linked
//! statically, so that a thread has an image of its own, in which a stand-in of the shared instance has its memories.

use std::thread::{Builder, Scope, ScopedJoinHandle};

use anyhow::{Context as _, Result, bail};
use embody::__private::core::{CoreImage, CoreInstances, SharedCoreMemory};
use embody_abi::meta::CoreItem;
use wast::WastDirective;

use super::link::Planned;
use super::{Given, run_with};
use crate::report::{Outcome, Report};
use crate::script::{Directive, Script};

/// Stack of a thread, which compiles its modules.
const STACK_BYTES: usize = 64 << 20;

/// The place of the stand-in among a thread's instances: directly behind `spectest`.
const STAND_IN: u32 = 1;

/// Threads that were started and not waited for.
pub(super) struct Threads<'s, 'e> {
    scope: &'s Scope<'s, 'e>,
    script: &'e Script<'e>,
    origins: Vec<Option<usize>>,
    running: Vec<(&'e str, ScopedJoinHandle<'s, Report>)>,
}

impl<'s, 'e> Threads<'s, 'e> {
    pub(super) fn new(scope: &'s Scope<'s, 'e>, script: &'e Script<'e>, origins: &[Option<usize>]) -> Self {
        Self { scope, script, origins: origins.to_vec(), running: Vec::new() }
    }

    /// Starts the thread of a directive.
    pub(super) fn start(
        &mut self,
        directive: &'e Directive<'e>,
        plan: &Planned,
        image: &CoreImage,
        instances: &CoreInstances,
    ) -> Result<()> {
        let (WastDirective::Thread(thread), Some(script)) = (&directive.what, &directive.thread) else {
            bail!("no thread to start")
        };
        let given = match (&thread.shared_module, plan) {
            (None, _) => None,
            (Some(id), Planned::Instance(instance)) => {
                let memories = exported(image, *instance, |memory| instances.shared_memory(memory));
                Some(Given { name: id.name(), module: self.module(*instance)?, memories })
            }
            (Some(id), _) => bail!("`{}` is no instance", id.name()),
        };
        let run = move || run_with(script, given.as_ref());
        let handle = Builder::new().stack_size(STACK_BYTES).spawn_scoped(self.scope, run)?;
        self.running.push((thread.name.name(), handle));
        Ok(())
    }

    /// The module of which an instance of the script was made.
    fn module(&self, instance: u32) -> Result<&'e [u8]> {
        let origin = self.origins.get(instance as usize).copied().flatten();
        let directive = origin.and_then(|at| self.script.directives.get(at));
        match directive.and_then(|directive| directive.binary.as_ref()) {
            Some(Ok(module)) => Ok(module),
            _ => bail!("a shared instance whose module is not at hand"),
        }
    }

    /// Waits for a thread, whose results become part of the report.
    pub(super) fn wait(&mut self, name: &str, report: &mut Report) -> Outcome {
        let found = self.running.iter().position(|(running, _)| *running == name);
        let joined = found.context("no such thread was started").and_then(|at| {
            self.running.remove(at).1.join().map_err(|_| anyhow::anyhow!("the thread panicked"))
        });
        match joined {
            Ok(part) => {
                report.absorb(part);
                Outcome::Done
            }
            Err(error) => Outcome::Failed(format!("{error:#}")),
        }
    }

    /// Waits for all threads.
    pub(super) fn end(mut self, report: &mut Report) {
        while let Some((name, _)) = self.running.first() {
            let name = *name;
            if let failed @ Outcome::Failed(_) = self.wait(name, report) {
                report.add(0, failed);
            }
        }
    }
}

/// The memories that a stand-in in an image gets, by their numbers.
pub(super) fn shared(image: &CoreImage, given: &Given<'_>) -> Vec<(u32, SharedCoreMemory)> {
    let numbers = exported(image, STAND_IN, Some);
    let memory = |name: &str| given.memories.iter().find(|(own, _)| own == name).map(|(_, m)| m.clone());
    numbers.into_iter().filter_map(|(name, number)| Some((number, memory(&name)?))).collect()
}

/// The memories that an instance exports, by name.
fn exported<T>(image: &CoreImage, instance: u32, of: impl Fn(u32) -> Option<T>) -> Vec<(String, T)> {
    let exports = image.meta().core_exports.iter().filter(|export| export.instance == instance);
    let memory = |export: &embody_abi::meta::CoreExport| match export.item {
        CoreItem::Memory(number) => Some((export.name.clone(), of(number)?)),
        _ => None,
    };
    exports.filter_map(memory).collect()
}
