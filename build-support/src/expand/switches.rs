//! Switches of proposals in the macro's arguments.
//!
//! In: `{ wide_arithmetic: true, simd: false }`. Out: [`Switches`], in the order in which they stand.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, Token, braced};

use crate::bind::unknown;
use crate::features::{Feature, Features};

/// Proposals that a user turned on or off.
#[derive(Default)]
pub(super) struct Switches(Vec<(Feature, bool)>);

impl Switches {
    /// The defaults, with these changes.
    pub(super) fn features(&self) -> Features {
        self.0
            .iter()
            .fold(Features::default(), |features, (feature, enable)| features.with(*feature, *enable))
    }
}

impl Parse for Switches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(syn::token::Brace) {
            return Err(input.error("expected proposals in braces: `features: { wide_arithmetic: true }`"));
        }
        let content;
        braced!(content in input);
        let mut switches = Self::default();
        for (key, enable) in Punctuated::<_, Token![,]>::parse_terminated_with(&content, switch)? {
            let name = key.to_string();
            let Some(feature) = Feature::from_key(&name) else {
                let known: Vec<&str> = Feature::ALL.iter().map(|feature| feature.key()).collect();
                return Err(syn::Error::new(key.span(), unknown("feature", &name, &known)));
            };
            if switches.0.iter().any(|(seen, _)| *seen == feature) {
                return Err(syn::Error::new(key.span(), format!("`{name}` is given twice")));
            }
            switches.0.push((feature, enable));
        }
        Ok(switches)
    }
}

/// `wide_arithmetic: true`.
fn switch(input: ParseStream<'_>) -> syn::Result<(Ident, bool)> {
    let key = input.parse()?;
    input.parse::<Token![:]>()?;
    Ok((key, input.parse::<LitBool>()?.value))
}

impl ToTokens for Switches {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let switches = self.0.iter().map(|(feature, enable)| {
            let key = format_ident!("{}", feature.key());
            quote!(#key: #enable)
        });
        tokens.extend(quote!({ #(#switches),* }));
    }
}
