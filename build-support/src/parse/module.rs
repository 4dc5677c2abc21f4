//! A core module as the linker and the translator see it.
//!
//! In: the module's bytes, which the validator accepts. Out: [`Module`], whose function bodies are still bytes.
//! This file knows nothing of components or of Cranelift.

use std::collections::{HashMap, HashSet};

use wasmparser::{ConstExpr, FuncType, FunctionBody, GlobalType, MemoryType, RefType, TableType};

/// A validated core module.
#[derive(Default)]
pub struct Module<'a> {
    /// Byte offset of the module in the component.
    pub offset: usize,
    /// The module's name, from its name section.
    pub name: Option<String>,
    /// Function types, by type index.
    pub types: Vec<DefinedType>,
    /// Imports, in order.
    pub imports: Vec<ModuleImport<'a>>,
    /// Type indices of functions, imported ones first.
    pub functions: Vec<u32>,
    /// Tables, imported ones first.
    pub tables: Vec<TableType>,
    /// Memories, imported ones first.
    pub memories: Vec<MemoryType>,
    /// Globals, imported ones first.
    pub globals: Vec<GlobalType>,
    /// Type indices of tags, imported ones first.
    pub tags: Vec<u32>,
    /// How many items of each kind are imported.
    pub imported: Imported,
    /// Initial values of the tables that the module defines; `None` is null.
    pub table_inits: Vec<Option<ConstExpr<'a>>>,
    /// Initial values of the globals that the module defines.
    pub global_inits: Vec<ConstExpr<'a>>,
    /// Exports, by name.
    pub exports: HashMap<&'a str, Export>,
    /// Export names in order.
    pub export_order: Vec<&'a str>,
    /// The start function, by function index.
    pub start: Option<u32>,
    /// Element segments.
    pub elements: Vec<Element<'a>>,
    /// Data segments.
    pub data: Vec<Data<'a>>,
    /// Bodies of the functions that the module defines.
    pub bodies: Vec<FunctionBody<'a>>,
    /// Names of functions, by function index.
    pub function_names: HashMap<u32, &'a str>,
    /// What the operators of all functions do.
    pub uses: Uses,
}

/// A function type of a type section.
#[derive(Clone, Debug)]
pub struct DefinedType {
    /// Parameters and results. Types that it names are indices of the module.
    pub func: FuncType,
    /// Index of the first type of its recursion group, which ends before the next type with another one.
    pub group: u32,
    /// Whether no other type may be declared a subtype of it.
    pub is_final: bool,
    /// Index of the type of which it is declared a subtype.
    pub supertype: Option<u32>,
}

/// What the operators of a module do that matters to the linker. Memories and tables by index.
#[derive(Debug, Default)]
pub struct Uses {
    /// Memories that `memory.grow` names.
    pub memories_grown: HashSet<u32>,
    /// Tables that `table.grow` names.
    pub tables_grown: HashSet<u32>,
    /// Tables whose elements some operator changes.
    pub tables_mutated: HashSet<u32>,
}

/// How many items of each kind are imported.
#[derive(Clone, Copy, Debug, Default)]
pub struct Imported {
    /// Functions.
    pub functions: u32,
    /// Tables.
    pub tables: u32,
    /// Memories.
    pub memories: u32,
    /// Globals.
    pub globals: u32,
    /// Tags.
    pub tags: u32,
}

/// An import.
#[derive(Clone, Copy, Debug)]
pub struct ModuleImport<'a> {
    /// First name.
    pub module: &'a str,
    /// Second name.
    pub name: &'a str,
    /// Kind, and index in the module's index space of that kind.
    pub item: Export,
    /// Byte offset in the component.
    pub offset: usize,
}

/// An item of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// A function, by function index.
    Func(u32),
    /// A table, by table index.
    Table(u32),
    /// A memory, by memory index.
    Memory(u32),
    /// A global, by global index.
    Global(u32),
    /// A tag, by tag index.
    Tag(u32),
}

/// An element segment.
pub struct Element<'a> {
    /// Type of the elements.
    pub ty: RefType,
    /// The elements.
    pub items: ElementItems<'a>,
    /// What becomes of it.
    pub mode: SegmentMode<'a>,
    /// Byte offset in the component.
    pub offset: usize,
}

/// Elements of a segment.
pub enum ElementItems<'a> {
    /// Function indices.
    Functions(Vec<u32>),
    /// Constant expressions.
    Expressions(Vec<ConstExpr<'a>>),
}

/// A data segment.
pub struct Data<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// What becomes of it.
    pub mode: SegmentMode<'a>,
    /// Byte offset in the component.
    pub offset: usize,
}

/// What becomes of a segment at instantiation.
pub enum SegmentMode<'a> {
    /// It is copied into a table or memory, at the place that the expression gives.
    Active {
        /// Table or memory index.
        target: u32,
        /// Where to.
        at: ConstExpr<'a>,
    },
    /// It waits for `memory.init` or `table.init`.
    Passive,
    /// It only declares functions; as good as dropped.
    Declared,
}
