cargo embody objdump adder.wasm --target x86_64-linux
