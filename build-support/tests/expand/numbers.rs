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
    /// Calls the function `unsigned`.
    #[inline]
    pub fn unsigned(&mut self, a: u8, b: u16, c: u32, d: u64) -> __embody::Result<u64> {
        self.inner
            .call::<0usize, (u8, u16, u32, u64), u64, (u32, u32, u32, u64)>((a, b, c, d))
    }
    /// Calls the function `signed`.
    #[inline]
    pub fn signed(&mut self, a: i8, b: i16, c: i32, d: i64) -> __embody::Result<i64> {
        self.inner
            .call::<1usize, (i8, i16, i32, i64), i64, (u32, u32, u32, u64)>((a, b, c, d))
    }
    /// Calls the function `floats`.
    #[inline]
    pub fn floats(&mut self, a: f32, b: f64) -> __embody::Result<f32> {
        self.inner.call::<2usize, (f32, f64), f32, (f32, f64)>((a, b))
    }
    /// Calls the function `others`.
    #[inline]
    pub fn others(&mut self, a: bool, b: char) -> __embody::Result<(bool, char)> {
        self.inner.call::<3usize, (bool, char), (bool, char), (u32, u32)>((a, b))
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
