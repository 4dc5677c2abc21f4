//! Two runtimes with signal handlers in one process: Wasmtime's is there first.

mod both;

#[test]
fn each_passes_on_what_is_not_its_own() {
    let mut wasmtime = both::Wasmtime::new();
    assert_eq!(wasmtime.trap(), both::TRAP);
    let mut embody = both::Embody::new();
    both::alternate(&mut embody, &mut wasmtime);
}
