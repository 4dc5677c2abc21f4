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
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
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
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                f32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
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
    /// The exported interface `test:maps/tables`.
    #[inline]
    pub fn test_maps_tables(&mut self) -> views::TestMapsTables<'_, T> {
        views::TestMapsTables {
            inner: &mut self.inner,
        }
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:maps`.
    pub mod test {
        /// Interfaces of `test:maps`.
        pub mod maps {
            /// Types that lie in place, and those that are looked up.
            pub mod tables {
                pub use super::super::super::super::imports::test::maps::tables::Index;
            }
        }
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:maps`.
    pub mod test {
        /// Interfaces of `test:maps`.
        pub mod maps {
            /// Types that lie in place, and those that are looked up.
            pub mod tables {
                use ::embody as __embody;
                /// Hashes of files.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                )]
                pub struct Index {
                    /// By name.
                    pub by_name: ::std::collections::HashMap<
                        ::std::string::String,
                        [u8; 32],
                    >,
                    /// The first ones.
                    pub first: [u16; 4],
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <::std::collections::HashMap<
                            ::std::string::String,
                            [u8; 32],
                        > as __p::ComponentType>::ABI,
                        <[u16; 4] as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Index {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    (
                                        "by-name",
                                        <::std::collections::HashMap<
                                            ::std::string::String,
                                            [u8; 32],
                                        > as __p::ComponentType>::typecheck,
                                    ),
                                    ("first", <[u16; 4] as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Index {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("index");
                            };
                            __p::Lower::lower(
                                &self.by_name,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.first,
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
                                &self.by_name,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.first,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Index {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("index");
                            };
                            ::core::result::Result::Ok(Self {
                                by_name: <::std::collections::HashMap<
                                    ::std::string::String,
                                    [u8; 32],
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                first: <[u16; 4] as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("index");
                            };
                            ::core::result::Result::Ok(Self {
                                by_name: <::std::collections::HashMap<
                                    ::std::string::String,
                                    [u8; 32],
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                first: <[u16; 4] as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// Functions that the component imports from `test:maps/tables`.
                pub trait Host {
                    /// The function `find`.
                    fn find(
                        &mut self,
                        names: [&str; 2],
                        sizes: ::std::collections::HashMap<&str, u64>,
                        seen: ::core::option::Option<
                            ::std::collections::HashMap<u32, ::std::vec::Vec<&str>>,
                        >,
                    ) -> __embody::Result<Index>;
                    /// The function `corners`.
                    fn corners(
                        &mut self,
                        of: [[f32; 2]; 4],
                        index: Index,
                    ) -> __embody::Result<[(i32, i32); 4]>;
                }
            }
        }
    }
}
