//! Values of the host's resources, for `Host` traits whose functions a linker has.
//!
//! In: a table that a host has. Out: the values of a call's parameters, and handles for its result. For as long as the host runs
//! the table is away from it, and what it may change is away from the table. However the call ends, the table is back; what the
//! host was changing when it failed is not.

use std::cell::RefCell;

use super::table::{ResourceTable, ResourceTableError};
use super::typed::Resource;
use crate::Result;

/// A host's table, for one call.
#[derive(Debug)]
pub struct LinkedTable(ResourceTable);

/// A value that is lent to be changed.
#[derive(Debug)]
pub struct Lent<V> {
    rep: u32,
    value: Box<V>,
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
        *(self.table)(self.host) = std::mem::take(&mut self.linked.0);
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
    let linked = LinkedTable(std::mem::take(table(host)));
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
        Ok(self.0.get(resource)?)
    }

    /// A value that the guest lends to be changed.
    ///
    /// # Errors
    /// If it is not there.
    pub fn lend<V: 'static>(&mut self, resource: &Resource<V>) -> Result<Lent<V>> {
        let rep = resource.rep();
        Ok(Lent { rep, value: self.0.lend(rep)? })
    }

    /// It was changed.
    pub fn end<V: Send + 'static>(&mut self, lent: Lent<V>) {
        self.0.end_lending(lent.rep, lent.value);
    }

    /// A value that the guest gives away.
    ///
    /// # Errors
    /// If it is not there.
    #[expect(clippy::needless_pass_by_value, reason = "it is used up")]
    pub fn take<V: 'static>(&mut self, resource: Resource<V>) -> Result<V> {
        Ok(self.0.delete(Resource::new_own(resource.rep()))?)
    }

    /// What gives values to the guest.
    pub fn giving(&mut self) -> Giving<'_> {
        Giving { table: RefCell::new(&mut self.0), failed: RefCell::new(None) }
    }
}

impl<V> Lent<V> {
    /// The value.
    pub fn get(&mut self) -> &mut V {
        &mut self.value
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
}
