//! Slices of numbers as bytes and back.

/// Numbers whose bytes in a guest's memory are their bytes here: all bit patterns are values, and all supported
/// targets are little-endian.
///
/// # Safety
/// An implementor has no padding and no invalid bit pattern.
pub(crate) unsafe trait Number: Copy {}

macro_rules! numbers {
    ($($ty:ty)*) => {$(
        // SAFETY: a primitive number has neither padding nor invalid bit patterns.
        unsafe impl Number for $ty {}
    )*};
}
numbers!(u8 i8 u16 i16 u32 i32 u64 i64 f32 f64);

const _: () = assert!(cfg!(target_endian = "little"), "embody supports little-endian targets only");

/// The bytes of a slice of numbers.
#[inline(always)]
pub(crate) fn cast_bytes<T: Number>(numbers: &[T]) -> &[u8] {
    // SAFETY: the range is that of `numbers`, whose bytes are all initialised because `T` has no padding; `u8` has no
    // alignment, and the result borrows `numbers`.
    unsafe { core::slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) }
}

/// The numbers that bytes hold, or none if they are not aligned for `T` or do not hold a whole number of them.
#[inline(always)]
pub(crate) fn cast_slice<T: Number>(bytes: &[u8]) -> Option<&[T]> {
    // SAFETY: any bytes are a valid `T`.
    match unsafe { bytes.align_to::<T>() } {
        ([], numbers, []) => Some(numbers),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_refusals() {
        let numbers = [1u32, 0xdead_beef, 3];
        let bytes = cast_bytes(&numbers);
        assert_eq!(bytes.len(), 12);
        assert_eq!(cast_slice::<u32>(bytes), Some(&numbers[..]));
        assert_eq!(cast_slice::<u32>(&bytes[..11]), None, "not a whole number of elements");
        assert_eq!(cast_slice::<u32>(&bytes[1..9]), None, "not aligned");
        assert_eq!(cast_slice::<u8>(&bytes[1..9]), Some(&bytes[1..9]));
        assert_eq!(cast_slice::<u32>(&[]).map(<[u32]>::len), Some(0));
    }
}
