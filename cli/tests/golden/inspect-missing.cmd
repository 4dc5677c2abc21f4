cargo embody inspect missing.wasm
