//! [`WasmStr`]: a string that stays where the guest has it.

use std::borrow::Cow;

use embody_abi::canonical::UTF16_TAG;
use embody_abi::plan::StringEncoding;

use super::{CLAIM, decode, load_pair, utf8_from_guest};
use crate::component::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom};
use crate::component::guest_view::GuestMemory;
use crate::component::types::Type;
use crate::{Result, StoreContext};

/// A string that a guest passes and that stays in the guest's memory, to be looked at with the store.
///
/// It takes the place of `String` where a copy is not wanted: for parameters of host functions, and results. What is in its
/// place is whatever the guest has there when one looks: it is checked then.
///
/// ```
/// use embody::component::{Linker, WasmStr};
/// # fn main() -> embody::Result<()> {
/// let mut linker = Linker::<usize>::new(&embody::Engine::default());
/// linker.root().func_wrap("count-spaces", |mut store, (text,): (WasmStr,)| {
///     let spaces = text.to_str(&store)?.matches(' ').count();
///     *store.data_mut() += spaces;
///     Ok((spaces as u32,))
/// })?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct WasmStr {
    memory: GuestMemory,
    at: u32,
    /// As the guest counts it.
    len: u32,
}

impl WasmStr {
    /// Checks that the guest's memory has the range, but for the string in it.
    fn new(cx: &mut LiftContext<'_>, at: u32, len: u32) -> Result<Self> {
        let (count, unit, align) = match cx.encoding() {
            StringEncoding::Utf8 => (len, 1, 1),
            StringEncoding::Utf16 => (len, 2, 2),
            StringEncoding::CompactUtf16 if len & UTF16_TAG != 0 => (len & !UTF16_TAG, 2, 2),
            StringEncoding::CompactUtf16 => (len, 1, 2),
        };
        cx.claim(CLAIM, at, count, unit, align)?;
        Ok(Self { memory: GuestMemory::of(cx)?, at, len })
    }

    /// The string: borrowed from the guest's memory if that has UTF-8, and else made from what it has.
    ///
    /// # Errors
    /// If it is not of the guest's encoding. If the store is not that of the guest, or the guest is running.
    pub fn to_str<'a, T: 'static>(&self, store: impl Into<StoreContext<'a, T>>) -> Result<Cow<'a, str>> {
        let mut cx = self.memory.lift_context(store.into().0)?;
        match cx.encoding() {
            StringEncoding::Utf8 => utf8_from_guest(&mut cx, self.at, self.len).map(Cow::Borrowed),
            _ => decode::decoded(&mut cx, self.at, self.len).map(Cow::Owned),
        }
    }
}

impl ComponentType for WasmStr {
    const ABI: CanonicalAbi = str::ABI;

    fn typecheck(ty: &Type) -> Result<()> {
        str::typecheck(ty)
    }
}

impl<'a> LiftFrom<'a> for WasmStr {
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        Self::new(cx, flat[0] as u32, flat[1] as u32)
    }

    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        let (at, len) = load_pair(from);
        Self::new(cx, at, len)
    }
}
