//! Linking the modules of a file into one image.
//!
//! In: a script and what is known of it. Out: [`LinkedScript`]: the image, and for each directive which instance it makes or
//! means. Names are resolved here, since what a name means at a directive is known without executing anything.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use embody_build::error::{Error, ErrorKind};
use embody_build::link::Linked;
use embody_build::link::core::CoreLinker;
use embody_build::link::image::{Image, InstanceId};
use embody_build::parse;
use wast::token::Id;
use wast::{WastDirective, WastExecute};

use super::{Given, Known, Refusal};
use crate::script::{Directive, Script};

/// The module `spectest`, as text with marked parts that may be left out.
const SPECTEST: &str = include_str!("spectest.wat");

/// The name under which it is imported.
const SPECTEST_NAME: &str = "spectest";

/// A file's modules, linked.
pub(super) struct LinkedScript<'a> {
    /// The image of all that could be linked.
    pub(super) image: Linked<'a>,
    /// For each directive, what it makes or means.
    pub(super) planned: Vec<Planned>,
    /// For each instance of the image, the directive that makes it.
    pub(super) origins: Vec<Option<usize>>,
}

/// What a directive makes or means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Planned {
    /// No instance.
    Nothing,
    /// This instance of the image.
    Instance(u32),
    /// A module that does not link, and why.
    Unlinkable(String),
    /// A module that cannot be used, or what depends on one.
    Refused(Refusal),
}

/// What a name means at some point of a file.
#[derive(Clone)]
enum Named {
    Instance(InstanceId),
    Refused(Refusal),
}

impl From<&Named> for Planned {
    fn from(named: &Named) -> Self {
        match named {
            Named::Instance(id) => Planned::Instance(Image::number(*id)),
            Named::Refused(refusal) => Planned::Refused(refusal.clone()),
        }
    }
}

/// The module `spectest`, with the parts that Embody accepts.
pub(super) struct Spectest {
    bytes: Vec<u8>,
    /// Text of the parts that are left out, and why each is.
    omitted: Vec<(&'static str, Refusal)>,
}

impl Spectest {
    /// Why it does not export a name that the specification gives it.
    fn lacks(&self, name: &str) -> Option<&Refusal> {
        let export = format!("(export \"{name}\")");
        self.omitted.iter().find(|(text, _)| text.contains(&export)).map(|(_, refusal)| refusal)
    }
}

/// Makes `spectest`.
pub(super) fn spectest() -> Result<Spectest> {
    let mut omitted = Vec::new();
    let close = SPECTEST.rfind(')').context("`spectest` has no end")?;
    let mut parts = SPECTEST[..close].split("\n;; if accepted\n");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let encode = |text: &str| -> Result<Vec<u8>> {
        let text = format!("{text})");
        let buffer = wast::parser::ParseBuffer::new(&text)?;
        Ok(wast::parser::parse::<wast::Wat<'_>>(&buffer)?.encode()?)
    };
    for part in parts {
        match parse::parse_module(&encode(&format!("(module {part}"))?) {
            Ok(_) => text += part,
            Err(error) => omitted.push((part, Refusal::from(error))),
        }
    }
    Ok(Spectest { bytes: encode(&text)?, omitted })
}

/// Links a file. None if a module turned out to be one that cannot be used, which is known now.
pub(super) fn link<'a>(
    script: &'a Script<'_>,
    spectest: &'a Spectest,
    given: Option<&Given<'a>>,
    known: &mut Known,
) -> Result<Option<LinkedScript<'a>>> {
    let mut names = Names::new(spectest);
    let mut linker = CoreLinker::default();
    let host = linker.instantiate(parse::parse_module(&spectest.bytes)?, |_| None)?;
    names.registered.insert(SPECTEST_NAME, Named::Instance(host));
    let (mut planned, mut origins) = (Vec::new(), vec![None]);
    if let Some(given) = given {
        let module = parse::parse_module(given.module)?;
        let id = linker.instantiate(module, |name| (name == SPECTEST_NAME).then_some(host))?;
        names.instances.insert(given.name, Named::Instance(id));
        origins.push(None);
    }
    for (at, directive) in script.directives.iter().enumerate() {
        let plan = match names.source(directive) {
            Source::None => names.meant(directive),
            Source::Missing => Planned::Refused(Refusal::Wrong("no module has this name".into())),
            Source::Module(binary) => {
                if let Some(sizes) = known.sizes.get(&at) {
                    (0..).zip(&sizes.memories).for_each(|(number, pages)| linker.memory_has(number, *pages));
                    (0..).zip(&sizes.tables).for_each(|(number, len)| linker.table_has(number, *len));
                }
                let made = make(&mut linker, &names, binary, known.refused.get(&at));
                let Some(made) = made.unwrap_or_else(|refusal| {
                    known.refused.insert(at, refusal);
                    None
                }) else {
                    return Ok(None);
                };
                if let Made::Instance(_) = made {
                    origins.push(Some(at));
                }
                names.bind(&directive.what, &made);
                made.into()
            }
        };
        planned.push(plan);
    }
    Ok(Some(LinkedScript { image: linker.finish()?, planned, origins }))
}

