/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `demo:lent-back`.
    pub mod demo {
        /// Interfaces of `demo:lent-back`.
        pub mod lent_back {
            /// The interface `demo:lent-back/things`.
            pub mod things {
                use ::embody as __embody;
                /// The resource `thing`: it is dropped when this is, the next time that its instance is called.
                #[derive(::core::fmt::Debug)]
                pub struct Thing {
                    handle: __embody::__private::GuestResource,
                }
                const _: () = {
                    use __embody::__private as __p;
                    impl __p::ComponentType for Thing {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::HANDLE;
                        const HANDLES: bool = true;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::GuestResource::typecheck(ty)
                        }
                    }
                    impl __p::Lower for Thing {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            __p::Lower::lower(&self.handle.give(cx)?, cx, flat)
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(&self.handle.give(cx)?, cx, at)
                        }
                        #[inline]
                        fn lower_ref(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            __p::Lower::lower(&self.handle.lend(cx)?, cx, flat)
                        }
                        #[inline]
                        fn store_ref(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(&self.handle.lend(cx)?, cx, at)
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Thing {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let handle = <u32 as __p::LiftFrom<'a>>::lift(cx, flat)?;
                            ::core::result::Result::Ok(Self {
                                handle: __p::GuestResource::lift(cx, 0, handle)?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let handle = <u32 as __p::LiftFrom<'a>>::load(cx, from)?;
                            ::core::result::Result::Ok(Self {
                                handle: __p::GuestResource::lift(cx, 0, handle)?,
                            })
                        }
                    }
                };
                impl Thing {
                    /// Makes one, by the component's constructor.
                    #[inline]
                    pub fn new<T>(
                        instance: &mut super::super::super::super::Instance<T>,
                    ) -> __embody::Result<Thing> {
                        instance.inner.call::<0usize, (), Thing, ()>(())
                    }
                    /// Calls the function `[method]thing.meet`.
                    #[inline]
                    pub fn meet<T>(
                        &self,
                        instance: &mut super::super::super::super::Instance<T>,
                        others: ::std::vec::Vec<Pair<'_>>,
                    ) -> __embody::Result<()> {
                        instance
                            .inner
                            .call::<
                                1usize,
                                (&Thing, ::std::vec::Vec<Pair<'_>>),
                                (),
                                (u32, u32, u32),
                            >((self, others))
                    }
                }
                /// Two things, of which one is given away.
                #[derive(::core::fmt::Debug)]
                pub struct Pair<'a> {
                    /// The field `name`.
                    pub name: ::std::string::String,
                    /// The field `first`.
                    pub first: Thing,
                    /// The field `second`.
                    pub second: &'a Thing,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <::std::string::String as __p::ComponentType>::ABI,
                        <Thing as __p::ComponentType>::ABI,
                        <&Thing as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Pair<'_> {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    (
                                        "name",
                                        <::std::string::String as __p::ComponentType>::typecheck,
                                    ),
                                    ("first", <Thing as __p::ComponentType>::typecheck),
                                    ("second", <&Thing as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Pair<'_> {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("pair");
                            };
                            __p::Lower::lower(
                                &self.name,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.first,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            __p::Lower::lower(
                                &self.second,
                                cx,
                                &mut flat[const { flat_of(2) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(
                                &self.name,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.first,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.second,
                                cx,
                                at.wrapping_add(const { bytes_of(2).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                };
                /// The type `looked`.
                #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
                pub struct Looked<'a> {
                    /// The field `at`.
                    pub at: &'a Thing,
                    /// The field `times`.
                    pub times: u32,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <&Thing as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Looked<'_> {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("at", <&Thing as __p::ComponentType>::typecheck),
                                    ("times", <u32 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Looked<'_> {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("looked");
                            };
                            __p::Lower::lower(
                                &self.at,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.times,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(
                                &self.at,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.times,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                };
                /// The type `maybe`.
                #[derive(::core::fmt::Debug, ::core::clone::Clone)]
                pub enum Maybe<'a> {
                    /// The case `nothing`.
                    Nothing,
                    /// The case `one`.
                    One(&'a Thing),
                    /// The case `many`.
                    Many(::std::vec::Vec<Looked<'a>>),
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const CASES: &[__p::CanonicalAbi] = &[
                        __p::CanonicalAbi::EMPTY,
                        <&Thing as __p::ComponentType>::ABI,
                        <::std::vec::Vec<Looked<'_>> as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Maybe<'_> {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    ("nothing", ::core::option::Option::None),
                                    (
                                        "one",
                                        ::core::option::Option::Some(
                                            <&Thing as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    (
                                        "many",
                                        ::core::option::Option::Some(
                                            <::std::vec::Vec<
                                                Looked<'_>,
                                            > as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Maybe<'_> {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("maybe");
                            };
                            match self {
                                Self::Nothing => {
                                    flat[0] = 0;
                                }
                                Self::One(payload) => {
                                    flat[0] = 1;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(1) }],
                                    )?;
                                }
                                Self::Many(payload) => {
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
                                Self::Nothing => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                }
                                Self::One(payload) => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of(1).start as u32 }),
                                    )?;
                                }
                                Self::Many(payload) => {
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
                };
                /// The type `several`.
                pub type Several<'a> = ::std::vec::Vec<Looked<'a>>;
            }
        }
    }
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `demo:lent-back/things`.
    pub struct DemoLentBackThings<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> DemoLentBackThings<'_, T> {
        /// Calls the function `meet`.
        #[inline]
        pub fn meet(
            &mut self,
            it: super::exports::demo::lent_back::things::Pair<'_>,
        ) -> __embody::Result<()> {
            self.inner
                .call::<
                    2usize,
                    (super::exports::demo::lent_back::things::Pair<'_>,),
                    (),
                    (u32, u32, u32, u32),
                >((it,))
        }
        /// Calls the function `look`.
        #[inline]
        pub fn look(
            &mut self,
            it: super::exports::demo::lent_back::things::Looked<'_>,
            at: &[super::exports::demo::lent_back::things::Looked<'_>],
            more: &[super::exports::demo::lent_back::things::Looked<'_>],
        ) -> __embody::Result<u32> {
            self.inner
                .call::<
                    3usize,
                    (
                        super::exports::demo::lent_back::things::Looked<'_>,
                        &[super::exports::demo::lent_back::things::Looked<'_>],
                        &[super::exports::demo::lent_back::things::Looked<'_>],
                    ),
                    u32,
                    (u32, u32, u32, u32, u32, u32),
                >((it, at, more))
        }
        /// Calls the function `perhaps`.
        #[inline]
        pub fn perhaps(
            &mut self,
            it: &super::exports::demo::lent_back::things::Maybe<'_>,
        ) -> __embody::Result<bool> {
            self.inner
                .call::<
                    4usize,
                    (&super::exports::demo::lent_back::things::Maybe<'_>,),
                    bool,
                    (u32, u32, u32),
                >((it,))
        }
    }
    impl<T> ::core::fmt::Debug for DemoLentBackThings<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(DemoLentBackThings))
                .finish_non_exhaustive()
        }
    }
}
