//! Host traits and types from WIT alone, which components are given.

use embody::Result;

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

mod shapes {
    embody::component!({
        path: "../examples/shapes/shapes.wasm",
        with: { "docs:shapes/palette": crate::library::imports::docs::shapes::palette },
    });
}

use library::imports::docs::shapes::boxes::{self, Host as _};
use library::imports::docs::shapes::palette::{self, Color, Ink, Rgb};

struct Host;

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
    let mut instance = shapes::Instance::new(Host)?;
    let text = instance.docs_shapes_geometry().stroke("any")?;
    assert!(text.to_lowercase().contains("blue"), "{text}");
    Ok(())
}

#[test]
fn a_library_can_be_tried_without_a_component() -> Result<()> {
    fn needs(_: &impl library::Imports) {}
    needs(&Host);
    let mut of = Host.box_new()?;
    Host.box_put(&mut of, "red")?;
    assert_eq!(Host.box_find(&mut of, "red")?, boxes::Found::One("red"));
    assert_eq!(Host.box_find(&mut of, "red")?, boxes::Found::None);
    Ok(())
}
