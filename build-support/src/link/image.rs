//! The image: all core instances of a component, linked.
//!
//! The linker makes it; translation and emission read it. Every core instance has a fixed place in one context block
//! (design decision D1), so whatever a function can name is here as an id, and each id has its context offset.

use std::collections::{BTreeMap, HashMap};

use cranelift_codegen::entity::{EntityRef, PrimaryMap, entity_impl};
use embody_abi::limits::{
    CHECKED_MEMORY_ROOM_BYTES, MAX_FLAT_PARAMS, MAX_MEMORY64_BYTES, MEMORY_RESERVATION_BYTES, WASM_PAGE_BYTES,
};
use embody_abi::plan::{CanonPlan, DataRange, Step, StringEncoding};
use embody_abi::types::{self, TypeTable};
use wasmparser::{FuncType, MemoryType, RefType, ValType};

use crate::options::MemoryKind;
use crate::parse::module::Module;
use crate::parse::{ResourceBuiltin, TaskBuiltin};

/// A core instance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstanceId(u32);
entity_impl!(InstanceId, "instance");

/// A function with code in the image that other code of the image can call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncId(u32);
entity_impl!(FuncId, "func");

/// A linear memory; its number is that of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemoryId(u32);
entity_impl!(MemoryId, "memory");

/// A table; its number is that of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(u32);
entity_impl!(TableId, "table");

/// A global.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GlobalId(u32);
entity_impl!(GlobalId, "global");

/// A tag of exceptions. Each tag of each core instance is one of its own, unless it is imported.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagId(u32);
entity_impl!(TagId, "tag");

/// A function type, interned over the whole image. Its `type_id` is what funcrefs hold.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SigId(u32);
entity_impl!(SigId, "sig");

impl SigId {
    /// The id that funcrefs of this signature hold: never zero, which is null.
    #[must_use]
    pub fn type_id(self) -> u32 {
        self.0 + 1
    }
}

/// A place at which code of the image calls the host; its number is that of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LoweringId(u32);
entity_impl!(LoweringId, "lowering");

/// A function that the host calls; its number is that of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(u32);
entity_impl!(EntryId, "entry");

/// A call from one component instance to another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AdapterId(u32);
entity_impl!(AdapterId, "adapter");

/// A component instance; its number is that of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComponentInstanceId(u32);
entity_impl!(ComponentInstanceId, "component");

/// A resource type, of one component instance; its number is that of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(u32);
entity_impl!(ResourceId, "resource");

/// All core instances of a component, linked.
#[derive(Default)]
pub struct Image<'a> {
    /// Core modules, in the order of their appearance.
    pub modules: Vec<Module<'a>>,
    /// Core instances of modules, in instantiation order.
    pub instances: PrimaryMap<InstanceId, CoreInstance>,
    /// Functions with code.
    pub functions: PrimaryMap<FuncId, Function>,
    /// Linear memories.
    pub memories: PrimaryMap<MemoryId, Memory>,
    /// Tables.
    pub tables: PrimaryMap<TableId, Table>,
    /// Globals.
    pub globals: PrimaryMap<GlobalId, Global>,
    /// Tags: what their exceptions carry are the signature's parameters.
    pub tags: PrimaryMap<TagId, SigId>,
    /// Signatures. Types that they name are ids of others, as indices of a module.
    pub signatures: PrimaryMap<SigId, FuncType>,
    /// For signatures that have any: the signatures that are declared subtypes of it, directly or not.
    pub subtypes: HashMap<SigId, Vec<SigId>>,
    /// Places at which the host is called.
    pub lowerings: PrimaryMap<LoweringId, Lowering>,
    /// Functions that the host calls.
    pub entries: PrimaryMap<EntryId, Entry>,
    /// The number of each.
    pub entry_of: HashMap<Entry, EntryId>,
    /// Functions that the component exports: the entry and its canonical options.
    pub exports: Vec<(EntryId, CanonPlan)>,
    /// Calls from one component instance to another.
    pub adapters: PrimaryMap<AdapterId, Adapter>,
    /// The types that adapters name.
    pub types: TypeTable,
    /// Whether anything runs from which a component instance may not call out: `realloc` or `post-return`.
    pub has_forbidden_exits: bool,
    /// Component instances: each with the one that instantiates it, if it is not the root.
    pub components: PrimaryMap<ComponentInstanceId, Option<ComponentInstanceId>>,
    /// Resource types. That of a component instance's waitable sets, which nobody else can name, is one of them.
    pub resources: PrimaryMap<ResourceId, Resource>,
    /// Context offset of the [`TASK_SLOTS`] slots of the task that runs, eight bytes each, if anybody asks for them.
    pub task_slots: Option<u32>,
    /// Context offset of the count of backpressure, eight bytes, of each component instance that counts.
    pub backpressure: BTreeMap<ComponentInstanceId, u32>,
    /// What instantiation executes, in order.
    pub steps: Vec<Step>,
    /// Bytes of the context block.
    pub context_bytes: u32,
    /// Data that no memory image holds: passive segments and those written by steps. It becomes the start of the
    /// artifact's data.
    pub data: Vec<u8>,
    /// Where `data` holds funcrefs, whose code offsets are known after compilation: byte offset and function.
    pub data_functions: Vec<(u32, FuncId)>,
}

