//! Components without behaviour, for worlds of WIT texts.

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, PackageMetadata, Resolve};

/// A component without behaviour that has the world of a WIT text, with its docs.
pub(crate) fn component(wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let package = resolve.push_str("test.wit", wit).unwrap_or_else(|error| panic!("{error:#}\n{wit}"));
    let world = resolve.select_world(&[package], None).unwrap();
    let mut module = dummy_module(&resolve, world, ManglingAndAbi::Legacy(LiftLowerAbi::Sync));
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false).unwrap();
    let mut encoder = ComponentEncoder::default();
    // What is made of several versions of an interface is for the wrappers to say.
    encoder.merge_imports_based_on_semver(false);
    let mut out = encoder.module(&module).unwrap().encode().unwrap();

    // The decoder calls the world `root`, of which these are the docs; those of interfaces have a section of their own.
    let name = resolve.packages[package].name.clone();
    let section = format!("{}:{}:{}", PackageMetadata::SECTION_NAME, name.namespace, name.name);
    let mut of_world = resolve.clone();
    of_world.packages[package].interfaces.clear();
    of_world.packages[package].worlds = [("root".to_owned(), world)].into_iter().collect();
    custom_section(&mut out, PackageMetadata::SECTION_NAME, &PackageMetadata::extract(&of_world, package));
    resolve.packages[package].worlds.clear();
    custom_section(&mut out, &section, &PackageMetadata::extract(&resolve, package));
    out
}

fn custom_section(component: &mut Vec<u8>, name: &str, docs: &PackageMetadata) {
    let mut content = leb128(name.len());
    content.extend(name.as_bytes());
    content.extend(docs.encode().unwrap());
    component.push(0);
    component.extend(leb128(content.len()));
    component.extend(content);
}

fn leb128(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(byte);
            return out;
        }
        out.push(byte | 0x80);
    }
}
