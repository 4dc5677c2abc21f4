/// The type `other`.
pub type Other = imports::test::one_type::shapes::Color;
/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:one-type`.
    pub mod test {
        /// Interfaces of `test:one-type`.
        pub mod one_type {
            /// The interface `test:one-type/shapes`.
            pub mod shapes {
                pub use super::super::super::super::imports::test::one_type::shapes::Color;
                pub use super::super::super::super::imports::test::one_type::shapes::Colors;
            }
            /// The interface `test:one-type/user`.
            pub mod user {
                /// The type `color`.
                pub type Color = super::super::super::super::imports::test::one_type::shapes::Color;
            }
        }
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    use ::embody as __embody;
    /// Functions that the component imports on their own.
    pub trait Host {
        /// The function `give`.
        fn give(&mut self) -> __embody::Result<super::Other>;
    }
    /// Interfaces of `test:one-type`.
    pub mod test {
        /// Interfaces of `test:one-type`.
        pub mod one_type {
            /// The interface `test:one-type/shapes`.
            pub mod shapes {
                use ::embody as __embody;
                /// The type `color`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Color {
                    /// The case `red`.
                    Red,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Color {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["red"])
                        }
                    }
                    impl __p::Lower for Color {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("color");
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
                    impl<'a> __p::LiftFrom<'a> for Color {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("color");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Red,
                                    _ => return __p::invalid("color"),
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
                                return __p::invalid("color");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Red,
                                    _ => return __p::invalid("color"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Color {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Red as u8 {
                            return ::core::result::Result::Ok(Self::Red);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Color> for u8 {
                    fn from(value: Color) -> Self {
                        value as Self
                    }
                }
                /// The type `colors`.
                pub type Colors = ::std::vec::Vec<Color>;
                /// Functions that the component imports from `test:one-type/shapes`.
                pub trait Host {
                    /// The function `paint`.
                    fn paint(
                        &mut self,
                        all: ::std::vec::Vec<Color>,
                    ) -> __embody::Result<()>;
                }
            }
        }
    }
}
