//! Reads arguments as `oracle.json` writes them into the types that wrappers have.
//!
//! In: JSON, where an option is `null` or `{"some": VALUE}`, a case with a payload `{"CASE": PAYLOAD}`, flags are a list of
//! names, floats may be names, and bytes `{"hex": …}` or `{"file": …}`. Out: whatever derives `Deserialize`. Which of these
//! a value is its type says: none is guessed.

use std::path::PathBuf;

use serde::Deserializer;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, VariantAccess, Visitor,
};
use serde_json::{Error, Value as Json};

use crate::names::{flags_text, kebab};

type Result<T, E = Error> = std::result::Result<T, E>;

/// A value of a type that wrappers have.
pub(crate) fn read<T: DeserializeOwned>(json: &Json) -> Result<T> {
    T::deserialize(Reader(json))
}

/// The folder of guests and their data.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/conformance/guests"))
}

/// The bytes that an object stands for, if it does for bytes.
pub(crate) fn bytes(json: &Json) -> Result<Option<Vec<u8>>> {
    let text = |key| json.get(key).and_then(Json::as_str);
    if let Some(hex) = text("hex") {
        let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).map_err(Error::custom);
        return (0..hex.len()).step_by(2).map(byte).collect::<Result<_>>().map(Some);
    }
    let Some(file) = text("file") else { return Ok(None) };
    std::fs::read(folder().join(file)).map(Some).map_err(|error| Error::custom(format!("{file}: {error}")))
}

#[derive(Clone, Copy)]
struct Reader<'a>(&'a Json);

impl Reader<'_> {
    fn wrong<T>(self, expected: &str) -> Result<T> {
        Err(Error::custom(format!("expected {expected}: {}", self.0)))
    }

    /// A float: a number, or the name of one that JSON cannot write.
    fn float(self) -> Result<f64> {
        match self.0.as_str() {
            Some("nan") => Ok(f64::NAN),
            Some("inf") => Ok(f64::INFINITY),
            Some("-inf") => Ok(f64::NEG_INFINITY),
            _ => self.0.as_f64().map_or_else(|| self.wrong("a float"), Ok),
        }
    }
}

impl<'a> IntoDeserializer<'a, Error> for Reader<'a> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::String(text) => visitor.visit_str(text),
            Json::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (None, Some(value)) => visitor.visit_i64(value),
                (None, None) => self.wrong("an integer"),
            },
            Json::Array(_) | Json::Object(_) => self.wrong("a value that is no list and no record"),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        // An f32 is written as the f64 of the same value.
        visitor.visit_f32(self.float()? as f32)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match bytes(self.0)? {
            Some(bytes) => visitor.visit_string(String::from_utf8(bytes).map_err(Error::custom)?),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.0, self.0.get("some")) {
            (Json::Null, _) => visitor.visit_none(),
            (_, Some(value)) => visitor.visit_some(Reader(value)),
            _ => self.wrong("an option"),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.0, bytes(self.0)?) {
            (_, Some(bytes)) => visitor.visit_seq(SeqDeserializer::new(bytes.into_iter())),
            (Json::Array(values), None) => visitor.visit_seq(SeqDeserializer::new(values.iter().map(Reader))),
            _ => self.wrong("a list"),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value> {
        match self.0.as_array() {
            Some(values) if values.len() == len => self.deserialize_seq(visitor),
            _ => self.wrong("a tuple"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.0.as_object() {
            Some(object) if object.len() == fields.len() => {
                let values = object.iter().map(|(name, value)| (name.replace('-', "_"), Reader(value)));
                visitor.visit_map(MapDeserializer::new(values))
            }
            _ => self.wrong("a record"),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let (name, payload) = match (self.0.as_str(), self.0.as_object()) {
            (Some(name), _) => (name, None),
            (None, Some(object)) if object.len() == 1 => {
                (object.keys().next().map_or("", String::as_str), object.values().next())
            }
            _ => return self.wrong("a case"),
        };
        match variants.iter().find(|variant| kebab(variant) == name) {
            Some(variant) => visitor.visit_enum(Case { variant, payload }),
            None => self.wrong("another case"),
        }
    }

    /// A set of flags is the one type of this form that wrappers have. It is read from a text.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        let names: Vec<String> = read(self.0)?;
        visitor.visit_newtype_struct(flags_text(&names).into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 char str bytes byte_buf unit unit_struct tuple_struct map identifier ignored_any
    }
}

/// A case, and its payload if it has one.
struct Case<'a> {
    variant: &'static str,
    payload: Option<&'a Json>,
}

impl<'a> EnumAccess<'a> for Case<'a> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Self)> {
        Ok((seed.deserialize(self.variant.into_deserializer())?, self))
    }
}

impl<'a> VariantAccess<'a> for Case<'a> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        match self.payload {
            None => Ok(()),
            Some(payload) => Reader(payload).wrong("no payload"),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(Reader(self.payload.ok_or_else(|| Error::custom("a case without its payload"))?))
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, _: V) -> Result<V::Value> {
        Err(Error::custom("a case of several fields"))
    }

    fn struct_variant<V: Visitor<'a>>(self, _: &'static [&'static str], _: V) -> Result<V::Value> {
        Err(Error::custom("a case with fields of names"))
    }
}
