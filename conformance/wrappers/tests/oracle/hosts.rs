//! The hosts that the oracle names, as implementations of the guests' traits.
//!
//! `echo` returns its argument: several as a tuple, or where a number is wanted their sum, a string counting its bytes.
//! `bench` counts, `script` answers calls of a script by name, `logger` has logs, which are resources, and a guest
//! hosts another. Hosts note the calls that they get.

use std::sync::{Arc, Mutex};

use embody::Result;
use embody_wrappers::analyzer_rs::imports::test::compose::words;
use embody_wrappers::hostres_c::imports::test::hostres::logger;
use embody_wrappers::words_c;
use embody_wrappers::words_c::exports::test::compose::words::Dictionary;
use embody_wrappers::words_c::imports::test::compose::types::{Kind, Problem, Word};
use serde_json::{Value as Json, json};

use crate::show::show;

/// What a scenario has for a host.
pub(crate) trait Host: Sized {
    /// A new one, for a scenario.
    fn new(scenario: &Json) -> Result<Self>;
    /// The calls that it got since it was asked last.
    fn calls(&mut self) -> Vec<Json> {
        Vec::new()
    }
    /// Checks what the scenario says that there is after all calls.
    fn after(&mut self, _: &Json) -> Result<()> {
        Ok(())
    }
}

impl Host for () {
    fn new(_: &Json) -> Result<Self> {
        Ok(())
    }
}

pub(crate) struct Bench;

impl Host for Bench {
    fn new(_: &Json) -> Result<Self> {
        Ok(Self)
    }
}

macro_rules! bench {
    ($module:ident) => {
        impl embody_wrappers::$module::imports::test::bench::host::Host for Bench {
            fn tick(&mut self, x: u64) -> Result<u64> {
                Ok(x.wrapping_add(1))
            }

            fn length(&mut self, s: &str) -> Result<u64> {
                Ok(s.len() as u64)
            }
        }
    };
}
bench!(bench_c);
bench!(bench_c_simd);

#[derive(Default)]
pub(crate) struct Script(Vec<Json>);

impl Host for Script {
    fn new(_: &Json) -> Result<Self> {
        Ok(Self::default())
    }

    fn calls(&mut self) -> Vec<Json> {
        std::mem::take(&mut self.0)
    }
}

impl embody_wrappers::quickjs_c_host::imports::test::script::host::Host for Script {
    fn call(&mut self, name: &str, arg: &str) -> Result<String> {
        self.0.push(json!(["call", name, arg]));
        Ok(match name {
            "upper" => arg.to_uppercase(),
            "rev" => arg.chars().rev().collect(),
            _ => format!("{name}:{arg}"),
        })
    }
}

/// A log, as its host knows it.
pub(crate) struct Log {
    number: u64,
    name: String,
    lines: u32,
    /// Whether its end is nothing to be told.
    closed: bool,
    calls: Arc<Mutex<Vec<Json>>>,
}

impl Drop for Log {
    fn drop(&mut self) {
        if !self.closed {
            self.calls.lock().unwrap().push(json!(["drop", self.number]));
        }
    }
}

#[derive(Default)]
pub(crate) struct Logger {
    /// The number of the newest log; the first is number one.
    newest: u64,
    calls: Arc<Mutex<Vec<Json>>>,
}

impl Logger {
    fn note(&self, call: Json) {
        self.calls.lock().unwrap().push(call);
    }

    fn open(&mut self, name: &str) -> Log {
        self.newest += 1;
        Log { number: self.newest, name: name.to_owned(), lines: 0, closed: false, calls: self.calls.clone() }
    }
}

impl Host for Logger {
    fn new(_: &Json) -> Result<Self> {
        Ok(Self::default())
    }

    fn calls(&mut self) -> Vec<Json> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }
}

impl logger::Host for Logger {
    type Log = Log;

    fn log_new(&mut self, name: &str) -> Result<Log> {
        self.note(json!(["[constructor]log", name]));
        Ok(self.open(name))
    }

    fn log_write(&mut self, log: &mut Log, level: logger::Level, message: &str) -> Result<()> {
        self.note(json!(["[method]log.write", log.number, show(&level)?, message]));
        log.lines += 1;
        Ok(())
    }

    fn log_lines(&mut self, log: &mut Log) -> Result<u32> {
        self.note(json!(["[method]log.lines", log.number]));
        Ok(log.lines)
    }

    fn log_name(&mut self, log: &mut Log) -> Result<String> {
        self.note(json!(["[method]log.name", log.number]));
        Ok(log.name.clone())
    }

    fn log_open_default(&mut self) -> Result<Log> {
        self.note(json!(["[static]log.open-default"]));
        Ok(self.open("default"))
    }

    fn names(&mut self, logs: Vec<&Log>) -> Result<Vec<String>> {
        self.note(json!(["names-enter", logs.len()]));
        self.note(json!(["names", logs.iter().map(|log| log.number).collect::<Vec<_>>()]));
        Ok(logs.into_iter().map(|log| log.name.clone()).collect())
    }

    fn close(&mut self, mut log: Log) -> Result<u32> {
        self.note(json!(["close", log.number]));
        log.closed = true;
        Ok(log.lines)
    }
}

/// A guest that hosts another.
pub(crate) struct Words(words_c::Instance<()>);

impl Host for Words {
    fn new(_: &Json) -> Result<Self> {
        Ok(Self(words_c::Instance::new(())?))
    }
}

impl words::Host for Words {
    type Dictionary = Dictionary;

    fn dictionary_new(&mut self, name: &str) -> Result<Dictionary> {
        Dictionary::new(&mut self.0, name)
    }

    fn dictionary_add(&mut self, dictionary: &mut Dictionary, word: Word) -> Result<()> {
        dictionary.add(&mut self.0, &word)
    }

    fn dictionary_get(&mut self, dictionary: &mut Dictionary, text: &str) -> Result<Option<Word>> {
        dictionary.get(&mut self.0, text)
    }

    fn dictionary_size(&mut self, dictionary: &mut Dictionary) -> Result<u32> {
        dictionary.size(&mut self.0)
    }

    fn lookup(&mut self, text: &str) -> Result<Result<Word, Problem>> {
        self.0.test_compose_words().lookup(text)
    }

    fn tokenize(&mut self, text: &str) -> Result<Vec<String>> {
        self.0.test_compose_words().tokenize(text)
    }

    fn classify(&mut self, words: Vec<Word>) -> Result<Vec<(Kind, u32)>> {
        self.0.test_compose_words().classify(&words)
    }

    fn merge(&mut self, a: Dictionary, b: &mut Dictionary) -> Result<Dictionary> {
        self.0.test_compose_words().merge(a, b)
    }
}

/// Notes the names of the functions that it echoes.
#[derive(Default)]
pub(crate) struct Echo(Vec<Json>);

impl Echo {
    pub(crate) fn note(&mut self, function: &str) {
        self.0.push(json!(function));
    }
}

impl Host for Echo {
    fn new(_: &Json) -> Result<Self> {
        Ok(Self::default())
    }

    fn calls(&mut self) -> Vec<Json> {
        std::mem::take(&mut self.0)
    }
}

impl embody_wrappers::edge::imports_func::imports::Host for Echo {
    fn f(&mut self, x: u32) -> Result<u32> {
        self.note("f");
        Ok(x)
    }
}

impl embody_wrappers::edge::reenter::imports::Host for Echo {
    fn f(&mut self) -> Result<()> {
        self.note("f");
        Ok(())
    }
}
