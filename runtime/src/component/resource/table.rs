//! Where a host may keep what its resources mean: values by the representations of resources.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::typed::Resource;

/// Values of any types, each of which a [`Resource`] refers to by its place.
///
/// A value may be another's child; one that has children cannot be deleted. Places are reused, the one that was left
/// last first.
pub struct ResourceTable {
    slots: Vec<Slot>,
    free: Option<u32>,
    max_capacity: usize,
}

enum Slot {
    /// The place that was left before.
    Free(Option<u32>),
    Taken(Entry),
}

/// What stands in the place of a value that is lent.
struct IsLent;

struct Entry {
    value: Box<dyn Any + Send>,
    parent: Option<u32>,
    children: BTreeSet<u32>,
}

/// Why a [`ResourceTable`] does not do something.
#[derive(Debug)]
pub enum ResourceTableError {
    /// The table has as many values as it may have.
    Full,
    /// There is no value of this resource.
    NotPresent,
    /// The value is of another type.
    WrongType,
    /// The value has children, which are to be deleted first.
    HasChildren,
}

use ResourceTableError::{Full, HasChildren, NotPresent, WrongType};

impl fmt::Display for ResourceTableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Full => "resource table has no free keys",
            NotPresent => "resource not present",
            WrongType => "resource is of another type",
            HasChildren => "resource has children",
        })
    }
}

impl std::error::Error for ResourceTableError {}

impl ResourceTable {
    /// Values that a table holds unless it is told otherwise.
    const DEFAULT_MAX_CAPACITY: usize = 1_000_000;

