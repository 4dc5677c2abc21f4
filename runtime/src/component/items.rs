//! What components import and export, as the dynamic API shows it.
//!
//! In: the items of a component's metadata. Out: the same tree, with handles that are cheap to clone. Everything here
//! is re-exported by [`types`](super::types).

use std::fmt;
use std::sync::Arc;

use embody_abi::meta;

use super::layout::{Signature, Types};
use super::names;
use super::tuple::ComponentNamedList;
use super::types::{ResourceType, Type};
use crate::{Context, Engine, Result};

/// Items by name, in a component's order.
pub(crate) type Items = Arc<[(String, ComponentItem)]>;

/// Makes handles for the items of metadata.
pub(crate) fn items(types: &Arc<Types>, items: Vec<(String, meta::Item)>) -> Items {
    items
        .into_iter()
        .map(|(name, item)| {
            let item = match item {
                meta::Item::Func { ty, index } => {
                    let signature = Arc::new(Signature::new(types, ty));
                    ComponentItem::ComponentFunc(ComponentFunc { types: types.clone(), signature, index })
                }
                meta::Item::Instance(nested) => {
                    ComponentItem::ComponentInstance(ComponentInstance { items: self::items(types, nested) })
                }
                meta::Item::Type(ty) => ComponentItem::Type(Type::new(types, ty)),
                meta::Item::Resource(number) => ComponentItem::Resource(types.resource(number)),
            };
            (name, item)
        })
        .collect()
}

/// The same items, with types that know more about resources.
pub(crate) fn substituted(items: &Items, types: &Arc<Types>) -> Items {
    items.iter().map(|(name, item)| (name.clone(), item.substituted(types))).collect()
}

/// What an import or export is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ComponentItem {
    /// A function.
    ComponentFunc(ComponentFunc),
    /// A component.
    Component(Component),
    /// An instance of a component, which has items of its own.
    ComponentInstance(ComponentInstance),
    /// A type that is not a resource.
    Type(Type),
    /// A resource type.
    Resource(ResourceType),
}

impl ComponentItem {
    /// The same item, with types that know more about resources.
    pub(crate) fn substituted(&self, types: &Arc<Types>) -> Self {
        match self {
            Self::ComponentFunc(func) => Self::ComponentFunc(func.substituted(types)),
            Self::Component(component) => Self::Component(component.substituted(types)),
            Self::ComponentInstance(instance) => {
                Self::ComponentInstance(ComponentInstance { items: substituted(&instance.items, types) })
            }
            Self::Type(ty) => Self::Type(ty.substituted(types)),
            Self::Resource(ty) => Self::Resource(ty.substituted(types)),
        }
    }

    /// What kind of item it is.
    pub(crate) fn desc(&self) -> &'static str {
        match self {
            Self::ComponentFunc(_) => "function",
            Self::Component(_) => "component",
            Self::ComponentInstance(_) => "instance",
            Self::Type(_) => "type",
            Self::Resource(_) => "resource",
        }
    }
}

/// An import or export: what it is, and what is noted beside it.
#[derive(Clone, Debug)]
pub struct ComponentExtern<'a> {
    /// What it is.
    pub ty: ComponentItem,
    /// The interface that it is said to implement; never present yet.
    pub implements: Option<&'a str>,
    /// A name that means something to the host; never present yet.
    pub external_id: Option<&'a str>,
}

impl ComponentExtern<'_> {
    /// Whether the item is said to implement the interface `name`, or one whose version is compatible with it.
    #[must_use]
    pub fn is_implements(&self, name: &str) -> bool {
        self.implements.is_some_and(|own| own == name || names::are_compatible(own, name))
    }
}

/// The type of a function.
#[derive(Clone)]
pub struct ComponentFunc {
    pub(crate) types: Arc<Types>,
    pub(crate) signature: Arc<Signature>,
    /// An imported function's number, or an index into the plan's exports.
    pub(crate) index: u32,
}

