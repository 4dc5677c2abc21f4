//! A file that is too long has two jobs.

use super::Finding;
use super::files::File;

/// From here on it is time to think about a split.
const WARN_LINES: usize = 500;
/// Past this a file is refused.
const MAX_LINES: usize = 800;

pub(super) fn check(file: &File) -> Vec<Finding> {
    let lines = file.rust().map_or(0, |text| text.lines().count());
    if lines > MAX_LINES {
        vec![Finding::error(
            &file.path,
            None,
            format!("{lines} lines, where {MAX_LINES} are the limit: split it by what it works on"),
        )]
    } else if lines > WARN_LINES {
        vec![Finding::warning(&file.path, format!("{lines} lines: does it have two jobs?"))]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    fn severity_of(path: &str, lines: usize) -> Option<Severity> {
        check(&File::new(path, "\n".repeat(lines))).first().map(|finding| finding.severity)
    }

    #[test]
    fn length_is_warned_about_and_then_refused() {
        assert_eq!(severity_of("a.rs", WARN_LINES), None);
        assert_eq!(severity_of("a.rs", WARN_LINES + 1), Some(Severity::Warning));
        assert_eq!(severity_of("a.rs", MAX_LINES), Some(Severity::Warning));
        assert_eq!(severity_of("a.rs", MAX_LINES + 1), Some(Severity::Error));
    }

    #[test]
    fn only_rust_has_a_limit() {
        assert_eq!(severity_of("a.c", MAX_LINES + 1), None);
    }
}
