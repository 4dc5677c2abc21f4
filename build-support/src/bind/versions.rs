//! Versions of one interface, of which the newest stands for all that a component imports.
//!
//! In: the interfaces that a world imports and exports. Out: which of them are one to its host: those of one package whose
//! versions are compatible (`1.0.0` and `1.2.0`, `0.2.0` and `0.2.6`), if what they have of the same name is the same. A
//! component may have each of them in part only, so that together they have what any of them has.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::TokenStream;
use wit_parser::{Function, Handle, InterfaceId, PackageName, Resolve, Type, TypeDefKind, TypeId, TypeOwner};

use super::handles::origin;
use super::rust_types::is_nominal;
use super::world::Group;

/// What versions of an interface are compared by: the package, the versions that it is compatible with, its name.
type Track = (String, String, String);

/// Which interfaces stand for others.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// For each interface that is united with others: the newest.
    newest: HashMap<InterfaceId, InterfaceId>,
}

impl Versions {
    /// Those of the imported groups that are one to the host; `existing` is what a user says to be there already.
    pub(super) fn of(
        resolve: &Resolve,
        (imports, exports): (&[Group<'_>], &[Group<'_>]),
        existing: impl Fn(&str) -> Option<TokenStream>,
    ) -> Self {
        let mut tracks: HashMap<Track, Vec<&Group<'_>>> = HashMap::new();
        for group in imports {
            let is_exported = exports.iter().any(|other| other.interface == group.interface);
            if let Some(track) = track(resolve, group).filter(|_| !is_exported) {
                tracks.entry(track).or_default().push(group);
            }
        }
        let mut sets: Vec<Vec<InterfaceId>> = Vec::new();
        for mut groups in tracks.into_values().filter(|groups| groups.len() > 1) {
            groups.sort_by(|a, b| version(resolve, b).cmp(&version(resolve, a)));
            let paths = groups.iter().filter_map(|group| existing(group.name.as_deref()?));
            let paths: BTreeSet<String> = paths.map(|path| path.to_string()).collect();
            if paths.len() < 2 {
                sets.push(groups.iter().filter_map(|group| group.interface).collect());
            }
        }
        // What one interface has of another is the same if the other's versions are one. Assuming so of all, those that turn
        // out to differ are left out until none does.
        loop {
            let mut versions = Self::default();
            for set in &sets {
                versions.newest.extend(set.iter().map(|id| (*id, set[0])));
            }
            let before = sets.len();
            sets.retain(|set| versions.agree(resolve, set));
            if sets.len() == before {
                return versions;
            }
        }
    }

    /// The groups with those united that are one.
    pub(super) fn unite<'a>(&self, groups: Vec<Group<'a>>) -> Vec<Group<'a>> {
        let (newest, older): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| {
            group.interface.is_none_or(|id| self.newest.get(&id).is_none_or(|n| *n == id))
        });
        let mut out: Vec<Group<'a>> = newest;
        for group in older {
            let Group { name: Some(name), interface: Some(id), functions, .. } = group else { continue };
            let into = self.newest.get(&id);
            if let Some(found) = out.iter_mut().find(|group| group.interface.as_ref() == into) {
                found.older.push((name, id));
                found.functions.extend(functions);
                found.functions.sort_by_key(|(number, _)| *number);
            }
        }
        out
    }

    /// Whether interfaces have the same where they have something of the same name.
    fn agree(&self, resolve: &Resolve, set: &[InterfaceId]) -> bool {
        let pairs = set.iter().enumerate().flat_map(|(i, a)| set[i + 1..].iter().map(move |b| (*a, *b)));
        pairs.into_iter().all(|(a, b)| {
            let (a, b) = (&resolve.interfaces[a], &resolve.interfaces[b]);
            let pair = Pair { resolve, versions: self };
            a.types.iter().all(|(name, a)| {
                b.types.get(name).is_none_or(|b| {
                    let (a, b) = (&resolve.types[*a].kind, &resolve.types[*b].kind);
                    pair.kinds(a, b)
                })
            }) && a
                .functions
                .iter()
                .all(|(name, a)| b.functions.get(name).is_none_or(|b| pair.functions(a, b)))
        })
    }

    /// Whether two interfaces are one to the host.
    fn are_one(&self, a: InterfaceId, b: InterfaceId) -> bool {
        a == b || self.newest.get(&a).is_some_and(|newest| self.newest.get(&b) == Some(newest))
    }
}

/// The suffix that a package's module has: a version if the world has others that are not one with it.
pub(super) fn suffix(resolve: &Resolve, group: &Group<'_>, groups: &[(bool, &Group<'_>)]) -> Option<String> {
    let (package, own_track, _) = track(resolve, group)?;
    let of_package = |(_, other): &&(bool, &Group<'_>)| {
        let id = other.interface.and_then(|id| resolve.interfaces[id].package);
        id.is_some_and(|id| same_package(&resolve.packages[id].name, &package))
    };
    let others: Vec<_> = groups.iter().filter(of_package).collect();
    // Two of one name in one track are not one, since those that are have become one group.
    let mut seen = BTreeSet::new();
    let tracks: Vec<_> = others.iter().map(|(imported, other)| (*imported, track(resolve, other))).collect();
    let is_own = |track: &Track| track.1 == own_track;
    let is_apart = tracks.iter().any(|(imported, track)| {
        track.as_ref().is_some_and(|track| is_own(track) && !seen.insert((*imported, track.2.clone())))
    });
    let is_alone = tracks.iter().all(|(_, track)| track.as_ref().is_some_and(is_own));
    let versions = others.iter().filter(|(_, other)| track(resolve, other).as_ref().is_some_and(is_own));
    let versions = versions.filter_map(|(_, other)| version(resolve, other));
    match (is_apart, is_alone) {
        (true, _) => {
            let differ = others.iter().any(|(_, other)| version(resolve, other) != version(resolve, group));
            version(resolve, group).filter(|_| differ).map(ToString::to_string)
        }
        (false, true) => None,
        (false, false) => versions.max().map(ToString::to_string),
    }
}

