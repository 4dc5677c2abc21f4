//! Shuffles and swizzles of every kind, with and without an instruction for them, against what they mean.

use std::fmt::Write as _;

use embody_wast::run::{self, How};

/// Shuffles of each family.
const SAMPLES: usize = 40;

/// Lanes made of units of so many bytes, by the units' numbers.
fn lanes(units: &[u8]) -> [u8; 16] {
    let bytes = 16 / units.len() as u8;
    let unit = |at: u8| units[usize::from(at / bytes)] * bytes + at % bytes;
    std::array::from_fn(|at| unit(at as u8))
}

/// Shuffles for which some processor has an instruction, those that are almost one, and any.
fn shuffles(random: &mut fastrand::Rng) -> Vec<[u8; 16]> {
    let mut all = Vec::new();
    for units in [2u8, 4, 8, 16] {
        for half in [0, units / 2] {
            let pairs: Vec<u8> = (half..half + units / 2).flat_map(|unit| [unit, unit + units]).collect();
            let swapped: Vec<u8> = pairs.iter().map(|unit| (unit + units) % (2 * units)).collect();
            all.extend([lanes(&pairs), lanes(&swapped)]);
        }
    }
    // Neighbours, at each distance.
    all.extend((0..=16u8).map(|first| std::array::from_fn(|at| first + at as u8)));
    for _ in 0..SAMPLES {
        let mut words = |first: u8, count: u8| first + random.u8(..count);
        // Words of one vector, and two of one and two of the other.
        for [low, high] in [[0, 0], [4, 4], [0, 4], [4, 0]] {
            all.push(lanes(&[words(low, 4), words(low, 4), words(high, 4), words(high, 4)]));
        }
        all.push(lanes(&[words(0, 8), words(0, 8), words(0, 8), words(0, 8)]));
        all.push(lanes(&[words(0, 4), words(0, 4)]));
        // Half a vector that stays, and the other half of any of its units.
        for (vector, half) in [(0, 0), (0, 4), (8, 0), (8, 4)] {
            let mut units: Vec<u8> = (vector..vector + 8).collect();
            units[half..half + 4].fill_with(|| vector + half as u8 + random.u8(..4));
            all.push(lanes(&units));
            units[random.usize(..8)] = random.u8(..16);
            all.push(lanes(&units));
        }
        all.push(std::array::from_fn(|_| random.u8(..32)));
        let mut lanes: [u8; 16] = all[random.usize(..all.len())];
        lanes[random.usize(..16)] = random.u8(..32);
        all.push(lanes);
    }
    all
}

fn constant(bytes: impl IntoIterator<Item = u8>) -> String {
    let bytes: Vec<String> = bytes.into_iter().map(|byte| byte.to_string()).collect();
    format!("(v128.const i8x16 {})", bytes.join(" "))
}

fn script() -> String {
    let mut random = fastrand::Rng::with_seed(0x5eed);
    let (x, y): (Vec<u8>, Vec<u8>) = ((1..17).collect(), (101..117).collect());
    let both = [x.as_slice(), &y].concat();
    let (mut module, mut asserts) = (String::new(), String::new());
    for (number, lanes) in shuffles(&mut random).iter().enumerate() {
        let text: Vec<String> = lanes.iter().map(u8::to_string).collect();
        let shuffle = format!("i8x16.shuffle {} (local.get 0) (local.get 1)", text.join(" "));
        writeln!(module, "(func (export \"{number}\") (param v128 v128) (result v128) ({shuffle}))").unwrap();
        let result = constant(lanes.iter().map(|lane| both[usize::from(*lane)]));
        let (x, y) = (constant(x.clone()), constant(y.clone()));
        writeln!(asserts, "(assert_return (invoke \"{number}\" {x} {y}) {result})").unwrap();
    }
    let swizzle = "i8x16.swizzle (local.get 0) (local.get 1)";
    writeln!(module, "(func (export \"swizzle\") (param v128 v128) (result v128) ({swizzle}))").unwrap();
    for limit in [16, 18, 255] {
        for _ in 0..SAMPLES {
            let order: [u8; 16] = std::array::from_fn(|_| random.u8(..=limit));
            let result = order.map(|at| x.get(usize::from(at)).copied().unwrap_or(0));
            let (x, order, result) = (constant(x.clone()), constant(order), constant(result));
            writeln!(asserts, "(assert_return (invoke \"swizzle\" {x} {order}) {result})").unwrap();
        }
    }
    format!("(module\n{module})\n{asserts}")
}

#[test]
fn shuffles_do_what_they_say_on_any_processor() {
    let script = script();
    for cpu in ["baseline", "native"] {
        let report = run::wast_text("shuffles.wast", &script, How { cpu, check: true, ..How::default() });
        assert!(report.failures.is_empty(), "{cpu}: {:?}", report.failures);
        assert!(report.tally.executed > 15 * SAMPLES, "{cpu}: {}", report.tally);
    }
}
