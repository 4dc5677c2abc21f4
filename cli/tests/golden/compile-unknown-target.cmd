cargo embody compile adder.wasm -o a --target riscv64-linux
