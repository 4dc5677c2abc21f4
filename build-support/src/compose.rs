//! Components put together before they are compiled.
//!
//! In: components, of which the first is the one to use. Out: one component that exports what the first does. An import of
//! one is satisfied by an export of the first one behind it that has one of the same name, or of a compatible version of the
//! same interface that is not older. What nobody behind it exports stays an import of the whole, where imports of one name
//! are one. `wasm-compose` does the encoding: it is released with the parser that everything here uses, which `wac-graph`
//! is not. With feature `compose` alone; without it, putting together is refused with the way out.

use crate::error::{Error, Result};

/// Puts components together, each with the name that errors give it.
///
/// # Errors
/// If there is none, one of them is not valid, an export is not of the type that is imported, or one behind the first has
/// nothing that those before it import.
#[cfg(feature = "compose")]
pub fn compose(components: &[(String, &[u8])]) -> Result<Vec<u8>> {
    // It asserts some things that validation does not promise.
    let composed = std::panic::catch_unwind(|| composing::compose(components));
    composed.unwrap_or_else(|_| Err(Error::unsupported_anywhere("putting these components together")))
}

/// Puts components together, each with the name that errors give it.
///
/// # Errors
/// Always: it needs the feature.
#[cfg(not(feature = "compose"))]
pub fn compose(_: &[(String, &[u8])]) -> Result<Vec<u8>> {
    Err(Error {
        offset: None,
        ..Error::io("putting components together needs the feature `compose` of `embody`")
    })
}

#[cfg(feature = "compose")]
mod composing {
    use wasm_compose::graph::{
        Component, ComponentId, CompositionGraph, EncodeOptions, ExportIndex, ImportIndex, InstanceId,
    };
    use wasm_encoder::RawSection;
    use wasmparser::names::split_canonical_version;
    use wasmparser::{Encoding, Parser, Payload, Validator, WasmFeatures};
    use wit_parser::PackageMetadata;

    use crate::error::{Error, Result};

