//! Each module opens with what it is for.

use super::Finding;
use super::files::File;
use super::goldens::is_golden_test_data;

pub(super) fn check(file: &File) -> Vec<Finding> {
    match file.rust() {
        Some(text) if !text.starts_with("//!") && !is_golden_test_data(&file.path) => {
            vec![Finding::error(
                &file.path,
                1,
                "begin with `//!`: what the module is for, what goes in and what comes out",
            )]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_begin_with_their_head() {
        assert_eq!(check(&File::new("abi/src/lib.rs", "//! Shared facts.\n")), []);
        assert_eq!(check(&File::new("abi/src/lib.rs", "use core::fmt;\n//! Too late.\n")).len(), 1);
        assert_eq!(check(&File::new("abi/src/empty.rs", "")).len(), 1);
    }

    #[test]
    fn golden_files_are_no_modules() {
        assert_eq!(check(&File::new("tests/messages/missing_file.rs", "fn main() {}")), []);
        assert_eq!(check(&File::new("tests/tests/messages.rs", "fn main() {}")).len(), 1);
    }
}
