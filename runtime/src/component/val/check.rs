//! Whether a [`Val`] is of a type; if not, where it is not.

use std::fmt;

use embody_abi::types::{Type, TypeDef, TypeIndex};

use super::Val;
use crate::component::layout::Types;
use crate::component::types;
use crate::{Error, Result, format_err};

/// Checks that a value is of a type of `types`.
///
/// # Errors
/// If it is not: `at` and the fields, cases and elements from there to the culprit, what was expected and what found.
pub(crate) fn check(
    types: &std::sync::Arc<Types>,
    ty: Type,
    val: &Val,
    at: fmt::Arguments<'_>,
) -> Result<()> {
    walk(types, ty, val).map_err(|mismatch| mismatch.located(at, types))
}

/// What is wrong, and the way to it from the inside out.
struct Mismatch<'v> {
    path: Vec<Step<'v>>,
    problem: Problem,
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Field(&'v str),
    Index(usize),
    Case(&'v str),
}

enum Problem {
    /// Another kind of value than the type's.
    Kind(Type, &'static str),
    /// Anything else.
    Other(String),
}

/// Whether all is well. What passes many values does nothing for them but compare: all else is for a mismatch.
type Checked<'v> = Result<(), Box<Mismatch<'v>>>;

impl<'v> Mismatch<'v> {
    #[cold]
    fn other(problem: impl Into<String>) -> Box<Self> {
        Box::new(Self { path: Vec::new(), problem: Problem::Other(problem.into()) })
    }

    #[cold]
    fn kind(ty: Type, val: &Val) -> Box<Self> {
        Box::new(Self { path: Vec::new(), problem: Problem::Kind(ty, val.desc()) })
    }

    /// The same, seen from one step further out.
    fn from(step: Step<'v>) -> impl FnOnce(Box<Self>) -> Box<Self> {
        move |mut inner| {
            inner.path.push(step);
            inner
        }
    }

    fn located(self, at: fmt::Arguments<'_>, types: &std::sync::Arc<Types>) -> Error {
        let problem = match self.problem {
            Problem::Other(problem) => problem,
            Problem::Kind(ty, found) => {
                format!("expected {}, found {found}", types::Type::new(types, ty).desc())
            }
        };
        let path: String = self.path.iter().rev().map(ToString::to_string).collect();
        format_err!("type mismatch in {at}{path}: {problem}")
    }
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Field(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Case(name) => write!(f, "({name})"),
        }
    }
}

#[inline(always)]
fn walk<'v>(types: &'v Types, ty: Type, val: &'v Val) -> Checked<'v> {
    match (ty, val) {
        (Type::Defined(index), _) => defined(types, index, val),
        (Type::Bool, Val::Bool(_))
        | (Type::S8, Val::S8(_))
        | (Type::U8, Val::U8(_))
        | (Type::S16, Val::S16(_))
        | (Type::U16, Val::U16(_))
        | (Type::S32, Val::S32(_))
        | (Type::U32, Val::U32(_))
        | (Type::S64, Val::S64(_))
        | (Type::U64, Val::U64(_))
        | (Type::F32, Val::Float32(_))
        | (Type::F64, Val::Float64(_))
        | (Type::Char, Val::Char(_))
        | (Type::String, Val::String(_)) => Ok(()),
        _ => Err(Mismatch::kind(ty, val)),
    }
}

#[inline(never)]
fn defined<'v>(types: &'v Types, index: TypeIndex, val: &'v Val) -> Checked<'v> {
    let Some(def) = types.get(index) else { return Err(Mismatch::other("a type that is not defined")) };
    match (def, val) {
        (TypeDef::Record(fields), Val::Record(vals)) => record(types, fields, vals),
        (TypeDef::Tuple(tys), Val::Tuple(vals)) => {
            count(tys.len(), vals.len(), "fields")?;
            let mut pairs = tys.iter().zip(vals).enumerate();
            pairs.try_for_each(|(i, (ty, val))| walk(types, *ty, val).map_err(Mismatch::from(Step::Index(i))))
        }
        (TypeDef::Variant(cases), Val::Variant(name, payload)) => {
            let case = cases.iter().find(|(case, _)| case == name);
            let (_, ty) = case.ok_or_else(|| Mismatch::other(format!("no case is named `{name}`")))?;
            self::payload(types, *ty, payload.as_deref(), name)
        }
        (TypeDef::Enum(names), Val::Enum(name)) => member(names, name),
        (TypeDef::Option(ty), Val::Option(val)) => match val {
            Some(val) => payload(types, Some(*ty), Some(val), "some"),
            None => Ok(()),
        },
        (TypeDef::Result { ok, err }, Val::Result(val)) => match val {
            Ok(val) => payload(types, *ok, val.as_deref(), "ok"),
            Err(val) => payload(types, *err, val.as_deref(), "error"),
        },
        (TypeDef::Flags(names), Val::Flags(set)) => set.iter().try_for_each(|name| member(names, name)),
        (TypeDef::List(ty), Val::List(vals)) => elements(types, *ty, vals),
        (TypeDef::FixedList(ty, len), Val::FixedLengthList(vals)) => {
            count(*len as usize, vals.len(), "elements")?;
            elements(types, *ty, vals)
        }
        (TypeDef::Map(key, value), Val::Map(pairs)) => pairs.iter().enumerate().try_for_each(|(i, pair)| {
            walk(types, *key, &pair.0)
                .and_then(|()| walk(types, *value, &pair.1))
                .map_err(Mismatch::from(Step::Index(i)))
        }),
        // Whether it is a good handle, and of the type, is for the tables to say.
        (TypeDef::Own(_) | TypeDef::Borrow(_), Val::Resource(_)) => Ok(()),
        _ => Err(Mismatch::kind(Type::Defined(index), val)),
    }
}

#[inline(always)]
fn record<'v>(types: &'v Types, fields: &'v [(String, Type)], vals: &'v [(String, Val)]) -> Checked<'v> {
    count(fields.len(), vals.len(), "fields")?;
    for ((name, ty), (found, val)) in fields.iter().zip(vals) {
        if !is_same(name, found) {
            return Err(wrong_field(name, found));
        }
        walk(types, *ty, val).map_err(Mismatch::from(Step::Field(name)))?;
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn wrong_field<'v>(name: &str, found: &str) -> Box<Mismatch<'v>> {
    Mismatch::other(format!("expected field `{name}`, found field `{found}`"))
}

/// Whether two names are equal. Nearly all are so short that a call of who compares long ones takes longer than this.
#[inline(always)]
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len()
        && match a.len() {
            0..4 => a.iter().zip(b).all(|(a, b)| a == b),
            4..8 => a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk(),
            8..=16 => a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk(),
            _ => a == b,
        }
}

