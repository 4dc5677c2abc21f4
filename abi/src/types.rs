//! Value types of the component model, as the compiler, the generator and the runtime share them.
//!
//! A [`Type`] is primitive or names a definition in a [`TypeTable`], which holds each definition once.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

/// A value type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each primitive is the type of its name in the component model")]
pub enum Type {
    Bool,
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    S64,
    U64,
    F32,
    F64,
    Char,
    String,
    /// A definition in the table.
    Defined(TypeIndex),
}

/// Index of a definition in a [`TypeTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TypeIndex(pub u32);

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TypeDef {
    /// Named fields.
    Record(Vec<(String, Type)>),
    /// Unnamed fields.
    Tuple(Vec<Type>),
    /// Named cases, each with a payload or none.
    Variant(Vec<(String, Option<Type>)>),
    /// Names of which a value is one.
    Enum(Vec<String>),
    /// A value or none.
    Option(Type),
    /// Success or error, each with a payload or none.
    Result {
        /// Payload of success.
        ok: Option<Type>,
        /// Payload of error.
        err: Option<Type>,
    },
    /// Names of which a value is any subset.
    Flags(Vec<String>),
    /// Values in a row, of any number.
    List(Type),
    /// Values in a row, of this number.
    FixedList(Type, u32),
    /// Key-value pairs.
    Map(Type, Type),
    /// An owned handle to a resource whose type is the plan's of this number.
    Own(u32),
    /// A borrowed handle to a resource whose type is the plan's of this number.
    Borrow(u32),
}

/// A function's type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FuncType {
    /// Parameters, by name.
    pub params: Vec<(String, Type)>,
    /// The result, if there is one.
    pub result: Option<Type>,
}

/// Definitions, each held once: equal definitions have equal indices, and a definition names only earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeTable {
    defs: Vec<TypeDef>,
}

impl TypeTable {
    /// The type of a definition, which is added unless the table has it.
    pub fn intern(&mut self, def: TypeDef) -> Type {
        let at = self.defs.iter().position(|d| *d == def).unwrap_or_else(|| {
            self.defs.push(def);
            self.defs.len() - 1
        });
        Type::Defined(TypeIndex(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// A definition, or none if the index is not of this table.
    #[must_use]
    pub fn get(&self, index: TypeIndex) -> Option<&TypeDef> {
        self.defs.get(index.0 as usize)
    }

    /// Whether each definition names only earlier ones, which a damaged artifact's may not.
    #[must_use]
    pub fn is_well_founded(&self) -> bool {
        self.defs.iter().enumerate().all(|(at, def)| {
            def.children().all(|ty| match ty {
                Type::Defined(index) => (index.0 as usize) < at,
                _ => true,
            })
        })
    }
}

impl TypeDef {
    /// The types that this definition names, in order.
    pub fn children(&self) -> impl Iterator<Item = Type> {
        let mut out = Vec::new();
        match self {
            TypeDef::Record(fields) => out.extend(fields.iter().map(|f| f.1)),
            TypeDef::Tuple(types) => out.extend(types),
            TypeDef::Variant(cases) => out.extend(cases.iter().filter_map(|c| c.1)),
            TypeDef::Option(ty) | TypeDef::List(ty) | TypeDef::FixedList(ty, _) => out.push(*ty),
            TypeDef::Result { ok, err } => out.extend(ok.iter().chain(err)),
            TypeDef::Map(key, value) => out.extend([*key, *value]),
            TypeDef::Enum(_) | TypeDef::Flags(_) | TypeDef::Own(_) | TypeDef::Borrow(_) => {}
        }
        out.into_iter()
    }
}
