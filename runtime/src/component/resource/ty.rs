//! Resource types, known by their identity alone.

use std::any::TypeId;

use crate::component::layout::Types;

/// A resource type.
///
/// A type of the host is identified by a Rust type or by a number; two such types are equal if those are. A type that
/// a component defines is a new one in each of its instances. A component that has not been instantiated has abstract
/// types, which are equal to themselves alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResourceType {
    kind: Kind,
}

/// Sixteen bytes, so that a handle with its type is no larger than a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    /// The host's, by a Rust type. References to equal type ids are equal.
    Host(&'static TypeId),
    /// The host's, by a number.
    HostDynamic(u32),
    /// Number of the plan, defined by an instance.
    Guest { number: u32, instance: u64 },
    /// Number of the plan, of a component that is not instantiated.
    Abstract { number: u32, types: u64 },
}

impl ResourceType {
    /// The host's resource type that `T` identifies. Nothing needs to be a `T`.
    #[must_use]
    pub fn host<T: 'static>() -> Self {
        Self { kind: Kind::Host(const { &TypeId::of::<T>() }) }
    }

    /// The host's resource type that a number identifies. It equals none that a Rust type identifies.
    #[must_use]
    pub fn host_dynamic(payload: u32) -> Self {
        Self { kind: Kind::HostDynamic(payload) }
    }

    /// The resource type of this number that an instance defines, of which there is only one with this id.
    pub(crate) fn guest(instance: u64, number: u32) -> Self {
        Self { kind: Kind::Guest { number, instance } }
    }

    /// The resource type of this number in the plan of a component whose types have this id.
    pub(crate) fn uninstantiated(types: u64, number: u32) -> Self {
        Self { kind: Kind::Abstract { number, types } }
    }

    /// The number of a host's resource type that has one.
    pub(crate) fn as_host_dynamic(self) -> Option<u32> {
        match self.kind {
            Kind::HostDynamic(payload) => Some(payload),
            _ => None,
        }
    }

    /// What types that know more about resources say that it is.
    pub(crate) fn substituted(self, types: &Types) -> Self {
        self.number_in(types.id()).map_or(self, |number| types.resource(number))
    }

    /// The number in the plan of the component whose types have this id, if it is such a type.
    pub(crate) fn number_in(self, component: u64) -> Option<u32> {
        match self.kind {
            Kind::Abstract { number, types } if types == component => Some(number),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_equal_if_what_identifies_them_is() {
        struct A;
        struct B;
        assert_eq!(ResourceType::host::<A>(), ResourceType::host::<A>());
        assert_ne!(ResourceType::host::<A>(), ResourceType::host::<B>());
        assert_ne!(ResourceType::host::<u32>(), ResourceType::host_dynamic(0));
        assert_eq!(ResourceType::host_dynamic(7), ResourceType::host_dynamic(7));
        assert_ne!(ResourceType::host_dynamic(7), ResourceType::host_dynamic(8));
        assert_ne!(ResourceType::guest(1, 0), ResourceType::guest(2, 0));
        assert_ne!(ResourceType::guest(1, 0), ResourceType::guest(1, 1));
        assert_ne!(ResourceType::guest(1, 0), ResourceType::uninstantiated(1, 0));
        assert_eq!(size_of::<ResourceType>(), 16);
    }
}
