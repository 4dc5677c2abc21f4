/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `demo:lent`.
    pub mod demo {
        /// Interfaces of `demo:lent`.
        pub mod lent {
            /// The interface `demo:lent/files`.
            pub mod files {
                use ::embody as __embody;
                /// A file and what it is called.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Open<BorrowFile> {
                    /// The field `name`.
                    pub name: ::std::string::String,
                    /// The field `file`.
                    pub file: BorrowFile,
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
                    impl<BorrowFile: __p::ComponentType> __Places for Open<BorrowFile> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <::std::string::String as __p::ComponentType>::ABI,
                            <BorrowFile as __p::ComponentType>::ABI,
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
                    impl<BorrowFile: __p::ComponentType> __p::ComponentType
                    for Open<BorrowFile> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(
                            <Self as __Places>::FIELDS,
                        );
                        const HANDLES: bool = false
                            || <::std::string::String as __p::ComponentType>::HANDLES
                            || <BorrowFile as __p::ComponentType>::HANDLES;
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
                                    ("file", <BorrowFile as __p::ComponentType>::typecheck),
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
                    impl<BorrowFile: __p::ComponentType> __Places for Open<BorrowFile> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <::std::string::String as __p::ComponentType>::ABI,
                            <BorrowFile as __p::ComponentType>::ABI,
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
                    impl<BorrowFile: __p::Lower> __p::Lower for Open<BorrowFile> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("open")
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
                            if <BorrowFile as __p::ComponentType>::HANDLES {
                                cx.enter(place, 1);
                            }
                            __p::Lower::lower(
                                &self.file,
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
                            if <BorrowFile as __p::ComponentType>::HANDLES {
                                cx.enter(place, 1);
                            }
                            __p::Lower::store(
                                &self.file,
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
                                    &self.file,
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
                    impl<BorrowFile: __p::ComponentType> __Places for Open<BorrowFile> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <::std::string::String as __p::ComponentType>::ABI,
                            <BorrowFile as __p::ComponentType>::ABI,
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
                    impl<'a, BorrowFile: __p::LiftFrom<'a>> __p::LiftFrom<'a>
                    for Open<BorrowFile> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("open")
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
                                file: {
                                    if <BorrowFile as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    <BorrowFile as __p::LiftFrom<
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
                                return __p::invalid("open")
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
                                file: {
                                    if <BorrowFile as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    <BorrowFile as __p::LiftFrom<
                                        'a,
                                    >>::load(cx, &from[const { bytes_of::<Self>(1) }])?
                                },
                            })
                        }
                    }
                };
                impl<BorrowFile> Open<BorrowFile> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<BorrowFile2>(
                        self,
                        mapBorrowFile: &mut dyn ::core::ops::FnMut(
                            BorrowFile,
                        ) -> BorrowFile2,
                    ) -> Open<BorrowFile2> {
                        Open {
                            name: self.name,
                            file: mapBorrowFile(self.file),
                        }
                    }
                }
                /// The type `again`.
                pub type Again<BorrowFile> = Open<BorrowFile>;
                /// The type `several`.
                pub type Several<BorrowFile> = ::std::vec::Vec<BorrowFile>;
                /// Own and borrow of one resource.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Place<BorrowFile, File> {
                    /// The case `nowhere`.
                    Nowhere,
                    /// The case `before`.
                    Before(BorrowFile),
                    /// The case `instead`.
                    Instead(File),
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
                    impl<
                        BorrowFile: __p::ComponentType,
                        File: __p::ComponentType,
                    > __Places for Place<BorrowFile, File> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            __p::CanonicalAbi::EMPTY,
                            <BorrowFile as __p::ComponentType>::ABI,
                            <File as __p::ComponentType>::ABI,
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
                    impl<
                        BorrowFile: __p::ComponentType,
                        File: __p::ComponentType,
                    > __p::ComponentType for Place<BorrowFile, File> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(
                            <Self as __Places>::CASES,
                        );
                        const HANDLES: bool = false
                            || <BorrowFile as __p::ComponentType>::HANDLES
                            || <File as __p::ComponentType>::HANDLES;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    ("nowhere", ::core::option::Option::None),
                                    (
                                        "before",
                                        ::core::option::Option::Some(
                                            <BorrowFile as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    (
                                        "instead",
                                        ::core::option::Option::Some(
                                            <File as __p::ComponentType>::typecheck,
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
                    impl<
                        BorrowFile: __p::ComponentType,
                        File: __p::ComponentType,
                    > __Places for Place<BorrowFile, File> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            __p::CanonicalAbi::EMPTY,
                            <BorrowFile as __p::ComponentType>::ABI,
                            <File as __p::ComponentType>::ABI,
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
                    impl<BorrowFile: __p::Lower, File: __p::Lower> __p::Lower
                    for Place<BorrowFile, File> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("place")
                            };
                            let place = cx.place();
                            match self {
                                Self::Nowhere => {
                                    flat[0] = 0;
                                }
                                Self::Before(payload) => {
                                    flat[0] = 1;
                                    if <BorrowFile as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of::<Self>(1) }],
                                    )?;
                                }
                                Self::Instead(payload) => {
                                    flat[0] = 2;
                                    if <File as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 2);
                                    }
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of::<Self>(2) }],
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
                                Self::Nowhere => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                }
                                Self::Before(payload) => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                    if <BorrowFile as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of::<Self>(1).start as u32 }),
                                    )?;
                                }
                                Self::Instead(payload) => {
                                    <u8 as __p::Lower>::store(&2, cx, at)?;
                                    if <File as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 2);
                                    }
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of::<Self>(2).start as u32 }),
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
                                    Self::Nowhere => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                    }
                                    Self::Before(payload) => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of::<Self>(1) }],
                                        );
                                    }
                                    Self::Instead(payload) => {
                                        <u8 as __p::Lower>::store_plain(&2, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of::<Self>(2) }],
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
                    impl<
                        BorrowFile: __p::ComponentType,
                        File: __p::ComponentType,
                    > __Places for Place<BorrowFile, File> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            __p::CanonicalAbi::EMPTY,
                            <BorrowFile as __p::ComponentType>::ABI,
                            <File as __p::ComponentType>::ABI,
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
                    impl<
                        'a,
                        BorrowFile: __p::LiftFrom<'a>,
                        File: __p::LiftFrom<'a>,
                    > __p::LiftFrom<'a> for Place<BorrowFile, File> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("place")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Nowhere,
                                    1 => {
                                        Self::Before({
                                            if <BorrowFile as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 1);
                                            }
                                            <BorrowFile as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of::<Self>(1) }])?
                                        })
                                    }
                                    2 => {
                                        Self::Instead({
                                            if <File as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 2);
                                            }
                                            <File as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of::<Self>(2) }])?
                                        })
                                    }
                                    _ => return __p::invalid("place"),
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
                                return __p::invalid("place")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => Self::Nowhere,
                                    1 => {
                                        Self::Before({
                                            if <BorrowFile as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 1);
                                            }
                                            <BorrowFile as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of::<Self>(1) }])?
                                        })
                                    }
                                    2 => {
                                        Self::Instead({
                                            if <File as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 2);
                                            }
                                            <File as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of::<Self>(2) }])?
                                        })
                                    }
                                    _ => return __p::invalid("place"),
                                },
                            )
                        }
                    }
                };
                impl<BorrowFile, File> Place<BorrowFile, File> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<BorrowFile2, File2>(
                        self,
                        mapBorrowFile: &mut dyn ::core::ops::FnMut(
                            BorrowFile,
                        ) -> BorrowFile2,
                        mapFile: &mut dyn ::core::ops::FnMut(File) -> File2,
                    ) -> Place<BorrowFile2, File2> {
                        match self {
                            Self::Nowhere => Place::Nowhere,
                            Self::Before(value) => Place::Before(mapBorrowFile(value)),
                            Self::Instead(value) => Place::Instead(mapFile(value)),
                        }
                    }
                }
                /// Functions that the component imports from `demo:lent/files`.
                pub trait Host {
                    /// What the resource `file` is to the host. It is dropped when the component drops its handle.
                    type File: ::core::marker::Send + 'static;
                    /// The function `[method]file.merge`.
                    fn file_merge(
                        &mut self,
                        file: &Self::File,
                        with: Open<&Self::File>,
                    ) -> __embody::Result<()>;
                    /// The function `close`.
                    fn close(
                        &mut self,
                        it: Open<&mut Self::File>,
                    ) -> __embody::Result<()>;
                    /// The function `both`.
                    fn both(
                        &mut self,
                        a: Open<&Self::File>,
                        b: Open<&Self::File>,
                    ) -> __embody::Result<()>;
                    /// The function `all`.
                    fn all(
                        &mut self,
                        them: ::std::vec::Vec<Open<&Self::File>>,
                        more: ::std::vec::Vec<&Self::File>,
                        at: ::core::option::Option<Place<&Self::File, Self::File>>,
                    ) -> __embody::Result<()>;
                }
            }
        }
    }
}
