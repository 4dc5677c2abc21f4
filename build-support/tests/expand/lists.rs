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
    /// Calls the function `bytes`.
    #[inline]
    pub fn bytes(&mut self, a: &[u8]) -> __embody::Result<::std::vec::Vec<u8>> {
        self.inner.call::<0usize, (&[u8],), ::std::vec::Vec<u8>, (u32, u32)>((a,))
    }
    /// As [`bytes`](Self::bytes), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn bytes_with<O>(
        &mut self,
        a: &[u8],
        see: impl ::core::ops::FnOnce(&'_ [u8]) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = &'a [u8];
        }
        self.inner.call_with::<0usize, (&[u8],), Seen, (u32, u32), O>((a,), see)
    }
    /// Calls the function `floats`.
    #[inline]
    pub fn floats(&mut self, a: &[f64]) -> __embody::Result<::std::vec::Vec<f32>> {
        self.inner.call::<1usize, (&[f64],), ::std::vec::Vec<f32>, (u32, u32)>((a,))
    }
    /// As [`floats`](Self::floats), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn floats_with<O>(
        &mut self,
        a: &[f64],
        see: impl ::core::ops::FnOnce(&'_ [f32]) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = &'a [f32];
        }
        self.inner.call_with::<1usize, (&[f64],), Seen, (u32, u32), O>((a,), see)
    }
    /// Calls the function `nested`.
    #[inline]
    pub fn nested<L0: __embody::__private::ListOf<u32>>(
        &mut self,
        a: &[L0],
    ) -> __embody::Result<::std::vec::Vec<::std::vec::Vec<u32>>> {
        self.inner
            .call::<
                2usize,
                (&[L0],),
                ::std::vec::Vec<::std::vec::Vec<u32>>,
                (u32, u32),
            >((a,))
    }
    /// As [`nested`](Self::nested), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn nested_with<O, L0: __embody::__private::ListOf<u32>>(
        &mut self,
        a: &[L0],
        see: impl ::core::ops::FnOnce(::std::vec::Vec<&'_ [u32]>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::std::vec::Vec<&'a [u32]>;
        }
        self.inner.call_with::<2usize, (&[L0],), Seen, (u32, u32), O>((a,), see)
    }
    /// Calls the function `pairs`.
    #[inline]
    pub fn pairs<S0: __embody::__private::Lower + ::core::convert::AsRef<str>>(
        &mut self,
        a: &[(u32, S0)],
    ) -> __embody::Result<::std::vec::Vec<(::std::string::String, u32)>> {
        self.inner
            .call::<
                3usize,
                (&[(u32, S0)],),
                ::std::vec::Vec<(::std::string::String, u32)>,
                (u32, u32),
            >((a,))
    }
    /// As [`pairs`](Self::pairs), with the result where it lies in the component's memory, for as long as `see` looks at it.
    #[inline]
    pub fn pairs_with<O, S0: __embody::__private::Lower + ::core::convert::AsRef<str>>(
        &mut self,
        a: &[(u32, S0)],
        see: impl ::core::ops::FnOnce(::std::vec::Vec<(&'_ str, u32)>) -> O,
    ) -> __embody::Result<O> {
        enum Seen {}
        impl __embody::__private::View for Seen {
            type Of<'a> = ::std::vec::Vec<(&'a str, u32)>;
        }
        self.inner.call_with::<3usize, (&[(u32, S0)],), Seen, (u32, u32), O>((a,), see)
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
