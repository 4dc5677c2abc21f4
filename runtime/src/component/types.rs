//! Types of the component model, as the dynamic API shows them.
//!
//! A [`Type`] is a primitive or a handle to a definition: two words that share the component's types. Types of
//! different components are equal if their definitions are. Items of components (functions, instances) are in the same
//! module, under the same names as in `wasmtime::component::types`.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use embody_abi::types::{self as abi, TypeDef, TypeIndex};

use super::layout::Types;
use crate::{Result, bail};

pub use super::items::{Component, ComponentExtern, ComponentFunc, ComponentInstance, ComponentItem};
pub use super::resource::ResourceType;

/// A value type of the component model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the type of its name in the component model")]
#[non_exhaustive]
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
    Float32,
    Float64,
    Char,
    String,
    List(List),
    Map(Map),
    Record(Record),
    Tuple(Tuple),
    Variant(Variant),
    Enum(Enum),
    Option(OptionType),
    Result(ResultType),
    Flags(Flags),
    Own(ResourceType),
    Borrow(ResourceType),
    FixedLengthList(FixedLengthList),
}

/// Methods that give the handle of one variant.
macro_rules! unwrap {
    ($($name:ident $variant:ident $handle:ty, $what:literal;)*) => {$(
        #[doc = concat!("The handle of a type that is known to be ", $what, ".")]
        ///
        /// # Panics
        /// If the type is another.
        #[must_use]
        pub fn $name(&self) -> &$handle {
            match self {
                Type::$variant(handle) => handle,
                other => panic!(concat!("expected ", $what, ", found `{}`"), other.desc()),
            }
        }
    )*};
}

impl Type {
    unwrap! {
        unwrap_list List List, "a list";
        unwrap_map Map Map, "a map";
        unwrap_record Record Record, "a record";
        unwrap_tuple Tuple Tuple, "a tuple";
        unwrap_variant Variant Variant, "a variant";
        unwrap_enum Enum Enum, "an enum";
        unwrap_option Option OptionType, "an option";
        unwrap_result Result ResultType, "a result";
        unwrap_flags Flags Flags, "flags";
        unwrap_own Own ResourceType, "an owned resource";
        unwrap_borrow Borrow ResourceType, "a borrowed resource";
        unwrap_fixed_length_list FixedLengthList FixedLengthList, "a list of fixed length";
    }

    /// The type that a component's metadata names. One that it does not define, in damaged metadata, is an empty tuple.
    pub(crate) fn new(types: &Arc<Types>, ty: abi::Type) -> Self {
        let index = match ty {
            abi::Type::Bool => return Type::Bool,
            abi::Type::S8 => return Type::S8,
            abi::Type::U8 => return Type::U8,
            abi::Type::S16 => return Type::S16,
            abi::Type::U16 => return Type::U16,
            abi::Type::S32 => return Type::S32,
            abi::Type::U32 => return Type::U32,
            abi::Type::S64 => return Type::S64,
            abi::Type::U64 => return Type::U64,
            abi::Type::F32 => return Type::Float32,
            abi::Type::F64 => return Type::Float64,
            abi::Type::Char => return Type::Char,
            abi::Type::String => return Type::String,
            abi::Type::Defined(index) => index,
        };
        let handle = Handle { types: types.clone(), index };
        match types.get(index) {
            None | Some(TypeDef::Tuple(_)) => Type::Tuple(Tuple(handle)),
            Some(TypeDef::Record(_)) => Type::Record(Record(handle)),
            Some(TypeDef::Variant(_)) => Type::Variant(Variant(handle)),
            Some(TypeDef::Enum(_)) => Type::Enum(Enum(handle)),
            Some(TypeDef::Option(_)) => Type::Option(OptionType(handle)),
            Some(TypeDef::Result { .. }) => Type::Result(ResultType(handle)),
            Some(TypeDef::Flags(_)) => Type::Flags(Flags(handle)),
            Some(TypeDef::List(_)) => Type::List(List(handle)),
            Some(TypeDef::FixedList(..)) => Type::FixedLengthList(FixedLengthList(handle)),
            Some(TypeDef::Map(..)) => Type::Map(Map(handle)),
            Some(TypeDef::Own(number)) => Type::Own(types.resource(*number)),
            Some(TypeDef::Borrow(number)) => Type::Borrow(types.resource(*number)),
        }
    }

    /// The same type among types that know more about resources.
    pub(crate) fn substituted(&self, types: &Arc<Types>) -> Self {
        macro_rules! substituted {
            ($($handle:ident)*) => {
                match self {
                    $(Type::$handle(ty) => Type::new(types, abi::Type::Defined(ty.0.index)),)*
                    Type::Own(ty) => Type::Own(ty.substituted(types)),
                    Type::Borrow(ty) => Type::Borrow(ty.substituted(types)),
                    primitive => primitive.clone(),
                }
            };
        }
        substituted!(List Map Record Tuple Variant Enum Option Result Flags FixedLengthList)
    }

