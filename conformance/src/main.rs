//! The command: arguments to work, results to text and exit code.

use std::process::ExitCode;

use embody_wast::args::{Args, Work};
use embody_wast::report::{self, Summary};
use embody_wast::run::{self, How};
use embody_wast::{files, guests, ratchet, roundtrip};

fn main() -> ExitCode {
    match work() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well.
fn work() -> anyhow::Result<bool> {
    let args = Args::parse()?;
    let (present, absent): (Vec<_>, Vec<_>) = args.paths.iter().partition(|path| path.exists());
    for path in &absent {
        report::say(format_args!("skipped: {} is not there", path.display()));
    }
    let how = How { cpu: &args.cpu, memory: args.memory, check: args.check };
    let reports = match args.work {
        Work::Wast => run::all(&files::find(&present)?, args.threads, |file| run::wast_file(file, how)),
        Work::Guests => {
            let (oracle, files) = guests::find(&present)?;
            run::all(&files, args.threads, |file| guests::run(&oracle, file, how))
        }
        Work::RoundTrip => {
            let files = roundtrip::find(&present)?;
            run::all(&files, args.threads, |file| roundtrip::run(file, how))
        }
    };
    let summary = Summary::of(&reports);
    let mut kept = true;
    if let Some(file) = &args.ratchet {
        kept = ratchet::check(file, &summary, args.bless)?;
    }
    summary.print();
    Ok(kept && summary.total.failed == 0)
}
