cargo embody inspect parts.wasm --module counter=counter.wasm
