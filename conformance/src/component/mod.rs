//! Files of components.
//!
//! In: a script. Out: its results. Each component is compiled as its directive is reached; each instance has a store of
//! its own, because a trap poisons an instance, and sees the host that Wasmtime's files expect ([`host`]).
//!
//! Absent by design: linking of one top-level component with another, which no test needs.

mod host;
mod value;

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use embody::component::{Component, Instance, Linker, Val};
use embody::{Engine, Store};
use embody_build::error::{Error, ErrorKind};
use embody_build::options::MemoryKind;
use wast::token::Id;
use wast::{QuoteWat, WastDirective, WastExecute, WastInvoke, Wat};

pub use self::value::{flags_eq, show};
use crate::module::trap_matches;
use crate::report::{Outcome, Report};
use crate::run::How;
use crate::script::{Directive, Script};

/// Runs a file.
pub fn run(script: &Script<'_>, report: &mut Report) {
    let engine = engine(script.how);
    match host::linker(&engine) {
        Ok(linker) => {
            let mut run =
                Run { linker, engine, current: None, instances: HashMap::new(), definitions: HashMap::new() };
            for directive in &script.directives {
                let outcome = run.directive(directive);
                report.add(directive.line, excuse(script.excused, directive, outcome));
            }
        }
        Err(error) => report.add(0, Outcome::Failed(format!("the host: {error:#}"))),
    }
}

/// The outcome, unless it is a failure of validation that does not count in this file.
fn excuse(reason: Option<&str>, directive: &Directive<'_>, outcome: Outcome) -> Outcome {
    use WastDirective as D;
    match (reason, &directive.what, &outcome) {
        (
            Some(reason),
            D::Module(_) | D::ModuleDefinition(_) | D::AssertInvalid { .. } | D::AssertMalformed { .. },
            Outcome::Failed(_),
        ) => directive.refused(reason),
        _ => outcome,
    }
}

/// An engine that compiles so, on one thread, since files are run in parallel already, and with all
/// proposals on.
#[must_use]
pub fn engine(how: How<'_>) -> Engine {
    let mut config = embody::Config::new();
    config.parallel_compilation(false).cpu(how.cpu).wasm_wide_arithmetic(true).wasm_custom_page_sizes(true);
    config.wasm_component_model_fixed_length_lists(true);
    config.memory(match how.memory {
        MemoryKind::Guarded => embody::MemoryKind::Guarded,
        MemoryKind::Checked => embody::MemoryKind::Checked,
    });
    Engine::new(&config).unwrap_or_default()
}

/// What the validator says of an encoding that the component model had and dropped.
const DROPPED_ENCODING: &str = "this was historically accepted";

/// What is said of a component that cannot be compiled alone, since it imports a core module: some files only define it.
const NOT_GIVEN: &str = "which was not given to compile it with";

/// The name of what Embody refuses, if that is what an error says.
#[must_use]
pub fn refused(error: &anyhow::Error) -> Option<String> {
    if let Some(error) = error.downcast_ref::<Error>() {
        if error.message.contains(DROPPED_ENCODING) {
            return Some("syntax of an earlier component model".into());
        }
        let is_refused = matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Limit);
        return (is_refused || error.message.contains(NOT_GIVEN)).then(|| error.message.clone());
    }
    let text = format!("{error:#}");
    let name = text.split_once("not supported yet: ").map(|(_, name)| name.to_owned());
    name.or_else(|| text.contains("not supported yet").then_some(text))
}

/// An instance and the store that it has for itself.
struct Running {
    store: Store<()>,
    instance: Instance,
}

/// What a name means.
enum Named {
    Running(Box<Running>),
    Refused(String),
    Wrong(String),
}

struct Run<'a> {
    engine: Engine,
    linker: Linker<()>,
    /// The instance that was made last, by its name.
    current: Option<Option<&'a str>>,
    instances: HashMap<Option<&'a str>, Named>,
    definitions: HashMap<Option<&'a str>, Result<Component, String>>,
}

