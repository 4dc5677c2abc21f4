//! Checks that compiled code and generated wrappers speak of the same functions.
//!
//! The wrappers come from the WIT world that is decoded from a component, the code from the component itself: two ways
//! of reading one file. An entry that is called with another signature than its own is undefined behaviour, so what the
//! two found is compared: every number, name and type.

use std::collections::HashSet;

use embody_abi::meta::Item;
use embody_abi::types::{FuncType, Type, TypeDef, TypeIndex, TypeTable};
use wit_parser::Function;

use crate::bind::decode::decode_parsed;
use crate::bind::flat::FlatTypes;
use crate::bind::scope::Scope;
use crate::bind::world::Group;
use crate::bind::{Choices, Chosen, Linkage};
use crate::emit::Artifact;
use crate::error::{Error, Result};
use crate::options::Options;
use crate::parse;

/// Compares an artifact with the world of its component.
///
/// # Errors
/// If they differ.
pub(super) fn check(component: &[u8], options: &Options, artifact: &Artifact) -> Result<()> {
    let parsed = parse::parse_given(component, options.features, &options.modules);
    let world = decode_parsed(component, &options.modules, &parsed)?;
    let linkage = Linkage::of_parsed(parsed?)?;
    let choices = Choices::default();
    let scope = Scope::new(&world, &linkage, Chosen::new(&choices));
    for (exporting, groups, items) in
        [(false, world.imports(), &artifact.world.imports), (true, world.exports(), &artifact.world.exports)]
    {
        let number = |id| scope.resource(id, exporting).map_or(u32::MAX, |resource| resource.number);
        let wit = FlatTypes::with_handles(&world.resolve, number);
        Comparison { wit, types: &artifact.world.types }.groups(&groups, items)?;
    }
    let lowerings = artifact.plan.lowerings.iter().map(|l| l.import);
    if !lowerings.eq(linkage.lowerings) {
        return Err(Error::bug("compiler and wrappers count lowerings differently"));
    }
    Ok(())
}

/// The WIT types, and those of the compiler.
struct Comparison<'a> {
    wit: FlatTypes<'a>,
    types: &'a TypeTable,
}

impl Comparison<'_> {
    fn groups(&mut self, groups: &[Group<'_>], items: &[(String, Item)]) -> Result<()> {
        for group in groups {
            let items = match &group.name {
                None => items,
                Some(name) => match items.iter().find(|(n, _)| n == name) {
                    Some((_, Item::Instance(items))) => items,
                    _ => return Err(differ(name)),
                },
            };
            for (number, function) in &group.functions {
                if !items
                    .iter()
                    .any(|(name, item)| *name == function.name && self.same_item(*number, function, item))
                {
                    return Err(differ(&function.name));
                }
            }
        }
        Ok(())
    }

    fn same_item(&mut self, number: u32, function: &Function, item: &Item) -> bool {
        let Item::Func { ty, index } = item else { return false };
        let own = self.wit.function(function);
        let mut pair = Pair { a: self.wit.table(), b: self.types, same: HashSet::new() };
        *index == number && pair.functions(&own, ty)
    }
}

fn differ(name: &str) -> Error {
    Error::bug(format!("compiler and wrappers understand `{name}` differently"))
}

/// Two tables, and which definitions of one are known to be those of the other.
struct Pair<'a> {
    a: &'a TypeTable,
    b: &'a TypeTable,
    same: HashSet<(TypeIndex, TypeIndex)>,
}

impl Pair<'_> {
    fn functions(&mut self, a: &FuncType, b: &FuncType) -> bool {
        a.params.len() == b.params.len()
            && a.params.iter().zip(&b.params).all(|(a, b)| self.types(a.1, b.1))
            && self.payloads(a.result, b.result)
    }

    fn payloads(&mut self, a: Option<Type>, b: Option<Type>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => self.types(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    fn types(&mut self, a: Type, b: Type) -> bool {
        let (Type::Defined(a), Type::Defined(b)) = (a, b) else { return a == b };
        if self.same.contains(&(a, b)) {
            return true;
        }
        let (Some(a_def), Some(b_def)) = (self.a.get(a), self.b.get(b)) else { return false };
        let same = self.definitions(a_def, b_def);
        if same {
            self.same.insert((a, b));
        }
        same
    }

    fn definitions(&mut self, a: &TypeDef, b: &TypeDef) -> bool {
        use TypeDef::{
            Borrow, Enum, FixedList, Flags, List, Map, Option, Own, Record, Result, Tuple, Variant,
        };
        match (a, b) {
            (Record(a), Record(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && self.types(a.1, b.1))
            }
            (Variant(a), Variant(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && self.payloads(a.1, b.1))
            }
            (Tuple(a), Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.types(*a, *b)),
            (Enum(a), Enum(b)) | (Flags(a), Flags(b)) => a == b,
            (Option(a), Option(b)) | (List(a), List(b)) => self.types(*a, *b),
            (FixedList(a, a_count), FixedList(b, b_count)) => a_count == b_count && self.types(*a, *b),
            (Map(a, a_value), Map(b, b_value)) => self.types(*a, *b) && self.types(*a_value, *b_value),
            (Result { ok: a, err: a_err }, Result { ok: b, err: b_err }) => {
                self.payloads(*a, *b) && self.payloads(*a_err, *b_err)
            }
            (Own(a), Own(b)) | (Borrow(a), Borrow(b)) => a == b,
            _ => false,
        }
    }
}
