//! Names of imports and exports, and which versions stand in for each other.
//!
//! A name may end in a version, `ns:pkg/iface@0.2.6`. A lookup that does not find its exact name takes the newest
//! *compatible* one: the same major version, or where that is zero the same minor version; pre-releases and `0.0.x` are
//! compatible with nothing.

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

/// A release's version: major, minor, patch.
type Version = (u64, u64, u64);

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

    /// The value of this exact name.
    pub(crate) fn get_exact_mut(&mut self, name: &str) -> Option<&mut V> {
        self.exact.get_mut(name)
    }
}

/// A name up to the part of its version that compatible names share, and the version. None if the name has no version,
/// or one that is compatible with no other.
fn track(name: &str) -> Option<(&str, Version)> {
    let at = name.find('@')? + 1;
    let version = name.get(at..)?;
    // Build metadata has no meaning for compatibility; a pre-release has no compatible versions.
    let numbers = version.split_once('+').map_or(version, |(numbers, _)| numbers);
    let mut parts = numbers.split('.');
    let (major, minor, patch) = (parts.next()?, parts.next()?, parts.next()?);
    let parsed = (number(major)?, number(minor)?, number(patch)?);
    let len = match parsed {
        _ if parts.next().is_some() => return None,
        (0, 0, _) => return None,
        (0, _, _) => major.len() + 1 + minor.len(),
        _ => major.len(),
    };
    Some((name.get(..at + len)?, parsed))
}

fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
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
