//! The resources of an instance: its tables of handles, and the calls for which handles are lent.
//!
//! Each component instance has a table of its own; all component instances of one instance have one stack of calls,
//! since they take turns. In: handles, claims of the guest until a table has checked them, and numbers that the compiler
//! wrote. Out: representations and new handles. Spec: Canonical ABI, `canon resource.new`, `canon resource.drop`,
//! `lift_own`, `lift_borrow`, `lower_own`, `lower_borrow`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use embody_abi::limits::{MAX_COMPONENT_INSTANCES, MAX_HANDLES};
use embody_abi::plan::ResourcePlan;

use super::destructor::HostDestructor;
use super::guests::Home;
use super::handles::{HandleTable, Removed, borrows_remain, not_owned, unknown};
use super::ty::ResourceType;
use crate::vm::Values;
use crate::{Result, bail, ensure};

/// The resource types of an instance, by their numbers in the plan; cheap to clone.
#[derive(Clone)]
pub(crate) struct ResourceTypes {
    /// Different for each instance.
    id: u64,
    /// Those that are imported, by their import numbers.
    imports: Arc<[ImportedResource]>,
}

/// A resource type that the host gives to a component.
#[derive(Clone)]
pub(crate) struct ImportedResource {
    pub(crate) ty: ResourceType,
    pub(crate) destructor: Arc<dyn HostDestructor>,
}

/// Who destroys a resource of some type.
pub(crate) enum Destructor<'a> {
    /// Nobody.
    Nobody,
    /// The guest, by this entry of the plan.
    Guest(u32),
    /// The host.
    Host(&'a Arc<dyn HostDestructor>),
    /// The value that the runtime keeps for the host.
    Value,
}

impl ResourceTypes {
    /// The types of a new instance.
    pub(crate) fn new(imports: Arc<[ImportedResource]>) -> Self {
        static IDS: AtomicU64 = AtomicU64::new(0);
        Self { id: IDS.fetch_add(1, Ordering::Relaxed), imports }
    }

    /// The type of a number.
    #[inline(always)]
    pub(crate) fn get(&self, plan: &[ResourcePlan], number: u32) -> Option<ResourceType> {
        Some(match plan.get(number as usize)? {
            ResourcePlan::Imported(import) => self.imports.get(*import as usize)?.ty,
            ResourcePlan::Defined { .. } => ResourceType::guest(self.id, number),
        })
    }

    /// Who destroys resources of the type of a number.
    #[inline]
    pub(crate) fn destructor(&self, plan: &[ResourcePlan], number: u32) -> Destructor<'_> {
        match plan.get(number as usize) {
            Some(ResourcePlan::Imported(import)) => match self.imports.get(*import as usize) {
                Some(import) => Destructor::Host(&import.destructor),
                None => Destructor::Value,
            },
            Some(ResourcePlan::Defined { destructor: Some(entry), .. }) => Destructor::Guest(*entry),
            Some(ResourcePlan::Defined { destructor: None, .. }) | None => Destructor::Nobody,
        }
    }
}

/// An instance's resources.
pub(crate) struct Resources {
    /// By component instance; those that never had a handle may be missing.
    tables: Vec<HandleTable<u32>>,
    /// Handles by which the tables may still grow.
    room: u32,
    /// Calls that have begun and not ended, the innermost last.
    calls: Vec<Call>,
    /// Own handles that are lent, those of the innermost call last.
    lenders: Vec<Lender>,
    /// The types.
    pub(crate) types: ResourceTypes,
    /// Number of the instance in its store.
    pub(crate) owner: u32,
    /// The host's values, of typed wrappers.
    pub(crate) values: Values,
    /// What resources of this instance share with it that typed wrappers have.
    home: Option<Arc<Home>>,
}

/// A call that borrows handles.
struct Call {
    /// Where its own begin among the lenders.
    lenders: u32,
    /// Borrow handles that it was given and has not dropped.
    borrows: u32,
}

/// An own handle that is lent.
struct Lender {
    instance: u32,
    handle: u32,
}

impl Resources {
    /// No handles yet.
    pub(crate) fn new(types: ResourceTypes, owner: u32) -> Self {
        let (tables, calls, lenders) = (Vec::new(), Vec::new(), Vec::new());
        let (values, home) = (Values::default(), None);
        Self { tables, room: MAX_HANDLES, calls, lenders, types, owner, values, home }
    }

