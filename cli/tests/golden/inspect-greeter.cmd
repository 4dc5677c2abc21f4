cargo embody inspect greeter.wasm
