/// The type `style`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::default::Default,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
pub struct Style {
    bits: u8,
}
impl Style {
    /// The flag `bold`.
    pub const BOLD: Self = Self { bits: 1 << 0 };
    /// The flag `thin-line`.
    pub const THIN_LINE: Self = Self { bits: 1 << 1 };
    /// No flags.
    #[inline]
    pub const fn empty() -> Self {
        Self { bits: 0 }
    }
    /// All flags.
    #[inline]
    pub const fn all() -> Self {
        Self {
            bits: 0 | Self::BOLD.bits | Self::THIN_LINE.bits,
        }
    }
    /// The flags as bits; the first flag is the lowest bit.
    #[inline]
    pub const fn bits(self) -> u8 {
        self.bits
    }
    /// Flags from bits; bits that are no flag are dropped.
    #[inline]
    pub const fn from_bits_truncate(bits: u8) -> Self {
        Self {
            bits: bits & Self::all().bits,
        }
    }
    /// Whether no flag is set.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }
    /// Whether all flags of `other` are set.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.bits & other.bits == other.bits
    }
    /// Whether any flag of `other` is set.
    #[inline]
    pub const fn intersects(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }
    /// Flags that are set in either.
    #[inline]
    pub const fn union(self, other: Self) -> Self {
        Self {
            bits: self.bits | other.bits,
        }
    }
    /// Flags that are set in both.
    #[inline]
    pub const fn intersection(self, other: Self) -> Self {
        Self {
            bits: self.bits & other.bits,
        }
    }
    /// Flags that are not set in `other`.
    #[inline]
    pub const fn difference(self, other: Self) -> Self {
        Self {
            bits: self.bits & !other.bits,
        }
    }
    /// Sets all flags of `other`.
    #[inline]
    pub const fn insert(&mut self, other: Self) {
        self.bits |= other.bits;
    }
    /// Unsets all flags of `other`.
    #[inline]
    pub const fn remove(&mut self, other: Self) {
        self.bits &= !other.bits;
    }
}
impl ::core::ops::BitOr for Style {
    type Output = Self;
    #[inline]
    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}
impl ::core::ops::BitOrAssign for Style {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        *self = self.union(other);
    }
}
impl ::core::ops::BitAnd for Style {
    type Output = Self;
    #[inline]
    fn bitand(self, other: Self) -> Self {
        self.intersection(other)
    }
}
impl ::core::ops::BitAndAssign for Style {
    #[inline]
    fn bitand_assign(&mut self, other: Self) {
        *self = self.intersection(other);
    }
}
impl ::core::ops::Sub for Style {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        self.difference(other)
    }
}
impl ::core::ops::SubAssign for Style {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        *self = self.difference(other);
    }
}
impl ::core::ops::Not for Style {
    type Output = Self;
    #[inline]
    fn not(self) -> Self {
        Self::all().difference(self)
    }
}
impl ::core::fmt::Debug for Style {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.write_str("Style(")?;
        let mut rest = "";
        for (name, flag) in [("BOLD", Self::BOLD), ("THIN_LINE", Self::THIN_LINE)] {
            if self.contains(flag) {
                f.write_str(rest)?;
                f.write_str(name)?;
                rest = " | ";
            }
        }
        f.write_str(")")
    }
}
const _: () = {
    use __embody::__private as __p;
    const SIZE: usize = ABI.size as usize;
    const FLAT: usize = ABI.flat as usize;
    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::flags(2);
    impl __p::ComponentType for Style {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_flags(ty, &["bold", "thin-line"])
        }
    }
    impl __p::Lower for Style {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("style");
            };
            flat[0] = self.bits as u64;
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn store_plain(&self, to: &mut [u8]) {
            if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                __p::Lower::store_plain(&self.bits, to);
            }
        }
    }
    impl<'a> __p::LiftFrom<'a> for Style {
        #[inline]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("style");
            };
            ::core::result::Result::Ok(Self::from_bits_truncate(flat[0] as u8))
        }
        #[inline(always)]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("style");
            };
            ::core::result::Result::Ok(
                Self::from_bits_truncate(<u8 as __p::LiftFrom<'a>>::load(cx, from)?),
            )
        }
    }
};
