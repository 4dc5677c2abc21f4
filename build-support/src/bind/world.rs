//! The world that wrappers are generated for: which functions it imports and exports, with their numbers.

use wit_parser::{Function, InterfaceId, Resolve, TypeId, WorldId, WorldItem};

use super::order::Order;
use crate::error::{Error, Result};

/// A WIT world, and the numbers of its functions.
#[derive(Debug)]
pub struct World {
    pub(crate) resolve: Resolve,
    pub(crate) id: WorldId,
    order: Order,
}

/// Functions that belong together: those at the root, or those of one interface.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// The name under which the component imports or exports the interface.
    pub(crate) name: Option<String>,
    /// The interface.
    pub(crate) interface: Option<InterfaceId>,
    /// Older versions of it that are one with it to the host, by name.
    pub(crate) older: Vec<(String, InterfaceId)>,
    /// The functions with their numbers.
    pub(crate) functions: Vec<(u32, &'a Function)>,
}

/// A function that a world imports or exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFunction {
    /// Its number: the constant index of an exported function.
    pub index: u32,
    /// The name under which the component imports or exports its interface; none at the root.
    pub interface: Option<String>,
    /// Its name, as WIT has it: `[method]counter.add`.
    pub name: String,
}

impl Group<'_> {
    /// The interface, and the versions of it that are one with it, by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, InterfaceId)> {
        let own = self.name.as_deref().zip(self.interface);
        own.into_iter().chain(self.older.iter().map(|(name, id)| (name.as_str(), *id)))
    }
}

impl World {
    /// The world as WIT: the package of the world, then what it needs of other packages.
    ///
    /// # Errors
    /// If the printer cannot express it.
    pub fn wit(&self) -> Result<String> {
        let package = self.resolve.worlds[self.id].package;
        let package = package.ok_or_else(|| Error::bug("a world without a package"))?;
        let print = |id, is_main| {
            let mut printer = wit_component::WitPrinter::default();
            let printed = printer.print_package(&self.resolve, id, is_main);
            printed.map_err(|error| Error::bug(format!("printing WIT: {error:#}")))?;
            Ok(printer.output.to_string())
        };
        let others = self.resolve.packages.iter().map(|(id, _)| id).filter(|id| *id != package);
        let packages = std::iter::once(print(package, true)).chain(others.map(|id| print(id, false)));
        Ok(packages.collect::<Result<Vec<_>>>()?.join("\n"))
    }

    /// Imported functions, by number.
    #[must_use]
    pub fn imported_functions(&self) -> Vec<ListedFunction> {
        listed(&self.imports())
    }

    /// Exported functions, by number.
    #[must_use]
    pub fn exported_functions(&self) -> Vec<ListedFunction> {
        listed(&self.exports())
    }

    /// A world whose functions have the numbers of `order`.
    ///
    /// # Errors
    /// If the world lacks a function that `order` has: a wrapper that silently was not there would be worse.
    pub(crate) fn new(resolve: Resolve, id: WorldId, order: Order) -> Result<Self> {
        let world = Self { resolve, id, order };
        let count = |groups: Vec<Group<'_>>| groups.iter().map(|g| g.functions.len()).sum::<usize>();
        if count(world.imports()) != world.order.import_count()
            || count(world.exports()) != world.order.export_count()
        {
            return Err(Error::bug("the decoded world lacks functions of the component"));
        }
        Ok(world)
    }

    /// What a world imports, of which there is no component.
    pub(crate) fn of_wit(mut resolve: Resolve, id: WorldId) -> Self {
        resolve.worlds[id].exports.clear();
        let mut order = Order::default();
        for (key, item) in &resolve.worlds[id].imports {
            match item {
                WorldItem::Function(function) => order.add_import(None, &function.name),
                WorldItem::Interface { id, .. } => {
                    let name = resolve.name_world_key(key);
                    for function in resolve.interfaces[*id].functions.keys() {
                        order.add_import(Some(&name), function);
                    }
                }
                WorldItem::Type { .. } => {}
            }
        }
        Self { resolve, id, order }
    }

    /// What the world imports: its root first, each interface after it.
    pub(crate) fn imports(&self) -> Vec<Group<'_>> {
        let items = &self.resolve.worlds[self.id].imports;
        self.groups(items, |instance, function| self.order.import(instance, function))
    }

    /// What the world exports: its root first, each interface after it.
    pub(crate) fn exports(&self) -> Vec<Group<'_>> {
        let items = &self.resolve.worlds[self.id].exports;
        self.groups(items, |instance, function| self.order.export(instance, function))
    }

    fn groups<'a>(
        &'a self,
        items: impl IntoIterator<Item = (&'a wit_parser::WorldKey, &'a WorldItem)>,
        number: impl Fn(Option<&str>, &str) -> Option<u32>,
    ) -> Vec<Group<'a>> {
        let mut out = vec![Group { name: None, interface: None, older: Vec::new(), functions: Vec::new() }];
        for (key, item) in items {
            match item {
                WorldItem::Function(function) => {
                    out[0].functions.extend(number(None, &function.name).map(|n| (n, function)));
                }
                WorldItem::Interface { id, .. } => {
                    let name = self.resolve.name_world_key(key);
                    let functions = self.resolve.interfaces[*id].functions.values();
                    let functions =
                        functions.filter_map(|f| Some((number(Some(&name), &f.name)?, f))).collect();
                    out.push(Group { name: Some(name), interface: Some(*id), older: Vec::new(), functions });
                }
                WorldItem::Type { .. } => {}
            }
        }
        out.iter_mut().for_each(|group| group.functions.sort_by_key(|(number, _)| *number));
        out
    }

    /// Names of all that the world imports: interfaces, and functions at the root.
    pub(crate) fn import_names(&self) -> Vec<String> {
        let imports = self.resolve.worlds[self.id].imports.iter();
        let names = imports.filter(|(_, item)| !matches!(item, WorldItem::Type { .. }));
        names.map(|(key, _)| self.resolve.name_world_key(key)).collect()
    }

    /// Types that belong to the world itself, by name.
    pub(crate) fn root_types(&self) -> Vec<(String, TypeId)> {
        let world = &self.resolve.worlds[self.id];
        let items = world.imports.iter().chain(&world.exports);
        let types = items.filter_map(|(key, item)| match item {
            WorldItem::Type { id, .. } => Some((self.resolve.name_world_key(key), *id)),
            _ => None,
        });
        types.collect()
    }
}

fn listed(groups: &[Group<'_>]) -> Vec<ListedFunction> {
    let of = |group: &Group<'_>| {
        let listed = |(index, function): &(u32, &Function)| ListedFunction {
            index: *index,
            interface: group.name.clone(),
            name: function.name.clone(),
        };
        group.functions.iter().map(listed).collect::<Vec<_>>()
    };
    let mut out: Vec<_> = groups.iter().flat_map(of).collect();
    out.sort_by_key(|function| function.index);
    out
}
