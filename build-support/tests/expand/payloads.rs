/// The type `any`.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub enum Any {
    /// The case `nothing`.
    Nothing,
    /// The case `truth`.
    Truth(bool),
    /// The case `byte`.
    Byte(u8),
    /// The case `long`.
    Long(i64),
    /// The case `single`.
    Single(f32),
    /// The case `double`.
    Double(f64),
    /// The case `letter`.
    Letter(char),
    /// The case `text`.
    Text(::std::string::String),
    /// The case `bytes`.
    Bytes(::std::vec::Vec<u8>),
    /// The case `place`.
    Place(Point),
    /// The case `hue`.
    Hue(Color),
    /// The case `look`.
    Look(Style),
    /// The case `pair`.
    Pair((u32, ::std::string::String)),
    /// The case `maybe`.
    Maybe(::core::option::Option<u64>),
    /// The case `outcome`.
    Outcome(::core::result::Result<u8, ::std::string::String>),
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const CASES: &[__p::CanonicalAbi] = &[
        __p::CanonicalAbi::EMPTY,
        <bool as __p::ComponentType>::ABI,
        <u8 as __p::ComponentType>::ABI,
        <i64 as __p::ComponentType>::ABI,
        <f32 as __p::ComponentType>::ABI,
        <f64 as __p::ComponentType>::ABI,
        <char as __p::ComponentType>::ABI,
        <::std::string::String as __p::ComponentType>::ABI,
        <::std::vec::Vec<u8> as __p::ComponentType>::ABI,
        <Point as __p::ComponentType>::ABI,
        <Color as __p::ComponentType>::ABI,
        <Style as __p::ComponentType>::ABI,
        <(u32, ::std::string::String) as __p::ComponentType>::ABI,
        <::core::option::Option<u64> as __p::ComponentType>::ABI,
        <::core::result::Result<u8, ::std::string::String> as __p::ComponentType>::ABI,
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
    impl __p::ComponentType for Any {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_variant(
                ty,
                &[
                    ("nothing", ::core::option::Option::None),
                    (
                        "truth",
                        ::core::option::Option::Some(
                            <bool as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "byte",
                        ::core::option::Option::Some(
                            <u8 as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "long",
                        ::core::option::Option::Some(
                            <i64 as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "single",
                        ::core::option::Option::Some(
                            <f32 as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "double",
                        ::core::option::Option::Some(
                            <f64 as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "letter",
                        ::core::option::Option::Some(
                            <char as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "text",
                        ::core::option::Option::Some(
                            <::std::string::String as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "bytes",
                        ::core::option::Option::Some(
                            <::std::vec::Vec<u8> as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "place",
                        ::core::option::Option::Some(
                            <Point as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "hue",
                        ::core::option::Option::Some(
                            <Color as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "look",
                        ::core::option::Option::Some(
                            <Style as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "pair",
                        ::core::option::Option::Some(
                            <(
                                u32,
                                ::std::string::String,
                            ) as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "maybe",
                        ::core::option::Option::Some(
                            <::core::option::Option<
                                u64,
                            > as __p::ComponentType>::typecheck,
                        ),
                    ),
                    (
                        "outcome",
                        ::core::option::Option::Some(
                            <::core::result::Result<
                                u8,
                                ::std::string::String,
                            > as __p::ComponentType>::typecheck,
                        ),
                    ),
                ],
            )
        }
    }
    impl __p::Lower for Any {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("any");
            };
            match self {
                Self::Nothing => {
                    flat[0] = 0;
                }
                Self::Truth(payload) => {
                    flat[0] = 1;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(1) }])?;
                }
                Self::Byte(payload) => {
                    flat[0] = 2;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(2) }])?;
                }
                Self::Long(payload) => {
                    flat[0] = 3;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(3) }])?;
                }
                Self::Single(payload) => {
                    flat[0] = 4;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(4) }])?;
                }
                Self::Double(payload) => {
                    flat[0] = 5;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(5) }])?;
                }
                Self::Letter(payload) => {
                    flat[0] = 6;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(6) }])?;
                }
                Self::Text(payload) => {
                    flat[0] = 7;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(7) }])?;
                }
                Self::Bytes(payload) => {
                    flat[0] = 8;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(8) }])?;
                }
                Self::Place(payload) => {
                    flat[0] = 9;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(9) }])?;
                }
                Self::Hue(payload) => {
                    flat[0] = 10;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(10) }])?;
                }
                Self::Look(payload) => {
                    flat[0] = 11;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(11) }])?;
                }
                Self::Pair(payload) => {
                    flat[0] = 12;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(12) }])?;
                }
                Self::Maybe(payload) => {
                    flat[0] = 13;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(13) }])?;
                }
                Self::Outcome(payload) => {
                    flat[0] = 14;
                    __p::Lower::lower(payload, cx, &mut flat[const { flat_of(14) }])?;
                }
            }
            ::core::result::Result::Ok(())
        }
        #[inline]
        fn store(
            &self,
            cx: &mut __p::LowerContext<'_>,
            at: u32,
        ) -> __embody::Result<()> {
            match self {
                Self::Nothing => {
                    <u8 as __p::Lower>::store(&0, cx, at)?;
                }
                Self::Truth(payload) => {
                    <u8 as __p::Lower>::store(&1, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(1).start as u32 }),
                    )?;
                }
                Self::Byte(payload) => {
                    <u8 as __p::Lower>::store(&2, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(2).start as u32 }),
                    )?;
                }
                Self::Long(payload) => {
                    <u8 as __p::Lower>::store(&3, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(3).start as u32 }),
                    )?;
                }
                Self::Single(payload) => {
                    <u8 as __p::Lower>::store(&4, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(4).start as u32 }),
                    )?;
                }
                Self::Double(payload) => {
                    <u8 as __p::Lower>::store(&5, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(5).start as u32 }),
                    )?;
                }
                Self::Letter(payload) => {
                    <u8 as __p::Lower>::store(&6, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(6).start as u32 }),
                    )?;
                }
                Self::Text(payload) => {
                    <u8 as __p::Lower>::store(&7, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(7).start as u32 }),
                    )?;
                }
                Self::Bytes(payload) => {
                    <u8 as __p::Lower>::store(&8, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(8).start as u32 }),
                    )?;
                }
                Self::Place(payload) => {
                    <u8 as __p::Lower>::store(&9, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(9).start as u32 }),
                    )?;
                }
                Self::Hue(payload) => {
                    <u8 as __p::Lower>::store(&10, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(10).start as u32 }),
                    )?;
                }
                Self::Look(payload) => {
                    <u8 as __p::Lower>::store(&11, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(11).start as u32 }),
                    )?;
                }
                Self::Pair(payload) => {
                    <u8 as __p::Lower>::store(&12, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(12).start as u32 }),
                    )?;
                }
                Self::Maybe(payload) => {
                    <u8 as __p::Lower>::store(&13, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(13).start as u32 }),
                    )?;
                }
                Self::Outcome(payload) => {
                    <u8 as __p::Lower>::store(&14, cx, at)?;
                    __p::Lower::store(
                        payload,
                        cx,
                        at.wrapping_add(const { bytes_of(14).start as u32 }),
                    )?;
                }
            }
            ::core::result::Result::Ok(())
        }
    }
    impl<'a> __p::LiftFrom<'a> for Any {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("any");
            };
            ::core::result::Result::Ok(
                match flat[0] as u32 {
                    0 => Self::Nothing,
                    1 => {
                        Self::Truth(
                            <bool as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(1) }])?,
                        )
                    }
                    2 => {
                        Self::Byte(
                            <u8 as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(2) }])?,
                        )
                    }
                    3 => {
                        Self::Long(
                            <i64 as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(3) }])?,
                        )
                    }
                    4 => {
                        Self::Single(
                            <f32 as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(4) }])?,
                        )
                    }
                    5 => {
                        Self::Double(
                            <f64 as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(5) }])?,
                        )
                    }
                    6 => {
                        Self::Letter(
                            <char as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(6) }])?,
                        )
                    }
                    7 => {
                        Self::Text(
                            <::std::string::String as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(7) }])?,
                        )
                    }
                    8 => {
                        Self::Bytes(
                            <::std::vec::Vec<
                                u8,
                            > as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(8) }])?,
                        )
                    }
                    9 => {
                        Self::Place(
                            <Point as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(9) }])?,
                        )
                    }
                    10 => {
                        Self::Hue(
                            <Color as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(10) }])?,
                        )
                    }
                    11 => {
                        Self::Look(
                            <Style as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(11) }])?,
                        )
                    }
                    12 => {
                        Self::Pair(
                            <(
                                u32,
                                ::std::string::String,
                            ) as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(12) }])?,
                        )
                    }
                    13 => {
                        Self::Maybe(
                            <::core::option::Option<
                                u64,
                            > as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(13) }])?,
                        )
                    }
                    14 => {
                        Self::Outcome(
                            <::core::result::Result<
                                u8,
                                ::std::string::String,
                            > as __p::LiftFrom<
                                'a,
                            >>::lift(cx, &flat[const { flat_of(14) }])?,
                        )
                    }
                    _ => return __p::invalid("any"),
                },
            )
        }
        #[inline]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("any");
            };
            ::core::result::Result::Ok(
                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                    0 => Self::Nothing,
                    1 => {
                        Self::Truth(
                            <bool as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(1) }])?,
                        )
                    }
                    2 => {
                        Self::Byte(
                            <u8 as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(2) }])?,
                        )
                    }
                    3 => {
                        Self::Long(
                            <i64 as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(3) }])?,
                        )
                    }
                    4 => {
                        Self::Single(
                            <f32 as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(4) }])?,
                        )
                    }
                    5 => {
                        Self::Double(
                            <f64 as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(5) }])?,
                        )
                    }
                    6 => {
                        Self::Letter(
                            <char as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(6) }])?,
                        )
                    }
                    7 => {
                        Self::Text(
                            <::std::string::String as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(7) }])?,
                        )
                    }
                    8 => {
                        Self::Bytes(
                            <::std::vec::Vec<
                                u8,
                            > as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(8) }])?,
                        )
                    }
                    9 => {
                        Self::Place(
                            <Point as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(9) }])?,
                        )
                    }
                    10 => {
                        Self::Hue(
                            <Color as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(10) }])?,
                        )
                    }
                    11 => {
                        Self::Look(
                            <Style as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(11) }])?,
                        )
                    }
                    12 => {
                        Self::Pair(
                            <(
                                u32,
                                ::std::string::String,
                            ) as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(12) }])?,
                        )
                    }
                    13 => {
                        Self::Maybe(
                            <::core::option::Option<
                                u64,
                            > as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(13) }])?,
                        )
                    }
                    14 => {
                        Self::Outcome(
                            <::core::result::Result<
                                u8,
                                ::std::string::String,
                            > as __p::LiftFrom<
                                'a,
                            >>::load(cx, &from[const { bytes_of(14) }])?,
                        )
                    }
                    _ => return __p::invalid("any"),
                },
            )
        }
    }
};
/// One running instance of the component, with its memory and the state `T` of its host.
pub struct Instance<T> {
    inner: __embody::__private::TypedInstance<__image::Image, T>,
}
impl<T> Instance<T> {
    /// Makes an instance, whose imports are answered by `host`.
    pub fn new(host: T) -> __embody::Result<Self>
    where
        T: Imports,
    {
        ::core::result::Result::Ok(Self {
            inner: __embody::__private::TypedInstance::new(
                host,
                &[
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering0::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                                u64,
                                u64,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                ],
            )?,
        })
    }
    /// Ends what runs, poisoned or not, and starts anew with the same host: memory, globals and tables are as
    /// they were at first. Resources of the component that were not dropped belong to none any more.
    pub fn reset(&mut self) -> __embody::Result<()>
    where
        T: Imports,
    {
        self.inner
            .reset(
                &[
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering0::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                                u64,
                                u64,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                ],
            )
    }
    /// The host's state.
    #[inline]
    pub fn host(&self) -> &T {
        self.inner.host()
    }
    /// The host's state.
    #[inline]
    pub fn host_mut(&mut self) -> &mut T {
        self.inner.host_mut()
    }
    /// Ends the instance and returns the host's state.
    pub fn into_host(self) -> T {
        self.inner.into_host()
    }
    /// Calls the function `make`.
    #[inline]
    pub fn make(&mut self, a: &Any) -> __embody::Result<Any> {
        self.inner.call::<0usize, (&Any,), Any, (u32, u64, u64, u32)>((a,))
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
