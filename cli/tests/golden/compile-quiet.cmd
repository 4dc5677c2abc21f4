cargo embody compile adder.wasm -o adder.embody --quiet
