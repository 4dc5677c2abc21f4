//! The canonical ABI between Rust values and a guest: the traits, and the contexts that they work in.
//!
//! A value crosses the boundary *flat*, as up to sixteen core values (here eight-byte slots: integers zero-extended,
//! floats as bits, whatever the types of a variant's cases joined to), or in the guest's memory. [`Lower`] goes from
//! Rust to the guest, [`LiftFrom`] comes back; both are generic code that is inlined into the wrapper that calls it.
//! What a guest says about its memory is a claim until [`LiftContext::bytes`] or [`LowerContext::bytes_mut`] has
//! checked it. Spec: Canonical ABI, "Loading", "Storing", "Lifting and lowering".

use std::fmt;

use embody_abi::limits;
use embody_abi::plan::StringEncoding;

use crate::component::place::Place;
use crate::component::string::texts::Keeper;
use crate::component::types;
use crate::vm::{GuestHandles, Realloc};
use crate::{Result, bail};

pub(crate) use embody_abi::canonical::CanonicalAbi;

/// A Rust type that corresponds to a type of the component model.
///
/// Implemented for the primitive types, strings, lists, tuples, `Option` and `Result`, and by generated types.
pub trait ComponentType {
    /// Size, alignment and number of flat values.
    const ABI: CanonicalAbi;

    /// Whether there are handles of resources inside, which need to be told their [`Place`].
    #[doc(hidden)]
    const HANDLES: bool = false;

    /// Checks that values of `ty` are values of this type; only the dynamic API needs to ask.
    ///
    /// # Errors
    /// If they are not, saying where they differ.
    fn typecheck(ty: &types::Type) -> Result<()>;
}

/// A Rust type whose values can be passed to a guest.
pub trait Lower: ComponentType {
    /// Writes the flat values to the first `ABI.flat` slots of `flat`, which are zero before.
    ///
    /// # Errors
    /// If the guest has no memory left or traps.
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()>;

    /// Stores the value in guest memory at `at`, which is aligned and has `ABI.size` bytes behind it.
    ///
    /// # Errors
    /// As [`Lower::lower`].
    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        self.store_plain(cx.bytes_mut(at, Self::ABI.size as usize)?);
        Ok(())
    }

    /// [`Lower::lower`] of a reference: the same, but that an own handle of a typed wrapper is lent.
    ///
    /// # Errors
    /// As [`Lower::lower`].
    #[doc(hidden)]
    #[inline(always)]
    fn lower_ref(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        self.lower(cx, flat)
    }

    /// [`Lower::store`] of a reference, as [`Lower::lower_ref`].
    ///
    /// # Errors
    /// As [`Lower::lower`].
    #[doc(hidden)]
    #[inline(always)]
    fn store_ref(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        self.store(cx, at)
    }

    /// Writes a value whose type is plain (`ABI.plain`) to `to`, `ABI.size` bytes. Other types are never asked to.
    fn store_plain(&self, to: &mut [u8]) {
        let _ = to;
    }

    /// Stores values in a row from `at` on, which is aligned and has room for them.
    ///
    /// # Errors
    /// As [`Lower::lower`].
    #[inline(always)]
    fn store_list(list: &[Self], cx: &mut LowerContext<'_>, at: u32) -> Result<()>
    where
        Self: Sized,
    {
        let size = Self::ABI.size as usize;
        if Self::ABI.plain {
            let to = cx.bytes_mut(at, size * list.len())?;
            for (value, to) in list.iter().zip(to.chunks_exact_mut(size.max(1))) {
                value.store_plain(to);
            }
        } else {
            let place = cx.place;
            for (i, value) in list.iter().enumerate() {
                if Self::HANDLES {
                    cx.place = place;
                }
                // The caller has made room for all of them, so this does not overflow.
                value.store(cx, at.wrapping_add((i * size) as u32))?;
            }
        }
        Ok(())
    }
}

