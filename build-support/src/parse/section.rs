//! Sections of a component: each becomes definitions.
//!
//! In: a section that the validator has seen as a whole, and the validator, which knows the types of what the section
//! defined. Out: definitions, in order. What is not supported is refused here, by name.

use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType, ResourceId};
use wasmparser::types::TypesRef;
use wasmparser::{
    CanonicalFunction, ComponentAlias, ComponentExternalKind, ComponentInstance, ComponentType, FuncType,
    Instance, Payload, SectionLimited, Validator,
};

use super::{Component, Definition, DefinitionKind, ItemRef, ResourceBuiltin, TaskBuiltin};
use crate::error::{Error, Result};

/// Adds the definitions of one section of a component.
pub(super) fn add<'a>(
    component: &mut Component<'a>,
    validator: &Validator,
    payload: Payload<'a>,
) -> Result<()> {
    let types = || validator.types(0).ok_or_else(|| Error::bug("no types in a component"));
    match payload {
        Payload::InstanceSection(reader) => {
            each(component, reader, |_, instance| Ok(core_instance(instance)))
        }
        Payload::ComponentInstanceSection(reader) => {
            let types = types()?;
            let mut next = types.component_instance_count() - reader.count();
            each(component, reader, |_, instance| {
                next += 1;
                Ok(Some(instance_definition(types, instance, next - 1)))
            })
        }
        Payload::ComponentAliasSection(reader) => {
            each(component, reader, |_, alias| Ok(Some(alias_definition(alias))))
        }
        Payload::ComponentTypeSection(reader) => {
            let types = types()?;
            let mut next = types.component_type_count() - reader.count();
            each(component, reader, |_, ty| {
                next += 1;
                let ComponentType::Resource { dtor, .. } = ty else { return Ok(None) };
                let id = resource(types, next - 1)?;
                Ok(Some(DefinitionKind::Resource { id, destructor: dtor }))
            })
        }
        Payload::ComponentImportSection(reader) => {
            let types = types()?;
            each(component, reader, |_, import| {
                let name = import.name.name;
                let ty = entity(types.component_item_for_import(name))?;
                Ok(Some(DefinitionKind::Import(name, ty)))
            })
        }
        Payload::ComponentExportSection(reader) => {
            let types = types()?;
            each(component, reader, |_, export| {
                let name = export.name.name;
                let ty = entity(types.component_item_for_export(name))?;
                Ok(Some(DefinitionKind::Export(name, item(types, export.kind, export.index), ty)))
            })
        }
        Payload::ComponentCanonicalSection(reader) => canonical_section(component, types()?, reader),
        Payload::ComponentStartSection { range, .. } => {
            let offset = usize::try_from(range.start).unwrap_or(usize::MAX);
            Err(Error::unsupported(offset, "component start functions"))
        }
        _ => Ok(()),
    }
}

/// Adds what `definition` makes of each item of a section, if it makes anything.
fn each<'a, T: wasmparser::FromReader<'a>>(
    component: &mut Component<'a>,
    reader: SectionLimited<'a, T>,
    mut definition: impl FnMut(usize, T) -> Result<Option<DefinitionKind<'a>>>,
) -> Result<()> {
    for read in reader.into_iter_with_offsets() {
        let (offset, read) = read?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        if let Some(kind) = definition(offset, read)? {
            component.definitions.push(Definition { kind, offset });
        }
    }
    Ok(())
}

fn canonical_section<'a>(
    component: &mut Component<'a>,
    types: TypesRef<'_>,
    reader: SectionLimited<'a, CanonicalFunction>,
) -> Result<()> {
    // The section has been validated as a whole: its functions are the last ones of their index spaces.
    let items = reader.clone().into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
    let lifted = items.iter().filter(|item| matches!(item, CanonicalFunction::Lift { .. })).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut func = types.component_function_count() - count(lifted);
    let mut core_func = types.function_count() - count(items.len() - lifted);
    each(component, reader, |offset, canonical| {
        let mut core_ty = || -> FuncType {
            core_func += 1;
            types[types.core_function_at(core_func - 1)].unwrap_func().clone()
        };
        let mut builtin = |builtin, index| -> Result<_> {
            let resource = resource(types, index)?;
            Ok(DefinitionKind::ResourceBuiltin { builtin, resource, core_ty: core_ty() })
        };
        let kind = match canonical {
            CanonicalFunction::Lift { core_func_index, options, .. } => {
                func += 1;
                let ty = types.component_function_at(func - 1);
                DefinitionKind::Lift { core_func: core_func_index, ty, options: options.into() }
            }
            CanonicalFunction::Lower { func_index, options } => DefinitionKind::Lower {
                func: func_index,
                ty: types.component_function_at(func_index),
                core_ty: core_ty(),
                options: options.into(),
            },
            CanonicalFunction::ResourceNew { resource } => builtin(ResourceBuiltin::New, resource)?,
            CanonicalFunction::ResourceRep { resource } => builtin(ResourceBuiltin::Rep, resource)?,
            CanonicalFunction::ResourceDrop { resource } => builtin(ResourceBuiltin::Drop, resource)?,
            other => match task_builtin(&other) {
                Some(builtin) => DefinitionKind::TaskBuiltin { builtin, core_ty: core_ty() },
                None => return Err(Error::unsupported(offset, canonical_name(&other))),
            },
        };
        Ok(Some(kind))
    })
}

