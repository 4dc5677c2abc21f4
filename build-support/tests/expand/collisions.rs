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
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering2::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
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
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering2::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
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
    /// Calls the function `new`.
    #[inline]
    pub fn new_(&mut self) -> __embody::Result<u32> {
        self.inner.call::<0usize, (), u32, ()>(())
    }
    /// Calls the function `host-mut`.
    #[inline]
    pub fn host_mut_(&mut self) -> __embody::Result<u32> {
        self.inner.call::<1usize, (), u32, ()>(())
    }
    /// Calls the function `into-host`.
    #[inline]
    pub fn into_host_(&mut self, host: u32) -> __embody::Result<u32> {
        self.inner.call::<2usize, (u32,), u32, (u32,)>((host,))
    }
    /// Calls the function `run-destructors`.
    #[inline]
    pub fn run_destructors_(&mut self) -> __embody::Result<()> {
        self.inner.call::<3usize, (), (), ()>(())
    }
    /// Calls the function `test-collisions-things`.
    #[inline]
    pub fn test_collisions_things(&mut self) -> __embody::Result<()> {
        self.inner.call::<4usize, (), (), ()>(())
    }
    /// The exported interface `test:collisions/things`.
    #[inline]
    pub fn test_collisions_things_(&mut self) -> views::TestCollisionsThings<'_, T> {
        views::TestCollisionsThings {
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
    /// Interfaces of `test:collisions`.
    pub mod test {
        /// Interfaces of `test:collisions`.
        pub mod collisions {
            /// The interface `test:collisions/things`.
            pub mod things {
                pub use super::super::super::super::imports::test::collisions::things::Host_;
                pub use super::super::super::super::imports::test::collisions::things::Imports;
            }
        }
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:collisions`.
    pub mod test {
        /// Interfaces of `test:collisions`.
        pub mod collisions {
            /// The interface `test:collisions/things`.
            pub mod things {
                use ::embody as __embody;
                /// The type `host`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Host_ {
                    /// The field `a`.
                    pub a: u32,
                    /// The field `a2`.
                    pub a2: u32,
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
                    impl __p::ComponentType for Host_ {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("a", <u32 as __p::ComponentType>::typecheck),
                                    ("a2", <u32 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Host_ {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("host");
                            };
                            __p::Lower::lower(
                                &self.a,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.a2,
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
                                    &self.a,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.a2,
                                    &mut to[const { bytes_of(1) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Host_ {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("host");
                            };
                            ::core::result::Result::Ok(Self {
                                a: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                a2: <u32 as __p::LiftFrom<
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
                                return __p::invalid("host");
                            };
                            ::core::result::Result::Ok(Self {
                                a: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                a2: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// The type `imports`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Imports {
                    /// The case `new`.
                    New,
                    /// The case `host`.
                    Host,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Imports {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["new", "host"])
                        }
                    }
                    impl __p::Lower for Imports {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("imports");
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
                    impl<'a> __p::LiftFrom<'a> for Imports {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("imports");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::New,
                                    1 => Self::Host,
                                    _ => return __p::invalid("imports"),
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
                                return __p::invalid("imports");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::New,
                                    1 => Self::Host,
                                    _ => return __p::invalid("imports"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Imports {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::New as u8 {
                            return ::core::result::Result::Ok(Self::New);
                        }
                        if number == Self::Host as u8 {
                            return ::core::result::Result::Ok(Self::Host);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Imports> for u8 {
                    fn from(value: Imports) -> Self {
                        value as Self
                    }
                }
                /// Functions that the component imports from `test:collisions/things`.
                pub trait Host {
                    /// The function `get-host`.
                    fn get_host(&mut self, h: Host_) -> __embody::Result<Imports>;
                    /// The function `instance`.
                    fn instance(&mut self, instance_: u32) -> __embody::Result<u32>;
                    /// The function `option`.
                    fn option(
                        &mut self,
                        ok: ::core::option::Option<u32>,
                    ) -> __embody::Result<
                        ::core::result::Result<u32, ::std::string::String>,
                    >;
                }
            }
        }
    }
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `test:collisions/things`.
    pub struct TestCollisionsThings<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> TestCollisionsThings<'_, T> {
        /// Calls the function `get-host`.
        #[inline]
        pub fn get_host(
            &mut self,
            h: super::imports::test::collisions::things::Host_,
        ) -> __embody::Result<super::imports::test::collisions::things::Imports> {
            self.inner
                .call::<
                    5usize,
                    (super::imports::test::collisions::things::Host_,),
                    super::imports::test::collisions::things::Imports,
                    (u32, u32),
                >((h,))
        }
        /// Calls the function `instance`.
        #[inline]
        pub fn instance(&mut self, instance_: u32) -> __embody::Result<u32> {
            self.inner.call::<6usize, (u32,), u32, (u32,)>((instance_,))
        }
        /// Calls the function `option`.
        #[inline]
        pub fn option(
            &mut self,
            ok: ::core::option::Option<u32>,
        ) -> __embody::Result<::core::result::Result<u32, ::std::string::String>> {
            self.inner
                .call::<
                    7usize,
                    (::core::option::Option<u32>,),
                    ::core::result::Result<u32, ::std::string::String>,
                    (u32, u32),
                >((ok,))
        }
        /// As [`option`](Self::option), with the result where it lies in the component's memory, for as long as `see` looks at it.
        #[inline]
        pub fn option_with<O>(
            &mut self,
            ok: ::core::option::Option<u32>,
            see: impl ::core::ops::FnOnce(::core::result::Result<u32, &'_ str>) -> O,
        ) -> __embody::Result<O> {
            enum Seen {}
            impl __embody::__private::View for Seen {
                type Of<'a> = ::core::result::Result<u32, &'a str>;
            }
            self.inner
                .call_with::<
                    7usize,
                    (::core::option::Option<u32>,),
                    Seen,
                    (u32, u32),
                    O,
                >((ok,), see)
        }
    }
    impl<T> ::core::fmt::Debug for TestCollisionsThings<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(TestCollisionsThings))
                .finish_non_exhaustive()
        }
    }
}
