//! What is common to the functions that wrappers call and those that they let a guest call.

use embody_abi::canonical::Direction;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use wit_parser::{Function, FunctionKind, TypeId};

use super::errors::host_error;
use super::flat::{FlatTypes, core_type};
use super::idents::{Taken, snake};
use super::modules::relative;
use super::quotes::{result, std_result};
use super::rust_types::{Generic, RustTypes};
use super::scope::Scope;
use super::wide::{field, is_wide};

/// A WIT function in Rust terms, as one module sees it.
pub(crate) struct Signature {
    /// Name of each parameter.
    pub(crate) names: Vec<Ident>,
    /// Type of each parameter.
    pub(crate) params: Vec<TokenStream>,
    /// Type parameters.
    generics: Vec<Generic>,
    /// Type of the result; `()` if there is none.
    pub(crate) result: TokenStream,
    /// What the function in Rust returns: the result, or a trap.
    returns: TokenStream,
    /// What the host must be.
    pub(crate) bound: TokenStream,
}

impl Signature {
    /// A function that wrappers call.
    pub(crate) fn of_export(types: &RustTypes<'_>, function: &Function) -> Self {
        let types = &types.clone().of_function(function);
        let mut generics = Vec::new();
        let mut write = |ty| types.param(function, ty, (!is_wide(function)).then_some(&mut generics));
        let params = function.params.iter().map(|p| write(&p.ty)).collect();
        Self::new(&types.lifting(true), function, params, generics)
    }

    /// A function that a guest calls.
    pub(crate) fn of_import(types: &RustTypes<'_>, function: &Function) -> Self {
        let types = &types.clone().of_function(function);
        let lifting = types.lifting(true);
        let params = function.params.iter().map(|p| lifting.param(function, &p.ty, None)).collect();
        let mut signature = Self::new(types, function, params, Vec::new());
        if let Some((error, ok)) = host_error(types.scope, function) {
            signature.returns = std_result(&types.owned_or_unit(ok), error);
        }
        signature
    }

    fn new(
        types: &RustTypes<'_>,
        function: &Function,
        params: Vec<TokenStream>,
        generics: Vec<Generic>,
    ) -> Self {
        // `instance` is what methods of resources call that is the first, `see` the last of methods that show.
        let mut taken = Taken::by(&["instance", "see"]);
        // A method borrows its resource first.
        let receiver = resource_of(function).filter(|_| matches!(function.kind, FunctionKind::Method(_)));
        let receiver = receiver.and_then(|id| types.scope.type_def(id).name.clone());
        let name = |(i, name): (usize, &str)| match &receiver {
            Some(resource) if i == 0 => snake(resource),
            _ => snake(name),
        };
        let names = function.params.iter().map(|p| p.name.as_str()).enumerate();
        let returned = types.owned_or_unit(function.result.as_ref());
        Self {
            names: names.map(|param| taken.take(name(param))).collect(),
            params,
            generics,
            returns: result(&returned),
            result: returned,
            bound: types.bound(function),
        }
    }

    /// `(&mut self, name: &str) -> embody::Result<String>`, with its type parameters in front.
    pub(crate) fn rust(&self) -> TokenStream {
        self.rust_with(&quote!(), &quote!(&mut self), 0)
    }

    /// The same for a method that has a last parameter which sees the result, and returns what that returns, an `O`.
    pub(crate) fn rust_seen(&self, see: &TokenStream) -> TokenStream {
        let Self { names, params, bound, .. } = self;
        let generics = self.generics();
        let generics = quote!(<O, #(#generics),*>);
        let result = result(&quote!(O));
        quote!(#generics (&mut self #(, #names: #params)*, #see) -> #result #bound)
    }

    /// The same with these type parameters and these parameters instead of the first ones, of this number.
    pub(crate) fn rust_with(
        &self,
        more_generics: &TokenStream,
        first: &TokenStream,
        skip: usize,
    ) -> TokenStream {
        let Self { names, params, bound, returns, .. } = self;
        let (names, params, generics) = (&names[skip..], &params[skip..], self.generics());
        let generics = (!generics.is_empty() || !more_generics.is_empty())
            .then(|| quote!(<#more_generics #(#generics),*>));
        quote!(#generics (#first #(, #names: #params)*) -> #returns #bound)
    }

    /// The type parameters, with what is known of them.
    fn generics(&self) -> Vec<TokenStream> {
        self.generics.iter().map(|Generic { name, bound }| quote!(#name: #bound)).collect()
    }

    /// The type of the parameters as one value: a tuple, or the struct `wide`.
    pub(crate) fn params_type(&self, wide: Option<&TokenStream>) -> TokenStream {
        let params = &self.params;
        wide.cloned().unwrap_or_else(|| quote!((#(#params,)*)))
    }

    /// The parameters as one value, from these names: an expression, and a pattern.
    pub(crate) fn params_value(names: &[impl ToTokens], wide: Option<&TokenStream>) -> TokenStream {
        let fields = (0..names.len()).map(field);
        match wide {
            Some(path) => quote!(#path { #(#fields: #names),* }),
            None => quote!((#(#names,)*)),
        }
    }
}

/// A function's name in Rust, where it is that of its resource or of no resource.
pub(crate) fn function_name(function: &Function) -> Ident {
    snake(&wit_name(function))
}

/// A function's name, without that of its resource.
pub(crate) fn wit_name(function: &Function) -> String {
    use FunctionKind::{Constructor, MethodSetter, Setter, StaticSetter};
    // `[method]resource.name`, `[constructor]resource`, or the name alone.
    let (_, name) = function.name.split_once(']').unwrap_or(("", &function.name));
    let name = name.split_once('.').map_or(name, |(_, name)| name);
    match function.kind {
        Constructor(_) => "new".to_owned(),
        Setter | MethodSetter(_) | StaticSetter(_) => format!("set-{name}"),
        _ => name.to_owned(),
    }
}

/// The resource that a function belongs to: whose constructor, method or static function it is.
pub(crate) fn resource_of(function: &Function) -> Option<TypeId> {
    function.kind.resource()
}

/// The Rust types of a function's core parameters.
pub(crate) fn core_params(scope: &Scope<'_>, function: &Function, direction: Direction) -> Vec<TokenStream> {
    let signature = FlatTypes::new(scope.resolve()).signature(function, direction);
    signature.params.into_iter().map(core_type).collect()
}

/// Path of an item of the root module, as seen from `module`.
pub(crate) fn at_root(module: &[Ident], item: &str) -> TokenStream {
    relative(module, &[], &super::idents::ident(item))
}
