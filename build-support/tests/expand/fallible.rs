/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:fallible`.
    pub mod test {
        /// Interfaces of `test:fallible`.
        pub mod fallible {
            /// The interface `test:fallible/files`.
            pub mod files {
                use ::embody as __embody;
                /// The resource `file`: it is dropped when this is, the next time that its instance is called.
                #[derive(::core::fmt::Debug)]
                pub struct File {
                    handle: __embody::__private::GuestResource,
                }
                const _: () = {
                    use __embody::__private as __p;
                    impl __p::ComponentType for File {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::HANDLE;
                        const HANDLES: bool = true;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::GuestResource::typecheck(ty)
                        }
                    }
                    impl __p::Lower for File {
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
                    impl<'a> __p::LiftFrom<'a> for File {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let handle = <u32 as __p::LiftFrom<'a>>::lift(cx, flat)?;
                            ::core::result::Result::Ok(Self {
                                handle: __p::GuestResource::lift(cx, 1, handle)?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let handle = <u32 as __p::LiftFrom<'a>>::load(cx, from)?;
                            ::core::result::Result::Ok(Self {
                                handle: __p::GuestResource::lift(cx, 1, handle)?,
                            })
                        }
                    }
                };
                impl File {
                    /// Makes one, by the component's constructor.
                    #[inline]
                    pub fn new<T>(
                        instance: &mut super::super::super::super::Instance<T>,
                        path: &str,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            File,
                            super::super::super::super::imports::test::fallible::files::Error,
                        >,
                    > {
                        instance
                            .inner
                            .call::<
                                0usize,
                                (&str,),
                                ::core::result::Result<
                                    File,
                                    super::super::super::super::imports::test::fallible::files::Error,
                                >,
                                (u32, u32),
                            >((path,))
                    }
                    /// Calls the function `[method]file.len`.
                    #[inline]
                    pub fn len<T>(
                        &self,
                        instance: &mut super::super::super::super::Instance<T>,
                    ) -> __embody::Result<u64> {
                        instance.inner.call::<1usize, (&File,), u64, (u32,)>((self,))
                    }
                }
                pub use super::super::super::super::imports::test::fallible::files::Error;
            }
        }
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:fallible`.
    pub mod test {
        /// Interfaces of `test:fallible`.
        pub mod fallible {
            /// The interface `test:fallible/files`.
            pub mod files {
                use ::embody as __embody;
                /// The type `error`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Error {
                    /// The case `missing`.
                    Missing,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Error {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["missing"])
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
                                    0 => Self::Missing,
                                    _ => return __p::invalid("error"),
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
                                return __p::invalid("error");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Missing,
                                    _ => return __p::invalid("error"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Error {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Missing as u8 {
                            return ::core::result::Result::Ok(Self::Missing);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Error> for u8 {
                    fn from(value: Error) -> Self {
                        value as Self
                    }
                }
                impl ::core::fmt::Display for Error {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Missing => f.write_str("missing"),
                        }
                    }
                }
                impl ::core::error::Error for Error {}
                /// Functions that the component imports from `test:fallible/files`.
                pub trait Host {
                    /// What the resource `file` is to the host. It is dropped when the component drops its handle.
                    type File: ::core::marker::Send + 'static;
                    /// The function `[constructor]file`.
                    fn file_new(
                        &mut self,
                        path: &str,
                    ) -> __embody::Result<::core::result::Result<Self::File, Error>>;
                    /// The function `[method]file.len`.
                    fn file_len(
                        &mut self,
                        file: &mut Self::File,
                    ) -> __embody::Result<u64>;
                }
            }
        }
    }
}
