cargo embody compile parts.wasm -o parts.embody
