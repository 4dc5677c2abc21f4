//! The dynamic API beside Wasmtime's: what `docs/api.md` says is the same is called as programs for Wasmtime call it.

use std::collections::BTreeSet;

use embody as api;

#[path = "surface/calls.rs"]
mod calls;

const TABLE: &str = include_str!("../../docs/api.md");
const CALLS: &str = include_str!("surface/calls.rs");

/// The items of the first column of a row: `a::{b, c}` stands for `a::b` and `a::c`.
fn items(column: &str) -> Vec<String> {
    let names = column.split('`').skip(1).step_by(2);
    names
        .flat_map(|name| match name.strip_suffix('}').and_then(|name| name.split_once('{')) {
            Some((head, tails)) => tails.split(',').map(|tail| format!("{head}{}", tail.trim())).collect(),
            None => vec![name.to_string()],
        })
        .collect()
}

/// Rows of the tables: items, and what is said of them.
fn rows() -> impl Iterator<Item = (Vec<String>, &'static str)> {
    TABLE.lines().filter_map(|line| {
        let mut columns = line.strip_prefix('|')?.split('|').map(str::trim);
        let (first, second) = (columns.next()?, columns.next()?);
        first.contains('`').then(|| (items(first), second))
    })
}

fn is_called(item: &str) -> bool {
    let rest = |at: usize| CALLS[at + item.len()..].chars().next();
    CALLS.match_indices(item).any(|(at, _)| rest(at).is_some_and(|c| c != '_' && !c.is_alphanumeric()))
}

#[test]
fn what_is_said_to_be_the_same_is_called() {
    let same = rows().filter(|(_, what)| *what == "same").flat_map(|(items, _)| items);
    let missing: Vec<_> = same.filter(|item| !is_called(item)).collect();
    assert!(missing.is_empty(), "surface/calls.rs does not call {missing:?}");
}

#[test]
fn every_row_says_how_it_is_and_no_item_has_two() {
    let mut seen = BTreeSet::new();
    for (items, what) in rows() {
        assert!(["same", "differs", "absent"].contains(&what), "{items:?}: {what}");
        for item in items {
            assert!(seen.insert(item.clone()), "{item} twice");
        }
    }
    assert!(seen.len() > 100, "the tables were not found");
}
