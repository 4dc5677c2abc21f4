//! The specification's own vectors: layouts of every type, and [`Val`]s lowered, stored, lifted and loaded.
//!
//! They were computed with the reference `definitions.py` and lie beside the repository; without them there is nothing
//! to do.

use std::path::Path;
use std::sync::Arc;

use embody_abi::canonical::{FlatType, flatten};
use embody_abi::limits::MAX_FLAT_PARAMS;
use embody_abi::plan::StringEncoding;
use embody_abi::types::{Type, TypeDef, TypeTable};
use serde_json::Value;

use super::canon::{LiftContext, LowerContext};
use super::layout::Types;
use super::place::Place;
use super::val::Val;
use super::val::check::check;
use super::val::lift::Lifter;
use super::val::lower::{lower, store};
use crate::vm::Realloc;

fn ty(table: &mut TypeTable, json: &Value) -> Type {
    if let Some(name) = json.as_str() {
        let all = [
            ("bool", Type::Bool),
            ("s8", Type::S8),
            ("u8", Type::U8),
            ("s16", Type::S16),
            ("u16", Type::U16),
            ("s32", Type::S32),
            ("u32", Type::U32),
            ("s64", Type::S64),
            ("u64", Type::U64),
            ("f32", Type::F32),
            ("f64", Type::F64),
            ("char", Type::Char),
            ("string", Type::String),
        ];
        return all.iter().find(|(n, _)| *n == name).expect("a primitive").1;
    }
    let list = |json: &Value| json.as_array().unwrap().clone();
    let name = |json: &Value| json[0].as_str().unwrap().to_string();
    let names = |json: &Value| (0..json.as_u64().unwrap()).map(|i| format!("l{i}")).collect();
    let mut optional = |json: &Value| if json.is_null() { None } else { Some(ty(table, json)) };
    let def = match json[0].as_str().unwrap() {
        "list" => TypeDef::List(optional(&json[1]).unwrap()),
        "option" => TypeDef::Option(optional(&json[1]).unwrap()),
        "result" => TypeDef::Result { ok: optional(&json[1]), err: optional(&json[2]) },
        "tuple" => TypeDef::Tuple(list(&json[1]).iter().map(|t| optional(t).unwrap()).collect()),
        "record" => {
            TypeDef::Record(list(&json[1]).iter().map(|f| (name(f), optional(&f[1]).unwrap())).collect())
        }
        "variant" => TypeDef::Variant(list(&json[1]).iter().map(|c| (name(c), optional(&c[1]))).collect()),
        "enum" => TypeDef::Enum(names(&json[1])),
        "flags" => TypeDef::Flags(names(&json[1])),
        other => panic!("unknown type {other}"),
    };
    table.intern(def)
}

fn float(json: &Value) -> f64 {
    f64::from_bits(u64::from_str_radix(json["f64bits"].as_str().unwrap(), 16).unwrap())
}

fn val(types: &Types, ty: Type, json: &Value) -> Val {
    let signed = || json.as_i64().unwrap();
    let unsigned = || json.as_u64().unwrap();
    let index = match ty {
        Type::Bool => return Val::Bool(json.as_bool().unwrap()),
        Type::S8 => return Val::S8(signed().try_into().unwrap()),
        Type::U8 => return Val::U8(unsigned().try_into().unwrap()),
        Type::S16 => return Val::S16(signed().try_into().unwrap()),
        Type::U16 => return Val::U16(unsigned().try_into().unwrap()),
        Type::S32 => return Val::S32(signed().try_into().unwrap()),
        Type::U32 => return Val::U32(unsigned().try_into().unwrap()),
        Type::S64 => return Val::S64(signed()),
        Type::U64 => return Val::U64(unsigned()),
        Type::F32 => return Val::Float32(float(json) as f32),
        Type::F64 => return Val::Float64(float(json)),
        Type::Char => return Val::Char(json.as_str().unwrap().chars().next().unwrap()),
        Type::String => return Val::String(json["string"].as_str().unwrap().into()),
        Type::Defined(index) => index,
    };
    let payload = |ty: Option<Type>, json: &Value| ty.map(|ty| Box::new(val(types, ty, json)));
    let case = || json.as_object().unwrap().iter().next().unwrap();
    match types.get(index).unwrap() {
        TypeDef::List(ty) => Val::List(json.as_array().unwrap().iter().map(|v| val(types, *ty, v)).collect()),
        TypeDef::Record(fields) => Val::Record(
            fields.iter().map(|(name, ty)| (name.clone(), val(types, *ty, &json[name]))).collect(),
        ),
        TypeDef::Tuple(tys) => {
            Val::Tuple(tys.iter().enumerate().map(|(i, ty)| val(types, *ty, &json[i.to_string()])).collect())
        }
        TypeDef::Variant(cases) => {
            let (name, json) = case();
            let ty = cases.iter().find(|c| c.0 == *name).unwrap().1;
            Val::Variant(name.clone(), payload(ty, json))
        }
        TypeDef::Enum(_) => Val::Enum(case().0.clone()),
        TypeDef::Flags(names) => {
            Val::Flags(names.iter().filter(|n| json[n.as_str()].as_bool().unwrap()).cloned().collect())
        }
        TypeDef::Option(ty) => match case() {
            (some, json) if some == "some" => Val::Option(payload(Some(*ty), json)),
            _ => Val::Option(None),
        },
        TypeDef::Result { ok, err } => match case() {
            (name, json) if name == "ok" => Val::Result(Ok(payload(*ok, json))),
            (_, json) => Val::Result(Err(payload(*err, json))),
        },
        other => panic!("no vector has {other:?}"),
    }
}