    /// What resources of this instance share with it.
    #[inline]
    pub(crate) fn home(&mut self) -> &Arc<Home> {
        self.home.get_or_insert_default()
    }

    /// Resources that wrappers dropped: the type's number and the representation of each.
    #[inline(always)]
    pub(crate) fn take_dropped(&mut self) -> Vec<(u32, u32)> {
        match &self.home {
            Some(home) if home.has_dropped() => home.take_dropped(),
            _ => Vec::new(),
        }
    }

    /// Makes an own handle of a component instance.
    ///
    /// # Errors
    /// If there are too many handles.
    #[inline]
    pub(crate) fn insert_own(&mut self, instance: u32, resource: u32, rep: u32) -> Result<u32> {
        self.insert(instance, |table, limit| table.insert_own(resource, rep, limit))
    }

    #[inline]
    fn insert(
        &mut self,
        instance: u32,
        insert: impl FnOnce(&mut HandleTable<u32>, u32) -> Result<u32>,
    ) -> Result<u32> {
        if instance as usize >= self.tables.len() {
            self.add_tables(instance)?;
        }
        let table = &mut self.tables[instance as usize];
        // Neither sum nor difference wraps: all tables together have no more slots than the limit.
        let before = table.len();
        let handle = insert(table, before + self.room)?;
        self.room -= table.len() - before;
        Ok(handle)
    }

    /// Makes the tables of all component instances up to this one.
    #[cold]
    #[inline(never)]
    fn add_tables(&mut self, instance: u32) -> Result<()> {
        ensure!(
            (instance as usize) < MAX_COMPONENT_INSTANCES,
            "over the limit of {MAX_COMPONENT_INSTANCES} component instances"
        );
        self.tables.resize_with(instance as usize + 1, HandleTable::default);
        Ok(())
    }

    /// The table of a component instance.
    ///
    /// # Errors
    /// If it never had a handle, so that this claim of one is wrong.
    #[inline]
    fn table(&mut self, instance: u32, handle: u32) -> Result<&mut HandleTable<u32>> {
        match self.tables.get_mut(instance as usize) {
            Some(table) => Ok(table),
            None => Err(unknown(handle)),
        }
    }

    /// The representation behind a handle.
    ///
    /// # Errors
    /// If the component instance has no such handle, or it is of another type.
    #[inline]
    pub(crate) fn rep(&mut self, instance: u32, resource: u32, handle: u32) -> Result<u32> {
        self.table(instance, handle)?.rep(handle, is(resource, handle))
    }

    /// Removes a handle: the representation if it was an own one.
    ///
    /// # Errors
    /// As [`Resources::rep`]; if it is lent.
    #[inline]
    pub(crate) fn remove(&mut self, instance: u32, resource: u32, handle: u32) -> Result<Option<u32>> {
        match self.table(instance, handle)?.remove(handle, is(resource, handle))? {
            Removed::Own { rep, .. } => Ok(Some(rep)),
            Removed::Borrow { scope } => {
                // A call does not end before its borrows are dropped, so it is there and has this one.
                if let Some(call) = self.calls.get_mut(scope as usize) {
                    call.borrows = call.borrows.saturating_sub(1);
                }
                Ok(None)
            }
        }
    }

    /// Removes an own handle: the representation.
    ///
    /// # Errors
    /// As [`Resources::remove`]; if it is a borrow.
    #[inline]
    pub(crate) fn lift_own(&mut self, instance: u32, resource: u32, handle: u32) -> Result<u32> {
        self.remove(instance, resource, handle)?.ok_or_else(not_owned)
    }

    /// Lends a handle to the innermost call: the representation.
    ///
    /// # Errors
    /// As [`Resources::rep`]; if too many are lent.
    #[inline]
    pub(crate) fn lift_borrow(&mut self, instance: u32, resource: u32, handle: u32) -> Result<u32> {
        if self.lenders.len() >= MAX_HANDLES as usize {
            return too_many_lent();
        }
        let lent = self.table(instance, handle)?.lend(handle, is(resource, handle))?;
        if lent.owned {
            self.lenders.push(Lender { instance, handle });
        }
        Ok(lent.rep)
    }

    /// What a component instance gets that borrows a resource for the innermost call: the representation if it defines
    /// the type, or else a borrow handle.
    ///
    /// # Errors
    /// If there are too many handles.
    #[inline]
    pub(crate) fn lower_borrow(
        &mut self,
        plan: &[ResourcePlan],
        instance: u32,
        resource: u32,
        rep: u32,
    ) -> Result<u32> {
        match plan.get(resource as usize) {
            Some(ResourcePlan::Defined { instance: definer, .. }) if *definer == instance => Ok(rep),
            _ => self.insert_borrow(instance, resource, rep),
        }
    }

