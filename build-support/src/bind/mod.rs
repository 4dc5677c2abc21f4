//! Typed Rust wrappers of a component, generated from its WIT world.
//!
//! In: a [`World`], which [`decode`] reads from a component, and the component's lowerings. Out: the part of an expansion
//! that is the same on every target: types, `Host` traits, [`Instance`](mod@exports) with its methods, constant indices.
//! What is not supported is refused here by name and WIT path, all of it at once. Absent by design: anything that depends
//! on the target or on compiled code, and any knowledge of files.
//!
//! The tree of modules that comes out is the one of design section 1; paths into the runtime are made by
//! [`quotes`] alone.

use std::fmt;

use proc_macro2::TokenStream;

pub mod decode;
pub mod derive;
pub mod flat;
pub mod world;

mod choices;
mod convert;
mod define;
mod docs;
mod errors;
mod exports;
mod facts;
pub(crate) mod flags;
mod functions;
mod given;
mod handles;
mod idents;
mod imports;
mod linkage;
mod linker;
mod modules;
mod order;
mod quotes;
mod resources;
mod rust_types;
pub(crate) mod scope;
mod supported;
mod versions;
mod wasi;
mod wide;

pub(crate) use choices::Chosen;
pub(crate) use choices::unknown;
pub use choices::{ChoiceError, Choices, Named, Params, TypeChoices};
pub use linkage::Linkage;
use modules::Modules;
pub use quotes::RuntimePath;
use scope::Scope;
pub use supported::Refusal;
pub use wasi::Wasi;
pub use world::{ListedFunction, World};

use crate::error::{Error, ErrorKind, Result};

/// What the wrappers are generated from, besides the world.
#[derive(Clone, Debug)]
pub struct BindOptions {
    /// Where the runtime crate is.
    pub runtime: RuntimePath,
    /// The numbers of the component's code.
    pub linkage: Linkage,
    /// What a user chose.
    pub choices: Choices,
}

/// What stands in the way of wrappers.
#[derive(Clone, Debug)]
pub enum BindError {
    /// Something about the component.
    Component(Error),
    /// Something that a user chose.
    Choice(ChoiceError),
}

impl BindError {
    /// Whose fault it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Component(error) => error.kind,
            Self::Choice(_) => ErrorKind::Invalid,
        }
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Component(error) => error.fmt(f),
            Self::Choice(error) => f.write_str(&error.message),
        }
    }
}

impl std::error::Error for BindError {}

impl From<Error> for BindError {
    fn from(error: Error) -> Self {
        Self::Component(error)
    }
}

impl From<ChoiceError> for BindError {
    fn from(error: ChoiceError) -> Self {
        Self::Choice(error)
    }
}

/// Checks that wrappers can be generated for all of a world.
///
/// # Errors
/// If not, naming each thing that is not supported, with its WIT path.
pub fn check(world: &World) -> Result<()> {
    supported::check(world)
}

/// All of a world that [`check`] would name.
#[must_use]
pub fn refusals(world: &World) -> Vec<Refusal> {
    supported::refusals(world)
}

/// Generates the wrappers of a world.
///
/// The tokens expect a module `__image` beside them, with a type `Image`, a static `IMAGE` and a constant `META`.
///
/// # Errors
/// If the world uses what is not supported, or the lowerings are not of this world.
pub fn bind(world: &World, options: &BindOptions) -> Result<TokenStream, BindError> {
    check(world)?;
    let chosen = Chosen::new(&options.choices);
    let imported = world.import_names();
    chosen.check_imports(&imported)?;
    options.choices.wasi.check(&chosen.others(&imported))?;
    let scope = Scope::new(world, &options.linkage, chosen);
    scope.check_existing()?;
    errors::check_host_errors(&scope)?;
    let lowerings = &options.linkage.lowerings;
    let mut modules = Modules::default();
    define::types(&scope, &mut modules);
    imports::traits(&scope, &mut modules);
    exports::instance(&scope, lowerings, &mut modules);
    exports::views(&scope, &mut modules);
    exports::indices(&scope, &mut modules);
    imports::host_calls(&scope, lowerings, &mut modules)?;
    wide::structs(&scope, &mut modules);
    module_docs(&scope, &mut modules);
    scope.chosen.check_used(&scope.names())?;
    Ok(modules.render(&options.runtime))
}

/// Generates the types and `Host` traits of what a world imports.
///
/// # Errors
/// If the world uses what is not supported.
pub fn interfaces(world: &World, options: &BindOptions) -> Result<TokenStream, BindError> {
    check(world)?;
    let scope = Scope::new(world, &options.linkage, Chosen::new(&options.choices));
    errors::check_host_errors(&scope)?;
    let mut modules = Modules::default();
    define::types(&scope, &mut modules);
    imports::traits(&scope, &mut modules);
    linker::add_to_linker(&scope, &mut modules);
    module_docs(&scope, &mut modules);
    scope.chosen.check_used(&scope.names())?;
    Ok(modules.render(&options.runtime))
}

/// Documents the modules of the tree.
fn module_docs(scope: &Scope<'_>, modules: &mut Modules) {
    let path = |name: &str| [idents::ident(name)];
    modules.document(&path("imports"), docs::text("What the component imports, and its host implements."));
    modules.document(&path("exports"), docs::text("Types of the interfaces that the component exports."));
    for (imported, groups) in [(true, &scope.imports), (false, &scope.exports)] {
        for group in groups {
            let Some((name, id)) = group.name.as_ref().zip(group.interface) else { continue };
            let path = scope.module(imported, group);
            let own = &scope.resolve().interfaces[id].docs;
            modules.document(&path, docs::docs(own, &format!("The interface `{name}`.")));
            for depth in 2..path.len() {
                let package = name.split('/').next().unwrap_or_default();
                modules.document(&path[..depth], docs::text(&format!("Interfaces of `{package}`.")));
            }
        }
    }
}
