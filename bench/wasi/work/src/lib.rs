//! What both sides of the WASI benchmark do with a script: the same calls with the same data.
//!
//! In: a function that makes a worker of a script's name, and arguments: `first GUEST` prints the nanoseconds from
//! nothing to the result of the first call; `calls GUEST` prints a line `OPERATION NANOSECONDS` for each operation. The worlds are those of `wasi/guests/wit`.

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// A script, ready to be called. Results are made a number each, which is compared.
pub trait Worker {
    /// `add`.
    ///
    /// # Errors
    /// As all calls: if the guest traps.
    fn add(&mut self, a: u32, b: u32) -> Result<u64>;
    /// `summarize`: the total, rounded.
    ///
    /// # Errors
    /// As [`Worker::add`].
    fn summarize(&mut self, json: &str) -> Result<u64>;
    /// `frequencies`: the sum of the counts.
    ///
    /// # Errors
    /// As [`Worker::add`].
    fn frequencies(&mut self, text: &str, limit: u32) -> Result<u64>;
    /// `tidy`: the bytes.
    ///
    /// # Errors
    /// As [`Worker::add`].
    fn tidy(&mut self, text: &str) -> Result<u64>;
    /// `crc32`.
    ///
    /// # Errors
    /// As [`Worker::add`].
    fn crc32(&mut self, bytes: &[u8]) -> Result<u64>;
    /// `primes`.
    ///
    /// # Errors
    /// As [`Worker::add`].
    fn primes(&mut self, n: u32) -> Result<u64>;
}

/// What is measured.
const OPERATIONS: [&str; 6] = ["add", "summarize", "frequencies", "tidy", "crc32", "primes"];

/// Time for which each operation is repeated.
const MEASURED: Duration = Duration::from_millis(300);

/// Does what the arguments say.
///
/// # Errors
/// If they are not understood, there is no such script, or it does not do its work.
pub fn run<W: Worker + ?Sized>(open: impl FnOnce(&str) -> Result<Box<W>>) -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [mode, guest] = &args[..] else { bail!("arguments: first|calls GUEST") };
    match mode.as_str() {
        "first" => {
            let order = order();
            let start = Instant::now();
            let mut worker = open(guest)?;
            let total = worker.summarize(&order)?;
            let took = start.elapsed();
            ensure!(total == TOTAL, "`summarize` returned {total}");
            println!("{}", took.as_nanos());
        }
        "calls" => {
            let (mut worker, data) = (open(guest)?, Data::new());
            for operation in OPERATIONS {
                println!("{operation} {}", data.measure(&mut *worker, operation)?);
            }
        }
        other => bail!("`{other}` is neither `first` nor `calls`"),
    }
    Ok(())
}

/// What [`order`] adds up to, rounded.
const TOTAL: u64 = 823;

/// An order of 20 items.
fn order() -> String {
    let item =
        |n: u32| format!(r#"{{"name":"item {n}","price":{},"count":{}}}"#, f64::from(n) + 0.5, n % 7 + 1);
    let items: Vec<String> = (0..20).map(item).collect();
    format!(r#"{{"customer":"Ada","items":[{}],"tags":["new","vip","new"]}}"#, items.join(","))
}

/// Arguments of the calls.
struct Data {
    order: String,
    text: String,
    bytes: Vec<u8>,
}

impl Data {
    fn new() -> Self {
        let words = ["alpha", "Beta", "gammaDelta", "31.12.2024", "the", "quick", "brown", "fox"];
        let text: Vec<&str> = (0..2000usize).map(|n| words[n * n % 61 % words.len()]).collect();
        Self {
            order: order(),
            text: text.join(" "),
            bytes: (0..65536u32).map(|n| (n * 31 >> 3) as u8).collect(),
        }
    }

    /// Nanoseconds of a call.
    fn measure(&self, worker: &mut (impl Worker + ?Sized), operation: &str) -> Result<u128> {
        let mut call = || match operation {
            "add" => worker.add(black_box(1), black_box(2)),
            "summarize" => worker.summarize(black_box(&self.order)),
            "frequencies" => worker.frequencies(black_box(&self.text), 5),
            "tidy" => worker.tidy(black_box(&self.text)),
            "crc32" => worker.crc32(black_box(&self.bytes)),
            _ => worker.primes(black_box(50_000)),
        };
        let expected = call().with_context(|| format!("`{operation}`"))?;
        let (start, mut times) = (Instant::now(), 0);
        while start.elapsed() < MEASURED {
            let found = call()?;
            ensure!(found == expected, "`{operation}` returned {found} after {expected}");
            times += 1;
        }
        Ok(start.elapsed().as_nanos() / times)
    }
}
