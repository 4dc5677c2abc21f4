//! The root component's world: what the host gives and calls.
//!
//! In: imports and exports of the root with the validator's types. Out: the same in the metadata, each imported function,
//! exported function and imported resource type numbered, and each exported function with an entry.

use std::rc::Rc;

use embody_abi::meta::Item;
use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType};

use super::component::Linker;
use super::frame::{Frame, Func, Resources, Value, bad_index};
use super::image::{Purpose, Resource};
use super::module_type;
use crate::error::{Error, Result};
use crate::parse::ItemRef;

impl<'a> Linker<'a, '_> {
    /// An import of the root.
    pub(super) fn root_import(
        &mut self,
        frame: &mut Frame<'a>,
        name: &str,
        ty: ComponentEntityType,
        offset: usize,
    ) -> Result<()> {
        let mut resources = std::mem::take(self.resources(frame.id));
        let imported = self.import_item(&mut resources, name, ty, offset);
        *self.resources(frame.id) = resources;
        let (item, value) = imported?;
        self.meta.imports.extend(item.map(|item| (name.to_owned(), item)));
        frame.push(value);
        Ok(())
    }

    /// Numbers the functions and resource types of an imported item.
    fn import_item(
        &mut self,
        resources: &mut Resources,
        path: &str,
        ty: ComponentEntityType,
        offset: usize,
    ) -> Result<(Option<Item>, Value)> {
        let in_path = |error| in_path(error, path);
        match ty {
            ComponentEntityType::Func(id) => {
                let ty = self.converter(resources, offset).func(id).map_err(in_path)?;
                let index = self.meta.import_count;
                self.meta.import_count += 1;
                Ok((Some(Item::Func { ty, index }), Value::Func(Func::Import(index))))
            }
            ComponentEntityType::Instance(id) => {
                let (mut items, mut values) = (Vec::new(), Vec::new());
                let types = self.types;
                for (name, item) in &types[id].exports {
                    let path = format!("{path}/{name}");
                    let (item, value) = self.import_item(resources, &path, item.ty, offset)?;
                    values.push((name.clone(), value));
                    items.extend(item.map(|item| (name.clone(), item)));
                }
                Ok((Some(Item::Instance(items)), Value::Instance(Rc::new(values))))
            }
            ComponentEntityType::Type { created: ComponentAnyTypeId::Resource(id), .. } => {
                let image = &mut self.builder.image;
                let count = &mut self.meta.import_resource_count;
                let resource = *resources.entry(id.resource()).or_insert_with(|| {
                    *count += 1;
                    image.resources.push(Resource::Imported(*count - 1))
                });
                Ok((Some(Item::Resource(resource.as_u32())), Value::Resource(resource)))
            }
            ComponentEntityType::Type { created, .. } => {
                Ok((self.type_item(resources, created, offset).map_err(in_path)?, Value::Type))
            }
            ComponentEntityType::Module(id) => {
                let Some((_, module)) = self.given.iter().find(|(name, _)| *name == path) else {
                    return Err(Error::import(
                        offset,
                        format!(
                            "the component imports the core module `{path}`, which was not given to compile it with: give it with `Options::module`, or define it in the `Linker` that compiles the component (`Linker::compile`)"
                        ),
                    ));
                };
                let given = self.builder.image.modules.get(*module).ok_or_else(bad_index)?;
                module_type::check(given, self.types.as_ref(), id).map_err(|why| {
                    Error::import(offset, format!("the core module given for `{path}` {why}"))
                })?;
                Ok((None, Value::Module(*module)))
            }
            ComponentEntityType::Component(_) => {
                Err(in_path(Error::unsupported(offset, "imported components")))
            }
            ComponentEntityType::Value(_) => Err(in_path(Error::unsupported(offset, "imported values"))),
        }
    }

    fn type_item(
        &mut self,
        resources: &Resources,
        id: ComponentAnyTypeId,
        offset: usize,
    ) -> Result<Option<Item>> {
        match id {
            ComponentAnyTypeId::Defined(id) => {
                Ok(Some(Item::Type(self.converter(resources, offset).defined(id)?)))
            }
            ComponentAnyTypeId::Resource(id) => {
                let resource = resources.get(&id.resource()).ok_or_else(bad_index)?;
                Ok(Some(Item::Resource(resource.as_u32())))
            }
            ComponentAnyTypeId::Func(_)
            | ComponentAnyTypeId::Instance(_)
            | ComponentAnyTypeId::Component(_) => Ok(None),
        }
    }

    /// An export of the root.
    pub(super) fn root_export(
        &mut self,
        frame: &mut Frame<'a>,
        name: &str,
        item: ItemRef,
        ty: ComponentEntityType,
        offset: usize,
    ) -> Result<()> {
        let value = self.export(frame, item, ty)?;
        let resources = std::mem::take(self.resources(frame.id));
        let exported = self.export_item(&resources, ty, &value, offset).map_err(|e| in_path(e, name));
        *self.resources(frame.id) = resources;
        self.meta.exports.extend(exported?.map(|item| (name.to_owned(), item)));
        Ok(())
    }

    /// Numbers the functions of an exported item and gives each an entry.
    fn export_item(
        &mut self,
        resources: &Resources,
        ty: ComponentEntityType,
        value: &Value,
        offset: usize,
    ) -> Result<Option<Item>> {
        match (ty, value) {
            (ComponentEntityType::Func(id), Value::Func(func)) => {
                let ty = self.converter(resources, offset).func(id)?;
                let Func::Lifted(lifted) = func else {
                    return Err(Error::unsupported(offset, "an imported function that is exported again"));
                };
                self.refuse_wide(lifted.options, "between the host and a component", offset)?;
                let (entry, options) =
                    (self.builder.entry(lifted.core, Purpose::Task), self.plan_of(lifted.options));
                let exports = &mut self.builder.image.exports;
                exports.push((entry, options));
                let index = u32::try_from(exports.len() - 1).map_err(|_| Error::limit("too many exports"))?;
                Ok(Some(Item::Func { ty, index }))
            }
            (ComponentEntityType::Instance(id), Value::Instance(values)) => {
                let mut items = Vec::new();
                let types = self.types;
                for (name, item) in &types[id].exports {
                    let value = values.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
                    let value = value.unwrap_or(Value::Type);
                    let item =
                        self.export_item(resources, item.ty, &value, offset).map_err(|e| in_path(e, name))?;
                    items.extend(item.map(|item| (name.clone(), item)));
                }
                Ok(Some(Item::Instance(items)))
            }
            (ComponentEntityType::Type { created, .. }, _) => self.type_item(resources, created, offset),
            (ComponentEntityType::Module(_), _) => Err(Error::unsupported(offset, "exported core modules")),
            (ComponentEntityType::Component(_), _) => Err(Error::unsupported(offset, "exported components")),
            _ => Err(Error::bug("an export whose type is not that of its value")),
        }
    }
}

/// Adds a name of the path at which something is not supported.
fn in_path(mut error: Error, name: &str) -> Error {
    error.message = match error.message.strip_prefix("in `") {
        Some(rest) => format!("in `{name}/{rest}"),
        None => format!("in `{name}`: {}", error.message),
    };
    error
}