/// Slots that a task has. Spec: Canonical ABI, "Thread State".
pub const TASK_SLOTS: u32 = 2;

/// A function that the host calls, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The function.
    pub func: FuncId,
    /// What for.
    pub purpose: Purpose,
}

/// What the host calls a function for: what becomes of the slots of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A new task. Nobody waits for its end but the host; what is in its slots then is there for its `post-return`.
    Task,
    /// Something in between (`realloc`, a destructor): its slots are its own, and those of the task that waits stay.
    Aside,
    /// The end of the task that ran last: its `post-return`.
    End,
}

/// A module instantiated: what each of its indices means.
#[derive(Default)]
pub struct CoreInstance {
    /// Index into the image's modules.
    pub module: usize,
    /// By function index.
    pub functions: Vec<FuncId>,
    /// By table index.
    pub tables: Vec<TableId>,
    /// By memory index.
    pub memories: Vec<MemoryId>,
    /// By global index.
    pub globals: Vec<GlobalId>,
    /// By tag index.
    pub tags: Vec<TagId>,
    /// By data segment index.
    pub data: Vec<DataSegment>,
    /// By element segment index.
    pub elements: Vec<ElementSegment>,
    /// By type index of the module.
    pub signatures: Vec<SigId>,
}

/// A function with code.
pub struct Function {
    /// Its type.
    pub signature: SigId,
    /// Where its code comes from.
    pub body: FunctionKind,
}

/// Where a function's code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// A function body of a core module.
    Wasm {
        /// The instance for which it is specialised.
        instance: InstanceId,
        /// Index into the module's bodies.
        body: u32,
    },
    /// A stub that calls the host.
    Host(LoweringId),
    /// A call of another component instance.
    Adapter(AdapterId),
    /// Something that a component instance does with its handles.
    Resource {
        /// What it does.
        builtin: ResourceBuiltin,
        /// The resource type.
        resource: ResourceId,
        /// The component instance.
        instance: ComponentInstanceId,
    },
    /// Something that a component instance does with its task.
    Task {
        /// What it does.
        builtin: TaskBuiltin,
        /// The component instance.
        instance: ComponentInstanceId,
        /// The resource type of what its handle is of, if it has one.
        resource: Option<ResourceId>,
    },
}

/// A linear memory.
pub struct Memory {
    /// Its type; the maximum is the type's.
    pub ty: MemoryType,
    /// Context offset of its `MemoryDef`.
    pub def: u32,
    /// Initial contents: address and bytes, in the order in which they are written.
    pub init: Vec<(u64, Vec<u8>)>,
    /// Whether `memory.grow` on it occurs anywhere.
    pub grows: bool,
    /// How it is reserved.
    pub kind: MemoryKind,
}

