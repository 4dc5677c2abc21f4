cargo embody compile adder.wasm -o a --target x86_64-linux --cpu pentium
