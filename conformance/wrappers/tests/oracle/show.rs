//! Writes the types that wrappers have as `oracle.json` does, and compares them with it.

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use serde_json::{Error, Map, Value as Json, json};
use sha2::{Digest as _, Sha256};

use crate::names::{flag_names, kebab};
use crate::read::bytes;

type Result<T, E = Error> = std::result::Result<T, E>;

/// A value as `oracle.json` writes it, but for bytes, which are lists of numbers.
pub(crate) fn show<T: Serialize + ?Sized>(value: &T) -> Result<Json> {
    value.serialize(Show)
}

/// Whether a value is the one expected. Floats compare by their bits, but for the bits of NaNs.
pub(crate) fn is_same(found: &Json, expected: &Json) -> Result<bool> {
    if let Some(same) = is_same_bytes(found, expected)? {
        return Ok(same);
    }
    Ok(match (found, expected) {
        (Json::Number(found), Json::Number(expected)) if found.is_f64() && expected.is_f64() => {
            found.as_f64().map(f64::to_bits) == expected.as_f64().map(f64::to_bits)
        }
        (Json::Array(found), Json::Array(expected)) => {
            found.len() == expected.len() && all(found.iter().zip(expected))?
        }
        (Json::Object(found), Json::Object(expected)) => {
            let null = Json::Null;
            let pairs = expected.iter().map(|(name, expected)| (found.get(name).unwrap_or(&null), expected));
            found.len() == expected.len()
                && found.keys().all(|name| expected.contains_key(name))
                && all(pairs)?
        }
        (found, expected) => found == expected,
    })
}

