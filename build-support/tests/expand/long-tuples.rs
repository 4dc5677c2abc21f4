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
    /// Calls the function `seventeen`.
    #[inline]
    pub fn seventeen(
        &mut self,
        a: (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, &str),
    ) -> __embody::Result<
        ::core::result::Result<
            (
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                u8,
                ::std::string::String,
            ),
            Thirteen,
        >,
    > {
        self.inner
            .call::<
                0usize,
                (
                    (
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        &str,
                    ),
                ),
                ::core::result::Result<
                    (
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        ::std::string::String,
                    ),
                    Thirteen,
                >,
                (u32,),
            >((a,))
    }
    /// As [`seventeen`](Self::seventeen), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn seventeen_with<O>(
        &mut self,
        a: (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, &str),
        see: impl ::core::ops::FnOnce(
            ::core::result::Result<
                (
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    &'_ str,
                ),
                (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8),
            >,
        ) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::core::result::Result<
                (
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    u8,
                    &'a str,
                ),
                (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8),
            >;
        }
        self.inner
            .call_with::<
                0usize,
                (
                    (
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        u8,
                        &str,
                    ),
                ),
                Seen,
                (u32,),
                O,
            >((a,), see)
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
