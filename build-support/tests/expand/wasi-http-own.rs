/// What a host must implement: the `Host` trait of each imported interface. Who does that has this.
pub trait Imports: imports::wasi::io::poll::Host + imports::wasi::clocks::monotonic_clock::Host + imports::wasi::clocks::wall_clock::Host + imports::wasi::random::random::Host + imports::wasi::io::error::Host + imports::wasi::io::streams::Host + imports::wasi::cli::stdout::Host + imports::wasi::cli::stderr::Host + imports::wasi::cli::stdin::Host + imports::wasi::http::types::Host + imports::wasi::http::outgoing_handler::Host {}
impl<
    T: ?::core::marker::Sized + imports::wasi::io::poll::Host
        + imports::wasi::clocks::monotonic_clock::Host
        + imports::wasi::clocks::wall_clock::Host + imports::wasi::random::random::Host
        + imports::wasi::io::error::Host + imports::wasi::io::streams::Host
        + imports::wasi::cli::stdout::Host + imports::wasi::cli::stderr::Host
        + imports::wasi::cli::stdin::Host + imports::wasi::http::types::Host
        + imports::wasi::http::outgoing_handler::Host,
> Imports for T {}
/// Constant indices of the exports, for the dynamic API.
pub mod indices {
    use ::embody as __embody;
    /// The function `handle` of `wasi:http/incoming-handler@0.2.12`.
    pub const WASI_HTTP_INCOMING_HANDLER_HANDLE: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        0u32,
    );
}
/// Borrowed views of an instance, one for each exported interface.
pub mod views {
    use ::embody as __embody;
    /// The exported interface `wasi:http/incoming-handler@0.2.12`.
    pub struct WasiHttpIncomingHandler<'a, T> {
        pub(super) inner: &'a mut __embody::__private::TypedInstance<
            super::__image::Image,
            T,
        >,
    }
    impl<T> WasiHttpIncomingHandler<'_, T> {
        /// Calls the function `handle`.
        #[inline]
        pub fn handle(
            &mut self,
            request: <T as super::imports::wasi::http::types::Host>::IncomingRequest,
            response_out: <T as super::imports::wasi::http::types::Host>::ResponseOutparam,
        ) -> __embody::Result<()>
        where
            T: super::Imports,
        {
            self.inner
                .call::<
                    0usize,
                    (
                        __embody::__private::HostGiven<
                            <T as super::imports::wasi::http::types::Host>::IncomingRequest,
                            5,
                        >,
                        __embody::__private::HostGiven<
                            <T as super::imports::wasi::http::types::Host>::ResponseOutparam,
                            10,
                        >,
                    ),
                    (),
                    (u32, u32),
                >((
                    __embody::__private::HostGiven::new(request),
                    __embody::__private::HostGiven::new(response_out),
                ))
        }
    }
    impl<T> ::core::fmt::Debug for WasiHttpIncomingHandler<'_, T> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct(::core::stringify!(WasiHttpIncomingHandler))
                .finish_non_exhaustive()
        }
    }
}
