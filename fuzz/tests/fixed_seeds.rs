//! The fuzz targets' checks on inputs that are always the same.

use embody_build::compile::compile as compile_image;
use embody_build::options::{OptLevel, Options};
use embody_build::parse;
use embody_fuzz::{artifact, compile, component, differential, dispatch, embody_side, skips};

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

/// The pass that copies ways back to a table runs where speed alone counts, and the code is longer for it.
#[test]
fn loops_around_jump_tables_are_those_that_the_compiler_rearranges() {
    let is_rearranged = |text: String| {
        let module = wat::parse_str(text).unwrap();
        let linked = embody_side::link(vec![parse::parse_module(&module).unwrap()]).unwrap();
        let [fast, small] = [OptLevel::Speed, OptLevel::SpeedAndSize].map(|opt_level| {
            let options = Options { opt_level, threads: 1, ..Options::host().unwrap() };
            compile_image(&linked.image, &options).unwrap().text.len()
        });
        // Without it, it is a third longer at most.
        2 * fast > 3 * small
    };
    let texts = || inputs(100).map(|input| dispatch::module(&input));
    let rearranged = texts().filter(|text| is_rearranged(text.clone())).count();
    assert!(rearranged > 30, "{rearranged} of 100");
    let plain = "(module (func (export \"run\") (param i32) (result i32) (local i32)
        (loop (local.set 1 (i32.mul (i32.add (local.get 1) (local.get 0)) (i32.const 7)))
            (br_if 0 (local.tee 0 (i32.shr_u (local.get 0) (i32.const 3)))))
        (block (block (block (br_table 0 1 2 1 0 2 (local.get 1))) (return (i32.const 9))))
        (local.get 1)))";
    assert!(!is_rearranged(plain.into()), "there is no way back to its table");
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
