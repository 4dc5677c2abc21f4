mod guest {
    embody::component!("guests/no-such.wasm");
}

fn main() {}
