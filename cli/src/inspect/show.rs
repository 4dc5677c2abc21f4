//! An inspection as text for people.

use std::fmt::Write as _;

use super::layout::{CoreModule, Memory};
use super::{Function, Inspection};
use crate::output::{DIM, HEADING, NAME, bytes, count, styled};

/// The text.
pub(super) fn text(inspection: &Inspection) -> String {
    let mut out = String::new();
    head(&mut out, inspection);
    world(&mut out, inspection);
    functions(&mut out, "Imports", "functions that the host implements", &inspection.imports);
    functions(&mut out, "Exports", "functions with their constant indices", &inspection.exports);
    module_imports(&mut out, &inspection.module_imports);
    modules(&mut out, &inspection.core_modules);
    proposals(&mut out, inspection);
    out
}

fn heading(out: &mut String, name: &str, what: &str) {
    let what = if what.is_empty() { String::new() } else { styled(DIM, format!(" ({what})")) };
    line(out, &format!("\n{}{what}", styled(HEADING, name)));
}

/// Adds a line. Writing to a string cannot fail.
fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}

fn size(count: u64) -> String {
    bytes(usize::try_from(count).unwrap_or(usize::MAX))
}

fn head(out: &mut String, inspection: &Inspection) {
    let Inspection { file, bytes: total, sizes, .. } = inspection;
    line(out, &format!("{}: a component of {}", styled(NAME, file), bytes(*total)));
    let parts = [
        (sizes.code, "code"),
        (sizes.data, "data"),
        (sizes.custom, "custom sections"),
        (sizes.other, "the rest"),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(bytes, _)| *bytes > 0)
        .map(|(bytes, what)| format!("{what} {}", size(*bytes)))
        .collect();
    line(out, &format!("  {}", parts.join(", ")));
}

fn world(out: &mut String, inspection: &Inspection) {
    heading(out, "World", "");
    match (&inspection.wit, &inspection.no_wit) {
        (Some(wit), _) => {
            for text in wit.trim_end().lines() {
                line(out, format!("  {text}").trim_end());
            }
        }
        (None, Some(error)) => line(out, &format!("  none: {error}")),
        (None, None) => {}
    }
}

fn functions(out: &mut String, name: &str, what: &str, functions: &[Function]) {
    if functions.is_empty() {
        return;
    }
    heading(out, name, what);
    let mut last = None;
    for Function { index, interface, name } in functions {
        if interface.is_some() && last != interface.as_ref() {
            line(out, &format!("  {}", styled(DIM, interface.as_deref().unwrap_or_default())));
        }
        last = interface.as_ref();
        line(out, &format!("  {index:>4}  {}", styled(NAME, name)));
    }
}

fn module_imports(out: &mut String, paths: &[Vec<String>]) {
    if paths.is_empty() {
        return;
    }
    heading(out, "Imported core modules", "given by --module");
    for path in paths {
        line(out, &format!("  {}", styled(NAME, path.join("/"))));
    }
}

fn modules(out: &mut String, modules: &[CoreModule]) {
    if modules.is_empty() {
        return;
    }
    heading(out, "Core modules", "");
    for (index, module) in modules.iter().enumerate() {
        let name = module.name.as_deref().map(|name| format!("{}: ", styled(NAME, name))).unwrap_or_default();
        let functions = count(module.functions as usize, "function");
        let mut parts = vec![format!("{}, {functions}", size(module.bytes))];
        if module.imported_functions > 0 {
            parts.push(format!("{} imported", module.imported_functions));
        }
        for (bytes, what) in [(module.code_bytes, "code"), (module.data_bytes, "data")] {
            if bytes > 0 {
                parts.push(format!("{what} {}", size(bytes)));
            }
        }
        parts.extend(module.memories.iter().map(memory));
        line(out, &format!("  {index:>4}  {name}{}", parts.join(", ")));
    }
}

fn memory(memory: &Memory) -> String {
    let text = |bytes: u128| {
        let units = [(1_u128 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
        let unit = units.iter().find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit));
        unit.map_or_else(|| format!("{bytes} B"), |(unit, name)| format!("{} {name}", bytes / unit))
    };
    let max = memory.max_bytes.map(|max| format!(" to {}", text(max))).unwrap_or_default();
    format!("memory {}{max}", text(memory.min_bytes))
}

fn proposals(out: &mut String, inspection: &Inspection) {
    if inspection.proposals.is_empty() {
        return;
    }
    heading(out, "Proposals needed", "beyond WebAssembly 1.0");
    for proposal in &inspection.proposals {
        let off = if proposal.default {
            String::new()
        } else {
            format!("  off unless turned on: --feature {}=true", proposal.name)
        };
        line(out, &format!("  {}{off}", styled(NAME, proposal.proposal)));
    }
}
