//! Parsing: bytes become a validated component whose parts are named by index.
//!
//! In: the bytes of a component. Out: [`Parsed`]: core modules, nested components, and for each component the list of
//! its definitions in order, which the linker evaluates. Validation is wasmparser's; what is valid and not supported is
//! refused where it is met, by name and byte offset. This phase resolves no index.

mod core;
pub mod module;
mod section;
pub mod types;

use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentEntityType, ComponentFuncTypeId, ComponentInstanceTypeId, ResourceId,
};
use wasmparser::types::Types;
use wasmparser::{
    CanonicalOption, ComponentExternalKind, ComponentOuterAliasKind, Encoding, ExternalKind, FuncType,
    Parser, Payload, Validator,
};

use self::core::ModuleBuilder;
use self::module::Module;
use crate::error::{Error, ErrorKind, Result};
use crate::features::Features;

/// A component, parsed.
pub struct Parsed<'a> {
    /// Core modules, those of nested components too, in the order of their appearance.
    pub modules: Vec<Module<'a>>,
    /// Components, the nested ones first; the last is the root.
    pub components: Vec<Component<'a>>,
    /// The validator's types, in which type ids are looked up.
    pub types: Types,
    /// What the root's imports of core modules are: indices into `modules`, by name.
    pub given: Vec<(&'a str, usize)>,
}

impl<'a> Parsed<'a> {
    /// Gives a core module for an import of the root.
    ///
    /// # Errors
    /// If it is not a valid core module, or uses what is off or not supported.
    pub fn give(&mut self, name: &'a str, bytes: &'a [u8], features: Features) -> Result<()> {
        let module = parse_module_with(bytes, features).map_err(|error| Error {
            message: format!("in the core module given for `{name}`: {}", error.message),
            ..error
        })?;
        self.modules.push(module);
        self.given.push((name, self.modules.len() - 1));
        Ok(())
    }
}

/// A component's definitions, in order.
#[derive(Default)]
pub struct Component<'a> {
    /// The definitions. Each adds one item to one of the component's index spaces.
    pub definitions: Vec<Definition<'a>>,
}

/// One definition and the byte offset at which it stands.
pub struct Definition<'a> {
    /// What it defines.
    pub kind: DefinitionKind<'a>,
    /// Byte offset in the component.
    pub offset: usize,
}

