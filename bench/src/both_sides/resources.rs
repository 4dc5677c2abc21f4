//! A guest's resources, as the host uses them.
//!
//! A part of both sides: `api` is the crate of the one that it is a part of.

use std::hint::black_box;
use std::path::Path;

use super::api::component::{ComponentNamedList, Instance, Lift, Linker, Lower, ResourceAny, TypedFunc};
use super::api::{Context, Result, Store, load};
use crate::cases::Resource;
use crate::op::{Op, repeat};

/// A function of the exported instance.
fn func<P, R>(store: &mut Store<()>, instance: &Instance, name: &str) -> Result<TypedFunc<P, R>>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift,
{
    let things = instance.get_export_index(&mut *store, None, "things").context("no such instance")?;
    let func = instance.get_export_index(&mut *store, Some(&things), name).context("no such function")?;
    instance.get_typed_func(&mut *store, func)
}

/// Prepares what is done with a resource.
pub(super) fn prepare(resource: Resource, inputs: &Path) -> Result<Box<dyn Op>> {
    let component = load(inputs, "resources")?;
    let mut store = Store::new(component.engine(), ());
    let instance = Linker::new(component.engine()).instantiate(&mut store, &component)?;
    let new = func::<(u32,), (ResourceAny,)>(&mut store, &instance, "[constructor]thing")?;
    Ok(match resource {
        Resource::Method => {
            let (thing,) = new.call(&mut store, (7,))?;
            let get = func::<(ResourceAny,), (u32,)>(&mut store, &instance, "[method]thing.get")?;
            repeat(move || get.call(&mut store, (black_box(thing),)).expect("the guest does not fail").0)
        }
        Resource::ConstructAndDrop => repeat(move || {
            let (thing,) = new.call(&mut store, (black_box(7),)).expect("the guest does not fail");
            thing.resource_drop(&mut store).expect("the guest does not fail");
        }),
    })
}