/// What became of a module.
enum Made {
    Instance(InstanceId),
    Unlinkable(String),
    Refused(Refusal),
}

impl From<Made> for Planned {
    fn from(made: Made) -> Self {
        match made {
            Made::Instance(id) => Planned::Instance(Image::number(id)),
            Made::Unlinkable(why) => Planned::Unlinkable(why),
            Made::Refused(refusal) => Planned::Refused(refusal),
        }
    }
}

/// Instantiates a module in the image.
///
/// An error is a refusal that leaves half an instance in the image: linking has to start again.
fn make<'a>(
    linker: &mut CoreLinker<'a>,
    names: &Names<'a>,
    binary: &'a Result<Vec<u8>, String>,
    refused: Option<&Refusal>,
) -> Result<Option<Made>, Refusal> {
    let refuse = |refusal| Ok(Some(Made::Refused(refusal)));
    if let Some(refusal) = refused {
        return refuse(refusal.clone());
    }
    let bytes = match binary {
        Ok(bytes) => bytes,
        Err(error) => return refuse(Refusal::Wrong(format!("cannot be encoded: {error}"))),
    };
    let module = match parse::parse_module(bytes) {
        Ok(module) => module,
        Err(error) => return refuse(Refusal::from(error)),
    };
    for import in &module.imports {
        if let Some(Named::Refused(refusal)) = names.imported(import.module) {
            return refuse(refusal.clone());
        }
        if let (SPECTEST_NAME, Some(refusal)) = (import.module, names.spectest.lacks(import.name)) {
            return refuse(refusal.clone());
        }
    }
    let provider = |name: &str| match names.imported(name) {
        Some(Named::Instance(id)) => Some(*id),
        _ => None,
    };
    match linker.instantiate(module, provider) {
        Ok(id) => Ok(Some(Made::Instance(id))),
        Err(error) if error.kind == ErrorKind::Invalid => Ok(Some(Made::Unlinkable(error.message))),
        Err(error) => Err(Refusal::from(error)),
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error.kind {
            ErrorKind::Unsupported | ErrorKind::Limit => Refusal::Unsupported(error.message),
            ErrorKind::Invalid | ErrorKind::Import | ErrorKind::Bug | ErrorKind::Io => {
                Refusal::Wrong(error.to_string())
            }
        }
    }
}

/// What names mean.
struct Names<'a> {
    spectest: &'a Spectest,
    /// The instance that was made last.
    current: Option<Named>,
    instances: HashMap<&'a str, Named>,
    registered: HashMap<&'a str, Named>,
    definitions: HashMap<Option<&'a str>, &'a Result<Vec<u8>, String>>,
}

