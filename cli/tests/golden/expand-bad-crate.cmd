cargo embody expand adder.wasm --crate self::embody
