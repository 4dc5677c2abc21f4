//! Core modules in the macro's arguments, for those that the component imports.
//!
//! In: `{ "import name": "file.wasm" }`. Out: [`ModuleFiles`], and what is in the files.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{LitStr, Token, braced};

use super::source::Source;

/// Names of imports, each with the path of a module.
#[derive(Clone, Default)]
pub(super) struct ModuleFiles(Vec<(LitStr, LitStr)>);

impl ModuleFiles {
    /// Reads the files.
    pub(super) fn read(&self) -> syn::Result<Vec<(String, Source)>> {
        self.0.iter().map(|(name, path)| Ok((name.value(), Source::read(path)?))).collect()
    }

    /// The same with absolute paths.
    pub(super) fn absolute(&self, files: &[(String, Source)]) -> Self {
        let paths = self.0.iter().zip(files);
        let absolute = |path: &LitStr, file: &Source| file.path_literal().unwrap_or_else(|| path.clone());
        Self(paths.map(|((name, path), (_, file))| (name.clone(), absolute(path, file))).collect())
    }
}

impl Parse for ModuleFiles {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(syn::token::Brace) {
            return Err(
                input.error("expected core modules in braces: `modules: { \"name\": \"file.wasm\" }`")
            );
        }
        let content;
        braced!(content in input);
        let mut modules: Vec<(LitStr, LitStr)> = Vec::new();
        for (name, path) in Punctuated::<_, Token![,]>::parse_terminated_with(&content, module)? {
            if modules.iter().any(|(seen, _)| seen.value() == name.value()) {
                return Err(syn::Error::new(name.span(), format!("`{}` is given twice", name.value())));
            }
            modules.push((name, path));
        }
        Ok(Self(modules))
    }
}

/// `"name": "file.wasm"`.
fn module(input: ParseStream<'_>) -> syn::Result<(LitStr, LitStr)> {
    let name = input.parse()?;
    input.parse::<Token![:]>()?;
    Ok((name, input.parse()?))
}

impl ToTokens for ModuleFiles {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let modules = self.0.iter().map(|(name, path)| quote!(#name: #path));
        tokens.extend(quote!({ #(#modules),* }));
    }
}
