cargo embody objdump cells.wasm --target x86_64-linux new
