//! Says which scripts have been built: `cargo xtask guests` needs toolchains for them that not everybody has.

fn main() {
    println!("cargo:rustc-check-cfg=cfg(script, values(\"script-js\", \"script-qjs\", \"script-py\"))");
    for name in ["script-js", "script-qjs", "script-py"] {
        let path = format!("../../../wasi/guests/built/{name}.wasm");
        println!("cargo:rerun-if-changed={path}");
        if std::path::Path::new(&path).is_file() {
            println!("cargo:rustc-cfg=script=\"{name}\"");
        }
    }
}