    /// A component in the graph.
    struct Member<'a> {
        name: &'a str,
        component: ComponentId,
        instance: InstanceId,
    }

    pub(super) fn compose(components: &[(String, &[u8])]) -> Result<Vec<u8>> {
        let mut graph = CompositionGraph::new();
        let mut members = Vec::new();
        // One for all: types of two would not be compared.
        let mut validator = Validator::new_with_features(WasmFeatures::all());
        for (at, (name, bytes)) in components.iter().enumerate() {
            let bytes = without_docs(bytes).map_err(|error| in_file(name, error))?;
            let parsed = Component::from_bytes(&mut validator, format!("c{at}"), bytes);
            let parsed = parsed.map_err(|error| Error::invalid_anywhere(format!("{name}: {error:#}")))?;
            let component = graph.add_component(parsed).map_err(bug)?;
            let instance = graph.instantiate(component).map_err(bug)?;
            members.push(Member { name, component, instance });
        }
        let Some(first) = members.first() else {
            return Err(Error::invalid_anywhere("there are no components to put together"));
        };
        let first = first.instance;
        let mut used = vec![false; members.len()];
        let mut open = Vec::new();
        for (at, member) in members.iter().enumerate() {
            for (import, name) in imports(&graph, member) {
                let behind = members.iter().enumerate().skip(at + 1);
                let mut found =
                    behind.filter_map(|(at, source)| Some((at, source, export(&graph, source, &name)?)));
                let Some((number, source, export)) = found.next() else {
                    open.push(name);
                    continue;
                };
                graph.connect(source.instance, Some(export), member.instance, import).map_err(|error| {
                    let message = format!(
                        "{} imports `{name}`, which {} exports, but not of the type that is imported: {error:#}",
                        member.name, source.name
                    );
                    Error { offset: None, ..Error::import(0, message) }
                })?;
                used[number] = true;
            }
        }
        if let Some((member, _)) = members.iter().zip(&used).skip(1).find(|(_, used)| !**used) {
            return Err(without_use(&graph, member, &open));
        }
        let options = EncodeOptions { define_components: true, export: Some(first), validate: false };
        graph.encode(options).map_err(|error| Error::invalid_anywhere(format!("putting together: {error:#}")))
    }

    fn in_file(name: &str, error: Error) -> Error {
        Error { message: format!("{name}: {}", error.message), ..error }
    }

    /// A component without the docs of its WIT: inside of another component they would be taken for that one's.
    fn without_docs(component: &[u8]) -> Result<Vec<u8>> {
        let mut out = wasm_encoder::Component::new();
        let mut depth = 0usize;
        for payload in Parser::new(0).parse_all(component) {
            let payload = payload?;
            if depth == 0 && matches!(payload, Payload::Version { encoding: Encoding::Module, .. }) {
                return Err(Error::invalid_anywhere("this is a core module, not a component"));
            }
            let is_part = matches!(payload, Payload::ModuleSection { .. } | Payload::ComponentSection { .. });
            let is_docs = matches!(&payload, Payload::CustomSection(section)
                if section.name().starts_with(PackageMetadata::SECTION_NAME));
            if let (0, false, Some((id, range))) = (depth, is_docs, payload.as_section()) {
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
                let data = component.get(place(range.start)..place(range.end)).unwrap_or_default();
                out.section(&RawSection { id, data });
            }
            if is_part {
                depth += 1;
            } else if let Payload::End(_) = payload {
                depth = depth.saturating_sub(1);
            }
        }
        Ok(out.finish())
    }

    fn bug(error: anyhow::Error) -> Error {
        Error::bug(format!("putting together: {error:#}"))
    }

    fn imports(graph: &CompositionGraph<'_>, member: &Member<'_>) -> Vec<(ImportIndex, String)> {
        let component = graph.get_component(member.component).into_iter();
        component.flat_map(Component::imports).map(|(at, name, _)| (at, name.to_owned())).collect()
    }

    fn exports(graph: &CompositionGraph<'_>, member: &Member<'_>) -> Vec<(ExportIndex, String)> {
        let component = graph.get_component(member.component).into_iter();
        component.flat_map(Component::exports).map(|(at, name, ..)| (at, name.to_owned())).collect()
    }

    /// The export that satisfies an import of this name.
    fn export(graph: &CompositionGraph<'_>, member: &Member<'_>, import: &str) -> Option<ExportIndex> {
        let exports = exports(graph, member);
        let exact = exports.iter().find(|(_, name)| name == import);
        let compatible = || exports.iter().find(|(_, name)| is_compatible(name, import));
        exact.or_else(compatible).map(|(at, _)| *at)
    }

    /// Whether an export is of the imported interface in a version that is compatible and not older.
    fn is_compatible(export: &str, import: &str) -> bool {
        let (Some((export, has)), Some((import, wants))) = (export.split_once('@'), import.split_once('@'))
        else {
            return false;
        };
        let track = |version| split_canonical_version(version).map(|(track, _)| track);
        export == import
            && track(has).is_some()
            && track(has) == track(wants)
            && numbers(has) >= numbers(wants)
    }

    /// The numbers of a version, of which what is compatible has no others.
    fn numbers(version: &str) -> Vec<u64> {
        version.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    }

    /// Says that nobody needs a component, and what would be needed.
    fn without_use(graph: &CompositionGraph<'_>, member: &Member<'_>, open: &[String]) -> Error {
        let list = |names: Vec<String>| match names.is_empty() {
            true => "nothing".to_owned(),
            false => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        };
        let exported = list(exports(graph, member).into_iter().map(|(_, name)| name).collect());
        let mut open = open.to_vec();
        open.sort();
        open.dedup();
        let message = format!(
            "{} exports {exported}, of which those before it import nothing; imports without a match: {}",
            member.name,
            list(open)
        );
        Error { offset: None, ..Error::import(0, message) }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn newer_versions_of_a_track_are_compatible() {
            assert!(
                is_compatible("a:b/c@0.2.6", "a:b/c@0.2.0") && is_compatible("a:b/c@1.10.0", "a:b/c@1.9.3")
            );
            assert!(
                !is_compatible("a:b/c@0.2.0", "a:b/c@0.2.6") && !is_compatible("a:b/c@2.0.0", "a:b/c@1.0.0")
            );
            assert!(!is_compatible("a:b/d@0.2.6", "a:b/c@0.2.0") && !is_compatible("a:b/c", "a:b/c@1.0.0"));
        }
    }
}
