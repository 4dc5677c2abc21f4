//! The table, for people and as JSON.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::kernels::Kernel;

/// What was measured for one case.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) unit: Unit,
    pub(crate) embody: f64,
    pub(crate) wasmtime: f64,
    /// What nothing of this kind can be better than.
    pub(crate) limit: Option<f64>,
    /// The kernel, if it is the time of one.
    pub(crate) kernel: Option<Kernel>,
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Nanoseconds,
    /// For a million bytes of something.
    NanosecondsPerMegabyte,
    Bytes,
    /// Allocations, or instructions.
    Count,
    /// One value relative to another.
    Factor,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Nanoseconds => "ns",
            Unit::NanosecondsPerMegabyte => "ns/MB",
            Unit::Bytes => "bytes",
            Unit::Count => "count",
            Unit::Factor => "factor",
        }
    }

    /// A value with a prefix that keeps it short.
    fn format(self, value: f64) -> String {
        let steps: &[(f64, &str)] = match self {
            Unit::Nanoseconds => &[(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (0.0, "ns")],
            Unit::Bytes => &[(1e6, "MB"), (1e3, "KB"), (0.0, "B")],
            Unit::NanosecondsPerMegabyte => &[(1e9, "s/MB"), (1e6, "ms/MB"), (1e3, "µs/MB"), (0.0, "ns/MB")],
            Unit::Count | Unit::Factor => &[(0.0, "")],
        };
        let (step, suffix) =
            steps.iter().find(|(step, _)| value.abs() >= *step).unwrap_or(&steps[steps.len() - 1]);
        let value = value / step.max(1.0);
        let digits = if value.fract() == 0.0 || value.abs() >= 1000.0 {
            0
        } else if value.abs() >= 100.0 {
            1
        } else {
            2
        };
        format!("{value:.digits$} {suffix}").trim_end().to_owned()
    }
}

impl Row {
    /// The values of Embody and Wasmtime, and the limit if there is one.
    pub(crate) fn new(name: String, unit: Unit, values: &[f64]) -> Self {
        Self {
            name,
            unit,
            embody: values[0],
            wasmtime: values[1],
            limit: values.get(2).copied(),
            kernel: None,
        }
    }

    /// Embody relative to Wasmtime; less is better. Nothing relative to nothing is nothing.
    pub(crate) fn ratio(&self) -> Option<f64> {
        (self.wasmtime != 0.0).then(|| self.embody / self.wasmtime)
    }

    fn of_limit(&self) -> Option<f64> {
        self.limit.filter(|limit| *limit != 0.0).map(|limit| self.embody / limit)
    }

    fn cells(&self) -> [String; 6] {
        let value = |value| self.unit.format(value);
        let factor = |factor: Option<f64>| factor.map_or_else(String::new, format_factor);
        let limit = self.limit.map_or_else(String::new, value);
        let (ratio, of_limit) = (factor(self.ratio()), factor(self.of_limit()));
        [self.name.clone(), value(self.embody), value(self.wasmtime), limit, ratio, of_limit]
    }

    fn json(&self) -> Value {
        json!({
            "case": self.name,
            "group": self.kernel.and_then(Kernel::group),
            "unit": self.unit.name(),
            "embody": self.embody,
            "wasmtime": self.wasmtime,
            "limit": self.limit,
            "ratio": self.ratio(),
            "ratio_to_limit": self.of_limit(),
        })
    }
}

fn format_factor(factor: f64) -> String {
    if factor == 0.0 {
        "0".to_owned()
    } else if factor < 0.1 {
        // `1/50` says more than `0.02`.
        format!("1/{:.0}", 1.0 / factor)
    } else {
        format!("{factor:.2}")
    }
}

const HEAD: [&str; 6] = ["case", "Embody", "Wasmtime", "limit", "Embody/Wasmtime", "Embody/limit"];

/// The table, in Markdown.
pub(crate) fn table<'a>(rows: impl IntoIterator<Item = &'a Row>) -> String {
    let body: Vec<[String; 6]> = rows.into_iter().map(Row::cells).collect();
    let width = |column: usize| {
        let cells = body.iter().map(|cells| cells[column].chars().count());
        cells.max().unwrap_or(0).max(HEAD[column].len())
    };
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let mut table = line(&HEAD.map(str::to_owned), &widths);
    let rules = widths.iter().enumerate().map(|(column, width)| match column {
        0 => format!("|:{}-", "-".repeat(*width)),
        _ => format!("|-{}:", "-".repeat(*width)),
    });
    table += &(rules.collect::<String>() + "|\n");
    table.extend(body.iter().map(|cells| line(cells, &widths)));
    table
}

fn line(cells: &[String; 6], widths: &[usize]) -> String {
    let mut line = format!("| {:<width$} ", cells[0], width = widths[0]);
    for (cell, width) in cells.iter().zip(widths).skip(1) {
        line += &format!("| {cell:>width$} ");
    }
    line + "|\n"
}

/// Writes the table as JSON: values are in the row's unit, unrounded.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn write_json(path: &Path, rows: &[Row], summary: &[Row], quick: bool) -> Result<()> {
    let json = |rows: &[Row]| rows.iter().map(Row::json).collect::<Vec<Value>>();
    let report = json!({
        "wasmtime": "48.0.8",
        "processor": processor(),
        "quick": quick,
        "rows": json(rows),
        "summary": json(summary),
    });
    let text = serde_json::to_string_pretty(&report)? + "\n";
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// What this machine's processor calls itself.
fn processor() -> Option<String> {
    let info = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_short_and_have_their_unit() {
        assert_eq!(Unit::Nanoseconds.format(1.234), "1.23 ns");
        assert_eq!(Unit::Nanoseconds.format(999.96), "1000.0 ns");
        assert_eq!(Unit::Nanoseconds.format(1_500.0), "1.50 µs");
        assert_eq!(Unit::NanosecondsPerMegabyte.format(2.5e9), "2.50 s/MB");
        assert_eq!(Unit::Factor.format(0.554), "0.55");
        assert_eq!(Unit::Bytes.format(160_000.0), "160 KB");
        assert_eq!(Unit::Bytes.format(-1_500.0), "-1.50 KB");
        assert_eq!(Unit::Count.format(328_016.0), "328016");
        assert_eq!(Unit::Count.format(0.0), "0");
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        let row = Row::new("a".into(), Unit::Count, &[0.0, 0.0, 0.0]);
        assert_eq!((row.ratio(), row.of_limit()), (None, None));
    }

    #[test]
    fn rows_align() {
        let row = Row::new("µ".into(), Unit::Count, &[1.0, 25.0]);
        let table = table(&[row]);
        let mut widths = table.lines().map(|line| line.chars().count());
        let first = widths.next();
        assert!(widths.all(|width| Some(width) == first), "{table}");
        assert!(table.contains("1/25"), "{table}");
    }
}