    /// What kind of type it is, in one word.
    pub(crate) fn desc(&self) -> &'static str {
        match self {
            Type::Bool => "bool",
            Type::S8 => "s8",
            Type::U8 => "u8",
            Type::S16 => "s16",
            Type::U16 => "u16",
            Type::S32 => "s32",
            Type::U32 => "u32",
            Type::S64 => "s64",
            Type::U64 => "u64",
            Type::Float32 => "f32",
            Type::Float64 => "f64",
            Type::Char => "char",
            Type::String => "string",
            Type::List(_) => "list",
            Type::Map(_) => "map",
            Type::Record(_) => "record",
            Type::Tuple(_) => "tuple",
            Type::Variant(_) => "variant",
            Type::Enum(_) => "enum",
            Type::Option(_) => "option",
            Type::Result(_) => "result",
            Type::Flags(_) => "flags",
            Type::Own(_) => "own",
            Type::Borrow(_) => "borrow",
            Type::FixedLengthList(_) => "list of fixed length",
        }
    }
}

/// Fails with the two names unless `ok`.
pub(crate) fn expect(ok: bool, expected: &Type, found: &Type) -> Result<()> {
    if ok { Ok(()) } else { unexpected(expected.desc(), found) }
}

/// Fails because a type is not what was expected.
#[cold]
pub(crate) fn unexpected<T>(expected: &str, found: &Type) -> Result<T> {
    bail!("expected `{expected}` found `{}`", found.desc())
}

/// A definition among a component's types.
#[derive(Clone)]
struct Handle {
    types: Arc<Types>,
    index: TypeIndex,
}

impl Handle {
    fn def(&self) -> Option<&TypeDef> {
        self.types.get(self.index)
    }

    fn ty(&self, ty: abi::Type) -> Type {
        Type::new(&self.types, ty)
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.def().fmt(f)
    }
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Comparison { left: &self.types, right: &other.types, equal: HashSet::new() }
            .defined(self.index, other.index)
    }
}

impl Eq for Handle {}

/// Compares types of two components. What was found equal is remembered, since a definition may be named often.
struct Comparison<'a> {
    left: &'a Arc<Types>,
    right: &'a Arc<Types>,
    equal: HashSet<(TypeIndex, TypeIndex)>,
}

impl Comparison<'_> {
    fn types(&mut self, left: abi::Type, right: abi::Type) -> bool {
        match (left, right) {
            (abi::Type::Defined(left), abi::Type::Defined(right)) => self.defined(left, right),
            _ => left == right,
        }
    }

    fn defined(&mut self, left: TypeIndex, right: TypeIndex) -> bool {
        if Arc::ptr_eq(self.left, self.right) {
            // A table holds each definition once.
            return left == right;
        }
        if self.equal.contains(&(left, right)) {
            return true;
        }
        let (Some(a), Some(b)) = (self.left.get(left), self.right.get(right)) else { return false };
        if let (TypeDef::Own(a), TypeDef::Own(b)) | (TypeDef::Borrow(a), TypeDef::Borrow(b)) = (a, b) {
            return self.left.resource(*a) == self.right.resource(*b);
        }
        let same = same_names(a, b)
            && a.children().count() == b.children().count()
            && a.children().zip(b.children()).all(|(a, b)| self.types(a, b));
        if same {
            self.equal.insert((left, right));
        }
        same
    }
}

/// Whether two definitions are equal but for the types that they name.
fn same_names(a: &TypeDef, b: &TypeDef) -> bool {
    match (a, b) {
        (TypeDef::Record(a), TypeDef::Record(b)) => a.iter().map(|f| &f.0).eq(b.iter().map(|f| &f.0)),
        (TypeDef::Variant(a), TypeDef::Variant(b)) => {
            a.iter().map(|c| (&c.0, c.1.is_some())).eq(b.iter().map(|c| (&c.0, c.1.is_some())))
        }
        (TypeDef::Enum(a), TypeDef::Enum(b)) | (TypeDef::Flags(a), TypeDef::Flags(b)) => a == b,
        (TypeDef::Result { ok: a, err: c }, TypeDef::Result { ok: b, err: d }) => {
            (a.is_some(), c.is_some()) == (b.is_some(), d.is_some())
        }
        (TypeDef::FixedList(_, a), TypeDef::FixedList(_, b)) => a == b,
        (TypeDef::Tuple(_), TypeDef::Tuple(_))
        | (TypeDef::Option(_), TypeDef::Option(_))
        | (TypeDef::List(_), TypeDef::List(_))
        | (TypeDef::Map(..), TypeDef::Map(..)) => true,
        _ => false,
    }
}

