//! Results: of an assertion, of a file, of all.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::ops::AddAssign;

/// How many assertions went how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passed ones that executed something.
    pub executed: usize,
    /// Passed ones that something is invalid or malformed: these test the parser.
    pub negative: usize,
    /// Failed ones, and directives that failed without asserting anything.
    pub failed: usize,
    /// Those that need what Embody refuses by name.
    pub skipped: usize,
}

impl Tally {
    /// Passed ones of both kinds.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.executed + self.negative
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.executed += other.executed;
        self.negative += other.negative;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed(), self.failed, self.skipped)
    }
}

/// How one directive went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An assertion that executed something holds.
    Executed,
    /// An assertion that something is invalid or malformed holds.
    Negative,
    /// A directive that asserts nothing was carried out.
    Done,
    /// It does not hold, or something else went wrong.
    Failed(String),
    /// It needs what Embody refuses, by this name.
    Skipped(String),
    /// As `Skipped`, of a directive that asserts nothing.
    Omitted(String),
}

/// Results of one file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The file, as it was named on the command line.
    pub file: String,
    /// The group whose sums it counts for.
    pub group: String,
    /// Counts.
    pub tally: Tally,
    /// Failures: line (zero if there is none) and what went wrong.
    pub failures: Vec<(usize, String)>,
    /// What Embody refused, and how many assertions were skipped for it.
    pub refused: BTreeMap<String, usize>,
}

impl Report {
    /// Counts a directive that stands at this line.
    pub fn add(&mut self, line: usize, outcome: Outcome) {
        match outcome {
            Outcome::Executed => self.tally.executed += 1,
            Outcome::Negative => self.tally.negative += 1,
            Outcome::Done => {}
            Outcome::Failed(what) => {
                self.tally.failed += 1;
                self.failures.push((line, what));
            }
            Outcome::Skipped(reason) => {
                self.tally.skipped += 1;
                *self.refused.entry(reason).or_default() += 1;
            }
            Outcome::Omitted(reason) => {
                self.refused.entry(reason).or_default();
            }
        }
    }

    /// Adds the results of a part of the file.
    pub fn absorb(&mut self, part: Self) {
        self.tally += part.tally;
        self.failures.extend(part.failures);
        for (reason, count) in part.refused {
            *self.refused.entry(reason).or_default() += count;
        }
    }

    /// The report of a file that could not be run at all.
    #[must_use]
    pub fn failure(what: String) -> Self {
        let mut report = Self::default();
        report.add(0, Outcome::Failed(what));
        report
    }
}

/// The name of what was refused without the item that needs it, which stands before it as "in `ITEM`: ".
fn without_place(reason: &str) -> &str {
    reason.strip_prefix("in `").and_then(|rest| rest.split_once("`: ")).map_or(reason, |(_, name)| name)
}

/// Results of all files.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Counts of all files.
    pub total: Tally,
    /// Counts by group, and number of files.
    pub groups: BTreeMap<String, (usize, Tally)>,
    /// What Embody refused, and how many assertions were skipped for it.
    pub refused: BTreeMap<String, usize>,
}

impl Summary {
    /// Adds up reports.
    #[must_use]
    pub fn of(reports: &[Report]) -> Self {
        let mut summary = Self::default();
        for report in reports {
            summary.total += report.tally;
            let group = summary.groups.entry(report.group.clone()).or_default();
            group.0 += 1;
            group.1 += report.tally;
            for (reason, count) in &report.refused {
                *summary.refused.entry(without_place(reason).to_owned()).or_default() += count;
            }
        }
        summary
    }

    /// Prints what was refused, the groups, and the line that comes last.
    pub fn print(&self) {
        if !self.refused.is_empty() {
            say(format_args!("\nrefused by name, and assertions skipped for it:"));
            for (reason, count) in &self.refused {
                say(format_args!("  {count:>6}  {reason}"));
            }
        }
        say(format_args!(
            "\n{:<44} {:>5} {:>9} {:>9} {:>7} {:>8}",
            "group", "files", "executed", "negative", "failed", "skipped"
        ));
        for (group, (files, tally)) in &self.groups {
            let Tally { executed, negative, failed, skipped } = tally;
            say(format_args!("{group:<44} {files:>5} {executed:>9} {negative:>9} {failed:>7} {skipped:>8}"));
        }
        say(format_args!("{}", self.total));
    }
}

/// Prints a line. Where nobody reads any more, as behind `head`, the exit code still counts, so the work goes on.
pub fn say(line: fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
