//! Modules in Embody.
//!
//! In: modules, the later ones importing from the first under the name [`HOST`]. Out: their instances.

use embody::__private::core::{CoreImage, CoreInstances, slots};
use embody_abi::meta::{CoreItem, CoreValType};
use embody_abi::trap::Trap;
use embody_build::error::{Error, Result};
use embody_build::link::Linked;
use embody_build::link::core::{CoreLinker, steps_of};
use embody_build::options::{OptLevel, Options};
use embody_build::parse::module::Module;

use crate::value::{Memory, Outcome, State, Value};

/// The name under which the first module is imported.
pub const HOST: &str = "host";

/// Choices that must not change what a module does.
#[derive(Clone, Copy, Debug, Default, arbitrary::Arbitrary)]
pub struct Choices {
    /// Whether to use all that this processor has.
    pub native: bool,
    /// Whether not to optimise.
    pub quick: bool,
    /// Whether instructions, rather than the module itself, make NaNs canonical; of both runtimes alike.
    pub canonical_nans: bool,
}

/// An exported function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its parameters.
    pub params: Vec<CoreValType>,
    /// Its results.
    pub results: Vec<CoreValType>,
    entry: u32,
}

/// Instances of the modules.
#[derive(Debug)]
pub struct Instances {
    image: CoreImage,
    instances: CoreInstances,
}

/// Links modules.
///
/// # Errors
/// Those of the compiler.
pub fn link(modules: Vec<Module<'_>>) -> Result<Linked<'_>> {
    let mut linker = CoreLinker::default();
    let mut host = None;
    for module in modules {
        let instance = linker.instantiate(module, |name| host.filter(|_| name == HOST))?;
        host.get_or_insert(instance);
    }
    linker.finish()
}

/// Compiles what is linked.
///
/// # Errors
/// Those of the compiler.
///
/// # Panics
/// If what the compiler accepts cannot be loaded.
pub fn compile(linked: Linked<'_>, choices: Choices) -> Result<CoreImage> {
    let mut options = Options::host()?;
    if choices.native {
        options = options.cpu("native")?;
    }
    options.opt_level = if choices.quick { OptLevel::None } else { OptLevel::Speed };
    options.canonical_nans = choices.canonical_nans;
    options.threads = 1;
    // What the checker cannot prove need not be wrong: it stops no run that is to look for differences alone.
    options.check = std::env::var_os("EMBODY_FUZZ_UNCHECKED").is_none();
    CoreImage::compile(linked, &options, |_| {}).map_err(|error| match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => panic!("what was compiled cannot be loaded: {error:#}"),
    })
}

impl Instances {
    /// Space for the instances of all modules, none of which has been started.
    ///
    /// # Panics
    /// If this machine has no memory left.
    #[must_use]
    pub fn new(image: &CoreImage) -> Self {
        let instances = CoreInstances::new(image).unwrap_or_else(|error| panic!("no instance: {error:#}"));
        Self { image: image.clone(), instances }
    }

    /// Instantiates a module, after those before it.
    pub fn start(&mut self, instance: u32) -> Outcome {
        let result = self.instances.run(steps_of(&self.image.plan().steps, instance));
        outcome(result.map(|()| Vec::new()))
    }

    /// The functions that an instance exports.
    #[must_use]
    pub fn functions(&self, instance: u32) -> Vec<Function> {
        let exports = self.image.meta().core_exports.iter().filter(|export| export.instance == instance);
        let functions = exports.filter_map(|export| match &export.item {
            CoreItem::Func { entry, params, results } => {
                let (params, results) = (params.clone(), results.clone());
                Some(Function { name: export.name.clone(), params, results, entry: *entry })
            }
            _ => None,
        });
        functions.collect()
    }

    /// Calls a function. Arguments that are references are null.
    pub fn call(&mut self, function: &Function, args: &[Value]) -> Outcome {
        let mut values = Vec::new();
        for arg in args {
            values.push(arg.bits as u64);
            if arg.ty == CoreValType::V128 {
                values.push((arg.bits >> 64) as u64);
            }
        }
        values.resize(slots(&function.params).max(slots(&function.results)).max(1), 0);
        let result = self.instances.call(function.entry, &mut values);
        outcome(result.map(|()| take(&function.results, &values)))
    }

    /// What can be seen of an instance.
    pub fn state(&mut self, instance: u32) -> State {
        let mut state = State::default();
        let shared = |number: u32| {
            let plan = self.image.plan().memories.get(number as usize);
            plan.is_some_and(|memory| memory.shared)
        };
        for export in self.image.meta().core_exports.iter().filter(|export| export.instance == instance) {
            let name = export.name.clone();
            match &export.item {
                CoreItem::Global { offset, ty } => {
                    state.globals.push((name, Value::new(*ty, self.instances.global(*offset))));
                }
                CoreItem::Memory(number) => {
                    let len = self.instances.memory_bytes(*number) as usize;
                    let bytes = if shared(*number) { &[] } else { self.instances.memory(*number) };
                    state.memories.push((name, Memory { len, bytes: bytes.to_vec() }));
                }
                CoreItem::Table(number) => {
                    let elements = self.instances.table(*number).iter().map(|element| *element == 0);
                    state.tables.push((name, elements.collect()));
                }
                CoreItem::Func { .. } | CoreItem::Tag(_) => {}
            }
        }
        state
    }
}

/// The outcome of something that succeeded or not.
fn outcome(result: embody::Result<Vec<Value>>) -> Outcome {
    match result {
        Ok(values) => Outcome::Returned(values),
        Err(error) => match error.downcast_ref::<Trap>() {
            Some(trap) => Outcome::trap(*trap),
            None => panic!("not a trap: {error:#}"),
        },
    }
}

/// Results from the slots that they were written to.
fn take(types: &[CoreValType], mut slots_left: &[u64]) -> Vec<Value> {
    let mut values = Vec::new();
    for ty in types {
        let (now, rest) = slots_left.split_at(slots(&[*ty]));
        values.push(Value::new(*ty, now.iter().rev().fold(0, |bits, slot| bits << 64 | u128::from(*slot))));
        slots_left = rest;
    }
    values
}
