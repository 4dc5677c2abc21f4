/// What the component imports, and its host implements.
pub mod imports {
    use ::embody as __embody;
    /// Functions that the component imports on their own.
    pub trait Host {
        /// The function `log`.
        fn log(&mut self, line: &str) -> __embody::Result<()>;
    }
    /// Defines these functions for components that are loaded while the program runs. The values of resources are kept in the table that `table` finds in the host.
    pub fn add_to_linker<T: Host + 'static>(
        linker: &mut __embody::component::Linker<T>,
        table: fn(&mut T) -> &mut __embody::component::ResourceTable,
    ) -> __embody::Result<()> {
        let mut instance = linker.root();
        instance
            .func_wrap(
                "log",
                move |mut store, (param0,): (::std::string::String,)| {
                    __embody::__private::with_table(
                        store.data_mut(),
                        table,
                        |host, table| {
                            let result = {
                                let param0 = (&param0).as_str();
                                <T as Host>::log(host, param0)?
                            };
                            ::core::result::Result::Ok(result)
                        },
                    )
                },
            )?;
        ::core::result::Result::Ok(())
    }
    /// Interfaces of `test:linked`.
    pub mod test {
        /// Interfaces of `test:linked`.
        pub mod linked {
            /// The interface `test:linked/others`.
            pub mod others {
                use ::embody as __embody;
                /// The type `lost`.
                pub type Lost<Thing> = super::things::Lost<Thing>;
                /// Functions that the component imports from `test:linked/others`.
                pub trait Host: super::things::Host {
                    /// This one has no function for a linker: a resource is inside of a variant.
                    fn find(
                        &mut self,
                        lost: super::things::Lost<<Self as super::things::Host>::Thing>,
                        among: &mut <Self as super::things::Host>::Thing,
                    ) -> __embody::Result<u32>;
                }
            }
            /// The interface `test:linked/things`.
            pub mod things {
                use ::embody as __embody;
                /// The type `entry`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Entry {
                    /// The field `name`.
                    pub name: ::std::string::String,
                    /// The field `values`.
                    pub values: ::std::vec::Vec<u32>,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <::std::string::String as __p::ComponentType>::ABI,
                        <::std::vec::Vec<u32> as __p::ComponentType>::ABI,
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
                    impl __p::ComponentType for Entry {
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
                                    (
                                        "values",
                                        <::std::vec::Vec<u32> as __p::ComponentType>::typecheck,
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Entry {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("entry");
                            };
                            __p::Lower::lower(
                                &self.name,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.values,
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
                                &self.name,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.values,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Entry {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("entry");
                            };
                            ::core::result::Result::Ok(Self {
                                name: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                values: <::std::vec::Vec<
                                    u32,
                                > as __p::LiftFrom<
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
                                return __p::invalid("entry");
                            };
                            ::core::result::Result::Ok(Self {
                                name: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                values: <::std::vec::Vec<
                                    u32,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// The type `lost`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Lost<Thing> {
                    /// The case `one`.
                    One(Thing),
                    /// The case `none`.
                    None,
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
                    impl<Thing: __p::ComponentType> __Places for Lost<Thing> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Thing as __p::ComponentType>::ABI,
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
                    impl<Thing: __p::ComponentType> __p::ComponentType for Lost<Thing> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(
                            <Self as __Places>::CASES,
                        );
                        const HANDLES: bool = false
                            || <Thing as __p::ComponentType>::HANDLES;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    (
                                        "one",
                                        ::core::option::Option::Some(
                                            <Thing as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    ("none", ::core::option::Option::None),
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
                    impl<Thing: __p::ComponentType> __Places for Lost<Thing> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Thing as __p::ComponentType>::ABI,
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
                    impl<Thing: __p::Lower> __p::Lower for Lost<Thing> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("lost")
                            };
                            let place = cx.place();
                            match self {
                                Self::One(payload) => {
                                    flat[0] = 0;
                                    if <Thing as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of::<Self>(0) }],
                                    )?;
                                }
                                Self::None => {
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
                                Self::One(payload) => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                    if <Thing as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of::<Self>(0).start as u32 }),
                                    )?;
                                }
                                Self::None => {
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
                                    Self::One(payload) => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of::<Self>(0) }],
                                        );
                                    }
                                    Self::None => {
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
                    impl<Thing: __p::ComponentType> __Places for Lost<Thing> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Thing as __p::ComponentType>::ABI,
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
                    impl<'a, Thing: __p::LiftFrom<'a>> __p::LiftFrom<'a>
                    for Lost<Thing> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("lost")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => {
                                        Self::One({
                                            if <Thing as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 0);
                                            }
                                            <Thing as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of::<Self>(0) }])?
                                        })
                                    }
                                    1 => Self::None,
                                    _ => return __p::invalid("lost"),
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
                                return __p::invalid("lost")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => {
                                        Self::One({
                                            if <Thing as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 0);
                                            }
                                            <Thing as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of::<Self>(0) }])?
                                        })
                                    }
                                    1 => Self::None,
                                    _ => return __p::invalid("lost"),
                                },
                            )
                        }
                    }
                };
                impl<Thing> Lost<Thing> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<Thing2>(
                        self,
                        mapThing: &mut dyn ::core::ops::FnMut(Thing) -> Thing2,
                    ) -> Lost<Thing2> {
                        match self {
                            Self::One(value) => Lost::One(mapThing(value)),
                            Self::None => Lost::None,
                        }
                    }
                }
                impl<Thing: ::core::fmt::Debug> ::core::fmt::Display for Lost<Thing> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::One(payload) => {
                                f.write_str("one")?;
                                f.write_str(": ")?;
                                ::core::fmt::Debug::fmt(payload, f)
                            }
                            Self::None => f.write_str("none"),
                        }
                    }
                }
                impl<Thing: ::core::fmt::Debug> ::core::error::Error for Lost<Thing> {}
                /// Functions that the component imports from `test:linked/things`.
                pub trait Host {
                    /// What the resource `thing` is to the host. It is dropped when the component drops its handle.
                    type Thing: ::core::marker::Send + 'static;
                    /// The function `[constructor]thing`.
                    fn thing_new(&mut self, name: &str) -> __embody::Result<Self::Thing>;
                    /// The function `[static]thing.merge`.
                    fn thing_merge(
                        &mut self,
                        all: ::std::vec::Vec<Self::Thing>,
                    ) -> __embody::Result<Self::Thing>;
                    /// The function `[method]thing.rename`.
                    fn thing_rename(
                        &mut self,
                        thing: &mut Self::Thing,
                        to: &str,
                        tags: ::std::vec::Vec<&str>,
                    ) -> __embody::Result<::core::option::Option<::std::string::String>>;
                    /// The function `[method]thing.like`.
                    fn thing_like(
                        &mut self,
                        thing: &Self::Thing,
                        other: &Self::Thing,
                    ) -> __embody::Result<bool>;
                    /// The function `fields`.
                    fn fields(
                        &mut self,
                        all: ::std::vec::Vec<(&str, &[u8])>,
                        one: ::core::option::Option<&str>,
                        other: ::core::result::Result<&str, u32>,
                    ) -> __embody::Result<::std::vec::Vec<Entry>>;
                    /// The function `entries`.
                    fn entries(
                        &mut self,
                        all: ::std::vec::Vec<Entry>,
                        first: ::core::option::Option<Entry>,
                    ) -> __embody::Result<
                        ::core::result::Result<Self::Thing, Lost<Self::Thing>>,
                    >;
                    /// The function `wait`.
                    fn wait(
                        &mut self,
                        on: ::std::vec::Vec<&Self::Thing>,
                        last: ::core::option::Option<&Self::Thing>,
                    ) -> __embody::Result<(u32, ::std::vec::Vec<Self::Thing>)>;
                    /// The function `give`.
                    fn give(
                        &mut self,
                        one: ::core::result::Result<Self::Thing, &str>,
                        rest: (Self::Thing, u8),
                        maybe: ::core::option::Option<Self::Thing>,
                    ) -> __embody::Result<()>;
                }
            }
        }
    }
}