/// Why something did not come to be.
enum Stop {
    /// Embody refuses it by this name.
    Refused(String),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        refused(&error).map_or(Stop::Failed(error), Stop::Refused)
    }
}

impl<'a> Run<'a> {
    fn directive(&mut self, directive: &'a Directive<'_>) -> Outcome {
        use WastDirective as D;
        let held = match &directive.what {
            D::AssertMalformed { .. } | D::AssertInvalid { .. } => return self.negative(directive),
            D::Module(wat) => {
                let made = self.compile(directive).and_then(|component| self.instantiate(&component));
                return self.bind(directive, component_id(wat), made);
            }
            D::ModuleDefinition(wat) => return self.define(directive, component_id(wat)),
            D::ModuleInstance { instance, module, .. } => {
                let made = self.instantiate_definition(module.as_ref().map(name_of));
                return self.bind(directive, instance.as_ref().map(name_of), made);
            }
            D::AssertUnlinkable { .. } => self.unlinkable(directive),
            D::Invoke(call) => match self.invoke(call) {
                Ok(_) => return Outcome::Done,
                Err(stop) => Err(stop),
            },
            D::AssertReturn { exec, results, .. } => self
                .execute(directive, exec)
                .and_then(|values| value::results(&values, results).map_err(Stop::Failed)),
            D::AssertTrap { exec, message, .. } => stopped(self.execute(directive, exec), message),
            D::AssertExhaustion { call, message, .. } => stopped(self.invoke(call), message),
            D::Thread(_) | D::Wait { .. } => return directive.refused("threads (`thread` and `wait`)"),
            _ => return directive.refused("a directive of core modules among components"),
        };
        match held {
            Ok(()) => Outcome::Executed,
            Err(Stop::Refused(name)) => directive.refused(&name),
            Err(Stop::Failed(error)) => Outcome::Failed(format!("{error:#}")),
        }
    }

    fn compile(&self, directive: &Directive<'_>) -> Result<Component, Stop> {
        match &directive.binary {
            Some(Ok(bytes)) => Ok(self.linker.compile(bytes)?),
            Some(Err(error)) => Err(Stop::Failed(anyhow::format_err!("cannot be encoded: {error}"))),
            None => Err(Stop::Failed(anyhow::format_err!("no component"))),
        }
    }

    fn instantiate(&self, component: &Component) -> Result<Running, Stop> {
        let mut store = Store::new(&self.engine, ());
        let instance = self.linker.instantiate(&mut store, component)?;
        Ok(Running { store, instance })
    }

    fn define(&mut self, directive: &'a Directive<'_>, name: Option<&'a str>) -> Outcome {
        let (definition, outcome) = match self.compile(directive) {
            Ok(component) => (Ok(component), Outcome::Done),
            Err(Stop::Refused(what)) => (Err(what.clone()), directive.refused(&what)),
            Err(Stop::Failed(error)) => return Outcome::Failed(format!("{error:#}")),
        };
        self.definitions.insert(None, definition.clone());
        self.definitions.insert(name, definition);
        outcome
    }

    fn instantiate_definition(&self, name: Option<&str>) -> Result<Running, Stop> {
        match self.definitions.get(&name) {
            Some(Ok(component)) => self.instantiate(component),
            Some(Err(name)) => Err(Stop::Refused(name.clone())),
            None => Err(Stop::Failed(anyhow::format_err!("no component has this name"))),
        }
    }

    /// Gives a new instance its name.
    fn bind(
        &mut self,
        directive: &Directive<'_>,
        name: Option<&'a str>,
        made: Result<Running, Stop>,
    ) -> Outcome {
        let (named, outcome) = match made {
            Ok(running) => (Named::Running(Box::new(running)), Outcome::Done),
            Err(Stop::Refused(name)) => (Named::Refused(name.clone()), directive.refused(&name)),
            Err(Stop::Failed(error)) => {
                let text = format!("{error:#}");
                (Named::Wrong(text.clone()), Outcome::Failed(text))
            }
        };
        self.instances.insert(name, named);
        self.current = Some(name);
        outcome
    }

