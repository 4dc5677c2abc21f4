//! Tuples of up to seventeen, which are also lists of parameters and results.
//!
//! Offsets are constants, so that a tuple crosses the boundary like its fields one by one. Spec: Canonical ABI,
//! `despecialize` (a tuple is a record), `load_record`, `store_record`.

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::types::{self, Type};
use crate::{Context, Result, bail};

/// A tuple that stands for a function's parameters, or its result (`()` or `(R,)`).
pub trait ComponentNamedList: ComponentType {
    /// Checks that values of these types are values of the tuple's.
    ///
    /// # Errors
    /// If they are not, saying which and why.
    #[doc(hidden)]
    fn typecheck_list(types: &mut dyn ExactSizeIterator<Item = Type>) -> Result<()>;
}

/// Layouts of a tuple's fields.
trait Fields {
    const FIELDS: &'static [CanonicalAbi];
}

macro_rules! tuple {
    ($count:literal $($T:ident $i:tt)*) => {
        impl<$($T: ComponentType),*> ComponentType for ($($T,)*) {
            const ABI: CanonicalAbi = CanonicalAbi::record(Self::FIELDS);
            const HANDLES: bool = false $(|| $T::HANDLES)*;

            fn typecheck(ty: &Type) -> Result<()> {
                match ty {
                    Type::Tuple(tuple) => Self::typecheck_list(&mut tuple.types()),
                    other => types::unexpected("tuple", other),
                }
            }
        }

        impl<$($T: ComponentType),*> Fields for ($($T,)*) {
            const FIELDS: &'static [CanonicalAbi] = &[$($T::ABI),*];
        }

        impl<$($T: ComponentType),*> ComponentNamedList for ($($T,)*) {
            fn typecheck_list(types: &mut dyn ExactSizeIterator<Item = Type>) -> Result<()> {
                if types.len() != $count {
                    return arity($count, types.len());
                }
                $(if let Some(ty) = types.next() {
                    $T::typecheck(&ty).context(concat!("number ", $i))?;
                })*
                Ok(())
            }
        }

        #[allow(unused_variables, unused_mut, unused_assignments, reason = "the empty tuple uses none of them")]
        impl<$($T: Lower),*> Lower for ($($T,)*) {
            #[inline(always)]
            fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
                let mut at = 0;
                let place = cx.place;
                $(
                    if $T::HANDLES {
                        cx.place = place.child($i);
                    }
                    self.$i.lower(cx, &mut flat[at..at + $T::ABI.flat as usize])?;
                    at += $T::ABI.flat as usize;
                )*
                Ok(())
            }

            #[inline(always)]
            fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
                if Self::ABI.plain {
                    self.store_plain(cx.bytes_mut(at, Self::ABI.size as usize)?);
                    return Ok(());
                }
                let place = cx.place;
                $(
                    if $T::HANDLES {
                        cx.place = place.child($i);
                    }
                    self.$i.store(cx, at.wrapping_add(const { CanonicalAbi::field_offset(Self::FIELDS, $i) }))?;
                )*
                Ok(())
            }

            #[inline(always)]
            fn store_plain(&self, to: &mut [u8]) {
                $(
                    let at = const { CanonicalAbi::field_offset(Self::FIELDS, $i) } as usize;
                    self.$i.store_plain(&mut to[at..at + $T::ABI.size as usize]);
                )*
            }
        }

        #[allow(
            unused_variables, unused_mut, unused_assignments, non_snake_case, clippy::unused_unit,
            reason = "the empty tuple uses none of them; values have the names of their types"
        )]
        impl<'a, $($T: LiftFrom<'a>),*> LiftFrom<'a> for ($($T,)*) {
            #[inline(always)]
            fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
                let mut at = 0;
                let place = cx.place;
                $(
                    if $T::HANDLES {
                        cx.place = place.child($i);
                    }
                    let $T = $T::lift(cx, &flat[at..at + $T::ABI.flat as usize])?;
                    at += $T::ABI.flat as usize;
                )*
                Ok(($($T,)*))
            }

            #[inline(always)]
            fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
                let place = cx.place;
                $(
                    if $T::HANDLES {
                        cx.place = place.child($i);
                    }
                    let at = const { CanonicalAbi::field_offset(Self::FIELDS, $i) } as usize;
                    let $T = $T::load(cx, &from[at..at + $T::ABI.size as usize])?;
                )*
                Ok(($($T,)*))
            }
        }
    };
}

tuple!(0);
tuple!(1 T0 0);
tuple!(2 T0 0 T1 1);
tuple!(3 T0 0 T1 1 T2 2);
tuple!(4 T0 0 T1 1 T2 2 T3 3);
tuple!(5 T0 0 T1 1 T2 2 T3 3 T4 4);
tuple!(6 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5);
tuple!(7 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6);
tuple!(8 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7);
tuple!(9 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8);
tuple!(10 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9);
tuple!(11 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10);
tuple!(12 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11);
tuple!(13 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11 T12 12);
tuple!(14 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11 T12 12 T13 13);
tuple!(15 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11 T12 12 T13 13 T14 14);
tuple!(16 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11 T12 12 T13 13 T14 14 T15 15);
tuple!(17 T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11 T12 12 T13 13 T14 14 T15 15 T16 16);

#[cold]
fn arity(expected: usize, found: usize) -> Result<()> {
    bail!("expected {expected} types, found {found}")
}
