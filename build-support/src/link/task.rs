//! What functions of tasks need of the image.
//!
//! In: what a component instance does with tasks. Out: the function, and in the image the slots, counts and resource
//! types that it asks for.

use super::component::Linker;
use super::image::{ComponentInstanceId, FunctionKind, Resource, ResourceId, TASK_SLOTS};
use crate::error::{Error, Result};
use crate::parse::TaskBuiltin;

impl Linker<'_, '_> {
    /// The function with which a component instance does something with its task.
    pub(super) fn task_builtin(
        &mut self,
        builtin: TaskBuiltin,
        instance: ComponentInstanceId,
    ) -> Result<FunctionKind> {
        let image = &mut self.builder.image;
        let mut resource = None;
        match builtin {
            TaskBuiltin::ContextGet(slot) | TaskBuiltin::ContextSet(slot) => {
                if slot >= TASK_SLOTS {
                    return Err(Error::limit(format!("slot {slot} of a task, which has {TASK_SLOTS}")));
                }
                image.task_slots = Some(0);
            }
            TaskBuiltin::BackpressureInc | TaskBuiltin::BackpressureDec => {
                image.backpressure.insert(instance, 0);
            }
            TaskBuiltin::WaitableSetNew | TaskBuiltin::WaitableSetDrop => {
                resource = Some(self.waitable(instance, true));
            }
            TaskBuiltin::WaitableJoin | TaskBuiltin::SubtaskCancel | TaskBuiltin::SubtaskDrop => {
                resource = Some(self.waitable(instance, false));
            }
            TaskBuiltin::TaskReturn
            | TaskBuiltin::TaskCancel
            | TaskBuiltin::ThreadYield
            | TaskBuiltin::WaitableSetWait => {}
        }
        Ok(FunctionKind::Task { builtin, instance, resource })
    }

    /// The resource type of a component instance's waitable sets, or of its waitables, of which there are none. It is in the
    /// same table as all handles, and no component can name it.
    fn waitable(&mut self, instance: ComponentInstanceId, set: bool) -> ResourceId {
        let resources = &mut self.builder.image.resources;
        let new = || resources.push(Resource::Defined { instance, destructor: None });
        *self.waitables.entry((instance, set)).or_insert_with(new)
    }
}
