//! The macros, as functions from tokens to tokens.
//!
//! In: what a user wrote between the parentheses of `component!`. Out: the expansion, or compile errors at the tokens that
//! they are about. The procedural macros are a shell around this module. Absent by design: code generation ([`bind`] and
//! [`embed`](mod@crate::embed) do it), and any state between expansions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

mod args;
mod choices;
mod derive;
mod interfaces;
mod kept;
mod modules;
mod source;
mod switches;

use args::{ComponentArgs, EmbedArgs};
use source::Inputs;

use crate::bind::derive::Trait;
use crate::bind::{self, BindError, BindOptions, Choices, Linkage, RuntimePath, Wasi};
use crate::embed::{self, invocation::Invocation};
use crate::error::{Error, ErrorKind};
use crate::options::Options;
use crate::parse;
use embody_abi::features::Target;

/// The module that holds an expansion of `component!`.
const MODULE: &str = "__component";

/// Expands `component!`. Whether `embody-wasi` is there is not to be seen from here: `has_wasi` says so.
#[must_use]
pub fn component(input: TokenStream, has_wasi: bool) -> TokenStream {
    try_component(input, has_wasi).unwrap_or_else(|error| error.into_compile_error())
}

/// Expands `interfaces!`.
#[must_use]
pub fn interfaces(input: TokenStream) -> TokenStream {
    interfaces::interfaces(input).unwrap_or_else(syn::Error::into_compile_error)
}

/// Expands `embed!`, the inner macro that a compiler meets for the one target that it compiles for.
#[must_use]
pub fn embed(input: TokenStream) -> TokenStream {
    let args: EmbedArgs = match syn::parse2(input) {
        Ok(args) => args,
        Err(error) => return error.into_compile_error(),
    };
    try_embed(&args).unwrap_or_else(|error| {
        // With an image, though an empty one, this error is the only one.
        let message = error.into_compile_error();
        let empty = embed::empty_image(&args.component.runtime).unwrap_or_default();
        quote!(#message #empty)
    })
}

/// Expands `#[derive(ComponentType)]`.
#[must_use]
pub fn derive_component_type(input: TokenStream) -> TokenStream {
    derive::derive(input, Trait::ComponentType)
}

/// Expands `#[derive(Lower)]`.
#[must_use]
pub fn derive_lower(input: TokenStream) -> TokenStream {
    derive::derive(input, Trait::Lower)
}

/// Expands `#[derive(Lift)]`.
#[must_use]
pub fn derive_lift(input: TokenStream) -> TokenStream {
    derive::derive(input, Trait::Lift)
}

/// Expands `flags!`.
#[must_use]
pub fn flags(input: TokenStream) -> TokenStream {
    derive::flags(input)
}

fn try_component(input: TokenStream, has_wasi: bool) -> syn::Result<TokenStream> {
    let args: ComponentArgs = syn::parse2(input)?;
    // Whatever is wrong with the choices is said even where nothing is compiled.
    for target in Target::ALL {
        options(&args, *target)?;
    }
    let inputs = Inputs::read(&args)?;
    let at_path = |error: Error| inputs.component.error(&error);
    let mut chosen = Options::new(Target::X86_64Linux);
    (chosen.features, chosen.modules) = (args.features.features(), inputs.given());
    let choices = Choices {
        wasi: args.wasi.clone().unwrap_or(if has_wasi { Wasi::Crate } else { Wasi::Missing }),
        ..args.choices.clone()
    };
    let wrappers = kept::wrappers(&inputs.component.bytes, &chosen, args.runtime.clone(), choices);
    let wrappers = wrappers.map_err(|errors| {
        let errors = errors.into_iter().map(|error| args::report(error, at_path));
        let all = errors.reduce(|mut all, error| {
            all.combine(error);
            all
        });
        all.unwrap_or_else(|| at_path(Error::bug("an expansion failed without an error")))
    })?;
    let files = inputs.files().filter_map(source::Source::path_literal).collect::<Vec<_>>();
    Ok(module(&wrappers, &image_module(&args, &inputs), &files))
}

/// The wrappers of a component, for which these choices are made; nothing of them depends on the target.
///
/// # Errors
/// If wrappers cannot be generated, or the component cannot be linked: what is known of why.
pub(crate) fn wrappers(
    component: &[u8],
    options: &Options,
    runtime: RuntimePath,
    choices: Choices,
) -> Result<TokenStream, Vec<BindError>> {
    let Options { features, modules, .. } = options;
    let parsed = parse::parse_given(component, *features, modules);
    let world = bind::decode::decode_parsed(component, modules, &parsed).and_then(|world| {
        bind::check(&world)?;
        Ok(world)
    });
    let (world, linkage) = match (world, parsed.and_then(Linkage::of_parsed)) {
        (Ok(world), Ok(linkage)) => (world, linkage),
        (Err(error), Err(_)) if error.kind != ErrorKind::Unsupported => return Err(vec![error.into()]),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => return Err(vec![error.into()]),
        // The first says what is not supported in terms of WIT, the second where in the file it is needed.
        (Err(in_wit), Err(in_file)) => return Err(vec![in_wit.into(), in_file.into()]),
    };
    bind::bind(&world, &BindOptions { runtime, linkage, choices }).map_err(|error| vec![error])
}

/// The whole of an expansion: wrappers, the module `__image`, and files whose change has the crate compiled again.
pub(crate) fn module(wrappers: &TokenStream, image: &TokenStream, files: &[syn::LitStr]) -> TokenStream {
    let module = format_ident!("{MODULE}");
    quote! {
        #[allow(
            clippy::match_single_binding, clippy::module_inception, clippy::redundant_closure,
            clippy::self_named_constructors, clippy::too_many_arguments, clippy::type_complexity, dead_code,
            reason = "how many there are of something, and what it is called, is the component's choice"
        )]
        mod #module {
            #(const _: &[u8] = ::core::include_bytes!(#files);)*
            #wrappers
            #image
        }
        pub use #module::*;
    }
}

