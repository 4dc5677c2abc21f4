//! What users choose about wrappers.

use embody::Result;

mod shapes {
    embody::component!({
        path: "../examples/shapes/shapes.wasm",
        imports: ["docs:shapes/*", "trace"],
        derives: [serde::Serialize, serde::Deserialize],
        types: {
            "docs:shapes/geometry/shape": { attributes: [serde(tag = "kind", content = "value")] },
            "docs:shapes/palette/color": { derives: [PartialOrd, Ord] },
        },
    });
}

/// The same component, for which the host has the types of the first.
mod again {
    embody::component!({
        path: "../examples/shapes/shapes.wasm",
        with: { "docs:shapes/palette": crate::shapes::imports::docs::shapes::palette },
    });
}

mod inline {
    embody::component!({
        inline: r#"
            (component
                (core module $m (func (export "double") (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1))))
                (core instance $i (instantiate $m))
                (func (export "double") (param "x" u32) (result u32) (canon lift (core func $i "double"))))
        "#,
    });
}

mod checked {
    embody::component!({ path: "../examples/markdown/markdown.wasm", memory: "checked" });
}

use shapes::exports::docs::shapes::geometry::{Rectangle, Shape, Style};
use shapes::imports::docs::shapes::palette::{self, Color, Ink, Rgb};

struct Palette;

impl palette::Host for Palette {
    fn name_of(&mut self, c: Color) -> Result<String> {
        Ok(format!("{c:?}").to_lowercase())
    }

    fn rgb_of(&mut self, _: Color) -> Result<Rgb> {
        Ok(Rgb { red: 1, green: 2, blue: 3 })
    }

    fn ink_for(&mut self, _: &str) -> Result<Ink> {
        Ok(Ink::None)
    }

    fn swatches(&mut self) -> Result<Vec<(Color, String)>> {
        Ok(Vec::new())
    }
}

/// The two components have traits of their own for what they import at their roots.
macro_rules! trace {
    ($component:ident) => {
        impl $component::imports::Host for Palette {
            fn trace(&mut self, depth: u8, _: &str) -> Result<Result<u32, Color>> {
                Ok(if depth < 9 { Ok(u32::from(depth)) } else { Err(Color::Red) })
            }
        }
    };
}
trace!(shapes);
trace!(again);

#[test]
fn types_have_the_derives_and_attributes_that_were_chosen() -> Result<()> {
    let shape = Shape::Rectangle(Rectangle { x: 1.0, y: 2.0, width: 3.0, height: 4.0 });
    let json = serde_json::to_value(&shape)?;
    let value = serde_json::json!({ "x": 1.0, "y": 2.0, "width": 3.0, "height": 4.0 });
    assert_eq!(json, serde_json::json!({ "kind": "Rectangle", "value": value }));
    assert_eq!(serde_json::from_value::<Shape>(json)?, shape);
    assert!(Color::Red < Color::Black);
    let style = Style::FILLED | Style::HIDDEN;
    assert_eq!(serde_json::to_value(style)?, "FILLED | HIDDEN");
    assert_eq!(style.iter().count(), 2);
    Ok(())
}

#[test]
fn one_host_serves_two_components_whose_interface_is_one() -> Result<()> {
    let mut one = shapes::Instance::new(Palette)?;
    let mut other = again::Instance::new(Palette)?;
    let square = Rectangle { x: 0.0, y: 0.0, width: 2.0, height: 2.0 };
    let area = one.docs_shapes_geometry().area(&Shape::Rectangle(square))?;
    assert_eq!(area.to_bits(), 4f64.to_bits());
    let same: again::imports::docs::shapes::palette::Color = Color::Red;
    assert_eq!(same, Color::Red);
    assert_eq!(other.docs_shapes_geometry().flip(&[])?, []);
    Ok(())
}

#[test]
fn what_functions_fail_with_is_an_error() {
    let error: Box<dyn std::error::Error> = Box::new(Color::Red);
    assert_eq!(error.to_string(), "As a fire engine");
}

#[test]
fn enums_are_numbers_and_back() {
    assert_eq!(Color::try_from(2), Ok(Color::Blue));
    assert_eq!(Color::try_from(9), Err(9));
    assert_eq!(u8::from(Color::Green), 1);
}

#[test]
fn a_component_can_stand_in_the_source() -> Result<()> {
    assert_eq!(inline::Instance::new(())?.double(21)?, 42);
    Ok(())
}

#[test]
fn memories_can_be_checked_and_move() -> Result<()> {
    let text = "*many* words\n\n".repeat(300_000);
    let mut checked = checked::Instance::new(())?;
    let mut guarded = embody_tests::guests::markdown::Instance::new(())?;
    for _ in 0..2 {
        assert!(checked.render(&text)? == guarded.render(&text)?);
        assert_eq!(checked.render("a")?, "<p>a</p>\n");
        checked.reset()?;
    }
    Ok(())
}