/// What a definition defines.
pub enum DefinitionKind<'a> {
    /// A core module: an index into [`Parsed::modules`].
    CoreModule(usize),
    /// A core instance of a module: module index, and named arguments by core instance index.
    CoreInstantiate(u32, Vec<(&'a str, u32)>),
    /// A core instance made of items.
    CoreInstanceOf(Vec<(&'a str, ExternalKind, u32)>),
    /// A core item, exported by a core instance.
    CoreAlias(ExternalKind, u32, &'a str),
    /// A component: an index into [`Parsed::components`].
    Component(usize),
    /// An instance of a component.
    Instantiate {
        /// Index of the component.
        component: u32,
        /// Its imports.
        args: Vec<(&'a str, ItemRef)>,
        /// Type of the instance.
        ty: ComponentInstanceTypeId,
    },
    /// An instance made of items.
    InstanceOf(Vec<(&'a str, ItemRef)>),
    /// An item, exported by an instance.
    Alias(ComponentExternalKind, u32, &'a str),
    /// An item of an enclosing component: how many components out, and its index there.
    OuterAlias(ComponentOuterAliasKind, u32, u32),
    /// A resource type.
    Resource {
        /// The validator's id, which is one for all instances of the component.
        id: ResourceId,
        /// Index of the core function that drops its representations.
        destructor: Option<u32>,
    },
    /// An import.
    Import(&'a str, ComponentEntityType),
    /// An export, which is also an item of its own, of this type.
    Export(&'a str, ItemRef, ComponentEntityType),
    /// A core function lifted to a function.
    Lift {
        /// Index of the core function.
        core_func: u32,
        /// Type of the function.
        ty: ComponentFuncTypeId,
        /// Canonical options.
        options: Vec<CanonicalOption>,
    },
    /// A function lowered to a core function.
    Lower {
        /// Index of the function.
        func: u32,
        /// Type of the function.
        ty: ComponentFuncTypeId,
        /// Type of the core function.
        core_ty: FuncType,
        /// Canonical options.
        options: Vec<CanonicalOption>,
    },
    /// A core function that does something with handles to a resource.
    ResourceBuiltin {
        /// What it does.
        builtin: ResourceBuiltin,
        /// The resource type.
        resource: ResourceId,
        /// Type of the core function.
        core_ty: FuncType,
    },
    /// A core function that does something with the task that calls it, or with what tasks wait for.
    TaskBuiltin {
        /// What it does.
        builtin: TaskBuiltin,
        /// Type of the core function.
        core_ty: FuncType,
    },
}

/// An item of a component's index spaces. Types are known by the validator's ids.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "each variant is an index space")]
pub enum ItemRef {
    Func(u32),
    Instance(u32),
    Component(u32),
    Module(u32),
    Type(ComponentAnyTypeId),
    Value,
}

/// What a component does with handles to resources. Spec: `canon resource.new`, `resource.rep`, `resource.drop`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the function of its name")]
pub enum ResourceBuiltin {
    New,
    Rep,
    Drop,
}

/// What a component does with tasks, as far as it means something without asynchronous ones. Spec: the canonical function
/// of the same name; `context.*` have the number of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the function of its name")]
pub enum TaskBuiltin {
    ContextGet(u32),
    ContextSet(u32),
    BackpressureInc,
    BackpressureDec,
    TaskReturn,
    TaskCancel,
    ThreadYield,
    WaitableSetNew,
    WaitableSetWait,
    WaitableSetDrop,
    WaitableJoin,
    SubtaskCancel,
    SubtaskDrop,
}

impl TaskBuiltin {
    /// The name of its text format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ContextGet(_) => "context.get",
            Self::ContextSet(_) => "context.set",
            Self::BackpressureInc => "backpressure.inc",
            Self::BackpressureDec => "backpressure.dec",
            Self::TaskReturn => "task.return",
            Self::TaskCancel => "task.cancel",
            Self::ThreadYield => "thread.yield",
            Self::WaitableSetNew => "waitable-set.new",
            Self::WaitableSetWait => "waitable-set.wait",
            Self::WaitableSetDrop => "waitable-set.drop",
            Self::WaitableJoin => "waitable.join",
            Self::SubtaskCancel => "subtask.cancel",
            Self::SubtaskDrop => "subtask.drop",
        }
    }
}

/// Parses and validates a component that may use every proposal.
///
/// # Errors
/// If it is not a valid component, or uses what is not supported.
pub fn parse(bytes: &[u8]) -> Result<Parsed<'_>> {
    parse_with(bytes, Features::all())
}

/// Parses and validates a component.
///
/// # Errors
/// If it is not a valid component, or uses what is off or not supported.
pub fn parse_with(bytes: &[u8], features: Features) -> Result<Parsed<'_>> {
    match Parser::is_component(bytes) {
        true => Walk::parse(bytes, features),
        false if Parser::is_core_wasm(bytes) => Err(Error::invalid(
            0,
            "this is a core module, not a component: make one of it with `wasm-tools component new`",
        )),
        false => Err(Error::invalid(0, "this is not WebAssembly: the magic bytes `\\0asm` are missing")),
    }
}

/// [`parse_with`] of a component that imports these core modules, by name.
///
/// # Errors
/// As [`parse_with`] and [`Parsed::give`].
pub fn parse_given<'a>(
    bytes: &'a [u8],
    features: Features,
    modules: &'a [(String, Vec<u8>)],
) -> Result<Parsed<'a>> {
    let mut parsed = parse_with(bytes, features)?;
    for (name, module) in modules {
        parsed.give(name, module, features)?;
    }
    Ok(parsed)
}

/// All that parsing refuses of a component, rather than the first of it: at most one refusal for each section. It ends with
/// what is not valid.
#[must_use]
pub fn refusals(bytes: &[u8], features: Features) -> Vec<Error> {
    let mut found = Vec::new();
    if let Err(error) = parse_with(bytes, features) {
        let goes_on = error.kind == ErrorKind::Unsupported && Parser::is_component(bytes);
        match Walk::new(features).run(bytes, features, Some(&mut found)) {
            _ if !goes_on => found = vec![error],
            Err(last) => found.push(features.explain(bytes, last)),
            Ok(_) => {}
        }
    }
    found
}

/// Parses and validates a core module that may use every proposal.
///
/// # Errors
/// If it is not a valid core module, or uses what is not supported.
pub fn parse_module(bytes: &[u8]) -> Result<Module<'_>> {
    parse_module_with(bytes, Features::all())
}

/// Parses and validates a core module.
///
/// # Errors
/// If it is not a valid core module, or uses what is off or not supported.
pub fn parse_module_with(bytes: &[u8], features: Features) -> Result<Module<'_>> {
    if Parser::is_component(bytes) {
        return Err(Error::invalid(0, "this is a component, not a core module"));
    }
    let mut parsed = Walk::parse(bytes, features)?;
    parsed.modules.pop().ok_or_else(|| Error::bug("a module without a module"))
}

/// What is being parsed: modules and components nest.
enum Open<'a> {
    Module(Box<ModuleBuilder<'a>>),
    Component(Component<'a>),
}

/// Collects what is not supported, if it is to be collected.
fn collect(result: Result<()>, refused: &mut Option<&mut Vec<Error>>) -> Result<()> {
    match (result, refused) {
        (Err(error), Some(refused)) if error.kind == ErrorKind::Unsupported => {
            refused.push(error);
            Ok(())
        }
        (result, _) => result,
    }
}

struct Walk<'a> {
    validator: Validator,
    open: Vec<Open<'a>>,
    modules: Vec<Module<'a>>,
    components: Vec<Component<'a>>,
}

impl<'a> Walk<'a> {
    fn parse(bytes: &'a [u8], features: Features) -> Result<Parsed<'a>> {
        Self::new(features).run(bytes, features, None).map_err(|error| features.explain(bytes, error))
    }

    fn new(features: Features) -> Self {
        let validator = Validator::new_with_features(features.validated());
        Self { validator, open: Vec::new(), modules: Vec::new(), components: Vec::new() }
    }

    /// Goes through all the bytes. What is not supported ends that, unless it is to be collected in `refused`.
    fn run(
        mut self,
        bytes: &'a [u8],
        features: Features,
        mut refused: Option<&mut Vec<Error>>,
    ) -> Result<Parsed<'a>> {
        let mut parser = Parser::new(0);
        parser.set_features(features.validated());
        let mut types = None;
        for payload in parser.parse_all(bytes) {
            let payload = payload?;
            match self.validator.payload(&payload)? {
                wasmparser::ValidPayload::Func(to_validate, body) => {
                    let Some(Open::Module(module)) = self.open.last_mut() else {
                        return Err(Error::bug("a function body outside a module"));
                    };
                    let result = module.body(to_validate.into_validator(Default::default()), body);
                    collect(result, &mut refused)?;
                }
                wasmparser::ValidPayload::End(all) => types = Some(all),
                _ => {}
            }
            collect(self.payload(payload), &mut refused)?;
        }
        let types = types.ok_or_else(|| Error::bug("no types at the end of a component"))?;
        Ok(Parsed { modules: self.modules, components: self.components, types, given: Vec::new() })
    }

    fn payload(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::Version { encoding: Encoding::Module, range, .. } => {
                let offset = usize::try_from(range.start).unwrap_or(usize::MAX);
                self.open.push(Open::Module(Box::new(ModuleBuilder::new(offset))));
                Ok(())
            }
            Payload::Version { encoding: Encoding::Component, .. } => {
                self.open.push(Open::Component(Component::default()));
                Ok(())
            }
            Payload::End(end) => self.close(usize::try_from(end).unwrap_or(usize::MAX)),
            payload => match self.open.last_mut() {
                Some(Open::Module(module)) => module.section(payload),
                Some(Open::Component(component)) => section::add(component, &self.validator, payload),
                None => Err(Error::bug("a section outside everything")),
            },
        }
    }

    /// The innermost module or component ends; it is a definition of the one around it.
    fn close(&mut self, offset: usize) -> Result<()> {
        let kind = match self.open.pop() {
            None => return Err(Error::bug("an end of nothing")),
            Some(Open::Module(module)) => {
                self.modules.push(module.finish());
                DefinitionKind::CoreModule(self.modules.len() - 1)
            }
            Some(Open::Component(component)) => {
                self.components.push(component);
                DefinitionKind::Component(self.components.len() - 1)
            }
        };
        if let Some(Open::Component(outer)) = self.open.last_mut() {
            outer.definitions.push(Definition { kind, offset });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Vec<(ErrorKind, String)> {
        let bytes = wat::parse_str(text).unwrap();
        refusals(&bytes, Features::default()).into_iter().map(|error| (error.kind, error.message)).collect()
    }

    #[test]
    fn all_that_is_refused_is_found() {
        let modules = "(core module (type (struct))) (core module (type (array i8)))";
        let found = refused(&format!("(component {modules} (core func (canon error-context.drop)))"));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|(kind, _)| *kind == ErrorKind::Unsupported), "{found:?}");
        assert!(refused("(component)").is_empty());
    }

    #[test]
    fn what_is_not_valid_ends_the_search() {
        let invalid = "(core module (func (result i32)))";
        let struct_type = "(core module (type (struct)))";
        let kinds = |text: &str| refused(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        let both = [ErrorKind::Unsupported, ErrorKind::Invalid];
        assert_eq!(kinds(&format!("(component {struct_type} {invalid} {struct_type})")), both);
        assert_eq!(kinds(&format!("(component {invalid} {struct_type})")), [ErrorKind::Invalid]);
    }
}
