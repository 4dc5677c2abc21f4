//! A compiled component as items: statics for its parts, and the type that stands for it.

use embody_abi::features::Target;
use embody_abi::plan::{ExportPlan, Plan};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::cache::{Bytes, Compiled};
use super::literal;
use crate::bind::RuntimePath;
use crate::error::{Error, Result};

/// The items of the expansion's `__image` module.
///
/// This is the one place where an expansion promises something that rustc cannot check: that text, data and plan come
/// from one compilation.
pub(super) fn tokens(
    compiled: &Compiled,
    target: Option<Target>,
    runtime: &RuntimePath,
) -> Result<TokenStream> {
    let facts = &compiled.facts;
    let (text, text_len) = array(&compiled.text)?;
    let (data, data_len) = array(&compiled.data)?;
    let (meta, _) = array(&compiled.meta)?;
    let plan = literal::expression(&facts.plan, &quote!(__embody::__private::abi::plan))?;
    let cpu_features = facts.cpu_features;
    // Without code there is nothing to execute, and no need for a section of its own.
    let section = format!(".text.embody.{:016x}", facts.content_hash);
    let section = (text_len != 0).then(|| quote!(#[unsafe(link_section = #section)]));
    let alias = runtime.alias();
    // Pages of data are mapped, so their alignment is that of the target's largest page.
    let aligned_data = match target.map(Target::image_align) {
        Some(65_536) => quote!(Aligned64K),
        _ => quote!(Aligned),
    };
    let thunks = target.map(|target| thunks(&facts.plan, target)).transpose()?.unwrap_or_default();
    let numbers = (0..thunks.len()).map(Literal::usize_unsuffixed);
    let names = (0..thunks.len()).map(|i| format_ident!("entry_{i}"));
    Ok(quote! {
        #alias

        #section
        static TEXT: __embody::__private::Aligned<[u8; #text_len]> = __embody::__private::Aligned(*#text);
        static DATA: __embody::__private::#aligned_data<[u8; #data_len]> =
            __embody::__private::#aligned_data(*#data);
        static PLAN: __embody::__private::abi::plan::Plan = #plan;

        pub(super) const META: &[u8] = #meta;
        pub(super) static IMAGE: __embody::__private::Image = unsafe {
            __embody::__private::Image::new(
                TEXT.0.as_ptr(), #text_len, DATA.0.as_ptr(), #data_len, &PLAN, #cpu_features,
            )
        };

        pub enum Image {}

        unsafe impl __embody::__private::EmbeddedImage for Image {
            #[inline(always)]
            fn image() -> &'static __embody::__private::Image { &IMAGE }
            #[inline(always)]
            fn export(index: usize) -> *const u8 {
                match index {
                    #(#numbers => #names as *const u8,)*
                    _ => TEXT.0.as_ptr(),
                }
            }
            #[inline(always)]
            fn plan() -> &'static __embody::__private::abi::plan::Plan { &PLAN }
        }

        #(#thunks)*
    })
}

/// A function for each export that jumps to its entry in the text.
///
/// A call of a place inside a static would be one through a register, because position-independent code does not fold
/// offsets into calls; a call of a function is direct. The jump is free beside it, and the function has a symbol.
fn thunks(plan: &Plan, target: Target) -> Result<Vec<TokenStream>> {
    let jump = match target {
        Target::X86_64Linux => "jmp",
        Target::Aarch64Linux => "b",
    };
    let thunk = |(i, export): (usize, &ExportPlan)| {
        let entry = plan.entries.get(export.entry as usize);
        let entry = entry.ok_or_else(|| Error::bug("an export without an entry"))?;
        let (name, code) = (format_ident!("entry_{i}"), format!("{jump} {{text}} + {}", entry.native));
        Ok(quote! {
            #[unsafe(naked)]
            extern "C" fn #name() { ::core::arch::naked_asm!(#code, text = sym TEXT) }
        })
    };
    plan.exports.iter().enumerate().map(thunk).collect()
}

/// An expression of type `&[u8; N]`, and `N`.
fn array(bytes: &Bytes) -> Result<(TokenStream, usize)> {
    match bytes {
        Bytes::Inline(bytes) => {
            let literal = Literal::byte_string(bytes);
            Ok((quote!(#literal), bytes.len()))
        }
        Bytes::File(path, len) => {
            let name = path.to_str();
            let name = name.ok_or_else(|| Error::io(format!("{} is not UTF-8", path.display())))?;
            Ok((quote!(::core::include_bytes!(#name)), *len))
        }
    }
}
