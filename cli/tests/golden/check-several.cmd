cargo embody check adder.wasm greeter.wasm refused.wat types.wat large-tuple.wat async.wat wide.wat invalid.wat module.wat broken.wat empty.wasm picture.png
