//! Arrays that are made element by element, of which any may fail.

use core::mem::MaybeUninit;

/// The array of what `make` returns for each index, in order, or its first error.
///
/// # Errors
/// As `make`.
#[inline(always)]
pub(crate) fn try_array<T, E, const N: usize>(
    mut make: impl FnMut(usize) -> Result<T, E>,
) -> Result<[T; N], E> {
    // Should `make` panic, what is in here already is leaked, which is safe.
    let mut array = [const { MaybeUninit::<T>::uninit() }; N];
    for i in 0..N {
        match make(i) {
            Ok(value) => {
                array[i].write(value);
            }
            Err(error) => {
                // SAFETY: the loop has written the first `i` elements, and nothing uses them after this.
                array[..i].iter_mut().for_each(|written| unsafe { written.assume_init_drop() });
                return Err(error);
            }
        }
    }
    // SAFETY: the loop has written all `N` elements; an array of `MaybeUninit<T>` lies as one of `T` does, and has no
    // destructor, so that each element is owned by the result alone.
    Ok(unsafe { (&raw const array).cast::<[T; N]>().read() })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    struct Counted<'a>(&'a Cell<i32>);

    impl Drop for Counted<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() - 1);
        }
    }

    #[test]
    fn each_element_is_dropped_once() {
        let alive = Cell::new(0);
        let make = |fail_at| {
            try_array::<_, usize, 5>(|i| {
                if i == fail_at {
                    return Err(i);
                }
                alive.set(alive.get() + 1);
                Ok(Counted(&alive))
            })
        };
        let whole = make(9);
        assert!(whole.is_ok_and(|_| alive.get() == 5));
        assert_eq!(alive.get(), 0);
        for fail_at in 0..5 {
            assert_eq!(make(fail_at).err(), Some(fail_at));
            assert_eq!(alive.get(), 0);
        }
        assert!(try_array::<u8, (), 0>(|_| Err(())).is_ok());
    }
}