/// A table.
pub struct Table {
    /// Type of its elements; a type that it names is a signature.
    pub element: RefType,
    /// Elements that it starts with.
    pub min: u64,
    /// Elements beyond which it does not grow.
    pub max: u64,
    /// The maximum of its type.
    pub declared_max: Option<u64>,
    /// Whether its indices are 64-bit.
    pub table64: bool,
    /// Context offset of its `TableDef`.
    pub def: u32,
    /// Context offset of its elements, if it never grows and lies in the context block. `min` is then its length,
    /// always. A constant one that does not lie there lies in the image's data.
    pub inline: Option<u32>,
    /// Initial contents: index and elements, in the order in which they are written.
    pub init: Vec<(u64, Vec<Const>)>,
    /// Whether `table.grow` on it occurs anywhere.
    pub grows: bool,
    /// Whether anything may change its elements after the initial contents are in place.
    pub mutated: bool,
}

impl Table {
    /// Whether its elements are always its initial contents.
    pub fn is_constant(&self) -> bool {
        !self.grows && !self.mutated
    }
}

/// A global.
pub struct Global {
    /// Type of its value; a type that it names is a signature.
    pub ty: ValType,
    /// Whether it may change.
    pub mutable: bool,
    /// Context offset of its value: 8 bytes, or 16 for `v128`. The context template holds its initial value.
    pub offset: u32,
    /// Its initial value; an immutable one's only value.
    pub init: Const,
}

/// A constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Const {
    /// Number or vector, as bits.
    Bits(u128),
    /// Null of any reference type.
    Null,
    /// A reference to a function.
    Func(FuncId),
}

/// A data segment of an instance.
#[derive(Clone, Copy, Debug)]
pub struct DataSegment {
    /// Where its bytes are in the image's data. Empty for an active segment, which counts as dropped.
    pub range: DataRange,
    /// Context offset of the byte that is not zero once the segment was dropped; none if nothing drops or reads it.
    pub dropped: Option<u32>,
}

/// An element segment of an instance.
#[derive(Clone, Copy, Debug)]
pub struct ElementSegment {
    /// Number of elements. Zero for an active or declared segment, which counts as dropped.
    pub len: u32,
    /// Where its elements (eight bytes each) are in the image's data.
    pub range: DataRange,
    /// As in [`DataSegment`].
    pub dropped: Option<u32>,
}

/// Canonical options: how values cross the boundary of a component instance at one place.
#[derive(Clone, Copy, Debug)]
pub struct CanonOptions {
    /// The component instance.
    pub instance: ComponentInstanceId,
    /// The memory that pointers point into.
    pub memory: Option<MemoryId>,
    /// What allocates there.
    pub realloc: Option<FuncId>,
    /// What is told that a result has been read.
    pub post_return: Option<FuncId>,
    /// How strings are encoded there.
    pub encoding: StringEncoding,
}

/// A function that one component instance has lifted and another one lowers.
pub struct Adapter {
    /// The lifted core function.
    pub core: FuncId,
    /// Options of the side that is called.
    pub lift: CanonOptions,
    /// The function's type there.
    pub lift_ty: types::FuncType,
    /// Options of the side that calls.
    pub lower: CanonOptions,
    /// The function's type there: the same, but for the numbers of cases.
    pub lower_ty: types::FuncType,
    /// Whether neither side encloses the other; a call that enters itself traps.
    pub may_enter: bool,
}

impl Adapter {
    /// Whether it passes scalars only, and nothing is to be done afterwards.
    #[must_use]
    pub fn is_small(&self) -> bool {
        let ty = &self.lift_ty;
        let mut types = ty.params.iter().map(|param| param.1).chain(ty.result);
        ty.params.len() <= MAX_FLAT_PARAMS
            && self.lift.post_return.is_none()
            && types.all(|ty| !matches!(ty, types::Type::String | types::Type::Defined(_)))
    }
}

