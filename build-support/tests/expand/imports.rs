/// What a host must implement: the `Host` trait of each imported interface. Who does that has this.
pub trait Imports: imports::Host + imports::test::imports::log::Host {}
impl<
    T: ?::core::marker::Sized + imports::Host + imports::test::imports::log::Host,
> Imports for T {}
mod __host_calls {
    use ::embody as __embody;
    pub(super) extern "C" fn lowering0<T: super::Imports>(
        caller: __embody::__private::Caller<'_>,
        value0: u32,
        value1: u32,
    ) -> __embody::__private::Ret {
        caller
            .call::<
                super::__image::Image,
                0usize,
                T,
                (&str,),
                (),
                _,
            >(
                &[__embody::__private::slot(value0), __embody::__private::slot(value1)],
                |host, (param0,)| super::imports::test::imports::log::Host::write(
                    host,
                    param0,
                ),
            )
    }
    pub(super) extern "C" fn lowering1<T: super::Imports>(
        caller: __embody::__private::Caller<'_>,
        value0: u32,
        value1: u32,
        value2: u32,
        value3: u32,
        value4: u32,
        value5: u32,
        value6: u32,
    ) -> __embody::__private::Ret {
        caller
            .call::<
                super::__image::Image,
                1usize,
                T,
                (&str, ::std::vec::Vec<&str>, &[u8]),
                ::core::option::Option<::std::string::String>,
                _,
            >(
                &[
                    __embody::__private::slot(value0),
                    __embody::__private::slot(value1),
                    __embody::__private::slot(value2),
                    __embody::__private::slot(value3),
                    __embody::__private::slot(value4),
                    __embody::__private::slot(value5),
                    __embody::__private::slot(value6),
                ],
                |host, (param0, param1, param2)| super::imports::Host::ask(
                    host,
                    param0,
                    param1,
                    param2,
                ),
            )
    }
}
/// What the component imports, and its host implements.
pub mod imports {
    use ::embody as __embody;
    /// Functions that the component imports on their own.
    pub trait Host {
        /// The function `ask`.
        fn ask(
            &mut self,
            question: &str,
            choices: ::std::vec::Vec<&str>,
            bytes: &[u8],
        ) -> __embody::Result<::core::option::Option<::std::string::String>>;
    }
    /// Interfaces of `test:imports`.
    pub mod test {
        /// Interfaces of `test:imports`.
        pub mod imports {
            /// Where lines go.
            pub mod log {
                use ::embody as __embody;
                /// Functions that the component imports from `test:imports/log`.
                pub trait Host {
                    /// Takes a line.
                    fn write(&mut self, line: &str) -> __embody::Result<()>;
                }
            }
        }
    }
}
