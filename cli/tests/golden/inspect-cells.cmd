cargo embody inspect cells.wasm
