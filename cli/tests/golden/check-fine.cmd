cargo embody check adder.wasm greeter.wasm cells.wasm
