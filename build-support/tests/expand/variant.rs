/// How large.
#[derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
)]
pub enum Size {
    /// As large as it is.
    Auto,
    /// This many pixels.
    Pixels(u32),
    /// This part of the whole.
    Part(f64),
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const CASES: &[__p::CanonicalAbi] = &[
        __p::CanonicalAbi::EMPTY,
        <u32 as __p::ComponentType>::ABI,
        <f64 as __p::ComponentType>::ABI,
    ];
    const fn bytes_of(case: usize) -> ::core::ops::Range<usize> {
        let at = __p::CanonicalAbi::payload_offset(CASES) as usize;
        at..at + CASES[case].size as usize
    }
    const fn flat_of(case: usize) -> ::core::ops::Range<usize> {
        1..1 + CASES[case].flat as usize
    }
    const SIZE: usize = ABI.size as usize;
    const FLAT: usize = ABI.flat as usize;
    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(CASES);
    impl __p::ComponentType for Size {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_variant(
                ty,
                &[
                    ("auto", ::core::option::Option::None),
                    (
                        "pixels",
                        ::core::option::Option::Some(
                            <u32 as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "part",
                        ::core::option::Option::Some(
                            <f64 as __p::ComponentType>::typecheck,
                        ),
                    ),
                ],
            )
        }
    }
    impl __p::Lower for Size {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("size");
            };
            match self {
                Self::Auto => {
                    flat[0] = 0;
                }
                Self::Pixels(payload) => {
                    flat[0] = 1;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(1) }])?;
                }
                Self::Part(payload) => {
                    flat[0] = 2;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(2) }])?;
                }
            }
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn store_plain(&self, to: &mut [u8]) {
            if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                match self {
                    Self::Auto => {
                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                    }
                    Self::Pixels(payload) => {
                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                        __p::Lower::store_plain(payload, &mut to[const { bytes_of(1) }]);
                    }
                    Self::Part(payload) => {
                        <u8 as __p::Lower>::store_plain(&2, &mut to[0..1]);
                        __p::Lower::store_plain(payload, &mut to[const { bytes_of(2) }]);
                    }
                }
            }
        }
    }
    impl<'a> __p::LiftFrom<'a> for Size {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("size");
            };
            ::core::result::Result::Ok(
                match flat[0] as u32 {
                    0 => Self::Auto,
                    1 => {
                        Self::Pixels(
                            <u32 as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(1) }])?,
                        )
                    }
                    2 => {
                        Self::Part(
                            <f64 as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(2) }])?,
                        )
                    }
                    _ => return __p::invalid("size"),
                },
            )
        }
        #[inline(always)]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("size");
            };
            ::core::result::Result::Ok(
                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                    0 => Self::Auto,
                    1 => {
                        Self::Pixels(
                            <u32 as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(1) }])?,
                        )
                    }
                    2 => {
                        Self::Part(
                            <f64 as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(2) }])?,
                        )
                    }
                    _ => return __p::invalid("size"),
                },
            )
        }
    }
};
