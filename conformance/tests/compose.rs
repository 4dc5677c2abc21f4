//! Real components that are put together do what they do where another tool put them together.

use std::path::{Path, PathBuf};

use embody_build::compose::compose;
use embody_wast::files::File;
use embody_wast::guests;
use embody_wast::run::How;

/// The component that another tool made, and its parts: the one that is used, and one that it imports.
const COMPOSED: (&str, [&str; 2]) = ("composed-rs-c", ["analyzer-rs", "words-c"]);

#[test]
fn composed_components_return_what_the_oracle_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/guests");
    let (name, parts) = COMPOSED;
    let paths = parts.map(|part| folder.join(format!("{part}.wasm")));
    if !paths.iter().all(|path| path.exists()) {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let bytes = paths.each_ref().map(|path| std::fs::read(path).unwrap());
    let named: Vec<_> = parts.iter().zip(&bytes).map(|(n, b)| ((*n).to_owned(), b.as_slice())).collect();
    let composed = compose(&named).unwrap();
    // A folder that has this one component in the place of the other tool's.
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("composed");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::copy(folder.join("oracle.json"), place.join("oracle.json")).unwrap();
    std::fs::write(place.join(format!("{name}.wasm")), composed).unwrap();
    let (oracle, _) = guests::find(&[&place]).unwrap();
    let file = File { path: place.join(format!("{name}.wasm")), group: "composed".into() };
    let report = guests::run(&oracle, &file, How::default());
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert!(report.tally.executed > 0, "{:?}", report.tally);
}
