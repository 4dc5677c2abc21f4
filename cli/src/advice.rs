//! What to do about an error.
//!
//! In: an error of the compiler. Out: one sentence for whoever has the guest or calls the command, where there is anything
//! to say that the error itself does not.

use embody_build::error::{Error, ErrorKind};

/// What is refused, by how its name starts, and what to do about it.
const UNSUPPORTED: &[(&[&str], &str)] = &[
    (
        &[
            "async",
            "`future`",
            "`stream`",
            "`error-context`",
            "error contexts",
            "futures",
            "streams",
            "threads (`canon",
        ],
        "use synchronous functions: build the guest for WASI 0.2 (`wasm32-wasip2`), whose interfaces are synchronous",
    ),
    (
        &[
            "garbage collection",
            "garbage-collected",
            "stack switching",
            "shared everything",
            "custom descriptors",
        ],
        "build the guest without this proposal: compilers for Rust, C and C++ do so unless they are told otherwise",
    ),
    (&["tuples of more than"], "use a record, whose fields have names"),
    (&["values of more than"], "use a list, whose elements lie in memory of their own"),
    (&["handles among more than"], "pass a record or a list, or fewer parameters"),
    (&["imported components"], "compose the component with what it imports first: `wac plug`"),
    (
        &["exported components", "exported core modules"],
        "export functions that do what is exported in its stead",
    ),
    (&["64-bit memories"], "build the guest for a 32-bit memory: `wasm32-wasip2` instead of `wasm64`"),
    (
        &["a component that WIT cannot describe"],
        "export functions and interfaces alone, as components made from WIT do",
    ),
    (&["an imported function that is exported again"], "wrap it in a function of the guest's own"),
];

/// What to do about an error, if there is anything to add to it.
pub(crate) fn of(error: &Error) -> Option<String> {
    match error.kind {
        ErrorKind::Unsupported => Some(unsupported(&error.message).to_owned()),
        ErrorKind::Invalid => invalid(&error.message),
        ErrorKind::Limit => Some("make that part of the guest smaller, or split it".to_owned()),
        ErrorKind::Import => Some(import(&error.message)),
        ErrorKind::Bug => Some("please report it, with the component if you can".to_owned()),
        ErrorKind::Io => None,
    }
}

/// What to do about something that is not supported.
pub(crate) fn unsupported(what: &str) -> &'static str {
    let what = place(what).1;
    let known = UNSUPPORTED.iter().find(|(names, _)| names.iter().any(|name| what.starts_with(name)));
    known.map_or("leave it out of the guest", |(_, advice)| advice)
}

/// The compiler speaks of `Options`, and names the module first.
fn import(message: &str) -> String {
    let name = message.split('`').nth(1).unwrap_or("NAME");
    format!("name the module's file: `--module {name}=FILE`")
}

/// The compiler speaks of settings of the macro; here they are arguments.
fn invalid(message: &str) -> Option<String> {
    if message.starts_with("legacy_exceptions") {
        return Some(
            "build the guest with standard exceptions: clang's `-mllvm -wasm-use-legacy-eh=false`".to_owned(),
        );
    }
    let (_, rest) = message.split_once("with `features: { ")?;
    let (settings, _) = rest.split_once(" }`")?;
    let args: Vec<_> =
        settings.split(", ").map(|setting| format!("--feature {}", setting.replace(": ", "="))).collect();
    Some(format!("turn it on: `{}`", args.join(" ")))
}

/// The WIT path that a message of the compiler starts with, and the rest.
pub(crate) fn place(message: &str) -> (Option<&str>, &str) {
    let split = message.strip_prefix("in `").and_then(|rest| rest.split_once("`: "));
    split.map_or((None, message), |(place, rest)| (Some(place), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_off() {
        assert_eq!(place("in `a:b/c/f`: imported values"), (Some("a:b/c/f"), "imported values"));
        assert_eq!(place("in `half"), (None, "in `half"));
        assert_eq!(place("exported components"), (None, "exported components"));
    }

    #[test]
    fn settings_of_the_macro_become_arguments() {
        let message =
            "… (needs the proposals …: turn them on with `features: { simd: true, threads: true }`)";
        assert_eq!(
            of(&Error::invalid(0, message)).as_deref(),
            Some("turn it on: `--feature simd=true --feature threads=true`")
        );
        assert_eq!(of(&Error::invalid(0, "type mismatch")), None);
    }

    #[test]
    fn imports_are_given_by_name() {
        let message = "the component imports the core module `a/b`, which was not given: `Options::module`";
        let advice = of(&Error::import(0, message));
        assert_eq!(advice.as_deref(), Some("name the module's file: `--module a/b=FILE`"));
    }

    #[test]
    fn refusals_have_advice_with_and_without_a_path() {
        assert_eq!(unsupported("in `a`: imported components"), unsupported("imported components"));
        assert_ne!(unsupported("imported components"), unsupported("something else"));
    }
}
