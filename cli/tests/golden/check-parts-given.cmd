cargo embody check parts.wasm --module counter=counter.wasm
