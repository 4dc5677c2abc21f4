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
            inner: __embody::__private::TypedInstance::new(host, &[])?,
        })
    }
    /// Ends what runs, poisoned or not, and starts anew with the same host: memory, globals and tables are as
    /// they were at first. Resources of the component that were not dropped belong to none any more.
    pub fn reset(&mut self) -> __embody::Result<()>
    where
        T: Imports,
    {
        self.inner.reset(&[])
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
    /// Calls the function `one`.
    #[inline]
    pub fn one(&mut self, a: (u32,)) -> __embody::Result<(::std::string::String,)> {
        self.inner.call::<0usize, ((u32,),), (::std::string::String,), (u32,)>((a,))
    }
    /// As [`one`](Self::one), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn one_with<O>(
        &mut self,
        a: (u32,),
        see: impl ::core::ops::FnOnce((&'_ str,)) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = (&'a str,);
        }
        self.inner.call_with::<0usize, ((u32,),), Seen, (u32,), O>((a,), see)
    }
    /// Calls the function `many`.
    #[inline]
    pub fn many(
        &mut self,
    ) -> __embody::Result<(u8, u16, u32, u64, i8, i16, i32, i64, f32, f64, bool, char)> {
        self.inner
            .call::<
                1usize,
                (),
                (u8, u16, u32, u64, i8, i16, i32, i64, f32, f64, bool, char),
                (),
            >(())
    }
    /// Calls the function `nested`.
    #[inline]
    pub fn nested(&mut self, a: ((u8, u8), &[u8])) -> __embody::Result<((u8,),)> {
        self.inner
            .call::<2usize, (((u8, u8), &[u8]),), ((u8,),), (u32, u32, u32, u32)>((a,))
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
