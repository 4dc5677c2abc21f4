cargo embody inspect --json greeter.wasm
