//! What a component's bytes are spent on.
//!
//! In: a valid component. Out: [`Layout`]: its core modules, those of nested components too, and the sizes of all of it.

use embody_build::error::{Error, Result};
use serde::Serialize;
use wasmparser::{KnownCustom, MemoryType, Name, Parser, Payload, TypeRef};

/// Where the bytes of a component are.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) core_modules: Vec<CoreModule>,
    pub(super) sizes: Sizes,
}

/// A core module.
#[derive(Default, Serialize)]
pub(super) struct CoreModule {
    /// From its name section.
    pub(super) name: Option<String>,
    /// Where it starts in the file.
    pub(super) offset: u64,
    pub(super) bytes: u64,
    /// Functions that it defines.
    pub(super) functions: u32,
    pub(super) imported_functions: u32,
    pub(super) code_bytes: u64,
    pub(super) data_bytes: u64,
    /// Memories that it defines.
    pub(super) memories: Vec<Memory>,
}

/// A linear memory.
#[derive(Serialize)]
pub(super) struct Memory {
    pub(super) min_bytes: u128,
    pub(super) max_bytes: Option<u128>,
}

/// Bytes of the whole file.
#[derive(Default, Serialize)]
pub(super) struct Sizes {
    pub(super) code: u64,
    pub(super) data: u64,
    pub(super) custom: u64,
    pub(super) other: u64,
}

impl Layout {
    /// Reads sections, whichever component or module they belong to.
    ///
    /// # Errors
    /// If a section cannot be read.
    pub(super) fn of(bytes: &[u8]) -> Result<Self> {
        let mut layout = Self::default();
        // What is open: a module by its index, a component without one.
        let mut open: Vec<Option<usize>> = vec![None];
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ModuleSection { unchecked_range: range, .. } => {
                    open.push(Some(layout.core_modules.len()));
                    let bytes = range.end.saturating_sub(range.start);
                    layout.core_modules.push(CoreModule {
                        offset: range.start,
                        bytes,
                        ..CoreModule::default()
                    });
                }
                Payload::ComponentSection { .. } => open.push(None),
                Payload::End(_) => {
                    open.pop();
                }
                payload => layout.section(open.last().copied().flatten(), payload)?,
            }
        }
        let Sizes { code, data, custom, .. } = layout.sizes;
        layout.sizes.other = (bytes.len() as u64).saturating_sub(code + data + custom);
        Ok(layout)
    }

    fn section(&mut self, module: Option<usize>, payload: Payload<'_>) -> Result<()> {
        let bytes = |range: &std::ops::Range<u64>| range.end.saturating_sub(range.start);
        if let Payload::CustomSection(section) = &payload {
            self.sizes.custom += bytes(&section.range());
        }
        let Some(module) = module.and_then(|index| self.core_modules.get_mut(index)) else { return Ok(()) };
        match payload {
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    // A name section that cannot be read is none.
                    module.name = names.into_iter().flatten().find_map(|name| match name {
                        Name::Module { name, .. } => Some(name.to_owned()),
                        _ => None,
                    });
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                        module.imported_functions += 1;
                    }
                }
            }
            Payload::FunctionSection(section) => module.functions = section.count(),
            Payload::MemorySection(section) => {
                for memory in section {
                    module.memories.push(Memory::of(memory?)?);
                }
            }
            Payload::CodeSectionStart { unchecked_range: range, .. } => {
                module.code_bytes = bytes(&range);
                self.sizes.code += module.code_bytes;
            }
            Payload::DataSection(section) => {
                module.data_bytes = bytes(&section.range());
                self.sizes.data += module.data_bytes;
            }
            _ => {}
        }
        Ok(())
    }
}

impl Memory {
    fn of(ty: MemoryType) -> Result<Self> {
        let page = 1_u128.checked_shl(ty.page_size_log2.unwrap_or(16));
        let page = page.ok_or_else(|| Error::bug("a memory of impossible pages"))?;
        let bytes = |pages: u64| page.saturating_mul(pages.into());
        Ok(Self { min_bytes: bytes(ty.initial), max_bytes: ty.maximum.map(bytes) })
    }
}
