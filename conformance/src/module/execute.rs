//! Executing a file's directives.
//!
//! In: the directives, what each makes or means, and the image. Out: the outcome of each. An instance's steps run when its
//! directive is reached, so that what came before can have its effects.

use anyhow::{Context as _, Result};
use embody::__private::core::{CoreImage, CoreInstances, slots};
use embody_abi::meta::{CoreItem, CoreValType};
use embody_build::error::ErrorKind;
use embody_build::link::core::steps_of;
use embody_build::parse;
use wasmparser::{Validator, WasmFeatures};
use wast::{WastDirective, WastExecute, WastInvoke};

use super::compare::{self, Value, trap_matches};
use super::link::Planned;
use super::threads::{self, Threads};
use super::{Attempt, Given, Known, Refusal, Sizes};
use crate::report::{Outcome, Report};
use crate::script::{Directive, Script};

/// Executes all directives, or as many as show that linking has to be done again.
pub(super) fn run(
    script: &Script<'_>,
    planned: &[Planned],
    origins: &[Option<usize>],
    image: &CoreImage,
    given: Option<&Given<'_>>,
    known: &mut Known,
) -> Result<Attempt> {
    let instances =
        CoreInstances::sharing(image, &given.map_or_else(Vec::new, |g| threads::shared(image, g)))?;
    std::thread::scope(|scope| {
        let threads = Threads::new(scope, script, origins);
        let run = Run { image, instances, threads };
        run.directives(script, planned, known)
    })
}

struct Run<'i, 's, 'e> {
    image: &'i CoreImage,
    instances: CoreInstances,
    threads: Threads<'s, 'e>,
}

impl<'i, 'e> Run<'i, '_, 'e> {
    fn directives(
        mut self,
        script: &'e Script<'_>,
        planned: &[Planned],
        known: &mut Known,
    ) -> Result<Attempt> {
        let mut report = Report::default();
        for (at, (directive, plan)) in script.directives.iter().zip(planned).enumerate() {
            let expected = matches!(directive.what, WastDirective::AssertUnlinkable { .. });
            if matches!(plan, Planned::Unlinkable(_)) && !expected && !known.sizes.contains_key(&at) {
                let sizes = self.sizes();
                if sizes != self.planned_sizes() {
                    known.sizes.insert(at, sizes);
                    return Ok(Attempt::Again);
                }
            }
            let outcome = match &directive.what {
                WastDirective::Wait { thread, .. } => self.threads.wait(thread.name(), &mut report),
                _ => self.directive(directive, plan),
            };
            report.add(directive.line, outcome);
        }
        self.threads.end(&mut report);
        Ok(Attempt::Done(report))
    }

    fn directive(&mut self, directive: &'e Directive<'_>, plan: &Planned) -> Outcome {
        use WastDirective as D;
        match plan {
            Planned::Refused(Refusal::Unsupported(name)) if is_expected(&directive.what, name) => {
                return Outcome::Executed;
            }
            Planned::Refused(Refusal::Unsupported(name)) => return directive.refused(name),
            Planned::Refused(Refusal::Wrong(why)) => return Outcome::Failed(why.clone()),
            _ => {}
        }
        let held = match &directive.what {
            D::AssertMalformed { .. } | D::AssertInvalid { .. } => return negative(directive),
            D::AssertMalformedCustom { .. } | D::AssertInvalidCustom { .. } => {
                return custom(directive);
            }
            // Before there were traps at instantiation, a segment that does not fit was a matter of linking.
            D::AssertUnlinkable { message, .. } if matches!(plan, Planned::Instance(_)) => {
                stopped(self.instantiate(plan).map(|()| Vec::new()), message)
            }
            D::AssertUnlinkable { message, .. } => unlinkable(plan, message),
            D::AssertReturn { exec, results, .. } => {
                self.execute(exec, plan).and_then(|values| compare::results(&values, results))
            }
            D::AssertTrap { exec, message, .. } => stopped(self.execute(exec, plan), message),
            D::AssertExhaustion { call, message, .. } => stopped(self.invoke(call, plan), message),
            D::AssertException { exec, .. } => stopped(self.execute(exec, plan), "uncaught exception"),
            D::Module(_) | D::ModuleInstance { .. } => return done(self.instantiate(plan)),
            D::Invoke(call) => return done(self.invoke(call, plan)),
            D::Register { .. } | D::ModuleDefinition(_) => return Outcome::Done,
            D::Thread(_) => return done(self.threads.start(directive, plan, self.image, &self.instances)),
            D::Wait { .. } => return Outcome::Done,
            D::AssertSuspension { .. } => {
                return directive.refused("stack switching (`assert_suspension`)");
            }
        };
        match held {
            Ok(()) => Outcome::Executed,
            Err(error) => Outcome::Failed(format!("{error:#}")),
        }
    }

    fn execute(&mut self, exec: &WastExecute<'_>, plan: &Planned) -> Result<Vec<Value>> {
        match exec {
            WastExecute::Invoke(call) => self.invoke(call, plan),
            WastExecute::Wat(_) => self.instantiate(plan).map(|()| Vec::new()),
            WastExecute::Get { global, .. } => match *self.export(plan, global)? {
                CoreItem::Global { offset, ty } => {
                    Ok(vec![Value { ty, bits: self.instances.global(offset) }])
                }
                _ => anyhow::bail!("`{global}` is no global"),
            },
        }
    }

    /// Executes the steps of an instance.
    fn instantiate(&mut self, plan: &Planned) -> Result<()> {
        match plan {
            Planned::Instance(instance) => self.instances.run(steps_of(&self.image.plan().steps, *instance)),
            Planned::Unlinkable(why) => anyhow::bail!("{why}"),
            Planned::Nothing | Planned::Refused(_) => anyhow::bail!("no module to instantiate"),
        }
    }

    fn invoke(&mut self, call: &WastInvoke<'_>, plan: &Planned) -> Result<Vec<Value>> {
        let CoreItem::Func { entry, params, results } = self.export(plan, call.name)? else {
            anyhow::bail!("`{}` is no function", call.name)
        };
        let mut values = compare::arguments(&call.args, params)?;
        values.resize(values.len().max(slots(results)).max(1), 0);
        self.instances.call(*entry, &mut values)?;
        Ok(take_results(results, &values))
    }

    fn export(&self, plan: &Planned, name: &str) -> Result<&'i CoreItem> {
        let Planned::Instance(instance) = plan else { anyhow::bail!("no instance") };
        let exports = &self.image.meta().core_exports;
        let found = exports.iter().find(|export| export.instance == *instance && export.name == name);
        found.map(|export| &export.item).with_context(|| format!("`{name}` is not exported"))
    }

    /// How large memories and tables are now.
    fn sizes(&mut self) -> Sizes {
        let plan = self.image.plan();
        let memories = (0..).zip(plan.memories.iter());
        let memories =
            memories.map(|(n, memory)| self.instances.memory_bytes(n) >> memory.page_bytes_log2).collect();
        let tables = (0..).zip(plan.tables.iter()).map(|(n, _)| self.instances.table_len(n)).collect();
        Sizes { memories, tables }
    }

    /// How large they were when linked.
    fn planned_sizes(&self) -> Sizes {
        let plan = self.image.plan();
        let memories = plan.memories.iter().map(|memory| memory.min_pages).collect();
        Sizes { memories, tables: plan.tables.iter().map(|table| table.min).collect() }
    }
}

