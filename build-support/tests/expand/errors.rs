/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:errors`.
    pub mod test {
        /// Interfaces of `test:errors`.
        pub mod errors {
            /// The interface `test:errors/files`.
            pub mod files {
                use ::embody as __embody;
                /// Why a file could not be read.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Error {
                    /// There is no such file.
                    NotFound,
                    /// Something else: a code of the system's.
                    Other(u32),
                    /// The case `denied-for`.
                    DeniedFor(::std::string::String),
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
                    impl __p::ComponentType for Error {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    ("not-found", ::core::option::Option::None),
                                    (
                                        "other",
                                        ::core::option::Option::Some(
                                            <u32 as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    (
                                        "denied-for",
                                        ::core::option::Option::Some(
                                            <::std::string::String as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Error {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("error");
                            };
                            match self {
                                Self::NotFound => {
                                    flat[0] = 0;
                                }
                                Self::Other(payload) => {
                                    flat[0] = 1;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(1) }],
                                    )?;
                                }
                                Self::DeniedFor(payload) => {
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
                                Self::NotFound => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                }
                                Self::Other(payload) => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of(1).start as u32 }),
                                    )?;
                                }
                                Self::DeniedFor(payload) => {
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
                    impl<'a> __p::LiftFrom<'a> for Error {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("error");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::NotFound,
                                    1 => {
                                        Self::Other(
                                            <u32 as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(1) }])?,
                                        )
                                    }
                                    2 => {
                                        Self::DeniedFor(
                                            <::std::string::String as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(2) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("error"),
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
                                return __p::invalid("error");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => Self::NotFound,
                                    1 => {
                                        Self::Other(
                                            <u32 as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(1) }])?,
                                        )
                                    }
                                    2 => {
                                        Self::DeniedFor(
                                            <::std::string::String as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(2) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("error"),
                                },
                            )
                        }
                    }
                };
                impl ::core::fmt::Display for Error {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::NotFound => f.write_str("There is no such file"),
                            Self::Other(payload) => {
                                f.write_str("Something else: a code of the system's")?;
                                f.write_str(": ")?;
                                ::core::fmt::Display::fmt(payload, f)
                            }
                            Self::DeniedFor(payload) => {
                                f.write_str("denied for")?;
                                f.write_str(": ")?;
                                ::core::fmt::Display::fmt(payload, f)
                            }
                        }
                    }
                }
                impl ::core::error::Error for Error {}
                /// The type `kind`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Kind {
                    /// The case `too-large`.
                    TooLarge,
                    /// The case `too-small`.
                    TooSmall,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Kind {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["too-large", "too-small"])
                        }
                    }
                    impl __p::Lower for Kind {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("kind");
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
                    impl<'a> __p::LiftFrom<'a> for Kind {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("kind");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::TooLarge,
                                    1 => Self::TooSmall,
                                    _ => return __p::invalid("kind"),
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
                                return __p::invalid("kind");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::TooLarge,
                                    1 => Self::TooSmall,
                                    _ => return __p::invalid("kind"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Kind {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::TooLarge as u8 {
                            return ::core::result::Result::Ok(Self::TooLarge);
                        }
                        if number == Self::TooSmall as u8 {
                            return ::core::result::Result::Ok(Self::TooSmall);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Kind> for u8 {
                    fn from(value: Kind) -> Self {
                        value as Self
                    }
                }
                impl ::core::fmt::Display for Kind {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::TooLarge => f.write_str("too large"),
                            Self::TooSmall => f.write_str("too small"),
                        }
                    }
                }
                impl ::core::error::Error for Kind {}
                /// The type `reason`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Reason {
                    /// The field `code`.
                    pub code: u32,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
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
                    impl __p::ComponentType for Reason {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[("code", <u32 as __p::ComponentType>::typecheck)],
                            )
                        }
                    }
                    impl __p::Lower for Reason {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("reason");
                            };
                            __p::Lower::lower(
                                &self.code,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.code,
                                    &mut to[const { bytes_of(0) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Reason {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("reason");
                            };
                            ::core::result::Result::Ok(Self {
                                code: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("reason");
                            };
                            ::core::result::Result::Ok(Self {
                                code: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                            })
                        }
                    }
                };
                impl ::core::fmt::Display for Reason {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        ::core::fmt::Debug::fmt(self, f)
                    }
                }
                impl ::core::error::Error for Reason {}
            }
        }
    }
}
