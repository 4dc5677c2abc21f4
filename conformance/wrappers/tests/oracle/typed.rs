//! What ends with an error elsewhere, and here cannot be written: it would not compile.

use std::any::TypeId;
use std::marker::PhantomData;

use embody_wrappers::{analyzer_rs, composed_dual_counter};

use crate::hosts::Words;
use crate::run::ORACLE;

/// Answers whether `T` is what a component needs for a host: a constant of its own hides that of a trait.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    const IS_HOST: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: analyzer_rs::Imports> Probe<T> {
    const IS_HOST: bool = true;
}

#[test]
fn an_instance_needs_a_host_for_what_it_imports() {
    let scenario = &ORACLE["components"]["analyzer-rs"]["scenarios"][0];
    assert_eq!((&scenario["host"], &scenario["name"]), (&"missing".into(), &"no-imports".into()));
    const { assert!(!Probe::<()>::IS_HOST && Probe::<Words>::IS_HOST) };
}

#[test]
fn resources_of_two_instances_are_two_types() {
    let scenario = &ORACLE["components"]["composed-dual-counter"]["scenarios"][2];
    assert_eq!(scenario["calls"][1]["trap"], "mismatched resource types");
    let left = TypeId::of::<composed_dual_counter::exports::left::Counter>();
    let right = TypeId::of::<composed_dual_counter::exports::right::Counter>();
    assert_ne!(left, right);
}
