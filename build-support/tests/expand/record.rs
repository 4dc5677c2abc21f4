/// A line.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Line {
    /// Where it starts.
    pub at: u16,
    /// What it says.
    pub text: ::std::string::String,
    /// A field whose name is a keyword.
    pub type_: f32,
}
#[allow(dead_code, reason = "not every impl needs all of it")]
const _: () = {
    use __embody::__private as __p;
    const FIELDS: &[__p::CanonicalAbi] = &[
        <u16 as __p::ComponentType>::ABI,
        <::std::string::String as __p::ComponentType>::ABI,
        <f32 as __p::ComponentType>::ABI,
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
    impl __p::ComponentType for Line {
        const ABI: __p::CanonicalAbi = ABI;
        fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
            __p::typecheck_record(
                ty,
                &[
                    ("at", <u16 as __p::ComponentType>::typecheck),
                    ("text", <::std::string::String as __p::ComponentType>::typecheck),
                    ("type", <f32 as __p::ComponentType>::typecheck),
                ],
            )
        }
    }
    impl __p::Lower for Line {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(
            &self,
            cx: &mut __p::LowerContext<'_>,
            flat: &mut [u64],
        ) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid("line");
            };
            __p::Lower::lower(&self.at, cx, &mut flat[const { flat_of(0) }])?;
            __p::Lower::lower(&self.text, cx, &mut flat[const { flat_of(1) }])?;
            __p::Lower::lower(&self.type_, cx, &mut flat[const { flat_of(2) }])?;
            ::core::result::Result::Ok(())
        }
        #[inline]
        fn store(
            &self,
            cx: &mut __p::LowerContext<'_>,
            at: u32,
        ) -> __embody::Result<()> {
            __p::Lower::store(
                &self.at,
                cx,
                at.wrapping_add(const { bytes_of(0).start as u32 }),
            )?;
            __p::Lower::store(
                &self.text,
                cx,
                at.wrapping_add(const { bytes_of(1).start as u32 }),
            )?;
            __p::Lower::store(
                &self.type_,
                cx,
                at.wrapping_add(const { bytes_of(2).start as u32 }),
            )?;
            ::core::result::Result::Ok(())
        }
    }
    impl<'a> __p::LiftFrom<'a> for Line {
        #[inline]
        #[allow(unused_variables, reason = "a number needs no context")]
        fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                return __p::invalid("line");
            };
            ::core::result::Result::Ok(Self {
                at: <u16 as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of(0) }])?,
                text: <::std::string::String as __p::LiftFrom<
                    'a,
                >>::lift(cx, &flat[const { flat_of(1) }])?,
                type_: <f32 as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of(2) }])?,
            })
        }
        #[inline]
        fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
            let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                return __p::invalid("line");
            };
            ::core::result::Result::Ok(Self {
                at: <u16 as __p::LiftFrom<'a>>::load(cx, &from[const { bytes_of(0) }])?,
                text: <::std::string::String as __p::LiftFrom<
                    'a,
                >>::load(cx, &from[const { bytes_of(1) }])?,
                type_: <f32 as __p::LiftFrom<
                    'a,
                >>::load(cx, &from[const { bytes_of(2) }])?,
            })
        }
    }
};
