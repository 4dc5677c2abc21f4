//! Expansions of the worlds in `tests/expand`: `EMBODY_BLESS=1` writes what is compared.
//!
//! The first line of a world says what of its expansion is shown, by the names of root items: `// shows: Instance
//! imports`. A world that is refused has its errors in a file `.err` instead.

mod dummy;

use std::fs;
use std::path::{Path, PathBuf};

use embody_build::bind::{
    BindError, BindOptions, Choices, Linkage, RuntimePath, Wasi, bind, check, decode, interfaces,
};
use embody_build::error::{Error, Result};
use embody_build::features::Features;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand")
}

fn files(extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

fn expansion(wit: &str) -> Result<syn::File> {
    let component = dummy::component(wit);
    let world = decode::decode(&component)?;
    check(&world)?;
    let linkage = Linkage::of(&component, Features::all(), &[])?;
    let mut choices = Choices::default();
    if dummy::says(wit, "wasi: own") {
        choices.wasi = Wasi::Own;
    }
    let options = BindOptions { runtime: RuntimePath::default(), linkage, choices };
    let is_interfaces = dummy::says(wit, "macro: interfaces");
    let tokens = if is_interfaces { interfaces(&world, &options) } else { bind(&world, &options) };
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
        Item::Fn(item) => &item.sig.ident,
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
