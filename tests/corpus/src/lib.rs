//! Wrappers of all worlds that the generator is tested with, as a build script makes them: they compile, and nothing in them
//! is warned of.

include!(concat!(env!("OUT_DIR"), "/worlds.rs"));