/// The module with the image: one inner macro per target, of which the compiler expands the one that fits.
fn image_module(args: &ComponentArgs, inputs: &Inputs) -> TokenStream {
    let runtime = &args.runtime;
    let conditions = Target::ALL.iter().map(|target| embed::target_cfg(*target)).collect::<Vec<_>>();
    let calls = Target::ALL.iter().zip(&conditions).map(|(target, condition)| {
        let arguments = args.for_target(&embed::target_name(*target), inputs);
        quote! {
            #[cfg(#condition)]
            #runtime::__private::embed! { #arguments }
        }
    });
    let arguments = args.for_target(embed::OTHER_TARGET, inputs);
    quote! {
        mod __image {
            #(#calls)*
            #[cfg(not(any(#(#conditions),*)))]
            #runtime::__private::embed! { #arguments }
        }
    }
}

fn try_embed(args: &EmbedArgs) -> syn::Result<TokenStream> {
    let runtime = &args.component.runtime;
    let at_path = |error: Error| syn::Error::new(args.component.component.literal().span(), error);
    if !Invocation::current().wants_code() {
        return embed::empty_image(runtime).map_err(at_path);
    }
    let target = args.target.ok_or_else(|| at_path(embed::unsupported_target()))?;
    let inputs = Inputs::read(&args.component)?;
    let source = &inputs.component;
    if inputs.hash() != args.hash {
        return Err(source.error_text("the component changed while it was being compiled: build again"));
    }
    let mut options = options(&args.component, target)?;
    options.modules = inputs.given();
    embed::image(&source.bytes, &options, runtime).map_err(|error| source.error(&error))
}

/// What a user chose, for one target. A processor is that of one target; the others use their baseline.
fn options(args: &ComponentArgs, target: Target) -> syn::Result<Options> {
    let mut options = Options::new(target);
    if let Some(cpu) = &args.cpu {
        let name = cpu.value();
        let known_elsewhere = |other: &&Target| **other != target && Options::new(**other).cpu(&name).is_ok();
        options = match options.clone().cpu(&name) {
            Ok(options) => options,
            Err(_) if Target::ALL.iter().any(|other| known_elsewhere(&other)) => options,
            Err(error) => return Err(syn::Error::new(cpu.span(), error)),
        };
    }
    options.features = args.features.features();
    if let Some(level) = &args.opt_level {
        options.opt_level = args::opt_level(level)?;
    }
    if let Some(kind) = &args.memory {
        options.memory = args::memory(kind)?;
    }
    Ok(options)
}
