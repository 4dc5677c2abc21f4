//! Compiles a component and says how large its parts are: `cargo run -p embody-build --example compile -- FILE`.
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let start = std::time::Instant::now();
        match embody_build::compile_component(&bytes, &embody_build::options::Options::host().unwrap()) {
            Ok(a) => println!(
                "{path}: text {} data {} meta {} in {:?}",
                a.text.len(),
                a.data.len(),
                a.meta.len(),
                start.elapsed()
            ),
            Err(e) => println!("{path}: {e}"),
        }
    }
}