    /// A table without values.
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// A table without values that has room for some.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { slots: Vec::with_capacity(capacity), free: None, max_capacity: Self::DEFAULT_MAX_CAPACITY }
    }

    /// Whether there is no value. Takes time for each place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.iter().all(|slot| matches!(slot, Slot::Free(_)))
    }

    /// Places beyond which the table does not grow.
    #[must_use]
    pub fn max_capacity(&self) -> usize {
        self.max_capacity
    }

    /// Sets the number of places beyond which the table does not grow. Values that are there stay.
    pub fn set_max_capacity(&mut self, max: usize) {
        self.max_capacity = max;
    }

    /// Adds a value.
    ///
    /// # Errors
    /// If the table is full.
    pub fn push<T: Send + 'static>(&mut self, entry: T) -> Result<Resource<T>, ResourceTableError> {
        self.add(Box::new(entry), None).map(Resource::new_own)
    }

    /// Adds a value as the child of another.
    ///
    /// # Errors
    /// If the table is full, or there is no such parent.
    pub fn push_child<T, U>(
        &mut self,
        entry: T,
        parent: &Resource<U>,
    ) -> Result<Resource<T>, ResourceTableError>
    where
        T: Send + 'static,
        U: 'static,
    {
        let parent = parent.rep();
        self.entry(parent)?;
        let child = self.add(Box::new(entry), Some(parent))?;
        self.entry_mut(parent)?.children.insert(child);
        Ok(Resource::new_own(child))
    }

    /// Makes a value that is there, and is no child, a child of another.
    ///
    /// # Errors
    /// If one of them is not there, or the child would be its own ancestor.
    ///
    /// # Panics
    /// If it is a child already.
    pub fn add_child<T: 'static, U: 'static>(
        &mut self,
        child: Resource<T>,
        parent: Resource<U>,
    ) -> Result<(), ResourceTableError> {
        let (child, parent) = (child.rep(), parent.rep());
        assert!(self.entry(child)?.parent.is_none(), "the resource is a child already");
        let mut ancestor = Some(parent);
        while let Some(at) = ancestor {
            if at == child {
                return Err(HasChildren);
            }
            ancestor = self.entry(at)?.parent;
        }
        self.entry_mut(child)?.parent = Some(parent);
        self.entry_mut(parent)?.children.insert(child);
        Ok(())
    }

    /// Makes a value that is a child of another one that is none. It stays in the table.
    ///
    /// # Errors
    /// If one of them is not there.
    ///
    /// # Panics
    /// If it is no child of that parent.
    pub fn remove_child<T: 'static, U: 'static>(
        &mut self,
        child: Resource<T>,
        parent: Resource<U>,
    ) -> Result<(), ResourceTableError> {
        let (child, parent) = (child.rep(), parent.rep());
        let entry = self.entry_mut(child)?;
        assert_eq!(entry.parent, Some(parent), "the resource is no child of that one");
        entry.parent = None;
        self.entry_mut(parent)?.children.remove(&child);
        Ok(())
    }

    /// The value of a resource.
    ///
    /// # Errors
    /// If it is not there, or is of another type.
    pub fn get<T: Any + Sized>(&self, key: &Resource<T>) -> Result<&T, ResourceTableError> {
        self.entry(key.rep())?.value.downcast_ref().ok_or(WrongType)
    }

    /// The value of a resource, to change it.
    ///
    /// # Errors
    /// If it is not there, or is of another type.
    pub fn get_mut<T: Any + Sized>(&mut self, key: &Resource<T>) -> Result<&mut T, ResourceTableError> {
        self.get_any_mut(key.rep())?.downcast_mut().ok_or(WrongType)
    }

    /// The value of a representation, whatever its type.
    ///
    /// # Errors
    /// If it is not there.
    pub fn get_any_mut(&mut self, key: u32) -> Result<&mut dyn Any, ResourceTableError> {
        Ok(&mut *self.entry_mut(key)?.value)
    }

    /// Takes the value of a resource out of the table.
    ///
    /// # Errors
    /// If it is not there, is of another type, or has children; then it stays.
    pub fn delete<T: Any>(&mut self, resource: Resource<T>) -> Result<T, ResourceTableError> {
        let key = resource.rep();
        let entry = self.entry(key)?;
        if !entry.children.is_empty() {
            return Err(HasChildren);
        }
        if !entry.value.is::<T>() {
            return Err(WrongType);
        }
        let free = self.free;
        let Some(slot) = self.slots.get_mut(key as usize) else { return Err(NotPresent) };
        let Slot::Taken(entry) = std::mem::replace(slot, Slot::Free(free)) else { return Err(NotPresent) };
        self.free = Some(key);
        if let Some(parent) = entry.parent {
            self.entry_mut(parent)?.children.remove(&key);
        }
        entry.value.downcast().map(|value| *value).map_err(|_| WrongType)
    }

    /// Lends a value, which is away from the table until [`end_lending`](Self::end_lending).
    pub(super) fn lend<T: 'static>(&mut self, key: u32) -> Result<Box<T>, ResourceTableError> {
        let entry = self.entry_mut(key)?;
        if !entry.value.is::<T>() {
            return Err(WrongType);
        }
        std::mem::replace(&mut entry.value, Box::new(IsLent)).downcast().map_err(|_| WrongType)
    }

    /// A value that was lent is back.
    pub(super) fn end_lending(&mut self, key: u32, value: Box<dyn Any + Send>) {
        if let Ok(entry) = self.entry_mut(key) {
            entry.value = value;
        }
    }

    /// For each representation of a map its value in the table, and its value in the map.
    pub fn iter_entries<'a, T>(
        &'a mut self,
        mut map: BTreeMap<u32, T>,
    ) -> impl Iterator<Item = (Result<&'a mut dyn Any, ResourceTableError>, T)> {
        let mut found = Vec::new();
        for (key, slot) in (0..).zip(&mut self.slots) {
            if let (Slot::Taken(entry), Some(value)) = (slot, map.remove(&key)) {
                let entry: &'a mut dyn Any = &mut *entry.value;
                found.push((key, Ok(entry), value));
            }
        }
        found.extend(map.into_iter().map(|(key, value)| (key, Err(NotPresent), value)));
        found.sort_by_key(|(key, ..)| *key);
        found.into_iter().map(|(_, entry, value)| (entry, value))
    }

    /// The children of a value.
    ///
    /// # Errors
    /// If it is not there.
    pub fn iter_children<T: 'static>(
        &self,
        parent: &Resource<T>,
    ) -> Result<impl Iterator<Item = &(dyn Any + Send)> + use<'_, T>, ResourceTableError> {
        let children = &self.entry(parent.rep())?.children;
        Ok(children.iter().filter_map(|child| self.entry(*child).ok()).map(|child| &*child.value))
    }

    /// All values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut (dyn Any + Send)> {
        self.slots.iter_mut().filter_map(|slot| match slot {
            Slot::Taken(entry) => Some(&mut *entry.value),
            Slot::Free(_) => None,
        })
    }

    fn add(&mut self, value: Box<dyn Any + Send>, parent: Option<u32>) -> Result<u32, ResourceTableError> {
        let entry = Entry { value, parent, children: BTreeSet::new() };
        if let Some(key) = self.free
            && let Some(slot) = self.slots.get_mut(key as usize)
        {
            self.free = if let Slot::Free(next) = slot { *next } else { None };
            *slot = Slot::Taken(entry);
            return Ok(key);
        }
        if self.slots.len() >= self.max_capacity {
            return Err(Full);
        }
        let key = u32::try_from(self.slots.len()).map_err(|_| Full)?;
        self.slots.push(Slot::Taken(entry));
        Ok(key)
    }

    fn entry(&self, key: u32) -> Result<&Entry, ResourceTableError> {
        match self.slots.get(key as usize) {
            Some(Slot::Taken(entry)) => Ok(entry),
            Some(Slot::Free(_)) | None => Err(NotPresent),
        }
    }

    fn entry_mut(&mut self, key: u32) -> Result<&mut Entry, ResourceTableError> {
        match self.slots.get_mut(key as usize) {
            Some(Slot::Taken(entry)) => Ok(entry),
            Some(Slot::Free(_)) | None => Err(NotPresent),
        }
    }
}

