//! What the definition of a type must know about the values in it.

use std::cell::RefCell;
use std::collections::HashMap;

use wit_parser::{Handle, Resolve, Type, TypeDefKind, TypeId};

/// What values of a type hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fact {
    /// A string, list or map: the type is not `Copy`, and its values are not copied as bytes.
    pub(crate) has_pointer: bool,
    /// A float: the type is neither `Eq` nor `Hash`.
    pub(crate) has_float: bool,
    /// A map: the type is not `Hash`.
    pub(crate) has_map: bool,
    /// A handle that owns: the type can be moved, and nothing more is known of it.
    pub(crate) has_own: bool,
    /// A handle that borrows.
    pub(crate) has_borrow: bool,
}

impl Fact {
    fn or(self, other: Self) -> Self {
        Self {
            has_pointer: self.has_pointer | other.has_pointer,
            has_float: self.has_float | other.has_float,
            has_map: self.has_map | other.has_map,
            has_own: self.has_own | other.has_own,
            has_borrow: self.has_borrow | other.has_borrow,
        }
    }
}

/// Facts of the types of a world, each computed once.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    resolve: &'a Resolve,
    known: RefCell<HashMap<TypeId, Fact>>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(resolve: &'a Resolve) -> Self {
        Self { resolve, known: RefCell::default() }
    }

    /// Facts of a type.
    pub(crate) fn of(&self, ty: &Type) -> Fact {
        match ty {
            Type::String => Fact { has_pointer: true, ..Fact::default() },
            Type::F32 | Type::F64 => Fact { has_float: true, ..Fact::default() },
            Type::Id(id) => self.of_id(*id),
            _ => Fact::default(),
        }
    }

    /// Facts of a defined type.
    pub(crate) fn of_id(&self, id: TypeId) -> Fact {
        if let Some(fact) = self.known.borrow().get(&id) {
            return *fact;
        }
        let fact =
            children(&self.resolve.types[id].kind).map(|ty| self.of(&ty)).fold(Fact::default(), Fact::or);
        let fact = match self.resolve.types[id].kind {
            TypeDefKind::List(_) => Fact { has_pointer: true, ..fact },
            TypeDefKind::Handle(Handle::Own(_)) => Fact { has_own: true, ..fact },
            TypeDefKind::Handle(Handle::Borrow(_)) => Fact { has_borrow: true, ..fact },
            TypeDefKind::Map(..) => Fact { has_pointer: true, has_map: true, ..fact },
            _ => fact,
        };
        self.known.borrow_mut().insert(id, fact);
        fact
    }
}

/// The types that a definition names, in order.
pub(crate) fn children(kind: &TypeDefKind) -> impl Iterator<Item = Type> {
    let mut out = Vec::new();
    match kind {
        TypeDefKind::Record(record) => out.extend(record.fields.iter().map(|f| f.ty)),
        TypeDefKind::Tuple(tuple) => out.extend(&tuple.types),
        TypeDefKind::Variant(variant) => out.extend(variant.cases.iter().filter_map(|c| c.ty)),
        TypeDefKind::Option(ty)
        | TypeDefKind::List(ty)
        | TypeDefKind::FixedLengthList(ty, _)
        | TypeDefKind::Type(ty) => {
            out.push(*ty);
        }
        TypeDefKind::Result(result) => out.extend(result.ok.iter().chain(&result.err)),
        TypeDefKind::Map(key, value) => out.extend([*key, *value]),
        TypeDefKind::Future(ty) | TypeDefKind::Stream(ty) => out.extend(ty),
        TypeDefKind::Enum(_)
        | TypeDefKind::Flags(_)
        | TypeDefKind::Handle(_)
        | TypeDefKind::Resource
        | TypeDefKind::Unknown => {}
    }
    out.into_iter()
}
