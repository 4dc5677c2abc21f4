//! Booleans, numbers and characters.
//!
//! Each is one core value and plain in memory, so all of it is inlined; lists of numbers are copied whole. A guest's
//! integers are masked to the width of their type, as the specification has it; a `bool` is true unless it is zero; a
//! `char` is checked. Spec: Canonical ABI, `load_int`, `lift_flat_unsigned`, `convert_int_to_bool`,
//! `convert_i32_to_char`.

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::types::{self, Type};
use crate::vm::{cast_bytes, cast_slice};
use crate::{Result, bail};

/// Implements the traits for a number; `$flat` turns one into a slot, `$lift` a slot into one.
macro_rules! number {
    ($ty:ident, $name:ident, $flat:expr, $lift:expr) => {
        impl ComponentType for $ty {
            const ABI: CanonicalAbi = CanonicalAbi::scalar(size_of::<$ty>() as u32);

            fn typecheck(ty: &Type) -> Result<()> {
                types::expect(matches!(ty, Type::$name), &Type::$name, ty)
            }
        }

        impl Lower for $ty {
            #[inline(always)]
            fn lower(&self, _: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
                flat[0] = $flat(*self);
                Ok(())
            }

            #[inline(always)]
            fn store_plain(&self, to: &mut [u8]) {
                to.copy_from_slice(&self.to_le_bytes());
            }

            #[inline(always)]
            fn store_list(list: &[Self], cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
                let bytes = cast_bytes(list);
                cx.bytes_mut(at, bytes.len())?.copy_from_slice(bytes);
                Ok(())
            }
        }

        impl LiftFrom<'_> for $ty {
            #[inline(always)]
            fn lift(_: &mut LiftContext<'_>, flat: &[u64]) -> Result<Self> {
                Ok($lift(flat[0]))
            }

            #[inline(always)]
            fn load(_: &mut LiftContext<'_>, from: &[u8]) -> Result<Self> {
                Ok(Self::from_le_bytes(array(from)))
            }

            #[inline(always)]
            fn load_list(_: &mut LiftContext<'_>, from: &[u8]) -> Result<Vec<Self>> {
                Ok(match cast_slice::<$ty>(from) {
                    Some(numbers) => numbers.to_vec(),
                    None => {
                        from.chunks_exact(size_of::<$ty>()).map(|c| Self::from_le_bytes(array(c))).collect()
                    }
                })
            }
        }
    };
}

// A slot holds an i32 zero-extended; a signed number narrower than that is sign-extended to an i32 first.
number!(u8, U8, u64::from, |slot| slot as u8);
number!(i8, S8, |v: i8| u64::from(i32::from(v) as u32), |slot| slot as i8);
number!(u16, U16, u64::from, |slot| slot as u16);
number!(i16, S16, |v: i16| u64::from(i32::from(v) as u32), |slot| slot as i16);
number!(u32, U32, u64::from, |slot| slot as u32);
number!(i32, S32, |v: i32| u64::from(v as u32), |slot| slot as i32);
number!(u64, U64, |v| v, |slot| slot);
number!(i64, S64, |v: i64| v as u64, |slot| slot as i64);
number!(f32, Float32, |v: f32| u64::from(v.to_bits()), |slot| f32::from_bits(slot as u32));
number!(f64, Float64, |v: f64| v.to_bits(), f64::from_bits);

/// The bytes of a scalar. `from` is `ABI.size` long by the contract of [`LiftFrom::load`], so nothing is lost.
#[inline(always)]
pub(super) fn array<const N: usize>(from: &[u8]) -> [u8; N] {
    from.first_chunk().copied().unwrap_or([0; N])
}

impl ComponentType for bool {
    const ABI: CanonicalAbi = CanonicalAbi::scalar(1);

    fn typecheck(ty: &Type) -> Result<()> {
        types::expect(matches!(ty, Type::Bool), &Type::Bool, ty)
    }
}

impl Lower for bool {
    #[inline(always)]
    fn lower(&self, _: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        flat[0] = u64::from(*self);
        Ok(())
    }

    #[inline(always)]
    fn store_plain(&self, to: &mut [u8]) {
        to.copy_from_slice(&[u8::from(*self)]);
    }
}

impl LiftFrom<'_> for bool {
    #[inline(always)]
    fn lift(_: &mut LiftContext<'_>, flat: &[u64]) -> Result<Self> {
        Ok(flat[0] as u32 != 0)
    }

    #[inline(always)]
    fn load(_: &mut LiftContext<'_>, from: &[u8]) -> Result<Self> {
        Ok(array::<1>(from) != [0])
    }
}

impl ComponentType for char {
    const ABI: CanonicalAbi = CanonicalAbi::scalar(4);

    fn typecheck(ty: &Type) -> Result<()> {
        types::expect(matches!(ty, Type::Char), &Type::Char, ty)
    }
}

impl Lower for char {
    #[inline(always)]
    fn lower(&self, _: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        flat[0] = u64::from(u32::from(*self));
        Ok(())
    }

    #[inline(always)]
    fn store_plain(&self, to: &mut [u8]) {
        to.copy_from_slice(&u32::from(*self).to_le_bytes());
    }
}

impl LiftFrom<'_> for char {
    #[inline(always)]
    fn lift(_: &mut LiftContext<'_>, flat: &[u64]) -> Result<Self> {
        character(flat[0] as u32)
    }

    #[inline(always)]
    fn load(_: &mut LiftContext<'_>, from: &[u8]) -> Result<Self> {
        character(u32::from_le_bytes(array(from)))
    }
}

#[inline(always)]
fn character(code: u32) -> Result<char> {
    match char::from_u32(code) {
        Some(c) => Ok(c),
        None => not_a_char(code),
    }
}

#[cold]
#[inline(never)]
fn not_a_char(code: u32) -> Result<char> {
    bail!("the guest gave {code:#x} as a `char`, which is not a Unicode scalar value")
}
