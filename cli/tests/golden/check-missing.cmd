cargo embody check adder.wasm missing.wasm
