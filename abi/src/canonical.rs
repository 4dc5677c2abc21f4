//! Sizes, alignment and flattening of the canonical ABI: the one place for its rules.
//!
//! Layouts of types that are known to rustc are computed by the `const fn`s; those of a [`TypeTable`] by [`layout`] and
//! [`flatten`], which use the former. Spec: Canonical ABI, "Alignment", "Element Size" and "Flattening".

use alloc::vec::Vec;

use crate::types::{FuncType, Type, TypeDef, TypeTable};

/// Size and alignment in a 32-bit memory, and the number of core values when flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanonicalAbi {
    /// Bytes, a multiple of `align`.
    pub size: u32,
    /// Alignment in bytes: 1, 2, 4 or 8.
    pub align: u32,
    /// Core values when flat; saturating.
    pub flat: u32,
    /// Whether a value holds no pointer or handle and every bit pattern of its fields is checked alone: lists of it are
    /// copied without a call of `realloc` for each element.
    pub plain: bool,
}

impl CanonicalAbi {
    /// One core value of `size` bytes.
    #[must_use]
    pub const fn scalar(size: u32) -> Self {
        Self { size, align: size, flat: 1, plain: true }
    }

    /// A pointer and a length: strings and lists.
    pub const POINTER_PAIR: Self = Pointer::Bits32.pair();

    /// A handle of a resource: an integer that says nothing without the table that it is of.
    pub const HANDLE: Self = Self { plain: false, ..Self::scalar(4) };

    /// No value at all: a missing payload.
    pub const EMPTY: Self = Self { size: 0, align: 1, flat: 0, plain: true };

    /// Fields in a row.
    #[must_use]
    pub const fn record(fields: &[Self]) -> Self {
        let mut out = Self::EMPTY;
        let mut i = 0;
        while i < fields.len() {
            let field = fields[i];
            out.size = align_to(out.size, field.align).saturating_add(field.size);
            out.align = max(out.align, field.align);
            out.flat = out.flat.saturating_add(field.flat);
            out.plain &= field.plain;
            i += 1;
        }
        out.size = align_to(out.size, out.align);
        out
    }

    /// Byte offset of field `index` of a record.
    #[must_use]
    pub const fn field_offset(fields: &[Self], index: usize) -> u32 {
        let mut at = 0u32;
        let mut i = 0;
        while i < index {
            at = align_to(at, fields[i].align).saturating_add(fields[i].size);
            i += 1;
        }
        align_to(at, fields[index].align)
    }

    /// A discriminant and the largest of the payloads; a case without one has [`Self::EMPTY`].
    #[must_use]
    pub const fn variant(cases: &[Self]) -> Self {
        let tag = discriminant_bytes(cases.len());
        let payload = Self::payload(cases);
        let align = max(tag, payload.align);
        let size = align_to(align_to(tag, payload.align).saturating_add(payload.size), align);
        Self { size, align, flat: payload.flat.saturating_add(1), plain: payload.plain }
    }

    /// Byte offset of a variant's payload.
    #[must_use]
    pub const fn payload_offset(cases: &[Self]) -> u32 {
        align_to(discriminant_bytes(cases.len()), Self::payload(cases).align)
    }

    const fn payload(cases: &[Self]) -> Self {
        let mut out = Self::EMPTY;
        let mut i = 0;
        while i < cases.len() {
            out.size = max(out.size, cases[i].size);
            out.align = max(out.align, cases[i].align);
            out.flat = max(out.flat, cases[i].flat);
            out.plain &= cases[i].plain;
            i += 1;
        }
        out
    }

    /// A set of flags of this number.
    #[must_use]
    pub const fn flags(count: usize) -> Self {
        match count {
            0..=8 => Self::scalar(1),
            9..=16 => Self::scalar(2),
            _ => Self::scalar(4),
        }
    }

    /// `count` elements in a row.
    #[must_use]
    pub const fn fixed_list(element: Self, count: u32) -> Self {
        Self {
            size: element.size.saturating_mul(count),
            align: element.align,
            flat: element.flat.saturating_mul(count),
            plain: element.plain,
        }
    }
}

/// The bit of a length that says that a string of the encoding `latin1+utf16` is UTF-16.
pub const UTF16_TAG: u32 = 1 << 31;

/// Bytes of the discriminant of a variant with this number of cases.
#[must_use]
pub const fn discriminant_bytes(cases: usize) -> u32 {
    match cases {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        _ => 4,
    }
}

