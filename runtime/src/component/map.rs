//! Maps: a pointer and a number of entries, each a key and a value in a row.
//!
//! A guest may give a key more than once; then its last value counts. Spec: Canonical ABI, `despecialize` (a map is a
//! list of tuples).

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::list::no_size;
use super::string::{load_pair, store_pair};
use super::types::{self, Type};
use crate::{Context, Result};

/// How an entry lies in memory.
struct Entry<K, V>(K, V);

impl<K: ComponentType, V: ComponentType> Entry<K, V> {
    const FIELDS: &'static [CanonicalAbi] = &[K::ABI, V::ABI];
    const ABI: CanonicalAbi = CanonicalAbi::record(Self::FIELDS);
    const VALUE: u32 = CanonicalAbi::field_offset(Self::FIELDS, 1);
}

fn typecheck<K: ComponentType, V: ComponentType>(ty: &Type) -> Result<()> {
    match ty {
        Type::Map(map) => {
            K::typecheck(&map.key()).context("key of a map")?;
            V::typecheck(&map.value()).context("value of a map")
        }
        other => types::unexpected("map", other),
    }
}

/// Copies entries into memory that the guest allocates; their address and number.
fn copy_to_guest<'m, K: Lower + 'm, V: Lower + 'm>(
    entries: impl ExactSizeIterator<Item = (&'m K, &'m V)>,
    cx: &mut LowerContext<'_>,
) -> Result<(u32, u32)> {
    let (size, count) = (Entry::<K, V>::ABI.size, entries.len());
    if size == 0 {
        return no_size();
    }
    // `alloc` refuses whatever is too long, so that nothing below overflows.
    let start = cx.alloc(count.saturating_mul(size as usize), Entry::<K, V>::ABI.align)?;
    let (mut at, place) = (start, cx.place);
    for (key, value) in entries {
        if K::HANDLES {
            cx.place = place.child(0);
        }
        key.store(cx, at)?;
        if V::HANDLES {
            cx.place = place.child(1);
        }
        value.store(cx, at.wrapping_add(Entry::<K, V>::VALUE))?;
        at = at.wrapping_add(size);
    }
    Ok((start, count as u32))
}

/// Entries that room is made for at once: nobody knows how many keys differ before they are read.
const MAX_ROOM: usize = 4096;

/// The entries that a guest claims to have at `at`.
fn copy_from_guest<'a, K: LiftFrom<'a>, V: LiftFrom<'a>, M: Extend<(K, V)>>(
    cx: &mut LiftContext<'a>,
    at: u32,
    count: u32,
    make: impl FnOnce(usize) -> M,
) -> Result<M> {
    let CanonicalAbi { size, align, .. } = Entry::<K, V>::ABI;
    if size == 0 {
        return no_size();
    }
    let bytes = cx.claim("map pointer/length", at, count, size, align)?;
    let (mut map, place) = (make((count as usize).min(MAX_ROOM)), cx.place);
    for from in bytes.chunks_exact(size as usize) {
        let (key, value) = from.split_at(Entry::<K, V>::VALUE as usize);
        if K::HANDLES {
            cx.place = place.child(0);
        }
        let key = K::load(cx, &key[..K::ABI.size as usize])?;
        if V::HANDLES {
            cx.place = place.child(1);
        }
        let value = V::load(cx, &value[..V::ABI.size as usize])?;
        map.extend([(key, value)]);
    }
    Ok(map)
}

macro_rules! maps {
    ($($name:ident<K, V $(, $hasher:ident)?>, [$($bounds:tt)*], $make:expr;)*) => {$(
        impl<K: ComponentType, V: ComponentType $(, $hasher)?> ComponentType for $name<K, V $(, $hasher)?> {
            const ABI: CanonicalAbi = CanonicalAbi::POINTER_PAIR;
            const HANDLES: bool = K::HANDLES || V::HANDLES;

            fn typecheck(ty: &Type) -> Result<()> {
                typecheck::<K, V>(ty)
            }
        }

        impl<K: Lower, V: Lower $(, $hasher)?> Lower for $name<K, V $(, $hasher)?> {
            fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
                let (at, count) = copy_to_guest(self.iter(), cx)?;
                flat[0] = u64::from(at);
                flat[1] = u64::from(count);
                Ok(())
            }

            fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
                let (map, count) = copy_to_guest(self.iter(), cx)?;
                store_pair(cx, at, map, count)
            }
        }

        impl<'a, K, V $(, $hasher)?> LiftFrom<'a> for $name<K, V $(, $hasher)?>
        where
            K: LiftFrom<'a>,
            V: LiftFrom<'a>,
            $($bounds)*
        {
            fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
                copy_from_guest(cx, flat[0] as u32, flat[1] as u32, $make)
            }

            fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
                let (at, count) = load_pair(from);
                copy_from_guest(cx, at, count, $make)
            }
        }
    )*};
}
maps! {
    HashMap<K, V, S>, [K: Eq + Hash, S: BuildHasher + Default], |count| Self::with_capacity_and_hasher(count, S::default());
    BTreeMap<K, V>, [K: Ord], |_| Self::new();
}
