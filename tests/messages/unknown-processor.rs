mod guest {
    embody::component!({ path: "guests/adder.wasm", cpu: "x86-64-v9" });
}

fn main() {}