/// `offset` rounded up to a multiple of `align`, a power of two; saturating.
#[must_use]
pub const fn align_to(offset: u32, align: u32) -> u32 {
    match offset.checked_add(align - 1) {
        Some(sum) => sum & !(align - 1),
        None => !(align - 1),
    }
}

const fn max(a: u32, b: u32) -> u32 {
    if a > b { a } else { b }
}

/// A core type that values flatten to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each variant is the core type of its name")]
pub enum FlatType {
    I32,
    I64,
    F32,
    F64,
}

impl FlatType {
    /// The type that holds either of two in the same place of a variant's payload.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        use FlatType::{F32, I32, I64};
        match (self, other) {
            (a, b) if a == b => a,
            (I32, F32) | (F32, I32) => I32,
            _ => I64,
        }
    }
}

/// The index type of a memory, which is that of the pointers into it and of the lengths beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pointer {
    /// 32 bits.
    #[default]
    Bits32,
    /// 64 bits.
    Bits64,
}

impl Pointer {
    /// Bytes of a pointer.
    #[must_use]
    pub const fn bytes(self) -> u32 {
        match self {
            Self::Bits32 => 4,
            Self::Bits64 => 8,
        }
    }

    /// The core type of a pointer.
    #[must_use]
    pub const fn flat(self) -> FlatType {
        match self {
            Self::Bits32 => FlatType::I32,
            Self::Bits64 => FlatType::I64,
        }
    }

    /// A pointer and a length.
    const fn pair(self) -> CanonicalAbi {
        let bytes = self.bytes();
        CanonicalAbi { size: 2 * bytes, align: bytes, flat: 2, plain: false }
    }
}

/// As [`layout_in`], in a 32-bit memory.
#[must_use]
pub fn layout(table: &TypeTable, ty: Type) -> CanonicalAbi {
    layout_in(table, ty, Pointer::Bits32)
}

/// As [`flatten_in`], with a 32-bit memory.
pub fn flatten(table: &TypeTable, ty: Type, limit: usize, out: &mut Vec<FlatType>) {
    flatten_in(table, ty, Pointer::Bits32, limit, out);
}

/// As [`flat_signature_in`], with a 32-bit memory.
#[must_use]
pub fn flat_signature(table: &TypeTable, ty: &FuncType, direction: Direction) -> FlatSignature {
    flat_signature_in(table, ty, Pointer::Bits32, direction)
}

/// Layout of a type of `table`. A type that is not of the table is [`CanonicalAbi::EMPTY`].
#[must_use]
pub fn layout_in(table: &TypeTable, ty: Type, pointer: Pointer) -> CanonicalAbi {
    let index = match ty {
        Type::Bool | Type::S8 | Type::U8 => return CanonicalAbi::scalar(1),
        Type::S16 | Type::U16 => return CanonicalAbi::scalar(2),
        Type::S32 | Type::U32 | Type::F32 | Type::Char => return CanonicalAbi::scalar(4),
        Type::S64 | Type::U64 | Type::F64 => return CanonicalAbi::scalar(8),
        Type::String => return pointer.pair(),
        Type::Defined(index) => index,
    };
    let of = |ty: &Type| layout_in(table, *ty, pointer);
    let payload = |ty: &Option<Type>| ty.as_ref().map_or(CanonicalAbi::EMPTY, of);
    match table.get(index) {
        None => CanonicalAbi::EMPTY,
        Some(TypeDef::Record(fields)) => {
            CanonicalAbi::record(&fields.iter().map(|(_, ty)| of(ty)).collect::<Vec<_>>())
        }
        Some(TypeDef::Tuple(types)) => CanonicalAbi::record(&types.iter().map(of).collect::<Vec<_>>()),
        Some(TypeDef::Variant(cases)) => {
            CanonicalAbi::variant(&cases.iter().map(|(_, ty)| payload(ty)).collect::<Vec<_>>())
        }
        Some(TypeDef::Enum(names)) => CanonicalAbi::scalar(discriminant_bytes(names.len())),
        Some(TypeDef::Option(ty)) => CanonicalAbi::variant(&[CanonicalAbi::EMPTY, of(ty)]),
        Some(TypeDef::Result { ok, err }) => CanonicalAbi::variant(&[payload(ok), payload(err)]),
        Some(TypeDef::Flags(names)) => CanonicalAbi::flags(names.len()),
        Some(TypeDef::List(_) | TypeDef::Map(..)) => pointer.pair(),
        Some(TypeDef::FixedList(ty, count)) => CanonicalAbi::fixed_list(of(ty), *count),
        Some(TypeDef::Own(_) | TypeDef::Borrow(_)) => CanonicalAbi::HANDLE,
    }
}

