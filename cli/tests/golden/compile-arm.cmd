cargo embody compile adder.wasm -o adder.arm --target aarch64-unknown-linux-gnu
