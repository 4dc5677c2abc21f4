//! Values that cross from one component instance to another come through unchanged, and each access to memory on the way is
//! proven to stay in bounds.

use embody_abi::features::Target;
use embody_build::compile_component;
use embody_build::features::Features;
use embody_build::options::Options;
use embody_wast::roundtrip::{echo, nested};
use embody_wast::run::How;

/// Components to make.
const COMPONENTS: u64 = 300;

fn encoded(seed: u64, text: &str) -> Vec<u8> {
    let component = wast::parser::ParseBuffer::new(text)
        .and_then(|buffer| wast::parser::parse::<wast::Wat<'_>>(&buffer)?.encode());
    component.unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"))
}

#[test]
fn nested_components_echo() {
    for seed in 0..COMPONENTS {
        let text = nested::component(seed);
        let component = encoded(seed, &text);
        for target in [Target::X86_64Linux, Target::Aarch64Linux] {
            let options =
                Options { check: true, threads: 1, features: Features::all(), ..Options::new(target) };
            if let Err(error) = compile_component(&component, &options) {
                panic!("seed {seed}: {error}\n{text}");
            }
        }
        if let Err(error) = echo(&component, seed, How::default()) {
            panic!("seed {seed}: {error:?}\n{text}");
        }
    }
}

#[test]
fn hostile_components_do_no_harm() {
    let failed = (0..COMPONENTS).filter(|seed| {
        let text = nested::hostile(*seed);
        let outcome = echo(&encoded(*seed, &text), *seed, How::default());
        if let Err(error) = &outcome {
            assert!(!format!("{error:?}").contains("bug in Embody"), "seed {seed}: {error:?}\n{text}");
        }
        outcome.is_err()
    });
    let failed = failed.count() as u64;
    assert!((COMPONENTS / 10..COMPONENTS).contains(&failed), "{failed} of {COMPONENTS} failed");
}
