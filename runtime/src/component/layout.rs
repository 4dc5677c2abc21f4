//! Types with their layouts, computed once for a component.
//!
//! In: the [`TypeTable`] of a component's metadata. Out: [`Types`], in which each definition has its size, alignment
//! and offsets, so that values cross the boundary without a layout being computed again; and a [`Signature`] for each
//! function. A damaged table (cyclic, or too deep to walk) is refused here, so that whoever walks types later need not
//! look out for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use embody_abi::canonical::CanonicalAbi;
use embody_abi::limits::MAX_TYPE_DEPTH;
use embody_abi::types::{FuncType, Type, TypeDef, TypeIndex, TypeTable};

use super::resource::ResourceType;
use crate::{Result, bail, ensure};

/// A component's types with their layouts.
#[derive(Debug, Default)]
pub(crate) struct Types {
    table: Arc<TypeTable>,
    layouts: Arc<[Layout]>,
    /// What handles each definition holds.
    handles: Arc<[Handles]>,
    /// Different for each component.
    id: u64,
    /// What the resource types are, by their numbers, as far as it is known.
    resources: Arc<[Option<ResourceType>]>,
}

/// What handles a value may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Handles {
    /// Any.
    pub(crate) any: bool,
    /// Borrow handles.
    pub(crate) borrows: bool,
}

impl Handles {
    fn or(self, other: Self) -> Self {
        Self { any: self.any || other.any, borrows: self.borrows || other.borrows }
    }
}

/// How values of a definition lie in memory and in slots.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Size, alignment, number of slots.
    pub(crate) abi: CanonicalAbi,
    /// Byte offsets: of a record's or tuple's fields, of a map's key and value, of a variant's payload.
    pub(crate) offsets: Box<[u32]>,
}

impl Types {
    /// Computes the layouts of a table.
    ///
    /// # Errors
    /// If a definition names a later one or itself, or definitions nest too deep: the table is damaged.
    pub(crate) fn new(table: TypeTable) -> Result<Self> {
        ensure!(table.is_well_founded(), "the artifact's types are damaged: a definition names a later one");
        static IDS: AtomicU64 = AtomicU64::new(0);
        let (mut depths, mut layouts, mut handles) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0.. {
            let Some(def) = table.get(TypeIndex(index)) else { break };
            // A definition names only earlier ones, so their depths and layouts are there.
            let depth = 1 + def.children().map(|child| depth_of(&depths, child)).max().unwrap_or(0);
            if depth > MAX_TYPE_DEPTH {
                bail!("the component's types nest deeper than the limit of {MAX_TYPE_DEPTH}");
            }
            depths.push(depth);
            handles.push(handles_of(&handles, def));
            layouts.push(lay_out(&layouts, def));
        }
        Ok(Self {
            table: Arc::new(table),
            layouts: layouts.into(),
            handles: handles.into(),
            id: IDS.fetch_add(1, Ordering::Relaxed),
            resources: Arc::default(),
        })
    }

    /// The same types, with resource types that are known.
    pub(crate) fn with_resources(&self, resources: Arc<[Option<ResourceType>]>) -> Self {
        let (table, layouts, handles) = (self.table.clone(), self.layouts.clone(), self.handles.clone());
        Self { table, layouts, handles, id: self.id, resources }
    }

    /// The resource type of a number: an abstract one unless it is known.
    pub(crate) fn resource(&self, number: u32) -> ResourceType {
        let known = self.resources.get(number as usize).copied().flatten();
        known.unwrap_or_else(|| ResourceType::uninstantiated(self.id, number))
    }

    /// What handles a value of a type may hold.
    pub(crate) fn handles(&self, ty: Type) -> Handles {
        handles_in(&self.handles, ty)
    }

    /// A number that no other component's types have.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// A definition.
    pub(crate) fn get(&self, index: TypeIndex) -> Option<&TypeDef> {
        self.table.get(index)
    }

