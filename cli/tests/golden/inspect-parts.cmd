cargo embody inspect parts.wasm
