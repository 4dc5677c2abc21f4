cargo embody inspect - < adder.wasm