/// Where a directive's module comes from.
enum Source<'a> {
    /// It makes no instance.
    None,
    /// It names a definition that does not exist.
    Missing,
    /// From here.
    Module(&'a Result<Vec<u8>, String>),
}

impl<'a> Names<'a> {
    fn new(spectest: &'a Spectest) -> Self {
        let (instances, registered, definitions) = Default::default();
        Self { spectest, current: None, instances, registered, definitions }
    }

    /// What a module imports under a name. Wasmtime's files rely on it that an instance's own name is one.
    fn imported(&self, name: &str) -> Option<&Named> {
        self.registered.get(name).or_else(|| self.instances.get(name))
    }

    /// The module that a directive makes an instance of. Definitions are noted.
    fn source(&mut self, directive: &'a Directive<'_>) -> Source<'a> {
        let binary = directive.binary.as_ref();
        match &directive.what {
            WastDirective::ModuleDefinition(wat) => {
                let name = wat.name();
                if let Some(binary) = binary {
                    self.definitions.insert(None, binary);
                    self.definitions.insert(name.as_ref().map(name_of), binary);
                }
                Source::None
            }
            WastDirective::ModuleInstance { module, .. } => {
                let found = self.definitions.get(&module.as_ref().map(name_of));
                found.map_or(Source::Missing, |binary| Source::Module(binary))
            }
            WastDirective::Module(_)
            | WastDirective::AssertUnlinkable { .. }
            | WastDirective::AssertTrap { exec: WastExecute::Wat(_), .. }
            | WastDirective::AssertException { exec: WastExecute::Wat(_), .. }
            | WastDirective::AssertReturn { exec: WastExecute::Wat(_), .. } => {
                binary.map_or(Source::Missing, Source::Module)
            }
            _ => Source::None,
        }
    }

    /// What a directive without a module means, after which `register` has taken effect.
    fn meant(&mut self, directive: &'a Directive<'_>) -> Planned {
        let module = match &directive.what {
            WastDirective::Register { module, .. } => module,
            WastDirective::Invoke(call) | WastDirective::AssertExhaustion { call, .. } => &call.module,
            WastDirective::AssertReturn { exec, .. }
            | WastDirective::AssertTrap { exec, .. }
            | WastDirective::AssertException { exec, .. } => match exec {
                WastExecute::Invoke(call) => &call.module,
                WastExecute::Get { module, .. } => module,
                WastExecute::Wat(_) => return Planned::Nothing,
            },
            WastDirective::Thread(thread) if thread.shared_module.is_some() => &thread.shared_module,
            _ => return Planned::Nothing,
        };
        let named = match module {
            Some(id) => self.instances.get(name_of(id)),
            None => self.current.as_ref(),
        };
        let Some(named) = named.cloned() else {
            return Planned::Refused(Refusal::Wrong("no instance has this name".into()));
        };
        let planned = Planned::from(&named);
        if let WastDirective::Register { name, .. } = &directive.what {
            self.registered.insert(name, named);
        }
        planned
    }

    /// Gives a new instance its name. One that is expected to fail gets none.
    fn bind(&mut self, directive: &'a WastDirective<'_>, made: &Made) {
        let id = match directive {
            WastDirective::Module(wat) => match wat {
                wast::QuoteWat::Wat(wast::Wat::Module(module)) => module.id.as_ref(),
                _ => None,
            },
            WastDirective::ModuleInstance { instance, .. } => instance.as_ref(),
            _ => return,
        };
        let named = match made {
            Made::Instance(id) => Named::Instance(*id),
            Made::Unlinkable(why) => {
                Named::Refused(Refusal::Wrong(format!("its module does not link: {why}")))
            }
            Made::Refused(refusal) => Named::Refused(refusal.clone()),
        };
        if let Some(id) = id {
            self.instances.insert(name_of(id), named.clone());
        }
        self.current = Some(named);
    }
}

fn name_of<'n>(id: &Id<'n>) -> &'n str {
    id.name()
}
