//! WIT types as Rust types.
//!
//! How a type is written depends on which way its values go. What comes out of a call is owned. Parameters of exports
//! borrow what they can; so do parameters of imports, which borrow from the guest's memory. What owns a resource is passed
//! by value.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Function, Handle, Type, TypeDefKind, TypeId};

use super::functions::at_root;
use super::handles::{Resource, borrowed_once, of_origin, origin};
use super::modules::relative;
use super::quotes::{map, option, private, std_result, string, vec};
use super::scope::Scope;

/// Writes types as they are seen from one module.
#[derive(Clone)]
pub(crate) struct RustTypes<'a> {
    pub(crate) scope: &'a Scope<'a>,
    pub(crate) module: &'a [Ident],
    /// The lifetime of what is borrowed; nothing where it is elided.
    pub(crate) lifetime: TokenStream,
    /// Whether it is for what the component exports.
    pub(crate) exporting: bool,
    /// Whether values come from the component.
    lifting: bool,
    /// How resources of the host's are written.
    pub(crate) hosts: Hosts,
    /// The resources that the function at hand borrows once.
    once: Vec<TypeId>,
}

/// How resources of the host's are written.
#[derive(Clone)]
pub(crate) enum Hosts {
    /// As values of the types that this one, which implements the `Host` traits, says.
    Of(TokenStream),
    /// The same values as they cross the boundary.
    Crossing(TokenStream),
    /// As handles of values in a `ResourceTable`, of the same types.
    Table(TokenStream),
    /// As type parameters.
    Params(Vec<(Handle, Ident)>),
}

