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
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
