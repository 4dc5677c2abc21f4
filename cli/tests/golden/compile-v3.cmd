cargo embody compile adder.wasm -o adder.v3 --target x86_64-linux --cpu x86-64-v3 --opt-level none