    /// A definition and its layout.
    pub(crate) fn with_layout(&self, index: TypeIndex) -> Result<(&TypeDef, &Layout)> {
        match (self.table.get(index), self.layouts.get(index.0 as usize)) {
            (Some(def), Some(layout)) => Ok((def, layout)),
            _ => bail!("the artifact's types are damaged: there is no definition number {}", index.0),
        }
    }

    /// The fields of a type that is a record, and its layout.
    pub(crate) fn record(&self, ty: Type) -> Option<(&[(String, Type)], &Layout)> {
        let Type::Defined(index) = ty else { return None };
        match self.with_layout(index) {
            Ok((TypeDef::Record(fields), layout)) => Some((fields, layout)),
            _ => None,
        }
    }

    /// Size, alignment and number of slots of a type.
    pub(crate) fn abi(&self, ty: Type) -> CanonicalAbi {
        abi(&self.layouts, ty)
    }
}

/// Size, alignment and number of slots of a type, given the layouts of definitions.
fn abi(layouts: &[Layout], ty: Type) -> CanonicalAbi {
    match ty {
        Type::Bool | Type::S8 | Type::U8 => CanonicalAbi::scalar(1),
        Type::S16 | Type::U16 => CanonicalAbi::scalar(2),
        Type::S32 | Type::U32 | Type::F32 | Type::Char => CanonicalAbi::scalar(4),
        Type::S64 | Type::U64 | Type::F64 => CanonicalAbi::scalar(8),
        Type::String => CanonicalAbi::POINTER_PAIR,
        Type::Defined(index) => layouts.get(index.0 as usize).map_or(CanonicalAbi::EMPTY, |l| l.abi),
    }
}

/// The layout of a definition, given those that it names.
fn lay_out(layouts: &[Layout], def: &TypeDef) -> Layout {
    let of = |ty: &Type| abi(layouts, *ty);
    let payload = |ty: &Option<Type>| ty.as_ref().map_or(CanonicalAbi::EMPTY, of);
    match def {
        TypeDef::Record(fields) => record(&fields.iter().map(|(_, ty)| of(ty)).collect::<Vec<_>>()),
        TypeDef::Tuple(types) => record(&types.iter().map(of).collect::<Vec<_>>()),
        TypeDef::Variant(cases) => variant(&cases.iter().map(|(_, ty)| payload(ty)).collect::<Vec<_>>()),
        TypeDef::Enum(names) => variant(&vec![CanonicalAbi::EMPTY; names.len()]),
        TypeDef::Option(ty) => variant(&[CanonicalAbi::EMPTY, of(ty)]),
        TypeDef::Result { ok, err } => variant(&[payload(ok), payload(err)]),
        TypeDef::Flags(names) => simple(CanonicalAbi::flags(names.len())),
        TypeDef::List(_) => simple(CanonicalAbi::POINTER_PAIR),
        TypeDef::FixedList(ty, count) => simple(CanonicalAbi::fixed_list(of(ty), *count)),
        TypeDef::Map(key, value) => {
            Layout { abi: CanonicalAbi::POINTER_PAIR, ..record(&[of(key), of(value)]) }
        }
        TypeDef::Own(_) | TypeDef::Borrow(_) => simple(CanonicalAbi::HANDLE),
    }
}

/// What handles a definition holds, given those that it names.
fn handles_of(handles: &[Handles], def: &TypeDef) -> Handles {
    match def {
        TypeDef::Own(_) => Handles { any: true, borrows: false },
        TypeDef::Borrow(_) => Handles { any: true, borrows: true },
        def => def.children().fold(Handles::default(), |all, ty| all.or(handles_in(handles, ty))),
    }
}

fn handles_in(handles: &[Handles], ty: Type) -> Handles {
    match ty {
        Type::Defined(index) => handles.get(index.0 as usize).copied().unwrap_or_default(),
        _ => Handles::default(),
    }
}

fn depth_of(depths: &[usize], ty: Type) -> usize {
    match ty {
        Type::Defined(index) => depths.get(index.0 as usize).copied().unwrap_or(0),
        _ => 0,
    }
}

