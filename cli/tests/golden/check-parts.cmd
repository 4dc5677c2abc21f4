cargo embody check parts.wasm
