cargo embody inspect adder.wasm --color always
