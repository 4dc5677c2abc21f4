//! Every type of value that a component can exchange with its host, both ways.
//!
//! The guest computes with shapes and exports the interface `geometry`; the host answers for colors in the interface
//! `palette`, and follows the guest's steps with the function `trace`, which is imported without an interface. WIT records,
//! variants, enums and flags are Rust types of the same shape, with the usual derives.

#![forbid(unsafe_code)]

mod echoes;
mod geometry;
mod host;

/// What the macro makes of the component.
mod shapes {
    embody::component!("shapes.wasm");
}

fn main() -> embody::Result<()> {
    let mut instance = shapes::Instance::new(host::Host::default())?;
    // A view of the instance, with a method for each function of the interface.
    let mut guest = instance.docs_shapes_geometry();

    geometry::measure(&mut guest)?;
    geometry::read_and_check(&mut guest)?;
    geometry::ask_the_host(&mut guest)?;
    geometry::pass_much(&mut guest)?;
    echoes::scalars(&mut guest)?;
    echoes::compounds(&mut guest)?;

    geometry::descend(&mut instance)?;
    println!("and back again: every value came home as it was");
    Ok(())
}
