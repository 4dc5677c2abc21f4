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
    /// Calls the function `both`.
    #[inline]
    pub fn both(
        &mut self,
        a: ::core::result::Result<u32, &str>,
    ) -> __embody::Result<::core::result::Result<u32, ::std::string::String>> {
        self.inner
            .call::<
                0usize,
                (::core::result::Result<u32, &str>,),
                ::core::result::Result<u32, ::std::string::String>,
                (u32, u32, u32),
            >((a,))
    }
    /// As [`both`](Self::both), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn both_with<O>(
        &mut self,
        a: ::core::result::Result<u32, &str>,
        see: impl ::core::ops::FnOnce(::core::result::Result<u32, &'_ str>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::result::Result<u32, &'a str>;
        }
        self.inner
            .call_with::<
                0usize,
                (::core::result::Result<u32, &str>,),
                Seen,
                (u32, u32, u32),
                O,
            >((a,), see)
    }
    /// Calls the function `ok`.
    #[inline]
    pub fn ok(&mut self) -> __embody::Result<::core::result::Result<u32, ()>> {
        self.inner.call::<1usize, (), ::core::result::Result<u32, ()>, ()>(())
    }
    /// Calls the function `err`.
    #[inline]
    pub fn err(
        &mut self,
    ) -> __embody::Result<::core::result::Result<(), ::std::string::String>> {
        self.inner
            .call::<
                2usize,
                (),
                ::core::result::Result<(), ::std::string::String>,
                (),
            >(())
    }
    /// As [`err`](Self::err), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn err_with<O>(
        &mut self,
        see: impl ::core::ops::FnOnce(::core::result::Result<(), &'_ str>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::result::Result<(), &'a str>;
        }
        self.inner.call_with::<2usize, (), Seen, (), O>((), see)
    }
    /// Calls the function `neither`.
    #[inline]
    pub fn neither(&mut self) -> __embody::Result<::core::result::Result<(), ()>> {
        self.inner.call::<3usize, (), ::core::result::Result<(), ()>, ()>(())
    }
    /// Calls the function `nested`.
    #[inline]
    pub fn nested(
        &mut self,
    ) -> __embody::Result<
        ::core::result::Result<
            ::core::result::Result<u32, ::std::string::String>,
            ::core::option::Option<::std::string::String>,
        >,
    > {
        self.inner
            .call::<
                4usize,
                (),
                ::core::result::Result<
                    ::core::result::Result<u32, ::std::string::String>,
                    ::core::option::Option<::std::string::String>,
                >,
                (),
            >(())
    }
    /// As [`nested`](Self::nested), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn nested_with<O>(
        &mut self,
        see: impl ::core::ops::FnOnce(
            ::core::result::Result<
                ::core::result::Result<u32, &'_ str>,
                ::core::option::Option<&'_ str>,
            >,
        ) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::result::Result<
                ::core::result::Result<u32, &'a str>,
                ::core::option::Option<&'a str>,
            >;
        }
        self.inner.call_with::<4usize, (), Seen, (), O>((), see)
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
