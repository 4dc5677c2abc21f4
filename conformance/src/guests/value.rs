//! Values as `oracle.json` writes them.
//!
//! Numbers and strings are themselves, records are objects, lists and tuples arrays, a case with a payload is
//! `{"CASE": PAYLOAD}` and one without is `"CASE"`; an option is `null` or `{"some": VALUE}`. Bytes are `{"hex": …}`,
//! `{"file": …}` (a string too), or as a result `{"sha256": …, "len": …}`. `{"from": CALL, "path": […]}` is a part of
//! what an earlier call returned. `{"handle": NAME}` is a handle of a resource: as a result one that gets this name, as an
//! argument the one that has it.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use embody::component::types::Type;
use embody::component::{ResourceAny, Val};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

/// Handles of resources, by name.
pub(super) type Handles = HashMap<String, ResourceAny>;

/// Reads values.
pub(super) struct Reader<'a> {
    /// The folder that data files are named from.
    pub(super) folder: &'a Path,
    /// What earlier calls returned.
    pub(super) earlier: &'a [Option<Val>],
    /// Handles that they returned.
    pub(super) handles: &'a Handles,
}

impl Reader<'_> {
    /// A value of this type.
    pub(super) fn value(&self, json: &Json, ty: &Type) -> Result<Val> {
        if let (Some(call), Some(path)) = (json.get("from"), json.get("path")) {
            return self.earlier_value(call, path);
        }
        if let Some(name) = handle(json) {
            let handle = self.handles.get(name).with_context(|| format!("no handle `{name}`"))?;
            return Ok(Val::Resource(*handle));
        }
        let integer = || json.as_i64().context("a number that is no integer");
        let name = || json.as_str().map(str::to_owned);
        Ok(match ty {
            Type::Bool => Val::Bool(json.as_bool().context("not a bool")?),
            Type::S8 => Val::S8(integer()?.try_into()?),
            Type::U8 => Val::U8(integer()?.try_into()?),
            Type::S16 => Val::S16(integer()?.try_into()?),
            Type::U16 => Val::U16(integer()?.try_into()?),
            Type::S32 => Val::S32(integer()?.try_into()?),
            Type::U32 => Val::U32(integer()?.try_into()?),
            Type::S64 => Val::S64(integer()?),
            Type::U64 => Val::U64(json.as_u64().context("not an unsigned number")?),
            // An f32 is written as the f64 of the same value.
            Type::Float32 => Val::Float32(float(json)? as f32),
            Type::Float64 => Val::Float64(float(json)?),
            Type::Char => Val::Char(name().and_then(|text| text.chars().next()).context("not a character")?),
            Type::String => match self.bytes(json)? {
                Some(bytes) => Val::String(String::from_utf8(bytes)?),
                None => Val::String(name().context("not a string")?),
            },
            Type::List(list) => match self.bytes(json)? {
                Some(bytes) => Val::List(bytes.into_iter().map(Val::U8).collect()),
                None => Val::List(
                    array(json)?.iter().map(|json| self.value(json, &list.ty())).collect::<Result<_>>()?,
                ),
            },
            Type::Tuple(tuple) => {
                let fields = array(json)?.iter().zip(tuple.types()).map(|(json, ty)| self.value(json, &ty));
                Val::Tuple(fields.collect::<Result<_>>()?)
            }
            Type::Record(record) => {
                let field = |field: embody::component::types::Field<'_>| {
                    Ok((field.name.to_owned(), self.value(&json[field.name], &field.ty)?))
                };
                Val::Record(record.fields().map(field).collect::<Result<_>>()?)
            }
            Type::Variant(variant) => {
                let (name, payload) = case(json)?;
                let ty = variant.cases().find(|case| case.name == name).context("no such case")?.ty;
                Val::Variant(name.to_owned(), self.payload(payload, ty)?)
            }
            Type::Option(_) if json.is_null() => Val::Option(None),
            Type::Option(option) => Val::Option(self.payload(json.get("some"), Some(option.ty()))?),
            Type::Result(result) => match case(json)? {
                ("ok", payload) => Val::Result(Ok(self.payload(payload, result.ok())?)),
                (_, payload) => Val::Result(Err(self.payload(payload, result.err())?)),
            },
            Type::Enum(_) => Val::Enum(name().context("not a name")?),
            Type::Flags(_) => {
                let names = array(json)?.iter().map(|json| json.as_str().map(str::to_owned));
                Val::Flags(names.collect::<Option<_>>().context("not names")?)
            }
            other => bail!("not supported yet: arguments of the type {other:?}"),
        })
    }

    fn payload(&self, json: Option<&Json>, ty: Option<Type>) -> Result<Option<Box<Val>>> {
        let Some(ty) = ty else { return Ok(None) };
        Ok(Some(Box::new(self.value(json.context("a case without its payload")?, &ty)?)))
    }

    /// The bytes that an object stands for, if it does for bytes.
    fn bytes(&self, json: &Json) -> Result<Option<Vec<u8>>> {
        if let Some(hex) = json.get("hex").and_then(Json::as_str) {
            let byte = |pair| -> Result<u8> { Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?) };
            return hex.as_bytes().chunks(2).map(byte).collect::<Result<_>>().map(Some);
        }
        let Some(file) = json.get("file").and_then(Json::as_str) else { return Ok(None) };
        let path = self.folder.join(file);
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display())).map(Some)
    }

    fn earlier_value(&self, call: &Json, path: &Json) -> Result<Val> {
        let call =
            call.as_u64().and_then(|call| usize::try_from(call).ok()).context("not the number of a call")?;
        let mut val =
            self.earlier.get(call).and_then(Option::as_ref).context("that call returned nothing")?;
        for step in array(path)? {
            val = match (val, step.as_str().unwrap_or_default()) {
                (Val::Result(Ok(Some(val))), "ok") | (Val::Result(Err(Some(val))), "err") => val,
                (Val::Option(Some(val)), "some") => val,
                (Val::Record(fields), name) => {
                    &fields.iter().find(|field| field.0 == name).context("no such field")?.1
                }
                (val, step) => bail!("no `{step}` in {val:?}"),
            };
        }
        Ok(val.clone())
    }

    /// Checks a value against what is expected.
    pub(super) fn compare(&self, found: &Val, expected: &Json) -> Result<()> {
        let same = self.is_same(found, expected)?;
        let short = |text: String| text.chars().take(300).collect::<String>();
        ensure!(
            same,
            "expected {}; it returned {}",
            short(expected.to_string()),
            short(format!("{found:?}"))
        );
        Ok(())
    }

    fn is_same(&self, found: &Val, expected: &Json) -> Result<bool> {
        let payload = |found: &Option<Box<Val>>, expected: Option<&Json>| match (found, expected) {
            (Some(found), Some(expected)) => self.is_same(found, expected),
            (None, None | Some(Json::Null)) => Ok(true),
            _ => Ok(false),
        };
        Ok(match found {
            Val::Bool(value) => expected.as_bool() == Some(*value),
            Val::S8(value) => expected.as_i64() == Some(i64::from(*value)),
            Val::U8(value) => expected.as_i64() == Some(i64::from(*value)),
            Val::S16(value) => expected.as_i64() == Some(i64::from(*value)),
            Val::U16(value) => expected.as_i64() == Some(i64::from(*value)),
            Val::S32(value) => expected.as_i64() == Some(i64::from(*value)),
            Val::U32(value) => expected.as_i64() == Some(i64::from(*value)),
            Val::S64(value) => expected.as_i64() == Some(*value),
            Val::U64(value) => expected.as_u64() == Some(*value),
            Val::Float32(_) => *found == Val::Float32(float(expected)? as f32),
            Val::Float64(_) => *found == Val::Float64(float(expected)?),
            Val::Char(value) => expected.as_str().is_some_and(|text| text.chars().eq([*value])),
            Val::String(value) => match self.are_bytes(value.as_bytes(), expected)? {
                Some(same) => same,
                None => expected.as_str() == Some(value),
            },
            Val::List(vals) => {
                let byte = |val: &Val| if let Val::U8(byte) = val { Some(*byte) } else { None };
                if let Some(bytes) = vals.iter().map(byte).collect::<Option<Vec<_>>>()
                    && let Some(same) = self.are_bytes(&bytes, expected)?
                {
                    return Ok(same);
                }
                self.are_same(vals, expected)?
            }
            Val::Tuple(vals) | Val::FixedLengthList(vals) => self.are_same(vals, expected)?,
            Val::Record(fields) => {
                for (name, found) in fields {
                    if !self.is_same(found, &expected[name])? {
                        return Ok(false);
                    }
                }
                expected.as_object().is_some_and(|object| object.len() == fields.len())
            }
            Val::Variant(name, found) => case(expected)?.0 == name && payload(found, case(expected)?.1)?,
            Val::Option(None) => expected.is_null(),
            Val::Option(found) => payload(found, expected.get("some"))?,
            Val::Result(Ok(found)) => case(expected)?.0 == "ok" && payload(found, case(expected)?.1)?,
            Val::Result(Err(found)) => case(expected)?.0 == "err" && payload(found, case(expected)?.1)?,
            Val::Enum(name) => expected.as_str() == Some(name),
            Val::Flags(names) => {
                let expected = array(expected)?;
                expected.len() == names.len()
                    && names.iter().all(|name| expected.contains(&Json::from(&**name)))
            }
            Val::Resource(_) => handle(expected).is_some(),
            other => bail!("not supported yet: comparing {other:?}"),
        })
    }

    fn are_same(&self, found: &[Val], expected: &Json) -> Result<bool> {
        let expected = array(expected)?;
        let mut pairs = found.iter().zip(expected);
        Ok(found.len() == expected.len()
            && pairs.try_fold(true, |same, (found, expected)| {
                anyhow::Ok(same && self.is_same(found, expected)?)
            })?)
    }

    /// Whether bytes are those that an object stands for; none if it does not stand for bytes.
    fn are_bytes(&self, found: &[u8], expected: &Json) -> Result<Option<bool>> {
        if let Some(hash) = expected.get("sha256").and_then(Json::as_str) {
            let digits: String = Sha256::digest(found).iter().map(|byte| format!("{byte:02x}")).collect();
            return Ok(Some(digits == hash && expected["len"].as_u64() == Some(found.len() as u64)));
        }
        Ok(self.bytes(expected)?.map(|bytes| bytes == found))
    }
}

