//! Core modules in the place of a component's imports of them, since WIT has no such imports.
//!
//! In: a binary, and modules by the names of imports. Out: a binary in which each of these imports is the module itself. An
//! import and a module take the same number, so that nothing else changes.

use std::borrow::Cow;
use std::ops::Range;

use wasm_encoder::{Component, ComponentSectionId, Encode, RawSection};
use wasmparser::{ComponentTypeRef, Parser, Payload};

use crate::error::Result;

/// A component that has these modules where it imported them. What it does not import is not looked at.
///
/// # Errors
/// If the bytes are no component.
pub(super) fn with_modules<'a>(component: &'a [u8], modules: &[(String, Vec<u8>)]) -> Result<Cow<'a, [u8]>> {
    if modules.is_empty() {
        return Ok(Cow::Borrowed(component));
    }
    let mut out = Component::new();
    let mut depth = 0usize;
    for payload in Parser::new(0).parse_all(component) {
        let payload = payload?;
        match &payload {
            Payload::ComponentImportSection(section) if depth == 0 => {
                let mut run = Imports::default();
                let mut imports = section.clone().into_iter_with_offsets().peekable();
                while let Some(import) = imports.next() {
                    let (start, import) = import?;
                    let end = match imports.peek() {
                        Some(Ok((next, _))) => *next,
                        _ => section.range().end,
                    };
                    let given = modules.iter().find(|(name, _)| name == import.name.name);
                    match (import.ty, given) {
                        (ComponentTypeRef::Module(_), Some((_, module))) => {
                            run.finish(&mut out);
                            out.section(&RawSection {
                                id: ComponentSectionId::CoreModule.into(),
                                data: module,
                            });
                        }
                        _ => run.add(bytes(component, start..end)),
                    }
                }
                run.finish(&mut out);
                continue;
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_outer = depth == 0
            || depth == 1
                && matches!(payload, Payload::ModuleSection { .. } | Payload::ComponentSection { .. });
        if let (true, Some((id, range))) = (is_outer, payload.as_section()) {
            out.section(&RawSection { id, data: bytes(component, range) });
        }
    }
    Ok(Cow::Owned(out.finish()))
}

/// Bytes of a file; what the parser says of them is so, and they are there.
fn bytes(file: &[u8], range: Range<u64>) -> &[u8] {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    file.get(place(range.start)..place(range.end)).unwrap_or_default()
}

/// Imports in a row, as they stand in the file.
#[derive(Default)]
struct Imports {
    count: u32,
    bytes: Vec<u8>,
}

impl Imports {
    fn add(&mut self, import: &[u8]) {
        self.count += 1;
        self.bytes.extend(import);
    }

    /// Writes them as a section, unless there are none.
    fn finish(&mut self, out: &mut Component) {
        let Self { count, bytes } = std::mem::take(self);
        if count != 0 {
            let mut data = Vec::new();
            count.encode(&mut data);
            data.extend(bytes);
            out.section(&RawSection { id: ComponentSectionId::Import.into(), data: &data });
        }
    }
}
