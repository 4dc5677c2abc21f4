cargo embody compile adder.wasm -o nowhere/adder.embody
