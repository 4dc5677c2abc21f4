/// What the component imports, and its host implements.
pub mod imports {
    /// The interface `log`.
    pub mod log {
        use ::embody as __embody;
        /// Functions that the component imports from `log`.
        pub trait Host {
            /// The function `write`.
            fn write(&mut self, line: &str) -> __embody::Result<()>;
        }
    }
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `math`.
    pub struct Math<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> Math<'_, T> {
        /// Calls the function `add`.
        #[inline]
        pub fn add(&mut self, a: u32, b: u32) -> __embody::Result<u32> {
            self.inner.call::<0usize, (u32, u32), u32, (u32, u32)>((a, b))
        }
    }
    impl<T> ::core::fmt::Debug for Math<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(Math)).finish_non_exhaustive()
        }
    }
}
