cargo embody compile parts.wasm -o parts.embody --module counter=counter.wasm --target x86_64-linux
