/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:renamed`.
    pub mod test {
        /// Interfaces of `test:renamed`.
        pub mod renamed {
            /// The interface `test:renamed/drawing`.
            pub mod drawing {
                /// The type `place`.
                pub type Place = super::super::super::super::imports::test::renamed::shapes::Point;
                /// The type `form`.
                pub type Form = super::super::super::super::imports::test::renamed::shapes::Shape;
            }
        }
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:renamed`.
    pub mod test {
        /// Interfaces of `test:renamed`.
        pub mod renamed {
            /// The interface `test:renamed/shapes`.
            pub mod shapes {
                use ::embody as __embody;
                /// The type `point`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Point {
                    /// The field `x`.
                    pub x: u32,
                    /// The field `y`.
                    pub y: u32,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
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
                    impl __p::ComponentType for Point {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("x", <u32 as __p::ComponentType>::typecheck),
                                    ("y", <u32 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Point {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("point");
                            };
                            __p::Lower::lower(
                                &self.x,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.y,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.x,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.y,
                                    &mut to[const { bytes_of(1) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Point {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("point");
                            };
                            ::core::result::Result::Ok(Self {
                                x: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                y: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("point");
                            };
                            ::core::result::Result::Ok(Self {
                                x: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                y: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// The type `shape`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Shape {
                    /// The case `dot`.
                    Dot(Point),
                    /// The case `none`.
                    None,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const CASES: &[__p::CanonicalAbi] = &[
                        <Point as __p::ComponentType>::ABI,
                        __p::CanonicalAbi::EMPTY,
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
                    impl __p::ComponentType for Shape {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    (
                                        "dot",
                                        ::core::option::Option::Some(
                                            <Point as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    ("none", ::core::option::Option::None),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Shape {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("shape");
                            };
                            match self {
                                Self::Dot(payload) => {
                                    flat[0] = 0;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(0) }],
                                    )?;
                                }
                                Self::None => {
                                    flat[0] = 1;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                match self {
                                    Self::Dot(payload) => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of(0) }],
                                        );
                                    }
                                    Self::None => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                    }
                                }
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Shape {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("shape");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => {
                                        Self::Dot(
                                            <Point as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(0) }])?,
                                        )
                                    }
                                    1 => Self::None,
                                    _ => return __p::invalid("shape"),
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
                                return __p::invalid("shape");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => {
                                        Self::Dot(
                                            <Point as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(0) }])?,
                                        )
                                    }
                                    1 => Self::None,
                                    _ => return __p::invalid("shape"),
                                },
                            )
                        }
                    }
                };
            }
        }
    }
}
