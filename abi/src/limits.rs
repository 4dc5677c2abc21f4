//! All limits, in one place. What exceeds one is refused with an error that names it.

/// Parameters that a lifted function takes flat; more are passed in memory (`MAX_FLAT_PARAMS` of the canonical ABI).
pub const MAX_FLAT_PARAMS: usize = 16;

/// Results that a lifted function returns flat; more are passed in memory (`MAX_FLAT_RESULTS` of the canonical ABI).
pub const MAX_FLAT_RESULTS: usize = 1;

/// Flags in one `flags` type; more are rejected by validation already.
pub const MAX_FLAGS: usize = 32;

/// Bytes in one page of a linear memory, unless the memory says otherwise.
pub const WASM_PAGE_BYTES: u64 = 65_536;

/// Bytes of address space that a 32-bit linear memory owns: every address that an index alone can form.
pub const MEMORY_RESERVATION_BYTES: u64 = 4 << 30;

/// Bytes behind the reservation that never become accessible. An access whose static offset and width fit in here
/// needs no check.
pub const MEMORY_GUARD_BYTES: u64 = 32 << 20;

/// Bytes of address space behind what it starts with that a checked linear memory owns; for more it moves.
pub const CHECKED_MEMORY_ROOM_BYTES: u64 = 4 << 20;

/// Bytes that a 64-bit linear memory may have, and of address space that it owns if it says no less.
pub const MAX_MEMORY64_BYTES: u64 = 64 << 30;

/// Bytes of stack that one entry into a guest may use. The thread must have this and what its host functions need.
pub const MAX_GUEST_STACK_BYTES: usize = 512 << 10;

/// Frames that a trap's backtrace keeps.
pub const MAX_BACKTRACE_FRAMES: usize = 64;

/// Elements of a table that never grows up to which it lies inside the context block.
pub const MAX_INLINE_TABLE_ELEMENTS: u64 = 4_096;

/// Elements of a table that never changes up to which each instance has its own inside the context block, where they are
/// reached by one load less. Longer ones are shared by all instances.
pub const MAX_COPIED_TABLE_ELEMENTS: u64 = 256;

/// Elements that a table may have.
pub const MAX_TABLE_ELEMENTS: u64 = 10_000_000;

/// Bytes of one instance's context block.
pub const MAX_CONTEXT_BYTES: u64 = 16 << 20;

/// Bytes of an image's text; offsets within it are 32-bit and branches must reach.
pub const MAX_TEXT_BYTES: u64 = 120 << 20;

/// Bytes of an image's data.
pub const MAX_DATA_BYTES: u64 = 1 << 30;

/// Component instances of one image.
pub const MAX_COMPONENT_INSTANCES: usize = 1 << 14;

/// Core instances that one component may link, counting those of nested components.
pub const MAX_CORE_INSTANCES: usize = 1_000;

/// How deep instances may nest that a component imports or exports.
pub const MAX_INSTANCE_DEPTH: usize = 100;

/// How deep component instantiations may nest.
pub const MAX_COMPONENT_DEPTH: usize = 100;

/// Handles of resources that the component instances of one component can have together at once, and as many again
/// its host; also how many of them can be lent at once.
pub const MAX_HANDLES: u32 = 1 << 20;

/// How deep a component's value types may nest.
pub const MAX_TYPE_DEPTH: usize = 100;

/// Bytes of one list or string that crosses the boundary (the canonical ABI's bound on a string is 2³¹ − 1).
pub const MAX_LIST_BYTES: u64 = (1 << 31) - 1;

/// Bytes that a value may take in place, not counting what it points to, where generated wrappers have it on the stack:
/// only lists of fixed length come near.
pub const MAX_INLINE_VALUE_BYTES: u32 = 64 << 10;

/// Bytes of guest memory that lifting the values of one call may read, counted each time that they are named.
pub const MAX_LIFT_BYTES: u64 = 256 << 20;

/// Bytes of host memory that the `Val`s of one call may take.
pub const MAX_VAL_BYTES: usize = 256 << 20;

/// Bytes by which the frame of one function may pass the limit of the guest's stack.
pub const MAX_UNCHECKED_FRAME_BYTES: u32 = 4096;

/// Bytes of the exceptions that an instance can refer to at once.
pub const MAX_EXCEPTION_BYTES: usize = 16 << 20;

/// Memory slots (address space with its mappings) that an image keeps for the next instance.
pub const MAX_IDLE_MEMORY_SLOTS: usize = 16;
