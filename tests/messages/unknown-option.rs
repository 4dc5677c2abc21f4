mod guest {
    embody::component!({ path: "guests/adder.wasm", derive: ["Eq"] });
}

fn main() {}