impl Default for ResourceTable {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ResourceTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let taken = self.slots.iter().enumerate().filter(|(_, slot)| matches!(slot, Slot::Taken(_)));
        f.debug_list().entries(taken.map(|(key, _)| key)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_reused_last_left_first() -> Result<(), ResourceTableError> {
        let mut table = ResourceTable::new();
        assert!(table.is_empty());
        let (x, y) = (table.push(1u8)?, table.push("two")?);
        assert_eq!((x.rep(), y.rep(), x.owned()), (0, 1, true));
        assert_eq!(table.delete(x)?, 1);
        assert_eq!(table.delete(y)?, "two");
        let keys: Vec<_> = (0..3).map(|i| table.push(i).unwrap().rep()).collect();
        assert_eq!(keys, [1, 0, 2]);
        assert_eq!(format!("{table:?}"), "[0, 1, 2]");
        Ok(())
    }

    #[test]
    fn values_are_got_by_their_type() -> Result<(), ResourceTableError> {
        let mut table = ResourceTable::new();
        let key = table.push(String::from("a"))?.rep();
        table.get_mut(&Resource::<String>::new_borrow(key))?.push('b');
        assert_eq!(table.get(&Resource::<String>::new_borrow(key))?, "ab");
        assert!(matches!(table.get(&Resource::<u8>::new_own(key)), Err(WrongType)));
        assert!(matches!(table.delete(Resource::<u8>::new_own(key)), Err(WrongType)), "and it stays");
        assert!(matches!(table.get(&Resource::<String>::new_own(key + 1)), Err(NotPresent)));
        assert!(table.get_any_mut(key)?.is::<String>());
        assert_eq!(table.delete(Resource::<String>::new_own(key))?, "ab");
        assert!(matches!(table.get_any_mut(key), Err(NotPresent)));
        Ok(())
    }

    #[test]
    fn parents_outlive_their_children() -> Result<(), ResourceTableError> {
        let mut table = ResourceTable::new();
        let parent = table.push("parent")?;
        let child = table.push_child(1u8, &parent)?;
        let other = table.push(2u8)?;
        let (parent, other_key) = (parent.rep(), other.rep());
        let of = |key| Resource::<&str>::new_borrow(key);
        table.add_child(Resource::<u8>::new_borrow(other_key), of(parent))?;
        let children = |table: &ResourceTable| {
            let all: Vec<_> = table
                .iter_children(&of(parent))
                .unwrap()
                .filter_map(|c| c.downcast_ref::<u8>())
                .copied()
                .collect();
            all
        };
        assert_eq!(children(&table), [1, 2]);
        assert!(matches!(table.delete(Resource::<&str>::new_own(parent)), Err(HasChildren)));
        assert!(matches!(
            table.add_child(of(parent), Resource::<u8>::new_borrow(other_key)),
            Err(HasChildren)
        ));
        table.delete(child)?;
        table.remove_child(other, of(parent))?;
        assert!(children(&table).is_empty());
        assert_eq!(table.delete(Resource::<&str>::new_own(parent))?, "parent");
        assert!(matches!(table.push_child(0, &of(parent)), Err(NotPresent)));
        assert_eq!(table.iter_mut().count(), 1);
        Ok(())
    }

    #[test]
    fn capacity_is_limited() {
        let mut table = ResourceTable::with_capacity(2);
        assert_eq!(table.max_capacity(), 1_000_000);
        table.set_max_capacity(1);
        let only = table.push(()).unwrap();
        assert!(matches!(table.push(()), Err(Full)));
        table.delete(only).unwrap();
        assert!(table.push(()).is_ok());
    }

    #[test]
    fn entries_are_zipped_with_a_map() -> Result<(), ResourceTableError> {
        let mut table = ResourceTable::new();
        let (a, b) = (table.push(10u32)?.rep(), table.push(20u32)?.rep());
        let map = BTreeMap::from([(b, 'b'), (a, 'a'), (9, 'x')]);
        for (entry, name) in table.iter_entries(map) {
            match (entry, name) {
                (Ok(value), 'a' | 'b') => *value.downcast_mut::<u32>().unwrap() += 1,
                (Err(NotPresent), 'x') => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(*table.get(&Resource::<u32>::new_own(b))?, 21);
        Ok(())
    }
}
