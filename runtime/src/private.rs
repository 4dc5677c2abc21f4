//! What expansions of `component!` name, and nothing else may.
//!
//! An expansion holds the image (text, data, plan) as constants, promises with its one `unsafe impl` of
//! [`EmbeddedImage`] that they belong together, and is safe code from there on: [`TypedInstance`] calls exports by
//! constant index, [`Caller`] is what the guest hands to a host function.

use std::collections::HashMap;
use std::hash::Hash;

pub use bitflags;
pub use embody_abi as abi;
pub use embody_abi::canonical::CanonicalAbi;

pub use crate::component::call::View;
pub use crate::component::canon::{ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
pub use crate::component::list::ListOf;
pub use crate::component::mirror::{
    Typecheck, invalid, typecheck_enum, typecheck_flags, typecheck_record, typecheck_variant,
};
pub use crate::component::place::Place;
pub use crate::component::resource::{
    Giving, GuestResource, HostGiven, HostMut, HostOwn, HostRef, Lent, LinkedTable, end, with_table,
};
pub use crate::vm::{
    Aligned, Aligned64K, Caller, Core, EmbeddedImage, HostFunc, HostLend, Image, NativeHost, NativeParams,
    Ret, TypedInstance,
};
#[cfg(feature = "macros")]
pub use embody_macros::embed;

#[cfg(feature = "compiler")]
#[path = "core.rs"]
pub mod core;

/// What a host function returns, with its own error as the component is to see it.
///
/// # Errors
/// If the error is none that the component gets.
#[inline]
pub fn host_result<T, E, O: crate::HostError<E>>(
    result: ::core::result::Result<T, O>,
) -> crate::Result<::core::result::Result<T, E>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(error) => error.into_wit().map(Err),
    }
}

/// A core value as an eight-byte slot.
#[inline(always)]
pub fn slot(value: impl Core) -> u64 {
    value.to_slot()
}

/// Whether a type has this size, this alignment and this many flat values.
#[must_use]
pub const fn is_laid_out(abi: CanonicalAbi, size: u32, align: u32, flat: u32) -> bool {
    abi.size == size && abi.align == align && abi.flat == flat
}

/// Converts each element of a list.
#[inline]
pub fn each<A, B>(list: Vec<A>, f: impl FnMut(A) -> B) -> Vec<B> {
    list.into_iter().map(f).collect()
}

/// Converts each entry of a map.
#[inline]
pub fn each_entry<K: Eq + Hash, A, B>(map: HashMap<K, A>, f: impl FnMut((K, A)) -> (K, B)) -> HashMap<K, B> {
    map.into_iter().map(f).collect()
}
