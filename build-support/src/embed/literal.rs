//! Serialisable values as Rust expressions.
//!
//! Whatever `serde` can walk becomes an expression that is constant: structs and enums by name under a given path,
//! options, numbers, and sequences as `Cow::Borrowed`. Fields that are added to a type later need no change here.

use std::fmt;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde::ser::{self, Serialize};

use crate::error::{Error, Result};

/// Renders `value` as an expression; its structs and enums are those of the module `path`.
///
/// # Errors
/// If the value holds what has no such form: maps, byte strings, and floats that are not finite.
pub fn expression(value: &impl Serialize, path: &TokenStream) -> Result<TokenStream> {
    value
        .serialize(Renderer { path })
        .map_err(|NoForm(what)| Error::bug(format!("{what} has no constant form")))
}

#[derive(Clone, Copy)]
struct Renderer<'a> {
    path: &'a TokenStream,
}

/// What has no form as an expression.
#[derive(Debug)]
struct NoForm(String);

impl fmt::Display for NoForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoForm {}

impl ser::Error for NoForm {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Rendered = std::result::Result<TokenStream, NoForm>;

/// Parts of a value that are collected one by one.
struct Parts<'a> {
    renderer: Renderer<'a>,
    /// What is before the parts.
    head: TokenStream,
    /// How the parts are enclosed.
    form: Form,
    parts: Vec<TokenStream>,
}

#[derive(Clone, Copy)]
enum Form {
    Sequence,
    Tuple,
    Named,
}