/// A Rust type whose values can be made from what a guest passes, perhaps borrowing the guest's memory for `'a`.
pub trait LiftFrom<'a>: ComponentType + Sized {
    /// Makes a value from the first `ABI.flat` slots of `flat`.
    ///
    /// # Errors
    /// If the guest's values are not of the type.
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self>;

    /// Makes a value from `from`: `ABI.size` bytes of guest memory.
    ///
    /// # Errors
    /// If the guest's values are not of the type.
    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self>;

    /// Makes the values that lie in a row in `from`, whose length is a multiple of `ABI.size`.
    ///
    /// # Errors
    /// If the guest's values are not of the type.
    #[inline(always)]
    fn load_list(cx: &mut LiftContext<'a>, from: &'a [u8]) -> Result<Vec<Self>> {
        let size = (Self::ABI.size as usize).max(1);
        let mut out = Vec::with_capacity(from.len() / size);
        let place = cx.place;
        for from in from.chunks_exact(size) {
            if Self::HANDLES {
                cx.place = place;
            }
            out.push(Self::load(cx, from)?);
        }
        Ok(out)
    }
}

/// A Rust type whose values can be made from what a guest passes and own all that they hold.
pub trait Lift: for<'a> LiftFrom<'a> {}
impl<T: for<'a> LiftFrom<'a>> Lift for T {}

/// What lowering needs: the guest's memory, its allocator and its handles.
pub struct LowerContext<'a> {
    /// Calls the guest's `realloc`, and gives its memory anew after each call.
    pub(crate) realloc: Realloc<'a>,
    /// How the guest wants strings.
    pub(crate) encoding: StringEncoding,
    /// Where the next value stands, if it has handles.
    pub(crate) place: Place<'a>,
}

impl<'a> LowerContext<'a> {
    /// The `len` bytes of guest memory at `at`.
    ///
    /// # Errors
    /// If they are not in the memory.
    #[inline(always)]
    pub fn bytes_mut(&mut self, at: u32, len: usize) -> Result<&mut [u8]> {
        match self.realloc.bytes_mut(at, len) {
            Some(bytes) => Ok(bytes),
            None => out_of_bounds("pointer"),
        }
    }

    /// Has the guest allocate `len` bytes and checks that they are in its memory and aligned.
    ///
    /// # Errors
    /// If the guest traps, or what it returns is not so.
    #[inline(always)]
    pub fn alloc(&mut self, len: usize, align: u32) -> Result<u32> {
        self.realloc(0, 0, align, len)
    }

    /// As [`LowerContext::alloc`], with the bytes.
    ///
    /// # Errors
    /// As [`LowerContext::alloc`].
    #[inline(always)]
    pub(crate) fn alloc_bytes(&mut self, len: usize, align: u32) -> Result<(u32, &mut [u8])> {
        self.realloc_bytes(0, 0, align, len)
    }

    /// Has the guest make `len` bytes of `old_len` at `old`, which it allocated before, and checks that they are in its
    /// memory and aligned. What is in them then is the guest's to say.
    ///
    /// # Errors
    /// As [`LowerContext::alloc`].
    #[inline(always)]
    pub(crate) fn realloc(&mut self, old: u32, old_len: usize, align: u32, len: usize) -> Result<u32> {
        self.realloc_bytes(old, old_len, align, len).map(|(at, _)| at)
    }

    #[inline(always)]
    fn realloc_bytes(
        &mut self,
        old: u32,
        old_len: usize,
        align: u32,
        len: usize,
    ) -> Result<(u32, &mut [u8])> {
        if len as u64 > limits::MAX_LIST_BYTES {
            bail!("a list or string of {len} bytes is over the limit of {}", limits::MAX_LIST_BYTES);
        }
        // At most MAX_LIST_BYTES, which fits; and so was the other.
        let at = self.realloc.call(old, old_len as u32, align, len as u32)?;
        let is_misaligned = at & (align - 1) != 0;
        match self.realloc.bytes_mut(at, len) {
            Some(bytes) if !is_misaligned => Ok((at, bytes)),
            _ => dishonest_realloc(is_misaligned),
        }
    }

    /// The address of the `len` bytes that a guest claims to have at `at` for a result, after checking that they are in
    /// its memory and aligned.
    ///
    /// # Errors
    /// If they are not.
    #[inline(always)]
    pub(crate) fn return_area(&mut self, at: u32, len: usize, align: u32) -> Result<u32> {
        if at & (align - 1) != 0 {
            return misaligned();
        }
        self.bytes_mut(at, len)?;
        Ok(at)
    }

    /// How the guest wants strings.
    #[inline(always)]
    pub fn encoding(&self) -> StringEncoding {
        self.encoding
    }

