//! The functions that compiled code calls, and their tables.

use embody_abi::for_each_libcall;

use super::context::VmHeader;
use super::exceptions;
use super::instance::Record;
use super::{resources, shared, strings, wait};

macro_rules! ty {
    (ptr) => { *mut u8 };
    (()) => { () };
    ($ty:ident) => { $ty };
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident($($param:ident: $ty:tt),*) -> $ret:tt;)*) => {
        /// A table that context headers point to, in the order of the shared list.
        #[repr(C)]
        pub(super) struct Table { $($name: unsafe extern "C" fn($($param: ty!($ty)),*) -> ty!($ret),)* }

        const ALL: Table = Table { $($name: imp::$name,)* };

        /// What stands in a table for a libcall that no code of the image calls: a failure.
        mod absent {
            $(
                #[allow(dead_code, reason = "only some libcalls can be absent")]
                pub(super) unsafe extern "C" fn $name($(_: ty!($ty)),*) -> ty!($ret) { failure!($ret) }
            )*
        }
    };
}

macro_rules! failure {
    (()) => {
        ()
    };
    (f32) => {
        f32::NAN
    };
    (f64) => {
        f64::NAN
    };
    ($ty:ident) => {
        -1
    };
}

/// The table for any image.
pub(super) static TABLE: Table = ALL;

/// The table for images of one component instance without resources, so that a program with no others does not link
/// what moves strings and handles from one component instance to another.
pub(super) static ALONE: Table = Table {
    resource_new: absent::resource_new,
    resource_rep: absent::resource_rep,
    resource_drop: absent::resource_drop,
    resource_transfer_own: absent::resource_transfer_own,
    resource_transfer_borrow: absent::resource_transfer_borrow,
    resource_enter_call: absent::resource_enter_call,
    resource_exit_call: absent::resource_exit_call,
    string_copy_utf8: absent::string_copy_utf8,
    string_copy_utf16: absent::string_copy_utf16,
    string_inflate: absent::string_inflate,
    string_transcode: absent::string_transcode,
    ..ALL
};

mod imp {
    pub(super) use super::exceptions::{new as exception_new, throw as exception_throw};
    pub(super) use super::resources::{
        resource_drop, resource_enter_call, resource_exit_call, resource_new, resource_rep,
        resource_transfer_borrow, resource_transfer_own,
    };
    pub(super) use super::strings::{
        copy_utf8 as string_copy_utf8, copy_utf16 as string_copy_utf16, inflate_libcall as string_inflate,
        transcode_libcall as string_transcode,
    };
    use core::sync::atomic::{AtomicI32, AtomicI64, Ordering};

    use super::{Record, VmHeader, shared, wait};

    /// # Safety
    /// `context` is the running instance's, passed by its code.
    pub(super) unsafe extern "C" fn memory_grow(context: *mut u8, memory: i32, delta: i64) -> i64 {
        // SAFETY: compiled code passes its own context; while it waits here nothing else uses the instance.
        let record = unsafe { Record::of(context.cast::<VmHeader>()) };
        // A page count is unsigned; one that is negative as i64 is far too large.
        let old = record.grow_memory(memory.cast_unsigned(), delta.cast_unsigned());
        old.and_then(|pages| i64::try_from(pages).ok()).unwrap_or(-1)
    }

    /// # Safety
    /// As [`memory_grow`].
    pub(super) unsafe extern "C" fn table_grow(context: *mut u8, table: i32, delta: i64, init: i64) -> i64 {
        // SAFETY: as in `memory_grow`.
        let record = unsafe { Record::of(context.cast::<VmHeader>()) };
        let old = record.grow_table(table.cast_unsigned(), delta.cast_unsigned(), init.cast_unsigned());
        old.and_then(|len| i64::try_from(len).ok()).unwrap_or(-1)
    }

    /// # Safety
    /// Both ranges are inside memories or data of the running instance: compiled code has checked them.
    pub(super) unsafe extern "C" fn memory_copy(to: *mut u8, from: *mut u8, len: i64) {
        // SAFETY: the caller's promise; the ranges may overlap.
        unsafe { core::ptr::copy(from.cast_const(), to, len.cast_unsigned() as usize) }
    }

