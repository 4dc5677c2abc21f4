//! What the benchmark's two compilers share: arguments in, one measurement out.
//!
//! In: `INPUT OUTPUT THREADS` as arguments, and a function that compiles. Out: the output file, and one line
//! for the benchmark on standard output: `WALL_NS CPU_NS PEAK_KIB`. The time is that of the function alone;
//! the peak is the process's. Nothing here knows either compiler.

use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use rustix::time::{ClockId, clock_gettime};

/// Compiles what the arguments name and prints the measurement.
///
/// # Errors
/// If the arguments are not understood, a file cannot be read or written, or the component does not compile.
pub fn run(compile: impl FnOnce(&[u8], usize) -> Result<Vec<u8>>) -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [input, output, threads] = &args[..] else { bail!("arguments: INPUT OUTPUT THREADS") };
    let threads = threads.parse().with_context(|| format!("`{threads}` is no number of threads"))?;
    let component = fs::read(input).with_context(|| format!("cannot read `{input}`"))?;

    let (wall, cpu) = (now(ClockId::Monotonic), now(ClockId::ProcessCPUTime));
    let compiled = compile(&component, threads).with_context(|| format!("cannot compile `{input}`"))?;
    let (wall, cpu) = (now(ClockId::Monotonic) - wall, now(ClockId::ProcessCPUTime) - cpu);

    fs::write(output, compiled).with_context(|| format!("cannot write `{output}`"))?;
    println!("{} {} {}", wall.as_nanos(), cpu.as_nanos(), peak_kib()?);
    Ok(())
}

fn now(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// The most memory that the process has had resident, in KiB.
fn peak_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("the kernel tells no peak")?;
    Ok(peak.trim().trim_end_matches("kB").trim().parse()?)
}
