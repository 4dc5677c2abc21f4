mod adder {
    embody::component!("guests/adder.wasm");
    embody::component!("guests/adder.wasm");
}

fn main() {}
