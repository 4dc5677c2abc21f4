//! Refusing what is not supported, by the names that the specifications give it.

use wasmparser::Operator;

use crate::error::Error;

/// The error for an operator that no family knows.
pub(super) fn refuse(op: &Operator<'_>, offset: usize) -> Error {
    let (proposal, visitor) = names(op);
    Error::unsupported(offset, format!("{} (`{}`)", title(proposal), text(visitor)))
}

/// Proposal and visitor method of an operator, as `wasmparser` has them.
fn names(op: &Operator<'_>) -> (&'static str, &'static str) {
    macro_rules! define {
        ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
            match op {
                $(Operator::$op { .. } => (stringify!($proposal), stringify!($visit)),)*
                _ => ("unknown", "visit_unknown"),
            }
        };
    }
    wasmparser::for_each_operator!(define)
}

/// What a proposal is called.
fn title(proposal: &str) -> String {
    match proposal {
        "simd" => "SIMD".into(),
        "relaxed_simd" => "relaxed SIMD".into(),
        "gc" => "garbage collection".into(),
        "exceptions" | "legacy_exceptions" => "exception handling".into(),
        "function_references" => "typed function references".into(),
        other => other.replace('_', " "),
    }
}

/// The name of an operator in the text format, from its visitor method.
fn text(visitor: &str) -> String {
    let name = visitor.strip_prefix("visit_").unwrap_or(visitor);
    let Some((first, rest)) = name.split_once('_') else { return name.into() };
    let is_namespace = matches!(
        first,
        "i32" | "i64" | "f32" | "f64" | "v128" | "i8x16" | "i16x8" | "i32x4" | "i64x2" | "f32x4" | "f64x2"
    ) || matches!(
        first,
        "memory" | "table" | "ref" | "struct" | "array" | "i31" | "any" | "extern" | "atomic" | "cont"
    ) && !matches!(name, "table_switch");
    if !is_namespace {
        return name.into();
    }
    let rest = match rest.strip_prefix("atomic_") {
        Some(atomic) => format!("atomic.{}", dotted_width(atomic)),
        None => rest.into(),
    };
    format!("{first}.{rest}")
}

/// `rmw8_add_u` as `rmw8.add_u`.
fn dotted_width(atomic: &str) -> String {
    match atomic.split_once('_') {
        Some((width, rest)) if width.starts_with("rmw") => format!("{width}.{rest}"),
        _ => atomic.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_have_their_names_of_the_text_format() {
        for (visitor, name) in [
            ("visit_i32x4_add", "i32x4.add"),
            ("visit_i32_atomic_rmw8_add_u", "i32.atomic.rmw8.add_u"),
            ("visit_memory_atomic_wait32", "memory.atomic.wait32"),
            ("visit_ref_cast_nullable", "ref.cast_nullable"),
            ("visit_call_ref", "call_ref"),
            ("visit_br_on_null", "br_on_null"),
        ] {
            assert_eq!(text(visitor), name);
        }
    }

    #[test]
    fn a_refusal_names_proposal_operator_and_place() {
        let error = refuse(&Operator::ArrayLen, 7);
        assert_eq!((error.message.as_str(), error.offset), ("garbage collection (`array.len`)", Some(7)));
    }
}
