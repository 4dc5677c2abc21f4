//! The fuzz targets' checks on inputs that are always the same.

use embody_fuzz::{compile, component, differential, skips};

/// Inputs of one length each, from fixed seeds.
fn inputs(count: u64) -> impl Iterator<Item = Vec<u8>> {
    (0..count).map(|seed| {
        let mut random = fastrand::Rng::with_seed(seed);
        let len = random.usize(100..5_000);
        std::iter::repeat_with(|| random.u8(..)).take(len).collect()
    })
}

#[test]
fn both_runtimes_agree() {
    inputs(300).for_each(|input| differential::check(&input));
    let compared = skips::counted("compared");
    assert!(compared > 150, "{compared} of 300 were compared");
}

#[test]
fn the_compiler_answers() {
    inputs(300).for_each(|input| compile::check(&input));
}

#[test]
fn both_runtimes_agree_about_components() {
    (0..200u64).for_each(|seed| component::check(&seed.to_le_bytes()));
}
