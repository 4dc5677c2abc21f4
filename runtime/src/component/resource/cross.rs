//! Handles across the boundary: between the guest's table and the host.
//!
//! In: the two tables for as long as one handle crosses ([`Access`]), and the handle's type from its
//! [`Place`](crate::component::place::Place). What the host does wrong before any code of the guest ran is a
//! [`Mistake`], which harms no instance. Spec: Canonical ABI, `lift_own`, `lift_borrow`, `lower_own`, `lower_borrow`.

use std::fmt;

use embody_abi::plan::ResourcePlan;

use super::any::ResourceAny;
use super::guest::Resources;
use super::host::{HostHandles, Origin};
use super::ty::ResourceType;
use crate::component::place::HandleType;
use crate::{Error, Result, bail};

/// The tables that a handle crosses between.
pub(crate) struct Access<'a> {
    /// The guest's.
    pub(crate) guest: &'a mut Resources,
    /// The host's.
    pub(crate) host: &'a mut HostHandles,
    /// The plan's resource types.
    pub(crate) plan: &'a [ResourcePlan],
    /// The component instance whose handles these are.
    pub(crate) instance: u32,
}

impl Access<'_> {
    /// The resource type of a number of the plan.
    ///
    /// # Errors
    /// If the plan is damaged.
    #[inline(always)]
    pub(crate) fn ty(&self, number: u32) -> Result<ResourceType> {
        match self.guest.types.get(self.plan, number) {
            Some(ty) => Ok(ty),
            None => damaged(),
        }
    }

    /// What the guest gets that is to own a resource.
    ///
    /// # Errors
    /// If there are too many handles.
    #[inline]
    pub(crate) fn lower_own(&mut self, number: u32, rep: u32) -> Result<u32> {
        self.guest.insert_own(self.instance, number, rep)
    }

    /// What the guest gets that borrows a resource.
    ///
    /// # Errors
    /// If there are too many handles.
    #[inline]
    pub(crate) fn lower_borrow(&mut self, number: u32, rep: u32) -> Result<u32> {
        self.guest.lower_borrow(self.plan, self.instance, number, rep)
    }

    /// The representation of a resource whose own handle the guest gives away, or else lends to the innermost call.
    ///
    /// # Errors
    /// If the guest has no such handle; if it is of another type, or lent.
    #[inline]
    pub(crate) fn lift_rep(&mut self, ty: HandleType, handle: u32) -> Result<u32> {
        match ty {
            HandleType::Own(number) => self.guest.lift_own(self.instance, number, handle),
            HandleType::Borrow(number) => self.guest.lift_borrow(self.instance, number, handle),
        }
    }

    /// What the guest gets for a handle of the host's.
    ///
    /// # Errors
    /// A [`Mistake`] if the handle is not of the type, not good any more, or lent. If there are too many handles.
    #[inline]
    pub(crate) fn lower_any(&mut self, ty: HandleType, any: ResourceAny) -> Result<u32> {
        let (HandleType::Own(number) | HandleType::Borrow(number)) = ty;
        if self.ty(number)? != any.ty() {
            return Err(mistake("mismatched resource types"));
        }
        match ty {
            HandleType::Own(_) if !any.owned() => Err(mistake(BORROW_INTO_OWN)),
            HandleType::Own(_) => {
                let rep = self.host.take_own(any.handle()).map_err(mistake)?;
                self.lower_own(number, rep)
            }
            HandleType::Borrow(_) => {
                let rep = self.host.lend(any.handle()).map_err(mistake)?;
                self.lower_borrow(number, rep)
            }
        }
    }

    /// What the host gets for a handle of the guest's.
    ///
    /// # Errors
    /// As [`Access::lift_rep`]. If there are too many handles.
    #[inline]
    pub(crate) fn lift_any(&mut self, ty: HandleType, handle: u32) -> Result<ResourceAny> {
        let (HandleType::Own(number) | HandleType::Borrow(number)) = ty;
        let rep = self.lift_rep(ty, handle)?;
        let resource_type = self.ty(number)?;
        let handle = match ty {
            HandleType::Own(_) => {
                let origin = Origin::new(self.guest.owner, number);
                self.host.insert_own(rep, Some(origin))?
            }
            HandleType::Borrow(_) => self.host.insert_borrow(rep)?,
        };
        Ok(ResourceAny::new(resource_type, handle))
    }
}

#[cold]
#[inline(never)]
fn damaged<T>() -> Result<T> {
    bail!("damaged artifact: it names a resource type that it has not")
}

/// What is wrong with an own handle that was to be made of a borrow.
pub(super) const BORROW_INTO_OWN: &str = "cannot lower a `borrow` resource into an `own`";

/// Something that the host must not do, found before the guest could notice.
#[derive(Debug)]
pub(crate) struct Mistake(String);

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mistake {}

/// The error of something that the host must not do.
#[cold]
#[inline(never)]
pub(crate) fn mistake(what: impl fmt::Display) -> Error {
    Error::new(Mistake(what.to_string()))
}