/// Results that a call has left in its array.
fn take_results(types: &[CoreValType], mut values: &[u64]) -> Vec<Value> {
    let mut results = Vec::new();
    for ty in types {
        let (now, rest) = values.split_at(slots(&[*ty]).min(values.len()));
        let bits = now.iter().rev().fold(0, |bits, slot| bits << 64 | u128::from(*slot));
        results.push(Value { ty: *ty, bits });
        values = rest;
    }
    results
}

/// The outcome of a directive that asserts nothing.
fn done<T>(result: Result<T>) -> Outcome {
    match result {
        Ok(_) => Outcome::Done,
        Err(error) => Outcome::Failed(format!("{error:#}")),
    }
}

/// Whether a directive expects that a module is over a limit, as it says.
fn is_expected(directive: &WastDirective<'_>, refused: &str) -> bool {
    match directive {
        WastDirective::AssertTrap { exec: WastExecute::Wat(_), message, .. } => refused.contains(message),
        _ => false,
    }
}

fn stopped(result: Result<Vec<Value>>, message: &str) -> Result<()> {
    match result {
        Ok(values) => anyhow::bail!("expected a trap, `{message}`; it returned {}", compare::show(&values)),
        Err(error) if trap_matches(&format!("{error:#}"), message) => Ok(()),
        Err(error) => Err(error.context(format!("expected the trap `{message}`"))),
    }
}

/// That a module does not link. Implementations have their own words for what does not match.
fn unlinkable(plan: &Planned, message: &str) -> Result<()> {
    match plan {
        Planned::Unlinkable(why) if why.contains(message) => Ok(()),
        Planned::Unlinkable(why)
            if !message.contains("unknown import") && !why.contains("unknown import") =>
        {
            Ok(())
        }
        Planned::Unlinkable(why) => anyhow::bail!("expected `{message}`: {why}"),
        _ => anyhow::bail!("expected `{message}`; it links"),
    }
}

/// That a module is invalid or malformed.
fn negative(directive: &Directive<'_>) -> Outcome {
    let Some(Ok(bytes)) = &directive.binary else { return Outcome::Negative };
    match parse::parse_module(bytes) {
        Err(error) if error.kind == ErrorKind::Invalid => Outcome::Negative,
        Err(error) if matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Limit) => {
            Outcome::Skipped(error.message)
        }
        Err(error) => Outcome::Failed(error.to_string()),
        Ok(_) if is_of_later_proposals(bytes) => {
            Outcome::Skipped("validation without later proposals".into())
        }
        Ok(_) => Outcome::Failed("expected that the module is not valid; it is".into()),
    }
}

/// Whether a module is valid only because of what came after the first version of the specification, which the
/// compiler cannot turn off. Tests of some proposals are that old.
fn is_of_later_proposals(bytes: &[u8]) -> bool {
    let first = WasmFeatures::WASM1 | WasmFeatures::THREADS;
    Validator::new_with_features(first).validate_all(bytes).is_err()
}

/// That a custom section is invalid or malformed, which matters to the text format alone.
fn custom(directive: &Directive<'_>) -> Outcome {
    match &directive.binary {
        Some(Ok(_)) | None => Outcome::Skipped("validation of custom sections".into()),
        Some(Err(_)) => Outcome::Negative,
    }
}
