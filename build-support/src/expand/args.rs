//! Arguments of the macros.
//!
//! `component!("path")`, `component!("path" + "path")`, or `component!({ path: "path", cpu: "x86-64-v3", … })`. The inner macro gets the same braces with a few
//! more keys, which users have no use for. Values of braces of their own are read by [`super::switches`],
//! [`super::modules`] and [`super::choices`].

use embody_abi::features::Target;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token, braced};

use super::choices;
use super::modules::ModuleFiles;
use super::source::{Inputs, Source};
use super::switches::Switches;
use crate::bind::{BindError, Choices, RuntimePath, Wasi, unknown};
use crate::embed;
use crate::options::{MemoryKind, OptLevel};

/// Keys that a user can write.
const KEYS: &[&str] = &[
    "path",
    "inline",
    "compose",
    "modules",
    "imports",
    "with",
    "derives",
    "types",
    "params",
    "errors",
    "wasi",
    "cpu",
    "opt_level",
    "memory",
    "features",
    "crate",
];

/// Keys that the expansion writes.
const INTERNAL: &[&str] = &["target", "hash"];

/// What a user wrote.
pub(super) struct ComponentArgs {
    pub(super) component: Place,
    pub(super) modules: ModuleFiles,
    pub(super) cpu: Option<LitStr>,
    pub(super) opt_level: Option<LitStr>,
    pub(super) memory: Option<LitStr>,
    pub(super) features: Switches,
    pub(super) runtime: RuntimePath,
    pub(super) choices: Choices,
    /// Where the host's side of WASI is, if the user said so.
    pub(super) wasi: Option<Wasi>,
}

/// Where a component is.
pub(super) enum Place {
    /// In the file at a path.
    Path(LitStr),
    /// In the macro's arguments, as text.
    Inline(LitStr),
    /// In the files at these paths, put together. There is one at least.
    Composed(LitStr, Vec<LitStr>),
}

impl Place {
    /// The tokens that errors about the component are at.
    pub(super) fn literal(&self) -> &LitStr {
        match self {
            Self::Path(literal) | Self::Inline(literal) | Self::Composed(literal, _) => literal,
        }
    }
}

/// What `component!` passes to the inner macro.
pub(super) struct EmbedArgs {
    pub(super) component: ComponentArgs,
    /// None where the compiler compiles for one that is not supported.
    pub(super) target: Option<Target>,
    /// Hash of what the wrappers were generated from.
    pub(super) hash: u64,
}

