cargo embody compile adder.wasm -o adder.embody --target x86_64-linux
