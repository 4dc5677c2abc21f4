//! What a user is told whose compiler is not optimised, and so is ten times as slow.
//!
//! In: how long it took to compile a component. Out: what to put in `Cargo.toml`, once in a process, which is once for a
//! crate; nothing where the compiler is optimised, or where it took no time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Time that nobody has to be told about.
const SHORT: Duration = Duration::from_secs(2);

/// What is to be said after a component took so long.
pub(super) fn after(took: Duration) -> Option<String> {
    static TOLD: AtomicBool = AtomicBool::new(false);
    hint((env!("EMBODY_OPT_LEVEL"), env!("EMBODY_PROFILE")), took, &TOLD)
}

fn hint((opt_level, profile): (&str, &str), took: Duration, told: &AtomicBool) -> Option<String> {
    if opt_level != "0" || took < SHORT || told.swap(true, Ordering::Relaxed) {
        return None;
    }
    let section = if profile == "release" { "release" } else { "dev" };
    Some(format!(
        "embody: a component took {} seconds to compile, since the compiler itself is not optimised. Have cargo do that, in \
         the Cargo.toml of the workspace:\n    [profile.{section}.build-override]\n    opt-level = 2",
        took.as_secs()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_once() {
        let (told, long) = (AtomicBool::new(false), Duration::from_secs(12));
        assert_eq!(hint(("2", "debug"), long, &told), None);
        assert_eq!(hint(("0", "debug"), Duration::from_millis(1999), &told), None);
        let text = hint(("0", "debug"), long, &told).unwrap();
        assert!(text.contains("took 12 seconds"), "{text}");
        assert!(text.contains("[profile.dev.build-override]\n    opt-level = 2"), "{text}");
        assert_eq!(hint(("0", "debug"), long, &told), None);
        let text = hint(("0", "release"), long, &AtomicBool::new(false)).unwrap();
        assert!(text.contains("[profile.release.build-override]"), "{text}");
    }
}