impl ComponentArgs {
    /// The inner macro's arguments for a target.
    pub(super) fn for_target(&self, target: &str, inputs: &Inputs) -> TokenStream {
        let Self { cpu, opt_level, memory, features, runtime, .. } = self;
        let modules = self.modules.absolute(&inputs.modules);
        let component = match (&self.component, inputs.component.path_literal()) {
            (Place::Composed(..), _) => {
                let paths = inputs.parts.iter().filter_map(Source::path_literal);
                quote!(compose: [#(#paths),*])
            }
            (Place::Path(_), Some(path)) => quote!(path: #path),
            (Place::Path(literal) | Place::Inline(literal), _) => quote!(inline: #literal),
        };
        let cpu = cpu.as_ref().map(|cpu| quote!(cpu: #cpu,));
        let opt_level = opt_level.as_ref().map(|level| quote!(opt_level: #level,));
        let memory = memory.as_ref().map(|kind| quote!(memory: #kind,));
        let hash = inputs.hash();
        quote! {
            #component, modules: #modules, #cpu #opt_level #memory features: #features, crate: #runtime,
            target: #target, hash: #hash
        }
    }
}

impl Parse for ComponentArgs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Err(input.error("expected the path of a component: component!(\"guest.wasm\")"));
        }
        if input.peek(LitStr) {
            let path = input.parse()?;
            let mut others = Vec::new();
            while input.parse::<Option<Token![+]>>()?.is_some() {
                others.push(input.parse()?);
            }
            input.parse::<Option<Token![,]>>()?;
            let is_one = others.is_empty();
            return Ok(Keys::default().of(if is_one {
                Place::Path(path)
            } else {
                Place::Composed(path, others)
            }));
        }
        if !input.peek(syn::token::Brace) {
            return Err(input.error("expected a path in quotes, or `{ path: \"guest.wasm\", … }`"));
        }
        let content;
        let braces = braced!(content in input).span;
        let keys = Keys::parse(&content, KEYS)?;
        let missing = || {
            syn::Error::new(braces.join(), "`path` is missing, or `inline`, or `compose`: which component?")
        };
        keys.component()?.ok_or_else(missing)
    }
}

impl Parse for EmbedArgs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let keys = Keys::parse(input, &[KEYS, INTERNAL].concat())?;
        let internal = || syn::Error::new(input.span(), "this macro is for expansions of `component!` alone");
        Ok(Self {
            target: embed::target_named(&keys.target.as_ref().ok_or_else(internal)?.value()),
            hash: keys.hash.ok_or_else(internal)?,
            component: keys.component()?.ok_or_else(internal)?,
        })
    }
}

/// Values of the keys that were there, of any macro that has keys.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) path: Option<LitStr>,
    pub(super) inline: Option<LitStr>,
    pub(super) world: Option<LitStr>,
    compose: Option<(LitStr, Vec<LitStr>)>,
    modules: Option<ModuleFiles>,
    pub(super) choices: Choices,
    wasi: Option<Wasi>,
    cpu: Option<LitStr>,
    opt_level: Option<LitStr>,
    memory: Option<LitStr>,
    features: Option<Switches>,
    pub(super) runtime: Option<RuntimePath>,
    target: Option<LitStr>,
    hash: Option<u64>,
}

impl Keys {
    /// Reads those that are `known`.
    pub(super) fn parse(input: ParseStream<'_>, known: &[&str]) -> syn::Result<Self> {
        let mut keys = Self::default();
        let mut seen = Vec::new();
        while !input.is_empty() {
            let key = Ident::parse_any(input)?;
            let name = key.to_string();
            if !known.contains(&name.as_str()) {
                let users = known.iter().filter(|key| !INTERNAL.contains(key)).collect::<Vec<_>>();
                return Err(syn::Error::new(key.span(), unknown("option", &name, &users)));
            }
            if seen.contains(&name) {
                return Err(syn::Error::new(key.span(), format!("`{name}` is given twice")));
            }
            seen.push(name.clone());
            input.parse::<Token![:]>()?;
            match name.as_str() {
                "path" => keys.path = Some(input.parse()?),
                "world" => keys.world = Some(input.parse()?),
                "inline" => keys.inline = Some(input.parse()?),
                "compose" => keys.compose = Some(choices::compose(input)?),
                "imports" => keys.choices.imports = Some(choices::imports(input)?),
                "with" => keys.choices.with = choices::with(input)?,
                "derives" => keys.choices.derives = choices::derives(input)?,
                "types" => keys.choices.types = choices::types(input)?,
                "wasi" => keys.wasi = Some(choices::wasi(input)?),
                "errors" => keys.choices.errors = choices::errors(input)?,
                "params" => keys.choices.params = choices::params(input)?,
                "modules" => keys.modules = Some(input.parse()?),
                "cpu" => keys.cpu = Some(input.parse()?),
                "opt_level" => keys.opt_level = Some(input.parse()?),
                "memory" => keys.memory = Some(input.parse()?),
                "features" => keys.features = Some(input.parse()?),
                "crate" => keys.runtime = Some(input.parse()?),
                "target" => keys.target = Some(input.parse()?),
                _ => keys.hash = Some(input.parse::<syn::LitInt>()?.base10_parse()?),
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(keys)
    }

    fn component(mut self) -> syn::Result<Option<ComponentArgs>> {
        if let Some(level) = &self.opt_level {
            self::opt_level(level)?;
        }
        if let Some(kind) = &self.memory {
            self::memory(kind)?;
        }
        let path = self.path.take().map(|path| ("path", Place::Path(path)));
        let inline = self.inline.take().map(|text| ("inline", Place::Inline(text)));
        let composed = self.compose.take().map(|(first, rest)| ("compose", Place::Composed(first, rest)));
        let mut places = path.into_iter().chain(inline).chain(composed);
        match (places.next(), places.next()) {
            (Some((key, _)), Some((_, other))) => {
                let message = format!("there is a `{key}` already: a component is in one place");
                Err(syn::Error::new(other.literal().span(), message))
            }
            (Some((_, place)), None) => Ok(Some(self.of(place))),
            (None, _) => Ok(None),
        }
    }

    /// What was chosen for a component.
    fn of(self, component: Place) -> ComponentArgs {
        let Self { modules, choices, wasi, cpu, opt_level, memory, features, runtime, .. } = self;
        ComponentArgs {
            component,
            choices,
            wasi,
            modules: modules.unwrap_or_default(),
            cpu,
            opt_level,
            memory,
            features: features.unwrap_or_default(),
            runtime: runtime.unwrap_or_default(),
        }
    }
}

/// How hard to optimise, by name.
pub(super) fn opt_level(name: &LitStr) -> syn::Result<OptLevel> {
    match name.value().as_str() {
        "none" => Ok(OptLevel::None),
        "speed" => Ok(OptLevel::Speed),
        "speed_and_size" => Ok(OptLevel::SpeedAndSize),
        other => {
            let message = format!("`{other}` is not one of `none`, `speed` and `speed_and_size`");
            Err(syn::Error::new(name.span(), message))
        }
    }
}

/// How memories are reserved, by name.
pub(super) fn memory(name: &LitStr) -> syn::Result<MemoryKind> {
    let text = name.value();
    MemoryKind::from_name(&text).ok_or_else(|| {
        let known: Vec<&str> = MemoryKind::ALL.iter().map(|kind| kind.name()).collect();
        syn::Error::new(name.span(), unknown("kind of memory", &text, &known))
    })
}

/// An error of the generator, at the tokens that it is about.
pub(super) fn report(
    error: BindError,
    at_path: impl FnOnce(crate::error::Error) -> syn::Error,
) -> syn::Error {
    match error {
        BindError::Choice(error) => syn::Error::new(error.span, error.message),
        BindError::Component(error) => at_path(error),
    }
}
