cargo embody expand adder.wasm
