cargo embody compile adder.wasm -o folder
