//! Values of the host's resources, for `Host` traits whose functions a linker has.
//!
//! In: a table that a host has. Out: the values of a call's parameters, and handles for its result. For as long as the host runs
//! the table is away from it, and what it may change is away from the table. However the call ends, all is back.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::table::{ResourceTable, ResourceTableError};
use super::typed::Resource;
use crate::{Context as _, Result};

/// A host's table, for one call.
#[derive(Debug)]
pub struct LinkedTable {
    table: ResourceTable,
    /// What was lent when the call failed, once something was lent.
    left: Option<Left>,
}

/// Values that belong in a table, and the places there.
type Left = Rc<RefCell<Vec<(u32, Box<dyn Any + Send>)>>>;

/// A value that is lent to be changed.
#[derive(Debug)]
pub struct Lent<V: Send + 'static> {
    rep: u32,
    /// There until the lending ends.
    value: Option<Box<V>>,
    left: Left,
}

impl<V: Send + 'static> Drop for Lent<V> {
    fn drop(&mut self) {
        if let Some(value) = self.value.take() {
            self.left.borrow_mut().push((self.rep, value));
        }
    }
}

/// Values on their way to a guest.
#[derive(Debug)]
pub struct Giving<'a> {
    table: RefCell<&'a mut ResourceTable>,
    failed: RefCell<Option<ResourceTableError>>,
}

/// A host whose table is away; it has it again when this is dropped, which a panic of the host's does as well.
struct Away<'a, T> {
    host: &'a mut T,
    table: fn(&mut T) -> &mut ResourceTable,
    linked: LinkedTable,
}

impl<T> Drop for Away<'_, T> {
    fn drop(&mut self) {
        for (rep, value) in self.linked.left.iter().flat_map(|left| left.take()) {
            self.linked.table.end_lending(rep, value);
        }
        *(self.table)(self.host) = std::mem::take(&mut self.linked.table);
    }
}

/// Calls a host that has a table.
///
/// # Errors
/// What the call fails with.
pub fn with_table<T, R>(
    host: &mut T,
    table: fn(&mut T) -> &mut ResourceTable,
    call: impl FnOnce(&mut T, &mut LinkedTable) -> Result<R>,
) -> Result<R> {
    let linked = LinkedTable { table: std::mem::take(table(host)), left: None };
    let mut away = Away { host, table, linked };
    call(away.host, &mut away.linked)
}

/// A guest drops its handle: the value goes.
///
/// # Errors
/// If it is not there.
pub fn end<V: 'static>(table: &mut ResourceTable, rep: u32) -> Result<()> {
    table.delete(Resource::<V>::new_own(rep))?;
    Ok(())
}

impl LinkedTable {
    /// A value that the guest lends to be looked at.
    ///
    /// # Errors
    /// If it is not there.
    pub fn get<V: 'static>(&self, resource: &Resource<V>) -> Result<&V> {
        Ok(self.table.get(resource)?)
    }

    /// A value that the guest lends to be changed.
    ///
    /// # Errors
    /// If it is not there.
    pub fn lend<V: Send + 'static>(&mut self, resource: &Resource<V>) -> Result<Lent<V>> {
        let rep = resource.rep();
        let value = Some(self.table.lend(rep)?);
        Ok(Lent { rep, value, left: self.left.get_or_insert_default().clone() })
    }

    /// It was changed.
    pub fn end<V: Send + 'static>(&mut self, mut lent: Lent<V>) {
        if let Some(value) = lent.value.take() {
            self.table.end_lending(lent.rep, value);
        }
    }

    /// A value that the guest gives away.
    ///
    /// # Errors
    /// If it is not there.
    #[expect(clippy::needless_pass_by_value, reason = "it is used up")]
    pub fn take<V: 'static>(&mut self, resource: Resource<V>) -> Result<V> {
        Ok(self.table.delete(Resource::new_own(resource.rep()))?)
    }

    /// What gives values to the guest.
    pub fn giving(&mut self) -> Giving<'_> {
        Giving { table: RefCell::new(&mut self.table), failed: RefCell::new(None) }
    }
}

impl<V: Send + 'static> Lent<V> {
    /// The value.
    ///
    /// # Errors
    /// If the lending has ended, which uses it up.
    pub fn get(&mut self) -> Result<&mut V> {
        self.value.as_deref_mut().context("what is lent no more")
    }
}

impl Giving<'_> {
    /// The handle of a value. That there was no room for it is said in the end.
    pub fn give<V: Send + 'static>(&self, value: V) -> Resource<V> {
        self.table.borrow_mut().push(value).unwrap_or_else(|error| {
            self.failed.replace(Some(error));
            Resource::new_own(u32::MAX)
        })
    }

    /// All values are given.
    ///
    /// # Errors
    /// If there was no room for one.
    pub fn end(self) -> Result<()> {
        self.failed.take().map_or(Ok(()), |error| Err(error.into()))
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_host_that_panics_has_its_table_again() {
        let mut host = ResourceTable::new();
        let kept = host.push(1u8).unwrap();
        let fails = with_table::<_, ()>(&mut host, |host| host, |_, _| crate::bail!("as was asked"));
        assert!(fails.is_err() && host.get(&kept).is_ok());
        let panics = catch_unwind(AssertUnwindSafe(|| {
            with_table::<_, ()>(
                &mut host,
                |host| host,
                |host, table| {
                    assert!(host.is_empty() && table.get(&kept).is_ok_and(|value| *value == 1));
                    panic!("as was asked")
                },
            )
        }));
        assert!(panics.is_err());
        assert_eq!(host.get(&kept).ok(), Some(&1));
    }

    #[test]
    fn what_was_lent_is_back_however_the_call_ends() {
        let mut host = ResourceTable::new();
        let kept = host.push(1u8).unwrap();
        let mut lending = |fails: bool, panics: bool| {
            with_table(
                &mut host,
                |host| host,
                |_, table| {
                    let mut lent = table.lend(&kept)?;
                    assert!(table.lend(&kept).is_err() && table.get(&kept).is_err(), "it is away");
                    *lent.get()? += 1;
                    assert!(!panics, "as was asked");
                    if fails {
                        crate::bail!("as was asked");
                    }
                    table.end(lent);
                    Ok(*table.get(&kept)?)
                },
            )
        };
        assert_eq!(lending(false, false).ok(), Some(2));
        assert!(lending(true, false).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| lending(false, true))).is_err());
        assert_eq!(lending(false, false).ok(), Some(5));
    }
}
