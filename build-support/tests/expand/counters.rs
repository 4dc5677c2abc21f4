/// Types of the interfaces that the component exports.
pub mod exports {
    /// Interfaces of `test:counters`.
    pub mod test {
        /// Interfaces of `test:counters`.
        pub mod counters {
            /// The interface `test:counters/counters`.
            pub mod counters {
                use ::embody as __embody;
                /// Counts.
                #[derive(::core::fmt::Debug)]
                pub struct Counter {
                    handle: __embody::__private::GuestResource,
                }
                const _: () = {
                    use __embody::__private as __p;
                    impl __p::ComponentType for Counter {
                        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::HANDLE;
                        const HANDLES: bool = true;
                        fn typecheck(
                            ty: &__embody::component::types::Type,
                        ) -> __embody::Result<()> {
                            __p::GuestResource::typecheck(ty)
                        }
                    }
                    impl __p::Lower for Counter {
                        #[inline]
                        fn lower(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            __p::Lower::lower(&self.handle.give(cx)?, cx, flat)
                        }
                        #[inline]
                        fn store(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(&self.handle.give(cx)?, cx, at)
                        }
                        #[inline]
                        fn lower_ref(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            flat: &mut [u64],
                        ) -> __embody::Result<()> {
                            __p::Lower::lower(&self.handle.lend(cx)?, cx, flat)
                        }
                        #[inline]
                        fn store_ref(
                            &self,
                            cx: &mut __p::LowerContext<'_>,
                            at: u32,
                        ) -> __embody::Result<()> {
                            __p::Lower::store(&self.handle.lend(cx)?, cx, at)
                        }
                    }
                    impl<'a> __p::LiftFrom<'a> for Counter {
                        #[inline]
                        fn lift(
                            cx: &mut __p::LiftContext<'a>,
                            flat: &[u64],
                        ) -> __embody::Result<Self> {
                            let handle = <u32 as __p::LiftFrom<'a>>::lift(cx, flat)?;
                            ::core::result::Result::Ok(Self {
                                handle: __p::GuestResource::lift(cx, 0, handle)?,
                            })
                        }
                        #[inline]
                        fn load(
                            cx: &mut __p::LiftContext<'a>,
                            from: &[u8],
                        ) -> __embody::Result<Self> {
                            let handle = <u32 as __p::LiftFrom<'a>>::load(cx, from)?;
                            ::core::result::Result::Ok(Self {
                                handle: __p::GuestResource::lift(cx, 0, handle)?,
                            })
                        }
                    }
                };
                impl Counter {
                    /// Starts at a number.
                    #[inline]
                    pub fn new<T>(
                        instance: &mut super::super::super::super::Instance<T>,
                        start: u32,
                    ) -> __embody::Result<Counter> {
                        instance.inner.call::<0usize, (u32,), Counter, (u32,)>((start,))
                    }
                    /// Counts on.
                    #[inline]
                    pub fn next<T>(
                        &self,
                        instance: &mut super::super::super::super::Instance<T>,
                    ) -> __embody::Result<u32> {
                        instance.inner.call::<1usize, (&Counter,), u32, (u32,)>((self,))
                    }
                    /// Calls the function `[method]counter.type`.
                    #[inline]
                    pub fn type_<T>(
                        &self,
                        instance: &mut super::super::super::super::Instance<T>,
                        instance_: u32,
                    ) -> __embody::Result<u32> {
                        instance
                            .inner
                            .call::<
                                2usize,
                                (&Counter, u32),
                                u32,
                                (u32, u32),
                            >((self, instance_))
                    }
                    /// Calls the function `[static]counter.sum`.
                    #[inline]
                    pub fn sum<T>(
                        instance: &mut super::super::super::super::Instance<T>,
                        all: &[&Counter],
                    ) -> __embody::Result<u64> {
                        instance
                            .inner
                            .call::<3usize, (&[&Counter],), u64, (u32, u32)>((all,))
                    }
                    /// Calls the function `[static]counter.join`.
                    #[inline]
                    pub fn join<T>(
                        instance: &mut super::super::super::super::Instance<T>,
                        a: Counter,
                        b: Counter,
                    ) -> __embody::Result<Counter> {
                        instance
                            .inner
                            .call::<
                                4usize,
                                (Counter, Counter),
                                Counter,
                                (u32, u32),
                            >((a, b))
                    }
                }
            }
        }
    }
}
