//! A build gives the same bytes wherever it is made.

#![cfg(feature = "builder")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use embody_abi::features::Target;
use embody_build::Builder;
use embody_build::features::Feature;

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a build in a folder of its own leaves there, where each file is called what it is called in all of them.
fn built(folder: &str, target: Target) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::new(folder);
    let guests = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut builder =
        Builder::new().target(target).feature(Feature::FixedLengthLists, true).out_dir(&folder.0);
    for guest in ["examples/greeter/greeter", "examples/shapes/shapes", "conformance/guests/echo-utf16"] {
        let from = guests.join(guest).with_extension("wasm");
        let to = folder.0.join(from.file_name().unwrap());
        fs::copy(from, &to).unwrap();
        builder = builder.component(guest.rsplit('/').next().unwrap(), to);
    }
    builder.try_build().unwrap();
    let files = fs::read_dir(folder.0.join("embody")).unwrap().map(|entry| entry.unwrap().path());
    let contents = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut bytes = fs::read(&path).unwrap();
        // Wrappers include code and data by where they are.
        if name.ends_with(".rs") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(folder.0.to_str().unwrap()));
            bytes = text.replace(folder.0.to_str().unwrap(), "FOLDER").into_bytes();
        }
        let place = folder.0.to_str().unwrap().as_bytes();
        assert!(!bytes.windows(place.len()).any(|part| part == place), "{name} says where it was made");
        (name, bytes)
    };
    files.map(contents).collect()
}

#[test]
fn two_folders_get_the_same_bytes() {
    for target in Target::ALL {
        let one = built("reproducible-one", *target);
        let other = built("another-reproducible-folder", *target);
        assert_eq!(one.len(), 3 * 5, "{:?}", one.keys());
        assert!(one.keys().eq(other.keys()), "{:?} {:?}", one.keys(), other.keys());
        for (name, bytes) in &one {
            assert!(*bytes == other[name], "{name} differs");
        }
    }
}
