/// What a host must implement: nothing, this component imports no function.
pub trait Imports {}
impl<T: ?::core::marker::Sized> Imports for T {}
/// Adds.
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
    /// The sum of two numbers.
    #[inline]
    pub fn add(&mut self, a: u32, b: u32) -> __embody::Result<u32> {
        self.inner.call::<0usize, (u32, u32), u32, (u32, u32)>((a, b))
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
/// The component itself, for the dynamic API.
pub static COMPONENT: __embody::component::EmbeddedComponent = __embody::component::EmbeddedComponent::new(
    &__image::IMAGE,
    __image::META,
);
/// Constant indices of the exports, for the dynamic API.
pub mod indices {
    use ::embody as __embody;
    /// The function `add`.
    pub const ADD: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        0u32,
    );
}
