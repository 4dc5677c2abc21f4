/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `test:handler`.
    pub mod test {
        /// Interfaces of `test:handler`.
        pub mod handler {
            /// The interface `test:handler/types`.
            pub mod types {
                use ::embody as __embody;
                /// Functions that the component imports from `test:handler/types`.
                pub trait Host {
                    /// What the resource `request` is to the host. It is dropped when the component drops its handle.
                    type Request: ::core::marker::Send + 'static;
                    /// What the resource `response` is to the host. It is dropped when the component drops its handle.
                    type Response: ::core::marker::Send + 'static;
                    /// The function `[method]request.path`.
                    fn request_path(
                        &mut self,
                        request: &mut Self::Request,
                    ) -> __embody::Result<::std::string::String>;
                    /// The function `[constructor]response`.
                    fn response_new(
                        &mut self,
                        status: u16,
                    ) -> __embody::Result<Self::Response>;
                }
            }
        }
    }
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `test:handler/handler`.
    pub struct TestHandlerHandler<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> TestHandlerHandler<'_, T> {
        /// Calls the function `handle`.
        #[inline]
        pub fn handle(
            &mut self,
            r: <T as super::imports::test::handler::types::Host>::Request,
        ) -> __embody::Result<
            <T as super::imports::test::handler::types::Host>::Response,
        >
        where
            T: super::Imports,
        {
            self.inner
                .call::<
                    0usize,
                    (
                        __embody::__private::HostGiven<
                            <T as super::imports::test::handler::types::Host>::Request,
                            0,
                        >,
                    ),
                    __embody::__private::HostOwn<
                        <T as super::imports::test::handler::types::Host>::Response,
                        1,
                    >,
                    (u32,),
                >((__embody::__private::HostGiven::new(r),))
                .map(|value| value.into_inner())
        }
        /// Calls the function `peek`.
        #[inline]
        pub fn peek(
            &mut self,
            r: &mut <T as super::imports::test::handler::types::Host>::Request,
            more: ::std::vec::Vec<
                <T as super::imports::test::handler::types::Host>::Request,
            >,
        ) -> __embody::Result<
            ::core::option::Option<
                <T as super::imports::test::handler::types::Host>::Response,
            >,
        >
        where
            T: super::Imports,
        {
            self.inner
                .call::<
                    1usize,
                    (
                        __embody::__private::HostLend<
                            '_,
                            <T as super::imports::test::handler::types::Host>::Request,
                            0,
                        >,
                        ::std::vec::Vec<
                            __embody::__private::HostGiven<
                                <T as super::imports::test::handler::types::Host>::Request,
                                0,
                            >,
                        >,
                    ),
                    ::core::option::Option<
                        __embody::__private::HostOwn<
                            <T as super::imports::test::handler::types::Host>::Response,
                            1,
                        >,
                    >,
                    (u32, u32, u32),
                >((
                    __embody::__private::HostLend::new(r),
                    __embody::__private::each(
                        more,
                        |value| __embody::__private::HostGiven::new(value),
                    ),
                ))
                .map(|value| value.map(|value| value.into_inner()))
        }
    }
    impl<T> ::core::fmt::Debug for TestHandlerHandler<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(TestHandlerHandler))
                .finish_non_exhaustive()
        }
    }
}
