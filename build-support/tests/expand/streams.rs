/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:streams`.
    pub mod test {
        /// Interfaces of `test:streams`.
        pub mod streams {
            /// The interface `test:streams/errors`.
            pub mod errors {
                use ::embody as __embody;
                /// Functions that the component imports from `test:streams/errors`.
                pub trait Host {
                    /// What the resource `error` is to the host. It is dropped when the component drops its handle.
                    type Error: ::core::marker::Send + 'static;
                    /// The function `[method]error.text`.
                    fn error_text(
                        &mut self,
                        error: &mut Self::Error,
                    ) -> __embody::Result<::std::string::String>;
                }
            }
            /// The interface `test:streams/files`.
            pub mod files {
                use ::embody as __embody;
                /// The type `failure`.
                pub type Failure<Error> = super::io::Failure<Error>;
                /// Functions that the component imports from `test:streams/files`.
                pub trait Host: super::errors::Host + super::io::Host {
                    /// What the resource `file` is to the host. It is dropped when the component drops its handle.
                    type File: ::core::marker::Send + 'static;
                    /// The function `[method]file.open`.
                    fn file_open(
                        &mut self,
                        file: &mut Self::File,
                        offset: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<<Self as super::io::Host>::Input, u32>,
                    >;
                    /// The function `[method]file.copy`.
                    fn file_copy(
                        &mut self,
                        file: &Self::File,
                        to: &Self::File,
                    ) -> __embody::Result<
                        ::core::option::Option<
                            Failure<<Self as super::errors::Host>::Error>,
                        >,
                    >;
                    /// The function `all`.
                    fn all(
                        &mut self,
                    ) -> __embody::Result<
                        ::std::vec::Vec<(Self::File, ::std::string::String)>,
                    >;
                    /// The function `wait`.
                    fn wait(
                        &mut self,
                        on: ::std::vec::Vec<&<Self as super::io::Host>::Input>,
                    ) -> __embody::Result<::std::vec::Vec<u32>>;
                }
            }
            /// The interface `test:streams/io`.
            pub mod io {
                use ::embody as __embody;
                /// The type `failure`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Failure<Error> {
                    /// The case `last`.
                    Last(Error),
                    /// The case `closed`.
                    Closed,
                }
                #[allow(
                    dead_code,
                    unused_variables,
                    non_local_definitions,
                    reason = "not every impl needs all of it"
                )]
                const _: () = {
                    use __embody::__private as __p;
                    trait __Places {
                        const CASES: &'static [__p::CanonicalAbi];
                    }
                    impl<Error: __p::ComponentType> __Places for Failure<Error> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Error as __p::ComponentType>::ABI,
                            __p::CanonicalAbi::EMPTY,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(__T::CASES) as usize;
                        at..at + __T::CASES[case].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        1..1 + __T::CASES[case].flat as usize
                    }
                    impl<Error: __p::ComponentType> __p::ComponentType
                    for Failure<Error> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(
                            <Self as __Places>::CASES,
                        );
                        const HANDLES: bool = false
                            || <Error as __p::ComponentType>::HANDLES;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    (
                                        "last",
                                        ::core::option::Option::Some(
                                            <Error as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    ("closed", ::core::option::Option::None),
                                ],
                            )
                        }
                    }
                };
                #[allow(
                    dead_code,
                    unused_variables,
                    non_local_definitions,
                    reason = "not every impl needs all of it"
                )]
                const _: () = {
                    use __embody::__private as __p;
                    trait __Places {
                        const CASES: &'static [__p::CanonicalAbi];
                    }
                    impl<Error: __p::ComponentType> __Places for Failure<Error> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Error as __p::ComponentType>::ABI,
                            __p::CanonicalAbi::EMPTY,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(__T::CASES) as usize;
                        at..at + __T::CASES[case].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        1..1 + __T::CASES[case].flat as usize
                    }
                    impl<Error: __p::Lower> __p::Lower for Failure<Error> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("failure")
                            };
                            let place = cx.place();
                            match self {
                                Self::Last(payload) => {
                                    flat[0] = 0;
                                    if <Error as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of::<Self>(0) }],
                                    )?;
                                }
                                Self::Closed => {
                                    flat[0] = 1;
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
                            if <Self as __p::ComponentType>::ABI.plain {
                                let to = cx
                                    .bytes_mut(
                                        at,
                                        <Self as __p::ComponentType>::ABI.size as usize,
                                    )?;
                                __p::Lower::store_plain(self, to);
                                return ::core::result::Result::Ok(());
                            }
                            let place = cx.place();
                            match self {
                                Self::Last(payload) => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                    if <Error as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of::<Self>(0).start as u32 }),
                                    )?;
                                }
                                Self::Closed => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .get_mut(..<Self as __p::ComponentType>::ABI.size as usize)
                            {
                                match self {
                                    Self::Last(payload) => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of::<Self>(0) }],
                                        );
                                    }
                                    Self::Closed => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                    }
                                }
                            }
                        }
                    }
                };
                #[allow(
                    dead_code,
                    unused_variables,
                    non_local_definitions,
                    reason = "not every impl needs all of it"
                )]
                const _: () = {
                    use __embody::__private as __p;
                    trait __Places {
                        const CASES: &'static [__p::CanonicalAbi];
                    }
                    impl<Error: __p::ComponentType> __Places for Failure<Error> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Error as __p::ComponentType>::ABI,
                            __p::CanonicalAbi::EMPTY,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(__T::CASES) as usize;
                        at..at + __T::CASES[case].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        1..1 + __T::CASES[case].flat as usize
                    }
                    impl<'a, Error: __p::LiftFrom<'a>> __p::LiftFrom<'a>
                    for Failure<Error> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("failure")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => {
                                        Self::Last({
                                            if <Error as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 0);
                                            }
                                            <Error as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of::<Self>(0) }])?
                                        })
                                    }
                                    1 => Self::Closed,
                                    _ => return __p::invalid("failure"),
                                },
                            )
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let from = from
                                .get(..<Self as __p::ComponentType>::ABI.size as usize);
                            let ::core::option::Option::Some(from) = from else {
                                return __p::invalid("failure")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => {
                                        Self::Last({
                                            if <Error as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 0);
                                            }
                                            <Error as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of::<Self>(0) }])?
                                        })
                                    }
                                    1 => Self::Closed,
                                    _ => return __p::invalid("failure"),
                                },
                            )
                        }
                    }
                };
                impl<Error> Failure<Error> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<Error2>(
                        self,
                        mapError: &mut dyn ::core::ops::FnMut(Error) -> Error2,
                    ) -> Failure<Error2> {
                        match self {
                            Self::Last(value) => Failure::Last(mapError(value)),
                            Self::Closed => Failure::Closed,
                        }
                    }
                }
                impl<Error: ::core::fmt::Debug> ::core::fmt::Display for Failure<Error> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Last(payload) => {
                                f.write_str("last")?;
                                f.write_str(": ")?;
                                ::core::fmt::Debug::fmt(payload, f)
                            }
                            Self::Closed => f.write_str("closed"),
                        }
                    }
                }
                impl<Error: ::core::fmt::Debug> ::core::error::Error for Failure<Error> {}
                /// Functions that the component imports from `test:streams/io`.
                pub trait Host: super::errors::Host {
                    /// What the resource `input` is to the host. It is dropped when the component drops its handle.
                    type Input: ::core::marker::Send + 'static;
                    /// The function `[method]input.read`.
                    fn input_read(
                        &mut self,
                        input: &mut Self::Input,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::std::vec::Vec<u8>,
                            Failure<<Self as super::errors::Host>::Error>,
                        >,
                    >;
                }
            }
        }
    }
}
