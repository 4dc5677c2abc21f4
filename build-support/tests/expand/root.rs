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
    /// The case `green`.
    Green,
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const SIZE: usize = ABI.size as usize;
    const FLAT: usize = ABI.flat as usize;
    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
    impl __p::ComponentType for Color {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_enum(ty, &["red", "green"])
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
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("color");
            };
            flat[0] = *self as u64;
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn store_plain(&self, to: &mut [u8]) {
            if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                __p::Lower::store_plain(&(*self as u8), to);
            }
        }
    }
    impl<'a> __p::LiftFrom<'a> for Color {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("color");
            };
            ::core::result::Result::Ok(
                match flat[0] as u32 {
                    0 => Self::Red,
                    1 => Self::Green,
                    _ => return __p::invalid("color"),
                },
            )
        }
        #[inline(always)]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("color");
            };
            ::core::result::Result::Ok(
                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                    0 => Self::Red,
                    1 => Self::Green,
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
        if number == Self::Green as u8 {
            return ::core::result::Result::Ok(Self::Green);
        }
        ::core::result::Result::Err(number)
    }
}
impl ::core::convert::From<Color> for u8 {
    fn from(value: Color) -> Self {
        value as Self
    }
}
/// The type `point`.
#[derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
)]
pub struct Point {
    /// The field `x`.
    pub x: f32,
    /// The field `y`.
    pub y: f32,
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const FIELDS: &[__p::CanonicalAbi] = &[
        <f32 as __p::ComponentType>::ABI,
        <f32 as __p::ComponentType>::ABI,
    ];
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
    impl __p::ComponentType for Point {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_record(
                ty,
                &[
                    ("x", <f32 as __p::ComponentType>::typecheck),
                    ("y", <f32 as __p::ComponentType>::typecheck),
                ],
            )
        }
    }
    impl __p::Lower for Point {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("point");
            };
            __p::Lower::lower(&self.x, cx, &mut flat[const { flat_of(0) }])?;
            __p::Lower::lower(&self.y, cx, &mut flat[const { flat_of(1) }])?;
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn store_plain(&self, to: &mut [u8]) {
            if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                __p::Lower::store_plain(&self.x, &mut to[const { bytes_of(0) }]);
                __p::Lower::store_plain(&self.y, &mut to[const { bytes_of(1) }]);
            }
        }
    }
    impl<'a> __p::LiftFrom<'a> for Point {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("point");
            };
            ::core::result::Result::Ok(Self {
                x: <f32 as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of(0) }])?,
                y: <f32 as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of(1) }])?,
            })
        }
        #[inline(always)]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("point");
            };
            ::core::result::Result::Ok(Self {
                x: <f32 as __p::LiftFrom<'a>>::load(cx, &from[const { bytes_of(0) }])?,
                y: <f32 as __p::LiftFrom<'a>>::load(cx, &from[const { bytes_of(1) }])?,
            })
        }
    }
};
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
                                f32,
                                f32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
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
                                f32,
                                f32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
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
    /// Calls the function `draw`.
    #[inline]
    pub fn draw(&mut self, at: &[Point]) -> __embody::Result<Color> {
        self.inner.call::<0usize, (&[Point],), Color, (u32, u32)>((at,))
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    use ::embody as __embody;
    /// Functions that the component imports on their own.
    pub trait Host {
        /// The function `paint`.
        fn paint(&mut self, c: super::Color, at: super::Point) -> __embody::Result<()>;
        /// The function `ready`.
        fn ready(&mut self) -> __embody::Result<bool>;
    }
}
