cargo embody check greeter.wasm --compose adder.wasm