    fn insert_borrow(&mut self, instance: u32, resource: u32, rep: u32) -> Result<u32> {
        if self.calls.is_empty() {
            self.enter_call();
        }
        let scope = self.calls.len() - 1;
        let insert =
            |table: &mut HandleTable<u32>, limit| table.insert_borrow(resource, rep, scope as u32, limit);
        let handle = self.insert(instance, insert)?;
        self.calls[scope].borrows += 1;
        Ok(handle)
    }

    /// A call within the instance, or one of the host, begins that borrows handles. The host's call of the instance, which
    /// is there before all others, begins by itself when it needs to.
    #[inline]
    pub(crate) fn enter_call(&mut self) {
        // As many as the limit at most, which is a u32.
        self.calls.push(Call { lenders: self.lenders.len() as u32, borrows: 0 });
    }

    /// The innermost call ends: what was lent to it is lent no more.
    ///
    /// # Errors
    /// If it has not dropped all that it borrowed.
    #[inline]
    pub(crate) fn exit_call(&mut self) -> Result<()> {
        let Some(call) = self.calls.pop() else { return no_call() };
        if call.borrows != 0 {
            return Err(borrows_remain());
        }
        self.take_back(call.lenders);
        Ok(())
    }

    /// The host's call of the instance ends.
    ///
    /// # Errors
    /// If the guest has not dropped all that it borrowed.
    #[inline]
    pub(crate) fn exit_host_call(&mut self) -> Result<()> {
        if self.calls.is_empty() { Ok(()) } else { self.exit_call() }
    }

    /// The host's call of the instance does not come to be: the guest has borrowed nothing.
    #[cold]
    pub(crate) fn abandon_host_call(&mut self) {
        self.calls.clear();
        self.tables.iter_mut().for_each(|table| table.forget_borrows(0..u32::MAX));
    }

    #[inline]
    fn take_back(&mut self, from: u32) {
        while self.lenders.len() > from as usize {
            if let Some(Lender { instance, handle }) = self.lenders.pop()
                && let Some(table) = self.tables.get_mut(instance as usize)
            {
                table.take_back(handle);
            }
        }
    }
}

/// Accepts handles of one resource type.
#[inline(always)]
fn is(resource: u32, handle: u32) -> impl FnOnce(u32) -> Result<()> {
    move |found| if found == resource { Ok(()) } else { wrong_type(handle) }
}

#[cold]
#[inline(never)]
fn wrong_type(handle: u32) -> Result<()> {
    bail!(
        "handle index {handle} used with the wrong type, expected guest-defined resource but found a different \
         guest-defined resource"
    )
}

#[cold]
#[inline(never)]
fn too_many_lent<T>() -> Result<T> {
    bail!("cannot lend resource: over the limit of {MAX_HANDLES} handles that are lent at once")
}

