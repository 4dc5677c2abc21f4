//! Says which scripts have been built: they are too large to be committed, and not everybody has what builds them.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(script, values(\"js\", \"qjs\", \"py\"))");
    for name in ["js", "qjs", "py"] {
        let path = format!("built/script-{name}.wasm");
        // A file that is not there would be looked for by every build.
        if Path::new(&path).is_file() {
            println!("cargo::rerun-if-changed={path}");
            println!("cargo::rustc-cfg=script=\"{name}\"");
        }
    }
    println!("cargo::rerun-if-changed=built");
}
