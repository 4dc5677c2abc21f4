//! A C library as guest: cJSON prints a text anew, or says where it stops being JSON.
//!
//! The guest returns a WIT `result<string, parse-error>`, which is a Rust `Result` inside the one that every call returns.
//! The outer one says whether the guest ran to its end; the inner one is the guest's answer.

use json::ParseError;

mod json {
    embody::component!("json-c.wasm");
}

fn main() -> embody::Result<()> {
    let mut json = json::Instance::new(())?;

    let pretty = json.format(r#"{"name": "Embody", "tags": [1, 2.5, true, null], "nested": {}}"#, true)?;
    println!("{}", pretty.as_deref().unwrap_or("not JSON"));
    let expected =
        "{\n\t\"name\":\t\"Embody\",\n\t\"tags\":\t[1, 2.5, true, null],\n\t\"nested\":\t{\n\t}\n}";
    assert_eq!(pretty.as_deref(), Ok(expected));

    let short = json.format("  [ ]  ", false)?;
    println!("{short:?}");
    assert_eq!(short.as_deref(), Ok("[]"));

    // Text that is no JSON is no failure of the guest: it goes on serving.
    for (text, offset) in [("[1, 2,, 3]", 6), ("1 x", 2), ("", 0)] {
        match json.format(text, false)? {
            Ok(printed) => panic!("{text:?} is not JSON, and yet it is {printed}"),
            Err(ParseError { offset: found, message }) => {
                println!("{text:?}: {message}, at byte {found}");
                assert_eq!(found, offset);
            }
        }
    }
    let error = |offset, message: &str| Err(ParseError { offset, message: message.to_owned() });
    assert_eq!(json.format("[1, 2,, 3]", false)?, error(6, "unexpected character"));
    assert_eq!(json.format("", false)?, error(0, "unexpected end of text"));
    Ok(())
}