fn simple(abi: CanonicalAbi) -> Layout {
    Layout { abi, offsets: Box::default() }
}

fn record(fields: &[CanonicalAbi]) -> Layout {
    let mut offsets = Vec::with_capacity(fields.len());
    let mut at = CanonicalAbi::EMPTY;
    for field in fields {
        // The offset of a field is the size of what comes before it, aligned for the field.
        offsets.push(embody_abi::canonical::align_to(at.size, field.align));
        at.size = embody_abi::canonical::align_to(at.size, field.align).saturating_add(field.size);
    }
    Layout { abi: CanonicalAbi::record(fields), offsets: offsets.into() }
}

fn variant(cases: &[CanonicalAbi]) -> Layout {
    Layout { abi: CanonicalAbi::variant(cases), offsets: Box::new([CanonicalAbi::payload_offset(cases)]) }
}

/// How a function's parameters and result cross the boundary.
#[derive(Debug)]
pub(crate) struct Signature {
    /// Parameters by name, and the result.
    pub(crate) ty: FuncType,
    /// The parameters as fields of one record.
    pub(crate) params: Layout,
    /// The result; empty if there is none.
    pub(crate) result: CanonicalAbi,
    /// What handles the parameters and the result hold.
    pub(crate) handles: Handles,
}

impl Signature {
    /// The signature of a function whose type is of `types`.
    pub(crate) fn new(types: &Types, ty: FuncType) -> Self {
        let params = record(&ty.params.iter().map(|(_, ty)| types.abi(*ty)).collect::<Vec<_>>());
        let result = ty.result.map_or(CanonicalAbi::EMPTY, |ty| types.abi(ty));
        let all = ty.params.iter().map(|(_, ty)| *ty).chain(ty.result);
        let handles = all.fold(Handles::default(), |all, ty| all.or(types.handles(ty)));
        Self { ty, params, result, handles }
    }
}

#[cfg(test)]
mod tests {
    use embody_abi::canonical;

    use super::*;

    #[test]
    fn layouts_are_those_of_the_shared_functions() {
        let mut table = TypeTable::default();
        let pair = table.intern(TypeDef::Tuple(vec![Type::U8, Type::U64]));
        let option = table.intern(TypeDef::Option(pair));
        let list = table.intern(TypeDef::List(option));
        let record = table.intern(TypeDef::Record(vec![("a".into(), Type::U16), ("b".into(), list)]));
        let own = table.intern(TypeDef::Own(0));
        let borrow = table.intern(TypeDef::Borrow(0));
        let holder = table.intern(TypeDef::Result { ok: Some(own), err: Some(pair) });
        let types = Types::new(table.clone()).unwrap();
        assert_eq!(types.handles(record), Handles::default());
        assert_eq!(types.handles(holder), Handles { any: true, borrows: false });
        let params = vec![("a".into(), holder), ("b".into(), borrow)];
        let signature = Signature::new(&types, FuncType { params, result: None });
        assert_eq!(signature.handles, Handles { any: true, borrows: true });
        for ty in [pair, option, list, record, own, holder, Type::Char, Type::String] {
            assert_eq!(types.abi(ty), canonical::layout(&table, ty));
        }
        let Type::Defined(index) = record else { panic!("a record is defined") };
        assert_eq!(*types.with_layout(index).unwrap().1.offsets, [0, 4]);
    }

    #[test]
    fn damaged_tables_are_refused() {
        let mut table = TypeTable::default();
        table.intern(TypeDef::List(Type::Defined(TypeIndex(0))));
        assert!(Types::new(table).is_err(), "names itself");

        let mut table = TypeTable::default();
        let mut ty = Type::U8;
        for _ in 0..MAX_TYPE_DEPTH {
            ty = table.intern(TypeDef::List(ty));
        }
        assert!(Types::new(table.clone()).is_ok(), "at the limit");
        table.intern(TypeDef::List(ty));
        assert!(Types::new(table).is_err(), "one more");
    }
}
