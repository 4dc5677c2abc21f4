//! Core modules: sections become a [`Module`].
//!
//! Sections arrive validated, one after the other. Types and limits that the rest of the compiler cannot handle are
//! refused here; operators are the translator's to refuse.

use wasmparser::{
    ConstExpr, DataKind, ElementItems as WasmElementItems, ElementKind, ExternalKind, FuncValidator,
    FunctionBody, Imports, KnownCustom, Name, Operator, Payload, RefType, TableInit, TableType, TypeRef,
    ValidatorResources,
};

use super::module::{Data, Element, ElementItems, Export, Module, ModuleImport, SegmentMode};
use super::types::{self, reference_type, value_type};
use crate::error::{Error, Result};

/// A module of which some sections have been read.
pub(super) struct ModuleBuilder<'a> {
    module: Module<'a>,
}

fn at(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

impl<'a> ModuleBuilder<'a> {
    pub(super) fn new(offset: usize) -> Self {
        Self { module: Module { offset, ..Module::default() } }
    }

    /// The module is over.
    pub(super) fn finish(self) -> Module<'a> {
        self.module
    }

    /// A function body, which is validated here.
    pub(super) fn body(
        &mut self,
        mut validator: FuncValidator<ValidatorResources>,
        body: FunctionBody<'a>,
    ) -> Result<()> {
        validator.validate(&body)?;
        for operator in body.get_operators_reader()? {
            self.note(&operator?);
        }
        self.module.bodies.push(body);
        Ok(())
    }

    /// Notes what the linker has to know about the operators of all functions.
    fn note(&mut self, operator: &Operator<'_>) {
        let uses = &mut self.module.uses;
        match *operator {
            Operator::MemoryGrow { mem } => {
                uses.memories_grown.insert(mem);
            }
            Operator::TableGrow { table } => {
                uses.tables_grown.insert(table);
                uses.tables_mutated.insert(table);
            }
            Operator::TableSet { table }
            | Operator::TableFill { table }
            | Operator::TableInit { table, .. }
            | Operator::TableCopy { dst_table: table, .. } => {
                uses.tables_mutated.insert(table);
            }
            _ => {}
        }
    }

    /// A section that is not a function body.
    pub(super) fn section(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(reader) => {
                for group in reader.into_iter_with_offsets() {
                    let (offset, group) = group?;
                    self.types(at(offset), group)?;
                }
            }
            Payload::ImportSection(reader) => {
                for import in reader.into_iter_with_offsets() {
                    let (offset, import) = import?;
                    let Imports::Single(_, import) = import else {
                        return Err(Error::unsupported(at(offset), "compact import sections"));
                    };
                    self.import(at(offset), import)?;
                }
            }
            Payload::FunctionSection(reader) => {
                for ty in reader {
                    self.module.functions.push(ty?);
                }
            }
            Payload::TableSection(reader) => {
                for table in reader.into_iter_with_offsets() {
                    let (offset, table) = table?;
                    self.table(at(offset), table.ty)?;
                    self.module.table_inits.push(match table.init {
                        TableInit::RefNull => None,
                        TableInit::Expr(expr) => Some(expr),
                    });
                }
            }
            Payload::MemorySection(reader) => {
                for memory in reader {
                    self.module.memories.push(memory?);
                }
            }
            Payload::TagSection(reader) => {
                for tag in reader {
                    self.module.tags.push(tag?.func_type_idx);
                }
            }
            Payload::GlobalSection(reader) => {
                for global in reader.into_iter_with_offsets() {
                    let (offset, global) = global?;
                    self.global(at(offset), global.ty)?;
                    self.module.global_inits.push(global.init_expr);
                }
            }
            Payload::ExportSection(reader) => {
                for export in reader.into_iter_with_offsets() {
                    let (offset, export) = export?;
                    let item = item(at(offset), export.kind, export.index)?;
                    self.module.exports.insert(export.name, item);
                    self.module.export_order.push(export.name);
                }
            }
            Payload::StartSection { func, .. } => self.module.start = Some(func),
            Payload::ElementSection(reader) => {
                for element in reader.into_iter_with_offsets() {
                    let (offset, element) = element?;
                    self.element(at(offset), element)?;
                }
            }
            Payload::DataSection(reader) => {
                for data in reader.into_iter_with_offsets() {
                    let (offset, data) = data?;
                    let mode = match data.kind {
                        DataKind::Passive => SegmentMode::Passive,
                        DataKind::Active { memory_index, offset_expr } => {
                            SegmentMode::Active { target: memory_index, at: offset_expr }
                        }
                    };
                    self.module.data.push(Data { bytes: data.data, mode, offset: at(offset) });
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    // A broken name section costs names, no more.
                    let _ = self.names(names);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn types(&mut self, offset: usize, group: wasmparser::RecGroup) -> Result<()> {
        let first = u32::try_from(self.module.types.len()).unwrap_or(u32::MAX);
        self.module.types.extend(types::group(offset, first, group)?);
        Ok(())
    }

    fn import(&mut self, offset: usize, import: wasmparser::Import<'a>) -> Result<()> {
        let module = &mut self.module;
        let (imported, item) = match import.ty {
            TypeRef::Func(ty) => {
                module.functions.push(ty);
                (&mut module.imported.functions, Export::Func as fn(u32) -> Export)
            }
            TypeRef::Table(ty) => {
                self.table(offset, ty)?;
                (&mut self.module.imported.tables, Export::Table as fn(u32) -> Export)
            }
            TypeRef::Memory(ty) => {
                module.memories.push(ty);
                (&mut module.imported.memories, Export::Memory as fn(u32) -> Export)
            }
            TypeRef::Global(ty) => {
                self.global(offset, ty)?;
                (&mut self.module.imported.globals, Export::Global as fn(u32) -> Export)
            }
            TypeRef::Tag(ty) => {
                module.tags.push(ty.func_type_idx);
                (&mut module.imported.tags, Export::Tag as fn(u32) -> Export)
            }
            TypeRef::FuncExact(_) => {
                return Err(Error::unsupported(offset, "custom descriptors (an exact function import)"));
            }
        };
        let item = item(*imported);
        *imported += 1;
        self.module.imports.push(ModuleImport { module: import.module, name: import.name, item, offset });
        Ok(())
    }

    fn table(&mut self, offset: usize, ty: TableType) -> Result<()> {
        reference_type(offset, ty.element_type)?;
        if ty.shared {
            return Err(Error::unsupported(offset, "threads (a shared table)"));
        }
        self.module.tables.push(ty);
        Ok(())
    }

    fn global(&mut self, offset: usize, ty: wasmparser::GlobalType) -> Result<()> {
        value_type(offset, ty.content_type)?;
        if ty.shared {
            return Err(Error::unsupported(offset, "threads (a shared global)"));
        }
        self.module.globals.push(ty);
        Ok(())
    }

    fn element(&mut self, offset: usize, element: wasmparser::Element<'a>) -> Result<()> {
        let (ty, items) = match element.items {
            WasmElementItems::Functions(reader) => {
                let functions = reader.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
                (RefType::FUNCREF, ElementItems::Functions(functions))
            }
            WasmElementItems::Expressions(ty, reader) => {
                let expressions = reader.into_iter().collect::<wasmparser::Result<Vec<ConstExpr<'a>>>>()?;
                (ty, ElementItems::Expressions(expressions))
            }
        };
        reference_type(offset, ty)?;
        let mode = match element.kind {
            ElementKind::Passive => SegmentMode::Passive,
            ElementKind::Declared => SegmentMode::Declared,
            ElementKind::Active { table_index, offset_expr } => {
                SegmentMode::Active { target: table_index.unwrap_or(0), at: offset_expr }
            }
        };
        self.module.elements.push(Element { ty, items, mode, offset });
        Ok(())
    }

    fn names(&mut self, names: wasmparser::NameSectionReader<'a>) -> Result<()> {
        for name in names {
            match name? {
                Name::Module { name, .. } => self.module.name = Some(name.to_owned()),
                Name::Function(map) => {
                    for naming in map {
                        let naming = naming?;
                        self.module.function_names.insert(naming.index, naming.name);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// An item of a module.
fn item(offset: usize, kind: ExternalKind, index: u32) -> Result<Export> {
    match kind {
        ExternalKind::Func => Ok(Export::Func(index)),
        ExternalKind::Table => Ok(Export::Table(index)),
        ExternalKind::Memory => Ok(Export::Memory(index)),
        ExternalKind::Global => Ok(Export::Global(index)),
        ExternalKind::Tag => Ok(Export::Tag(index)),
        ExternalKind::FuncExact => Err(Error::unsupported(offset, "custom descriptors (an exact function)")),
    }
}
