/// The type `instance`.
#[derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
pub struct Instance_ {
    /// The field `x`.
    pub x: bool,
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const FIELDS: &[__p::CanonicalAbi] = &[<bool as __p::ComponentType>::ABI];
    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
        at..at + FIELDS[field].size as usize
    }
    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat as usize;
        at..at + FIELDS[field].flat as usize
    }
    const SIZE: usize = ABI.size as usize;
    const FLAT: usize = ABI.flat as usize;
    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
    impl __p::ComponentType for Instance_ {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_record(ty, &[("x", <bool as __p::ComponentType>::typecheck)])
        }
    }
    impl __p::Lower for Instance_ {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("instance");
            };
            __p::Lower::lower(&self.x, cx, &mut flat[const { flat_of(0) }])?;
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn store_plain(&self, to: &mut [u8]) {
            if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                __p::Lower::store_plain(&self.x, &mut to[const { bytes_of(0) }]);
            }
        }
    }
    impl<'a> __p::LiftFrom<'a> for Instance_ {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("instance");
            };
            ::core::result::Result::Ok(Self {
                x: <bool as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of(0) }])?,
            })
        }
        #[inline(always)]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("instance");
            };
            ::core::result::Result::Ok(Self {
                x: <bool as __p::LiftFrom<'a>>::load(cx, &from[const { bytes_of(0) }])?,
            })
        }
    }
};
/// What a host must implement: the `Host` trait of each imported interface. Who does that has this.
pub trait Imports: imports::test::names::in_::Host {}
impl<T: ?::core::marker::Sized + imports::test::names::in_::Host> Imports for T {}
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
    pub fn new_(&mut self, a: Instance_) -> __embody::Result<Instance_> {
        self.inner.call::<0usize, (Instance_,), Instance_, (u32,)>((a,))
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:names`.
    pub mod test {
        /// Interfaces of `test:names`.
        pub mod names {
            /// The interface `test:names/in`.
            pub mod in_ {
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
                pub enum Host_ {
                    /// The case `self`.
                    Self_,
                    /// The case `a`.
                    A,
                    /// The case `B`.
                    B,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Host_ {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["self", "a", "B"])
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
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Self_,
                                    1 => Self::A,
                                    2 => Self::B,
                                    _ => return __p::invalid("host"),
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
                                return __p::invalid("host");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Self_,
                                    1 => Self::A,
                                    2 => Self::B,
                                    _ => return __p::invalid("host"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Host_ {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Self_ as u8 {
                            return ::core::result::Result::Ok(Self::Self_);
                        }
                        if number == Self::A as u8 {
                            return ::core::result::Result::Ok(Self::A);
                        }
                        if number == Self::B as u8 {
                            return ::core::result::Result::Ok(Self::B);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Host_> for u8 {
                    fn from(value: Host_) -> Self {
                        value as Self
                    }
                }
                /// Functions that the component imports from `test:names/in`.
                pub trait Host {
                    /// The function `loop`.
                    fn loop_(&mut self, fn_: u8, self_: u8) -> __embody::Result<Host_>;
                }
            }
        }
    }
}
