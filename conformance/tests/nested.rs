//! Values that cross from one component instance to another come through unchanged.

use embody_wast::roundtrip::{echo, nested};

/// Components to make.
const COMPONENTS: u64 = 300;

#[test]
fn nested_components_echo() {
    for seed in 0..COMPONENTS {
        let text = nested::component(seed);
        let component = wast::parser::ParseBuffer::new(&text)
            .and_then(|buffer| wast::parser::parse::<wast::Wat<'_>>(&buffer)?.encode());
        let component = component.unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        if let Err(error) = echo(&component, seed, "baseline") {
            panic!("seed {seed}: {error:?}\n{text}");
        }
    }
}
