//! The macros for a user's own types, documented: what each makes is up to `embody-macros`.

/// Implements the trait [`ComponentType`](trait@crate::component::ComponentType) for a struct or enum that is a type of
/// the component model; [`Lower`](derive@crate::component::Lower) and [`Lift`](derive@crate::component::Lift) beside it let
/// values be passed to a guest and come from one.
///
/// Attributes, which are Wasmtime's, say what the type is. Fields and cases have the order of those in WIT, and their names
/// unless `#[component(name = "…")]` says another. Parameters of the type are allowed.
///
/// # Records
/// ```
/// use embody::component::{ComponentType, Lift, Lower};
///
/// // record pixel { x: u32, y: u32, colour-name: string }
/// #[derive(ComponentType, Lift, Lower)]
/// #[component(record)]
/// struct Pixel {
///     x: u32,
///     y: u32,
///     #[component(name = "colour-name")]
///     colour: String,
/// }
/// ```
///
/// # Variants
/// A case has at most one payload, without a name.
/// ```
/// # use embody::component::{ComponentType, Lift, Lower};
/// // variant shape { point, circle(f64), polygon(list<tuple<f64, f64>>) }
/// #[derive(ComponentType, Lift, Lower)]
/// #[component(variant)]
/// enum Shape {
///     #[component(name = "point")]
///     Point,
///     #[component(name = "circle")]
///     Circle(f64),
///     #[component(name = "polygon")]
///     Polygon(Vec<(f64, f64)>),
/// }
/// ```
///
/// # Enums
/// ```
/// # use embody::component::{ComponentType, Lift, Lower};
/// // enum suit { hearts, spades }
/// #[derive(ComponentType, Lift, Lower)]
/// #[component(enum)]
/// #[repr(u8)] // Wasmtime wants this; here it is as good as left out.
/// enum Suit {
///     #[component(name = "hearts")]
///     Hearts,
///     #[component(name = "spades")]
///     Spades,
/// }
/// ```
///
/// # Crates with another name
/// `#[component(embody_crate = path)]` says where this crate is, if not at `::embody`.
pub use embody_macros::ComponentType;

/// Implements the trait [`Lift`](trait@crate::component::Lift), for types that come from a guest.
///
/// The type has [`ComponentType`](derive@crate::component::ComponentType) derived, too, whose attributes say what it is. It
/// owns what it holds: a type with a lifetime is refused.
///
/// ```
/// use embody::component::{ComponentType, Lift};
///
/// #[derive(ComponentType, Lift)]
/// #[component(record)]
/// struct Size {
///     width: u16,
///     height: u16,
/// }
/// ```
pub use embody_macros::Lift;

/// Implements the trait [`Lower`](trait@crate::component::Lower), for types that are passed to a guest.
///
/// The type has [`ComponentType`](derive@crate::component::ComponentType) derived, too, whose attributes say what it is. It
/// may borrow what it holds.
///
/// ```
/// use embody::component::{ComponentType, Lower};
///
/// #[derive(ComponentType, Lower)]
/// #[component(record)]
/// struct Entry<'a, T> {
///     name: &'a str,
///     values: &'a [T],
/// }
/// ```
pub use embody_macros::Lower;

/// Defines a set of flags as a Rust type, with the traits of values of components.
///
/// ```
/// use embody::component::flags;
///
/// flags! {
///     /// What one may do with a file: `flags access { open, change-name }` in WIT.
///     Access {
///         #[component(name = "open")]
///         const OPEN;
///         #[component(name = "change-name")]
///         const RENAME;
///     }
/// }
///
/// let mut access = Access::OPEN | Access::RENAME;
/// assert_eq!(access, Access::all());
/// access &= !Access::OPEN;
/// assert!(access.contains(Access::RENAME) && !access.contains(Access::OPEN));
/// assert_eq!(access ^ Access::all(), Access::OPEN);
/// ```
///
/// The type is public, `Copy`, and has the operators of sets; flags are at most 32, as many as the component model allows.
pub use embody_macros::flags;
