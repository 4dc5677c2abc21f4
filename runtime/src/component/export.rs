//! Ways to name an export: by its name, by an index that was looked up, by a constant.

use super::component::Component;

/// An export of one component, found without its name.
///
/// Made by [`Component::get_export_index`]; another component, also another load of the same one, does not accept it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ComponentExportIndex {
    /// The component's number.
    pub(crate) component: u64,
    /// The export's number in its world.
    pub(crate) node: u32,
}

/// An exported function's constant index, as the module `indices` of an expansion of `component!` has them.
///
/// It belongs to the component that it was generated for. Of another it names whatever function has the index there,
/// whose type is then checked like that of any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExportIndex(u32);

impl ExportIndex {
    /// The function that the component exports under this number, in the order of its exports.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(index: u32) -> Self {
        Self(index)
    }
}

/// What an export can be looked up by: a name, a [`ComponentExportIndex`] or an [`ExportIndex`].
pub trait InstanceExportLookup {
    /// The export's number in the component's world.
    #[doc(hidden)]
    fn lookup(&self, component: &Component, instance: Option<u32>) -> Option<u32>;
}

impl<L: InstanceExportLookup + ?Sized> InstanceExportLookup for &L {
    fn lookup(&self, component: &Component, instance: Option<u32>) -> Option<u32> {
        L::lookup(self, component, instance)
    }
}

impl InstanceExportLookup for str {
    fn lookup(&self, component: &Component, instance: Option<u32>) -> Option<u32> {
        component.world().lookup(instance, self)
    }
}

impl InstanceExportLookup for String {
    fn lookup(&self, component: &Component, instance: Option<u32>) -> Option<u32> {
        self.as_str().lookup(component, instance)
    }
}

impl InstanceExportLookup for ComponentExportIndex {
    fn lookup(&self, component: &Component, _: Option<u32>) -> Option<u32> {
        (self.component == component.id()).then_some(self.node)
    }
}

impl InstanceExportLookup for ExportIndex {
    fn lookup(&self, component: &Component, _: Option<u32>) -> Option<u32> {
        component.world().function(self.0)
    }
}
