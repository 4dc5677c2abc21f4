cargo embody expand greeter.wasm --crate crate::vendor::embody
