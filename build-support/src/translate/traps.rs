//! Trap codes of CLIF, and the traps of Wasm that they stand for.
//!
//! Cranelift has codes of its own for what its instructions do by themselves; all other traps use the code that
//! artifacts use.

use cranelift_codegen::ir::TrapCode;
use embody_abi::trap::Trap;

/// Pairs of Cranelift's own trap codes and what they mean.
const OWN: [(TrapCode, Trap); 5] = [
    (TrapCode::STACK_OVERFLOW, Trap::StackOverflow),
    (TrapCode::HEAP_OUT_OF_BOUNDS, Trap::MemoryOutOfBounds),
    (TrapCode::INTEGER_OVERFLOW, Trap::IntegerOverflow),
    (TrapCode::INTEGER_DIVISION_BY_ZERO, Trap::IntegerDivisionByZero),
    (TrapCode::BAD_CONVERSION_TO_INTEGER, Trap::BadConversionToInteger),
];

/// The guest used more stack than it may.
pub const STACK_OVERFLOW: TrapCode = TrapCode::STACK_OVERFLOW;
/// A memory access that does not lie in its memory.
pub const MEMORY_OUT_OF_BOUNDS: TrapCode = TrapCode::HEAP_OUT_OF_BOUNDS;
/// A table access that does not lie in its table.
pub const TABLE_OUT_OF_BOUNDS: TrapCode = of(Trap::TableOutOfBounds);
/// An indirect call of null.
pub const INDIRECT_CALL_TO_NULL: TrapCode = of(Trap::IndirectCallToNull);
/// An indirect call of a function of another type.
pub const BAD_SIGNATURE: TrapCode = of(Trap::BadSignature);
/// The `unreachable` instruction.
pub const UNREACHABLE: TrapCode = of(Trap::UnreachableCodeReached);
/// A null reference where there must be one.
pub const NULL_REFERENCE: TrapCode = of(Trap::NullReference);
/// The number of a null reference.
pub const NULL_I31_REFERENCE: TrapCode = of(Trap::NullI31Ref);
/// A call of a null reference.
pub const NULL_FUNCTION_REFERENCE: TrapCode = of(Trap::NullFunctionReference);
/// A reference to something else than it was cast to.
pub const CAST_FAILURE: TrapCode = of(Trap::CastFailure);
/// More exceptions than there may be.
pub const TOO_MANY_EXCEPTIONS: TrapCode = of(Trap::AllocationTooLarge);
/// An atomic access at an address that is not a multiple of its width.
pub const HEAP_MISALIGNED: TrapCode = of(Trap::HeapMisaligned);
/// Waiting in a memory that no other thread can see.
pub const WAIT_NOT_SHARED: TrapCode = of(Trap::AtomicWaitNonSharedMemory);
/// A call out of an instance that must not leave.
pub const CANNOT_LEAVE: TrapCode = of(Trap::CannotLeaveComponent);
/// A call into an instance that is running already.
pub const CANNOT_ENTER: TrapCode = of(Trap::CannotEnterComponent);
/// An exception that nothing catches.
pub const UNCAUGHT_EXCEPTION: TrapCode = of(Trap::UncaughtException);
/// A pointer that is not aligned for its type.
pub const UNALIGNED_POINTER: TrapCode = of(Trap::UnalignedPointer);
/// A discriminant that no case has.
pub const INVALID_DISCRIMINANT: TrapCode = of(Trap::InvalidDiscriminant);
/// A `char` that is no Unicode scalar value.
pub const INVALID_CHAR: TrapCode = of(Trap::InvalidChar);
/// A string that is not in its memory.
pub const STRING_OUT_OF_BOUNDS: TrapCode = of(Trap::StringOutOfBounds);
/// Values that are not in their memory.
pub const LIST_OUT_OF_BOUNDS: TrapCode = of(Trap::ListOutOfBounds);
/// A synchronous task that was to wait.
pub const CANNOT_BLOCK: TrapCode = of(Trap::CannotBlockSyncTask);
/// `task.cancel` in a task that nobody cancelled.
pub const NOT_CANCELLED: TrapCode = of(Trap::TaskCancelNotCancelled);
/// `task.return` in a task that returns otherwise.
pub const RETURNS_OTHERWISE: TrapCode = of(Trap::TaskReturnInvalid);
/// A count of backpressure that there is not.
pub const BACKPRESSURE_OVERFLOW: TrapCode = of(Trap::BackpressureOverflow);
/// A host function that failed.
pub const HOST_ERROR: TrapCode = of(Trap::HostError);

/// Evaluated for the constants above only, so that a trap whose code Cranelift reserves cannot be compiled.
const fn of(trap: Trap) -> TrapCode {
    TrapCode::unwrap_user(trap.code())
}

/// The trap that a code of CLIF stands for.
#[must_use]
pub fn meaning(code: TrapCode) -> Option<Trap> {
    let own = OWN.iter().find(|(own, _)| *own == code).map(|(_, trap)| *trap);
    own.or_else(|| Trap::from_code(code.as_raw().get()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_means_what_it_was_made_from() {
        assert_eq!(meaning(TABLE_OUT_OF_BOUNDS), Some(Trap::TableOutOfBounds));
        assert_eq!(meaning(MEMORY_OUT_OF_BOUNDS), Some(Trap::MemoryOutOfBounds));
        for own in TrapCode::non_user_traps() {
            assert!(meaning(*own).is_some(), "{own}");
        }
        assert_eq!(meaning(TrapCode::unwrap_user(200)), None);
    }
}
