//! Functions of the runtime that compiled code calls.
//!
//! The compiled text holds no relocation to anything outside itself: it finds each libcall in a table that the
//! context header points to. One list gives the order, the names and the C signatures; the compiler derives indices and
//! Cranelift signatures from it, the runtime the table (see `for_each_libcall!`).

/// Calls `$mac!` with the list: `name(param: type, …) -> type;`, types being `ptr`, `i32`, `i64`, `f32`, `f64`; `()`
/// for no result.
#[macro_export]
macro_rules! for_each_libcall {
    ($mac:ident) => {
        $mac! {
            /// Grows memory `memory` by `delta` pages: the old size in pages, or −1.
            memory_grow(context: ptr, memory: i32, delta: i64) -> i64;
            /// Grows table `table` by `delta` elements that hold `init`: the old size in elements, or −1.
            table_grow(context: ptr, table: i32, delta: i64, init: i64) -> i64;
            /// Copies `len` bytes between ranges that may overlap and that the caller has checked.
            memory_copy(to: ptr, from: ptr, len: i64) -> ();
            /// Fills `len` bytes, which the caller has checked, with the low byte of `byte`.
            memory_fill(to: ptr, byte: i32, len: i64) -> ();
            /// Fills `count` eight-byte elements, which the caller has checked, with `value`.
            table_fill(to: ptr, value: i64, count: i64) -> ();
            /// Makes an exception of tag `tag` with `len` bytes of payload, all zero: its reference, or null if there are too many.
            /// Tag (eight bytes) and payload lie behind the reference.
            exception_new(context: ptr, tag: i32, len: i32) -> i64;
            /// Throws an exception: the guest goes on where it is caught, and never behind this call.
            exception_throw(context: ptr, exception: i64) -> ();
            /// `f32.ceil`, for processors without an instruction for it.
            f32_ceil(x: f32) -> f32;
            /// `f32.floor`, likewise.
            f32_floor(x: f32) -> f32;
            /// `f32.trunc`, likewise.
            f32_trunc(x: f32) -> f32;
            /// `f32.nearest`, likewise: ties to even.
            f32_nearest(x: f32) -> f32;
            /// `f64.ceil`, likewise.
            f64_ceil(x: f64) -> f64;
            /// `f64.floor`, likewise.
            f64_floor(x: f64) -> f64;
            /// `f64.trunc`, likewise.
            f64_trunc(x: f64) -> f64;
            /// `f64.nearest`, likewise: ties to even.
            f64_nearest(x: f64) -> f64;
            /// As `memory_copy`, where other threads may read and write at the same time.
            shared_copy(to: ptr, from: ptr, len: i64) -> ();
            /// As `memory_fill`, where other threads may read and write at the same time.
            shared_fill(to: ptr, byte: i32, len: i64) -> ();
            /// Waits until another thread notifies the address, which the caller has checked and aligned, if the 32 bits
            /// there are `expected`: 0 if notified, 1 if they are not, 2 after `timeout` nanoseconds unless that is
            /// negative.
            atomic_wait32(address: ptr, expected: i32, timeout: i64) -> i32;
            /// As `atomic_wait32`, of 64 bits.
            atomic_wait64(address: ptr, expected: i64, timeout: i64) -> i32;
            /// Wakes up to `count` threads that wait at an address: how many.
            atomic_notify(address: ptr, count: i32) -> i32;
            /// Makes an own handle of component instance `instance` to a new resource: the handle, or −1 having failed.
            resource_new(context: ptr, instance: i32, resource: i32, rep: i32) -> i64;
            /// The representation behind a handle, or −1 having failed.
            resource_rep(context: ptr, instance: i32, resource: i32, handle: i32) -> i64;
            /// Removes a handle: the representation whose destructor the caller is to call, 2³² if there is nothing more to do
            /// (a borrow was dropped, there is no destructor, or the host's has been called), or −1 having failed.
            resource_drop(context: ptr, instance: i32, resource: i32, handle: i32) -> i64;
            /// Moves an own handle from one component instance to another: the new handle, or −1 having failed.
            resource_transfer_own(context: ptr, from: i32, to: i32, resource: i32, handle: i32) -> i64;
            /// Lends a handle of one component instance to another for the innermost call: a borrow handle, or the
            /// representation if `to` defines the resource, or −1 having failed.
            resource_transfer_borrow(context: ptr, from: i32, to: i32, resource: i32, handle: i32) -> i64;
            /// A call begins that borrows handles.
            resource_enter_call(context: ptr) -> ();
            /// That call ends: 0, or −1 having failed because it has not dropped all that it borrowed.
            resource_exit_call(context: ptr) -> i32;
            /// Checks that `len` bytes are UTF-8 and copies them, between ranges that the caller has checked: 0, or −1
            /// having failed.
            string_copy_utf8(context: ptr, to: ptr, from: ptr, len: i64) -> i32;
            /// As `string_copy_utf8`, of UTF-16.
            string_copy_utf16(context: ptr, to: ptr, from: ptr, len: i64) -> i32;
            /// Writes `len` bytes of Latin-1 as UTF-16, between ranges that the caller has checked.
            string_inflate(to: ptr, from: ptr, len: i64) -> ();
            /// Writes the string of `len` code units at `at` of memory `from` to memory `to`, where the entry `realloc`
            /// allocates; encodings are numbers of [`StringEncoding`](crate::plan::StringEncoding). Its address, with
            /// its length in code units in the high half; or −1 having failed.
            string_transcode(context: ptr, from: i32, from_encoding: i32, at: i32, len: i32, to: i32, to_encoding: i32, realloc: i32) -> i64;
        }
    };
}

/// A type in a libcall's C signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbiType {
    /// A pointer of the target.
    Ptr,
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer.
    I64,
    /// A 32-bit float.
    F32,
    /// A 64-bit float.
    F64,
}

macro_rules! abi_type {
    (ptr) => {
        Some(AbiType::Ptr)
    };
    (i32) => {
        Some(AbiType::I32)
    };
    (i64) => {
        Some(AbiType::I64)
    };
    (f32) => {
        Some(AbiType::F32)
    };
    (f64) => {
        Some(AbiType::F64)
    };
    (()) => {
        None
    };
}

macro_rules! define {
    ($($(#[$doc:meta])* $name:ident($($param:ident: $ty:tt),*) -> $ret:tt;)*) => {
        /// A libcall; its discriminant is its place in the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(non_camel_case_types, reason = "the names are those of the list")]
        pub enum Libcall { $($(#[$doc])* $name,)* }

        impl Libcall {
            /// All libcalls, in table order.
            pub const ALL: &'static [Libcall] = &[$(Libcall::$name,)*];

            /// Parameter types of the C signature.
            pub fn params(self) -> impl Iterator<Item = AbiType> {
                let params: &'static [Option<AbiType>] = match self {
                    $(Libcall::$name => &[$(abi_type!($ty)),*],)*
                };
                params.iter().flatten().copied()
            }

            /// Result type of the C signature.
            #[must_use]
            pub const fn result(self) -> Option<AbiType> {
                match self { $(Libcall::$name => abi_type!($ret),)* }
            }

            /// Byte offset of this libcall's pointer in the table.
            #[must_use]
            pub const fn table_offset(self) -> u32 {
                self as u32 * 8
            }
        }
    };
}
for_each_libcall!(define);