#[cold]
#[inline(never)]
fn no_call<T>() -> Result<T> {
    bail!("a bug in Embody, please report it: a handle is borrowed, and no call has begun that borrows")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Instance 1 defines resource 0; resource 1 is the host's.
    const PLAN: [ResourcePlan; 2] =
        [ResourcePlan::Defined { instance: 1, destructor: Some(9) }, ResourcePlan::Imported(0)];

    fn resources() -> Resources {
        let destructor = super::super::destructor::host::<(), _>(|_, _| Ok(()));
        let import = ImportedResource { ty: ResourceType::host::<()>(), destructor };
        Resources::new(ResourceTypes::new(Arc::new([import])), 0)
    }

    fn text<T: std::fmt::Debug>(result: Result<T>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn each_component_instance_has_its_own_handles_of_all_types() {
        let mut r = resources();
        assert_eq!(r.insert_own(1, 0, 100).unwrap(), 1);
        assert_eq!(r.insert_own(1, 1, 200).unwrap(), 2);
        assert_eq!(r.insert_own(0, 1, 300).unwrap(), 1);
        assert_eq!(r.rep(1, 0, 1).unwrap(), 100);
        assert_eq!(r.rep(0, 1, 1).unwrap(), 300);
        assert_eq!(text(r.rep(0, 1, 2)), "unknown handle index 2", "it is another's");
        assert_eq!(text(r.rep(5, 1, 1)), "unknown handle index 1", "it never had one");
        assert!(text(r.rep(1, 1, 1)).starts_with("handle index 1 used with the wrong type, expected guest-"));
        assert!(r.rep(u32::MAX, 0, 9).is_err() && r.insert_own(u32::MAX, 0, 9).is_err());
    }

    #[test]
    fn what_is_lent_to_a_call_is_free_when_it_ends() {
        let mut r = resources();
        let own = r.insert_own(0, 0, 100).unwrap();
        r.enter_call();
        assert_eq!(r.lift_borrow(0, 0, own).unwrap(), 100);
        r.enter_call();
        assert_eq!(r.lift_borrow(0, 0, own).unwrap(), 100);
        assert_eq!(text(r.lift_own(0, 0, own)), "cannot remove owned resource while borrowed");
        r.exit_call().unwrap();
        assert!(r.lift_own(0, 0, own).is_err(), "the outer call has it still");
        r.exit_call().unwrap();
        assert_eq!(r.lift_own(0, 0, own).unwrap(), 100);
        assert!(r.exit_call().is_err(), "there is none");
    }

    #[test]
    fn borrows_must_be_dropped_before_their_call_ends() {
        let mut r = resources();
        r.enter_call();
        assert_eq!(r.lower_borrow(&PLAN, 1, 0, 100).unwrap(), 100, "who defines it gets the representation");
        let outer = r.lower_borrow(&PLAN, 0, 0, 100).unwrap();
        r.enter_call();
        let inner = r.lower_borrow(&PLAN, 0, 1, 200).unwrap();
        assert_eq!(text(r.lift_own(0, 1, inner)), "cannot lift own resource from a borrow");
        // That removed it all the same.
        r.exit_call().unwrap();
        assert_eq!(r.lift_borrow(0, 0, outer).unwrap(), 100, "a borrow can be lent");
        assert_eq!(r.remove(0, 0, outer).unwrap(), None);
        r.lower_borrow(&PLAN, 0, 0, 100).unwrap();
        assert_eq!(text(r.exit_call()), "borrow handles still remain at the end of the call");
    }

    #[test]
    fn the_hosts_call_begins_when_it_lends_something() {
        let mut r = resources();
        r.exit_host_call().unwrap();
        let borrow = r.lower_borrow(&PLAN, 0, 1, 200).unwrap();
        assert_eq!(text(r.exit_host_call()), "borrow handles still remain at the end of the call");
        let mut r = resources();
        assert_eq!(r.lower_borrow(&PLAN, 0, 1, 200).unwrap(), borrow);
        r.remove(0, 1, borrow).unwrap();
        r.exit_host_call().unwrap();

        let own = r.insert_own(0, 0, 100).unwrap();
        let borrow = r.lower_borrow(&PLAN, 0, 1, 200).unwrap();
        r.abandon_host_call();
        assert!(r.rep(0, 1, borrow).is_err(), "that call did not come to be");
        r.exit_host_call().unwrap();
        assert_eq!(r.lift_own(0, 0, own).unwrap(), 100);
    }

    #[test]
    fn handles_of_all_component_instances_are_limited_together() {
        let mut r = resources();
        for i in 0..MAX_HANDLES {
            r.insert_own(i % 3, 0, i).unwrap();
        }
        assert!(text(r.insert_own(0, 0, 0)).contains("limit"));
        assert!(text(r.insert_own(7, 0, 0)).contains("limit"));
        r.lift_own(1, 0, 5).unwrap();
        assert_eq!(r.insert_own(1, 0, 0).unwrap(), 5);
    }

    #[test]
    fn types_are_fresh_and_know_who_destroys() {
        let (a, b) = (resources(), resources());
        assert_ne!(a.types.get(&PLAN, 0), b.types.get(&PLAN, 0));
        assert_eq!(a.types.get(&PLAN, 0), a.types.clone().get(&PLAN, 0));
        assert_eq!(a.types.get(&PLAN, 1), Some(ResourceType::host::<()>()));
        assert_eq!(a.types.get(&PLAN, 2), None);
        assert!(matches!(a.types.destructor(&PLAN, 0), Destructor::Guest(9)));
        assert!(matches!(a.types.destructor(&PLAN, 1), Destructor::Host(_)));
        assert!(matches!(a.types.destructor(&PLAN, 2), Destructor::Nobody));
    }
}