    fn execute(&mut self, directive: &Directive<'_>, exec: &'a WastExecute<'_>) -> Result<Vec<Val>, Stop> {
        match exec {
            WastExecute::Invoke(call) => self.invoke(call),
            WastExecute::Wat(_) => {
                let component = self.compile(directive)?;
                self.instantiate(&component).map(|_| Vec::new())
            }
            WastExecute::Get { .. } => Err(Stop::Failed(anyhow::format_err!("components export no globals"))),
        }
    }

    fn invoke(&mut self, call: &'a WastInvoke<'_>) -> Result<Vec<Val>, Stop> {
        let name = match &call.module {
            Some(id) => Some(name_of(id)),
            None => self.current.flatten(),
        };
        match self.instances.get_mut(&name) {
            Some(Named::Running(running)) => Ok(running.invoke(call)?),
            Some(Named::Refused(name)) => Err(Stop::Refused(name.clone())),
            Some(Named::Wrong(why)) => Err(Stop::Failed(anyhow::format_err!("its component failed: {why}"))),
            None => Err(Stop::Failed(anyhow::format_err!("no instance has this name"))),
        }
    }

    /// That a component does not link, which for some is known when they are compiled.
    fn unlinkable(&self, directive: &Directive<'_>) -> Result<(), Stop> {
        let component = match self.compile(directive) {
            Ok(component) => component,
            // Core modules are linked when a component is compiled.
            Err(Stop::Refused(name)) if !name.contains(NOT_GIVEN) => {
                return Err(Stop::Refused(name));
            }
            Err(_) => return Ok(()),
        };
        match self.linker.instantiate_pre(&component) {
            Ok(_) => Err(Stop::Failed(anyhow::format_err!("expected that it does not link; it does"))),
            Err(error) => match Stop::from(error) {
                Stop::Failed(_) => Ok(()),
                refused => Err(refused),
            },
        }
    }

    /// That a component is invalid or malformed.
    fn negative(&self, directive: &Directive<'_>) -> Outcome {
        let Some(Ok(bytes)) = &directive.binary else { return Outcome::Negative };
        let Err(error) = self.linker.compile(bytes) else {
            return Outcome::Failed("expected that the component is not valid; it is".into());
        };
        match refused(&error) {
            Some(name) => Outcome::Skipped(name),
            None if error.downcast_ref::<Error>().is_some_and(|error| error.kind == ErrorKind::Bug) => {
                Outcome::Failed(format!("{error:#}"))
            }
            None => Outcome::Negative,
        }
    }
}

impl Running {
    fn invoke(&mut self, call: &WastInvoke<'_>) -> Result<Vec<Val>> {
        let func = self.instance.get_func(&mut self.store, call.name);
        let func = func.with_context(|| format!("no function `{}` is exported", call.name))?;
        let args = call.args.iter().map(value::argument).collect::<Result<Vec<_>>>()?;
        let mut results = vec![Val::Bool(false); func.ty(&self.store).results().len()];
        func.call(&mut self.store, &args, &mut results)?;
        Ok(results)
    }
}

fn stopped(result: Result<Vec<Val>, Stop>, message: &str) -> Result<(), Stop> {
    match result {
        Ok(values) => Err(Stop::Failed(anyhow::format_err!(
            "expected a trap, `{message}`; it returned {}",
            show(&values)
        ))),
        Err(Stop::Failed(error)) if trap_matches(&format!("{error:#}"), message) => Ok(()),
        Err(Stop::Failed(error)) => {
            Err(Stop::Failed(error.context(format!("expected the trap `{message}`"))))
        }
        Err(refused) => Err(refused),
    }
}

fn component_id<'a>(wat: &'a QuoteWat<'_>) -> Option<&'a str> {
    match wat {
        QuoteWat::Wat(Wat::Component(component)) => component.id.as_ref().map(name_of),
        _ => None,
    }
}

fn name_of<'a>(id: &'a Id<'_>) -> &'a str {
    id.name()
}
