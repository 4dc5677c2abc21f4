/// What a host must implement: the `Host` trait of each imported interface. Who does that has this.
pub trait Imports: imports::a::b1_0_0::c::Host + imports::a::b2_0_0::c::Host {}
impl<
    T: ?::core::marker::Sized + imports::a::b1_0_0::c::Host + imports::a::b2_0_0::c::Host,
> Imports for T {}
