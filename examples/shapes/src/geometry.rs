//! The exported interface `geometry`, function by function.

use crate::host::Host;
use crate::shapes::Instance;
use crate::shapes::exports::docs::shapes::geometry::{Circle, Point, Rectangle, Scalars, Shape, Style};
use crate::shapes::imports::docs::shapes::palette::Color;
use crate::shapes::views::DocsShapesGeometry;

/// The guest's functions.
pub(crate) type Guest<'a> = DocsShapesGeometry<'a, Host>;

fn point(x: f64, y: f64, id: u32) -> Point {
    Point { x, y, id, tag: 0 }
}

/// A shape of each kind.
pub(crate) fn samples() -> [Shape; 4] {
    [
        Shape::Circle(Circle { center: point(1.0, 2.0, 0), radius: 2.0 }),
        Shape::Rectangle(Rectangle { x: 0.0, y: 0.0, width: 3.0, height: 4.0 }),
        Shape::Polygon(vec![point(0.0, 0.0, 0), point(4.0, 0.0, 1), point(4.0, 3.0, 2)]),
        Shape::Empty,
    ]
}

/// Records, variants and lists as parameters; floats, options, lists and tuples as results.
pub(crate) fn measure(guest: &mut Guest<'_>) -> embody::Result<()> {
    let shapes = samples();
    let areas = [12.566_370_614_359_172, 12.0, 6.0, 0.0];
    for (shape, area) in shapes.iter().zip(areas) {
        assert_eq!(guest.area(shape)?, area);
    }

    let classified = guest.classify(&shapes)?;
    println!("{classified:?}");
    let names = ["circle", "rectangle", "polygon", "empty"].map(str::to_owned);
    assert_eq!(classified, names.into_iter().zip(areas).collect::<Vec<_>>());

    let bounds = guest.bounds(&shapes[..2])?;
    println!("{bounds:?}");
    assert_eq!(bounds, Some(Rectangle { x: -1.0, y: 0.0, width: 4.0, height: 4.0 }));
    assert_eq!(guest.bounds(&[])?, None);

    let points = [Point { x: 1.0, y: 2.0, id: 3, tag: 4 }, Point { x: -1.0, y: -0.5, id: 5, tag: 6 }];
    let flipped = points.map(|point| Point { y: -point.y, ..point });
    assert_eq!(guest.flip(&points)?, flipped);
    assert_eq!(guest.flip(&[])?, []);
    Ok(())
}

/// A WIT result is a Rust one inside the outer result, which says whether the guest ran to its end.
pub(crate) fn read_and_check(guest: &mut Guest<'_>) -> embody::Result<()> {
    let texts = ["circle 1 2 2", "rectangle 0 0 3 4", "polygon 0 0 4 0 4 3", "empty"];
    for (text, shape) in texts.into_iter().zip(samples()) {
        assert_eq!(guest.parse(text)?.as_ref(), Ok(&shape));
        assert_eq!(guest.check(&shape)?, Ok(()));
    }

    let refused = [
        ("", "no shape given"),
        ("hexagon", "unknown shape: hexagon"),
        ("circle 1 2", "circle with 2 numbers"),
    ];
    for (text, why) in refused {
        println!("{text:?}: {why}");
        assert_eq!(guest.parse(text)?, Err(why.to_owned()));
    }
    let dot = Shape::Polygon(vec![point(1.0, 1.0, 0)]);
    assert_eq!(guest.check(&dot)?, Err("a polygon of 1 points".to_owned()));
    Ok(())
}

/// Enums and flags; the guest asks the host for names, records and variants before it answers.
pub(crate) fn ask_the_host(guest: &mut Guest<'_>) -> embody::Result<()> {
    let painted = [
        (Style::empty(), "red"),
        (Style::FILLED, "red, filled"),
        (Style::FILLED | Style::DASHED, "red, filled and dashed"),
        (Style::all(), "red, filled, dashed and hidden"),
    ];
    for (style, expected) in painted {
        println!("{style:?}: {expected}");
        assert_eq!(guest.paint(Color::Red, style)?, expected);
    }

    for (note, expected) in [("", "invisible"), ("green", "green #008000"), ("sunset", "#010206")] {
        assert_eq!(guest.stroke(note)?, expected);
    }
    assert_eq!(guest.legend()?, ["0 RED", "1 GREEN", "2 BLUE", "3 BLACK"]);
    Ok(())
}

/// More parameters than go in registers, lists of strings, and lists of bytes.
pub(crate) fn pass_much(guest: &mut Guest<'_>) -> embody::Result<()> {
    let (long, ulong) = (-9_000_000_000_000_000_000, 18_000_000_000_000_000_000);
    for (extra, uint) in [(Some(5), 4_000_001_009), (None, 4_000_001_004)] {
        let found = guest.wide(
            true,
            -8,
            200,
            -3000,
            60_000,
            -2_000_000_000,
            4_000_000_000,
            long,
            ulong,
            1.5,
            -2.25,
            'é',
            "four",
            Point { x: 0.0, y: 0.0, id: 1, tag: 1000 },
            extra,
        )?;
        let expected = Scalars {
            truth: true,
            tiny: -8,
            byte: 200,
            short: -3000,
            ushort: 60_000,
            int: -2_000_000_000,
            uint,
            long,
            ulong,
            single: 1.5,
            double: -2.25,
            letter: 'é',
        };
        assert_eq!(found, expected);
    }

    let joined = guest.join(&["a", "b", "ç"], '→')?;
    println!("{joined}");
    assert_eq!(joined, "a→b→ç");
    assert_eq!(guest.reverse(&[1, 2, 3])?, [3, 2, 1]);
    Ok(())
}

/// A call during which the guest calls the host at each step; what the host noted is seen between calls.
pub(crate) fn descend(instance: &mut Instance<Host>) -> embody::Result<()> {
    for (depth, note, expected, last) in [(2, "down", Ok(300), 2), (9, "deep", Err(Color::Blue), 3)] {
        instance.host_mut().steps.clear();
        let found = instance.docs_shapes_geometry().descend(depth, note)?;
        println!("{note}: {found:?} after {:?}", instance.host().steps);
        assert_eq!(found, expected);
        let steps: Vec<_> = (0..=last).map(|step| (step, note.to_owned())).collect();
        assert_eq!(instance.host().steps, steps);
    }
    Ok(())
}
