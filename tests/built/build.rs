//! Two components, as the book has it.

fn main() {
    embody_build::Builder::new()
        .component("greeter", "../book/guests/greeter.wasm")
        .component("things", "../book/guests/things.wasm")
        .build();
}
