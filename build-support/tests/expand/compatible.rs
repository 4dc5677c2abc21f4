/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `dep:io`.
    pub mod dep {
        /// Interfaces of `dep:io`.
        pub mod io {
            /// The interface `dep:io/poll@0.2.6`.
            pub mod poll {
                use ::embody as __embody;
                /// The type `why`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Why {
                    /// The case `gone`.
                    Gone,
                    /// The case `closed`.
                    Closed,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Why {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["gone", "closed"])
                        }
                    }
                    impl __p::Lower for Why {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("why");
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
                    impl<'a> __p::LiftFrom<'a> for Why {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("why");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Gone,
                                    1 => Self::Closed,
                                    _ => return __p::invalid("why"),
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
                                return __p::invalid("why");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Gone,
                                    1 => Self::Closed,
                                    _ => return __p::invalid("why"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Why {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Gone as u8 {
                            return ::core::result::Result::Ok(Self::Gone);
                        }
                        if number == Self::Closed as u8 {
                            return ::core::result::Result::Ok(Self::Closed);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Why> for u8 {
                    fn from(value: Why) -> Self {
                        value as Self
                    }
                }
                impl ::core::fmt::Display for Why {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Gone => f.write_str("gone"),
                            Self::Closed => f.write_str("closed"),
                        }
                    }
                }
                impl ::core::error::Error for Why {}
                /// The type `event`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Event<Pollable> {
                    /// The field `who`.
                    pub who: Pollable,
                    /// The field `why`.
                    pub why: Why,
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
                    impl<Pollable: __p::ComponentType> __Places for Event<Pollable> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <Pollable as __p::ComponentType>::ABI,
                            <Why as __p::ComponentType>::ABI,
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
                    impl<Pollable: __p::ComponentType> __p::ComponentType
                    for Event<Pollable> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(
                            <Self as __Places>::FIELDS,
                        );
                        const HANDLES: bool = false
                            || <Pollable as __p::ComponentType>::HANDLES
                            || <Why as __p::ComponentType>::HANDLES;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("who", <Pollable as __p::ComponentType>::typecheck),
                                    ("why", <Why as __p::ComponentType>::typecheck),
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
                    impl<Pollable: __p::ComponentType> __Places for Event<Pollable> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <Pollable as __p::ComponentType>::ABI,
                            <Why as __p::ComponentType>::ABI,
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
                    impl<Pollable: __p::Lower> __p::Lower for Event<Pollable> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("event")
                            };
                            let place = cx.place();
                            if <Pollable as __p::ComponentType>::HANDLES {
                                cx.enter(place, 0);
                            }
                            __p::Lower::lower(
                                &self.who,
                                cx,
                                &mut flat[const { flat_of::<Self>(0) }],
                            )?;
                            if <Why as __p::ComponentType>::HANDLES {
                                cx.enter(place, 1);
                            }
                            __p::Lower::lower(
                                &self.why,
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
                            if <Pollable as __p::ComponentType>::HANDLES {
                                cx.enter(place, 0);
                            }
                            __p::Lower::store(
                                &self.who,
                                cx,
                                at.wrapping_add(const { bytes_of::<Self>(0).start as u32 }),
                            )?;
                            if <Why as __p::ComponentType>::HANDLES {
                                cx.enter(place, 1);
                            }
                            __p::Lower::store(
                                &self.why,
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
                                    &self.who,
                                    &mut to[const { bytes_of::<Self>(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.why,
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
                    impl<Pollable: __p::ComponentType> __Places for Event<Pollable> {
                        const FIELDS: &'static [__p::CanonicalAbi] = &[
                            <Pollable as __p::ComponentType>::ABI,
                            <Why as __p::ComponentType>::ABI,
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
                    impl<'a, Pollable: __p::LiftFrom<'a>> __p::LiftFrom<'a>
                    for Event<Pollable> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("event")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(Self {
                                who: {
                                    if <Pollable as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    <Pollable as __p::LiftFrom<
                                        'a,
                                    >>::lift(cx, &flat[const { flat_of::<Self>(0) }])?
                                },
                                why: {
                                    if <Why as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    <Why as __p::LiftFrom<
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
                                return __p::invalid("event")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(Self {
                                who: {
                                    if <Pollable as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    <Pollable as __p::LiftFrom<
                                        'a,
                                    >>::load(cx, &from[const { bytes_of::<Self>(0) }])?
                                },
                                why: {
                                    if <Why as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 1);
                                    }
                                    <Why as __p::LiftFrom<
                                        'a,
                                    >>::load(cx, &from[const { bytes_of::<Self>(1) }])?
                                },
                            })
                        }
                    }
                };
                impl<Pollable> Event<Pollable> {
                    #[doc(hidden)]
                    #[allow(
                        non_camel_case_types,
                        non_snake_case,
                        reason = "named for what they change"
                    )]
                    pub fn __map<Pollable2>(
                        self,
                        mapPollable: &mut dyn ::core::ops::FnMut(Pollable) -> Pollable2,
                    ) -> Event<Pollable2> {
                        Event {
                            who: mapPollable(self.who),
                            why: self.why,
                        }
                    }
                }
                /// Functions that the component imports from `dep:io/poll@0.2.6`.
                pub trait Host {
                    /// What the resource `pollable` is to the host. It is dropped when the component drops its handle.
                    type Pollable: ::core::marker::Send + 'static;
                    /// The function `[constructor]pollable`.
                    fn pollable_new(
                        &mut self,
                        n: u32,
                    ) -> __embody::Result<Self::Pollable>;
                    /// The function `[method]pollable.block`.
                    fn pollable_block(
                        &mut self,
                        pollable: &mut Self::Pollable,
                    ) -> __embody::Result<::core::result::Result<(), Why>>;
                    /// The function `forgotten`.
                    fn forgotten(&mut self) -> __embody::Result<Why>;
                    /// The function `poll`.
                    fn poll(
                        &mut self,
                        many: ::std::vec::Vec<&Self::Pollable>,
                    ) -> __embody::Result<::std::vec::Vec<Event<Self::Pollable>>>;
                    /// The function `[method]pollable.ready`.
                    fn pollable_ready(
                        &mut self,
                        pollable: &mut Self::Pollable,
                    ) -> __embody::Result<bool>;
                }
            }
            /// The interface `dep:io/streams@0.2.0`.
            pub mod streams {
                use ::embody as __embody;
                /// Functions that the component imports from `dep:io/streams@0.2.0`.
                pub trait Host: super::poll::Host {
                    /// The function `subscribe`.
                    fn subscribe(
                        &mut self,
                    ) -> __embody::Result<<Self as super::poll::Host>::Pollable>;
                }
            }
        }
    }
}
