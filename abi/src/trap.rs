//! The reasons for which guest code stops.
//!
//! The compiler writes a code beside each instruction that may trap; the runtime turns it into a [`Trap`]. One list
//! gives the codes, the names and the texts.

use core::fmt;

macro_rules! traps {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $text:literal;)*) => {
        /// Why guest code stopped.
        ///
        /// The names are those of `wasmtime::Trap`; the texts are those that the specification's tests expect.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Trap { $($(#[$doc])* $name = $code,)* }

        impl Trap {
            /// All traps, in the order of their codes.
            pub const ALL: &'static [Trap] = &[$(Trap::$name,)*];

            /// The code that artifacts use; never zero.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The trap of a code, if there is one.
            #[must_use]
            pub const fn from_code(code: u8) -> Option<Trap> {
                match code {
                    $($code => Some(Trap::$name),)*
                    _ => None,
                }
            }

            /// What happened, in the specification's words.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Trap::$name => $text,)* }
            }
        }
    };
}

traps! {
    /// The guest used more stack than it may.
    StackOverflow = 1, "call stack exhausted";
    /// A load or store outside its linear memory.
    MemoryOutOfBounds = 2, "out of bounds memory access";
    /// An atomic access at an address that is not a multiple of its width.
    HeapMisaligned = 3, "unaligned atomic";
    /// A table access outside the table.
    TableOutOfBounds = 4, "undefined element: out of bounds table access";
    /// `call_indirect` on a null entry.
    IndirectCallToNull = 5, "uninitialized element";
    /// `call_indirect` on a function of another type.
    BadSignature = 6, "indirect call type mismatch";
    /// A signed division whose result does not fit.
    IntegerOverflow = 7, "integer overflow";
    /// A division by zero.
    IntegerDivisionByZero = 8, "integer divide by zero";
    /// A float that does not fit the integer it is converted to.
    BadConversionToInteger = 9, "invalid conversion to integer";
    /// The `unreachable` instruction.
    UnreachableCodeReached = 10, "wasm `unreachable` instruction executed";
    /// A null reference where a reference is needed.
    NullReference = 11, "null reference";
    /// A call into an instance that is running already.
    CannotEnterComponent = 12, "cannot enter component instance";
    /// A call out of an instance that must not leave (during `realloc` or `post-return`).
    CannotLeaveComponent = 13, "cannot leave component instance";
    /// A host function failed; its error is kept beside the trap and takes its place.
    HostError = 14, "a host function failed";
    /// The instance trapped before and cannot be used any more.
    Poisoned = 15, "cannot enter component instance: it trapped before";
    /// An exception that no handler of the guest caught.
    UncaughtException = 16, "uncaught exception";
    /// A call of a null reference.
    NullFunctionReference = 17, "null function reference";
    /// More exceptions at once than the limit allows.
    AllocationTooLarge = 18, "allocation size too large";
    /// `memory.atomic.wait32` or `wait64` in a memory that is not shared.
    AtomicWaitNonSharedMemory = 19, "atomic wait on non-shared memory";
    /// A reference to something else than it was cast to.
    CastFailure = 20, "cast failure";
    /// A pointer that one component instance passes to another and that is not aligned for its type.
    UnalignedPointer = 21, "unaligned pointer";
    /// The discriminant of a variant, an option, a result or an enum that has no such case.
    InvalidDiscriminant = 22, "invalid variant discriminant";
    /// A `char` that is no Unicode scalar value.
    InvalidChar = 23, "invalid `char` bit pattern";
    /// A number of 31 bits taken out of a null reference.
    NullI31Ref = 26, "null i31 reference";
    /// A string that one component instance passes to another and that is not in its memory.
    StringOutOfBounds = 24, "string content out-of-bounds";
    /// A list, or values in memory, that one component instance passes to another and that are not in its memory.
    ListOutOfBounds = 25, "list content out-of-bounds";
    /// A synchronous task was to wait.
    CannotBlockSyncTask = 27, "cannot block a synchronous task before returning";
    /// `task.cancel` in a task that nobody cancelled.
    TaskCancelNotCancelled = 28, "`task.cancel` called by task which has not been cancelled";
    /// `task.return` in a task that returns otherwise.
    TaskReturnInvalid = 29, "invalid `task.return` signature and/or options for current task";
    /// More, or fewer, calls of `backpressure.inc` than of `backpressure.dec` than can be counted.
    BackpressureOverflow = 30, "backpressure counter overflow";
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wasm trap: {}", self.text())
    }
}

impl core::error::Error for Trap {}
