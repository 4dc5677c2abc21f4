//! `search TARGET SECONDS [SEED]`: a fuzz target's check on random bytes, for so long.
//!
//! In: the name of a target. Out: how many inputs were checked, and what became of them; or the panic of the first that shows
//! a difference, with the seed that leads to it. It knows no coverage, and needs neither cargo-fuzz nor a nightly compiler.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use embody_fuzz::{artifact, compile, component, differential, dispatch, skips};

/// Bytes of the longest input.
const MAX_BYTES: usize = 5_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match parse(&args) {
        Some((check, seconds, seed)) => {
            run(check, Duration::from_secs(seconds), seed);
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("usage: search artifact|compile|component|differential|dispatch SECONDS [SEED]");
            ExitCode::FAILURE
        }
    }
}

fn parse(args: &[String]) -> Option<(fn(&[u8]), u64, u64)> {
    let check: fn(&[u8]) = match args.first()?.as_str() {
        "artifact" => artifact::check,
        "compile" => compile::check,
        "component" => component::check,
        "differential" => differential::check,
        "dispatch" => dispatch::check,
        _ => return None,
    };
    let seed = args.get(2).map_or(Some(0), |seed| seed.parse().ok())?;
    Some((check, args.get(1)?.parse().ok()?, seed))
}

fn run(check: fn(&[u8]), limit: Duration, first: u64) {
    let start = Instant::now();
    let mut seed = first;
    while start.elapsed() < limit {
        let mut random = fastrand::Rng::with_seed(seed);
        let len = random.usize(10..MAX_BYTES);
        let input: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(len).collect();
        if let Err(panic) = std::panic::catch_unwind(|| check(&input)) {
            eprintln!("found with seed {seed}");
            std::panic::resume_unwind(panic);
        }
        seed += 1;
    }
    println!(
        "{} inputs in {} s, from seed {first} on; no difference",
        seed - first,
        start.elapsed().as_secs()
    );
    print!("{}", skips::table());
}
