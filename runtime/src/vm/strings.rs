//! Strings that compiled code has the runtime copy from one component instance to another.
//!
//! Where both have the same encoding, compiled code has checked both ranges, and asks for a copy that is also a check of
//! the encoding. Where they have not, it passes what the guest claims.

use core::panic::AssertUnwindSafe;
use core::ptr::NonNull;
use std::panic::catch_unwind;

use embody_abi::plan::{CanonPlan, StringEncoding};

use super::context::VmHeader;
use super::entered::{lift_context, lower_context};
use super::host::failed;
use super::instance::Failure;
use crate::component::string::transcode::{check_utf16, inflate, transcode, trap_of};
use crate::{Result, bail};

/// What a libcall returns that has kept its error in the instance's record.
const FAILED: i64 = -1;

/// # Safety
/// `context` is the running instance's. `from` and `to` are `len` bytes of two of its memories.
pub(super) unsafe extern "C" fn copy_utf8(context: *mut u8, to: *mut u8, from: *mut u8, len: i64) -> i32 {
    // SAFETY: the caller's promise; nothing writes to the memory while the guest waits here.
    let bytes = unsafe { core::slice::from_raw_parts(from.cast_const(), len.cast_unsigned() as usize) };
    let error = crate::component::string::utf8(bytes).err();
    // SAFETY: the caller's promise.
    unsafe { copy(context, to, bytes, error.map(crate::Error::from)) }
}

/// # Safety
/// As [`copy_utf8`].
pub(super) unsafe extern "C" fn copy_utf16(context: *mut u8, to: *mut u8, from: *mut u8, len: i64) -> i32 {
    // SAFETY: as in `copy_utf8`.
    let bytes = unsafe { core::slice::from_raw_parts(from.cast_const(), len.cast_unsigned() as usize) };
    let error = check_utf16(bytes).err();
    // SAFETY: as in `copy_utf8`.
    unsafe { copy(context, to, bytes, error) }
}

/// # Safety
/// `from` is `len` bytes of one of the running instance's memories, `to` twice as many of another.
pub(super) unsafe extern "C" fn inflate_libcall(to: *mut u8, from: *mut u8, len: i64) {
    let len = len.cast_unsigned() as usize;
    // SAFETY: the caller's promise; nothing else uses the memories while the guest waits here, which are two: those of
    // different component instances.
    let (from, to) = unsafe {
        (core::slice::from_raw_parts(from.cast_const(), len), core::slice::from_raw_parts_mut(to, 2 * len))
    };
    inflate(from, to);
}

/// # Safety
/// As [`copy_utf8`].
unsafe fn copy(context: *mut u8, to: *mut u8, bytes: &[u8], error: Option<crate::Error>) -> i32 {
    match (error, NonNull::new(context.cast::<VmHeader>())) {
        (None, _) => {
            // SAFETY: the caller's promise.
            unsafe { core::ptr::copy(bytes.as_ptr(), to, bytes.len()) };
            0
        }
        (Some(error), Some(context)) => {
            failed(context, Failure::Error(error));
            -1
        }
        (Some(_), None) => -1,
    }
}

/// # Safety
/// `context` is the running instance's, passed by its code.
#[allow(clippy::too_many_arguments, reason = "it is the libcall's signature")]
pub(super) unsafe extern "C" fn transcode_libcall(
    context: *mut u8,
    from: i32,
    from_encoding: i32,
    at: i32,
    len: i32,
    to: i32,
    to_encoding: i32,
    realloc: i32,
) -> i64 {
    let Some(context) = NonNull::new(context.cast::<VmHeader>()) else { return FAILED };
    let result = catch_unwind(AssertUnwindSafe(|| {
        let options = |memory: i32, number| {
            let memory = Some(memory.cast_unsigned());
            Ok::<_, crate::Error>(CanonPlan { memory, encoding: encoding(number)?, ..CanonPlan::default() })
        };
        let from = options(from, from_encoding)?;
        let to = CanonPlan { realloc: Some(realloc.cast_unsigned()), ..options(to, to_encoding)? };
        // SAFETY: the guest waits. Nothing writes to the memory of the side that gives but its own code, and `realloc` is
        // the other side's, which cannot call back.
        let mut lift = unsafe { lift_context(context, &from) };
        // SAFETY: as above; the two memories are of different component instances.
        let mut lower = unsafe { lower_context(context, &to) };
        transcode(&mut lift, &mut lower, at.cast_unsigned(), len.cast_unsigned())
    }));
    match result {
        Ok(Ok((at, len))) => (u64::from(len) << 32 | u64::from(at)).cast_signed(),
        Ok(Err(error)) => {
            failed(context, Failure::Error(trap_of(error)));
            FAILED
        }
        Err(panic) => {
            failed(context, Failure::Panic(panic));
            FAILED
        }
    }
}

fn encoding(number: i32) -> Result<StringEncoding> {
    match [StringEncoding::Utf8, StringEncoding::Utf16, StringEncoding::CompactUtf16]
        .into_iter()
        .find(|encoding| *encoding as i32 == number)
    {
        Some(encoding) => Ok(encoding),
        None => bail!("a bug in Embody, please report it: unknown string encoding {number}"),
    }
}
