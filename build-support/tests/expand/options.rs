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
    pub fn one(
        &mut self,
        a: ::core::option::Option<u32>,
    ) -> __embody::Result<::core::option::Option<u32>> {
        self.inner
            .call::<
                0usize,
                (::core::option::Option<u32>,),
                ::core::option::Option<u32>,
                (u32, u32),
            >((a,))
    }
    /// Calls the function `nested`.
    #[inline]
    pub fn nested(
        &mut self,
        a: ::core::option::Option<::core::option::Option<u32>>,
    ) -> __embody::Result<
        ::core::option::Option<::core::option::Option<::std::string::String>>,
    > {
        self.inner
            .call::<
                1usize,
                (::core::option::Option<::core::option::Option<u32>>,),
                ::core::option::Option<::core::option::Option<::std::string::String>>,
                (u32, u32, u32),
            >((a,))
    }
    /// As [`nested`](Self::nested), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn nested_with<O>(
        &mut self,
        a: ::core::option::Option<::core::option::Option<u32>>,
        see: impl ::core::ops::FnOnce(
            ::core::option::Option<::core::option::Option<&'_ str>>,
        ) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::option::Option<::core::option::Option<&'a str>>;
        }
        self.inner
            .call_with::<
                1usize,
                (::core::option::Option<::core::option::Option<u32>>,),
                Seen,
                (u32, u32, u32),
                O,
            >((a,), see)
    }
    /// Calls the function `many`.
    #[inline]
    pub fn many(
        &mut self,
        a: &[::core::option::Option<u8>],
    ) -> __embody::Result<::core::option::Option<::std::vec::Vec<u8>>> {
        self.inner
            .call::<
                2usize,
                (&[::core::option::Option<u8>],),
                ::core::option::Option<::std::vec::Vec<u8>>,
                (u32, u32),
            >((a,))
    }
    /// As [`many`](Self::many), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn many_with<O>(
        &mut self,
        a: &[::core::option::Option<u8>],
        see: impl ::core::ops::FnOnce(::core::option::Option<&'_ [u8]>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::option::Option<&'a [u8]>;
        }
        self.inner
            .call_with::<
                2usize,
                (&[::core::option::Option<u8>],),
                Seen,
                (u32, u32),
                O,
            >((a,), see)
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
