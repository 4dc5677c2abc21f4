//! The command line before it is parsed.
//!
//! In: what the process was given. Out: the same as one of `cargo-embody`, however it was called, and the choice of
//! colours, which help and errors of parsing need before anything is parsed.

use std::ffi::OsString;

use clap::ValueEnum;

use crate::args::Color;

/// Arguments without the name that `cargo embody` passes to `cargo-embody` as the first one.
pub(crate) fn own(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|first| first == "embody") {
        args.remove(1);
    }
    args
}

/// What `--color` says. What is wrong with it is for the parser to say.
pub(crate) fn color(args: &[OsString]) -> Color {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--").collect();
    let chosen = args.iter().enumerate().find_map(|(i, arg)| match arg.strip_prefix("--color") {
        Some("") => args.get(i + 1).map(AsRef::as_ref),
        Some(value) => value.strip_prefix('='),
        None => None,
    });
    chosen.and_then(|name| Color::from_str(name, false).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn both_ways_to_call_it_are_one() {
        assert_eq!(own(args("cargo-embody embody inspect a")), args("cargo-embody inspect a"));
        assert_eq!(own(args("cargo-embody inspect embody")), args("cargo-embody inspect embody"));
    }

    #[test]
    fn colours_are_known_before_parsing() {
        assert_eq!(color(&args("cargo-embody inspect a --color never")), Color::Never);
        assert_eq!(color(&args("cargo-embody --color=always inspect a")), Color::Always);
        assert_eq!(color(&args("cargo-embody inspect -- --color=always")), Color::Auto);
        assert_eq!(color(&args("cargo-embody inspect --color")), Color::Auto);
        assert_eq!(color(&args("cargo-embody inspect --color=blue")), Color::Auto);
    }
}