/// How many vectors there are at least.
const VECTORS: usize = 2_000;

fn hex(json: &Value) -> Vec<u8> {
    let digits = json.as_str().unwrap();
    (0..digits.len()).step_by(2).map(|i| u8::from_str_radix(&digits[i..i + 2], 16).unwrap()).collect()
}

/// A core value as a slot: the vectors have integers as numbers, and floats as their bytes.
fn slot(json: &Value, flat: Option<&FlatType>) -> u64 {
    match (json.as_u64(), json.as_i64()) {
        (Some(v), _) => v,
        (None, Some(v)) if flat == Some(&FlatType::I64) => v as u64,
        (None, Some(v)) => u64::from(v as u32),
        (None, None) => hex(json).iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte)),
    }
}

fn layouts_agree(types: &Types, table: &TypeTable, ty: Type, vector: &Value) -> Vec<FlatType> {
    let abi = types.abi(ty);
    assert_eq!(u64::from(abi.size), vector["size"].as_u64().unwrap());
    assert_eq!(u64::from(abi.align), vector["align"].as_u64().unwrap());
    let mut flat = Vec::new();
    flatten(table, ty, usize::MAX - 1, &mut flat);
    let names: Vec<_> = flat.iter().map(|f| format!("{f:?}").to_lowercase()).collect();
    let expected: Vec<_> =
        vector["flat_types"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    assert_eq!(names, expected);
    assert_eq!(abi.flat as usize, flat.len());
    flat
}

/// Whether the reference has allocated as we do: its strings come from any encoding and not from UTF-8 alone, so that
/// those that are not ASCII grow in other steps and end up elsewhere in its memory.
fn allocates_alike(json: &Value) -> bool {
    match json {
        Value::Object(fields) => fields.iter().all(|(name, json)| match json {
            Value::String(text) if name == "string" => text.is_ascii(),
            json => allocates_alike(json),
        }),
        Value::Array(elements) => elements.iter().all(allocates_alike),
        _ => true,
    }
}

fn lift(types: &Types, ty: Type, encoding: StringEncoding, memory: &[u8], slots: &[u64]) -> Val {
    let mut cx = LiftContext::new(memory, encoding);
    let mut lifter = Lifter::new(types, &mut cx);
    if types.abi(ty).flat as usize <= MAX_FLAT_PARAMS {
        lifter.lift(ty, slots).unwrap()
    } else {
        lifter.load(ty, &memory[slots[0] as usize..]).unwrap()
    }
}

fn load(types: &Types, ty: Type, encoding: StringEncoding, memory: &[u8]) -> Val {
    let mut cx = LiftContext::new(memory, encoding);
    Lifter::new(types, &mut cx).load(ty, memory).unwrap()
}

fn values_cross(types: &Arc<Types>, ty: Type, flat: &[FlatType], vector: &Value) {
    let value = val(types, ty, &vector["value"]);
    let abi = types.abi(ty);
    let encoding = match vector["enc"].as_str().unwrap() {
        "utf8" => StringEncoding::Utf8,
        "utf16" => StringEncoding::Utf16,
        "latin1+utf16" => StringEncoding::CompactUtf16,
        other => panic!("unknown encoding {other}"),
    };
    let alike = allocates_alike(&vector["value"]);
    check(types, ty, &value, format_args!("the vector")).unwrap();

    let (mut memory, mut slots) = (vec![0; 8], vec![0; flat.len().min(MAX_FLAT_PARAMS)]);
    let mut cx = LowerContext { realloc: Realloc::fake(&mut memory), encoding, place: Place::NOWHERE };
    if flat.len() <= MAX_FLAT_PARAMS {
        lower(types, ty, &value, &mut cx, &mut slots).unwrap();
    } else {
        let at = cx.alloc(abi.size as usize, abi.align).unwrap();
        store(types, ty, &value, &mut cx, at).unwrap();
        slots = vec![u64::from(at)];
    }
    let lowered = vector["lowered"].as_array().unwrap().iter().enumerate();
    let expected: Vec<_> = lowered.map(|(i, v)| slot(v, flat.get(i))).collect();
    let heap = hex(&vector["heap"]);
    if alike {
        assert_eq!(slots, expected, "lowered");
        assert_eq!(memory, heap, "heap");
    }
    assert_eq!(lift(types, ty, encoding, &memory, &slots), value);
    assert_eq!(lift(types, ty, encoding, &heap, &expected), value);

    let mut memory = vec![0; abi.size.next_multiple_of(16) as usize + 16];
    let mut cx = LowerContext { realloc: Realloc::fake(&mut memory), encoding, place: Place::NOWHERE };
    store(types, ty, &value, &mut cx, 0).unwrap();
    let stored = hex(&vector["stored"]);
    if alike {
        assert_eq!(memory, stored, "stored");
    }
    assert_eq!(load(types, ty, encoding, &memory), value);
    assert_eq!(load(types, ty, encoding, &stored), value);
}

#[test]
fn reference_vectors() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/canonical-abi/vectors.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let mut passed = 0;
    for (number, line) in text.lines().enumerate() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let mut table = TypeTable::default();
        let ty = ty(&mut table, &vector["type"]);
        let types = Arc::new(Types::new(table.clone()).unwrap());
        let attempt = std::panic::catch_unwind(|| {
            let flat = layouts_agree(&types, &table, ty, &vector);
            values_cross(&types, ty, &flat, &vector);
        });
        match attempt {
            Ok(()) => passed += 1,
            Err(_) => panic!("vector number {} failed: {line}", number + 1),
        }
    }
    println!("{passed} passed");
    assert!(passed >= VECTORS, "only {passed} vectors are there");
}