/// Appends the core types that a type of `table` flattens to; stops once there are more than `limit`.
pub fn flatten_in(table: &TypeTable, ty: Type, pointer: Pointer, limit: usize, out: &mut Vec<FlatType>) {
    if out.len() > limit {
        return;
    }
    let index = match ty {
        Type::S64 | Type::U64 => return out.push(FlatType::I64),
        Type::F32 => return out.push(FlatType::F32),
        Type::F64 => return out.push(FlatType::F64),
        Type::String => return out.extend([pointer.flat(); 2]),
        Type::Defined(index) => index,
        _ => return out.push(FlatType::I32),
    };
    let mut cases = |cases: &mut dyn Iterator<Item = Option<Type>>| {
        out.push(FlatType::I32);
        let start = out.len();
        for ty in cases.flatten() {
            let mut payload = Vec::new();
            flatten_in(table, ty, pointer, limit, &mut payload);
            for (i, flat) in payload.into_iter().enumerate() {
                match out.get_mut(start + i) {
                    Some(joined) => *joined = joined.join(flat),
                    None => out.push(flat),
                }
            }
        }
    };
    match table.get(index) {
        None => {}
        Some(TypeDef::Record(fields)) => {
            fields.iter().for_each(|f| flatten_in(table, f.1, pointer, limit, out))
        }
        Some(TypeDef::Tuple(types)) => {
            types.iter().for_each(|ty| flatten_in(table, *ty, pointer, limit, out))
        }
        Some(TypeDef::Variant(list)) => cases(&mut list.iter().map(|c| c.1)),
        Some(TypeDef::Option(ty)) => cases(&mut [Some(*ty)].into_iter()),
        Some(TypeDef::Result { ok, err }) => cases(&mut [*ok, *err].into_iter()),
        Some(TypeDef::List(_) | TypeDef::Map(..)) => out.extend([pointer.flat(); 2]),
        Some(TypeDef::FixedList(ty, count)) => {
            (0..*count).take(limit + 1).for_each(|_| flatten_in(table, *ty, pointer, limit, out));
        }
        Some(TypeDef::Enum(_) | TypeDef::Flags(_) | TypeDef::Own(_) | TypeDef::Borrow(_)) => {
            out.push(FlatType::I32);
        }
    }
}

/// The core signature of a function at the boundary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FlatSignature {
    /// Core parameters.
    pub params: Vec<FlatType>,
    /// The core result, if there is one.
    pub result: Option<FlatType>,
    /// Whether the parameters are in memory, `params[0]` pointing there.
    pub params_in_memory: bool,
    /// Whether the result is in memory: where it is lifted the core result points there, where it is lowered the last
    /// parameter says where to put it.
    pub result_in_memory: bool,
}

/// Which side of the boundary a core signature is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `canon lift`: the host calls the guest.
    Lift,
    /// `canon lower`: the guest calls the host.
    Lower,
}

/// The core signature of a function type. Spec: `flatten_functype`.
#[must_use]
pub fn flat_signature_in(
    table: &TypeTable,
    ty: &FuncType,
    pointer: Pointer,
    direction: Direction,
) -> FlatSignature {
    use crate::limits::{MAX_FLAT_PARAMS, MAX_FLAT_RESULTS};
    let mut params = Vec::new();
    ty.params.iter().for_each(|(_, ty)| flatten_in(table, *ty, pointer, MAX_FLAT_PARAMS, &mut params));
    let params_in_memory = params.len() > MAX_FLAT_PARAMS;
    if params_in_memory {
        params = alloc::vec![pointer.flat()];
    }
    let mut results = Vec::new();
    if let Some(ty) = ty.result {
        flatten_in(table, ty, pointer, MAX_FLAT_RESULTS, &mut results);
    }
    let result_in_memory = results.len() > MAX_FLAT_RESULTS;
    let result = match (result_in_memory, direction) {
        (false, _) => results.first().copied(),
        (true, Direction::Lift) => Some(pointer.flat()),
        (true, Direction::Lower) => {
            params.push(pointer.flat());
            None
        }
    };
    FlatSignature { params, result, params_in_memory, result_in_memory }
}
