//! Component types: the validator's become those of `embody-abi`.
//!
//! Definitions are interned, so that equal types are one. Asynchronous types are refused here.

use embody_abi::limits::MAX_TYPE_DEPTH;
use embody_abi::types::{FuncType, Type, TypeDef, TypeTable};
use wasmparser::PrimitiveValType;
use wasmparser::component_types::{
    ComponentDefinedType, ComponentDefinedTypeId, ComponentFuncTypeId, ComponentValType, ResourceId,
};
use wasmparser::types::TypesRef;

use super::frame::Resources;
use crate::error::{Error, Result};

/// Converts types that are met at one place of the component.
pub(super) struct Converter<'a> {
    pub(super) types: TypesRef<'a>,
    /// What the validator's ids of resource types mean.
    pub(super) resources: &'a Resources,
    pub(super) table: &'a mut TypeTable,
    /// Byte offset of the place.
    pub(super) offset: usize,
}

impl Converter<'_> {
    /// A function's type.
    pub(super) fn func(&mut self, id: ComponentFuncTypeId) -> Result<FuncType> {
        let types = self.types;
        let ty = &types[id];
        if ty.async_ {
            return Err(Error::unsupported(self.offset, "asynchronous functions (`async func`)"));
        }
        let params = ty.params.iter().map(|(name, ty)| Ok((name.to_string(), self.value(*ty, 0)?)));
        let params = params.collect::<Result<Vec<_>>>()?;
        let result = ty.result.map(|ty| self.value(ty, 0)).transpose()?;
        Ok(FuncType { params, result })
    }

    /// A defined type.
    pub(super) fn defined(&mut self, id: ComponentDefinedTypeId) -> Result<Type> {
        self.definition(id, 0)
    }

    fn value(&mut self, ty: ComponentValType, depth: usize) -> Result<Type> {
        match ty {
            ComponentValType::Primitive(ty) => self.primitive(ty),
            ComponentValType::Type(id) => self.definition(id, depth + 1),
        }
    }

    /// The number of a resource type.
    fn resource(&self, id: ResourceId) -> Result<u32> {
        let resource = self.resources.get(&id);
        resource.map(|r| r.as_u32()).ok_or_else(|| Error::bug("a resource type that nobody has defined"))
    }

    fn optional(&mut self, ty: Option<ComponentValType>, depth: usize) -> Result<Option<Type>> {
        ty.map(|ty| self.value(ty, depth)).transpose()
    }

    fn primitive(&self, ty: PrimitiveValType) -> Result<Type> {
        Ok(match ty {
            PrimitiveValType::Bool => Type::Bool,
            PrimitiveValType::S8 => Type::S8,
            PrimitiveValType::U8 => Type::U8,
            PrimitiveValType::S16 => Type::S16,
            PrimitiveValType::U16 => Type::U16,
            PrimitiveValType::S32 => Type::S32,
            PrimitiveValType::U32 => Type::U32,
            PrimitiveValType::S64 => Type::S64,
            PrimitiveValType::U64 => Type::U64,
            PrimitiveValType::F32 => Type::F32,
            PrimitiveValType::F64 => Type::F64,
            PrimitiveValType::Char => Type::Char,
            PrimitiveValType::String => Type::String,
            PrimitiveValType::ErrorContext => {
                return Err(Error::unsupported(self.offset, "error contexts (the type `error-context`)"));
            }
        })
    }

    fn definition(&mut self, id: ComponentDefinedTypeId, depth: usize) -> Result<Type> {
        if depth > MAX_TYPE_DEPTH {
            return Err(Error::limit(format!("a type nests deeper than {MAX_TYPE_DEPTH}")));
        }
        let types = self.types;
        let def = match &types[id] {
            ComponentDefinedType::Primitive(ty) => return self.primitive(*ty),
            ComponentDefinedType::Record(record) => {
                let field = |(name, ty): (&wasmparser::names::KebabString, &ComponentValType)| {
                    Ok((name.to_string(), self.value(*ty, depth)?))
                };
                TypeDef::Record(record.fields.iter().map(field).collect::<Result<_>>()?)
            }
            ComponentDefinedType::Variant(variant) => {
                let cases = variant.cases.iter();
                let cases = cases.map(|(name, case)| Ok((name.to_string(), self.optional(case.ty, depth)?)));
                TypeDef::Variant(cases.collect::<Result<_>>()?)
            }
            ComponentDefinedType::List { element, .. } => TypeDef::List(self.value(*element, depth)?),
            ComponentDefinedType::FixedLengthList { element, length, .. } => {
                TypeDef::FixedList(self.value(*element, depth)?, *length)
            }
            ComponentDefinedType::Map { key, value, .. } => {
                TypeDef::Map(self.value(*key, depth)?, self.value(*value, depth)?)
            }
            ComponentDefinedType::Tuple(tuple) => {
                TypeDef::Tuple(tuple.types.iter().map(|ty| self.value(*ty, depth)).collect::<Result<_>>()?)
            }
            ComponentDefinedType::Flags(names) => {
                TypeDef::Flags(names.iter().map(ToString::to_string).collect())
            }
            ComponentDefinedType::Enum(names) => {
                TypeDef::Enum(names.iter().map(ToString::to_string).collect())
            }
            ComponentDefinedType::Option { ty, .. } => TypeDef::Option(self.value(*ty, depth)?),
            ComponentDefinedType::Result { ok, err, .. } => {
                TypeDef::Result { ok: self.optional(*ok, depth)?, err: self.optional(*err, depth)? }
            }
            ComponentDefinedType::Own(id) => TypeDef::Own(self.resource(id.resource())?),
            ComponentDefinedType::Borrow(id) => TypeDef::Borrow(self.resource(id.resource())?),
            other => return Err(Error::unsupported(self.offset, refused(other))),
        };
        Ok(self.table.intern(def))
    }
}

/// What a type that is not supported is called.
fn refused(ty: &ComponentDefinedType) -> &'static str {
    match ty {
        ComponentDefinedType::Future { .. } => "asynchronous components (the type `future`)",
        ComponentDefinedType::Stream { .. } => "asynchronous components (the type `stream`)",
        _ => "a type of a later specification",
    }
}