fn all<'a>(pairs: impl Iterator<Item = (&'a Json, &'a Json)>) -> Result<bool> {
    for (found, expected) in pairs {
        if !is_same(found, expected)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a text or a list of numbers has the bytes, or the hash and length, that an object says; none if it says neither.
fn is_same_bytes(found: &Json, expected: &Json) -> Result<Option<bool>> {
    let (hash, bytes) = (expected.get("sha256").and_then(Json::as_str), bytes(expected)?);
    if hash.is_none() && bytes.is_none() {
        return Ok(None);
    }
    let byte = |json: &Json| json.as_u64().and_then(|byte| u8::try_from(byte).ok());
    let found: Option<Vec<u8>> = match found {
        Json::String(text) => Some(text.clone().into_bytes()),
        Json::Array(values) => values.iter().map(byte).collect(),
        _ => None,
    };
    let Some(found) = found else { return Ok(Some(false)) };
    Ok(Some(match hash {
        Some(hash) => {
            let digits: String = Sha256::digest(&found).iter().map(|byte| format!("{byte:02x}")).collect();
            digits == hash && expected["len"] == found.len()
        }
        None => bytes.is_some_and(|bytes| bytes == found),
    }))
}

struct Show;

/// A kind of value that wrappers have no types of.
fn unknown<T>() -> Result<T> {
    Err(Error::custom("a value of a type that WIT does not have"))
}

fn float(value: f64) -> Json {
    match value {
        _ if value.is_nan() => json!("nan"),
        f64::INFINITY => json!("inf"),
        f64::NEG_INFINITY => json!("-inf"),
        _ => json!(value),
    }
}

/// Methods for values that JSON has as they are.
macro_rules! plain {
    ($($method:ident $ty:ty,)*) => {
        $(fn $method(self, value: $ty) -> Result<Json> {
            Ok(json!(value))
        })*
    };
}

impl Serializer for Show {
    type Ok = Json;
    type Error = Error;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Impossible<Json, Error>;
    type SerializeTupleVariant = Impossible<Json, Error>;
    type SerializeMap = Impossible<Json, Error>;
    type SerializeStruct = Record;
    type SerializeStructVariant = Impossible<Json, Error>;

    plain! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_char char,
        serialize_str &str,
    }

    fn serialize_f32(self, value: f32) -> Result<Json> {
        Ok(float(value.into()))
    }

    fn serialize_f64(self, value: f64) -> Result<Json> {
        Ok(float(value))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Json> {
        unknown()
    }

    fn serialize_none(self) -> Result<Json> {
        Ok(Json::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Json> {
        Ok(json!({ "some": show(value)? }))
    }

    fn serialize_unit(self) -> Result<Json> {
        Ok(Json::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Json> {
        unknown()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Json> {
        Ok(json!(kebab(variant)))
    }

    /// A set of flags is the one type of this form that wrappers have. It is written as a text.
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Json> {
        match show(value)? {
            Json::String(text) => Ok(json!(flag_names(&text))),
            _ => unknown(),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Json> {
        Ok(json!({ kebab(variant): show(value)? }))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<List> {
        Ok(List(Vec::with_capacity(len.unwrap_or(0))))
    }

    fn serialize_tuple(self, len: usize) -> Result<List> {
        Ok(List(Vec::with_capacity(len)))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct> {
        unknown()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        unknown()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap> {
        unknown()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Record> {
        Ok(Record(Map::new()))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        unknown()
    }
}

/// The elements of a list or tuple.
struct List(Vec<Json>);

impl SerializeSeq for List {
    type Ok = Json;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.0.push(show(value)?);
        Ok(())
    }

    fn end(self) -> Result<Json> {
        Ok(Json::Array(self.0))
    }
}

impl SerializeTuple for List {
    type Ok = Json;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Json> {
        SerializeSeq::end(self)
    }
}

/// The fields of a record.
struct Record(Map<String, Json>);

impl SerializeStruct for Record {
    type Ok = Json;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.0.insert(kebab(name), show(value)?);
        Ok(())
    }

    fn end(self) -> Result<Json> {
        Ok(Json::Object(self.0))
    }
}

#[test]
fn what_differs_is_found() -> Result<()> {
    /// The same, but for one thing.
    fn altered(json: &Json) -> Json {
        match json {
            Json::Null => json!("null"),
            Json::Bool(value) => json!(!value),
            Json::Number(number) => match (number.as_u64(), number.as_f64()) {
                (Some(number), _) => json!(number ^ 1),
                (None, number) => json!(-number.unwrap()),
            },
            Json::String(text) => json!(format!("{text} ")),
            Json::Array(values) if values.is_empty() => json!([null]),
            Json::Array(values) => {
                let mut values = values.clone();
                let last = values.pop().unwrap();
                values.push(altered(&last));
                values.into()
            }
            Json::Object(object) if object.contains_key("hex") => json!({ "hex": "123456" }),
            Json::Object(object) => {
                let (name, value) = object.iter().next_back().unwrap();
                let mut object = object.clone();
                object.insert(name.clone(), altered(value));
                object.into()
            }
        }
    }
    let bytes = json!([1, 2, 255]);
    let hash = Sha256::digest([1, 2, 255]).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert!(is_same(&bytes, &json!({ "hex": "0102ff" }))?);
    assert!(is_same(&bytes, &json!({ "len": 3, "sha256": hash }))?);
    assert!(!is_same(&bytes, &json!({ "len": 4, "sha256": hash }))?);
    assert!(!is_same(&bytes, &json!({ "len": 3, "sha256": hash.replace('0', "1") }))?);
    assert!(!is_same(&json!([1, 2, 256]), &json!({ "hex": "010200" }))?);
    assert!(!is_same(&json!(0.0), &json!(-0.0))?);
    assert!(!is_same(&json!({ "a": 1 }), &json!({ "a": 1, "b": null }))?);
    assert!(!is_same(&json!({ "a": 1, "b": null }), &json!({ "a": 1 }))?);

    let mut count = 0;
    for component in crate::run::ORACLE["components"].as_object().unwrap().values() {
        let scenarios = component["scenarios"].as_array().into_iter().flatten();
        for call in scenarios.flat_map(|scenario| scenario["calls"].as_array().unwrap()) {
            if let Some(result) = call.get("result").filter(|result| result.get("sha256").is_none()) {
                assert!(!is_same(&altered(result), result)?, "{result}");
                count += 1;
            }
        }
    }
    assert!(count > 500, "{count}");
    Ok(())
}
