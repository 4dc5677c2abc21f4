cargo embody objdump adder.wasm subtract
