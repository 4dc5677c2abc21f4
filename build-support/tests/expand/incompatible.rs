/// What a host must implement: the `Host` trait of each imported interface. Who does that has this.
pub trait Imports: imports::dep::log1_0_0::write::Host + imports::dep::log1_1_0::write::Host + imports::dep::log1_1_0::flush::Host {}
impl<
    T: ?::core::marker::Sized + imports::dep::log1_0_0::write::Host
        + imports::dep::log1_1_0::write::Host + imports::dep::log1_1_0::flush::Host,
> Imports for T {}
