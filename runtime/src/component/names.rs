//! Names of imports and exports, and which versions stand in for each other.
//!
//! A name may end in a version, `ns:pkg/iface@0.2.6`. A lookup that does not find its exact name takes the newest
//! *compatible* one: the same major version, or where that is zero the same minor version; pre-releases and `0.0.x` are
//! compatible with nothing. Of versions that differ in their build metadata alone the one with the greater metadata is
//! the newest. These are the rules of Wasmtime's linker.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::{Result, bail};

/// A map from names that knows about versions.
#[derive(Clone, Debug)]
pub(crate) struct NameMap<V> {
    exact: BTreeMap<String, V>,
    /// From a name up to the part of its version that must be equal, to the newest such name.
    newest: BTreeMap<String, (Version, String)>,
}

impl<V> Default for NameMap<V> {
    fn default() -> Self {
        Self { exact: BTreeMap::new(), newest: BTreeMap::new() }
    }
}

/// A release's version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    /// Major, minor, patch.
    release: (u64, u64, u64),
    build: Build,
}

/// Build metadata, without the `+` before it; empty if there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Build(String);

impl PartialOrd for Build {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Identifier by identifier: numbers by value and before words, and what goes on after what ends.
impl Ord for Build {
    fn cmp(&self, other: &Self) -> Ordering {
        fn key(identifier: &str) -> (bool, usize, &str, usize) {
            let is_word = !identifier.bytes().all(|b| b.is_ascii_digit());
            let digits = if is_word { identifier } else { identifier.trim_start_matches('0') };
            (is_word, if is_word { 0 } else { digits.len() }, digits, identifier.len())
        }
        self.0.split('.').map(key).cmp(other.0.split('.').map(key))
    }
}

impl<V> NameMap<V> {
    /// Adds a name.
    ///
    /// # Errors
    /// If this exact name is there already, unless `allow_shadowing`.
    pub(crate) fn insert(&mut self, name: &str, value: V, allow_shadowing: bool) -> Result<()> {
        if !allow_shadowing && self.exact.contains_key(name) {
            bail!("`{name}` is defined twice");
        }
        self.exact.insert(name.to_string(), value);
        if let Some((track, version)) = track(name) {
            let newest = self.newest.get(track).is_none_or(|(other, _)| *other <= version);
            if newest {
                self.newest.insert(track.to_string(), (version, name.to_string()));
            }
        }
        Ok(())
    }

    /// The value of a name, or else of the newest compatible one.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.exact.get(name).or_else(|| self.exact.get(self.compatible(name)?))
    }

    /// The name under which [`NameMap::get`] finds something.
    pub(crate) fn key<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        if self.exact.contains_key(name) { Some(name) } else { self.compatible(name) }
    }

    fn compatible(&self, name: &str) -> Option<&str> {
        self.newest.get(track(name)?.0).map(|(_, name)| name.as_str())
    }

    /// All values.
    #[cfg(feature = "compiler")]
    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.exact.values()
    }

    /// The value of this exact name.
    pub(crate) fn get_exact_mut(&mut self, name: &str) -> Option<&mut V> {
        self.exact.get_mut(name)
    }
}

/// Whether two names that are not the same have versions that stand in for each other.
pub(crate) fn are_compatible(a: &str, b: &str) -> bool {
    matches!((track(a), track(b)), (Some((a, _)), Some((b, _))) if a == b)
}

/// A name up to the part of its version that compatible names share, and the version. None if the name has no version,
/// or one that is compatible with no other.
fn track(name: &str) -> Option<(&str, Version)> {
    let at = name.find('@')? + 1;
    let version = name.get(at..)?;
    let (numbers, build) = match version.split_once('+') {
        Some((numbers, build)) => (numbers, Some(build)),
        None => (version, None),
    };
    // A pre-release, `1.0.0-rc`, has no compatible versions: what is behind the `-` is not part of a number.
    let mut parts = numbers.split('.');
    let (major, minor, patch) = (parts.next()?, parts.next()?, parts.next()?);
    let release = (number(major)?, number(minor)?, number(patch)?);
    let len = match release {
        _ if parts.next().is_some() || build.is_some_and(|build| !is_build(build)) => return None,
        (0, 0, _) => return None,
        (0, _, _) => major.len() + 1 + minor.len(),
        _ => major.len(),
    };
    Some((name.get(..at + len)?, Version { release, build: Build(build.unwrap_or_default().to_string()) }))
}