/// Which way values go.
enum Mode<'m> {
    /// Out of a call, or in a field.
    Owned,
    /// Into an export.
    Argument(Generics<'m>),
    /// Into an export, in a list or map.
    Element(Generics<'m>),
    /// Into an import, borrowed from the guest's memory.
    Lifted,
}

/// Type parameters; none where the function cannot have any.
type Generics<'m> = Option<&'m mut Vec<Generic>>;

/// A type parameter of a function: some string, or some list of numbers.
pub(crate) struct Generic {
    pub(crate) name: Ident,
    /// What is known of it.
    pub(crate) bound: TokenStream,
}

/// Adds a type parameter.
fn generic(generics: &mut Vec<Generic>, prefix: &str, bound: TokenStream) -> TokenStream {
    let name = format_ident!("{prefix}{}", generics.len());
    generics.push(Generic { name: name.clone(), bound });
    quote!(#name)
}

impl<'a> RustTypes<'a> {
    /// Types as they are written in a signature or definition.
    pub(crate) fn new(scope: &'a Scope<'a>, module: &'a [Ident], exporting: bool, hosts: Hosts) -> Self {
        Self {
            scope,
            module,
            lifetime: TokenStream::new(),
            exporting,
            lifting: false,
            hosts,
            once: Vec::new(),
        }
    }

    /// The same for values that come from the component, or go to it.
    pub(crate) fn lifting(&self, lifting: bool) -> Self {
        Self { lifting, ..self.clone() }
    }

    /// The same for a function.
    pub(crate) fn of_function(mut self, function: &Function) -> Self {
        self.once = borrowed_once(self.scope.resolve(), function);
        self
    }

    /// A type whose values own all that they hold.
    pub(crate) fn owned(&self, ty: &Type) -> TokenStream {
        self.write(ty, &mut Mode::Owned)
    }

    /// The type of an optional payload; `()` if there is none.
    pub(crate) fn owned_or_unit(&self, ty: Option<&Type>) -> TokenStream {
        ty.map_or_else(|| quote!(()), |ty| self.owned(ty))
    }

    /// What a defined type is, not looking at its own name.
    pub(crate) fn definition(&self, kind: &TypeDefKind) -> TokenStream {
        self.write_kind(kind, &mut Mode::Owned)
    }

    /// The type of an export's parameter. Each string, and each list of numbers, in a list or map adds a type parameter to
    /// `generics`, so that both `&[&str]` and `&[String]` can be passed, both `&[&[u8]]` and `&[Vec<u8>]`.
    fn argument(&self, ty: &Type, generics: Generics<'_>) -> TokenStream {
        self.write(ty, &mut Mode::Argument(generics))
    }

    /// The type of an import's parameter.
    pub(crate) fn lifted(&self, ty: &Type) -> TokenStream {
        self.write(ty, &mut Mode::Lifted)
    }

    /// The type of a function's parameter, which a user may want to own.
    pub(crate) fn param(&self, function: &Function, ty: &Type, generics: Generics<'_>) -> TokenStream {
        match (self.scope.owns_params(function), self.exporting) {
            (true, _) => self.owned(ty),
            (false, true) => self.argument(ty, generics),
            (false, false) => self.lifted(ty),
        }
    }

    fn write(&self, ty: &Type, mode: &mut Mode<'_>) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::U8 => quote!(u8),
            Type::U16 => quote!(u16),
            Type::U32 => quote!(u32),
            Type::U64 => quote!(u64),
            Type::S8 => quote!(i8),
            Type::S16 => quote!(i16),
            Type::S32 => quote!(i32),
            Type::S64 => quote!(i64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::Char => quote!(char),
            Type::String => match mode {
                Mode::Owned => string(),
                Mode::Argument(_) | Mode::Lifted => self.borrowed(&quote!(str)),
                Mode::Element(None) => string(),
                Mode::Element(Some(generics)) => {
                    let bound = quote!(__embody::__private::Lower + ::core::convert::AsRef<str>);
                    generic(generics, "S", bound)
                }
            },
            // Refused before.
            Type::ErrorContext => quote!(()),
            Type::Id(id) => self.write_id(*id, mode),
        }
    }

    fn write_id(&self, id: TypeId, mode: &mut Mode<'_>) -> TokenStream {
        let kind = &self.scope.type_def(id).kind;
        let path = self.path(id);
        match (kind, path) {
            (TypeDefKind::Type(ty), path) => match (path, &mode) {
                (Some(path), Mode::Owned) => path,
                _ => self.write(ty, mode),
            },
            (kind, Some(path)) if is_nominal(kind) => match mode {
                Mode::Argument(_) | Mode::Element(_) if self.moves(&Type::Id(id)) => path,
                Mode::Argument(_) if self.scope.facts.of_id(id).has_pointer => self.borrowed(&path),
                _ => path,
            },
            (_, Some(path)) if matches!(mode, Mode::Owned) => path,
            (kind, _) => self.write_kind(kind, mode),
        }
    }

    /// Path of a named type, with its lifetime, and the handles of the host's resources as its parameters; none for an
    /// anonymous type, and for one that is but another name of a resource of the host's.
    fn path(&self, id: TypeId) -> Option<TokenStream> {
        let kind = &self.scope.type_def(id).kind;
        let is_name = matches!(kind, TypeDefKind::Type(_) | TypeDefKind::Resource);
        if is_name && self.scope.resource(id, self.exporting).is_some_and(|r| r.imported) {
            return None;
        }
        let path = self.scope.path_of(id, self.exporting, self.module)?;
        let lifetime = self.scope.has_lifetime(&Type::Id(id), self.exporting).then(|| match &self.lifetime {
            elided if elided.is_empty() => quote!('_),
            lifetime => lifetime.clone(),
        });
        let hosts = self.scope.hosts(&Type::Id(id), self.exporting);
        let hosts = hosts.iter().map(|host| self.handle(host));
        let arguments = lifetime.into_iter().chain(hosts).collect::<Vec<_>>();
        Some(if arguments.is_empty() { path } else { quote!(#path<#(#arguments),*>) })
    }

    fn handle(&self, handle: &Handle) -> TokenStream {
        match handle {
            Handle::Own(id) => self.own(*id),
            Handle::Borrow(id) => self.borrow(*id),
        }
    }

    /// The type parameter that stands for a handle.
    fn param_of(&self, params: &[(Handle, Ident)], handle: &Handle) -> TokenStream {
        let handle = of_origin(self.scope.resolve(), handle);
        let param = params.iter().find(|(of, _)| *of == handle);
        param.map_or_else(|| quote!(()), |(_, param)| quote!(#param))
    }

    /// The type of what owns a resource.
    fn own(&self, id: TypeId) -> TokenStream {
        match self.scope.resource(id, self.exporting) {
            Some(resource) if resource.imported => match &self.hosts {
                Hosts::Of(host) => self.value(resource, host),
                Hosts::Crossing(host) => {
                    let (private, value, number) = (private(), self.value(resource, host), literal(resource));
                    let wrapper = if self.lifting { quote!(HostOwn) } else { quote!(HostGiven) };
                    quote!(#private::#wrapper<#value, #number>)
                }
                Hosts::Table(host) => {
                    let value = self.value(resource, host);
                    quote!(__embody::component::Resource<#value>)
                }
                Hosts::Params(params) => self.param_of(params, &Handle::Own(id)),
            },
            Some(resource) => relative(self.module, &resource.module, &resource.ident),
            None => quote!(()),
        }
    }

    /// The type of what borrows a resource.
    fn borrow(&self, id: TypeId) -> TokenStream {
        let lifetime = &self.lifetime;
        let exclusive = self.once.contains(&origin(self.scope.resolve(), id));
        match (self.scope.resource(id, self.exporting), &self.hosts) {
            (Some(resource), Hosts::Of(host)) if resource.imported => {
                let value = self.value(resource, host);
                if exclusive || self.exporting {
                    quote!(&#lifetime mut #value)
                } else {
                    quote!(&#lifetime #value)
                }
            }
            (Some(resource), Hosts::Crossing(host)) if resource.imported => {
                let (private, value, number) = (private(), self.value(resource, host), literal(resource));
                let wrapper = match (self.exporting, exclusive) {
                    (true, _) => quote!(HostLend),
                    (false, true) => quote!(HostMut),
                    (false, false) => quote!(HostRef),
                };
                quote!(#private::#wrapper<'_, #value, #number>)
            }
            (Some(resource), Hosts::Table(_)) if resource.imported => self.own(id),
            (Some(resource), Hosts::Params(params)) if resource.imported => {
                self.param_of(params, &Handle::Borrow(id))
            }
            _ => self.borrowed(&self.own(id)),
        }
    }

    /// The type that `host` has for a resource.
    fn value(&self, resource: &Resource, host: &TokenStream) -> TokenStream {
        let ident = &resource.ident;
        if host.to_string() == "Self" && resource.module == self.module {
            return quote!(Self::#ident);
        }
        let path = relative(self.module, &resource.module, &format_ident!("Host"));
        quote!(<#host as #path>::#ident)
    }

    /// The bound of a function whose types name those of host `T`; nothing if none does.
    pub(crate) fn bound(&self, function: &Function) -> TokenStream {
        let types = function.params.iter().map(|param| &param.ty).chain(&function.result);
        let any = types.into_iter().any(|ty| !self.scope.hosts(ty, self.exporting).is_empty());
        let imports = at_root(self.module, "Imports");
        if any && self.exporting { quote!(where T: #imports) } else { quote!() }
    }

    fn write_kind(&self, kind: &TypeDefKind, mode: &mut Mode<'_>) -> TokenStream {
        match kind {
            TypeDefKind::Tuple(tuple) => {
                let types = tuple.types.iter().map(|ty| self.write(ty, mode)).collect::<Vec<_>>();
                quote!((#(#types,)*))
            }
            TypeDefKind::Option(ty) => option(&self.write(ty, mode)),
            TypeDefKind::Result(result) => {
                let mut payload =
                    |ty: &Option<Type>| ty.as_ref().map_or_else(|| quote!(()), |ty| self.write(ty, mode));
                let (ok, err) = (payload(&result.ok), payload(&result.err));
                std_result(&ok, &err)
            }
            TypeDefKind::List(ty) => match mode {
                Mode::Argument(_) | Mode::Element(_) if self.moves(ty) => vec(&self.owned(ty)),
                Mode::Argument(generics) => {
                    let element = self.write(ty, &mut Mode::Element(generics.as_deref_mut()));
                    self.borrowed(&quote!([#element]))
                }
                Mode::Element(Some(generics)) if self.is_number(ty) => {
                    let element = self.owned(ty);
                    generic(generics, "L", quote!(__embody::__private::ListOf<#element>))
                }
                Mode::Lifted if self.is_number(ty) => {
                    let element = self.owned(ty);
                    self.borrowed(&quote!([#element]))
                }
                mode => vec(&self.write(ty, mode)),
            },
            TypeDefKind::FixedLengthList(ty, count) => match mode {
                Mode::Argument(generics) if !self.moves(ty) => {
                    let element = self.write(ty, &mut Mode::Element(generics.as_deref_mut()));
                    self.borrowed(&array(&element, *count))
                }
                mode => array(&self.write(ty, mode), *count),
            },
            TypeDefKind::Map(key, value) => match mode {
                Mode::Argument(generics) if !self.moves(value) => {
                    let mut write = |ty| self.write(ty, &mut Mode::Element(generics.as_deref_mut()));
                    let (key, value) = (write(key), write(value));
                    self.borrowed(&map(&key, &value))
                }
                mode => map(&self.write(key, mode), &self.write(value, mode)),
            },
            TypeDefKind::Type(ty) => self.write(ty, mode),
            TypeDefKind::Handle(handle) => self.handle(handle),
            // Nominal types have a path, and others were refused before.
            _ => quote!(()),
        }
    }

    /// Whether arguments of the type are passed by value: they give something away, or lend something of the host's.
    fn moves(&self, ty: &Type) -> bool {
        self.scope.facts.of(ty).has_own || !self.scope.hosts(ty, self.exporting).is_empty()
    }

    fn borrowed(&self, ty: &TokenStream) -> TokenStream {
        let lifetime = &self.lifetime;
        quote!(&#lifetime #ty)
    }

    /// Whether slices of the type can be borrowed from the guest's memory: every bit pattern is a value.
    pub(crate) fn is_number(&self, ty: &Type) -> bool {
        match ty {
            Type::Id(id) => match &self.scope.type_def(*id).kind {
                TypeDefKind::Type(ty) => self.is_number(ty),
                _ => false,
            },
            Type::Bool | Type::Char | Type::String | Type::ErrorContext => false,
            _ => true,
        }
    }
}

/// The number of a resource type.
fn literal(resource: &Resource) -> Literal {
    Literal::u32_unsuffixed(resource.number)
}

/// `[element; count]`.
fn array(element: &TokenStream, count: u32) -> TokenStream {
    let count = Literal::u32_unsuffixed(count);
    quote!([#element; #count])
}

/// Whether a definition becomes a Rust type of its own.
pub(crate) fn is_nominal(kind: &TypeDefKind) -> bool {
    matches!(
        kind,
        TypeDefKind::Record(_) | TypeDefKind::Variant(_) | TypeDefKind::Enum(_) | TypeDefKind::Flags(_)
    )
}
