//! A script in JavaScript, on SpiderMonkey and on QuickJS, and one in Python do the same work.

#![cfg_attr(
    not(any(script = "js", script = "qjs", script = "py")),
    allow(unused, reason = "no script is there")
)]

use embody_wasi::WasiCtx;
use embody_wasi::io::pipe::Kept;

const ORDER: &str = r#"{"customer":"Ada","items":[{"name":"pen","price":1.5,"count":4},
    {"name":"ink","price":8.25,"count":1},{"name":"cap","price":1.5,"count":2}],"tags":["new","vip","new"]}"#;

const TEXT: &str = "The cat saw the dog; the DOG saw nothing. A catName, on 31.12.2024!";

/// The tests of a script: a test each, so that one that fails says which.
#[allow(unused_macros, reason = "there may be no script")]
macro_rules! tests {
    ($cfg:literal, $module:ident, lines: $lines:literal) => {
        #[cfg(script = $cfg)]
        mod $module {
            use embody::Result;
            use embody_wasi_guests::$module::Instance;
            use embody_wasi_guests::$module::exports::embody::guests::work::{Frequency, Item, Problem};

            use super::*;

            fn instance() -> Result<(Instance<WasiCtx>, Kept, Kept)> {
                let (stdout, stderr) = (Kept::up_to(10_000), Kept::up_to(10_000));
                let wasi = WasiCtx::builder().stdout(stdout.clone()).stderr(stderr.clone()).build();
                Ok((Instance::new(wasi)?, stdout, stderr))
            }

            fn item(name: &str, price: f64, count: u32) -> Item {
                Item { name: name.into(), price, count }
            }

            #[test]
            fn json_is_read_and_written() -> Result<()> {
                let (mut script, ..) = instance()?;
                let mut work = script.embody_guests_work();
                let summary = work.summarize(ORDER)?.expect("an order");
                assert_eq!((summary.customer.as_str(), summary.total), ("Ada", 17.25));
                assert_eq!(summary.items, [item("ink", 8.25, 1), item("cap", 1.5, 2), item("pen", 1.5, 4)]);
                assert_eq!(summary.tags, ["new", "vip"]);
                let json = concat!(
                    r#"{"customer":"Ada","items":[{"count":1,"name":"ink","price":8.25},{"count":2,"name":"cap","#,
                    r#""price":1.5},{"count":4,"name":"pen","price":1.5}],"tags":["new","vip"],"total":17.25}"#,
                );
                assert_eq!(work.to_json(&summary)?, json);
                Ok(())
            }

            #[test]
            fn errors_are_values() -> Result<()> {
                let (mut script, ..) = instance()?;
                let mut work = script.embody_guests_work();
                assert_eq!(work.summarize("{")?, Err(Problem::Syntax));
                assert_eq!(work.summarize("[]")?, Err(Problem::Field("items".into())));
                let nameless = r#"{"items":[{"price":1,"count":1}]}"#;
                assert_eq!(work.summarize(nameless)?, Err(Problem::Field("name".into())));
                Ok(())
            }

            #[test]
            fn text_is_searched_and_changed() -> Result<()> {
                let (mut script, ..) = instance()?;
                let mut work = script.embody_guests_work();
                let words = |list: &[(&str, u32)]| -> Vec<Frequency> {
                    list.iter().map(|(word, count)| Frequency { word: (*word).into(), count: *count }).collect()
                };
                assert_eq!(work.frequencies(TEXT, 3)?, words(&[("the", 3), ("dog", 2), ("saw", 2)]));
                let tidy = "The cat saw the dog; the DOG saw nothing. A cat_name, on 2024-12-31!";
                assert_eq!(work.tidy(TEXT)?, tidy);
                assert_eq!(work.tidy("grüße an alle 😀")?, "grüße an alle 😀");
                Ok(())
            }

            #[test]
            fn numbers_are_counted() -> Result<()> {
                let (mut script, ..) = instance()?;
                let mut work = script.embody_guests_work();
                assert_eq!(work.primes(10_000)?, 1229);
                assert_eq!(work.crc32(b"123456789")?, "cbf43926");
                assert_eq!(work.add(u32::MAX, 2)?, 1);
                assert_eq!(work.date(951_782_400)?, (2000, 2, 29));
                assert!(work.ambient()?);
                Ok(())
            }

            #[test]
            fn lines_are_written() -> Result<()> {
                let (mut script, stdout, stderr) = instance()?;
                script.embody_guests_work().log("a line, größer")?;
                for kept in [stdout, stderr] {
                    assert_eq!(String::from_utf8(kept.take()).map_err(embody::Error::new)?, $lines);
                }
                Ok(())
            }

            #[test]
            fn what_nobody_catches_traps() -> Result<()> {
                let (mut script, ..) = instance()?;
                let error = script.embody_guests_work().fail("as was asked").unwrap_err();
                assert!(error.downcast_ref::<embody::Trap>().is_some(), "{error:?}");
                assert!(script.embody_guests_work().add(1, 2).is_err());
                Ok(())
            }
        }

        #[cfg(not(script = $cfg))]
        #[test]
        fn $module() {
            println!("skipped: `wasi/guests/built/script-{}.wasm` is not there; `cargo xtask guests` builds it", $cfg);
        }
    };
}

tests!("js", js, lines: "a line, größer\n");
tests!("qjs", qjs, lines: "");
tests!("py", py, lines: "a line, größer\n");
