/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `wasi:random`.
    pub mod wasi {
        /// Interfaces of `wasi:cli`.
        pub mod cli {
            pub use ::embody_wasi::imports::wasi::cli::environment as environment;
            pub use ::embody_wasi::imports::wasi::cli::exit as exit;
            pub use ::embody_wasi::imports::wasi::cli::stdin as stdin;
            pub use ::embody_wasi::imports::wasi::cli::stdout as stdout;
            pub use ::embody_wasi::imports::wasi::cli::stderr as stderr;
            pub use ::embody_wasi::imports::wasi::cli::terminal_input as terminal_input;
            pub use ::embody_wasi::imports::wasi::cli::terminal_output as terminal_output;
            pub use ::embody_wasi::imports::wasi::cli::terminal_stdin as terminal_stdin;
            pub use ::embody_wasi::imports::wasi::cli::terminal_stdout as terminal_stdout;
            pub use ::embody_wasi::imports::wasi::cli::terminal_stderr as terminal_stderr;
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
        /// Interfaces of `wasi:filesystem`.
        pub mod filesystem {
            use ::embody as __embody;
            pub use ::embody_wasi::imports::wasi::filesystem::types as types;
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::ErrorCode as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`error-code` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::Advice as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`advice` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::DescriptorFlags as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`descriptor-flags` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::DescriptorType as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`descriptor-type` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::NewTimestamp as
                __embody::__private::ComponentType > ::ABI, 24u32, 8u32, 3u32),
                "`new-timestamp` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::DescriptorStat as
                __embody::__private::ComponentType > ::ABI, 96u32, 8u32, 12u32),
                "`descriptor-stat` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::PathFlags as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`path-flags` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::OpenFlags as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`open-flags` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::MetadataHashValue as
                __embody::__private::ComponentType > ::ABI, 16u32, 8u32, 2u32),
                "`metadata-hash-value` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< types::DirectoryEntry as
                __embody::__private::ComponentType > ::ABI, 12u32, 4u32, 3u32),
                "`directory-entry` is laid out otherwise than the component's type of this name"
            );
            pub use ::embody_wasi::imports::wasi::filesystem::preopens as preopens;
        }
        /// Interfaces of `wasi:io`.
        pub mod io {
            pub use ::embody_wasi::imports::wasi::io::error as error;
            pub use ::embody_wasi::imports::wasi::io::poll as poll;
            pub use ::embody_wasi::imports::wasi::io::streams as streams;
        }
        /// Interfaces of `wasi:random`.
        pub mod random {
            pub use ::embody_wasi::imports::wasi::random::random as random;
            pub use ::embody_wasi::imports::wasi::random::insecure as insecure;
            pub use ::embody_wasi::imports::wasi::random::insecure_seed as insecure_seed;
        }
        /// Interfaces of `wasi:sockets`.
        pub mod sockets {
            use ::embody as __embody;
            pub use ::embody_wasi::imports::wasi::sockets::network as network;
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< network::Ipv4SocketAddress as
                __embody::__private::ComponentType > ::ABI, 6u32, 2u32, 5u32),
                "`ipv4-socket-address` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< network::Ipv6SocketAddress as
                __embody::__private::ComponentType > ::ABI, 28u32, 4u32, 11u32),
                "`ipv6-socket-address` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< network::IpSocketAddress as
                __embody::__private::ComponentType > ::ABI, 32u32, 4u32, 12u32),
                "`ip-socket-address` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< network::ErrorCode as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`error-code` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< network::IpAddressFamily as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`ip-address-family` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< network::IpAddress as
                __embody::__private::ComponentType > ::ABI, 18u32, 2u32, 9u32),
                "`ip-address` is laid out otherwise than the component's type of this name"
            );
            pub use ::embody_wasi::imports::wasi::sockets::instance_network as instance_network;
            pub use ::embody_wasi::imports::wasi::sockets::udp as udp;
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< udp::IncomingDatagram as
                __embody::__private::ComponentType > ::ABI, 40u32, 4u32, 14u32),
                "`incoming-datagram` is laid out otherwise than the component's type of this name"
            );
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< udp::OutgoingDatagram as
                __embody::__private::ComponentType > ::ABI, 44u32, 4u32, 15u32),
                "`outgoing-datagram` is laid out otherwise than the component's type of this name"
            );
            pub use ::embody_wasi::imports::wasi::sockets::udp_create_socket as udp_create_socket;
            pub use ::embody_wasi::imports::wasi::sockets::tcp as tcp;
            const _: () = ::core::assert!(
                __embody::__private::is_laid_out(< tcp::ShutdownType as
                __embody::__private::ComponentType > ::ABI, 1u32, 1u32, 1u32),
                "`shutdown-type` is laid out otherwise than the component's type of this name"
            );
            pub use ::embody_wasi::imports::wasi::sockets::tcp_create_socket as tcp_create_socket;
            pub use ::embody_wasi::imports::wasi::sockets::ip_name_lookup as ip_name_lookup;
        }
    }
}
