//! Components without behaviour, for worlds of WIT texts.
//!
//! Lines at the start of a text say what a test does with it: `// needs: wasi`, if it names packages of WASI, and
//! `// wasi: own`, if its wrappers have traits of their own for them, `// macro: interfaces` for what that macro makes.

use std::path::Path;

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, PackageMetadata, Resolve};

/// A component without behaviour that has the world of a WIT text, with its docs.
pub(crate) fn component(wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    if says(wit, "needs: wasi") {
        let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let wasi = above.map(|folder| folder.join("wasi/wit")).find(|folder| folder.is_dir()).unwrap();
        resolve.push_path(wasi).unwrap();
    }
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

/// Whether a line at the start of a text says this.
pub(crate) fn says(wit: &str, what: &str) -> bool {
    let mut lines = wit.lines().map_while(|line| line.strip_prefix("// "));
    lines.any(|line| line == what)
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
