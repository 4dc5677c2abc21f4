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
    pub fn one(&mut self, a: (u32,)) -> __embody::Result<(::std::string::String,)> {
        self.inner.call::<0usize, ((u32,),), (::std::string::String,), (u32,)>((a,))
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