impl ComponentFunc {
    /// The same type, with types that know more about resources.
    pub(crate) fn substituted(&self, types: &Arc<Types>) -> Self {
        Self { types: types.clone(), signature: self.signature.clone(), index: self.index }
    }

    /// Whether the function is `async`. Components with such functions are refused when they are built.
    #[must_use]
    pub fn async_(&self) -> bool {
        false
    }

    /// Names and types of the parameters, in order.
    pub fn params(&self) -> impl ExactSizeIterator<Item = (&str, Type)> + '_ {
        self.signature.ty.params.iter().map(|(name, ty)| (name.as_str(), Type::new(&self.types, *ty)))
    }

    /// Types of the results: one or none.
    pub fn results(&self) -> impl ExactSizeIterator<Item = Type> + '_ {
        self.signature.ty.result.iter().map(|ty| Type::new(&self.types, *ty))
    }

    /// Checks that Rust types are those of the parameters and the result.
    pub(crate) fn typecheck<P: ComponentNamedList, R: ComponentNamedList>(&self) -> Result<()> {
        P::typecheck_list(&mut self.params().map(|(_, ty)| ty)).context("type mismatch with parameters")?;
        R::typecheck_list(&mut self.results()).context("type mismatch with results")
    }
}

impl fmt::Debug for ComponentFunc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("ComponentFunc");
        for (name, ty) in self.params() {
            out.field(name, &ty.desc());
        }
        out.field("->", &self.results().next().map_or("()", |ty| ty.desc())).finish()
    }
}

/// The type of a component.
#[derive(Clone, Debug)]
pub struct Component {
    pub(crate) imports: Items,
    pub(crate) exports: Items,
}

/// The type of an instance of a component.
#[derive(Clone, Debug)]
pub struct ComponentInstance {
    pub(crate) items: Items,
}

impl Component {
    /// The same type, with types that know more about resources.
    pub(crate) fn substituted(&self, types: &Arc<Types>) -> Self {
        Self { imports: substituted(&self.imports, types), exports: substituted(&self.exports, types) }
    }

    /// The import of this exact name.
    #[must_use]
    pub fn get_import<'a>(&'a self, _: &'a Engine, name: &str) -> Option<ComponentExtern<'a>> {
        get(&self.imports, name)
    }

    /// Imports by name, in the component's order.
    pub fn imports<'a>(
        &'a self,
        _: &'a Engine,
    ) -> impl ExactSizeIterator<Item = (&'a str, ComponentExtern<'a>)> + 'a {
        all(&self.imports)
    }

    /// The export of this exact name.
    #[must_use]
    pub fn get_export<'a>(&'a self, _: &'a Engine, name: &str) -> Option<ComponentExtern<'a>> {
        get(&self.exports, name)
    }

    /// Exports by name, in the component's order.
    pub fn exports<'a>(
        &'a self,
        _: &'a Engine,
    ) -> impl ExactSizeIterator<Item = (&'a str, ComponentExtern<'a>)> + 'a {
        all(&self.exports)
    }
}

impl ComponentInstance {
    /// The export of this exact name.
    #[must_use]
    pub fn get_export<'a>(&'a self, _: &'a Engine, name: &str) -> Option<ComponentExtern<'a>> {
        get(&self.items, name)
    }

    /// Exports by name, in the instance's order.
    pub fn exports<'a>(
        &'a self,
        _: &'a Engine,
    ) -> impl ExactSizeIterator<Item = (&'a str, ComponentExtern<'a>)> + 'a {
        all(&self.items)
    }
}

fn item(item: &ComponentItem) -> ComponentExtern<'_> {
    ComponentExtern { ty: item.clone(), implements: None, external_id: None }
}

fn get<'a>(items: &'a Items, name: &str) -> Option<ComponentExtern<'a>> {
    items.iter().find(|(n, _)| n == name).map(|(_, i)| item(i))
}

fn all(items: &Items) -> impl ExactSizeIterator<Item = (&str, ComponentExtern<'_>)> {
    items.iter().map(|(name, i)| (name.as_str(), item(i)))
}
