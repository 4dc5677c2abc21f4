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
    pub fn one(&mut self, a: &str) -> __embody::Result<::std::string::String> {
        self.inner.call::<0usize, (&str,), ::std::string::String, (u32, u32)>((a,))
    }
    /// As [`one`](Self::one), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn one_with<O>(
        &mut self,
        a: &str,
        see: impl ::core::ops::FnOnce(&'_ str) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = &'a str;
        }
        self.inner.call_with::<0usize, (&str,), Seen, (u32, u32), O>((a,), see)
    }
    /// Calls the function `many`.
    #[inline]
    pub fn many<
        S0: __embody::__private::Lower + ::core::convert::AsRef<str>,
        S1: __embody::__private::Lower + ::core::convert::AsRef<str>,
    >(
        &mut self,
        a: &[S0],
        b: &[::std::vec::Vec<S1>],
    ) -> __embody::Result<::std::vec::Vec<::std::string::String>> {
        self.inner
            .call::<
                1usize,
                (&[S0], &[::std::vec::Vec<S1>]),
                ::std::vec::Vec<::std::string::String>,
                (u32, u32, u32, u32),
            >((a, b))
    }
    /// As [`many`](Self::many), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn many_with<
        O,
        S0: __embody::__private::Lower + ::core::convert::AsRef<str>,
        S1: __embody::__private::Lower + ::core::convert::AsRef<str>,
    >(
        &mut self,
        a: &[S0],
        b: &[::std::vec::Vec<S1>],
        see: impl ::core::ops::FnOnce(::std::vec::Vec<&'_ str>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::std::vec::Vec<&'a str>;
        }
        self.inner
            .call_with::<
                1usize,
                (&[S0], &[::std::vec::Vec<S1>]),
                Seen,
                (u32, u32, u32, u32),
                O,
            >((a, b), see)
    }
    /// Calls the function `inside`.
    #[inline]
    pub fn inside(
        &mut self,
        a: ::core::option::Option<&str>,
        b: (&str, u32),
        c: ::core::result::Result<&str, &str>,
    ) -> __embody::Result<::core::option::Option<::std::string::String>> {
        self.inner
            .call::<
                2usize,
                (
                    ::core::option::Option<&str>,
                    (&str, u32),
                    ::core::result::Result<&str, &str>,
                ),
                ::core::option::Option<::std::string::String>,
                (u32, u32, u32, u32, u32, u32, u32, u32, u32),
            >((a, b, c))
    }
    /// As [`inside`](Self::inside), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn inside_with<O>(
        &mut self,
        a: ::core::option::Option<&str>,
        b: (&str, u32),
        c: ::core::result::Result<&str, &str>,
        see: impl ::core::ops::FnOnce(::core::option::Option<&'_ str>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::option::Option<&'a str>;
        }
        self.inner
            .call_with::<
                2usize,
                (
                    ::core::option::Option<&str>,
                    (&str, u32),
                    ::core::result::Result<&str, &str>,
                ),
                Seen,
                (u32, u32, u32, u32, u32, u32, u32, u32, u32),
                O,
            >((a, b, c), see)
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
