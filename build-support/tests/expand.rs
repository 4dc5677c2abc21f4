//! Expansions of the worlds in `tests/expand`: `EMBODY_BLESS=1` writes what is compared.
//!
//! The first line of a world says what of its expansion is shown, by the names of root items: `// shows: Instance
//! imports`. A world that is refused has its errors in a file `.err` instead.

use std::fs;
use std::path::{Path, PathBuf};

use embody_build::bind::{BindError, BindOptions, Choices, Linkage, RuntimePath, bind, check, decode};
use embody_build::error::{Error, Result};
use embody_build::features::Features;
use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, PackageMetadata, Resolve};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand")
}

fn files(extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

/// A component without behaviour that has the world of a WIT text, with its docs.
fn component(wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let package = resolve.push_str("test.wit", wit).unwrap_or_else(|error| panic!("{error:#}\n{wit}"));
    let world = resolve.select_world(&[package], None).unwrap();
    let mut module = dummy_module(&resolve, world, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false).unwrap();
    let mut out = ComponentEncoder::default().module(&module).unwrap().encode().unwrap();

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

fn expansion(wit: &str) -> Result<syn::File> {
    let component = component(wit);
    let world = decode::decode(&component)?;
    check(&world)?;
    let linkage = Linkage::of(&component, Features::all(), &[])?;
    let tokens =
        bind(&world, &BindOptions { runtime: RuntimePath::default(), linkage, choices: Choices::default() });
    let tokens = tokens.map_err(|error| match error {
        BindError::Component(error) => error,
        BindError::Choice(error) => Error::invalid_anywhere(error.message),
    })?;
    Ok(syn::parse2(tokens).expect("an expansion is Rust"))
}

/// The items that the first line of a world asks for; an item without a name belongs to the one before.
fn shown(wit: &str, mut file: syn::File) -> String {
    let names = wit
        .lines()
        .next()
        .and_then(|l| l.strip_prefix("// shows: "))
        .expect("a line that says what is shown");
    let names: Vec<_> = names.split(' ').collect();
    let mut show = false;
    file.items.retain(|item| {
        show = item_name(item).map_or(show, |name| names.contains(&name.as_str()));
        show
    });
    prettyplease::unparse(&file)
}

fn item_name(item: &syn::Item) -> Option<String> {
    use syn::Item;
    let ident = match item {
        Item::Mod(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Use(_) => return Some(String::new()),
        _ => return None,
    };
    Some(ident.to_string())
}

#[test]
fn expansions_are_what_they_were() {
    let bless = std::env::var_os("EMBODY_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for path in files("wit") {
        let wit = fs::read_to_string(&path).unwrap();
        let (extension, text) = match expansion(&wit) {
            Ok(file) => ("rs", shown(&wit, file)),
            Err(error) => ("err", format!("{error}\n")),
        };
        let expected = path.with_extension(extension);
        if bless {
            fs::write(expected, text).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("{}\n{text}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "EMBODY_BLESS=1 rewrites:\n{}", wrong.join("\n"));
}

#[test]
fn every_golden_file_has_its_source() {
    let dead: Vec<_> = [files("rs"), files("err")].concat();
    let dead: Vec<_> = dead.into_iter().filter(|path| !path.with_extension("wit").exists()).collect();
    assert!(dead.is_empty(), "{dead:?}");
}
