//! Two runtimes with signal handlers in one process: Embody's is there first.

mod both;

#[test]
fn each_passes_on_what_is_not_its_own() {
    let mut embody = both::Embody::new();
    assert_eq!(embody.trap(), both::TRAP);
    let mut wasmtime = both::Wasmtime::new();
    both::alternate(&mut embody, &mut wasmtime);
}
