/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `wasi:http`.
    pub mod wasi {
        /// Interfaces of `wasi:cli`.
        pub mod cli {
            pub use ::embody_wasi::imports::wasi::cli::stdout as stdout;
            pub use ::embody_wasi::imports::wasi::cli::stderr as stderr;
            pub use ::embody_wasi::imports::wasi::cli::stdin as stdin;
        }
        /// Interfaces of `wasi:clocks`.
        pub mod clocks {
            use ::embody as __embody;
            pub use ::embody_wasi::imports::wasi::clocks::monotonic_clock as monotonic_clock;
            pub use ::embody_wasi::imports::wasi::clocks::wall_clock as wall_clock;
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< wall_clock::Datetime as
                __embody::__private::ComponentType > ::ABI, 16u32, 8u32, 2u32),
                "`datetime` is laid out otherwise than the component's type of this name"
            );
        }
        /// Interfaces of `wasi:http`.
        pub mod http {
            use ::embody as __embody;
            pub use ::embody_wasi::imports::wasi::http::types as types;
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::HeaderError as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`header-error` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::Method as
                __embody::__private::ComponentType > ::ABI, 12u32, 4u32, 3u32),
                "`method` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::Scheme as
                __embody::__private::ComponentType > ::ABI, 12u32, 4u32, 3u32),
                "`scheme` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::DnsErrorPayload as
                __embody::__private::ComponentType > ::ABI, 16u32, 4u32, 5u32),
                "`DNS-error-payload` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::TlsAlertReceivedPayload as
                __embody::__private::ComponentType > ::ABI, 16u32, 4u32, 5u32),
                "`TLS-alert-received-payload` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::FieldSizePayload as
                __embody::__private::ComponentType > ::ABI, 20u32, 4u32, 5u32),
                "`field-size-payload` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::ErrorCode as
                __embody::__private::ComponentType > ::ABI, 32u32, 8u32, 7u32),
                "`error-code` is laid out otherwise than the component's type of this name"
            );
            pub use ::embody_wasi::imports::wasi::http::outgoing_handler as outgoing_handler;
        }
        /// Interfaces of `wasi:io`.
        pub mod io {
            pub use ::embody_wasi::imports::wasi::io::poll as poll;
            pub use ::embody_wasi::imports::wasi::io::error as error;
            pub use ::embody_wasi::imports::wasi::io::streams as streams;
        }
        /// Interfaces of `wasi:random`.
        pub mod random {
            pub use ::embody_wasi::imports::wasi::random::random as random;
        }
    }
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
