//! Guest of the greeter example: one export that calls one import.

use docs::greeter::log;

wit_bindgen::generate!({ path: "guest.wit" });

struct Greeter;

impl Guest for Greeter {
    fn greet(name: String) -> String {
        log::write(&format!("greeting {name}"));
        format!("Hello, {name}!")
    }
}

export!(Greeter);
