//! The table of `docs/src/wasi.md` says what a guest cannot do, and which test tries: those tests are here.

use std::path::Path;
use std::{fs, io};

#[test]
fn each_row_of_the_table_has_its_test() -> io::Result<()> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut tests, mut folders) = (String::new(), vec![package.join("tests"), package.join("guests/tests")]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                tests += &fs::read_to_string(path)?;
            }
        }
    }
    let book = fs::read_to_string(package.join("../docs/src/wasi.md"))?;
    let rows = book.lines().skip_while(|line| !line.starts_with("| it cannot")).skip(2);
    let mut count = 0;
    for row in rows.take_while(|line| line.starts_with('|')) {
        let names = row.split('|').nth(2).unwrap_or_default();
        let names: Vec<_> = names.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "a row without a test: {row}");
        for name in names {
            assert!(tests.contains(&format!("#[test]\nfn {name}()")), "there is no test `{name}`");
            count += 1;
        }
    }
    assert!(count >= 43, "only {count} tests");
    Ok(())
}