/// Whether text is build metadata: identifiers of letters, digits and hyphens, with dots between.
fn is_build(text: &str) -> bool {
    text.split('.').all(|identifier| {
        !identifier.is_empty() && identifier.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let canonical = text == "0" || !text.starts_with('0');
    if digits && canonical { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(defined: &[&str], name: &str) -> Option<String> {
        let mut map = NameMap::default();
        for name in defined {
            map.insert(name, (*name).to_string(), false).unwrap();
        }
        map.get(name).cloned()
    }

    #[test]
    fn compatible_versions_stand_in() {
        assert_eq!(found(&["a:b/c@0.2.6"], "a:b/c@0.2.0").as_deref(), Some("a:b/c@0.2.6"));
        assert_eq!(found(&["a:b/c@0.2.0"], "a:b/c@0.2.6").as_deref(), Some("a:b/c@0.2.0"));
        assert_eq!(found(&["a:b/c@1.9.0", "a:b/c@1.10.0"], "a:b/c@1.0.0").as_deref(), Some("a:b/c@1.10.0"));
        assert_eq!(found(&["a:b/c@1.10.0", "a:b/c@1.9.0"], "a:b/c@1.9.0").as_deref(), Some("a:b/c@1.9.0"));
        assert_eq!(found(&["a:b/c@1.0.0+x"], "a:b/c@1.2.3").as_deref(), Some("a:b/c@1.0.0+x"));
        assert_eq!(found(&["a:b/c@2.1.0"], "a:b/c@2.1.0-rc.1"), None, "a pre-release asks for itself");
        assert_eq!(found(&["a:b/c@0.2.3", "a:b/c@0.3.0"], "a:b/c@0.2.9").as_deref(), Some("a:b/c@0.2.3"));
    }

    #[test]
    fn exact_names_come_first() {
        let defined = ["a:b/c@1.0.0-rc", "a:b/c@1.0.0", "a:b/c@1.0.5", "a:b/c@0.0.1", "a:b/c"];
        for name in defined {
            assert_eq!(found(&defined, name).as_deref(), Some(name));
        }
        assert_eq!(found(&defined, "a:b/c@1.0.1").as_deref(), Some("a:b/c@1.0.5"));
    }

    #[test]
    fn build_metadata_is_the_last_to_be_compared() {
        let ascending = ["", "0", "00", "1", "01", "2", "10", "-", "a", "a.0", "a.a", "b"];
        for pair in ascending.windows(2) {
            let [a, b] = [pair[0], pair[1]].map(|text| Build(text.into()));
            assert_eq!((a.cmp(&b), b.cmp(&a)), (Ordering::Less, Ordering::Greater), "{a:?} and {b:?}");
        }
        for names in [["a:b/c@1.0.0+2", "a:b/c@1.0.0+10"], ["a:b/c@1.0.0+10", "a:b/c@1.0.0+2"]] {
            assert_eq!(found(&names, "a:b/c@1.0.1").as_deref(), Some("a:b/c@1.0.0+10"));
        }
    }

    #[test]
    fn compatibility_of_names() {
        assert!(are_compatible("a:b/c@1.1.0", "a:b/c@1.0.0"));
        assert!(!are_compatible("a:b/c@1.1.0", "a:b/c@2.0.0"));
        assert!(!are_compatible("a:b/c", "a:b/c"));
    }

    #[test]
    fn others_do_not() {
        for (defined, name) in [
            ("a:b/c@0.2.0", "a:b/c@0.3.0"),
            ("a:b/c@1.0.0", "a:b/c@2.0.0"),
            ("a:b/c@0.0.1", "a:b/c@0.0.2"),
            ("a:b/c@1.0.0-rc", "a:b/c@1.0.0"),
            ("a:b/c@1.0.0", "a:b/c"),
            ("a:b/d@1.0.0", "a:b/c@1.0.0"),
            ("a:b/c@01.0.0", "a:b/c@1.0.0"),
            ("a:b/c@1.0", "a:b/c@1.0.0"),
            ("a:b/c@", "a:b/c@1.0.0"),
            ("a:b/c@1.0.", "a:b/c@1.0.0"),
            ("a:b/c@1.0.0+", "a:b/c@1.0.1"),
            ("a:b/c@1.0.0+a..b", "a:b/c@1.0.1"),
            ("a:b/c@1.0.0+a_b", "a:b/c@1.0.1"),
        ] {
            assert_eq!(found(&[defined], name), None, "{defined} for {name}");
        }
    }

    #[test]
    fn exact_names_are_defined_once() {
        let mut map = NameMap::default();
        map.insert("f", 1, false).unwrap();
        assert!(map.insert("f", 2, false).is_err());
        map.insert("f", 3, true).unwrap();
        assert_eq!(map.get("f"), Some(&3));
    }
}
