//! WIT types as the types that compiler and runtime share, and what they are flat.

use std::collections::HashMap;

use embody_abi::canonical::{Direction, FlatSignature, FlatType, flat_signature};
use embody_abi::types::{FuncType, Type as AbiType, TypeDef, TypeTable};
use proc_macro2::TokenStream;
use quote::quote;
use wit_parser::{Function, Handle, Resolve, Type, TypeDefKind, TypeId};

/// Shared types of a world, each definition converted once.
#[derive(Debug)]
pub struct FlatTypes<'a> {
    resolve: &'a Resolve,
    table: TypeTable,
    known: HashMap<TypeId, AbiType>,
    /// Numbers of resource types, where somebody asks for them.
    resources: HashMap<TypeId, u32>,
}

impl<'a> FlatTypes<'a> {
    /// No types yet.
    #[must_use]
    pub fn new(resolve: &'a Resolve) -> Self {
        Self { resolve, table: TypeTable::default(), known: HashMap::new(), resources: HashMap::new() }
    }

    /// The same, whose handles are of resource types with these numbers.
    pub(crate) fn with_handles(resolve: &'a Resolve, number: impl Fn(TypeId) -> u32) -> Self {
        let handles = resolve.types.iter().filter_map(|(_, def)| match def.kind {
            TypeDefKind::Handle(Handle::Own(id) | Handle::Borrow(id)) => Some((id, number(id))),
            _ => None,
        });
        Self { resources: handles.collect(), ..Self::new(resolve) }
    }

    /// The definitions that converted types name.
    #[must_use]
    pub fn table(&self) -> &TypeTable {
        &self.table
    }

    /// The shared type of a function.
    pub fn function(&mut self, function: &Function) -> FuncType {
        let params = function.params.iter().map(|p| (p.name.clone(), self.ty(&p.ty))).collect();
        FuncType { params, result: function.result.as_ref().map(|ty| self.ty(ty)) }
    }

    /// The core signature of a function.
    pub fn signature(&mut self, function: &Function, direction: Direction) -> FlatSignature {
        let ty = self.function(function);
        flat_signature(&self.table, &ty, direction)
    }

    /// The shared type of a value.
    pub fn ty(&mut self, ty: &Type) -> AbiType {
        match ty {
            Type::Bool => AbiType::Bool,
            Type::S8 => AbiType::S8,
            Type::U8 => AbiType::U8,
            Type::S16 => AbiType::S16,
            Type::U16 => AbiType::U16,
            Type::S32 => AbiType::S32,
            // An error context is refused before; it is a number of 32 bits.
            Type::U32 | Type::ErrorContext => AbiType::U32,
            Type::S64 => AbiType::S64,
            Type::U64 => AbiType::U64,
            Type::F32 => AbiType::F32,
            Type::F64 => AbiType::F64,
            Type::Char => AbiType::Char,
            Type::String => AbiType::String,
            Type::Id(id) => {
                if let Some(known) = self.known.get(id) {
                    return *known;
                }
                let ty = self.definition(*id);
                self.known.insert(*id, ty);
                ty
            }
        }
    }

    fn definition(&mut self, id: TypeId) -> AbiType {
        let resolve = self.resolve;
        let def = match &resolve.types[id].kind {
            TypeDefKind::Type(ty) => return self.ty(ty),
            TypeDefKind::Record(record) => {
                TypeDef::Record(record.fields.iter().map(|f| (f.name.clone(), self.ty(&f.ty))).collect())
            }
            TypeDefKind::Tuple(tuple) => TypeDef::Tuple(tuple.types.iter().map(|ty| self.ty(ty)).collect()),
            TypeDefKind::Variant(variant) => {
                let cases =
                    variant.cases.iter().map(|c| (c.name.clone(), c.ty.as_ref().map(|ty| self.ty(ty))));
                TypeDef::Variant(cases.collect())
            }
            TypeDefKind::Enum(e) => TypeDef::Enum(e.cases.iter().map(|c| c.name.clone()).collect()),
            TypeDefKind::Flags(flags) => TypeDef::Flags(flags.flags.iter().map(|f| f.name.clone()).collect()),
            TypeDefKind::Option(ty) => TypeDef::Option(self.ty(ty)),
            TypeDefKind::Result(result) => TypeDef::Result {
                ok: result.ok.as_ref().map(|ty| self.ty(ty)),
                err: result.err.as_ref().map(|ty| self.ty(ty)),
            },
            TypeDefKind::List(ty) => TypeDef::List(self.ty(ty)),
            TypeDefKind::FixedLengthList(ty, count) => TypeDef::FixedList(self.ty(ty), *count),
            TypeDefKind::Map(key, value) => TypeDef::Map(self.ty(key), self.ty(value)),
            TypeDefKind::Handle(Handle::Own(id)) => TypeDef::Own(self.resource(id)),
            TypeDefKind::Handle(Handle::Borrow(id)) => TypeDef::Borrow(self.resource(id)),
            // Refused before; each is a number of 32 bits.
            TypeDefKind::Resource
            | TypeDefKind::Future(_)
            | TypeDefKind::Stream(_)
            | TypeDefKind::Unknown => return AbiType::U32,
        };
        self.table.intern(def)
    }

    fn resource(&self, id: &TypeId) -> u32 {
        self.resources.get(id).copied().unwrap_or_default()
    }
}

/// The Rust type that holds a core value.
#[must_use]
pub fn core_type(ty: FlatType) -> TokenStream {
    match ty {
        FlatType::I32 => quote!(u32),
        FlatType::I64 => quote!(u64),
        FlatType::F32 => quote!(f32),
        FlatType::F64 => quote!(f64),
    }
}
