/// The type `matrix`.
#[derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
)]
pub struct Matrix {
    /// The field `rows`.
    pub rows: [[f32; 2]; 2],
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const FIELDS: &[__p::CanonicalAbi] = &[<[[f32; 2]; 2] as __p::ComponentType>::ABI];
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
    impl __p::ComponentType for Matrix {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_record(
                ty,
                &[("rows", <[[f32; 2]; 2] as __p::ComponentType>::typecheck)],
            )
        }
    }
    impl __p::Lower for Matrix {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("matrix");
            };
            __p::Lower::lower(&self.rows, cx, &mut flat[const { flat_of(0) }])?;
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn store_plain(&self, to: &mut [u8]) {
            if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                __p::Lower::store_plain(&self.rows, &mut to[const { bytes_of(0) }]);
            }
        }
    }
    impl<'a> __p::LiftFrom<'a> for Matrix {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("matrix");
            };
            ::core::result::Result::Ok(Self {
                rows: <[[f32; 2]; 2] as __p::LiftFrom<
                    'a,
                >>::lift(cx, &flat[const { flat_of(0) }])?,
            })
        }
        #[inline(always)]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("matrix");
            };
            ::core::result::Result::Ok(Self {
                rows: <[[f32; 2]; 2] as __p::LiftFrom<
                    'a,
                >>::load(cx, &from[const { bytes_of(0) }])?,
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
                                f32,
                                f32,
                                f32,
                                f32,
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
                                f32,
                                f32,
                                f32,
                                f32,
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
    /// Calls the function `sum`.
    #[inline]
    pub fn sum(&mut self, a: &[u32; 4]) -> __embody::Result<u32> {
        self.inner.call::<0usize, (&[u32; 4],), u32, (u32, u32, u32, u32)>((a,))
    }
    /// Calls the function `names`.
    #[inline]
    pub fn names<S0: __embody::__private::Lower + ::core::convert::AsRef<str>>(
        &mut self,
        a: &[S0; 2],
    ) -> __embody::Result<[::std::string::String; 3]> {
        self.inner
            .call::<
                1usize,
                (&[S0; 2],),
                [::std::string::String; 3],
                (u32, u32, u32, u32),
            >((a,))
    }
    /// As [`names`](Self::names), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn names_with<O, S0: __embody::__private::Lower + ::core::convert::AsRef<str>>(
        &mut self,
        a: &[S0; 2],
        see: impl ::core::ops::FnOnce([&'_ str; 3]) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = [&'a str; 3];
        }
        self.inner
            .call_with::<1usize, (&[S0; 2],), Seen, (u32, u32, u32, u32), O>((a,), see)
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
