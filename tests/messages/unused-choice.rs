mod guest {
    embody::component!({ path: "guests/greeter.wasm", with: { "docs:greeter/logs": crate::logs } });
}

fn main() {}
