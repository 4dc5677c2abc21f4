//! Refuses, by name and WIT path, what wrappers cannot express yet.
//!
//! All findings are reported together, so that whoever ports a component sees at once what stands in the way: as one error
//! ([`check`]), or each with its place ([`refusals`]).

use std::collections::HashSet;

use embody_abi::canonical::layout;
use embody_abi::limits::MAX_INLINE_VALUE_BYTES;
use wit_parser::{Function, Resolve, Type, TypeDefKind, TypeId};

use super::facts::{Facts, children};
use super::flat::FlatTypes;
use super::wide::is_wide;
use super::world::World;
use crate::error::{Error, ErrorKind, Result};

/// Elements of the largest tuple that the runtime knows.
const MAX_TUPLE: usize = 17;
/// As [`MAX_TUPLE`], inside of a type of its own: the standard library has `Debug` and the like up to here.
const MAX_TUPLE_INSIDE: usize = 12;

/// Something that wrappers cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is, by the name that its specification gives it.
    pub what: String,
    /// Who needs it: a function or type, and its interface.
    pub user: String,
}

/// Checks that all of a world is supported.
///
/// # Errors
/// If something is not, naming each such thing.
pub(crate) fn check(world: &World) -> Result<()> {
    let found: Vec<_> =
        refusals(world).iter().map(|refusal| format!("{} ({})", refusal.what, refusal.user)).collect();
    if found.is_empty() {
        return Ok(());
    }
    Err(Error { kind: ErrorKind::Unsupported, message: found.join("; "), offset: None })
}

/// All of a world that wrappers cannot express.
pub(crate) fn refusals(world: &World) -> Vec<Refusal> {
    let mut check = Check {
        resolve: &world.resolve,
        types: FlatTypes::new(&world.resolve),
        facts: Facts::new(&world.resolve),
        seen: HashSet::new(),
        found: Vec::new(),
    };
    for group in world.imports().iter().chain(&world.exports()) {
        let place = group.name.as_deref().unwrap_or("the world");
        if let Some(id) = group.interface {
            for (name, ty) in &world.resolve.interfaces[id].types {
                check.named(place, name, *ty);
            }
        }
        for (_, function) in &group.functions {
            check.function(place, function);
        }
    }
    for (name, id) in world.root_types() {
        check.named("the world", &name, id);
    }
    check.found
}

struct Check<'a> {
    resolve: &'a Resolve,
    types: FlatTypes<'a>,
    facts: Facts<'a>,
    /// Types, and whether it was inside of a type of its own that they were seen.
    seen: HashSet<(TypeId, bool)>,
    found: Vec<Refusal>,
}

impl Check<'_> {
    fn refuse(&mut self, what: impl Into<String>, user: &str) {
        self.found.push(Refusal { what: what.into(), user: user.to_owned() });
    }

    fn named(&mut self, place: &str, name: &str, id: TypeId) {
        let user = format!("type `{name}` of {place}");
        self.ty(&user, &Type::Id(id), false);
    }

    fn function(&mut self, place: &str, function: &Function) {
        let user = format!("function `{}` of {place}", function.name);
        if function.kind.is_async() {
            self.refuse("async functions", &user);
        }
        for param in &function.params {
            self.ty(&user, &param.ty, false);
        }
        if let Some(ty) = &function.result {
            self.ty(&user, ty, false);
        }
        let types = function.params.iter().map(|param| &param.ty);
        let has_handle = |ty| {
            let fact = self.facts.of(ty);
            fact.has_own || fact.has_borrow
        };
        if is_wide(function) && types.clone().any(has_handle) {
            self.refuse("handles among more than sixteen parameters", &user);
        }
    }

    fn ty(&mut self, user: &str, ty: &Type, inside: bool) {
        let id = match ty {
            Type::ErrorContext => return self.refuse("`error-context`", user),
            Type::Id(id) if self.seen.insert((*id, inside)) => *id,
            _ => return,
        };
        let kind = &self.resolve.types[id].kind;
        let what = match kind {
            TypeDefKind::Future(_) => "`future`",
            TypeDefKind::Stream(_) => "`stream`",
            TypeDefKind::Tuple(tuple) if tuple.types.len() > MAX_TUPLE => {
                "tuples of more than seventeen elements"
            }
            TypeDefKind::Tuple(tuple) if inside && tuple.types.len() > MAX_TUPLE_INSIDE => {
                "tuples of more than twelve elements inside of other types"
            }
            TypeDefKind::Unknown => "a type of unknown structure",
            _ => "",
        };
        if !what.is_empty() {
            self.refuse(what, user);
        }
        let abi = self.types.ty(ty);
        if layout(self.types.table(), abi).size > MAX_INLINE_VALUE_BYTES {
            self.refuse(format!("values of more than {MAX_INLINE_VALUE_BYTES} bytes in place"), user);
        }
        let inside = inside || matches!(kind, TypeDefKind::Record(_) | TypeDefKind::Variant(_));
        for child in children(kind) {
            self.ty(user, &child, inside);
        }
    }
}
