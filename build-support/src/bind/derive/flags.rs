//! Flags: a set of bits.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Bodies, number};

/// The integer type of a set of flags, and its bytes.
pub(crate) fn bits_type(flags: usize) -> (TokenStream, usize) {
    match embody_abi::canonical::CanonicalAbi::flags(flags).size {
        1 => (quote!(u8), 1),
        2 => (quote!(u16), 2),
        _ => (quote!(u32), 4),
    }
}

pub(super) fn bodies(names: &[String]) -> Bodies {
    let count = number(names.len());
    let (bits, _) = bits_type(names.len());
    Bodies {
        places: quote!(),
        abi: quote!(__p::CanonicalAbi::flags(#count)),
        typecheck: quote!(__p::typecheck_flags(ty, &[#(#names),*])),
        lower: quote!(flat[0] = self.bits() as u64;),
        store: quote!(__p::Lower::store(&self.bits(), cx, at)?;),
        store_plain: quote!(__p::Lower::store_plain(&self.bits(), to);),
        // Bits that are no flag are dropped: `unpack_flags_from_int` of the canonical ABI.
        lift: quote!(Self::from_bits_truncate(flat[0] as #bits)),
        load: quote!(Self::from_bits_truncate(<#bits as __p::LiftFrom<'a>>::load(cx, from)?)),
    }
}
