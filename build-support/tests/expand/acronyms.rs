/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:acronyms`.
    pub mod test {
        /// Interfaces of `test:acronyms`.
        pub mod acronyms {
            /// The interface `test:acronyms/HTTP-API`.
            pub mod http_api {
                use ::embody as __embody;
                /// The type `URL`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Url {
                    /// The field `HOST`.
                    pub host: ::std::string::String,
                    /// The field `port2`.
                    pub port2: u16,
                    /// The field `ip-v4`.
                    pub ip_v4: ::std::string::String,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <::std::string::String as __p::ComponentType>::ABI,
                        <u16 as __p::ComponentType>::ABI,
                        <::std::string::String as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Url {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    (
                                        "HOST",
                                        <::std::string::String as __p::ComponentType>::typecheck,
                                    ),
                                    ("port2", <u16 as __p::ComponentType>::typecheck),
                                    (
                                        "ip-v4",
                                        <::std::string::String as __p::ComponentType>::typecheck,
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Url {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("URL");
                            };
                            __p::Lower::lower(
                                &self.host,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.port2,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            __p::Lower::lower(
                                &self.ip_v4,
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
                                &self.host,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.port2,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.ip_v4,
                                cx,
                                at.wrapping_add(const { bytes_of(2).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Url {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("URL");
                            };
                            ::core::result::Result::Ok(Self {
                                host: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                port2: <u16 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                                ip_v4: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(2) }])?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("URL");
                            };
                            ::core::result::Result::Ok(Self {
                                host: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                port2: <u16 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                                ip_v4: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(2) }])?,
                            })
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
    /// The exported interface `test:acronyms/HTTP-API`.
    pub struct TestAcronymsHttpApi<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> TestAcronymsHttpApi<'_, T> {
        /// Calls the function `parse-URL`.
        #[inline]
        pub fn parse_url(
            &mut self,
            s: &str,
        ) -> __embody::Result<super::exports::test::acronyms::http_api::Url> {
            self.inner
                .call::<
                    0usize,
                    (&str,),
                    super::exports::test::acronyms::http_api::Url,
                    (u32, u32),
                >((s,))
        }
        /// Calls the function `to-2D`.
        #[inline]
        pub fn to_2d(&mut self) -> __embody::Result<()> {
            self.inner.call::<1usize, (), (), ()>(())
        }
    }
    impl<T> ::core::fmt::Debug for TestAcronymsHttpApi<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(TestAcronymsHttpApi))
                .finish_non_exhaustive()
        }
    }
}