/// A resource type.
#[derive(Clone, Copy, Debug)]
pub enum Resource {
    /// The imported one of this number.
    Imported(u32),
    /// One that a component instance defines.
    Defined {
        /// The component instance.
        instance: ComponentInstanceId,
        /// What drops its representations.
        destructor: Option<FuncId>,
    },
}

/// A place at which code of the image calls the host.
pub struct Lowering {
    /// Context offset of its `ImportSlot`.
    pub slot: u32,
    /// Its core type.
    pub signature: SigId,
    /// Number of the imported function.
    pub import: u32,
    /// Canonical options.
    pub options: CanonPlan,
}

impl Memory {
    /// Logarithm of its page's size in bytes.
    #[must_use]
    pub fn page_log2(&self) -> u32 {
        self.ty.page_size_log2.unwrap_or(WASM_PAGE_BYTES.ilog2())
    }

    fn bytes(&self, pages: u64) -> Option<u64> {
        1u64.checked_shl(self.page_log2())?.checked_mul(pages)
    }

    /// Bytes that it starts with and below which it never falls, if they can be counted.
    #[must_use]
    pub fn min_bytes(&self) -> Option<u64> {
        self.bytes(self.ty.initial)
    }

    /// Bytes that it can have at most.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        let most = match (self.ty.memory64, self.page_log2()) {
            (true, _) => MAX_MEMORY64_BYTES,
            // `memory.grow` by nothing could not be told from failure.
            (false, 0) => MEMORY_RESERVATION_BYTES - 2,
            (false, _) => MEMORY_RESERVATION_BYTES,
        };
        self.ty.maximum.and_then(|pages| self.bytes(pages)).map_or(most, |max| max.min(most))
    }

    /// Whether address space that is never accessible lies behind all that an index can reach.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        let is_checked = self.kind == MemoryKind::Checked;
        !is_checked && !self.ty.memory64 && self.page_log2() == WASM_PAGE_BYTES.ilog2()
    }

    /// Bytes of address space from its base on that nothing else uses.
    #[must_use]
    pub fn reservation_bytes(&self) -> u64 {
        let max = self.max_bytes();
        let min = self.min_bytes().unwrap_or(max);
        match self.kind {
            _ if self.is_guarded() => MEMORY_RESERVATION_BYTES,
            // Threads that use a shared memory cannot be told that it is somewhere else.
            MemoryKind::Checked if self.is_fixed() && !self.ty.shared => min,
            MemoryKind::Checked if !self.ty.shared => min.saturating_add(CHECKED_MEMORY_ROOM_BYTES).min(max),
            _ => max,
        }
    }

    /// Whether it may be somewhere else after it has grown.
    #[must_use]
    pub fn may_move(&self) -> bool {
        !self.is_guarded() && !self.is_fixed() && self.reservation_bytes() < self.max_bytes()
    }

    /// Whether its length never changes. A shared memory may be grown by those that are not of this image.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.ty.maximum == Some(self.ty.initial) || !(self.grows || self.ty.shared)
    }
}

impl Image<'_> {
    /// The function type of `func`.
    #[must_use]
    pub fn func_type(&self, func: FuncId) -> &FuncType {
        &self.signatures[self.functions[func].signature]
    }

    /// Whether one component instance may call another: neither encloses the other, or a call could enter what runs.
    #[must_use]
    pub fn may_call(&self, from: ComponentInstanceId, to: ComponentInstanceId) -> bool {
        let encloses = |outer, inner| {
            let parent = |id: &ComponentInstanceId| self.components.get(*id).copied().flatten();
            std::iter::successors(Some(inner), parent).any(|id| id == outer)
        };
        !encloses(from, to) && !encloses(to, from)
    }

    /// Number of an id in the plan.
    #[must_use]
    pub fn number(id: impl EntityRef) -> u32 {
        u32::try_from(id.index()).unwrap_or(u32::MAX)
    }
}
