//! Values whose types are known at run time alone.
//!
//! A [`Val`] is checked against a type ([`check`]) before a guest is entered, so that a caller's mistake costs nobody
//! an instance; then it is lowered ([`lower`]). Values from a guest are lifted ([`lift`]) under a budget of host memory,
//! since a guest can name the same bytes many times over. This is the slow path: layouts are computed once for a
//! component, but each value is an enum.

pub(crate) mod check;
pub(crate) mod lift;
pub(crate) mod lower;
mod plain;

use super::resource::ResourceAny;

/// A value of any type of the component model.
///
/// Fields and cases are by name; the type that a value must have is that of the function it is passed to.
///
/// # Equality
/// Values are equal if they would be for a test: floats are equal if their bits are or if both are NaN, so that
/// `0.0` and `-0.0` differ. The names in [`Val::Flags`] are compared in order. Resources are equal if they are the same
/// handle.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each variant is the type of its name in the component model")]
#[non_exhaustive]
pub enum Val {
    Bool(bool),
    S8(i8),
    U8(u8),
    S16(i16),
    U16(u16),
    S32(i32),
    U32(u32),
    S64(i64),
    U64(u64),
    Float32(f32),
    Float64(f64),
    Char(char),
    String(String),
    List(Vec<Val>),
    /// Key-value pairs, in the order in which they are passed; a later one replaces an earlier one of the same key.
    Map(Vec<(Val, Val)>),
    Record(Vec<(String, Val)>),
    Tuple(Vec<Val>),
    Variant(String, Option<Box<Val>>),
    Enum(String),
    Option(Option<Box<Val>>),
    Result(Result<Option<Box<Val>>, Option<Box<Val>>>),
    Flags(Vec<String>),
    FixedLengthList(Vec<Val>),
    /// An own handle or a borrow.
    Resource(ResourceAny),
}

// What a guest can make the host hold is counted in these.
const _: () = assert!(size_of::<Val>() == 32);

impl Val {
    /// What kind of value it is, in the word of its type.
    pub(crate) fn desc(&self) -> &'static str {
        match self {
            Val::Bool(_) => "bool",
            Val::S8(_) => "s8",
            Val::U8(_) => "u8",
            Val::S16(_) => "s16",
            Val::U16(_) => "u16",
            Val::S32(_) => "s32",
            Val::U32(_) => "u32",
            Val::S64(_) => "s64",
            Val::U64(_) => "u64",
            Val::Float32(_) => "f32",
            Val::Float64(_) => "f64",
            Val::Char(_) => "char",
            Val::String(_) => "string",
            Val::List(_) => "list",
            Val::Map(_) => "map",
            Val::Record(_) => "record",
            Val::Tuple(_) => "tuple",
            Val::Variant(..) => "variant",
            Val::Enum(_) => "enum",
            Val::Option(_) => "option",
            Val::Result(_) => "result",
            Val::Flags(_) => "flags",
            Val::FixedLengthList(_) => "list of fixed length",
            Val::Resource(_) => "resource",
        }
    }
}

impl PartialEq for Val {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Val::Float32(a), Val::Float32(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
            (Val::Float64(a), Val::Float64(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
            (Val::Bool(a), Val::Bool(b)) => a == b,
            (Val::S8(a), Val::S8(b)) => a == b,
            (Val::U8(a), Val::U8(b)) => a == b,
            (Val::S16(a), Val::S16(b)) => a == b,
            (Val::U16(a), Val::U16(b)) => a == b,
            (Val::S32(a), Val::S32(b)) => a == b,
            (Val::U32(a), Val::U32(b)) => a == b,
            (Val::S64(a), Val::S64(b)) => a == b,
            (Val::U64(a), Val::U64(b)) => a == b,
            (Val::Char(a), Val::Char(b)) => a == b,
            (Val::String(a), Val::String(b)) | (Val::Enum(a), Val::Enum(b)) => a == b,
            (Val::List(a), Val::List(b))
            | (Val::Tuple(a), Val::Tuple(b))
            | (Val::FixedLengthList(a), Val::FixedLengthList(b)) => a == b,
            (Val::Map(a), Val::Map(b)) => a == b,
            (Val::Record(a), Val::Record(b)) => a == b,
            (Val::Variant(a, v), Val::Variant(b, w)) => a == b && v == w,
            (Val::Option(a), Val::Option(b)) => a == b,
            (Val::Result(a), Val::Result(b)) => a == b,
            (Val::Flags(a), Val::Flags(b)) => a == b,
            (Val::Resource(a), Val::Resource(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Val {}

macro_rules! from {
    ($($ty:ty => $variant:ident)*) => {$(
        impl From<$ty> for Val {
            fn from(value: $ty) -> Self {
                Val::$variant(value)
            }
        }
    )*};
}
from! {
    bool => Bool i8 => S8 u8 => U8 i16 => S16 u16 => U16 i32 => S32 u32 => U32 i64 => S64 u64 => U64
    f32 => Float32 f64 => Float64 char => Char String => String ResourceAny => Resource
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equality_is_that_of_tests() {
        assert_eq!(Val::Float32(f32::NAN), Val::Float32(-f32::NAN));
        assert_ne!(Val::Float64(0.0), Val::Float64(-0.0));
        assert_ne!(Val::U8(1), Val::S8(1));
        assert_ne!(Val::List(vec![]), Val::Tuple(vec![]));
        assert_eq!(Val::Option(Some(Box::new(1u8.into()))), Val::Option(Some(Box::new(Val::U8(1)))));
    }
}
