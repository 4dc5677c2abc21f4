/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:keywords`.
    pub mod test {
        /// Interfaces of `test:keywords`.
        pub mod keywords {
            /// The interface `test:keywords/type`.
            pub mod type_ {
                use ::embody as __embody;
                /// The type `record`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Record {
                    /// The field `type`.
                    pub type_: u32,
                    /// The field `self`.
                    pub self_: u32,
                    /// The field `crate`.
                    pub crate_: u32,
                    /// The field `super`.
                    pub super_: u32,
                    /// The field `gen`.
                    pub gen_: u32,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <u32 as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for Record {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("type", <u32 as __p::ComponentType>::typecheck),
                                    ("self", <u32 as __p::ComponentType>::typecheck),
                                    ("crate", <u32 as __p::ComponentType>::typecheck),
                                    ("super", <u32 as __p::ComponentType>::typecheck),
                                    ("gen", <u32 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Record {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("record");
                            };
                            __p::Lower::lower(
                                &self.type_,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.self_,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            __p::Lower::lower(
                                &self.crate_,
                                cx,
                                &mut flat[const { flat_of(2) }],
                            )?;
                            __p::Lower::lower(
                                &self.super_,
                                cx,
                                &mut flat[const { flat_of(3) }],
                            )?;
                            __p::Lower::lower(
                                &self.gen_,
                                cx,
                                &mut flat[const { flat_of(4) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.type_,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.self_,
                                    &mut to[const { bytes_of(1) }],
                                );
                                __p::Lower::store_plain(
                                    &self.crate_,
                                    &mut to[const { bytes_of(2) }],
                                );
                                __p::Lower::store_plain(
                                    &self.super_,
                                    &mut to[const { bytes_of(3) }],
                                );
                                __p::Lower::store_plain(
                                    &self.gen_,
                                    &mut to[const { bytes_of(4) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Record {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("record");
                            };
                            ::core::result::Result::Ok(Self {
                                type_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                self_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                                crate_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(2) }])?,
                                super_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(3) }])?,
                                gen_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(4) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("record");
                            };
                            ::core::result::Result::Ok(Self {
                                type_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                self_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                                crate_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(2) }])?,
                                super_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(3) }])?,
                                gen_: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(4) }])?,
                            })
                        }
                    }
                };
                /// The type `match`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Match {
                    /// The case `loop`.
                    Loop,
                    /// The case `async`.
                    Async(u32),
                    /// The case `try`.
                    Try(::std::string::String),
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const CASES: &[__p::CanonicalAbi] = &[
                        __p::CanonicalAbi::EMPTY,
                        <u32 as __p::ComponentType>::ABI,
                        <::std::string::String as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Match {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    ("loop", ::core::option::Option::None),
                                    (
                                        "async",
                                        ::core::option::Option::Some(
                                            <u32 as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    (
                                        "try",
                                        ::core::option::Option::Some(
                                            <::std::string::String as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Match {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("match");
                            };
                            match self {
                                Self::Loop => {
                                    flat[0] = 0;
                                }
                                Self::Async(payload) => {
                                    flat[0] = 1;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(1) }],
                                    )?;
                                }
                                Self::Try(payload) => {
                                    flat[0] = 2;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(2) }],
                                    )?;
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
                                Self::Loop => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                }
                                Self::Async(payload) => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of(1).start as u32 }),
                                    )?;
                                }
                                Self::Try(payload) => {
                                    <u8 as __p::Lower>::store(&2, cx, at)?;
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of(2).start as u32 }),
                                    )?;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Match {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("match");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Loop,
                                    1 => {
                                        Self::Async(
                                            <u32 as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(1) }])?,
                                        )
                                    }
                                    2 => {
                                        Self::Try(
                                            <::std::string::String as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(2) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("match"),
                                },
                            )
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("match");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => Self::Loop,
                                    1 => {
                                        Self::Async(
                                            <u32 as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(1) }])?,
                                        )
                                    }
                                    2 => {
                                        Self::Try(
                                            <::std::string::String as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(2) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("match"),
                                },
                            )
                        }
                    }
                };
                /// The type `self`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Self_ {
                    /// The case `self`.
                    Self_,
                    /// The case `yield`.
                    Yield,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Self_ {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["self", "yield"])
                        }
                    }
                    impl __p::Lower for Self_ {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("self");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Self_ {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("self");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Self_,
                                    1 => Self::Yield,
                                    _ => return __p::invalid("self"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("self");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Self_,
                                    1 => Self::Yield,
                                    _ => return __p::invalid("self"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Self_ {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Self_ as u8 {
                            return ::core::result::Result::Ok(Self::Self_);
                        }
                        if number == Self::Yield as u8 {
                            return ::core::result::Result::Ok(Self::Yield);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Self_> for u8 {
                    fn from(value: Self_) -> Self {
                        value as Self
                    }
                }
                __embody::__private::bitflags::bitflags! {
                    #[doc = " The type `do`."] #[derive()] #[derive(::core::fmt::Debug,
                    ::core::clone::Clone, ::core::marker::Copy, ::core::default::Default,
                    ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash,)] pub
                    struct Do : u8 { #[doc = " The flag `ref`."] const REF = 1 << 0;
                    #[doc = " The flag `mut`."] const MUT = 1 << 1; #[doc =
                    " The flag `static`."] const STATIC = 1 << 2; }
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::flags(3);
                    impl __p::ComponentType for Do {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_flags(ty, &["ref", "mut", "static"])
                        }
                    }
                    impl __p::Lower for Do {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("do");
                            };
                            flat[0] = self.bits() as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&self.bits(), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Do {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("do");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(flat[0] as u8),
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("do");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(
                                    <u8 as __p::LiftFrom<'a>>::load(cx, from)?,
                                ),
                            )
                        }
                    }
                };
            }
        }
    }
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `test:keywords/type`.
    pub struct TestKeywordsType<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> TestKeywordsType<'_, T> {
        /// Calls the function `fn`.
        #[inline]
        pub fn fn_(
            &mut self,
            self_: super::exports::test::keywords::type_::Self_,
            where_: &super::exports::test::keywords::type_::Match,
        ) -> __embody::Result<super::exports::test::keywords::type_::Record> {
            self.inner
                .call::<
                    0usize,
                    (
                        super::exports::test::keywords::type_::Self_,
                        &super::exports::test::keywords::type_::Match,
                    ),
                    super::exports::test::keywords::type_::Record,
                    (u32, u32, u32, u32),
                >((self_, where_))
        }
        /// Calls the function `move`.
        #[inline]
        pub fn move_(
            &mut self,
            in_: super::exports::test::keywords::type_::Do,
            as_: u32,
        ) -> __embody::Result<u32> {
            self.inner
                .call::<
                    1usize,
                    (super::exports::test::keywords::type_::Do, u32),
                    u32,
                    (u32, u32),
                >((in_, as_))
        }
    }
    impl<T> ::core::fmt::Debug for TestKeywordsType<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(TestKeywordsType)).finish_non_exhaustive()
        }
    }
}