    /// Where the value stands that is about to cross, for derived impls.
    #[doc(hidden)]
    #[inline(always)]
    pub fn place(&self) -> Place<'a> {
        self.place
    }

    /// Goes to a part of what stands at a place, for derived impls.
    #[doc(hidden)]
    #[inline(always)]
    pub fn enter(&mut self, place: Place<'a>, part: usize) {
        self.place = place.child(part);
    }
}

/// What lifting needs: the guest's memory and its handles.
pub struct LiftContext<'a> {
    /// The whole memory; empty where the function has none.
    pub(crate) memory: &'a [u8],
    /// Its number in the plan, if there is one.
    pub(crate) number: Option<u32>,
    /// How the guest gives strings.
    pub(crate) encoding: StringEncoding,
    /// Bytes that may still be read: a guest can name the same ones many times, and have the host copy them each time.
    pub(crate) budget: u64,
    /// The guest's handles, and the host's.
    pub(crate) handles: GuestHandles<'a>,
    /// Where the next value stands, if it has handles.
    pub(crate) place: Place<'a>,
    /// Keeps strings that are borrowed and not UTF-8 in the guest's memory; only host functions borrow.
    pub(crate) texts: Option<Keeper<'a>>,
}

impl<'a> LiftContext<'a> {
    /// What lifting from this memory needs, with a full budget, no handles, and nowhere to keep strings.
    #[inline(always)]
    pub(crate) fn new(memory: &'a [u8], encoding: StringEncoding) -> Self {
        let (handles, place) = (GuestHandles::none(), Place::NOWHERE);
        Self { memory, number: None, encoding, budget: limits::MAX_LIFT_BYTES, handles, place, texts: None }
    }

    /// The `count` elements of `size` bytes that a guest claims to have at `at`, after checking that they are in its
    /// memory and aligned.
    ///
    /// # Errors
    /// If they are not.
    #[inline(always)]
    pub fn bytes(&mut self, at: u32, count: u32, size: u32, align: u32) -> Result<&'a [u8]> {
        self.claim("pointer", at, count, size, align)
    }

    /// As [`LiftContext::bytes`]; errors call the claim `what`.
    #[inline(always)]
    pub(crate) fn claim(
        &mut self,
        what: &'static str,
        at: u32,
        count: u32,
        size: u32,
        align: u32,
    ) -> Result<&'a [u8]> {
        // Two 32-bit numbers: neither the product nor the sum overflows 64 bits.
        let len = u64::from(count) * u64::from(size);
        match self.budget.checked_sub(len) {
            Some(rest) => self.budget = rest,
            None => return over_budget(),
        }
        if at & (align - 1) != 0 {
            return misaligned();
        }
        let end = u64::from(at) + len;
        match self.memory.get(at as usize..end as usize) {
            Some(bytes) => Ok(bytes),
            None => out_of_bounds(what),
        }
    }

    /// How the guest gives strings.
    #[inline(always)]
    pub fn encoding(&self) -> StringEncoding {
        self.encoding
    }

    /// Where the value stands that is about to cross, for derived impls.
    #[doc(hidden)]
    #[inline(always)]
    pub fn place(&self) -> Place<'a> {
        self.place
    }

    /// Goes to a part of what stands at a place, for derived impls.
    #[doc(hidden)]
    #[inline(always)]
    pub fn enter(&mut self, place: Place<'a>, part: usize) {
        self.place = place.child(part);
    }
}

#[cold]
#[inline(never)]
fn over_budget<T>() -> Result<T> {
    bail!("over a limit: the guest passes more than {} bytes of values in one call", limits::MAX_LIFT_BYTES)
}

#[cold]
#[inline(never)]
fn out_of_bounds<T>(what: &str) -> Result<T> {
    bail!("{what} out of bounds of memory")
}

#[cold]
#[inline(never)]
fn dishonest_realloc<T>(is_misaligned: bool) -> Result<T> {
    Err(DishonestRealloc { is_misaligned }.into())
}

/// What a guest's `realloc` returned is not memory that it could have allocated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DishonestRealloc {
    pub(crate) is_misaligned: bool,
}

impl fmt::Display for DishonestRealloc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = if self.is_misaligned { "result not aligned" } else { "beyond end of memory" };
        write!(f, "realloc return: {why}")
    }
}

impl std::error::Error for DishonestRealloc {}

#[cold]
#[inline(never)]
fn misaligned<T>() -> Result<T> {
    bail!("pointer not aligned")
}