fn elements<'v>(types: &'v Types, ty: Type, vals: &'v [Val]) -> Checked<'v> {
    // The fields are looked up once for all elements.
    let record_of = types.record(ty);
    for (i, val) in vals.iter().enumerate() {
        let checked = match (record_of, val) {
            (Some((fields, _)), Val::Record(vals)) => record(types, fields, vals),
            _ => walk(types, ty, val),
        };
        checked.map_err(Mismatch::from(Step::Index(i)))?;
    }
    Ok(())
}

fn payload<'v>(types: &'v Types, ty: Option<Type>, val: Option<&'v Val>, case: &'v str) -> Checked<'v> {
    match (ty, val) {
        (Some(ty), Some(val)) => walk(types, ty, val).map_err(Mismatch::from(Step::Case(case))),
        (None, None) => Ok(()),
        (Some(_), None) => Err(Mismatch::other(format!("case `{case}` needs a payload"))),
        (None, Some(_)) => Err(Mismatch::other(format!("case `{case}` has no payload"))),
    }
}

fn member<'v>(names: &[String], name: &String) -> Checked<'v> {
    if names.contains(name) { Ok(()) } else { Err(Mismatch::other(format!("nothing is named `{name}`"))) }
}

#[inline(always)]
fn count<'v>(expected: usize, found: usize, what: &str) -> Checked<'v> {
    if expected == found { Ok(()) } else { Err(wrong_count(expected, found, what)) }
}

#[cold]
#[inline(never)]
fn wrong_count<'v>(expected: usize, found: usize, what: &str) -> Box<Mismatch<'v>> {
    Mismatch::other(format!("expected {expected} {what}, found {found}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use embody_abi::types::TypeTable;

    use super::*;

    fn message(table: TypeTable, ty: Type, val: &Val) -> String {
        check(&Arc::new(Types::new(table).unwrap()), ty, val, format_args!("`p`"))
            .expect_err("a mismatch")
            .to_string()
    }

    #[test]
    fn errors_name_the_place() {
        let mut table = TypeTable::default();
        let option = table.intern(TypeDef::Option(Type::U8));
        let list = table.intern(TypeDef::List(option));
        let record = table.intern(TypeDef::Record(vec![("xs".into(), list)]));
        let wrong = Val::Option(Some(Box::new(Val::U16(1))));
        let val = Val::Record(vec![("xs".into(), Val::List(vec![Val::Option(None), wrong]))]);
        let text = message(table.clone(), record, &val);
        assert_eq!(text, "type mismatch in `p`.xs[1](some): expected u8, found u16");
        let val = Val::Record(vec![("ys".into(), Val::List(vec![]))]);
        assert!(message(table.clone(), record, &val).ends_with("expected field `xs`, found field `ys`"));
        assert!(message(table, record, &Val::U8(0)).ends_with("expected record, found u8"));
    }

    #[test]
    fn names_are_equal_if_all_bytes_are() {
        let name = "the-name-of-a-field";
        for len in 0..=name.len() {
            let same = &name[..len];
            assert!(is_same(same, &name.to_string()[..len]));
            assert!(!is_same(same, &format!("{same}x")));
            for i in 0..len {
                let mut other = same.to_string();
                other.replace_range(i..=i, "X");
                assert!(!is_same(same, &other) && !is_same(&other, same), "{same} {other}");
            }
        }
    }

    #[test]
    fn payloads_and_names_must_match() {
        let mut table = TypeTable::default();
        let variant = table.intern(TypeDef::Variant(vec![("a".into(), None), ("b".into(), Some(Type::U8))]));
        let flags = table.intern(TypeDef::Flags(vec!["r".into(), "w".into()]));
        for (ty, val, what) in [
            (variant, Val::Variant("c".into(), None), "no case is named `c`"),
            (variant, Val::Variant("b".into(), None), "case `b` needs a payload"),
            (variant, Val::Variant("a".into(), Some(Box::new(Val::U8(0)))), "case `a` has no payload"),
            (flags, Val::Flags(vec!["r".into(), "x".into()]), "nothing is named `x`"),
        ] {
            assert!(message(table.clone(), ty, &val).contains(what));
        }
        let types = Arc::new(Types::new(table).unwrap());
        assert!(check(&types, flags, &Val::Flags(vec!["w".into(), "r".into()]), format_args!("")).is_ok());
    }
}
