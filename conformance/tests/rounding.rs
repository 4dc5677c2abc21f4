//! Vectors of floats are rounded and truncated as Rust does it, with and without instructions for it.

use std::fmt::Write as _;

use embody_wast::run::{self, How};

/// Random values of each kind, beside those that are known to be hard.
const SAMPLES: usize = 300;

/// Floats around which rounding changes what it does.
const HARD: &[f64] =
    &[0.0, 0.5, 1.0, 1.5, 2.5, 4194303.5, 8388607.5, 8388608.0, 4503599627370495.5, 4503599627370496.0];

fn module() -> String {
    let mut module = String::from("(module\n");
    for name in ["ceil", "floor", "trunc", "nearest"] {
        for shape in ["f32x4", "f64x2"] {
            writeln!(
                module,
                "(func (export \"{shape}.{name}\") (param v128) (result v128) ({shape}.{name} (local.get 0)))"
            )
            .unwrap();
        }
    }
    let unsigned = "i32x4.trunc_sat_f64x2_u_zero";
    module
        + &format!("(func (export \"{unsigned}\") (param v128) (result v128) ({unsigned} (local.get 0))))\n")
}

fn asserts() -> String {
    let mut random = fastrand::Rng::with_seed(0xf10a7);
    let mut values: Vec<f64> = HARD.to_vec();
    values.extend((0..SAMPLES).map(|n| match n % 3 {
        // Any number, one whose fraction is short, one of 32 bits and a half.
        0 => f64::from_bits(random.u64(..)),
        1 => f64::from(random.i32(..)) / 4.0,
        _ => f64::from(random.u32(..)) + 0.5,
    }));
    values.extend(values.clone().iter().flat_map(|value| [-value, value.next_up(), value.next_down()]));
    values.retain(|value| !value.is_nan());
    let mut out = String::new();
    let mut assert = |name: &str, from: String, to: String| {
        let (from, to) = (format!("(v128.const {from})"), format!("(v128.const {to})"));
        writeln!(out, "(assert_return (invoke \"{name}\" {from}) {to})").unwrap();
    };
    for value in values {
        let rounded = [value.ceil(), value.floor(), value.trunc(), value.round_ties_even()];
        let narrow = value as f32;
        let narrow_rounded = [narrow.ceil(), narrow.floor(), narrow.trunc(), narrow.round_ties_even()];
        for (n, name) in ["ceil", "floor", "trunc", "nearest"].into_iter().enumerate() {
            let [from, to] = [value, rounded[n]].map(|float| format!("i64x2 {} 0", float.to_bits()));
            assert(&format!("f64x2.{name}"), from, to);
            let [from, to] = [narrow, narrow_rounded[n]].map(f32::to_bits);
            let [from, to] = [from, to].map(|bits| format!("i32x4 0 {bits} 0 {bits}"));
            assert(&format!("f32x4.{name}"), from, to);
        }
        let (from, to) = (value.to_bits(), value as u32);
        assert("i32x4.trunc_sat_f64x2_u_zero", format!("i64x2 0 {from}"), format!("i32x4 0 {to} 0 0"));
    }
    out
}

#[test]
fn rounding_is_exact_on_any_processor() {
    let script = module() + &asserts();
    for cpu in ["baseline", "native"] {
        let report = run::wast_text("rounding.wast", &script, How { cpu, check: true, ..How::default() });
        assert!(report.failures.is_empty(), "{cpu}: {:?}", report.failures);
        assert!(report.tally.executed > 9 * SAMPLES, "{cpu}: {}", report.tally);
    }
}
