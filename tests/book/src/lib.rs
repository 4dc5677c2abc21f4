//! The chapters of `docs/src`, whose examples are tests here.

macro_rules! chapters {
    ($($name:ident $file:literal)*) => {
        $(#[doc = include_str!(concat!("../../../docs/src/", $file))] pub mod $name {})*
    };
}

chapters! {
    first "first.md"
    imports "imports.md"
    resources "resources.md"
    choices "choices.md"
    build_rs "build-rs.md"
    traps "traps.md"
    wasi "wasi.md"
}
