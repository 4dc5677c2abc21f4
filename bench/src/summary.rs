//! What the kernels show together: geometric means, and the one at which Embody does worst.
//!
//! In: all rows. Out: rows to put below them. The ratio of two geometric means is the geometric mean of the
//! ratios, so that these rows read like all others.

use crate::kernels::Kernel;
use crate::report::{Row, Unit};

/// The rows of the summary: of all kernels that were measured, and of each group. One kernel needs none.
pub(crate) fn rows(rows: &[Row]) -> Vec<Row> {
    let kernels: Vec<(Kernel, &Row)> =
        rows.iter().filter_map(|row| row.kernel.map(|kernel| (kernel, row))).collect();
    let mut groups: Vec<&str> = kernels.iter().filter_map(|(kernel, _)| kernel.group()).collect();
    groups.sort_unstable();
    groups.dedup();

    let all: Vec<&Row> = kernels.iter().map(|(_, row)| *row).collect();
    let mut summary = Vec::from_iter(mean("kernels", &all));
    for group in groups {
        let members = kernels.iter().filter(|(kernel, _)| kernel.group() == Some(group));
        let members: Vec<&Row> = members.map(|(_, row)| *row).collect();
        summary.extend(mean(&format!("{group} kernels"), &members));
    }
    summary.extend(worst(&kernels));
    summary
}

fn mean(of: &str, rows: &[&Row]) -> Option<Row> {
    if rows.len() < 2 {
        return None;
    }
    let mut values = vec![
        geometric_mean(rows.iter().map(|row| row.embody)),
        geometric_mean(rows.iter().map(|row| row.wasmtime)),
    ];
    // A mean over fewer would be one of other work.
    if rows.iter().all(|row| row.limit.is_some()) {
        values.push(geometric_mean(rows.iter().filter_map(|row| row.limit)));
    }
    Some(Row::new(format!("summary: geometric mean of {} {of}", rows.len()), Unit::Nanoseconds, &values))
}

/// The kernel with the largest ratio of Embody to Wasmtime.
fn worst(kernels: &[(Kernel, &Row)]) -> Option<Row> {
    let ratio = |row: &Row| row.ratio().unwrap_or(0.0);
    let (kernel, row) = kernels.iter().max_by(|(_, a), (_, b)| ratio(a).total_cmp(&ratio(b)))?;
    let name = format!("summary: worst of {} kernels, {}", kernels.len(), kernel.name());
    let values = [Some(row.embody), Some(row.wasmtime), row.limit];
    (kernels.len() > 1).then(|| Row::new(name, row.unit, &values.into_iter().flatten().collect::<Vec<_>>()))
}

fn geometric_mean(values: impl Iterator<Item = f64>) -> f64 {
    let logarithms: Vec<f64> = values.map(f64::ln).collect();
    (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kernel: Kernel, values: &[f64]) -> Row {
        let name = kernel.name().to_owned();
        Row { kernel: Some(kernel), ..Row::new(name, Unit::Nanoseconds, values) }
    }

    #[test]
    fn means_are_of_kernels_and_of_groups() {
        let call = Row::new("call".into(), Unit::Nanoseconds, &[1000.0, 1.0, 1.0]);
        let measured = [
            call,
            row(Kernel::Fib, &[4.0, 1.0, 1.0]),
            row(Kernel::Indirect, &[2.0, 2.0, 1.0]),
            row(Kernel::Ast, &[1.0, 4.0, 1.0]),
        ];
        let summary = rows(&measured);
        let seen: Vec<_> = summary.iter().map(|row| (row.name.as_str(), row.embody, row.ratio())).collect();
        let expected = [
            ("summary: geometric mean of 3 kernels", 2.0, Some(1.0)),
            ("summary: geometric mean of 2 indirect kernels", 2.0_f64.sqrt(), Some(0.5)),
            ("summary: worst of 3 kernels, fib", 4.0, Some(4.0)),
        ];
        assert_eq!(seen.len(), expected.len());
        for (seen, expected) in seen.iter().zip(expected) {
            assert_eq!(seen.0, expected.0);
            assert!((seen.1 - expected.1).abs() < 1e-9, "{seen:?}");
            assert!((seen.2.unwrap_or(0.0) - expected.2.unwrap_or(0.0)).abs() < 1e-9, "{seen:?}");
        }
    }

    #[test]
    fn one_kernel_is_its_own_summary() {
        assert!(rows(&[row(Kernel::Fib, &[4.0, 1.0])]).is_empty());
    }
}
