//! What compiling costs: two programs, each with one compiler in it, run on the same component.
//!
//! Both compile for this machine's processor, with Cranelift at its default of speed, and both make all that
//! they need to run the component. The times are of the compilation alone, from bytes to bytes, without
//! starting the program or its files.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::size;
use crate::Options;
use crate::report::{Row, Unit};
use crate::time::median;

/// The components of this benchmark that are compiled for their time, from small to large. `mid` is almost a
/// megabyte.
pub(super) const COMPONENTS: [&str; 4] = ["kernels", "json-c", "programs", "mid"];

/// The programs, and what each makes.
const COMPILERS: [(&str, &str); 2] =
    [("compile-embody", "measured.artifact"), ("compile-wasmtime", "measured.cwasm")];

const THREADS: [usize; 2] = [1, 2];

/// What a compiler prints.
struct Measured {
    wall_ns: f64,
    peak_bytes: f64,
}

/// The samples of one compiler.
#[derive(Default)]
struct Samples {
    wall_ns: [Vec<f64>; THREADS.len()],
    peak_bytes: Vec<f64>,
    compiled_bytes: f64,
}

/// What the table calls a component.
pub(super) fn name(component: &Path) -> String {
    component.file_stem().unwrap_or(component.as_os_str()).display().to_string()
}

/// Compiles a component in several rounds, in each of which each compiler has its turn with each number of
/// threads.
pub(super) fn measure(component: &Path, options: &Options) -> Result<Vec<Row>> {
    let rounds = match size(component)? {
        _ if options.quick => 1,
        // Interpreters, which take either compiler long.
        bytes if bytes > 4e6 => 3,
        _ => 7,
    };
    let mut samples: [Samples; COMPILERS.len()] = Default::default();
    for _ in 0..rounds {
        for (compiler, samples) in COMPILERS.iter().zip(&mut samples) {
            for (threads, wall_ns) in THREADS.iter().zip(&mut samples.wall_ns) {
                let measured = compile(compiler, component, *threads, options)?;
                wall_ns.push(measured.wall_ns);
                if *threads == 1 {
                    samples.peak_bytes.push(measured.peak_bytes);
                }
            }
            samples.compiled_bytes = size(&options.inputs.join(compiler.1))?;
        }
    }
    Ok(rows(&name(component), size(component)?, samples))
}

fn rows(component: &str, wasm_bytes: f64, samples: [Samples; COMPILERS.len()]) -> Vec<Row> {
    let [peaks, sizes, single, double] = {
        let per_megabyte = |wall_ns: f64| wall_ns / (wasm_bytes / 1e6);
        let sides = samples.map(|Samples { wall_ns: [single, double], peak_bytes, compiled_bytes }| {
            let (single, double) = (per_megabyte(median(single)), per_megabyte(median(double)));
            [median(peak_bytes), compiled_bytes, single, double]
        });
        std::array::from_fn(|value| sides.each_ref().map(|side| side[value]))
    };
    let relative: Vec<f64> = single.iter().zip(double).map(|(single, double)| double / single).collect();
    let row =
        |what: &str, unit, values: &[f64]| Row::new(format!("build: {component}, {what}"), unit, values);
    let kilobytes = wasm_bytes / 1e3;
    let of_wasm = format!("per MB of Wasm ({kilobytes:.0} KB)");
    vec![
        row(&format!("1 thread (wall) {of_wasm}"), Unit::NanosecondsPerMegabyte, &single),
        row(&format!("2 threads (wall) {of_wasm}"), Unit::NanosecondsPerMegabyte, &double),
        row("2 threads relative to 1", Unit::Factor, &relative),
        row("peak memory, 1 thread", Unit::Bytes, &peaks),
        row("size, compiled", Unit::Bytes, &sizes),
    ]
}

fn compile(
    &(program, compiled): &(&str, &str),
    component: &Path,
    threads: usize,
    options: &Options,
) -> Result<Measured> {
    let mut command = Command::new(options.inputs.join(program));
    command.arg(component).arg(options.inputs.join(compiled)).arg(threads.to_string());
    // How the library that Wasmtime uses for threads is told how many.
    command.env("RAYON_NUM_THREADS", threads.to_string());
    let printed = super::output(&mut command)?;
    parse(&printed).with_context(|| format!("`{program}` printed `{printed}`"))
}

fn parse(printed: &str) -> Option<Measured> {
    let fields: Vec<f64> = printed.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let [wall_ns, _cpu_ns, peak_kib] = fields[..] else { return None };
    Some(Measured { wall_ns, peak_bytes: peak_kib * 1024.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_relative_to_size_and_to_one_thread() {
        let samples = |single, double| Samples {
            wall_ns: [vec![single, single * 3.0, single], vec![double]],
            peak_bytes: vec![7.0],
            compiled_bytes: 9.0,
        };
        let rows = rows("mid", 500_000.0, [samples(100.0, 60.0), samples(200.0, 100.0)]);
        let seen: Vec<_> = rows.iter().map(|row| (row.unit, row.embody, row.wasmtime)).collect();
        assert_eq!(
            seen,
            [
                (Unit::NanosecondsPerMegabyte, 200.0, 400.0),
                (Unit::NanosecondsPerMegabyte, 120.0, 200.0),
                (Unit::Factor, 0.6, 0.5),
                (Unit::Bytes, 7.0, 7.0),
                (Unit::Bytes, 9.0, 9.0),
            ]
        );
        assert_eq!(rows[0].name, "build: mid, 1 thread (wall) per MB of Wasm (500 KB)");
    }
}
