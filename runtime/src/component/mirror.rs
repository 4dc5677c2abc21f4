//! What generated types and `#[derive]`s need besides the traits: checks of their names, and their errors.

use crate::component::types::Type;
use crate::{Context, Result, bail};

/// `ComponentType::typecheck` of some type.
pub type Typecheck = fn(&Type) -> Result<()>;

/// Checks that `ty` is a record with these fields.
///
/// # Errors
/// If it is not, saying where they differ.
pub fn typecheck_record(ty: &Type, fields: &[(&str, Typecheck)]) -> Result<()> {
    let Type::Record(record) = ty else { return differ(ty, "a record") };
    if record.fields().len() != fields.len() {
        bail!("expected a record of {} fields, found one of {}", fields.len(), record.fields().len());
    }
    for (found, (name, typecheck)) in record.fields().zip(fields) {
        if found.name != *name {
            bail!("expected a field `{name}`, found `{}`", found.name);
        }
        typecheck(&found.ty).with_context(|| format!("type mismatch in field `{name}`"))?;
    }
    Ok(())
}

/// Checks that `ty` is a variant with these cases.
///
/// # Errors
/// If it is not, saying where they differ.
pub fn typecheck_variant(ty: &Type, cases: &[(&str, Option<Typecheck>)]) -> Result<()> {
    let Type::Variant(variant) = ty else { return differ(ty, "a variant") };
    if variant.cases().len() != cases.len() {
        bail!("expected a variant of {} cases, found one of {}", cases.len(), variant.cases().len());
    }
    for (found, (name, typecheck)) in variant.cases().zip(cases) {
        if found.name != *name {
            bail!("expected a case `{name}`, found `{}`", found.name);
        }
        match (&found.ty, typecheck) {
            (Some(ty), Some(typecheck)) => {
                typecheck(ty).with_context(|| format!("type mismatch in case `{name}`"))?;
            }
            (None, None) => {}
            (Some(_), None) => bail!("expected no payload of case `{name}`, found one"),
            (None, Some(_)) => bail!("expected a payload of case `{name}`, found none"),
        }
    }
    Ok(())
}

/// Checks that `ty` is an enum of these names.
///
/// # Errors
/// If it is not, saying where they differ.
pub fn typecheck_enum(ty: &Type, names: &[&str]) -> Result<()> {
    let Type::Enum(e) = ty else { return differ(ty, "an enum") };
    same_names("cases", &mut e.names(), names)
}

/// Checks that `ty` is flags of these names.
///
/// # Errors
/// If it is not, saying where they differ.
pub fn typecheck_flags(ty: &Type, names: &[&str]) -> Result<()> {
    let Type::Flags(flags) = ty else { return differ(ty, "flags") };
    same_names("flags", &mut flags.names(), names)
}

fn same_names(what: &str, found: &mut dyn ExactSizeIterator<Item = &str>, expected: &[&str]) -> Result<()> {
    if found.len() != expected.len() {
        bail!("expected {} {what}, found {}", expected.len(), found.len());
    }
    for (found, expected) in found.zip(expected) {
        if found != *expected {
            bail!("expected `{expected}` among the {what}, found `{found}`");
        }
    }
    Ok(())
}

fn differ(found: &Type, expected: &str) -> Result<()> {
    bail!("expected {expected}, found {found:?}")
}

/// The error of a guest's value that is not of the type of this name.
///
/// # Errors
/// Always.
#[cold]
#[inline(never)]
pub fn invalid<T>(type_name: &str) -> Result<T> {
    bail!("the guest gave a value that is not of type `{type_name}`")
}
