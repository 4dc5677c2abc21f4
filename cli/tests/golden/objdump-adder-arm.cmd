cargo embody objdump adder.wasm add --target aarch64-linux
