//! The limit, where there is one: what the same work costs when nothing is sandboxed.
//!
//! A call's limit is the guest's own function, compiled for the host and called through a pointer that the
//! compiler cannot see through. That of an instance is what the kernel takes to reserve and release its
//! memory.

use anyhow::Result;

use crate::cases::Work;
use crate::op::Op;

mod calls;
mod kernels;
mod memory;

/// Prepares a piece of work, if it has a limit.
///
/// # Errors
/// If the system refuses memory.
pub(crate) fn prepare(work: Work) -> Result<Option<Box<dyn Op>>> {
    match work {
        Work::Call(call) => Ok(Some(calls::prepare(call))),
        Work::Kernel(kernel) => Ok(Some(kernels::prepare(kernel))),
        Work::Instantiate(guest, _) => memory::prepare(guest),
        Work::Load(..) | Work::InstantiateAndCall(..) | Work::Adapter(..) | Work::Dynamic(_) | Work::Resource(_) => Ok(None),
    }
}
