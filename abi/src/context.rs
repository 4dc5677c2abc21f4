//! The structs that compiled code reads and writes.
//!
//! Each instance has one *context block*. It starts with the [`header`]; behind it lie, at offsets that the compiler
//! chose and the [plan](crate::plan) records, the import slots, memory and table definitions, globals, segment flags
//! and small tables of every core instance. All supported targets have 64-bit pointers, so each field of these structs
//! is eight bytes and its offset is eight times its place.

/// Calls `$mac!` with each struct that compiled code and the runtime share: `Name as module { field: ptr | u64, … }`.
#[macro_export]
macro_rules! for_each_shared_struct {
    ($mac:ident) => {
        $mac! {
            /// Start of the context block.
            VmHeader as header {
                /// One of [`state`](crate::context::state).
                state: u64,
                /// Lowest stack address that guest code may use; it traps below.
                stack_limit: u64,
                /// The host's state, for the host functions; valid while the guest runs.
                host: ptr,
                /// The runtime's record of this instance.
                instance: ptr,
                /// The table of libcalls.
                libcalls: ptr,
                /// Start of the image's data, from which passive segments are copied.
                data: ptr,
            }
            /// A host function's place in the context block.
            ImportSlot as import_slot {
                /// Function with the native C signature of the flattened import, the context first.
                func: ptr,
                /// What the image's array exit passes on.
                data: ptr,
            }
            /// Base and current length of a linear memory.
            MemoryDef as memory_def {
                /// First byte.
                base: ptr,
                /// Bytes that the guest may use. For a shared memory: where that number is, to be read atomically.
                len_bytes: u64,
            }
            /// Elements and current length of a table.
            TableDef as table_def {
                /// First element; an element is eight bytes.
                base: ptr,
                /// Elements.
                len: u64,
            }
        }
    };
}

macro_rules! define_offsets {
    ($($(#[$doc:meta])* $name:ident as $module:ident { $($(#[$field_doc:meta])* $field:ident: $ty:tt,)* })*) => {$(
        #[doc = concat!("Byte offsets of the fields of `", stringify!($name), "`.")]
        #[allow(non_upper_case_globals, reason = "a constant has its field's name")]
        pub mod $module {
            #[allow(non_camel_case_types, reason = "a variant has its field's name")]
            enum Field { $($field,)* Count }
            $($(#[$field_doc])* pub const $field: u32 = 8 * Field::$field as u32;)*
            /// Bytes of the whole struct.
            pub const SIZE: u32 = 8 * Field::Count as u32;
        }
    )*};
}
for_each_shared_struct!(define_offsets);

/// Values of the header's `state`.
pub mod state {
    /// No guest code of this instance is on a stack.
    pub const IDLE: u64 = 0;
    /// Guest code of this instance is running, or waits for a host function.
    pub const ENTERED: u64 = 1;
    /// As `ENTERED`, and the guest must not call out (during `realloc` and `post-return`).
    pub const MAY_NOT_LEAVE: u64 = 2;
    /// A trap has left the instance in an unknown state; it runs no more.
    pub const POISONED: u64 = 3;
}

/// A reference as compiled code stores it: eight bytes.
///
/// A funcref holds the function's type id in its low half and its code offset from the start of the text in its high
/// half; no function has type id zero, so null is zero. An externref holds a number of the host's, zero being null.
pub mod reference {
    /// The null reference of every type.
    pub const NULL: u64 = 0;

    /// The funcref of the function whose signature has `type_id` (not zero) and whose code lies at `code_offset`.
    #[must_use]
    pub const fn func(type_id: u32, code_offset: u32) -> u64 {
        (code_offset as u64) << 32 | type_id as u64
    }

    /// The reference that is a number of 31 bits: its lowest bit is set, as that of no address is, and all above the 32nd
    /// are zero.
    #[must_use]
    pub const fn i31(number: u32) -> u64 {
        (number << 1 | 1) as u64
    }

    /// Code offset of a funcref that is not null.
    #[must_use]
    pub const fn code_offset(func: u64) -> u32 {
        (func >> 32) as u32
    }

    /// Type id of a funcref that is not null.
    #[must_use]
    pub const fn type_id(func: u64) -> u32 {
        (func & 0xffff_ffff) as u32
    }
}
