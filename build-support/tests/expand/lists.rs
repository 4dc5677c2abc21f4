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
    /// Calls the function `bytes`.
    #[inline]
    pub fn bytes(&mut self, a: &[u8]) -> __embody::Result<::std::vec::Vec<u8>> {
        self.inner.call::<0usize, (&[u8],), ::std::vec::Vec<u8>, (u32, u32)>((a,))
    }
    /// Calls the function `floats`.
    #[inline]
    pub fn floats(&mut self, a: &[f64]) -> __embody::Result<::std::vec::Vec<f32>> {
        self.inner.call::<1usize, (&[f64],), ::std::vec::Vec<f32>, (u32, u32)>((a,))
    }
    /// Calls the function `nested`.
    #[inline]
    pub fn nested(
        &mut self,
        a: &[::std::vec::Vec<u32>],
    ) -> __embody::Result<::std::vec::Vec<::std::vec::Vec<u32>>> {
        self.inner
            .call::<
                2usize,
                (&[::std::vec::Vec<u32>],),
                ::std::vec::Vec<::std::vec::Vec<u32>>,
                (u32, u32),
            >((a,))
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
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
