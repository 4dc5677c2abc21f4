//! The structs of the context block, as Rust sees them.
//!
//! Derived from the list that the compiler derives its offsets from, and asserted to agree with them.

use embody_abi::{context as offsets, for_each_shared_struct};

macro_rules! field {
    (ptr) => { *mut u8 };
    (u64) => { u64 };
}

macro_rules! define_structs {
    ($($(#[$doc:meta])* $name:ident as $module:ident { $($(#[$field_doc:meta])* $field:ident: $ty:tt,)* })*) => {$(
        $(#[$doc])*
        #[repr(C)]
        #[derive(Debug)]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: field!($ty),)* }

        const _: () = {
            $(assert!(core::mem::offset_of!($name, $field) == offsets::$module::$field as usize);)*
            assert!(core::mem::size_of::<$name>() == offsets::$module::SIZE as usize);
        };
    )*};
}
for_each_shared_struct!(define_structs);

/// What native entries and host functions return: a value, and zero or a trap code, in two registers.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Ret {
    /// The result's bits if `trap` is zero: an i32 zero-extended, a float as its bits.
    pub value: u64,
    /// Zero, or an [`embody_abi::trap::Trap`]'s code.
    pub trap: u64,
}