fn same_package(name: &PackageName, package: &str) -> bool {
    format!("{}:{}", name.namespace, name.name) == package
}

/// Package, compatible versions and name of a group's interface, if it has a version.
fn track(resolve: &Resolve, group: &Group<'_>) -> Option<Track> {
    let (name, id) = group.name.as_deref().zip(group.interface)?;
    let package = &resolve.packages[resolve.interfaces[id].package?].name;
    let (track, _) = PackageName::version_compat_track(package.version.as_ref()?);
    let (_, interface) = name.split_once('/')?;
    let interface = interface.split_once('@').map_or(interface, |(interface, _)| interface);
    Some((format!("{}:{}", package.namespace, package.name), track.to_string(), interface.to_owned()))
}

/// The version of a group's package.
fn version<'a>(resolve: &'a Resolve, group: &Group<'_>) -> Option<&'a (impl Ord + ToString + use<>)> {
    let package = resolve.interfaces[group.interface?].package?;
    resolve.packages[package].name.version.as_ref()
}

/// Compares what two versions have.
struct Pair<'a> {
    resolve: &'a Resolve,
    versions: &'a Versions,
}

impl Pair<'_> {
    fn functions(&self, a: &Function, b: &Function) -> bool {
        a.kind.is_async() == b.kind.is_async()
            && a.params.len() == b.params.len()
            && a.params.iter().zip(&b.params).all(|(a, b)| a.name == b.name && self.types(&a.ty, &b.ty))
            && self.payloads(a.result.as_ref(), b.result.as_ref())
    }

    fn payloads(&self, a: Option<&Type>, b: Option<&Type>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => self.types(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    fn types(&self, a: &Type, b: &Type) -> bool {
        match (a, b) {
            (Type::Id(a), Type::Id(b)) => self.ids(*a, *b),
            (a, b) => a == b,
        }
    }

    fn ids(&self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (origin(self.resolve, a), origin(self.resolve, b));
        if a == b {
            return true;
        }
        let (a, b) = (&self.resolve.types[a], &self.resolve.types[b]);
        let has_name = |kind: &TypeDefKind| is_nominal(kind) || matches!(kind, TypeDefKind::Resource);
        if !has_name(&a.kind) && !has_name(&b.kind) {
            return self.kinds(&a.kind, &b.kind);
        }
        // What they are is compared where they are defined.
        match (a.owner, b.owner) {
            (TypeOwner::Interface(of_a), TypeOwner::Interface(of_b)) => {
                a.name == b.name && self.versions.are_one(of_a, of_b)
            }
            _ => false,
        }
    }

    fn kinds(&self, a: &TypeDefKind, b: &TypeDefKind) -> bool {
        use TypeDefKind::{
            Enum, FixedLengthList, Flags, Future, List, Map, Option, Record, Resource, Result, Stream, Tuple,
            Variant,
        };
        match (a, b) {
            (Record(a), Record(b)) => {
                let pairs = || a.fields.iter().zip(&b.fields);
                a.fields.len() == b.fields.len()
                    && pairs().all(|(a, b)| a.name == b.name && self.types(&a.ty, &b.ty))
            }
            (Variant(a), Variant(b)) => {
                let same = |a: &wit_parser::Case, b: &wit_parser::Case| {
                    a.name == b.name && self.payloads(a.ty.as_ref(), b.ty.as_ref())
                };
                a.cases.len() == b.cases.len() && a.cases.iter().zip(&b.cases).all(|(a, b)| same(a, b))
            }
            (Enum(a), Enum(b)) => a.cases.iter().map(|c| &c.name).eq(b.cases.iter().map(|c| &c.name)),
            (Flags(a), Flags(b)) => a.flags.iter().map(|f| &f.name).eq(b.flags.iter().map(|f| &f.name)),
            (Tuple(a), Tuple(b)) => {
                a.types.len() == b.types.len() && a.types.iter().zip(&b.types).all(|(a, b)| self.types(a, b))
            }
            (Option(a), Option(b)) | (List(a), List(b)) => self.types(a, b),
            (FixedLengthList(a, a_len), FixedLengthList(b, b_len)) => a_len == b_len && self.types(a, b),
            (Map(a, a_value), Map(b, b_value)) => self.types(a, b) && self.types(a_value, b_value),
            (Result(a), Result(b)) => {
                self.payloads(a.ok.as_ref(), b.ok.as_ref()) && self.payloads(a.err.as_ref(), b.err.as_ref())
            }
            (Future(a), Future(b)) | (Stream(a), Stream(b)) => self.payloads(a.as_ref(), b.as_ref()),
            (TypeDefKind::Handle(Handle::Own(a)), TypeDefKind::Handle(Handle::Own(b)))
            | (TypeDefKind::Handle(Handle::Borrow(a)), TypeDefKind::Handle(Handle::Borrow(b))) => {
                self.ids(*a, *b)
            }
            (TypeDefKind::Type(a), TypeDefKind::Type(b)) => self.types(a, b),
            (Resource, Resource) => true,
            _ => false,
        }
    }
}
