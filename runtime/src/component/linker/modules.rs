//! Core modules that components import: a linker gives them when a component is compiled.
//!
//! In: modules, defined by name like everything that a linker has, and a component. Out: the compiled component, of which
//! the modules have become part; nothing is left to link of them when it is instantiated.

use std::sync::Arc;

use super::{Definition, Linker, LinkerInstance};
use crate::component::Component;
use crate::component::component::{compile_with, to_binary};
use crate::component::names::NameMap;
use crate::{Result, bail};

impl<T: 'static> LinkerInstance<'_, T> {
    /// Defines a core module in its binary format, or with feature `wat` as text, for [`Linker::compile`].
    ///
    /// # Errors
    /// If the name is defined already, or the text does not parse.
    pub fn module(&mut self, name: &str, module: impl AsRef<[u8]>) -> Result<()> {
        let module = to_binary(module.as_ref())?.into_owned();
        self.define(name, Definition::Module(module.into()))
    }
}

impl<T: 'static> Linker<T> {
    /// Compiles a component as [`Component::new`] does, with this linker's core modules for those that it imports.
    ///
    /// # Errors
    /// As [`Component::new`]; and if an imported core module is not defined, or not of the type with which it is imported.
    pub fn compile(&self, component: impl AsRef<[u8]>) -> Result<Component> {
        let binary = to_binary(component.as_ref())?;
        let mut modules = Vec::new();
        // To know what is imported the component is parsed once more, which is for nothing where there is nothing to give.
        if has_modules(&self.root) {
            for path in embody_build::imported_modules(&binary, self.engine.config().features)? {
                if let Some(module) = self.find_module(&path)? {
                    modules.push((path.join("/"), module.to_vec()));
                }
            }
        }
        compile_with(&self.engine, &binary, modules)
    }

    /// The module at a path of names, if it is defined.
    fn find_module(&self, path: &[String]) -> Result<Option<Arc<[u8]>>> {
        let mut names = &self.root;
        let mut parts = path.iter();
        while let Some(part) = parts.next() {
            match names.get(part) {
                Some(Definition::Instance(inner)) if !parts.as_slice().is_empty() => names = inner,
                Some(Definition::Module(module)) if parts.as_slice().is_empty() => {
                    return Ok(Some(module.clone()));
                }
                Some(other) => bail!("module `{}`: expected module found {}", path.join("/"), other.desc()),
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}

/// Whether any module is defined, at a place or in the instances there.
fn has_modules(names: &NameMap<Definition>) -> bool {
    names.values().any(|definition| match definition {
        Definition::Module(_) => true,
        Definition::Instance(inner) => has_modules(inner),
        _ => false,
    })
}