/// Finds the handles in a value that is as expected, with their names.
pub(super) fn handles(found: &Val, expected: &Json, out: &mut Handles) -> Result<()> {
    match found {
        Val::Resource(found) => {
            out.insert(handle(expected).context("a handle without a name")?.to_owned(), *found);
        }
        Val::List(vals) | Val::Tuple(vals) => {
            for (at, val) in vals.iter().enumerate() {
                handles(val, &expected[at], out)?;
            }
        }
        Val::Record(fields) => {
            for (name, val) in fields {
                handles(val, &expected[name], out)?;
            }
        }
        Val::Option(Some(val)) => handles(val, &expected["some"], out)?,
        Val::Result(Ok(Some(val))) => handles(val, &expected["ok"], out)?,
        Val::Result(Err(Some(val))) => handles(val, &expected["err"], out)?,
        Val::Variant(name, Some(val)) => handles(val, &expected[name], out)?,
        _ => {}
    }
    Ok(())
}

/// The name of a handle.
fn handle(json: &Json) -> Option<&str> {
    json.get("handle")?.as_str()
}

fn array(json: &Json) -> Result<&[Json]> {
    json.as_array().map(Vec::as_slice).with_context(|| format!("{json} is no list"))
}

/// A case's name and payload.
fn case(json: &Json) -> Result<(&str, Option<&Json>)> {
    match (json.as_str(), json.as_object()) {
        (Some(name), _) => Ok((name, None)),
        (None, Some(object)) if object.len() == 1 => {
            let (name, payload) = object.iter().next().context("no case")?;
            Ok((name, Some(payload)))
        }
        _ => bail!("{json} is no case"),
    }
}

/// A float: a number, or the name of one that JSON cannot write.
fn float(json: &Json) -> Result<f64> {
    match json.as_str() {
        Some("nan") => Ok(f64::NAN),
        Some("inf") => Ok(f64::INFINITY),
        Some("-inf") => Ok(f64::NEG_INFINITY),
        _ => json.as_f64().with_context(|| format!("{json} is no float")),
    }
}
