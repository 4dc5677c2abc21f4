//! The fuzz targets' checks on inputs that are always the same.

use embody_fuzz::{artifact, compile, component, differential, dispatch, skips};

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
fn both_runtimes_agree_about_loops_around_jump_tables() {
    inputs(300).for_each(|input| dispatch::check(&input));
}

#[test]
fn the_compiler_answers() {
    inputs(300).for_each(|input| compile::check(&input));
}

#[test]
fn both_runtimes_agree_about_components() {
    (0..200u64).for_each(|seed| component::check(&seed.to_le_bytes()));
}

#[test]
fn damaged_artifacts_are_refused_or_do_no_harm() {
    for seed in 0..10_000 {
        let mut random = fastrand::Rng::with_seed(seed);
        let len = random.usize(10..200);
        artifact::check(&std::iter::repeat_with(|| random.u8(..)).take(len).collect::<Vec<_>>());
    }
    for (what, least) in [("looked at", 1000), ("called", 100)] {
        let counted = skips::counted(what);
        assert!(counted >= least, "{what}: {counted}");
    }
}
