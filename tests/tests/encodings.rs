//! Guests whose strings are not UTF-8: their wrappers have the types that all wrappers have, and the same values cross.

use std::collections::HashMap;

use embody::Result;

/// Notes what it gets, as text, and gives it back.
#[derive(Default)]
struct Host {
    seen: Vec<String>,
}

/// Strings of each kind that the encodings tell apart, of lengths around the blocks that are copied at once.
fn samples() -> Vec<String> {
    let alphabets =
        ["a", "\u{7f}\u{80}", "Größe ", "\u{ff}\u{100}", "世界", "😀x", "\u{d7ff}\u{e000}\u{ffff}\u{10ffff}"];
    let lengths = [0, 1, 2, 15, 16, 17, 100, 3000];
    let each = |alphabet: &'static str| lengths.map(|len| alphabet.chars().cycle().take(len).collect());
    alphabets.into_iter().flat_map(each).chain(["x".repeat(40) + "世", "é".repeat(40) + "😀"]).collect()
}

macro_rules! echoes {
    ($test:ident, $guest:ident) => {
        impl embody_tests::guests::$guest::imports::docs::echo::values::Host for Host {
            fn text(&mut self, a: &str) -> Result<String> {
                self.seen.push(a.to_owned());
                Ok(a.to_owned())
            }

            fn texts(&mut self, a: Vec<&str>) -> Result<Vec<String>> {
                self.seen.push(a.join("|"));
                Ok(a.into_iter().map(str::to_owned).collect())
            }

            fn whole(
                &mut self,
                a: embody_tests::guests::$guest::imports::docs::echo::values::Person,
            ) -> Result<embody_tests::guests::$guest::imports::docs::echo::values::Person> {
                self.seen.push(format!("{a:?}"));
                Ok(a)
            }

            fn rows(&mut self, a: [u16; 3], b: [&str; 2]) -> Result<([u16; 3], [String; 2])> {
                self.seen.push(format!("{a:?} {b:?}"));
                Ok((a, b.map(str::to_owned)))
            }

            fn table(&mut self, a: HashMap<&str, [u8; 4]>) -> Result<HashMap<String, [u8; 4]>> {
                self.seen.push(format!("{}", a.len()));
                Ok(a.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
            }
        }

        #[test]
        fn $test() -> Result<()> {
            use embody_tests::guests::$guest::{Instance, imports::docs::echo::values::Person};
            let mut instance = Instance::new(Host::default())?;
            let samples = samples();
            for text in &samples {
                assert_eq!(instance.docs_echo_values().text(text)?, *text);
                assert!(instance.docs_echo_values().text_with(text, |seen| seen == text)?);
                assert_eq!(instance.host_mut().seen.pop().as_ref(), Some(text));
                let person = Person {
                    name: text.clone(),
                    nick: (text.len() % 2 == 0).then(|| text.repeat(2)),
                    tags: vec![text.clone(), String::new(), "plain".into()],
                };
                assert_eq!(instance.docs_echo_values().whole(&person)?, person);
                assert_eq!(instance.host_mut().seen.pop(), Some(format!("{person:?}")));
                let rows = ([1, 0x8000, u16::MAX], [text.clone(), "ß".into()]);
                assert_eq!(instance.docs_echo_values().rows(&rows.0, &rows.1)?, rows);
                assert_eq!(instance.host_mut().seen.pop(), Some(format!("{:?} {:?}", rows.0, rows.1)));
            }
            assert_eq!(instance.docs_echo_values().texts(&samples)?, samples);
            assert_eq!(instance.host_mut().seen.pop(), Some(samples.join("|")));
            let borrowed: Vec<&str> = samples.iter().map(String::as_str).collect();
            assert_eq!(instance.docs_echo_values().texts(&borrowed)?, samples);
            let table: HashMap<String, [u8; 4]> =
                (0..).map(|i| [i; 4]).zip(samples).map(|(v, k)| (k, v)).collect();
            assert_eq!(instance.docs_echo_values().table(&table)?, table);
            let borrowed: HashMap<&str, [u8; 4]> = table.iter().map(|(k, v)| (k.as_str(), *v)).collect();
            assert_eq!(instance.docs_echo_values().table(&borrowed)?, table);
            assert_eq!(instance.host_mut().seen.pop(), Some(format!("{}", table.len())));
            Ok(())
        }
    };
}

echoes!(utf16, echo_utf16);
echoes!(latin1_or_utf16, echo_latin1);
