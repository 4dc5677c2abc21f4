/// What a host must implement: the `Host` trait of each imported interface. Who does that has this.
pub trait Imports: imports::wasi::cli::environment::Host + imports::wasi::cli::exit::Host + imports::wasi::io::error::Host + imports::wasi::io::poll::Host + imports::wasi::io::streams::Host + imports::wasi::cli::stdin::Host + imports::wasi::cli::stdout::Host + imports::wasi::cli::stderr::Host + imports::wasi::cli::terminal_input::Host + imports::wasi::cli::terminal_output::Host + imports::wasi::cli::terminal_stdin::Host + imports::wasi::cli::terminal_stdout::Host + imports::wasi::cli::terminal_stderr::Host + imports::wasi::clocks::monotonic_clock::Host + imports::wasi::clocks::wall_clock::Host + imports::wasi::filesystem::types::Host + imports::wasi::filesystem::preopens::Host + imports::wasi::sockets::network::Host + imports::wasi::sockets::instance_network::Host + imports::wasi::sockets::udp::Host + imports::wasi::sockets::udp_create_socket::Host + imports::wasi::sockets::tcp::Host + imports::wasi::sockets::tcp_create_socket::Host + imports::wasi::sockets::ip_name_lookup::Host + imports::wasi::random::random::Host + imports::wasi::random::insecure::Host + imports::wasi::random::insecure_seed::Host {}
impl<
    T: ?::core::marker::Sized + imports::wasi::cli::environment::Host
        + imports::wasi::cli::exit::Host + imports::wasi::io::error::Host
        + imports::wasi::io::poll::Host + imports::wasi::io::streams::Host
        + imports::wasi::cli::stdin::Host + imports::wasi::cli::stdout::Host
        + imports::wasi::cli::stderr::Host + imports::wasi::cli::terminal_input::Host
        + imports::wasi::cli::terminal_output::Host
        + imports::wasi::cli::terminal_stdin::Host
        + imports::wasi::cli::terminal_stdout::Host
        + imports::wasi::cli::terminal_stderr::Host
        + imports::wasi::clocks::monotonic_clock::Host
        + imports::wasi::clocks::wall_clock::Host
        + imports::wasi::filesystem::types::Host
        + imports::wasi::filesystem::preopens::Host
        + imports::wasi::sockets::network::Host
        + imports::wasi::sockets::instance_network::Host
        + imports::wasi::sockets::udp::Host
        + imports::wasi::sockets::udp_create_socket::Host
        + imports::wasi::sockets::tcp::Host
        + imports::wasi::sockets::tcp_create_socket::Host
        + imports::wasi::sockets::ip_name_lookup::Host
        + imports::wasi::random::random::Host + imports::wasi::random::insecure::Host
        + imports::wasi::random::insecure_seed::Host,