impl Parts<'_> {
    fn add(
        &mut self,
        name: Option<&'static str>,
        value: &(impl Serialize + ?Sized),
    ) -> std::result::Result<(), NoForm> {
        let value = value.serialize(self.renderer)?;
        self.parts.push(match name {
            Some(name) => {
                let name = format_ident!("{name}");
                quote!(#name: #value)
            }
            None => value,
        });
        Ok(())
    }

    fn finish(self) -> TokenStream {
        let Self { head, parts, .. } = &self;
        match self.form {
            Form::Sequence => quote!(::std::borrow::Cow::Borrowed(&[#(#parts),*])),
            Form::Tuple => quote!(#head(#(#parts,)*)),
            Form::Named => quote!(#head { #(#parts),* }),
        }
    }
}

impl<'a> Renderer<'a> {
    fn parts(self, head: TokenStream, form: Form) -> Parts<'a> {
        Parts { renderer: self, head, form, parts: Vec::new() }
    }

    fn named(self, names: &[&str]) -> TokenStream {
        let path = self.path;
        let names = names.iter().map(|name| format_ident!("{name}"));
        quote!(#path #(::#names)*)
    }
}

macro_rules! numbers {
    ($($method:ident $ty:ty => $literal:ident;)*) => {
        $(fn $method(self, value: $ty) -> Rendered {
            let value = Literal::$literal(value);
            Ok(quote!(#value))
        })*
    };
}

impl<'a> ser::Serializer for Renderer<'a> {
    type Ok = TokenStream;
    type Error = NoForm;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = ser::Impossible<TokenStream, NoForm>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    numbers! {
        serialize_i8 i8 => i8_suffixed;
        serialize_i16 i16 => i16_suffixed;
        serialize_i32 i32 => i32_suffixed;
        serialize_i64 i64 => i64_suffixed;
        serialize_u8 u8 => u8_suffixed;
        serialize_u16 u16 => u16_suffixed;
        serialize_u32 u32 => u32_suffixed;
        serialize_u64 u64 => u64_suffixed;
        serialize_char char => character;
        serialize_str &str => string;
    }

    fn serialize_bool(self, value: bool) -> Rendered {
        Ok(quote!(#value))
    }

    fn serialize_f32(self, value: f32) -> Rendered {
        if !value.is_finite() {
            return Err(NoForm(value.to_string()));
        }
        let value = Literal::f32_suffixed(value);
        Ok(quote!(#value))
    }

    fn serialize_f64(self, value: f64) -> Rendered {
        if !value.is_finite() {
            return Err(NoForm(value.to_string()));
        }
        let value = Literal::f64_suffixed(value);
        Ok(quote!(#value))
    }

    fn serialize_bytes(self, _: &[u8]) -> Rendered {
        Err(NoForm("a byte string".into()))
    }

    fn serialize_none(self) -> Rendered {
        Ok(quote!(::core::option::Option::None))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Rendered {
        let value = value.serialize(self)?;
        Ok(quote!(::core::option::Option::Some(#value)))
    }

    fn serialize_unit(self) -> Rendered {
        Ok(quote!(()))
    }

    fn serialize_unit_struct(self, name: &'static str) -> Rendered {
        Ok(self.named(&[name]))
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Rendered {
        Ok(self.named(&[name, variant]))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Rendered {
        let (name, value) = (self.named(&[name]), value.serialize(self)?);
        Ok(quote!(#name(#value)))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Rendered {
        let (name, value) = (self.named(&[name, variant]), value.serialize(self)?);
        Ok(quote!(#name(#value)))
    }

    fn serialize_seq(self, _: Option<usize>) -> std::result::Result<Parts<'a>, NoForm> {
        Ok(self.parts(quote!(), Form::Sequence))
    }

    fn serialize_tuple(self, _: usize) -> std::result::Result<Parts<'a>, NoForm> {
        Ok(self.parts(quote!(), Form::Tuple))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> std::result::Result<Parts<'a>, NoForm> {
        Ok(self.parts(self.named(&[name]), Form::Tuple))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> std::result::Result<Parts<'a>, NoForm> {
        Ok(self.parts(self.named(&[name, variant]), Form::Tuple))
    }

    fn serialize_map(self, _: Option<usize>) -> std::result::Result<Self::SerializeMap, NoForm> {
        Err(NoForm("a map".into()))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> std::result::Result<Parts<'a>, NoForm> {
        Ok(self.parts(self.named(&[name]), Form::Named))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> std::result::Result<Parts<'a>, NoForm> {
        Ok(self.parts(self.named(&[name, variant]), Form::Named))
    }
}

macro_rules! collect {
    ($($trait:ident $method:ident ($($name:ident)?);)*) => {
        $(impl ser::$trait for Parts<'_> {
            type Ok = TokenStream;
            type Error = NoForm;

            fn $method<T: Serialize + ?Sized>(
                &mut self,
                $($name: &'static str,)?
                value: &T,
            ) -> std::result::Result<(), NoForm> {
                let name = None $(.or(Some($name)))?;
                self.add(name, value)
            }

            fn end(self) -> Rendered {
                Ok(self.finish())
            }
        })*
    };
}

collect! {
    SerializeSeq serialize_element ();
    SerializeTuple serialize_element ();
    SerializeTupleStruct serialize_field ();
    SerializeTupleVariant serialize_field ();
    SerializeStruct serialize_field (key);
    SerializeStructVariant serialize_field (key);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Serialize)]
    enum Shape {
        Empty,
        Dot(u32),
        Line { to: (u8, i64) },
    }

    #[derive(serde::Serialize)]
    struct Drawing {
        shapes: Vec<Shape>,
        title: Option<&'static str>,
        scale: f64,
    }

    #[test]
    fn values_become_expressions() {
        let drawing = Drawing {
            shapes: vec![Shape::Empty, Shape::Dot(3), Shape::Line { to: (1, -2) }],
            title: Some("a"),
            scale: 1.5,
        };
        let expected = quote!(p::Drawing {
            shapes: ::std::borrow::Cow::Borrowed(&[
                p::Shape::Empty,
                p::Shape::Dot(3u32),
                p::Shape::Line { to: (1u8, -2i64,) }
            ]),
            title: ::core::option::Option::Some("a"),
            scale: 1.5f64
        });
        assert_eq!(expression(&drawing, &quote!(p)).unwrap().to_string(), expected.to_string());
    }

    #[test]
    fn what_has_no_form_is_refused() {
        assert!(expression(&f64::NAN, &quote!(p)).is_err());
        assert!(expression(&std::collections::BTreeMap::<u8, u8>::new(), &quote!(p)).is_err());
    }
}
