mod guest {
    embody::component!({ path: "guests/greeter.wasm", imports: ["wasi:cli/*"] });
}

fn main() {}
