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
    /// Calls the function `f`.
    #[inline]
    pub fn f(
        &mut self,
        a: u8,
        b: u8,
        c: u8,
        d: u8,
        e: u8,
        f: u8,
        g: u8,
        h: u8,
        i: u8,
        j: u8,
        k: u8,
        l: u8,
        m: u8,
        n: u8,
        o: u8,
        p: u8,
        q: &str,
    ) -> __embody::Result<u8> {
        self.inner
            .call::<
                0usize,
                __params::Export0,
                u8,
                (u32,),
            >(__params::Export0 {
                param0: a,
                param1: b,
                param2: c,
                param3: d,
                param4: e,
                param5: f,
                param6: g,
                param7: h,
                param8: i,
                param9: j,
                param10: k,
                param11: l,
                param12: m,
                param13: n,
                param14: o,
                param15: p,
                param16: q,
            })
    }
}
impl<T> ::core::fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}
mod __params {
    use ::embody as __embody;
    pub(super) struct Export0<'a> {
        pub(super) param0: u8,
        pub(super) param1: u8,
        pub(super) param2: u8,
        pub(super) param3: u8,
        pub(super) param4: u8,
        pub(super) param5: u8,
        pub(super) param6: u8,
        pub(super) param7: u8,
        pub(super) param8: u8,
        pub(super) param9: u8,
        pub(super) param10: u8,
        pub(super) param11: u8,
        pub(super) param12: u8,
        pub(super) param13: u8,
        pub(super) param14: u8,
        pub(super) param15: u8,
        pub(super) param16: &'a str,
    }
    #[allow(dead_code, reason = "not every impl needs all of it")]
    const _: () = {
        use __embody::__private as __p;
        const FIELDS: &[__p::CanonicalAbi] = &[
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <u8 as __p::ComponentType>::ABI,
            <&str as __p::ComponentType>::ABI,
        ];
        const fn bytes_of(field: usize) -> ::core::ops::Range<usize> {
            let at = __p::CanonicalAbi::field_offset(FIELDS, field) as usize;
            at..at + FIELDS[field].size as usize
        }
        const fn flat_of(field: usize) -> ::core::ops::Range<usize> {
            let at = __p::CanonicalAbi::record(FIELDS.split_at(field).0).flat as usize;
            at..at + FIELDS[field].flat as usize
        }
        const SIZE: usize = ABI.size as usize;
        const FLAT: usize = ABI.flat as usize;
        const ABI: __p::CanonicalAbi = __p::CanonicalAbi::record(FIELDS);
        impl __p::ComponentType for Export0<'_> {
            const ABI: __p::CanonicalAbi = ABI;
            fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
                __p::typecheck_record(
                    ty,
                    &[
                        ("a", <u8 as __p::ComponentType>::typecheck),
                        ("b", <u8 as __p::ComponentType>::typecheck),
                        ("c", <u8 as __p::ComponentType>::typecheck),
                        ("d", <u8 as __p::ComponentType>::typecheck),
                        ("e", <u8 as __p::ComponentType>::typecheck),
                        ("f", <u8 as __p::ComponentType>::typecheck),
                        ("g", <u8 as __p::ComponentType>::typecheck),
                        ("h", <u8 as __p::ComponentType>::typecheck),
                        ("i", <u8 as __p::ComponentType>::typecheck),
                        ("j", <u8 as __p::ComponentType>::typecheck),
                        ("k", <u8 as __p::ComponentType>::typecheck),
                        ("l", <u8 as __p::ComponentType>::typecheck),
                        ("m", <u8 as __p::ComponentType>::typecheck),
                        ("n", <u8 as __p::ComponentType>::typecheck),
                        ("o", <u8 as __p::ComponentType>::typecheck),
                        ("p", <u8 as __p::ComponentType>::typecheck),
                        ("q", <&str as __p::ComponentType>::typecheck),
                    ],
                )
            }
        }
        impl __p::Lower for Export0<'_> {
            #[inline]
            #[allow(unused_variables, reason = "a payload may be nothing")]
            fn lower(
                &self,
                cx: &mut __p::LowerContext<'_>,
                flat: &mut [u64],
            ) -> __embody::Result<()> {
                let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>()
                else {
                    return __p::invalid("f");
                };
                __p::Lower::lower(&self.param0, cx, &mut flat[const { flat_of(0) }])?;
                __p::Lower::lower(&self.param1, cx, &mut flat[const { flat_of(1) }])?;
                __p::Lower::lower(&self.param2, cx, &mut flat[const { flat_of(2) }])?;
                __p::Lower::lower(&self.param3, cx, &mut flat[const { flat_of(3) }])?;
                __p::Lower::lower(&self.param4, cx, &mut flat[const { flat_of(4) }])?;
                __p::Lower::lower(&self.param5, cx, &mut flat[const { flat_of(5) }])?;
                __p::Lower::lower(&self.param6, cx, &mut flat[const { flat_of(6) }])?;
                __p::Lower::lower(&self.param7, cx, &mut flat[const { flat_of(7) }])?;
                __p::Lower::lower(&self.param8, cx, &mut flat[const { flat_of(8) }])?;
                __p::Lower::lower(&self.param9, cx, &mut flat[const { flat_of(9) }])?;
                __p::Lower::lower(&self.param10, cx, &mut flat[const { flat_of(10) }])?;
                __p::Lower::lower(&self.param11, cx, &mut flat[const { flat_of(11) }])?;
                __p::Lower::lower(&self.param12, cx, &mut flat[const { flat_of(12) }])?;
                __p::Lower::lower(&self.param13, cx, &mut flat[const { flat_of(13) }])?;
                __p::Lower::lower(&self.param14, cx, &mut flat[const { flat_of(14) }])?;
                __p::Lower::lower(&self.param15, cx, &mut flat[const { flat_of(15) }])?;
                __p::Lower::lower(&self.param16, cx, &mut flat[const { flat_of(16) }])?;
                ::core::result::Result::Ok(())
            }
            #[inline]
            fn store(
                &self,
                cx: &mut __p::LowerContext<'_>,
                at: u32,
            ) -> __embody::Result<()> {
                __p::Lower::store(
                    &self.param0,
                    cx,
                    at.wrapping_add(const { bytes_of(0).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param1,
                    cx,
                    at.wrapping_add(const { bytes_of(1).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param2,
                    cx,
                    at.wrapping_add(const { bytes_of(2).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param3,
                    cx,
                    at.wrapping_add(const { bytes_of(3).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param4,
                    cx,
                    at.wrapping_add(const { bytes_of(4).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param5,
                    cx,
                    at.wrapping_add(const { bytes_of(5).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param6,
                    cx,
                    at.wrapping_add(const { bytes_of(6).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param7,
                    cx,
                    at.wrapping_add(const { bytes_of(7).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param8,
                    cx,
                    at.wrapping_add(const { bytes_of(8).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param9,
                    cx,
                    at.wrapping_add(const { bytes_of(9).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param10,
                    cx,
                    at.wrapping_add(const { bytes_of(10).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param11,
                    cx,
                    at.wrapping_add(const { bytes_of(11).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param12,
                    cx,
                    at.wrapping_add(const { bytes_of(12).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param13,
                    cx,
                    at.wrapping_add(const { bytes_of(13).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param14,
                    cx,
                    at.wrapping_add(const { bytes_of(14).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param15,
                    cx,
                    at.wrapping_add(const { bytes_of(15).start as u32 }),
                )?;
                __p::Lower::store(
                    &self.param16,
                    cx,
                    at.wrapping_add(const { bytes_of(16).start as u32 }),
                )?;
                ::core::result::Result::Ok(())
            }
        }
    };
}
