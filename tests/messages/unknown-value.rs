mod guest {
    embody::component!({ path: "guests/adder.wasm", memory: "guard" });
}

fn main() {}
