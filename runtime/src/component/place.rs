//! Where in a function's type lifting or lowering is.
//!
//! Nearly all Rust types know how they cross the boundary. Handles of resources do not: whether one is own or borrow,
//! and of which resource, says the function's type alone. So types that have handles somewhere inside
//! ([`ComponentType::HANDLES`](super::ComponentType)) say before each of their parts where it stands; for all others a
//! place is never looked at.

use embody_abi::types::{Type, TypeDef};

use super::items::ComponentFunc;
use super::layout::Types;
use crate::{Result, bail};

/// A place in a function's type.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "it is for generated code")]
pub struct Place<'a> {
    /// The component's types; none if nothing is known.
    types: Option<&'a Types>,
    node: Node<'a>,
}

#[derive(Clone, Copy)]
enum Node<'a> {
    /// The parameters, in a row.
    Params(&'a [(String, Type)]),
    /// The result, as the only one in a row.
    Results(Option<Type>),
    /// A value's type.
    Value(Type),
}

/// The type of a handle, with the resource's number in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HandleType {
    Own(u32),
    Borrow(u32),
}

impl<'a> Place<'a> {
    /// Nowhere: for values without handles.
    pub(crate) const NOWHERE: Self = Self { types: None, node: Node::Results(None) };

    /// The parameters of a function; nowhere if it is not known.
    #[inline]
    pub(crate) fn params(func: Option<&'a ComponentFunc>) -> Self {
        match func {
            Some(func) => Self { types: Some(&func.types), node: Node::Params(&func.signature.ty.params) },
            None => Self::NOWHERE,
        }
    }

    /// The results of a function; nowhere if it is not known.
    #[inline]
    pub(crate) fn results(func: Option<&'a ComponentFunc>) -> Self {
        match func {
            Some(func) => Self { types: Some(&func.types), node: Node::Results(func.signature.ty.result) },
            None => Self::NOWHERE,
        }
    }

    /// A part of what is here: a parameter, a field, an element, a payload (of a `result`, number one is the error's).
    #[inline]
    pub(crate) fn child(self, index: usize) -> Self {
        let ty = match self.node {
            Node::Params(params) => params.get(index).map(|param| param.1),
            Node::Results(result) => result,
            Node::Value(ty) => self.def(ty).and_then(|def| child(def, index)),
        };
        ty.map_or(Self::NOWHERE, |ty| Self { types: self.types, node: Node::Value(ty) })
    }

    /// The type of the handle that is here.
    ///
    /// # Errors
    /// If there is none, although a Rust type was checked to be the function's.
    #[inline]
    pub(crate) fn handle(self) -> Result<HandleType> {
        let def = if let Node::Value(ty) = self.node { self.def(ty) } else { None };
        match def {
            Some(TypeDef::Own(number)) => Ok(HandleType::Own(*number)),
            Some(TypeDef::Borrow(number)) => Ok(HandleType::Borrow(*number)),
            _ => nowhere(),
        }
    }

    #[inline]
    fn def(self, ty: Type) -> Option<&'a TypeDef> {
        match ty {
            Type::Defined(index) => self.types?.get(index),
            _ => None,
        }
    }
}

fn child(def: &TypeDef, index: usize) -> Option<Type> {
    match def {
        TypeDef::Record(fields) => fields.get(index).map(|field| field.1),
        TypeDef::Tuple(types) => types.get(index).copied(),
        TypeDef::Variant(cases) => cases.get(index).and_then(|case| case.1),
        TypeDef::Option(ty) | TypeDef::List(ty) | TypeDef::FixedList(ty, _) => Some(*ty),
        TypeDef::Result { ok, err } => {
            if index == 0 {
                *ok
            } else {
                *err
            }
        }
        TypeDef::Map(key, value) => Some(if index == 0 { *key } else { *value }),
        TypeDef::Enum(_) | TypeDef::Flags(_) | TypeDef::Own(_) | TypeDef::Borrow(_) => None,
    }
}

#[cold]
#[inline(never)]
fn nowhere<T>() -> Result<T> {
    bail!("a bug in Embody, please report it: a handle where the function's type has none")
}

#[cfg(test)]
mod tests {
    use embody_abi::types::TypeTable;

    use super::*;

    #[test]
    fn handles_are_found_where_the_type_has_them() {
        let mut table = TypeTable::default();
        let own = table.intern(TypeDef::Own(3));
        let borrow = table.intern(TypeDef::Borrow(4));
        let option = table.intern(TypeDef::Option(own));
        let list = table.intern(TypeDef::List(option));
        let result = table.intern(TypeDef::Result { ok: Some(Type::U8), err: Some(borrow) });
        let record = table.intern(TypeDef::Record(vec![("a".into(), list), ("b".into(), result)]));
        let types = Types::new(table).unwrap();
        let params = [("x".to_string(), Type::U32), ("y".to_string(), record)];
        let params = Place { types: Some(&types), node: Node::Params(&params) };
        let record = params.child(1);
        assert_eq!(record.child(0).child(0).child(0).handle().unwrap(), HandleType::Own(3));
        assert_eq!(record.child(1).child(1).handle().unwrap(), HandleType::Borrow(4));
        for nothing in
            [params, record, params.child(0), params.child(2), record.child(1).child(0), Place::NOWHERE]
        {
            assert!(nothing.handle().is_err());
            assert!(nothing.child(9).child(9).handle().is_err());
        }
        let results = Place { types: Some(&types), node: Node::Results(Some(own)) };
        assert_eq!(results.child(0).handle().unwrap(), HandleType::Own(3));
    }
}