> Imports for T {}
/// What the component imports, and its host implements.
pub mod imports {
    /// Interfaces of `wasi:random`.
    pub mod wasi {
        /// Interfaces of `wasi:cli`.
        pub mod cli {
            /// The interface `wasi:cli/environment@0.2.12`.
            pub mod environment {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/environment@0.2.12`.
                pub trait Host {
                    /// The function `get-environment`.
                    fn get_environment(
                        &mut self,
                    ) -> __embody::Result<
                        ::std::vec::Vec<(::std::string::String, ::std::string::String)>,
                    >;
                    /// The function `get-arguments`.
                    fn get_arguments(
                        &mut self,
                    ) -> __embody::Result<::std::vec::Vec<::std::string::String>>;
                    /// The function `initial-cwd`.
                    fn initial_cwd(
                        &mut self,
                    ) -> __embody::Result<::core::option::Option<::std::string::String>>;
                }
            }
            /// The interface `wasi:cli/exit@0.2.12`.
            pub mod exit {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/exit@0.2.12`.
                pub trait Host {
                    /// The function `exit`.
                    fn exit(
                        &mut self,
                        status: ::core::result::Result<(), ()>,
                    ) -> __embody::Result<()>;
                    /// The function `exit-with-code`.
                    fn exit_with_code(
                        &mut self,
                        status_code: u8,
                    ) -> __embody::Result<()>;
                }
            }
            /// The interface `wasi:cli/stderr@0.2.12`.
            pub mod stderr {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/stderr@0.2.12`.
                pub trait Host: super::super::io::streams::Host {
                    /// The function `get-stderr`.
                    fn get_stderr(
                        &mut self,
                    ) -> __embody::Result<
                        <Self as super::super::io::streams::Host>::OutputStream,
                    >;
                }
            }
            /// The interface `wasi:cli/stdin@0.2.12`.
            pub mod stdin {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/stdin@0.2.12`.
                pub trait Host: super::super::io::streams::Host {
                    /// The function `get-stdin`.
                    fn get_stdin(
                        &mut self,
                    ) -> __embody::Result<
                        <Self as super::super::io::streams::Host>::InputStream,
                    >;
                }
            }
            /// The interface `wasi:cli/stdout@0.2.12`.
            pub mod stdout {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/stdout@0.2.12`.
                pub trait Host: super::super::io::streams::Host {
                    /// The function `get-stdout`.
                    fn get_stdout(
                        &mut self,
                    ) -> __embody::Result<
                        <Self as super::super::io::streams::Host>::OutputStream,
                    >;
                }
            }
            /// The interface `wasi:cli/terminal-input@0.2.12`.
            pub mod terminal_input {
                /// Functions that the component imports from `wasi:cli/terminal-input@0.2.12`.
                pub trait Host {
                    /// What the resource `terminal-input` is to the host. It is dropped when the component drops its handle.
                    type TerminalInput: ::core::marker::Send + 'static;
                }
            }
            /// The interface `wasi:cli/terminal-output@0.2.12`.
            pub mod terminal_output {
                /// Functions that the component imports from `wasi:cli/terminal-output@0.2.12`.
                pub trait Host {
                    /// What the resource `terminal-output` is to the host. It is dropped when the component drops its handle.
                    type TerminalOutput: ::core::marker::Send + 'static;
                }
            }
            /// The interface `wasi:cli/terminal-stderr@0.2.12`.
            pub mod terminal_stderr {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/terminal-stderr@0.2.12`.
                pub trait Host: super::terminal_output::Host {
                    /// The function `get-terminal-stderr`.
                    fn get_terminal_stderr(
                        &mut self,
                    ) -> __embody::Result<
                        ::core::option::Option<
                            <Self as super::terminal_output::Host>::TerminalOutput,
                        >,
                    >;
                }
            }
            /// The interface `wasi:cli/terminal-stdin@0.2.12`.
            pub mod terminal_stdin {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/terminal-stdin@0.2.12`.
                pub trait Host: super::terminal_input::Host {
                    /// The function `get-terminal-stdin`.
                    fn get_terminal_stdin(
                        &mut self,
                    ) -> __embody::Result<
                        ::core::option::Option<
                            <Self as super::terminal_input::Host>::TerminalInput,
                        >,
                    >;
                }
            }
            /// The interface `wasi:cli/terminal-stdout@0.2.12`.
            pub mod terminal_stdout {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:cli/terminal-stdout@0.2.12`.
                pub trait Host: super::terminal_output::Host {
                    /// The function `get-terminal-stdout`.
                    fn get_terminal_stdout(
                        &mut self,
                    ) -> __embody::Result<
                        ::core::option::Option<
                            <Self as super::terminal_output::Host>::TerminalOutput,
                        >,
                    >;
                }
            }
        }
        /// Interfaces of `wasi:clocks`.
        pub mod clocks {
            /// The interface `wasi:clocks/monotonic-clock@0.2.12`.
            pub mod monotonic_clock {
                use ::embody as __embody;
                /// The type `instant`.
                pub type Instant = u64;
                /// The type `duration`.
                pub type Duration = u64;
                /// Functions that the component imports from `wasi:clocks/monotonic-clock@0.2.12`.
                pub trait Host: super::super::io::poll::Host {
                    /// The function `now`.
                    fn now(&mut self) -> __embody::Result<Instant>;
                    /// The function `resolution`.
                    fn resolution(&mut self) -> __embody::Result<Duration>;
                    /// The function `subscribe-instant`.
                    fn subscribe_instant(
                        &mut self,
                        when: u64,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                    /// The function `subscribe-duration`.
                    fn subscribe_duration(
                        &mut self,
                        when: u64,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                }
            }
            /// The interface `wasi:clocks/wall-clock@0.2.12`.
            pub mod wall_clock {
                use ::embody as __embody;
                /// The type `datetime`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Datetime {
                    /// The field `seconds`.
                    pub seconds: u64,
                    /// The field `nanoseconds`.
                    pub nanoseconds: u32,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <u64 as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for Datetime {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("seconds", <u64 as __p::ComponentType>::typecheck),
                                    ("nanoseconds", <u32 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Datetime {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("datetime");
                            };
                            __p::Lower::lower(
                                &self.seconds,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.nanoseconds,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.seconds,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.nanoseconds,
                                    &mut to[const { bytes_of(1) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Datetime {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("datetime");
                            };
                            ::core::result::Result::Ok(Self {
                                seconds: <u64 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                nanoseconds: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("datetime");
                            };
                            ::core::result::Result::Ok(Self {
                                seconds: <u64 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                nanoseconds: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// Functions that the component imports from `wasi:clocks/wall-clock@0.2.12`.
                pub trait Host {
                    /// The function `now`.
                    fn now(&mut self) -> __embody::Result<Datetime>;
                    /// The function `resolution`.
                    fn resolution(&mut self) -> __embody::Result<Datetime>;
                }
            }
        }
        /// Interfaces of `wasi:filesystem`.
        pub mod filesystem {
            /// The interface `wasi:filesystem/preopens@0.2.12`.
            pub mod preopens {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:filesystem/preopens@0.2.12`.
                pub trait Host: super::types::Host {
                    /// The function `get-directories`.
                    fn get_directories(
                        &mut self,
                    ) -> __embody::Result<
                        ::std::vec::Vec<
                            (
                                <Self as super::types::Host>::Descriptor,
                                ::std::string::String,
                            ),
                        >,
                    >;
                }
            }
            /// The interface `wasi:filesystem/types@0.2.12`.
            pub mod types {
                use ::embody as __embody;
                /// The type `filesize`.
                pub type Filesize = u64;
                /// The type `error-code`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum ErrorCode {
                    /// The case `access`.
                    Access,
                    /// The case `would-block`.
                    WouldBlock,
                    /// The case `already`.
                    Already,
                    /// The case `bad-descriptor`.
                    BadDescriptor,
                    /// The case `busy`.
                    Busy,
                    /// The case `deadlock`.
                    Deadlock,
                    /// The case `quota`.
                    Quota,
                    /// The case `exist`.
                    Exist,
                    /// The case `file-too-large`.
                    FileTooLarge,
                    /// The case `illegal-byte-sequence`.
                    IllegalByteSequence,
                    /// The case `in-progress`.
                    InProgress,
                    /// The case `interrupted`.
                    Interrupted,
                    /// The case `invalid`.
                    Invalid,
                    /// The case `io`.
                    Io,
                    /// The case `is-directory`.
                    IsDirectory,
                    /// The case `loop`.
                    Loop,
                    /// The case `too-many-links`.
                    TooManyLinks,
                    /// The case `message-size`.
                    MessageSize,
                    /// The case `name-too-long`.
                    NameTooLong,
                    /// The case `no-device`.
                    NoDevice,
                    /// The case `no-entry`.
                    NoEntry,
                    /// The case `no-lock`.
                    NoLock,
                    /// The case `insufficient-memory`.
                    InsufficientMemory,
                    /// The case `insufficient-space`.
                    InsufficientSpace,
                    /// The case `not-directory`.
                    NotDirectory,
                    /// The case `not-empty`.
                    NotEmpty,
                    /// The case `not-recoverable`.
                    NotRecoverable,
                    /// The case `unsupported`.
                    Unsupported,
                    /// The case `no-tty`.
                    NoTty,
                    /// The case `no-such-device`.
                    NoSuchDevice,
                    /// The case `overflow`.
                    Overflow,
                    /// The case `not-permitted`.
                    NotPermitted,
                    /// The case `pipe`.
                    Pipe,
                    /// The case `read-only`.
                    ReadOnly,
                    /// The case `invalid-seek`.
                    InvalidSeek,
                    /// The case `text-file-busy`.
                    TextFileBusy,
                    /// The case `cross-device`.
                    CrossDevice,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for ErrorCode {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(
                                ty,
                                &[
                                    "access",
                                    "would-block",
                                    "already",
                                    "bad-descriptor",
                                    "busy",
                                    "deadlock",
                                    "quota",
                                    "exist",
                                    "file-too-large",
                                    "illegal-byte-sequence",
                                    "in-progress",
                                    "interrupted",
                                    "invalid",
                                    "io",
                                    "is-directory",
                                    "loop",
                                    "too-many-links",
                                    "message-size",
                                    "name-too-long",
                                    "no-device",
                                    "no-entry",
                                    "no-lock",
                                    "insufficient-memory",
                                    "insufficient-space",
                                    "not-directory",
                                    "not-empty",
                                    "not-recoverable",
                                    "unsupported",
                                    "no-tty",
                                    "no-such-device",
                                    "overflow",
                                    "not-permitted",
                                    "pipe",
                                    "read-only",
                                    "invalid-seek",
                                    "text-file-busy",
                                    "cross-device",
                                ],
                            )
                        }
                    }
                    impl __p::Lower for ErrorCode {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("error-code");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for ErrorCode {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("error-code");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Access,
                                    1 => Self::WouldBlock,
                                    2 => Self::Already,
                                    3 => Self::BadDescriptor,
                                    4 => Self::Busy,
                                    5 => Self::Deadlock,
                                    6 => Self::Quota,
                                    7 => Self::Exist,
                                    8 => Self::FileTooLarge,
                                    9 => Self::IllegalByteSequence,
                                    10 => Self::InProgress,
                                    11 => Self::Interrupted,
                                    12 => Self::Invalid,
                                    13 => Self::Io,
                                    14 => Self::IsDirectory,
                                    15 => Self::Loop,
                                    16 => Self::TooManyLinks,
                                    17 => Self::MessageSize,
                                    18 => Self::NameTooLong,
                                    19 => Self::NoDevice,
                                    20 => Self::NoEntry,
                                    21 => Self::NoLock,
                                    22 => Self::InsufficientMemory,
                                    23 => Self::InsufficientSpace,
                                    24 => Self::NotDirectory,
                                    25 => Self::NotEmpty,
                                    26 => Self::NotRecoverable,
                                    27 => Self::Unsupported,
                                    28 => Self::NoTty,
                                    29 => Self::NoSuchDevice,
                                    30 => Self::Overflow,
                                    31 => Self::NotPermitted,
                                    32 => Self::Pipe,
                                    33 => Self::ReadOnly,
                                    34 => Self::InvalidSeek,
                                    35 => Self::TextFileBusy,
                                    36 => Self::CrossDevice,
                                    _ => return __p::invalid("error-code"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("error-code");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Access,
                                    1 => Self::WouldBlock,
                                    2 => Self::Already,
                                    3 => Self::BadDescriptor,
                                    4 => Self::Busy,
                                    5 => Self::Deadlock,
                                    6 => Self::Quota,
                                    7 => Self::Exist,
                                    8 => Self::FileTooLarge,
                                    9 => Self::IllegalByteSequence,
                                    10 => Self::InProgress,
                                    11 => Self::Interrupted,
                                    12 => Self::Invalid,
                                    13 => Self::Io,
                                    14 => Self::IsDirectory,
                                    15 => Self::Loop,
                                    16 => Self::TooManyLinks,
                                    17 => Self::MessageSize,
                                    18 => Self::NameTooLong,
                                    19 => Self::NoDevice,
                                    20 => Self::NoEntry,
                                    21 => Self::NoLock,
                                    22 => Self::InsufficientMemory,
                                    23 => Self::InsufficientSpace,
                                    24 => Self::NotDirectory,
                                    25 => Self::NotEmpty,
                                    26 => Self::NotRecoverable,
                                    27 => Self::Unsupported,
                                    28 => Self::NoTty,
                                    29 => Self::NoSuchDevice,
                                    30 => Self::Overflow,
                                    31 => Self::NotPermitted,
                                    32 => Self::Pipe,
                                    33 => Self::ReadOnly,
                                    34 => Self::InvalidSeek,
                                    35 => Self::TextFileBusy,
                                    36 => Self::CrossDevice,
                                    _ => return __p::invalid("error-code"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for ErrorCode {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Access as u8 {
                            return ::core::result::Result::Ok(Self::Access);
                        }
                        if number == Self::WouldBlock as u8 {
                            return ::core::result::Result::Ok(Self::WouldBlock);
                        }
                        if number == Self::Already as u8 {
                            return ::core::result::Result::Ok(Self::Already);
                        }
                        if number == Self::BadDescriptor as u8 {
                            return ::core::result::Result::Ok(Self::BadDescriptor);
                        }
                        if number == Self::Busy as u8 {
                            return ::core::result::Result::Ok(Self::Busy);
                        }
                        if number == Self::Deadlock as u8 {
                            return ::core::result::Result::Ok(Self::Deadlock);
                        }
                        if number == Self::Quota as u8 {
                            return ::core::result::Result::Ok(Self::Quota);
                        }
                        if number == Self::Exist as u8 {
                            return ::core::result::Result::Ok(Self::Exist);
                        }
                        if number == Self::FileTooLarge as u8 {
                            return ::core::result::Result::Ok(Self::FileTooLarge);
                        }
                        if number == Self::IllegalByteSequence as u8 {
                            return ::core::result::Result::Ok(Self::IllegalByteSequence);
                        }
                        if number == Self::InProgress as u8 {
                            return ::core::result::Result::Ok(Self::InProgress);
                        }
                        if number == Self::Interrupted as u8 {
                            return ::core::result::Result::Ok(Self::Interrupted);
                        }
                        if number == Self::Invalid as u8 {
                            return ::core::result::Result::Ok(Self::Invalid);
                        }
                        if number == Self::Io as u8 {
                            return ::core::result::Result::Ok(Self::Io);
                        }
                        if number == Self::IsDirectory as u8 {
                            return ::core::result::Result::Ok(Self::IsDirectory);
                        }
                        if number == Self::Loop as u8 {
                            return ::core::result::Result::Ok(Self::Loop);
                        }
                        if number == Self::TooManyLinks as u8 {
                            return ::core::result::Result::Ok(Self::TooManyLinks);
                        }
                        if number == Self::MessageSize as u8 {
                            return ::core::result::Result::Ok(Self::MessageSize);
                        }
                        if number == Self::NameTooLong as u8 {
                            return ::core::result::Result::Ok(Self::NameTooLong);
                        }
                        if number == Self::NoDevice as u8 {
                            return ::core::result::Result::Ok(Self::NoDevice);
                        }
                        if number == Self::NoEntry as u8 {
                            return ::core::result::Result::Ok(Self::NoEntry);
                        }
                        if number == Self::NoLock as u8 {
                            return ::core::result::Result::Ok(Self::NoLock);
                        }
                        if number == Self::InsufficientMemory as u8 {
                            return ::core::result::Result::Ok(Self::InsufficientMemory);
                        }
                        if number == Self::InsufficientSpace as u8 {
                            return ::core::result::Result::Ok(Self::InsufficientSpace);
                        }
                        if number == Self::NotDirectory as u8 {
                            return ::core::result::Result::Ok(Self::NotDirectory);
                        }
                        if number == Self::NotEmpty as u8 {
                            return ::core::result::Result::Ok(Self::NotEmpty);
                        }
                        if number == Self::NotRecoverable as u8 {
                            return ::core::result::Result::Ok(Self::NotRecoverable);
                        }
                        if number == Self::Unsupported as u8 {
                            return ::core::result::Result::Ok(Self::Unsupported);
                        }
                        if number == Self::NoTty as u8 {
                            return ::core::result::Result::Ok(Self::NoTty);
                        }
                        if number == Self::NoSuchDevice as u8 {
                            return ::core::result::Result::Ok(Self::NoSuchDevice);
                        }
                        if number == Self::Overflow as u8 {
                            return ::core::result::Result::Ok(Self::Overflow);
                        }
                        if number == Self::NotPermitted as u8 {
                            return ::core::result::Result::Ok(Self::NotPermitted);
                        }
                        if number == Self::Pipe as u8 {
                            return ::core::result::Result::Ok(Self::Pipe);
                        }
                        if number == Self::ReadOnly as u8 {
                            return ::core::result::Result::Ok(Self::ReadOnly);
                        }
                        if number == Self::InvalidSeek as u8 {
                            return ::core::result::Result::Ok(Self::InvalidSeek);
                        }
                        if number == Self::TextFileBusy as u8 {
                            return ::core::result::Result::Ok(Self::TextFileBusy);
                        }
                        if number == Self::CrossDevice as u8 {
                            return ::core::result::Result::Ok(Self::CrossDevice);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<ErrorCode> for u8 {
                    fn from(value: ErrorCode) -> Self {
                        value as Self
                    }
                }
                impl ::core::fmt::Display for ErrorCode {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Access => f.write_str("access"),
                            Self::WouldBlock => f.write_str("would block"),
                            Self::Already => f.write_str("already"),
                            Self::BadDescriptor => f.write_str("bad descriptor"),
                            Self::Busy => f.write_str("busy"),
                            Self::Deadlock => f.write_str("deadlock"),
                            Self::Quota => f.write_str("quota"),
                            Self::Exist => f.write_str("exist"),
                            Self::FileTooLarge => f.write_str("file too large"),
                            Self::IllegalByteSequence => {
                                f.write_str("illegal byte sequence")
                            }
                            Self::InProgress => f.write_str("in progress"),
                            Self::Interrupted => f.write_str("interrupted"),
                            Self::Invalid => f.write_str("invalid"),
                            Self::Io => f.write_str("io"),
                            Self::IsDirectory => f.write_str("is directory"),
                            Self::Loop => f.write_str("loop"),
                            Self::TooManyLinks => f.write_str("too many links"),
                            Self::MessageSize => f.write_str("message size"),
                            Self::NameTooLong => f.write_str("name too long"),
                            Self::NoDevice => f.write_str("no device"),
                            Self::NoEntry => f.write_str("no entry"),
                            Self::NoLock => f.write_str("no lock"),
                            Self::InsufficientMemory => {
                                f.write_str("insufficient memory")
                            }
                            Self::InsufficientSpace => f.write_str("insufficient space"),
                            Self::NotDirectory => f.write_str("not directory"),
                            Self::NotEmpty => f.write_str("not empty"),
                            Self::NotRecoverable => f.write_str("not recoverable"),
                            Self::Unsupported => f.write_str("unsupported"),
                            Self::NoTty => f.write_str("no tty"),
                            Self::NoSuchDevice => f.write_str("no such device"),
                            Self::Overflow => f.write_str("overflow"),
                            Self::NotPermitted => f.write_str("not permitted"),
                            Self::Pipe => f.write_str("pipe"),
                            Self::ReadOnly => f.write_str("read only"),
                            Self::InvalidSeek => f.write_str("invalid seek"),
                            Self::TextFileBusy => f.write_str("text file busy"),
                            Self::CrossDevice => f.write_str("cross device"),
                        }
                    }
                }
                impl ::core::error::Error for ErrorCode {}
                /// The type `advice`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum Advice {
                    /// The case `normal`.
                    Normal,
                    /// The case `sequential`.
                    Sequential,
                    /// The case `random`.
                    Random,
                    /// The case `will-need`.
                    WillNeed,
                    /// The case `dont-need`.
                    DontNeed,
                    /// The case `no-reuse`.
                    NoReuse,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for Advice {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(
                                ty,
                                &[
                                    "normal",
                                    "sequential",
                                    "random",
                                    "will-need",
                                    "dont-need",
                                    "no-reuse",
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Advice {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("advice");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Advice {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("advice");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Normal,
                                    1 => Self::Sequential,
                                    2 => Self::Random,
                                    3 => Self::WillNeed,
                                    4 => Self::DontNeed,
                                    5 => Self::NoReuse,
                                    _ => return __p::invalid("advice"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("advice");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Normal,
                                    1 => Self::Sequential,
                                    2 => Self::Random,
                                    3 => Self::WillNeed,
                                    4 => Self::DontNeed,
                                    5 => Self::NoReuse,
                                    _ => return __p::invalid("advice"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for Advice {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Normal as u8 {
                            return ::core::result::Result::Ok(Self::Normal);
                        }
                        if number == Self::Sequential as u8 {
                            return ::core::result::Result::Ok(Self::Sequential);
                        }
                        if number == Self::Random as u8 {
                            return ::core::result::Result::Ok(Self::Random);
                        }
                        if number == Self::WillNeed as u8 {
                            return ::core::result::Result::Ok(Self::WillNeed);
                        }
                        if number == Self::DontNeed as u8 {
                            return ::core::result::Result::Ok(Self::DontNeed);
                        }
                        if number == Self::NoReuse as u8 {
                            return ::core::result::Result::Ok(Self::NoReuse);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<Advice> for u8 {
                    fn from(value: Advice) -> Self {
                        value as Self
                    }
                }
                __embody::__private::bitflags::bitflags! {
                    #[doc = " The type `descriptor-flags`."] #[derive()]
                    #[derive(::core::fmt::Debug, ::core::clone::Clone,
                    ::core::marker::Copy, ::core::default::Default,
                    ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash,)] pub
                    struct DescriptorFlags : u8 { #[doc = " The flag `read`."] const READ
                    = 1 << 0; #[doc = " The flag `write`."] const WRITE = 1 << 1; #[doc =
                    " The flag `file-integrity-sync`."] const FILE_INTEGRITY_SYNC = 1 <<
                    2; #[doc = " The flag `data-integrity-sync`."] const
                    DATA_INTEGRITY_SYNC = 1 << 3; #[doc =
                    " The flag `requested-write-sync`."] const REQUESTED_WRITE_SYNC = 1
                    << 4; #[doc = " The flag `mutate-directory`."] const MUTATE_DIRECTORY
                    = 1 << 5; }
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::flags(6);
                    impl __p::ComponentType for DescriptorFlags {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_flags(
                                ty,
                                &[
                                    "read",
                                    "write",
                                    "file-integrity-sync",
                                    "data-integrity-sync",
                                    "requested-write-sync",
                                    "mutate-directory",
                                ],
                            )
                        }
                    }
                    impl __p::Lower for DescriptorFlags {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("descriptor-flags");
                            };
                            flat[0] = self.bits() as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&self.bits(), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for DescriptorFlags {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("descriptor-flags");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(flat[0] as u8),
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("descriptor-flags");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(
                                    <u8 as __p::LiftFrom<'a>>::load(cx, from)?,
                                ),
                            )
                        }
                    }
                };
                /// The type `descriptor-type`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum DescriptorType {
                    /// The case `unknown`.
                    Unknown,
                    /// The case `block-device`.
                    BlockDevice,
                    /// The case `character-device`.
                    CharacterDevice,
                    /// The case `directory`.
                    Directory,
                    /// The case `fifo`.
                    Fifo,
                    /// The case `symbolic-link`.
                    SymbolicLink,
                    /// The case `regular-file`.
                    RegularFile,
                    /// The case `socket`.
                    Socket,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for DescriptorType {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(
                                ty,
                                &[
                                    "unknown",
                                    "block-device",
                                    "character-device",
                                    "directory",
                                    "fifo",
                                    "symbolic-link",
                                    "regular-file",
                                    "socket",
                                ],
                            )
                        }
                    }
                    impl __p::Lower for DescriptorType {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("descriptor-type");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for DescriptorType {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("descriptor-type");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Unknown,
                                    1 => Self::BlockDevice,
                                    2 => Self::CharacterDevice,
                                    3 => Self::Directory,
                                    4 => Self::Fifo,
                                    5 => Self::SymbolicLink,
                                    6 => Self::RegularFile,
                                    7 => Self::Socket,
                                    _ => return __p::invalid("descriptor-type"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("descriptor-type");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Unknown,
                                    1 => Self::BlockDevice,
                                    2 => Self::CharacterDevice,
                                    3 => Self::Directory,
                                    4 => Self::Fifo,
                                    5 => Self::SymbolicLink,
                                    6 => Self::RegularFile,
                                    7 => Self::Socket,
                                    _ => return __p::invalid("descriptor-type"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for DescriptorType {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Unknown as u8 {
                            return ::core::result::Result::Ok(Self::Unknown);
                        }
                        if number == Self::BlockDevice as u8 {
                            return ::core::result::Result::Ok(Self::BlockDevice);
                        }
                        if number == Self::CharacterDevice as u8 {
                            return ::core::result::Result::Ok(Self::CharacterDevice);
                        }
                        if number == Self::Directory as u8 {
                            return ::core::result::Result::Ok(Self::Directory);
                        }
                        if number == Self::Fifo as u8 {
                            return ::core::result::Result::Ok(Self::Fifo);
                        }
                        if number == Self::SymbolicLink as u8 {
                            return ::core::result::Result::Ok(Self::SymbolicLink);
                        }
                        if number == Self::RegularFile as u8 {
                            return ::core::result::Result::Ok(Self::RegularFile);
                        }
                        if number == Self::Socket as u8 {
                            return ::core::result::Result::Ok(Self::Socket);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<DescriptorType> for u8 {
                    fn from(value: DescriptorType) -> Self {
                        value as Self
                    }
                }
                /// The type `datetime`.
                pub type Datetime = super::super::clocks::wall_clock::Datetime;
                /// The type `new-timestamp`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum NewTimestamp {
                    /// The case `no-change`.
                    NoChange,
                    /// The case `now`.
                    Now,
                    /// The case `timestamp`.
                    Timestamp(Datetime),
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const CASES: &[__p::CanonicalAbi] = &[
                        __p::CanonicalAbi::EMPTY,
                        __p::CanonicalAbi::EMPTY,
                        <Datetime as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(case: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(CASES) as usize;
                        at..at + CASES[case].size as usize
                    }
                    const fn flat_of(case: usize) -> ::core::ops::Range<usize> {
                        1..1 + CASES[case].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(CASES);
                    impl __p::ComponentType for NewTimestamp {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    ("no-change", ::core::option::Option::None),
                                    ("now", ::core::option::Option::None),
                                    (
                                        "timestamp",
                                        ::core::option::Option::Some(
                                            <Datetime as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for NewTimestamp {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("new-timestamp");
                            };
                            match self {
                                Self::NoChange => {
                                    flat[0] = 0;
                                }
                                Self::Now => {
                                    flat[0] = 1;
                                }
                                Self::Timestamp(payload) => {
                                    flat[0] = 2;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(2) }],
                                    )?;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                match self {
                                    Self::NoChange => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                    }
                                    Self::Now => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                    }
                                    Self::Timestamp(payload) => {
                                        <u8 as __p::Lower>::store_plain(&2, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of(2) }],
                                        );
                                    }
                                }
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for NewTimestamp {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("new-timestamp");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::NoChange,
                                    1 => Self::Now,
                                    2 => {
                                        Self::Timestamp(
                                            <Datetime as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(2) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("new-timestamp"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("new-timestamp");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => Self::NoChange,
                                    1 => Self::Now,
                                    2 => {
                                        Self::Timestamp(
                                            <Datetime as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(2) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("new-timestamp"),
                                },
                            )
                        }
                    }
                };
                /// The type `link-count`.
                pub type LinkCount = u64;
                /// The type `descriptor-stat`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct DescriptorStat {
                    /// The field `type`.
                    pub type_: DescriptorType,
                    /// The field `link-count`.
                    pub link_count: LinkCount,
                    /// The field `size`.
                    pub size: Filesize,
                    /// The field `data-access-timestamp`.
                    pub data_access_timestamp: ::core::option::Option<Datetime>,
                    /// The field `data-modification-timestamp`.
                    pub data_modification_timestamp: ::core::option::Option<Datetime>,
                    /// The field `status-change-timestamp`.
                    pub status_change_timestamp: ::core::option::Option<Datetime>,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <DescriptorType as __p::ComponentType>::ABI,
                        <LinkCount as __p::ComponentType>::ABI,
                        <Filesize as __p::ComponentType>::ABI,
                        <::core::option::Option<Datetime> as __p::ComponentType>::ABI,
                        <::core::option::Option<Datetime> as __p::ComponentType>::ABI,
                        <::core::option::Option<Datetime> as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for DescriptorStat {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("type", <DescriptorType as __p::ComponentType>::typecheck),
                                    (
                                        "link-count",
                                        <LinkCount as __p::ComponentType>::typecheck,
                                    ),
                                    ("size", <Filesize as __p::ComponentType>::typecheck),
                                    (
                                        "data-access-timestamp",
                                        <::core::option::Option<
                                            Datetime,
                                        > as __p::ComponentType>::typecheck,
                                    ),
                                    (
                                        "data-modification-timestamp",
                                        <::core::option::Option<
                                            Datetime,
                                        > as __p::ComponentType>::typecheck,
                                    ),
                                    (
                                        "status-change-timestamp",
                                        <::core::option::Option<
                                            Datetime,
                                        > as __p::ComponentType>::typecheck,
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for DescriptorStat {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("descriptor-stat");
                            };
                            __p::Lower::lower(
                                &self.type_,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.link_count,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            __p::Lower::lower(
                                &self.size,
                                cx,
                                &mut flat[const { flat_of(2) }],
                            )?;
                            __p::Lower::lower(
                                &self.data_access_timestamp,
                                cx,
                                &mut flat[const { flat_of(3) }],
                            )?;
                            __p::Lower::lower(
                                &self.data_modification_timestamp,
                                cx,
                                &mut flat[const { flat_of(4) }],
                            )?;
                            __p::Lower::lower(
                                &self.status_change_timestamp,
                                cx,
                                &mut flat[const { flat_of(5) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.type_,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.link_count,
                                    &mut to[const { bytes_of(1) }],
                                );
                                __p::Lower::store_plain(
                                    &self.size,
                                    &mut to[const { bytes_of(2) }],
                                );
                                __p::Lower::store_plain(
                                    &self.data_access_timestamp,
                                    &mut to[const { bytes_of(3) }],
                                );
                                __p::Lower::store_plain(
                                    &self.data_modification_timestamp,
                                    &mut to[const { bytes_of(4) }],
                                );
                                __p::Lower::store_plain(
                                    &self.status_change_timestamp,
                                    &mut to[const { bytes_of(5) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for DescriptorStat {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("descriptor-stat");
                            };
                            ::core::result::Result::Ok(Self {
                                type_: <DescriptorType as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                link_count: <LinkCount as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                                size: <Filesize as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(2) }])?,
                                data_access_timestamp: <::core::option::Option<
                                    Datetime,
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(3) }])?,
                                data_modification_timestamp: <::core::option::Option<
                                    Datetime,
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(4) }])?,
                                status_change_timestamp: <::core::option::Option<
                                    Datetime,
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(5) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("descriptor-stat");
                            };
                            ::core::result::Result::Ok(Self {
                                type_: <DescriptorType as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                link_count: <LinkCount as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                                size: <Filesize as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(2) }])?,
                                data_access_timestamp: <::core::option::Option<
                                    Datetime,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(3) }])?,
                                data_modification_timestamp: <::core::option::Option<
                                    Datetime,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(4) }])?,
                                status_change_timestamp: <::core::option::Option<
                                    Datetime,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(5) }])?,
                            })
                        }
                    }
                };
                __embody::__private::bitflags::bitflags! {
                    #[doc = " The type `path-flags`."] #[derive()]
                    #[derive(::core::fmt::Debug, ::core::clone::Clone,
                    ::core::marker::Copy, ::core::default::Default,
                    ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash,)] pub
                    struct PathFlags : u8 { #[doc = " The flag `symlink-follow`."] const
                    SYMLINK_FOLLOW = 1 << 0; }
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::flags(1);
                    impl __p::ComponentType for PathFlags {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_flags(ty, &["symlink-follow"])
                        }
                    }
                    impl __p::Lower for PathFlags {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("path-flags");
                            };
                            flat[0] = self.bits() as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&self.bits(), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for PathFlags {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("path-flags");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(flat[0] as u8),
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("path-flags");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(
                                    <u8 as __p::LiftFrom<'a>>::load(cx, from)?,
                                ),
                            )
                        }
                    }
                };
                __embody::__private::bitflags::bitflags! {
                    #[doc = " The type `open-flags`."] #[derive()]
                    #[derive(::core::fmt::Debug, ::core::clone::Clone,
                    ::core::marker::Copy, ::core::default::Default,
                    ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash,)] pub
                    struct OpenFlags : u8 { #[doc = " The flag `create`."] const CREATE =
                    1 << 0; #[doc = " The flag `directory`."] const DIRECTORY = 1 << 1;
                    #[doc = " The flag `exclusive`."] const EXCLUSIVE = 1 << 2; #[doc =
                    " The flag `truncate`."] const TRUNCATE = 1 << 3; }
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::flags(4);
                    impl __p::ComponentType for OpenFlags {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_flags(
                                ty,
                                &["create", "directory", "exclusive", "truncate"],
                            )
                        }
                    }
                    impl __p::Lower for OpenFlags {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("open-flags");
                            };
                            flat[0] = self.bits() as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&self.bits(), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for OpenFlags {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("open-flags");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(flat[0] as u8),
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("open-flags");
                            };
                            ::core::result::Result::Ok(
                                Self::from_bits_truncate(
                                    <u8 as __p::LiftFrom<'a>>::load(cx, from)?,
                                ),
                            )
                        }
                    }
                };
                /// The type `metadata-hash-value`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct MetadataHashValue {
                    /// The field `lower`.
                    pub lower: u64,
                    /// The field `upper`.
                    pub upper: u64,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <u64 as __p::ComponentType>::ABI,
                        <u64 as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for MetadataHashValue {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("lower", <u64 as __p::ComponentType>::typecheck),
                                    ("upper", <u64 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for MetadataHashValue {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("metadata-hash-value");
                            };
                            __p::Lower::lower(
                                &self.lower,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.upper,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.lower,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.upper,
                                    &mut to[const { bytes_of(1) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for MetadataHashValue {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("metadata-hash-value");
                            };
                            ::core::result::Result::Ok(Self {
                                lower: <u64 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                upper: <u64 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("metadata-hash-value");
                            };
                            ::core::result::Result::Ok(Self {
                                lower: <u64 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                upper: <u64 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// The type `directory-entry`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct DirectoryEntry {
                    /// The field `type`.
                    pub type_: DescriptorType,
                    /// The field `name`.
                    pub name: ::std::string::String,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <DescriptorType as __p::ComponentType>::ABI,
                        <::std::string::String as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for DirectoryEntry {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("type", <DescriptorType as __p::ComponentType>::typecheck),
                                    (
                                        "name",
                                        <::std::string::String as __p::ComponentType>::typecheck,
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for DirectoryEntry {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("directory-entry");
                            };
                            __p::Lower::lower(
                                &self.type_,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.name,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(
                                &self.type_,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.name,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for DirectoryEntry {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("directory-entry");
                            };
                            ::core::result::Result::Ok(Self {
                                type_: <DescriptorType as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                name: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("directory-entry");
                            };
                            ::core::result::Result::Ok(Self {
                                type_: <DescriptorType as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                name: <::std::string::String as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// Functions that the component imports from `wasi:filesystem/types@0.2.12`.
                pub trait Host: super::super::io::error::Host + super::super::io::streams::Host {
                    /// What the resource `descriptor` is to the host. It is dropped when the component drops its handle.
                    type Descriptor: ::core::marker::Send + 'static;
                    /// What the resource `directory-entry-stream` is to the host. It is dropped when the component drops its handle.
                    type DirectoryEntryStream: ::core::marker::Send + 'static;
                    /// The function `[method]descriptor.read-via-stream`.
                    fn descriptor_read_via_stream(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        offset: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            <Self as super::super::io::streams::Host>::InputStream,
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]descriptor.write-via-stream`.
                    fn descriptor_write_via_stream(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        offset: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            <Self as super::super::io::streams::Host>::OutputStream,
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]descriptor.append-via-stream`.
                    fn descriptor_append_via_stream(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            <Self as super::super::io::streams::Host>::OutputStream,
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]descriptor.advise`.
                    fn descriptor_advise(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        offset: u64,
                        length: u64,
                        advice: Advice,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.sync-data`.
                    fn descriptor_sync_data(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.get-flags`.
                    fn descriptor_get_flags(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<
                        ::core::result::Result<DescriptorFlags, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.get-type`.
                    fn descriptor_get_type(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<
                        ::core::result::Result<DescriptorType, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.set-size`.
                    fn descriptor_set_size(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        size: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.set-times`.
                    fn descriptor_set_times(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        data_access_timestamp: NewTimestamp,
                        data_modification_timestamp: NewTimestamp,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.read`.
                    fn descriptor_read(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        length: u64,
                        offset: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<(::std::vec::Vec<u8>, bool), ErrorCode>,
                    >;
                    /// The function `[method]descriptor.write`.
                    fn descriptor_write(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        buffer: &[u8],
                        offset: u64,
                    ) -> __embody::Result<::core::result::Result<Filesize, ErrorCode>>;
                    /// The function `[method]descriptor.read-directory`.
                    fn descriptor_read_directory(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<
                        ::core::result::Result<Self::DirectoryEntryStream, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.sync`.
                    fn descriptor_sync(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.create-directory-at`.
                    fn descriptor_create_directory_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path: &str,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.stat`.
                    fn descriptor_stat(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<
                        ::core::result::Result<DescriptorStat, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.stat-at`.
                    fn descriptor_stat_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path_flags: PathFlags,
                        path: &str,
                    ) -> __embody::Result<
                        ::core::result::Result<DescriptorStat, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.set-times-at`.
                    fn descriptor_set_times_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path_flags: PathFlags,
                        path: &str,
                        data_access_timestamp: NewTimestamp,
                        data_modification_timestamp: NewTimestamp,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.link-at`.
                    fn descriptor_link_at(
                        &mut self,
                        descriptor: &Self::Descriptor,
                        old_path_flags: PathFlags,
                        old_path: &str,
                        new_descriptor: &Self::Descriptor,
                        new_path: &str,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.open-at`.
                    fn descriptor_open_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path_flags: PathFlags,
                        path: &str,
                        open_flags: OpenFlags,
                        flags: DescriptorFlags,
                    ) -> __embody::Result<
                        ::core::result::Result<Self::Descriptor, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.readlink-at`.
                    fn descriptor_readlink_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path: &str,
                    ) -> __embody::Result<
                        ::core::result::Result<::std::string::String, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.remove-directory-at`.
                    fn descriptor_remove_directory_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path: &str,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.rename-at`.
                    fn descriptor_rename_at(
                        &mut self,
                        descriptor: &Self::Descriptor,
                        old_path: &str,
                        new_descriptor: &Self::Descriptor,
                        new_path: &str,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.symlink-at`.
                    fn descriptor_symlink_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        old_path: &str,
                        new_path: &str,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.unlink-file-at`.
                    fn descriptor_unlink_file_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path: &str,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]descriptor.is-same-object`.
                    fn descriptor_is_same_object(
                        &mut self,
                        descriptor: &Self::Descriptor,
                        other: &Self::Descriptor,
                    ) -> __embody::Result<bool>;
                    /// The function `[method]descriptor.metadata-hash`.
                    fn descriptor_metadata_hash(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                    ) -> __embody::Result<
                        ::core::result::Result<MetadataHashValue, ErrorCode>,
                    >;
                    /// The function `[method]descriptor.metadata-hash-at`.
                    fn descriptor_metadata_hash_at(
                        &mut self,
                        descriptor: &mut Self::Descriptor,
                        path_flags: PathFlags,
                        path: &str,
                    ) -> __embody::Result<
                        ::core::result::Result<MetadataHashValue, ErrorCode>,
                    >;
                    /// The function `[method]directory-entry-stream.read-directory-entry`.
                    fn directory_entry_stream_read_directory_entry(
                        &mut self,
                        directory_entry_stream: &mut Self::DirectoryEntryStream,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::core::option::Option<DirectoryEntry>,
                            ErrorCode,
                        >,
                    >;
                    /// The function `filesystem-error-code`.
                    fn filesystem_error_code(
                        &mut self,
                        err: &mut <Self as super::super::io::error::Host>::Error,
                    ) -> __embody::Result<::core::option::Option<ErrorCode>>;
                }
            }
        }
        /// Interfaces of `wasi:io`.
        pub mod io {
            /// The interface `wasi:io/error@0.2.12`.
            pub mod error {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:io/error@0.2.12`.
                pub trait Host {
                    /// What the resource `error` is to the host. It is dropped when the component drops its handle.
                    type Error: ::core::marker::Send + 'static;
                    /// The function `[method]error.to-debug-string`.
                    fn error_to_debug_string(
                        &mut self,
                        error: &mut Self::Error,
                    ) -> __embody::Result<::std::string::String>;
                }
            }
            /// The interface `wasi:io/poll@0.2.12`.
            pub mod poll {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:io/poll@0.2.12`.
                pub trait Host {
                    /// What the resource `pollable` is to the host. It is dropped when the component drops its handle.
                    type Pollable: ::core::marker::Send + 'static;
                    /// The function `[method]pollable.ready`.
                    fn pollable_ready(
                        &mut self,
                        pollable: &mut Self::Pollable,
                    ) -> __embody::Result<bool>;
                    /// The function `[method]pollable.block`.
                    fn pollable_block(
                        &mut self,
                        pollable: &mut Self::Pollable,
                    ) -> __embody::Result<()>;
                    /// The function `poll`.
                    fn poll(
                        &mut self,
                        in_: ::std::vec::Vec<&Self::Pollable>,
                    ) -> __embody::Result<::std::vec::Vec<u32>>;
                }
            }
            /// The interface `wasi:io/streams@0.2.12`.
            pub mod streams {
                use ::embody as __embody;
                /// The type `stream-error`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum StreamError<Error> {
                    /// The case `last-operation-failed`.
                    LastOperationFailed(Error),
                    /// The case `closed`.
                    Closed,
                }
                #[allow(
                    dead_code,
                    unused_variables,
                    non_local_definitions,
                    reason = "not every impl needs all of it"
                )]
                const _: () = {
                    use __embody::__private as __p;
                    trait __Places {
                        const CASES: &'static [__p::CanonicalAbi];
                    }
                    impl<Error: __p::ComponentType> __Places for StreamError<Error> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Error as __p::ComponentType>::ABI,
                            __p::CanonicalAbi::EMPTY,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(__T::CASES) as usize;
                        at..at + __T::CASES[case].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        1..1 + __T::CASES[case].flat as usize
                    }
                    impl<Error: __p::ComponentType> __p::ComponentType
                    for StreamError<Error> {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(
                            <Self as __Places>::CASES,
                        );
                        const HANDLES: bool = false
                            || <Error as __p::ComponentType>::HANDLES;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    (
                                        "last-operation-failed",
                                        ::core::option::Option::Some(
                                            <Error as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    ("closed", ::core::option::Option::None),
                                ],
                            )
                        }
                    }
                };
                #[allow(
                    dead_code,
                    unused_variables,
                    non_local_definitions,
                    reason = "not every impl needs all of it"
                )]
                const _: () = {
                    use __embody::__private as __p;
                    trait __Places {
                        const CASES: &'static [__p::CanonicalAbi];
                    }
                    impl<Error: __p::ComponentType> __Places for StreamError<Error> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Error as __p::ComponentType>::ABI,
                            __p::CanonicalAbi::EMPTY,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(__T::CASES) as usize;
                        at..at + __T::CASES[case].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        1..1 + __T::CASES[case].flat as usize
                    }
                    impl<Error: __p::Lower> __p::Lower for StreamError<Error> {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let flat = flat
                                .get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("stream-error")
                            };
                            let place = cx.place();
                            match self {
                                Self::LastOperationFailed(payload) => {
                                    flat[0] = 0;
                                    if <Error as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of::<Self>(0) }],
                                    )?;
                                }
                                Self::Closed => {
                                    flat[0] = 1;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            if <Self as __p::ComponentType>::ABI.plain {
                                let to = cx
                                    .bytes_mut(
                                        at,
                                        <Self as __p::ComponentType>::ABI.size as usize,
                                    )?;
                                __p::Lower::store_plain(self, to);
                                return ::core::result::Result::Ok(());
                            }
                            let place = cx.place();
                            match self {
                                Self::LastOperationFailed(payload) => {
                                    <u8 as __p::Lower>::store(&0, cx, at)?;
                                    if <Error as __p::ComponentType>::HANDLES {
                                        cx.enter(place, 0);
                                    }
                                    __p::Lower::store(
                                        payload,
                                        cx,
                                        at.wrapping_add(const { bytes_of::<Self>(0).start as u32 }),
                                    )?;
                                }
                                Self::Closed => {
                                    <u8 as __p::Lower>::store(&1, cx, at)?;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .get_mut(..<Self as __p::ComponentType>::ABI.size as usize)
                            {
                                match self {
                                    Self::LastOperationFailed(payload) => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of::<Self>(0) }],
                                        );
                                    }
                                    Self::Closed => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                    }
                                }
                            }
                        }
                    }
                };
                #[allow(
                    dead_code,
                    unused_variables,
                    non_local_definitions,
                    reason = "not every impl needs all of it"
                )]
                const _: () = {
                    use __embody::__private as __p;
                    trait __Places {
                        const CASES: &'static [__p::CanonicalAbi];
                    }
                    impl<Error: __p::ComponentType> __Places for StreamError<Error> {
                        const CASES: &'static [__p::CanonicalAbi] = &[
                            <Error as __p::ComponentType>::ABI,
                            __p::CanonicalAbi::EMPTY,
                        ];
                    }
                    const fn bytes_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(__T::CASES) as usize;
                        at..at + __T::CASES[case].size as usize
                    }
                    const fn flat_of<__T: __Places + ?::core::marker::Sized>(
                        case: usize,
                    ) -> ::core::ops::Range<usize> {
                        1..1 + __T::CASES[case].flat as usize
                    }
                    impl<'a, Error: __p::LiftFrom<'a>> __p::LiftFrom<'a>
                    for StreamError<Error> {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let flat = flat
                                .get(..<Self as __p::ComponentType>::ABI.flat as usize);
                            let ::core::option::Option::Some(flat) = flat else {
                                return __p::invalid("stream-error")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => {
                                        Self::LastOperationFailed({
                                            if <Error as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 0);
                                            }
                                            <Error as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of::<Self>(0) }])?
                                        })
                                    }
                                    1 => Self::Closed,
                                    _ => return __p::invalid("stream-error"),
                                },
                            )
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let from = from
                                .get(..<Self as __p::ComponentType>::ABI.size as usize);
                            let ::core::option::Option::Some(from) = from else {
                                return __p::invalid("stream-error")
                            };
                            let place = cx.place();
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => {
                                        Self::LastOperationFailed({
                                            if <Error as __p::ComponentType>::HANDLES {
                                                cx.enter(place, 0);
                                            }
                                            <Error as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of::<Self>(0) }])?
                                        })
                                    }
                                    1 => Self::Closed,
                                    _ => return __p::invalid("stream-error"),
                                },
                            )
                        }
                    }
                };
                impl<Error> StreamError<Error> {
                    #[doc(hidden)]
                    #[allow(non_snake_case, reason = "named for what they change")]
                    pub fn __map<Error2>(
                        self,
                        mapError: &mut dyn ::core::ops::FnMut(Error) -> Error2,
                    ) -> StreamError<Error2> {
                        match self {
                            Self::LastOperationFailed(value) => {
                                StreamError::LastOperationFailed(mapError(value))
                            }
                            Self::Closed => StreamError::Closed,
                        }
                    }
                }
                impl<Error: ::core::fmt::Debug> ::core::fmt::Display
                for StreamError<Error> {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::LastOperationFailed(payload) => {
                                f.write_str("last operation failed")?;
                                f.write_str(": ")?;
                                ::core::fmt::Debug::fmt(payload, f)
                            }
                            Self::Closed => f.write_str("closed"),
                        }
                    }
                }
                impl<Error: ::core::fmt::Debug> ::core::error::Error
                for StreamError<Error> {}
                /// Functions that the component imports from `wasi:io/streams@0.2.12`.
                pub trait Host: super::error::Host + super::poll::Host {
                    /// What the resource `input-stream` is to the host. It is dropped when the component drops its handle.
                    type InputStream: ::core::marker::Send + 'static;
                    /// What the resource `output-stream` is to the host. It is dropped when the component drops its handle.
                    type OutputStream: ::core::marker::Send + 'static;
                    /// The function `[method]input-stream.read`.
                    fn input_stream_read(
                        &mut self,
                        input_stream: &mut Self::InputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::std::vec::Vec<u8>,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]input-stream.blocking-read`.
                    fn input_stream_blocking_read(
                        &mut self,
                        input_stream: &mut Self::InputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::std::vec::Vec<u8>,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]input-stream.skip`.
                    fn input_stream_skip(
                        &mut self,
                        input_stream: &mut Self::InputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            u64,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]input-stream.blocking-skip`.
                    fn input_stream_blocking_skip(
                        &mut self,
                        input_stream: &mut Self::InputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            u64,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]input-stream.subscribe`.
                    fn input_stream_subscribe(
                        &mut self,
                        input_stream: &mut Self::InputStream,
                    ) -> __embody::Result<<Self as super::poll::Host>::Pollable>;
                    /// The function `[method]output-stream.check-write`.
                    fn output_stream_check_write(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            u64,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.write`.
                    fn output_stream_write(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                        contents: &[u8],
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (),
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.blocking-write-and-flush`.
                    fn output_stream_blocking_write_and_flush(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                        contents: &[u8],
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (),
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.flush`.
                    fn output_stream_flush(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (),
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.blocking-flush`.
                    fn output_stream_blocking_flush(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (),
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.subscribe`.
                    fn output_stream_subscribe(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                    ) -> __embody::Result<<Self as super::poll::Host>::Pollable>;
                    /// The function `[method]output-stream.write-zeroes`.
                    fn output_stream_write_zeroes(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (),
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.blocking-write-zeroes-and-flush`.
                    fn output_stream_blocking_write_zeroes_and_flush(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (),
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.splice`.
                    fn output_stream_splice(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                        src: &mut Self::InputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            u64,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                    /// The function `[method]output-stream.blocking-splice`.
                    fn output_stream_blocking_splice(
                        &mut self,
                        output_stream: &mut Self::OutputStream,
                        src: &mut Self::InputStream,
                        len: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            u64,
                            StreamError<<Self as super::error::Host>::Error>,
                        >,
                    >;
                }
            }
        }
        /// Interfaces of `wasi:random`.
        pub mod random {
            /// The interface `wasi:random/insecure@0.2.12`.
            pub mod insecure {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:random/insecure@0.2.12`.
                pub trait Host {
                    /// The function `get-insecure-random-bytes`.
                    fn get_insecure_random_bytes(
                        &mut self,
                        len: u64,
                    ) -> __embody::Result<::std::vec::Vec<u8>>;
                    /// The function `get-insecure-random-u64`.
                    fn get_insecure_random_u64(&mut self) -> __embody::Result<u64>;
                }
            }
            /// The interface `wasi:random/insecure-seed@0.2.12`.
            pub mod insecure_seed {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:random/insecure-seed@0.2.12`.
                pub trait Host {
                    /// The function `insecure-seed`.
                    fn insecure_seed(&mut self) -> __embody::Result<(u64, u64)>;
                }
            }
            /// The interface `wasi:random/random@0.2.12`.
            pub mod random {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:random/random@0.2.12`.
                pub trait Host {
                    /// The function `get-random-bytes`.
                    fn get_random_bytes(
                        &mut self,
                        len: u64,
                    ) -> __embody::Result<::std::vec::Vec<u8>>;
                    /// The function `get-random-u64`.
                    fn get_random_u64(&mut self) -> __embody::Result<u64>;
                }
            }
        }
        /// Interfaces of `wasi:sockets`.
        pub mod sockets {
            /// The interface `wasi:sockets/instance-network@0.2.12`.
            pub mod instance_network {
                use ::embody as __embody;
                /// Functions that the component imports from `wasi:sockets/instance-network@0.2.12`.
                pub trait Host: super::network::Host {
                    /// The function `instance-network`.
                    fn instance_network(
                        &mut self,
                    ) -> __embody::Result<<Self as super::network::Host>::Network>;
                }
            }
            /// The interface `wasi:sockets/ip-name-lookup@0.2.12`.
            pub mod ip_name_lookup {
                use ::embody as __embody;
                /// The type `ip-address`.
                pub type IpAddress = super::network::IpAddress;
                /// The type `error-code`.
                pub type ErrorCode = super::network::ErrorCode;
                /// Functions that the component imports from `wasi:sockets/ip-name-lookup@0.2.12`.
                pub trait Host: super::super::io::poll::Host + super::network::Host {
                    /// What the resource `resolve-address-stream` is to the host. It is dropped when the component drops its handle.
                    type ResolveAddressStream: ::core::marker::Send + 'static;
                    /// The function `[method]resolve-address-stream.resolve-next-address`.
                    fn resolve_address_stream_resolve_next_address(
                        &mut self,
                        resolve_address_stream: &mut Self::ResolveAddressStream,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::core::option::Option<IpAddress>,
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]resolve-address-stream.subscribe`.
                    fn resolve_address_stream_subscribe(
                        &mut self,
                        resolve_address_stream: &mut Self::ResolveAddressStream,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                    /// The function `resolve-addresses`.
                    fn resolve_addresses(
                        &mut self,
                        network: &mut <Self as super::network::Host>::Network,
                        name: &str,
                    ) -> __embody::Result<
                        ::core::result::Result<Self::ResolveAddressStream, ErrorCode>,
                    >;
                }
            }
            /// The interface `wasi:sockets/network@0.2.12`.
            pub mod network {
                use ::embody as __embody;
                /// The type `ipv4-address`.
                pub type Ipv4Address = (u8, u8, u8, u8);
                /// The type `ipv4-socket-address`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Ipv4SocketAddress {
                    /// The field `port`.
                    pub port: u16,
                    /// The field `address`.
                    pub address: Ipv4Address,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <u16 as __p::ComponentType>::ABI,
                        <Ipv4Address as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for Ipv4SocketAddress {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("port", <u16 as __p::ComponentType>::typecheck),
                                    ("address", <Ipv4Address as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Ipv4SocketAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("ipv4-socket-address");
                            };
                            __p::Lower::lower(
                                &self.port,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.address,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.port,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.address,
                                    &mut to[const { bytes_of(1) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Ipv4SocketAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("ipv4-socket-address");
                            };
                            ::core::result::Result::Ok(Self {
                                port: <u16 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                address: <Ipv4Address as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("ipv4-socket-address");
                            };
                            ::core::result::Result::Ok(Self {
                                port: <u16 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                address: <Ipv4Address as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// The type `ipv6-address`.
                pub type Ipv6Address = (u16, u16, u16, u16, u16, u16, u16, u16);
                /// The type `ipv6-socket-address`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct Ipv6SocketAddress {
                    /// The field `port`.
                    pub port: u16,
                    /// The field `flow-info`.
                    pub flow_info: u32,
                    /// The field `address`.
                    pub address: Ipv6Address,
                    /// The field `scope-id`.
                    pub scope_id: u32,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <u16 as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                        <Ipv6Address as __p::ComponentType>::ABI,
                        <u32 as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for Ipv6SocketAddress {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    ("port", <u16 as __p::ComponentType>::typecheck),
                                    ("flow-info", <u32 as __p::ComponentType>::typecheck),
                                    ("address", <Ipv6Address as __p::ComponentType>::typecheck),
                                    ("scope-id", <u32 as __p::ComponentType>::typecheck),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for Ipv6SocketAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("ipv6-socket-address");
                            };
                            __p::Lower::lower(
                                &self.port,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.flow_info,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            __p::Lower::lower(
                                &self.address,
                                cx,
                                &mut flat[const { flat_of(2) }],
                            )?;
                            __p::Lower::lower(
                                &self.scope_id,
                                cx,
                                &mut flat[const { flat_of(3) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(
                                    &self.port,
                                    &mut to[const { bytes_of(0) }],
                                );
                                __p::Lower::store_plain(
                                    &self.flow_info,
                                    &mut to[const { bytes_of(1) }],
                                );
                                __p::Lower::store_plain(
                                    &self.address,
                                    &mut to[const { bytes_of(2) }],
                                );
                                __p::Lower::store_plain(
                                    &self.scope_id,
                                    &mut to[const { bytes_of(3) }],
                                );
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Ipv6SocketAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("ipv6-socket-address");
                            };
                            ::core::result::Result::Ok(Self {
                                port: <u16 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                flow_info: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                                address: <Ipv6Address as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(2) }])?,
                                scope_id: <u32 as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(3) }])?,
                            })
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("ipv6-socket-address");
                            };
                            ::core::result::Result::Ok(Self {
                                port: <u16 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                flow_info: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                                address: <Ipv6Address as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(2) }])?,
                                scope_id: <u32 as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(3) }])?,
                            })
                        }
                    }
                };
                /// The type `ip-socket-address`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum IpSocketAddress {
                    /// The case `ipv4`.
                    Ipv4(Ipv4SocketAddress),
                    /// The case `ipv6`.
                    Ipv6(Ipv6SocketAddress),
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const CASES: &[__p::CanonicalAbi] = &[
                        <Ipv4SocketAddress as __p::ComponentType>::ABI,
                        <Ipv6SocketAddress as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(case: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(CASES) as usize;
                        at..at + CASES[case].size as usize
                    }
                    const fn flat_of(case: usize) -> ::core::ops::Range<usize> {
                        1..1 + CASES[case].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(CASES);
                    impl __p::ComponentType for IpSocketAddress {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    (
                                        "ipv4",
                                        ::core::option::Option::Some(
                                            <Ipv4SocketAddress as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    (
                                        "ipv6",
                                        ::core::option::Option::Some(
                                            <Ipv6SocketAddress as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for IpSocketAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("ip-socket-address");
                            };
                            match self {
                                Self::Ipv4(payload) => {
                                    flat[0] = 0;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(0) }],
                                    )?;
                                }
                                Self::Ipv6(payload) => {
                                    flat[0] = 1;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(1) }],
                                    )?;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                match self {
                                    Self::Ipv4(payload) => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of(0) }],
                                        );
                                    }
                                    Self::Ipv6(payload) => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of(1) }],
                                        );
                                    }
                                }
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for IpSocketAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("ip-socket-address");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => {
                                        Self::Ipv4(
                                            <Ipv4SocketAddress as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(0) }])?,
                                        )
                                    }
                                    1 => {
                                        Self::Ipv6(
                                            <Ipv6SocketAddress as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(1) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("ip-socket-address"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("ip-socket-address");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => {
                                        Self::Ipv4(
                                            <Ipv4SocketAddress as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(0) }])?,
                                        )
                                    }
                                    1 => {
                                        Self::Ipv6(
                                            <Ipv6SocketAddress as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(1) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("ip-socket-address"),
                                },
                            )
                        }
                    }
                };
                /// The type `error-code`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum ErrorCode {
                    /// The case `unknown`.
                    Unknown,
                    /// The case `access-denied`.
                    AccessDenied,
                    /// The case `not-supported`.
                    NotSupported,
                    /// The case `invalid-argument`.
                    InvalidArgument,
                    /// The case `out-of-memory`.
                    OutOfMemory,
                    /// The case `timeout`.
                    Timeout,
                    /// The case `concurrency-conflict`.
                    ConcurrencyConflict,
                    /// The case `not-in-progress`.
                    NotInProgress,
                    /// The case `would-block`.
                    WouldBlock,
                    /// The case `invalid-state`.
                    InvalidState,
                    /// The case `new-socket-limit`.
                    NewSocketLimit,
                    /// The case `address-not-bindable`.
                    AddressNotBindable,
                    /// The case `address-in-use`.
                    AddressInUse,
                    /// The case `remote-unreachable`.
                    RemoteUnreachable,
                    /// The case `connection-refused`.
                    ConnectionRefused,
                    /// The case `connection-reset`.
                    ConnectionReset,
                    /// The case `connection-aborted`.
                    ConnectionAborted,
                    /// The case `datagram-too-large`.
                    DatagramTooLarge,
                    /// The case `name-unresolvable`.
                    NameUnresolvable,
                    /// The case `temporary-resolver-failure`.
                    TemporaryResolverFailure,
                    /// The case `permanent-resolver-failure`.
                    PermanentResolverFailure,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for ErrorCode {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(
                                ty,
                                &[
                                    "unknown",
                                    "access-denied",
                                    "not-supported",
                                    "invalid-argument",
                                    "out-of-memory",
                                    "timeout",
                                    "concurrency-conflict",
                                    "not-in-progress",
                                    "would-block",
                                    "invalid-state",
                                    "new-socket-limit",
                                    "address-not-bindable",
                                    "address-in-use",
                                    "remote-unreachable",
                                    "connection-refused",
                                    "connection-reset",
                                    "connection-aborted",
                                    "datagram-too-large",
                                    "name-unresolvable",
                                    "temporary-resolver-failure",
                                    "permanent-resolver-failure",
                                ],
                            )
                        }
                    }
                    impl __p::Lower for ErrorCode {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("error-code");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for ErrorCode {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("error-code");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Unknown,
                                    1 => Self::AccessDenied,
                                    2 => Self::NotSupported,
                                    3 => Self::InvalidArgument,
                                    4 => Self::OutOfMemory,
                                    5 => Self::Timeout,
                                    6 => Self::ConcurrencyConflict,
                                    7 => Self::NotInProgress,
                                    8 => Self::WouldBlock,
                                    9 => Self::InvalidState,
                                    10 => Self::NewSocketLimit,
                                    11 => Self::AddressNotBindable,
                                    12 => Self::AddressInUse,
                                    13 => Self::RemoteUnreachable,
                                    14 => Self::ConnectionRefused,
                                    15 => Self::ConnectionReset,
                                    16 => Self::ConnectionAborted,
                                    17 => Self::DatagramTooLarge,
                                    18 => Self::NameUnresolvable,
                                    19 => Self::TemporaryResolverFailure,
                                    20 => Self::PermanentResolverFailure,
                                    _ => return __p::invalid("error-code"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("error-code");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Unknown,
                                    1 => Self::AccessDenied,
                                    2 => Self::NotSupported,
                                    3 => Self::InvalidArgument,
                                    4 => Self::OutOfMemory,
                                    5 => Self::Timeout,
                                    6 => Self::ConcurrencyConflict,
                                    7 => Self::NotInProgress,
                                    8 => Self::WouldBlock,
                                    9 => Self::InvalidState,
                                    10 => Self::NewSocketLimit,
                                    11 => Self::AddressNotBindable,
                                    12 => Self::AddressInUse,
                                    13 => Self::RemoteUnreachable,
                                    14 => Self::ConnectionRefused,
                                    15 => Self::ConnectionReset,
                                    16 => Self::ConnectionAborted,
                                    17 => Self::DatagramTooLarge,
                                    18 => Self::NameUnresolvable,
                                    19 => Self::TemporaryResolverFailure,
                                    20 => Self::PermanentResolverFailure,
                                    _ => return __p::invalid("error-code"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for ErrorCode {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Unknown as u8 {
                            return ::core::result::Result::Ok(Self::Unknown);
                        }
                        if number == Self::AccessDenied as u8 {
                            return ::core::result::Result::Ok(Self::AccessDenied);
                        }
                        if number == Self::NotSupported as u8 {
                            return ::core::result::Result::Ok(Self::NotSupported);
                        }
                        if number == Self::InvalidArgument as u8 {
                            return ::core::result::Result::Ok(Self::InvalidArgument);
                        }
                        if number == Self::OutOfMemory as u8 {
                            return ::core::result::Result::Ok(Self::OutOfMemory);
                        }
                        if number == Self::Timeout as u8 {
                            return ::core::result::Result::Ok(Self::Timeout);
                        }
                        if number == Self::ConcurrencyConflict as u8 {
                            return ::core::result::Result::Ok(Self::ConcurrencyConflict);
                        }
                        if number == Self::NotInProgress as u8 {
                            return ::core::result::Result::Ok(Self::NotInProgress);
                        }
                        if number == Self::WouldBlock as u8 {
                            return ::core::result::Result::Ok(Self::WouldBlock);
                        }
                        if number == Self::InvalidState as u8 {
                            return ::core::result::Result::Ok(Self::InvalidState);
                        }
                        if number == Self::NewSocketLimit as u8 {
                            return ::core::result::Result::Ok(Self::NewSocketLimit);
                        }
                        if number == Self::AddressNotBindable as u8 {
                            return ::core::result::Result::Ok(Self::AddressNotBindable);
                        }
                        if number == Self::AddressInUse as u8 {
                            return ::core::result::Result::Ok(Self::AddressInUse);
                        }
                        if number == Self::RemoteUnreachable as u8 {
                            return ::core::result::Result::Ok(Self::RemoteUnreachable);
                        }
                        if number == Self::ConnectionRefused as u8 {
                            return ::core::result::Result::Ok(Self::ConnectionRefused);
                        }
                        if number == Self::ConnectionReset as u8 {
                            return ::core::result::Result::Ok(Self::ConnectionReset);
                        }
                        if number == Self::ConnectionAborted as u8 {
                            return ::core::result::Result::Ok(Self::ConnectionAborted);
                        }
                        if number == Self::DatagramTooLarge as u8 {
                            return ::core::result::Result::Ok(Self::DatagramTooLarge);
                        }
                        if number == Self::NameUnresolvable as u8 {
                            return ::core::result::Result::Ok(Self::NameUnresolvable);
                        }
                        if number == Self::TemporaryResolverFailure as u8 {
                            return ::core::result::Result::Ok(
                                Self::TemporaryResolverFailure,
                            );
                        }
                        if number == Self::PermanentResolverFailure as u8 {
                            return ::core::result::Result::Ok(
                                Self::PermanentResolverFailure,
                            );
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<ErrorCode> for u8 {
                    fn from(value: ErrorCode) -> Self {
                        value as Self
                    }
                }
                impl ::core::fmt::Display for ErrorCode {
                    fn fmt(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        match self {
                            Self::Unknown => f.write_str("unknown"),
                            Self::AccessDenied => f.write_str("access denied"),
                            Self::NotSupported => f.write_str("not supported"),
                            Self::InvalidArgument => f.write_str("invalid argument"),
                            Self::OutOfMemory => f.write_str("out of memory"),
                            Self::Timeout => f.write_str("timeout"),
                            Self::ConcurrencyConflict => {
                                f.write_str("concurrency conflict")
                            }
                            Self::NotInProgress => f.write_str("not in progress"),
                            Self::WouldBlock => f.write_str("would block"),
                            Self::InvalidState => f.write_str("invalid state"),
                            Self::NewSocketLimit => f.write_str("new socket limit"),
                            Self::AddressNotBindable => {
                                f.write_str("address not bindable")
                            }
                            Self::AddressInUse => f.write_str("address in use"),
                            Self::RemoteUnreachable => f.write_str("remote unreachable"),
                            Self::ConnectionRefused => f.write_str("connection refused"),
                            Self::ConnectionReset => f.write_str("connection reset"),
                            Self::ConnectionAborted => f.write_str("connection aborted"),
                            Self::DatagramTooLarge => f.write_str("datagram too large"),
                            Self::NameUnresolvable => f.write_str("name unresolvable"),
                            Self::TemporaryResolverFailure => {
                                f.write_str("temporary resolver failure")
                            }
                            Self::PermanentResolverFailure => {
                                f.write_str("permanent resolver failure")
                            }
                        }
                    }
                }
                impl ::core::error::Error for ErrorCode {}
                /// The type `ip-address-family`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum IpAddressFamily {
                    /// The case `ipv4`.
                    Ipv4,
                    /// The case `ipv6`.
                    Ipv6,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for IpAddressFamily {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["ipv4", "ipv6"])
                        }
                    }
                    impl __p::Lower for IpAddressFamily {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("ip-address-family");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for IpAddressFamily {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("ip-address-family");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Ipv4,
                                    1 => Self::Ipv6,
                                    _ => return __p::invalid("ip-address-family"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("ip-address-family");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Ipv4,
                                    1 => Self::Ipv6,
                                    _ => return __p::invalid("ip-address-family"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for IpAddressFamily {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Ipv4 as u8 {
                            return ::core::result::Result::Ok(Self::Ipv4);
                        }
                        if number == Self::Ipv6 as u8 {
                            return ::core::result::Result::Ok(Self::Ipv6);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<IpAddressFamily> for u8 {
                    fn from(value: IpAddressFamily) -> Self {
                        value as Self
                    }
                }
                /// The type `ip-address`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum IpAddress {
                    /// The case `ipv4`.
                    Ipv4(Ipv4Address),
                    /// The case `ipv6`.
                    Ipv6(Ipv6Address),
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const CASES: &[__p::CanonicalAbi] = &[
                        <Ipv4Address as __p::ComponentType>::ABI,
                        <Ipv6Address as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(case: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::payload_offset(CASES) as usize;
                        at..at + CASES[case].size as usize
                    }
                    const fn flat_of(case: usize) -> ::core::ops::Range<usize> {
                        1..1 + CASES[case].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::variant(CASES);
                    impl __p::ComponentType for IpAddress {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_variant(
                                ty,
                                &[
                                    (
                                        "ipv4",
                                        ::core::option::Option::Some(
                                            <Ipv4Address as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                    (
                                        "ipv6",
                                        ::core::option::Option::Some(
                                            <Ipv6Address as __p::ComponentType>::typecheck,
                                        ),
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for IpAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("ip-address");
                            };
                            match self {
                                Self::Ipv4(payload) => {
                                    flat[0] = 0;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(0) }],
                                    )?;
                                }
                                Self::Ipv6(payload) => {
                                    flat[0] = 1;
                                    __p::Lower::lower(
                                        payload,
                                        cx,
                                        &mut flat[const { flat_of(1) }],
                                    )?;
                                }
                            }
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                match self {
                                    Self::Ipv4(payload) => {
                                        <u8 as __p::Lower>::store_plain(&0, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of(0) }],
                                        );
                                    }
                                    Self::Ipv6(payload) => {
                                        <u8 as __p::Lower>::store_plain(&1, &mut to[0..1]);
                                        __p::Lower::store_plain(
                                            payload,
                                            &mut to[const { bytes_of(1) }],
                                        );
                                    }
                                }
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for IpAddress {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("ip-address");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => {
                                        Self::Ipv4(
                                            <Ipv4Address as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(0) }])?,
                                        )
                                    }
                                    1 => {
                                        Self::Ipv6(
                                            <Ipv6Address as __p::LiftFrom<
                                                'a,
                                            >>::lift(cx, &flat[const { flat_of(1) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("ip-address"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("ip-address");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, &from[0..1])? {
                                    0 => {
                                        Self::Ipv4(
                                            <Ipv4Address as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(0) }])?,
                                        )
                                    }
                                    1 => {
                                        Self::Ipv6(
                                            <Ipv6Address as __p::LiftFrom<
                                                'a,
                                            >>::load(cx, &from[const { bytes_of(1) }])?,
                                        )
                                    }
                                    _ => return __p::invalid("ip-address"),
                                },
                            )
                        }
                    }
                };
                /// Functions that the component imports from `wasi:sockets/network@0.2.12`.
                pub trait Host {
                    /// What the resource `network` is to the host. It is dropped when the component drops its handle.
                    type Network: ::core::marker::Send + 'static;
                }
            }
            /// The interface `wasi:sockets/tcp@0.2.12`.
            pub mod tcp {
                use ::embody as __embody;
                /// The type `ip-socket-address`.
                pub type IpSocketAddress = super::network::IpSocketAddress;
                /// The type `error-code`.
                pub type ErrorCode = super::network::ErrorCode;
                /// The type `ip-address-family`.
                pub type IpAddressFamily = super::network::IpAddressFamily;
                /// The type `duration`.
                pub type Duration = super::super::clocks::monotonic_clock::Duration;
                /// The type `shutdown-type`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub enum ShutdownType {
                    /// The case `receive`.
                    Receive,
                    /// The case `send`.
                    Send,
                    /// The case `both`.
                    Both,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::scalar(1);
                    impl __p::ComponentType for ShutdownType {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_enum(ty, &["receive", "send", "both"])
                        }
                    }
                    impl __p::Lower for ShutdownType {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("shutdown-type");
                            };
                            flat[0] = *self as u64;
                            ::core::result::Result::Ok(())
                        }
                        #[inline(always)]
                        fn store_plain(&self, to: &mut [u8]) {
                            if let ::core::option::Option::Some(to) = to
                                .first_chunk_mut::<SIZE>()
                            {
                                __p::Lower::store_plain(&(*self as u8), to);
                            }
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for ShutdownType {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("shutdown-type");
                            };
                            ::core::result::Result::Ok(
                                match flat[0] as u32 {
                                    0 => Self::Receive,
                                    1 => Self::Send,
                                    2 => Self::Both,
                                    _ => return __p::invalid("shutdown-type"),
                                },
                            )
                        }
                        #[inline(always)]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("shutdown-type");
                            };
                            ::core::result::Result::Ok(
                                match <u8 as __p::LiftFrom<'a>>::load(cx, from)? {
                                    0 => Self::Receive,
                                    1 => Self::Send,
                                    2 => Self::Both,
                                    _ => return __p::invalid("shutdown-type"),
                                },
                            )
                        }
                    }
                };
                impl ::core::convert::TryFrom<u8> for ShutdownType {
                    type Error = u8;
                    /// The case with this number; the number itself if there is none.
                    fn try_from(number: u8) -> ::core::result::Result<Self, u8> {
                        if number == Self::Receive as u8 {
                            return ::core::result::Result::Ok(Self::Receive);
                        }
                        if number == Self::Send as u8 {
                            return ::core::result::Result::Ok(Self::Send);
                        }
                        if number == Self::Both as u8 {
                            return ::core::result::Result::Ok(Self::Both);
                        }
                        ::core::result::Result::Err(number)
                    }
                }
                impl ::core::convert::From<ShutdownType> for u8 {
                    fn from(value: ShutdownType) -> Self {
                        value as Self
                    }
                }
                /// Functions that the component imports from `wasi:sockets/tcp@0.2.12`.
                pub trait Host: super::super::io::poll::Host + super::super::io::streams::Host + super::network::Host {
                    /// What the resource `tcp-socket` is to the host. It is dropped when the component drops its handle.
                    type TcpSocket: ::core::marker::Send + 'static;
                    /// The function `[method]tcp-socket.start-bind`.
                    fn tcp_socket_start_bind(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        network: &mut <Self as super::network::Host>::Network,
                        local_address: super::network::IpSocketAddress,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.finish-bind`.
                    fn tcp_socket_finish_bind(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.start-connect`.
                    fn tcp_socket_start_connect(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        network: &mut <Self as super::network::Host>::Network,
                        remote_address: super::network::IpSocketAddress,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.finish-connect`.
                    fn tcp_socket_finish_connect(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (
                                <Self as super::super::io::streams::Host>::InputStream,
                                <Self as super::super::io::streams::Host>::OutputStream,
                            ),
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]tcp-socket.start-listen`.
                    fn tcp_socket_start_listen(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.finish-listen`.
                    fn tcp_socket_finish_listen(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.accept`.
                    fn tcp_socket_accept(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (
                                Self::TcpSocket,
                                <Self as super::super::io::streams::Host>::InputStream,
                                <Self as super::super::io::streams::Host>::OutputStream,
                            ),
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]tcp-socket.local-address`.
                    fn tcp_socket_local_address(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<
                        ::core::result::Result<IpSocketAddress, ErrorCode>,
                    >;
                    /// The function `[method]tcp-socket.remote-address`.
                    fn tcp_socket_remote_address(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<
                        ::core::result::Result<IpSocketAddress, ErrorCode>,
                    >;
                    /// The function `[method]tcp-socket.is-listening`.
                    fn tcp_socket_is_listening(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<bool>;
                    /// The function `[method]tcp-socket.address-family`.
                    fn tcp_socket_address_family(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<IpAddressFamily>;
                    /// The function `[method]tcp-socket.set-listen-backlog-size`.
                    fn tcp_socket_set_listen_backlog_size(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.keep-alive-enabled`.
                    fn tcp_socket_keep_alive_enabled(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<bool, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-keep-alive-enabled`.
                    fn tcp_socket_set_keep_alive_enabled(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: bool,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.keep-alive-idle-time`.
                    fn tcp_socket_keep_alive_idle_time(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<Duration, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-keep-alive-idle-time`.
                    fn tcp_socket_set_keep_alive_idle_time(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.keep-alive-interval`.
                    fn tcp_socket_keep_alive_interval(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<Duration, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-keep-alive-interval`.
                    fn tcp_socket_set_keep_alive_interval(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.keep-alive-count`.
                    fn tcp_socket_keep_alive_count(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<u32, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-keep-alive-count`.
                    fn tcp_socket_set_keep_alive_count(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u32,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.hop-limit`.
                    fn tcp_socket_hop_limit(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<u8, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-hop-limit`.
                    fn tcp_socket_set_hop_limit(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u8,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.receive-buffer-size`.
                    fn tcp_socket_receive_buffer_size(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<u64, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-receive-buffer-size`.
                    fn tcp_socket_set_receive_buffer_size(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.send-buffer-size`.
                    fn tcp_socket_send_buffer_size(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<::core::result::Result<u64, ErrorCode>>;
                    /// The function `[method]tcp-socket.set-send-buffer-size`.
                    fn tcp_socket_set_send_buffer_size(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]tcp-socket.subscribe`.
                    fn tcp_socket_subscribe(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                    /// The function `[method]tcp-socket.shutdown`.
                    fn tcp_socket_shutdown(
                        &mut self,
                        tcp_socket: &mut Self::TcpSocket,
                        shutdown_type: ShutdownType,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                }
            }
            /// The interface `wasi:sockets/tcp-create-socket@0.2.12`.
            pub mod tcp_create_socket {
                use ::embody as __embody;
                /// The type `ip-address-family`.
                pub type IpAddressFamily = super::network::IpAddressFamily;
                /// The type `error-code`.
                pub type ErrorCode = super::network::ErrorCode;
                /// Functions that the component imports from `wasi:sockets/tcp-create-socket@0.2.12`.
                pub trait Host: super::tcp::Host {
                    /// The function `create-tcp-socket`.
                    fn create_tcp_socket(
                        &mut self,
                        address_family: super::network::IpAddressFamily,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            <Self as super::tcp::Host>::TcpSocket,
                            ErrorCode,
                        >,
                    >;
                }
            }
            /// The interface `wasi:sockets/udp@0.2.12`.
            pub mod udp {
                use ::embody as __embody;
                /// The type `ip-socket-address`.
                pub type IpSocketAddress = super::network::IpSocketAddress;
                /// The type `error-code`.
                pub type ErrorCode = super::network::ErrorCode;
                /// The type `ip-address-family`.
                pub type IpAddressFamily = super::network::IpAddressFamily;
                /// The type `incoming-datagram`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct IncomingDatagram {
                    /// The field `data`.
                    pub data: ::std::vec::Vec<u8>,
                    /// The field `remote-address`.
                    pub remote_address: IpSocketAddress,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <::std::vec::Vec<u8> as __p::ComponentType>::ABI,
                        <IpSocketAddress as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for IncomingDatagram {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    (
                                        "data",
                                        <::std::vec::Vec<u8> as __p::ComponentType>::typecheck,
                                    ),
                                    (
                                        "remote-address",
                                        <IpSocketAddress as __p::ComponentType>::typecheck,
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for IncomingDatagram {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("incoming-datagram");
                            };
                            __p::Lower::lower(
                                &self.data,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.remote_address,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(
                                &self.data,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.remote_address,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for IncomingDatagram {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("incoming-datagram");
                            };
                            ::core::result::Result::Ok(Self {
                                data: <::std::vec::Vec<
                                    u8,
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                remote_address: <IpSocketAddress as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("incoming-datagram");
                            };
                            ::core::result::Result::Ok(Self {
                                data: <::std::vec::Vec<
                                    u8,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                remote_address: <IpSocketAddress as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// The type `outgoing-datagram`.
                #[derive(
                    ::core::fmt::Debug,
                    ::core::clone::Clone,
                    ::core::cmp::PartialEq,
                    ::core::cmp::Eq,
                    ::core::hash::Hash,
                )]
                pub struct OutgoingDatagram {
                    /// The field `data`.
                    pub data: ::std::vec::Vec<u8>,
                    /// The field `remote-address`.
                    pub remote_address: ::core::option::Option<IpSocketAddress>,
                }
                #[allow(dead_code, reason = "not every impl needs all of it")]
                const _: () = {
                    use __embody::__private as __p;
                    const FIELDS: &[__p::CanonicalAbi] = &[
                        <::std::vec::Vec<u8> as __p::ComponentType>::ABI,
                        <::core::option::Option<
                            IpSocketAddress,
                        > as __p::ComponentType>::ABI,
                    ];
                    const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
                        at..at + FIELDS[field].size as usize
                    }
                    const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
                        let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat
                            as usize;
                        at..at + FIELDS[field].flat as usize
                    }
                    const SIZE: usize = ABI.size as usize;
                    const FLAT: usize = ABI.flat as usize;
                    const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
                    impl __p::ComponentType for OutgoingDatagram {
                        const ABI: __p::CanonicalAbi = ABI;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::typecheck_record(
                                ty,
                                &[
                                    (
                                        "data",
                                        <::std::vec::Vec<u8> as __p::ComponentType>::typecheck,
                                    ),
                                    (
                                        "remote-address",
                                        <::core::option::Option<
                                            IpSocketAddress,
                                        > as __p::ComponentType>::typecheck,
                                    ),
                                ],
                            )
                        }
                    }
                    impl __p::Lower for OutgoingDatagram {
                        #[inline]
                        #[allow(unused_variables, reason = "a payload may be nothing")]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk_mut::<FLAT>() else {
                                return __p::invalid("outgoing-datagram");
                            };
                            __p::Lower::lower(
                                &self.data,
                                cx,
                                &mut flat[const { flat_of(0) }],
                            )?;
                            __p::Lower::lower(
                                &self.remote_address,
                                cx,
                                &mut flat[const { flat_of(1) }],
                            )?;
                            ::core::result::Result::Ok(())
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(
                                &self.data,
                                cx,
                                at.wrapping_add(const { bytes_of(0).start as u32 }),
                            )?;
                            __p::Lower::store(
                                &self.remote_address,
                                cx,
                                at.wrapping_add(const { bytes_of(1).start as u32 }),
                            )?;
                            ::core::result::Result::Ok(())
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for OutgoingDatagram {
                        #[inline]
                        #[allow(unused_variables, reason = "a number needs no context")]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(flat) = flat
                                .first_chunk::<FLAT>() else {
                                return __p::invalid("outgoing-datagram");
                            };
                            ::core::result::Result::Ok(Self {
                                data: <::std::vec::Vec<
                                    u8,
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(0) }])?,
                                remote_address: <::core::option::Option<
                                    IpSocketAddress,
                                > as __p::LiftFrom<
                                    'a,
                                >>::lift(cx, &flat[const { flat_of(1) }])?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let ::core::option::Option::Some(from) = from
                                .first_chunk::<SIZE>() else {
                                return __p::invalid("outgoing-datagram");
                            };
                            ::core::result::Result::Ok(Self {
                                data: <::std::vec::Vec<
                                    u8,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(0) }])?,
                                remote_address: <::core::option::Option<
                                    IpSocketAddress,
                                > as __p::LiftFrom<
                                    'a,
                                >>::load(cx, &from[const { bytes_of(1) }])?,
                            })
                        }
                    }
                };
                /// Functions that the component imports from `wasi:sockets/udp@0.2.12`.
                pub trait Host: super::super::io::poll::Host + super::network::Host {
                    /// What the resource `incoming-datagram-stream` is to the host. It is dropped when the component drops its handle.
                    type IncomingDatagramStream: ::core::marker::Send + 'static;
                    /// What the resource `outgoing-datagram-stream` is to the host. It is dropped when the component drops its handle.
                    type OutgoingDatagramStream: ::core::marker::Send + 'static;
                    /// What the resource `udp-socket` is to the host. It is dropped when the component drops its handle.
                    type UdpSocket: ::core::marker::Send + 'static;
                    /// The function `[method]udp-socket.start-bind`.
                    fn udp_socket_start_bind(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                        network: &mut <Self as super::network::Host>::Network,
                        local_address: super::network::IpSocketAddress,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]udp-socket.finish-bind`.
                    fn udp_socket_finish_bind(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]udp-socket.stream`.
                    fn udp_socket_stream(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                        remote_address: ::core::option::Option<
                            super::network::IpSocketAddress,
                        >,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            (Self::IncomingDatagramStream, Self::OutgoingDatagramStream),
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]udp-socket.local-address`.
                    fn udp_socket_local_address(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<
                        ::core::result::Result<IpSocketAddress, ErrorCode>,
                    >;
                    /// The function `[method]udp-socket.remote-address`.
                    fn udp_socket_remote_address(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<
                        ::core::result::Result<IpSocketAddress, ErrorCode>,
                    >;
                    /// The function `[method]udp-socket.address-family`.
                    fn udp_socket_address_family(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<IpAddressFamily>;
                    /// The function `[method]udp-socket.unicast-hop-limit`.
                    fn udp_socket_unicast_hop_limit(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<::core::result::Result<u8, ErrorCode>>;
                    /// The function `[method]udp-socket.set-unicast-hop-limit`.
                    fn udp_socket_set_unicast_hop_limit(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                        value: u8,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]udp-socket.receive-buffer-size`.
                    fn udp_socket_receive_buffer_size(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<::core::result::Result<u64, ErrorCode>>;
                    /// The function `[method]udp-socket.set-receive-buffer-size`.
                    fn udp_socket_set_receive_buffer_size(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]udp-socket.send-buffer-size`.
                    fn udp_socket_send_buffer_size(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<::core::result::Result<u64, ErrorCode>>;
                    /// The function `[method]udp-socket.set-send-buffer-size`.
                    fn udp_socket_set_send_buffer_size(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                        value: u64,
                    ) -> __embody::Result<::core::result::Result<(), ErrorCode>>;
                    /// The function `[method]udp-socket.subscribe`.
                    fn udp_socket_subscribe(
                        &mut self,
                        udp_socket: &mut Self::UdpSocket,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                    /// The function `[method]incoming-datagram-stream.receive`.
                    fn incoming_datagram_stream_receive(
                        &mut self,
                        incoming_datagram_stream: &mut Self::IncomingDatagramStream,
                        max_results: u64,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            ::std::vec::Vec<IncomingDatagram>,
                            ErrorCode,
                        >,
                    >;
                    /// The function `[method]incoming-datagram-stream.subscribe`.
                    fn incoming_datagram_stream_subscribe(
                        &mut self,
                        incoming_datagram_stream: &mut Self::IncomingDatagramStream,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                    /// The function `[method]outgoing-datagram-stream.check-send`.
                    fn outgoing_datagram_stream_check_send(
                        &mut self,
                        outgoing_datagram_stream: &mut Self::OutgoingDatagramStream,
                    ) -> __embody::Result<::core::result::Result<u64, ErrorCode>>;
                    /// The function `[method]outgoing-datagram-stream.send`.
                    fn outgoing_datagram_stream_send(
                        &mut self,
                        outgoing_datagram_stream: &mut Self::OutgoingDatagramStream,
                        datagrams: ::std::vec::Vec<OutgoingDatagram>,
                    ) -> __embody::Result<::core::result::Result<u64, ErrorCode>>;
                    /// The function `[method]outgoing-datagram-stream.subscribe`.
                    fn outgoing_datagram_stream_subscribe(
                        &mut self,
                        outgoing_datagram_stream: &mut Self::OutgoingDatagramStream,
                    ) -> __embody::Result<
                        <Self as super::super::io::poll::Host>::Pollable,
                    >;
                }
            }
            /// The interface `wasi:sockets/udp-create-socket@0.2.12`.
            pub mod udp_create_socket {
                use ::embody as __embody;
                /// The type `ip-address-family`.
                pub type IpAddressFamily = super::network::IpAddressFamily;
                /// The type `error-code`.
                pub type ErrorCode = super::network::ErrorCode;
                /// Functions that the component imports from `wasi:sockets/udp-create-socket@0.2.12`.
                pub trait Host: super::udp::Host {
                    /// The function `create-udp-socket`.
                    fn create_udp_socket(
                        &mut self,
                        address_family: super::network::IpAddressFamily,
                    ) -> __embody::Result<
                        ::core::result::Result<
                            <Self as super::udp::Host>::UdpSocket,
                            ErrorCode,
                        >,
                    >;
                }
            }
        }
    }
}
/// Constant indices of the exports, for the dynamic API.
pub mod indices {
    use ::embody as __embody;
    /// The function `run` of `wasi:cli/run@0.2.12`.
    pub const WASI_CLI_RUN_RUN: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        0u32,
    );
}
