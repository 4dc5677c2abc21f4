//! The plan of an image: everything that making and calling an instance needs, decided by the compiler.
//!
//! An embedded image has its plan as a constant of the user's program; an artifact file has it in postcard. Both are
//! this one type, which is why its sequences are `Cow<'static, [_]>`. Offsets are in bytes: *context* offsets from the
//! start of the context block, *code* offsets from the start of the text, *data* offsets from the start of the data.

use alloc::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A sequence that is a constant in a program and owned when it was decoded.
pub type Seq<T> = Cow<'static, [T]>;

/// A range of the image's data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRange {
    /// First byte, as a data offset.
    pub start: u32,
    /// Bytes.
    pub len: u32,
}

/// Everything that making and calling an instance needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Bytes of the context block; a multiple of 16.
    pub context_bytes: u32,
    /// What the context block starts as: its first bytes, the rest being zero. Pointers in it are zero.
    pub template: DataRange,
    /// Linear memories, in the order of their numbers in the image.
    pub memories: Seq<MemoryPlan>,
    /// Tables, in the order of their numbers in the image.
    pub tables: Seq<TablePlan>,
    /// Places at which compiled code calls the host.
    pub lowerings: Seq<LoweringPlan>,
    /// Functions of core instances that the host calls.
    pub entries: Seq<EntryPlan>,
    /// Functions that the component exports.
    pub exports: Seq<ExportPlan>,
    /// Number of component instances, each of which has a table of handles; the root is number zero.
    pub component_instances: u32,
    /// Resource types, those of different component instances being different.
    pub resources: Seq<ResourcePlan>,
    /// What is left to do when the context block and memories are in place, in this order.
    pub steps: Seq<Step>,
    /// Where the tables about the text lie.
    pub tables_of_text: TextTables,
}

/// One linear memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoryPlan {
    /// Context offset of its `MemoryDef`.
    pub def: u32,
    /// Pages that it starts with.
    pub min_pages: u64,
    /// Pages beyond which it does not grow.
    pub max_pages: u64,
    /// Logarithm of its page's size in bytes.
    pub page_bytes_log2: u8,
    /// Whether `memory.grow` on it occurs anywhere: one that does not grow can have all that it needs at once.
    pub grows: bool,
    /// Whether several threads may use it. Its `MemoryDef` then has the address of the length for the length.
    pub shared: bool,
    /// Bytes of address space from its base on that it owns: it never has more, unless it moves.
    pub reservation_bytes: u64,
    /// Bytes behind these that must never become accessible, because compiled code relies on their faults.
    pub guard_bytes: u64,
    /// Whether it may move when it grows: compiled code reads its base anew after whatever may have grown it.
    pub moves: bool,
    /// Initial contents, ascending and disjoint; all else is zero.
    pub images: Seq<MemoryImage>,
}

/// Initial contents of some pages of a memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoryImage {
    /// Byte address in the memory; a multiple of the image's page alignment.
    pub at: u64,
    /// The bytes. Their start is aligned as `at` is; their length is too, so that the pages can be mapped.
    pub data: DataRange,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablePlan {
    /// Context offset of its `TableDef`.
    pub def: u32,
    /// Elements that it starts with.
    pub min: u64,
    /// Elements beyond which it does not grow.
    pub max: u64,
    /// Where its elements are.
    pub storage: TableStorage,
}

/// Where a table's elements are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableStorage {
    /// In the context block, at this context offset; the template holds its initial contents.
    Inline(u32),
    /// In an allocation of its own, with these initial contents.
    Heap(Seq<TableImage>),
    /// In the image's data, eight bytes each, little-endian; all instances share them, and nothing writes to them.
    Image(DataRange),
}

/// Initial contents of some elements of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableImage {
    /// Index of the first element.
    pub at: u64,
    /// The elements, eight bytes each, little-endian.
    pub data: DataRange,
}

/// A place at which compiled code calls the host: one `canon lower` of an imported function, or a core import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoweringPlan {
    /// Context offset of its `ImportSlot`.
    pub slot: u32,
    /// Code offset of the array exit, a function with the slot's native signature for hosts that have none of their own.
    ///
    /// It collects the arguments in an array of eight-byte values (at least one; integers extended with zeros, floats
    /// as their bits). Then it calls the function that the first word at `slot.data` points to, `extern "C"
    /// fn(context, slot.data, values) -> u64`, and returns the first value and what that returned: zero, or a trap.
    /// No host function takes or returns a `v128`.
    pub array_exit: u32,
    /// Number of the imported function, counted over [`meta`](crate::meta).
    pub import: u32,
    /// Values that the array exit passes: flat parameters, and a pointer to a result that is not flat.
    pub values: u16,
    /// Canonical options.
    pub options: CanonPlan,
}

/// A function of a core instance that the host calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPlan {
    /// Code offset of `extern "C" fn(context, params…) -> (value, trap)`, both eight bytes. Functions of several
    /// results, or with a `v128` among parameters and results, have none (`u32::MAX`).
    pub native: u32,
    /// Code offset of `extern "C" fn(context, values) -> trap`: parameters are read from, and results written to, an
    /// array of eight-byte values. A `v128` takes two of them, its low half first.
    pub array: u32,
    /// Whether the function can trap or call the host; if not, entering it needs no bookkeeping.
    pub may_trap: bool,
}

/// A function that the component exports: one `canon lift`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportPlan {
    /// The lifted core function, as an index into the plan's entries.
    pub entry: u32,
    /// Canonical options.
    pub options: CanonPlan,
}

/// A resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResourcePlan {
    /// One that the component imports: its number, counted over [`meta`](crate::meta).
    Imported(u32),
    /// One that a component instance defines.
    Defined {
        /// Number of the component instance.
        instance: u32,
        /// The destructor, which takes a representation, as an index into the plan's entries.
        destructor: Option<u32>,
    },
}

/// Canonical options: how values cross the boundary at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanonPlan {
    /// The component instance whose handles these are, and which runs.
    pub instance: u32,
    /// The memory that pointers point into, as an index into the plan's memories.
    pub memory: Option<u32>,
    /// The `realloc` function, as an index into the plan's entries.
    pub realloc: Option<u32>,
    /// The `post-return` function, as an index into the plan's entries.
    pub post_return: Option<u32>,
    /// How strings are encoded.
    pub encoding: StringEncoding,
}

/// How strings are encoded in a guest's memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StringEncoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-16, little-endian.
    Utf16,
    /// Latin-1, or UTF-16 where the length has its highest bit set.
    CompactUtf16,
}

/// One step of making an instance, executed when the context block and memories are in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Calls the start function whose index into the plan's entries this is.
    Start(u32),
    /// Copies an active data segment that could not be part of the memory's image.
    WriteMemory {
        /// Index into the plan's memories.
        memory: u32,
        /// Byte address in the memory.
        at: u64,
        /// The bytes.
        data: DataRange,
    },
    /// Copies an active element segment that could not be part of the table's image.
    WriteTable {
        /// Index into the plan's tables.
        table: u32,
        /// Index of the first element.
        at: u64,
        /// The elements, eight bytes each.
        data: DataRange,
    },
    /// The steps of one more core instance are done: instantiation in parts stops here.
    InstanceDone(u32),
}

/// Where the tables about the text lie in the image's data; see [`artifact`](crate::artifact) for their formats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextTables {
    /// Code offsets of instructions that may trap, and their trap codes.
    pub traps: DataRange,
    /// Calls that have somewhere else to go on than behind them.
    pub handlers: DataRange,
    /// Where each function starts, and its name.
    pub functions: DataRange,
}
