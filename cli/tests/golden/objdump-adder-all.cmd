cargo embody objdump adder.wasm --all --target x86_64-linux
