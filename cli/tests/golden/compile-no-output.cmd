cargo embody compile adder.wasm
