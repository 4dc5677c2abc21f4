//! No file names a place on somebody's machine.
//!
//! Such a path says where something was built, works nowhere else, or both. In text a path begins where a
//! word could; in data it can begin anywhere.

use super::Finding;
use super::files::File;

/// Spelled in two parts, since this file is checked like all others.
const PLACES: &[&str] =
    &[concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/t", "mp/"), concat!("/wo", "rk/")];

pub(super) fn check(file: &File) -> Vec<Finding> {
    match file.text() {
        Some(text) => text
            .lines()
            .enumerate()
            .flat_map(|(index, line)| check_line(&file.path, index + 1, line))
            .collect(),
        None => check_data(file),
    }
}

fn check_line(path: &str, line_number: usize, line: &str) -> Option<Finding> {
    let named =
        PLACES.iter().find(|place| line.match_indices(**place).any(|(at, _)| begins_path(line, at)))?;
    Some(Finding::error(path, line_number, format!("names `{named}`, a place on one machine")))
}

/// Whether an absolute path begins at this place of a line, rather than going on there.
fn begins_path(line: &str, at: usize) -> bool {
    let before = &line[..at];
    before.ends_with("//") || !before.ends_with(|c: char| c.is_alphanumeric() || "._-~$})>*".contains(c))
}

fn check_data(file: &File) -> Vec<Finding> {
    let contains = |place: &&&str| file.bytes.windows(place.len()).any(|bytes| bytes == place.as_bytes());
    let named = PLACES.iter().find(contains);
    named
        .map(|place| Finding::error(&file.path, None, format!("contains `{place}`, a place on one machine")))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(contents: impl AsRef<[u8]>) -> bool {
        !check(&File::new("a", contents)).is_empty()
    }

    #[test]
    fn absolute_paths_are_refused() {
        for place in PLACES {
            assert!(is_refused(format!("{place}x")));
            assert!(is_refused(format!("let path = \"{place}x\";")));
            assert!(is_refused(format!("file://{place}x")));
            assert!(!is_refused(place.trim_end_matches('/')));
        }
    }

    #[test]
    fn parts_of_other_paths_are_accepted() {
        for place in PLACES {
            assert!(!is_refused(format!("src{place}x")));
            assert!(!is_refused(format!("..{place}x")));
            assert!(!is_refused(format!("$HERE{place}x")));
        }
    }

    #[test]
    fn data_is_searched_everywhere() {
        assert!(is_refused([b"\0asm\xffsrc", PLACES[0].as_bytes()].concat()));
        assert!(!is_refused([b"\0asm\xffsrc", &PLACES[0].as_bytes()[..4]].concat()));
    }
}
