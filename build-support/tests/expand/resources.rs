/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `demo:blobs`.
    pub mod demo {
        /// Interfaces of `demo:blobs`.
        pub mod blobs {
            /// The interface `demo:blobs/types@1.0.0`.
            pub mod types {
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
                pub enum Failure<Blob> {
                    /// The case `gone`.
                    Gone,
                    /// The case `left`.
                    Left(Blob),
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
                    impl<Blob: __p::ComponentType> __Places for Failure<Blob> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            __p::CanonicalAbi::EMPTY,
                            <Blob as __p::ComponentType>::ABI,
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
                    impl<Blob: __p::ComponentType> __p::ComponentType for Failure<Blob> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(
                            <Self as __Places>::CASES,
                        );
                        const HANDLES: bool = false
                            || <Blob as __p::ComponentType>::HANDLES;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    ("gone", ::core::option::Option::None),
                                    (
                                        "left",
                                        ::core::option::Option::Some(
                                            <Blob as __p::ComponentType>::typecheck,
                                        ),
                                    ),
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
                    impl<Blob: __p::ComponentType> __Places for Failure<Blob> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            __p::CanonicalAbi::EMPTY,
                            <Blob as __p::ComponentType>::ABI,
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
                    impl<Blob: __p::Lower> __p::Lower for Failure<Blob> {
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
                                Self::Gone => {
                                    flat[0] = 0;
                                }
                                Self::Left(payload) => {
                                    flat[0] = 1;
                                    if <Blob as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of::<Self>(1) }],
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
                                Self::Gone => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                }
                                Self::Left(payload) => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                    if <Blob as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of::<Self>(1).start as u32 }),
                                    )?;
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
                                    Self::Gone => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                    }
                                    Self::Left(payload) => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of::<Self>(1) }],
                                        );
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
                    impl<Blob: __p::ComponentType> __Places for Failure<Blob> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            __p::CanonicalAbi::EMPTY,
                            <Blob as __p::ComponentType>::ABI,
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
                    impl<'a, Blob: __p::LiftFrom<'a>> __p::LiftFrom<'a>
                    for Failure<Blob> {
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
                                    0 => Self::Gone,
                                    1 => {
                                        Self::Left({
                                            if <Blob as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 1);
                                            }
                                            <Blob as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of::<Self>(1) }])?
                                        })
                                    }
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
                                    0 => Self::Gone,
                                    1 => {
                                        Self::Left({
                                            if <Blob as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 1);
                                            }
                                            <Blob as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of::<Self>(1) }])?
                                        })
                                    }
                                    _ => return __p::invalid("failure"),
                                },
                            )
                        }
                    }
                };
                impl<Blob> Failure<Blob> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<Blob2>(
                        self,
                        mapBlob: &mut dyn ::core::ops::FnMut(Blob) -> Blob2,
                    ) -> Failure<Blob2> {
                        match self {
                            Self::Gone => Failure::Gone,
                            Self::Left(value) => Failure::Left(mapBlob(value)),
                        }
                    }
                }
                impl<Blob: ::core::fmt::Debug> ::core::fmt::Display for Failure<Blob> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Gone => f.write_str("gone"),
                            Self::Left(payload) => {
                                f.write_str("left")?;
                                f.write_str(": ")?;
                                ::core::fmt::Debug::fmt(payload, f)
                            }
                        }
                    }
                }
                impl<Blob: ::core::fmt::Debug> ::core::error::Error for Failure<Blob> {}
                /// The type `named`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Named<Blob> {
                    /// The field `name`.
                    pub name: ::std::string::String,
                    /// The field `blob`.
                    pub blob: Blob,
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
                        const FIELDS: &'static [__p::CanonicalAbi];
                    }
                    impl<Blob: __p::ComponentType> __Places for Named<Blob> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <::std::string::String as __p::ComponentType>::ABI,
                            <Blob as __p::ComponentType>::ABI,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        field: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(__T::FIELDS, field)
                            as usize;
                        at..at + __T::FIELDS[field].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        field: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(__T::FIELDS.split_at(field).0)
                            .flat as usize;
                        at..at + __T::FIELDS[field].flat as usize
                    }
                    impl<Blob: __p::ComponentType> __p::ComponentType for Named<Blob> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(
                            <Self as __Places>::FIELDS,
                        );
                        const HANDLES: bool = false
                            || <::std::string::String as __p::ComponentType>::HANDLES
                            || <Blob as __p::ComponentType>::HANDLES;
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
                                    ("blob", <Blob as __p::ComponentType>::typecheck),
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
                        const FIELDS: &'static [__p::CanonicalAbi];
                    }
                    impl<Blob: __p::ComponentType> __Places for Named<Blob> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <::std::string::String as __p::ComponentType>::ABI,
                            <Blob as __p::ComponentType>::ABI,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        field: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(__T::FIELDS, field)
                            as usize;
                        at..at + __T::FIELDS[field].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        field: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(__T::FIELDS.split_at(field).0)
                            .flat as usize;
                        at..at + __T::FIELDS[field].flat as usize
                    }
                    impl<Blob: __p::Lower> __p::Lower for Named<Blob> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("named")
                            };
                            let place = cx.place();
                            if <::std::string::String as __p::ComponentType>::HANDLES {
                                cx.enter(place, 0);
                            }
                            __p::Lower::lower(
                                &self.name,
                                cx,
                                &mut flat[const { flat_of::<Self>(0) }],
                            )?;
                            if <Blob as __p::ComponentType>::HANDLES {
                                cx.enter(place, 1);
                            }
                            __p::Lower::lower(
                                &self.blob,
                                cx,
                                &mut flat[const { flat_of::<Self>(1) }],
                            )?;
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
                            if <::std::string::String as __p::ComponentType>::HANDLES {
                                cx.enter(place, 0);
                            }
                            __p::Lower::store(
                                &self.name,
                                cx,
                                at.wrapping_add(const { bytes_of::<Self>(0).start as u32 }),
                            )?;
                            if <Blob as __p::ComponentType>::HANDLES {
                                cx.enter(place, 1);
                            }
                            __p::Lower::store(
                                &self.blob,
                                cx,
                                at.wrapping_add(const { bytes_of::<Self>(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .get_mut(..<Self as __p::ComponentType>::ABI.size as usize)
                            {
                                __p::Lower::store_plain(
                                    &self.name,
                                    &mut to[const { bytes_of::<Self>(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.blob,
                                    &mut to[const { bytes_of::<Self>(1) }],
                                );
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
                        const FIELDS: &'static [__p::CanonicalAbi];
                    }
                    impl<Blob: __p::ComponentType> __Places for Named<Blob> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <::std::string::String as __p::ComponentType>::ABI,
                            <Blob as __p::ComponentType>::ABI,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        field: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(__T::FIELDS, field)
                            as usize;
                        at..at + __T::FIELDS[field].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        field: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(__T::FIELDS.split_at(field).0)
                            .flat as usize;
                        at..at + __T::FIELDS[field].flat as usize
                    }
                    impl<'a, Blob: __p::LiftFrom<'a>> __p::LiftFrom<'a> for Named<Blob> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("named")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(Self {
                                name: {
                                    if <::std::string::String as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    <::std::string::String as __p::LiftFrom<
                                        'a,
                                    >>::lift(cx, &flat[const { flat_of::<Self>(0) }])?
                                },
                                blob: {
                                    if <Blob as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    <Blob as __p::LiftFrom<
                                        'a,
                                    >>::lift(cx, &flat[const { flat_of::<Self>(1) }])?
                                },
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let from = from
                                .get(..<Self as __p::ComponentType>::ABI.size as usize);
                            let ::core::option::Option::Some(from) = from else {
                                return __p::invalid("named")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(Self {
                                name: {
                                    if <::std::string::String as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    <::std::string::String as __p::LiftFrom<
                                        'a,
                                    >>::load(cx, &from[const { bytes_of::<Self>(0) }])?
                                },
                                blob: {
                                    if <Blob as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    <Blob as __p::LiftFrom<
                                        'a,
                                    >>::load(cx, &from[const { bytes_of::<Self>(1) }])?
                                },
                            })
                        }
                    }
                };
                impl<Blob> Named<Blob> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<Blob2>(
                        self,
                        mapBlob: &mut dyn ::core::ops::FnMut(Blob) -> Blob2,
                    ) -> Named<Blob2> {
                        Named {
                            name: self.name,
                            blob: mapBlob(self.blob),
                        }
                    }
                }
                /// Functions that the component imports from `demo:blobs/types@1.0.0`.
                pub trait Host {
                    /// Bytes somewhere.
                    type Blob: ::core::marker::Send + 'static;
                    /// The function `[constructor]blob`.
                    fn blob_new(&mut self, bytes: &[u8]) -> __embody::Result<Self::Blob>;
                    /// Bytes from a place on.
                    fn blob_read(
                        &mut self,
                        blob: &mut Self::Blob,
                        from: u32,
                        len: u32,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::std::vec::Vec<u8>,
                            ::std::string::String,
                        >,
                    >;
                    /// The function `[method]blob.size`.
                    fn blob_size(
                        &mut self,
                        blob: &mut Self::Blob,
                    ) -> __embody::Result<u64>;
                    /// Puts blobs together.
                    fn blob_merge(
                        &mut self,
                        blobs: ::std::vec::Vec<&Self::Blob>,
                    ) -> __embody::Result<Self::Blob>;
                    /// The function `copy`.
                    fn copy(
                        &mut self,
                        of: &mut Self::Blob,
                    ) -> __embody::Result<
                        ::core::result::Result<Self::Blob, Failure<Self::Blob>>,
                    >;
                    /// The function `same`.
                    fn same(
                        &mut self,
                        a: &Self::Blob,
                        b: &Self::Blob,
                    ) -> __embody::Result<bool>;
                    /// The function `take`.
                    fn take(
                        &mut self,
                        all: ::std::vec::Vec<Named<Self::Blob>>,
                        one: ::core::option::Option<Self::Blob>,
                    ) -> __embody::Result<()>;
                }
            }
            /// The interface `demo:blobs/uses@1.0.0`.
            pub mod uses {
                use ::embody as __embody;
                /// The type `failure`.
                pub type Failure<Blob> = super::types::Failure<Blob>;
                /// Functions that the component imports from `demo:blobs/uses@1.0.0`.
                pub trait Host: super::types::Host {
                    /// The function `open`.
                    fn open(
                        &mut self,
                        name: &str,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            <Self as super::types::Host>::Blob,
                            Failure<<Self as super::types::Host>::Blob>,
                        >,
                    >;
                }
            }
        }
    }
}
