cargo embody inspct adder.wasm
