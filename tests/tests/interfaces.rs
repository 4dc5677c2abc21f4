//! Host traits and types from WIT alone, which components are given.

use embody::component::{Linker, ResourceTable};
use embody::{Result, Store};

/// What a library for hosts would have.
mod library {
    embody::interfaces!({
        inline: "
            package docs:shapes;

            interface palette {
                /// A color that has a name.
                enum color { red, green, blue, black }
                record rgb { red: u8, green: u8, blue: u8 }
                variant ink { none, named(color), mixed(rgb) }
                name-of: func(c: color) -> string;
                rgb-of: func(c: color) -> rgb;
                ink-for: func(note: string) -> ink;
                swatches: func() -> list<tuple<color, string>>;
                /// Older components do not know of this one.
                mix: func(a: rgb, b: rgb) -> rgb;
            }

            interface boxes {
                resource crayon { color: func() -> string; }
                variant found { one(own<crayon>), none }
                resource box {
                    constructor();
                    put: func(c: crayon) -> u32;
                    find: func(color: string) -> found;
                }
            }

            world host {
                import palette;
                import boxes;
            }
        ",
        world: "host",
    });
}

/// All that functions for a linker can have as parameters.
mod linked {
    embody::interfaces!({ path: "../build-support/tests/expand/linked.wit", world: "w" });
}

mod shapes {
    embody::component!({
        path: "../examples/shapes/shapes.wasm",
        with: { "docs:shapes/palette": crate::library::imports::docs::shapes::palette },
    });
}

use library::imports::docs::shapes::boxes::{self, Host as _};
use library::imports::docs::shapes::palette::{self, Color, Ink, Rgb};

#[derive(Default)]
struct Host {
    /// What crayons and boxes are, where no wrappers keep them.
    table: ResourceTable,
}

impl palette::Host for Host {
    fn name_of(&mut self, c: Color) -> Result<String> {
        Ok(format!("{c:?}"))
    }

    fn rgb_of(&mut self, _: Color) -> Result<Rgb> {
        Ok(Rgb { red: 1, green: 2, blue: 3 })
    }

    fn ink_for(&mut self, _: &str) -> Result<Ink> {
        Ok(Ink::Named(Color::Blue))
    }

    fn swatches(&mut self) -> Result<Vec<(Color, String)>> {
        Ok(Vec::new())
    }

    fn mix(&mut self, a: Rgb, _: Rgb) -> Result<Rgb> {
        Ok(a)
    }
}

impl shapes::imports::Host for Host {
    fn trace(&mut self, depth: u8, _: &str) -> Result<Result<u32, Color>> {
        Ok(Ok(u32::from(depth)))
    }
}

impl boxes::Host for Host {
    type Crayon = &'static str;
    type Box = Vec<&'static str>;

    fn crayon_color(&mut self, crayon: &mut &'static str) -> Result<String> {
        Ok((*crayon).to_owned())
    }

    fn box_new(&mut self) -> Result<Self::Box> {
        Ok(Vec::new())
    }

    fn box_put(&mut self, of: &mut Self::Box, crayon: &'static str) -> Result<u32> {
        of.push(crayon);
        Ok(u32::try_from(of.len())?)
    }

    fn box_find(&mut self, of: &mut Self::Box, color: &str) -> Result<boxes::Found<&'static str>> {
        let at = of.iter().position(|crayon| *crayon == color);
        Ok(at.map_or(boxes::Found::None, |at| boxes::Found::One(of.remove(at))))
    }
}

#[test]
fn a_component_uses_the_interfaces_of_a_library() -> Result<()> {
    let mut instance = shapes::Instance::new(Host::default())?;
    let text = instance.docs_shapes_geometry().stroke("any")?;
    assert!(text.to_lowercase().contains("blue"), "{text}");
    Ok(())
}

#[test]
fn a_library_can_be_tried_without_a_component() -> Result<()> {
    fn needs(_: &impl library::Imports) {}
    let mut host = Host::default();
    needs(&host);
    let mut of = host.box_new()?;
    host.box_put(&mut of, "red")?;
    assert_eq!(host.box_find(&mut of, "red")?, boxes::Found::One("red"));
    assert_eq!(host.box_find(&mut of, "red")?, boxes::Found::None);
    Ok(())
}

#[test]
fn a_library_serves_components_without_wrappers() -> Result<()> {
    let component = shapes::COMPONENT.get();
    let mut linker = Linker::new(component.engine());
    library::add_to_linker(&mut linker, |host: &mut Host| &mut host.table)?;
    linker
        .root()
        .func_wrap("trace", |_, (depth, _): (u8, String)| Ok((Ok::<_, Color>(u32::from(depth)),)))?;
    let mut store = Store::new(component.engine(), Host::default());
    let instance = linker.instantiate(&mut store, component)?;
    let stroke = shapes::indices::DOCS_SHAPES_GEOMETRY_STROKE;
    let stroke = instance.get_typed_func::<(&str,), (String,)>(&mut store, stroke)?;
    let (text,) = stroke.call(&mut store, ("any",))?;
    assert!(text.to_lowercase().contains("blue"), "{text}");
    // What is defined is not defined again.
    assert!(library::add_to_linker(&mut linker, |host| &mut host.table).is_err());
    Ok(())
}