/// Handles to definitions, one type for each kind.
macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(Handle);
    )*};
}
handles! {
    /// The type of values in a row, of any number.
    List
    /// The type of values in a row, of one number.
    FixedLengthList
    /// The type of key-value pairs.
    Map
    /// The type of values with named fields.
    Record
    /// The type of values with unnamed fields.
    Tuple
    /// The type of values that are one of several cases, perhaps with a payload.
    Variant
    /// The type of values that are one of several names.
    Enum
    /// The type of values that may be absent.
    OptionType
    /// The type of success and error.
    ResultType
    /// The type of sets of names.
    Flags
}

impl List {
    /// Type of the elements.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self.0.def() {
            Some(TypeDef::List(ty)) => self.0.ty(*ty),
            _ => empty(&self.0),
        }
    }
}

impl FixedLengthList {
    /// Type of the elements.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self.0.def() {
            Some(TypeDef::FixedList(ty, _)) => self.0.ty(*ty),
            _ => empty(&self.0),
        }
    }

    /// Number of the elements.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a type is not a collection, and the name is Wasmtime's")]
    pub fn len(&self) -> u32 {
        match self.0.def() {
            Some(TypeDef::FixedList(_, count)) => *count,
            _ => 0,
        }
    }
}

impl Map {
    /// Type of the keys.
    #[must_use]
    pub fn key(&self) -> Type {
        match self.0.def() {
            Some(TypeDef::Map(key, _)) => self.0.ty(*key),
            _ => empty(&self.0),
        }
    }

    /// Type of the values.
    #[must_use]
    pub fn value(&self) -> Type {
        match self.0.def() {
            Some(TypeDef::Map(_, value)) => self.0.ty(*value),
            _ => empty(&self.0),
        }
    }
}

/// A field of a [`Record`].
#[derive(Debug)]
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type.
    pub ty: Type,
}

impl Record {
    /// The fields, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = Field<'_>> {
        let fields = match self.0.def() {
            Some(TypeDef::Record(fields)) => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|(name, ty)| Field { name, ty: self.0.ty(*ty) })
    }
}

impl Tuple {
    /// Types of the fields, in order.
    pub fn types(&self) -> impl ExactSizeIterator<Item = Type> + '_ {
        let types = match self.0.def() {
            Some(TypeDef::Tuple(types)) => types.as_slice(),
            _ => &[],
        };
        types.iter().map(|ty| self.0.ty(*ty))
    }
}

/// A case of a [`Variant`].
#[derive(Debug)]
pub struct Case<'a> {
    /// Its name.
    pub name: &'a str,
    /// Type of its payload, if it has one.
    pub ty: Option<Type>,
}

impl Variant {
    /// The cases, in order.
    pub fn cases(&self) -> impl ExactSizeIterator<Item = Case<'_>> {
        let cases = match self.0.def() {
            Some(TypeDef::Variant(cases)) => cases.as_slice(),
            _ => &[],
        };
        cases.iter().map(|(name, ty)| Case { name, ty: ty.map(|ty| self.0.ty(ty)) })
    }
}

impl Enum {
    /// The names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        match self.0.def() {
            Some(TypeDef::Enum(names)) => names.as_slice(),
            _ => &[],
        }
        .iter()
        .map(String::as_str)
    }
}

impl OptionType {
    /// Type of the payload.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self.0.def() {
            Some(TypeDef::Option(ty)) => self.0.ty(*ty),
            _ => empty(&self.0),
        }
    }
}

impl ResultType {
    /// Type of the payload of success, if it has one.
    #[must_use]
    pub fn ok(&self) -> Option<Type> {
        match self.0.def() {
            Some(TypeDef::Result { ok, .. }) => ok.map(|ty| self.0.ty(ty)),
            _ => None,
        }
    }

    /// Type of the payload of error, if it has one.
    #[must_use]
    pub fn err(&self) -> Option<Type> {
        match self.0.def() {
            Some(TypeDef::Result { err, .. }) => err.map(|ty| self.0.ty(ty)),
            _ => None,
        }
    }
}

impl Flags {
    /// The names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        match self.0.def() {
            Some(TypeDef::Flags(names)) => names.as_slice(),
            _ => &[],
        }
        .iter()
        .map(String::as_str)
    }
}

/// Handles are made for definitions of their kind only, and tables do not change, so nobody gets this.
fn empty(handle: &Handle) -> Type {
    Type::Tuple(Tuple(handle.clone()))
}
