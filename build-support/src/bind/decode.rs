//! From a component's bytes to its [`World`].
//!
//! In: a binary. Out: the WIT world with names, docs and the numbers of its functions, or what is wrong with the binary.

use std::panic::{AssertUnwindSafe, catch_unwind};

use wasmparser::{Encoding, Parser, Payload};
use wit_component::DecodedWasm;
use wit_parser::{PackageMetadata, PackageName, Resolve, WorldId};

use super::order::Order;
use super::world::World;
use crate::error::{Error, ErrorKind, Result};
use crate::parse::Parsed;

/// Reads the world of a component.
///
/// # Errors
/// If the bytes are not a component, not a valid one, or one whose world WIT cannot express.
pub fn decode(component: &[u8]) -> Result<World> {
    decode_given(component, &[])
}

/// [`decode`] of a component that imports these core modules, by name, of which WIT knows nothing.
///
/// # Errors
/// As [`decode`].
pub fn decode_given(component: &[u8], modules: &[(String, Vec<u8>)]) -> Result<World> {
    check_encoding(component)?;
    let component = &*super::given::with_modules(component, modules)?;
    of_order(component, Order::of(component)?)
}

/// As [`decode_given`], of a component that was parsed and so is valid, unless that failed.
///
/// # Errors
/// As [`decode`].
pub(crate) fn decode_parsed(
    component: &[u8],
    modules: &[(String, Vec<u8>)],
    parsed: &Result<Parsed<'_>>,
) -> Result<World> {
    let Ok(parsed) = parsed else { return decode_given(component, modules) };
    let order = Order::with(component, &parsed.types)?;
    of_order(&super::given::with_modules(component, modules)?, order)
}

fn of_order(component: &[u8], order: Order) -> Result<World> {
    let (mut resolve, id) = decode_wit(component)?;
    inject_docs(component, &mut resolve);
    World::new(resolve, id, order)
}

/// The file as a whole is not what it should be: there is no place in it to name.
fn invalid(message: &str) -> Error {
    Error { offset: None, ..Error::invalid(0, message) }
}

/// Refuses what is no component, saying how to make one.
fn check_encoding(bytes: &[u8]) -> Result<()> {
    if !bytes.starts_with(b"\0asm") {
        let message = if std::str::from_utf8(bytes).is_ok_and(|s| s.trim_start().starts_with(['(', ';'])) {
            "this is WebAssembly text; turn it into a binary with `wasm-tools parse -o guest.wasm guest.wat`"
        } else {
            "this is not a WebAssembly file: it does not start with `\\0asm`"
        };
        return Err(invalid(message));
    }
    match Parser::new(0).parse_all(bytes).next() {
        Some(Ok(Payload::Version { encoding: Encoding::Component, .. })) => Ok(()),
        Some(Ok(Payload::Version { encoding: Encoding::Module, .. })) => Err(invalid(
            "this is a core module, not a component; make one of it with `wasm-tools component new module.wasm -o \
             component.wasm` (Rust: build for `wasm32-wasip2`)",
        )),
        Some(Err(error)) => Err(error.into()),
        _ => Err(invalid("this is not a component: it ends before its header does")),
    }
}

/// The decoder asserts some things that validation does not promise, so a panic of it is caught.
fn decode_wit(component: &[u8]) -> Result<(Resolve, WorldId)> {
    let unsupported = |message: String| Error { kind: ErrorKind::Unsupported, message, offset: None };
    match catch_unwind(AssertUnwindSafe(|| wit_component::decode(component))) {
        Ok(Ok(DecodedWasm::Component(resolve, world))) => Ok((resolve, world)),
        Ok(Ok(DecodedWasm::WitPackage(..))) => {
            Err(invalid("this is a WIT package in binary form: it has interfaces, but no code to compile"))
        }
        Ok(Err(error)) => Err(unsupported(format!("a component that WIT cannot describe: {error:#}"))),
        Err(_) => Err(unsupported("a component that WIT cannot describe".to_owned())),
    }
}

/// Applies the docs that `package-docs:NAMESPACE:NAME` sections hold for packages other than the component's own, which
/// the decoder does not know. Docs that do not fit are left out.
fn inject_docs(component: &[u8], resolve: &mut Resolve) {
    let mut depth = 0usize;
    for payload in Parser::new(0).parse_all(component) {
        match payload {
            Ok(Payload::ModuleSection { .. } | Payload::ComponentSection { .. }) => depth += 1,
            Ok(Payload::End(_)) => depth = depth.saturating_sub(1),
            Ok(Payload::CustomSection(section)) if depth == 0 => {
                let Some(name) = section.name().strip_prefix(PackageMetadata::SECTION_NAME) else { continue };
                let Some(package) = package_named(resolve, name) else { continue };
                if let Ok(docs) = PackageMetadata::decode(section.data()) {
                    let _ = docs.inject(resolve, package);
                }
            }
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

fn package_named(resolve: &Resolve, section_suffix: &str) -> Option<wit_parser::PackageId> {
    let (namespace, name) = section_suffix.strip_prefix(':')?.split_once(':')?;
    let is_it = |n: &&PackageName| n.namespace == namespace && n.name == name;
    let found = resolve.package_names.keys().find(is_it)?;
    resolve.package_names.get(found).copied()
}
