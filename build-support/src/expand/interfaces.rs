//! `interfaces!`: host traits and types from WIT, without a component.
//!
//! In: `"wit"`, or `{ path: "wit", world: "name", … }`: a file, or a folder with its `deps`. Out: the types and `Host` traits
//! of what the world imports, in the tree of modules that `component!` makes, so that `with` can name them.

use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token, braced};
use wit_parser::Resolve;

use super::args::{Keys, report};
use super::source::absolute;
use crate::bind::{self, BindOptions, Choices, Linkage, RuntimePath, Wasi, World};

/// Keys that a user can write.
const KEYS: &[&str] = &["path", "inline", "world", "with", "derives", "types", "params", "errors", "crate"];

/// What a user wrote.
#[derive(Default)]
struct InterfacesArgs {
    path: Option<LitStr>,
    inline: Option<LitStr>,
    world: Option<LitStr>,
    runtime: RuntimePath,
    choices: Choices,
}

/// Expands `interfaces!`.
pub(super) fn interfaces(input: TokenStream) -> syn::Result<TokenStream> {
    let args: InterfacesArgs = syn::parse2(input)?;
    let span = args.path.iter().chain(&args.inline).next().map_or_else(Span::call_site, LitStr::span);
    let (world, files) = read(&args).map_err(|message| syn::Error::new(span, message))?;
    let at_path = |error: crate::error::Error| syn::Error::new(span, error);
    bind::check(&world).map_err(at_path)?;
    let linkage = Linkage::of_imports(&world);
    let choices = Choices { wasi: Wasi::Own, ..args.choices };
    let options = BindOptions { runtime: args.runtime, linkage, choices };
    let items = bind::interfaces(&world, &options).map_err(|error| report(error, at_path))?;
    let files = files.iter().map(|file| LitStr::new(&file.to_string_lossy(), span));
    Ok(quote! {
        // Whoever changes the interfaces has the crate compiled again.
        #(const _: &[u8] = ::core::include_bytes!(#files);)*
        #items
    })
}

/// The world that was asked for, and the files that it is from.
fn read(args: &InterfacesArgs) -> Result<(World, Vec<PathBuf>), String> {
    let mut resolve = Resolve { all_features: true, ..Resolve::default() };
    let (package, files) = match (&args.path, &args.inline) {
        (Some(path), _) => {
            let path = absolute(Path::new(&path.value()));
            if !path.exists() {
                return Err(format!(
                    "there is no file or folder {} (paths are relative to the directory of the package's Cargo.toml)",
                    path.display()
                ));
            }
            let (package, sources) = resolve.push_path(&path).map_err(|error| format!("{error:#}"))?;
            (package, sources.paths().map(Path::to_owned).collect())
        }
        (None, Some(text)) => {
            let package = resolve.push_str("inline", &text.value()).map_err(|error| format!("{error:#}"))?;
            (package, Vec::new())
        }
        (None, None) => return Err("`path` is missing, or `inline`: which interfaces?".to_owned()),
    };
    let world = args.world.as_ref().map(LitStr::value);
    let world = resolve.select_world(&[package], world.as_deref()).map_err(|error| format!("{error:#}"))?;
    Ok((World::of_wit(resolve, world), files))
}

impl Parse for InterfacesArgs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let path = Some(input.parse()?);
            input.parse::<Option<Token![,]>>()?;
            return Ok(Self { path, ..Self::default() });
        }
        if !input.peek(syn::token::Brace) {
            return Err(input.error("expected a path in quotes, or `{ path: \"wit\", world: \"name\" }`"));
        }
        let content;
        braced!(content in input);
        let Keys { path, inline, world, runtime, choices, .. } = Keys::parse(&content, KEYS)?;
        Ok(Self { path, inline, world, runtime: runtime.unwrap_or_default(), choices })
    }
}
