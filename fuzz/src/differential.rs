//! Embody beside Wasmtime.
//!
//! In: bytes. Out: nothing, or a panic that says which call or export differs, with the module's text. A call that meets
//! a limit of either runtime (its stack, for example) ends the comparison. After each trap both start anew, since
//! the module's fuel may be used up.

use arbitrary::{Result, Unstructured};
use embody_build::error::ErrorKind;
use embody_build::parse;

use crate::embody_side::{self, Choices};
use crate::generate::{self, HOST_MODULE, Numbers};
use crate::value::{Outcome, Value};
use crate::{skips, wasmtime_side};

/// How often instances are made anew for one module.
const MAX_RESTARTS: usize = 12;

/// Runs what the bytes make on both sides.
///
/// # Panics
/// If there is a difference.
pub fn check(data: &[u8]) {
    if let Err(error) = generated(&mut Unstructured::new(data)) {
        skips::count(&format!("no module: {error}"));
    }
}

fn generated(u: &mut Unstructured<'_>) -> Result<()> {
    let seed: u64 = u.arbitrary()?;
    let choices: Choices = u.arbitrary()?;
    let module = generate::module(u, !choices.canonical_nans)?;
    compare(&module, choices, seed);
    Ok(())
}

/// Runs a module on both sides.
///
/// # Panics
/// If there is a difference.
pub fn compare(module: &[u8], choices: Choices, seed: u64) {
    let run = Run { module, choices, seed };
    skips::count(&run.on_both_sides().unwrap_or_else(|why| why));
}

struct Run<'a> {
    module: &'a [u8],
    choices: Choices,
    seed: u64,
}

impl Run<'_> {
    /// What the run counts as, or why there was nothing to compare.
    fn on_both_sides(&self) -> std::result::Result<String, String> {
        let mut modules = Vec::new();
        for binary in [&HOST_MODULE, self.module] {
            modules.push(parse::parse_module(binary).map_err(|error| self.refused(&error))?);
        }
        if has_shared_memory(&modules[1]) && generate::waits(self.module) {
            return Err("waits".into());
        }
        let linked = embody_side::link(modules).map_err(|error| self.refused(&error))?;
        let image = embody_side::compile(linked, self.choices).map_err(|error| self.refused(&error))?;
        let theirs = wasmtime_side::Modules::new(self.module, self.choices.canonical_nans);
        let theirs = theirs.map_err(|error| format!("Wasmtime refuses: {error}"))?;
        let mut numbers = Numbers::new(self.seed);
        let mut functions = embody_side::Instances::new(&image).functions(1);
        for _ in 0..MAX_RESTARTS {
            if functions.is_empty() {
                break;
            }
            if self.instances(&image, &theirs, &mut functions, &mut numbers).is_err() {
                return Ok("compared up to a limit".into());
            }
        }
        Ok("compared".into())
    }

    /// Makes instances and calls functions, which are taken off the list, until one traps.
    fn instances(
        &self,
        image: &embody::__private::core::CoreImage,
        modules: &wasmtime_side::Modules,
        functions: &mut Vec<embody_side::Function>,
        numbers: &mut Numbers,
    ) -> std::result::Result<(), Limit> {
        let mut ours = embody_side::Instances::new(image);
        match ours.start(0) {
            Outcome::Returned(_) => {}
            outcome => self.differ("instantiating the host module", &format!("{outcome:?}")),
        }
        let our_outcome = ours.start(1);
        let (mut theirs, their_outcome) = wasmtime_side::Instances::new(modules);
        self.same("instantiation", &our_outcome, &their_outcome)?;
        self.same_states("instantiation", &mut ours, &mut theirs);
        if !matches!(our_outcome, Outcome::Returned(_)) {
            functions.clear();
        }
        while let Some(function) = functions.pop() {
            for _ in 0..2 {
                let args: Vec<Value> = function.params.iter().map(|ty| numbers.argument(*ty)).collect();
                let Some(their_outcome) = theirs.call(&function.name, &args) else { break };
                let our_outcome = ours.call(&function, &args);
                let what = format!("calling `{}` with {args:?}", function.name);
                self.same(&what, &our_outcome, &their_outcome)?;
                if !matches!(our_outcome, Outcome::Returned(_)) {
                    self.same_states(&what, &mut ours, &mut theirs);
                    return Ok(());
                }
            }
        }
        self.same_states("all calls", &mut ours, &mut theirs);
        Ok(())
    }

    fn same(&self, what: &str, ours: &Outcome, theirs: &Outcome) -> std::result::Result<(), Limit> {
        if matches!(ours, Outcome::Limit(_)) || matches!(theirs, Outcome::Limit(_)) {
            skips::count(&format!("a limit: {ours:?}, and {theirs:?}"));
            return Err(Limit);
        }
        if ours != theirs {
            self.differ(what, &format!("Embody: {ours:?}\nWasmtime: {theirs:?}"));
        }
        match ours {
            Outcome::Returned(_) => skips::count("returned"),
            Outcome::Trapped(why) => skips::count(&format!("trapped: {why}")),
            Outcome::Threw | Outcome::Limit(_) => skips::count("threw"),
        }
        Ok(())
    }

    fn same_states(
        &self,
        after: &str,
        ours: &mut embody_side::Instances,
        theirs: &mut wasmtime_side::Instances,
    ) {
        let mut states = vec![("the host module", ours.state(0), theirs.host_state())];
        if let Some(state) = theirs.guest_state() {
            states.push(("the module", ours.state(1), state));
        }
        for (of, ours, theirs) in states {
            if let Some(difference) = ours.difference(&theirs) {
                self.differ(&format!("the state of {of} after {after}"), &difference);
            }
        }
    }

    /// What a refusal counts as.
    fn refused(&self, error: &embody_build::error::Error) -> String {
        match error.kind {
            ErrorKind::Unsupported | ErrorKind::Limit => {
                format!("{:?}: {}", error.kind, error.message)
            }
            ErrorKind::Invalid | ErrorKind::Import | ErrorKind::Bug | ErrorKind::Io => {
                self.differ("compiling", &error.to_string())
            }
        }
    }

    fn differ(&self, what: &str, difference: &str) -> ! {
        let text = wasmprinter::print_bytes(self.module).unwrap_or_else(|error| error.to_string());
        panic!("{what}, with {:?} and seed {}:\n{difference}\n{text}", self.choices, self.seed)
    }
}

/// That one of the runtimes met a limit.
struct Limit;

fn has_shared_memory(module: &parse::module::Module<'_>) -> bool {
    module.memories.iter().any(|memory| memory.shared)
}
