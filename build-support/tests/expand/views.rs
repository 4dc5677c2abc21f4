/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:views`.
    pub mod test {
        /// Interfaces of `test:views`.
        pub mod views {
            /// Counts.
            pub mod counter {
                use ::embody as __embody;
                /// How many there are.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Tally {
                    /// All of them.
                    pub all: u64,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <u64 as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Tally {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[("all", <u64 as __p::ComponentType>::typecheck)],
                            )
                        }
                    }
                    impl __p::Lower for Tally {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("tally");
                            };
                            __p::Lower::lower(
                                &self.all,
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
                                    &self.all,
                                    &mut to[const { bytes_of(0) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Tally {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("tally");
                            };
                            ::core::result::Result::Ok(Self {
                                all: <u64 as __p::LiftFrom<
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
                                return __p::invalid("tally");
                            };
                            ::core::result::Result::Ok(Self {
                                all: <u64 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                            })
                        }
                    }
                };
            }
        }
    }
}
/// Constant indices of the exports, for the dynamic API.
pub mod indices {
    use ::embody as __embody;
    /// The function `count` of `test:views/counter`.
    pub const TEST_VIEWS_COUNTER_COUNT: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        0u32,
    );
    /// The function `nothing` of `plain`.
    pub const PLAIN_NOTHING: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        1u32,
    );
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `test:views/counter`.
    pub struct TestViewsCounter<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> TestViewsCounter<'_, T> {
        /// Calls the function `count`.
        #[inline]
        pub fn count<S0: __embody::__private::Lower + ::core::convert::AsRef<str>>(
            &mut self,
            words: &[S0],
            least: ::core::option::Option<super::exports::test::views::counter::Tally>,
        ) -> __embody::Result<
            ::core::result::Result<
                super::exports::test::views::counter::Tally,
                ::std::string::String,
            >,
        > {
            self.inner
                .call::<
                    0usize,
                    (
                        &[S0],
                        ::core::option::Option<
                            super::exports::test::views::counter::Tally,
                        >,
                    ),
                    ::core::result::Result<
                        super::exports::test::views::counter::Tally,
                        ::std::string::String,
                    >,
                    (u32, u32, u32, u64),
                >((words, least))
        }
        /// As [`count`](Self::count), with the result where it lies in the component's memory, for as long as `see` looks at it.
        #[inline]
        pub fn count_with<
            O,
            S0: __embody::__private::Lower + ::core::convert::AsRef<str>,
        >(
            &mut self,
            words: &[S0],
            least: ::core::option::Option<super::exports::test::views::counter::Tally>,
            see: impl ::core::ops::FnOnce(
                ::core::result::Result<
                    super::exports::test::views::counter::Tally,
                    &'_ str,
                >,
            ) -> O,
        ) -> __embody::Result<O> {
            enum Seen {}
            impl __embody::__private::View for Seen {
                type Of<'a> = ::core::result::Result<
                    super::exports::test::views::counter::Tally,
                    &'a str,
                >;
            }
            self.inner
                .call_with::<
                    0usize,
                    (
                        &[S0],
                        ::core::option::Option<
                            super::exports::test::views::counter::Tally,
                        >,
                    ),
                    Seen,
                    (u32, u32, u32, u64),
                    O,
                >((words, least), see)
        }
    }
    impl<T> ::core::fmt::Debug for TestViewsCounter<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(TestViewsCounter)).finish_non_exhaustive()
        }
    }
    /// The exported interface `plain`.
    pub struct Plain<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> Plain<'_, T> {
        /// Calls the function `nothing`.
        #[inline]
        pub fn nothing(&mut self) -> __embody::Result<()> {
            self.inner.call::<1usize, (), (), ()>(())
        }
    }
    impl<T> ::core::fmt::Debug for Plain<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(Plain)).finish_non_exhaustive()
        }
    }
}