    /// # Safety
    /// The range is inside a memory of the running instance.
    pub(super) unsafe extern "C" fn memory_fill(to: *mut u8, byte: i32, len: i64) {
        // SAFETY: the caller's promise. The low byte is what the instruction fills with.
        unsafe { core::ptr::write_bytes(to, byte.to_le_bytes()[0], len.cast_unsigned() as usize) }
    }

    /// # Safety
    /// As [`memory_copy`], where one range or both may be of shared memories.
    pub(super) unsafe extern "C" fn shared_copy(to: *mut u8, from: *mut u8, len: i64) {
        // SAFETY: the caller's promise.
        unsafe { shared::copy(to, from.cast_const(), len.cast_unsigned() as usize) }
    }

    /// # Safety
    /// As [`memory_fill`], of a shared memory.
    pub(super) unsafe extern "C" fn shared_fill(to: *mut u8, byte: i32, len: i64) {
        // SAFETY: the caller's promise.
        unsafe { shared::fill(to, byte.to_le_bytes()[0], len.cast_unsigned() as usize) }
    }

    /// # Safety
    /// Four bytes at the address, which is a multiple of four, are inside a shared memory of the running instance.
    pub(super) unsafe extern "C" fn atomic_wait32(address: *mut u8, expected: i32, timeout: i64) -> i32 {
        // SAFETY: the caller's promise; the instance keeps the memory while its code waits here.
        let place = unsafe { &*address.cast::<AtomicI32>() };
        wait::wait(address.addr(), || place.load(Ordering::SeqCst) == expected, timeout) as i32
    }

    /// # Safety
    /// Eight bytes at the address, which is a multiple of eight, are inside a shared memory of the running instance.
    pub(super) unsafe extern "C" fn atomic_wait64(address: *mut u8, expected: i64, timeout: i64) -> i32 {
        // SAFETY: as in `atomic_wait32`.
        let place = unsafe { &*address.cast::<AtomicI64>() };
        wait::wait(address.addr(), || place.load(Ordering::SeqCst) == expected, timeout) as i32
    }

    /// # Safety
    /// None: the address is only compared.
    pub(super) unsafe extern "C" fn atomic_notify(address: *mut u8, count: i32) -> i32 {
        wait::notify(address.addr(), count.cast_unsigned()).cast_signed()
    }

    /// # Safety
    /// The elements are inside a table of the running instance.
    pub(super) unsafe extern "C" fn table_fill(to: *mut u8, value: i64, count: i64) {
        // SAFETY: the caller's promise; tables are aligned to their elements of eight bytes.
        unsafe { core::slice::from_raw_parts_mut(to.cast::<i64>(), count.cast_unsigned() as usize) }
            .fill(value);
    }

    // Of any NaN, Wasm's roundings may make the canonical one; and where canonical NaNs were asked for, they must.
    macro_rules! rounding {
        ($($name:ident: $ty:ident = $method:ident;)*) => {$(
            pub(super) unsafe extern "C" fn $name(x: $ty) -> $ty {
                // `NAN` is the positive NaN with the quiet bit alone in its fraction.
                if x.is_nan() { $ty::NAN } else { x.$method() }
            }
        )*};
    }
    rounding! {
        f32_ceil: f32 = ceil; f32_floor: f32 = floor; f32_trunc: f32 = trunc; f32_nearest: f32 = round_ties_even;
        f64_ceil: f64 = ceil; f64_floor: f64 = floor; f64_trunc: f64 = trunc; f64_nearest: f64 = round_ties_even;
    }
}

for_each_libcall!(table);

#[cfg(test)]
mod tests {
    use super::imp;

    #[test]
    fn roundings_make_canonical_nans() {
        let signalling = (f32::from_bits(0xff80_0001), f64::from_bits(0xfff0_0000_0000_0001));
        // SAFETY: these functions ask for nothing.
        let (single, double) = unsafe { (imp::f32_floor(signalling.0), imp::f64_nearest(signalling.1)) };
        assert_eq!((single.to_bits(), double.to_bits()), (0x7fc0_0000, 0x7ff8_0000_0000_0000));
        // SAFETY: as above.
        assert_eq!(unsafe { (imp::f32_ceil(-0.5), imp::f64_nearest(2.5)) }, (-0.0, 2.0));
    }
}