fn entity(item: Option<&wasmparser::component_types::ComponentItem>) -> Result<ComponentEntityType> {
    item.map(|item| item.ty).ok_or_else(|| Error::bug("an import or export without a type"))
}

/// The resource type of a type index.
fn resource(types: TypesRef<'_>, index: u32) -> Result<ResourceId> {
    match types.component_any_type_at(index) {
        ComponentAnyTypeId::Resource(id) => Ok(id.resource()),
        _ => Err(Error::bug("a resource that is another type")),
    }
}

fn item(types: TypesRef<'_>, kind: ComponentExternalKind, index: u32) -> ItemRef {
    match kind {
        ComponentExternalKind::Func => ItemRef::Func(index),
        ComponentExternalKind::Instance => ItemRef::Instance(index),
        ComponentExternalKind::Component => ItemRef::Component(index),
        ComponentExternalKind::Module => ItemRef::Module(index),
        ComponentExternalKind::Type => ItemRef::Type(types.component_any_type_at(index)),
        ComponentExternalKind::Value => ItemRef::Value,
    }
}

fn core_instance(instance: Instance<'_>) -> Option<DefinitionKind<'_>> {
    Some(match instance {
        Instance::Instantiate { module_index, args } => {
            DefinitionKind::CoreInstantiate(module_index, args.iter().map(|a| (a.name, a.index)).collect())
        }
        Instance::FromExports(exports) => {
            DefinitionKind::CoreInstanceOf(exports.iter().map(|e| (e.name, e.kind, e.index)).collect())
        }
    })
}

fn instance_definition<'a>(
    types: TypesRef<'_>,
    instance: ComponentInstance<'a>,
    index: u32,
) -> DefinitionKind<'a> {
    match instance {
        ComponentInstance::Instantiate { component_index, args } => DefinitionKind::Instantiate {
            component: component_index,
            args: args.iter().map(|a| (a.name, item(types, a.kind, a.index))).collect(),
            ty: types.component_instance_at(index),
        },
        ComponentInstance::FromExports(exports) => DefinitionKind::InstanceOf(
            exports.iter().map(|e| (e.name.name, item(types, e.kind, e.index))).collect(),
        ),
    }
}

fn alias_definition(alias: ComponentAlias<'_>) -> DefinitionKind<'_> {
    match alias {
        ComponentAlias::InstanceExport { kind, instance_index, name } => {
            DefinitionKind::Alias(kind, instance_index, name)
        }
        ComponentAlias::CoreInstanceExport { kind, instance_index, name } => {
            DefinitionKind::CoreAlias(kind, instance_index, name)
        }
        ComponentAlias::Outer { kind, count, index } => DefinitionKind::OuterAlias(kind, count, index),
    }
}

/// A canonical function of tasks that needs no asynchronous one. All tasks here are synchronous, and there is nothing to
/// wait for: functions, streams and futures that are asynchronous are refused.
fn task_builtin(function: &CanonicalFunction) -> Option<TaskBuiltin> {
    Some(match *function {
        CanonicalFunction::ContextGet { slot, .. } => TaskBuiltin::ContextGet(slot),
        CanonicalFunction::ContextSet { slot, .. } => TaskBuiltin::ContextSet(slot),
        CanonicalFunction::BackpressureInc => TaskBuiltin::BackpressureInc,
        CanonicalFunction::BackpressureDec => TaskBuiltin::BackpressureDec,
        CanonicalFunction::TaskReturn { .. } => TaskBuiltin::TaskReturn,
        CanonicalFunction::TaskCancel => TaskBuiltin::TaskCancel,
        CanonicalFunction::ThreadYield => TaskBuiltin::ThreadYield,
        CanonicalFunction::WaitableSetNew => TaskBuiltin::WaitableSetNew,
        CanonicalFunction::WaitableSetWait { .. } => TaskBuiltin::WaitableSetWait,
        CanonicalFunction::WaitableSetDrop => TaskBuiltin::WaitableSetDrop,
        CanonicalFunction::WaitableJoin => TaskBuiltin::WaitableJoin,
        CanonicalFunction::SubtaskCancel { .. } => TaskBuiltin::SubtaskCancel,
        CanonicalFunction::SubtaskDrop => TaskBuiltin::SubtaskDrop,
        _ => return None,
    })
}

/// The name that the specification gives a canonical function that is not supported.
fn canonical_name(function: &CanonicalFunction) -> String {
    let text = format!("{function:?}");
    let name: &str = text.split([' ', '(', '{']).next().unwrap_or_default();
    let mut kebab = String::new();
    for (i, c) in name.char_indices() {
        if c.is_ascii_uppercase() && i > 0 {
            kebab.push('.');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    format!("asynchronous components (`canon {kebab}`)")
}
