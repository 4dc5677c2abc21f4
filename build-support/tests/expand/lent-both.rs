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
            inner: __embody::__private::TypedInstance::new(
                host,
                &[
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering0::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                ],
            )?,
        })
    }
    /// Ends what runs, poisoned or not, and starts anew with the same host: memory, globals and tables are as
    /// they were at first. Resources of the component that were not dropped belong to none any more.
    pub fn reset(&mut self) -> __embody::Result<()>
    where
        T: Imports,
    {
        self.inner
            .reset(
                &[
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering0::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                    __embody::__private::HostFunc::new(
                        __host_calls::lowering1::<T>
                            as extern "C" fn(
                                __embody::__private::Caller<'_>,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                                u32,
                            ) -> __embody::__private::Ret,
                    ),
                ],
            )
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
    /// Runs the component's destructors of resources that were dropped since it was called last. Each call does
    /// that first.
    pub fn run_destructors(&mut self) -> __embody::Result<()> {
        self.inner.run_destructors()
    }
    /// Calls the function `use-it`.
    #[inline]
    pub fn use_it(
        &mut self,
        it: imports::demo::lent_both::types::Mixed<
            &mut <T as imports::demo::lent_both::types::Host>::One,
        >,
        all: ::std::vec::Vec<
            MixedToo<&mut <T as imports::demo::lent_both::types::Host>::One>,
        >,
    ) -> __embody::Result<()>
    where
        T: Imports,
    {
        self.inner
            .call::<
                0usize,
                (
                    imports::demo::lent_both::types::Mixed<
                        __embody::__private::HostLend<
                            '_,
                            <T as imports::demo::lent_both::types::Host>::One,
                            0,
                        >,
                    >,
                    ::std::vec::Vec<
                        MixedToo<
                            __embody::__private::HostLend<
                                '_,
                                <T as imports::demo::lent_both::types::Host>::One,
                                0,
                            >,
                        >,
                    >,
                ),
                (),
                (u32, u32, u32, u32, u32, u32, u32),
            >((
                it.__map(&mut |value| __embody::__private::HostLend::new(value)),
                __embody::__private::each(
                    all,
                    |value| {
                        value
                            .__map(
                                &mut |value| __embody::__private::HostLend::new(value),
                            )
                    },
                ),
            ))
    }
    /// The exported interface `demo:lent-both/others`.
    #[inline]
    pub fn demo_lent_both_others(&mut self) -> views::DemoLentBothOthers<'_, T> {
        views::DemoLentBothOthers {
            inner: &mut self.inner,
        }
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
