cargo embody check greeter.wasm --compose logger.wat
