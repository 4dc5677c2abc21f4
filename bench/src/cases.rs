//! The one table of what is measured.

use anyhow::{Result, ensure};

use crate::kernels::Kernel;
use crate::op::Op;
use crate::outside::Outside;
use crate::report::{Row, Unit};
use crate::time::Effort;
use crate::{Options, counts, embody_side, native, time, wasmtime_side};

/// One line of the table, or a few that are measured together.
pub(crate) struct Case {
    pub(crate) name: String,
    what: What,
}

/// What a case measures.
enum What {
    /// The time of an operation.
    Time(Work),
    /// How often an operation allocates.
    Allocations(Work),
    /// How many instructions an operation executes.
    Instructions(Work),
    /// Something that cannot be seen from within this process.
    Outside(Outside),
}

/// An operation, the same for all sides.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Work {
    /// A call.
    Call(Call),
    /// Making a component ready to be instantiated, and releasing it.
    Load(Guest, Loading),
    /// Making an instance with its store, and dropping it.
    Instantiate(Guest, Allocator),
    /// The same, with one small call in between.
    InstantiateAndCall(Guest, Allocator),
    /// A compute kernel.
    Kernel(Kernel),
    /// So many calls from one component instance to another, which this function of `adapters` makes.
    Adapter(&'static str, u32),
    /// A call through the dynamic API.
    Dynamic(Dynamic),
    /// Something with a resource of `resources`.
    Resource(Resource),
}

/// What the host does with a guest's resource.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Resource {
    /// Calls a method.
    Method,
    /// Makes one and drops it.
    ConstructAndDrop,
}

/// A call through the dynamic API: of `adapters`, but for `MakePoints`, which is of `calls`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dynamic {
    /// A number in and out, with Rust types.
    TypedScalar,
    /// A string of 16 bytes in, with Rust types.
    TypedText,
    /// A number in and out, with `Val`s.
    Scalar,
    /// A string of 16 bytes in, with `Val`s.
    Text,
    /// A record of four fields in, with `Val`s.
    Record,
    /// A list of so many records in, with `Val`s.
    Points(u32),
    /// A list of so many records out, with `Val`s.
    MakePoints(u32),
}

/// A call. The functions are those of `guests/calls/guest.wit`, but for `Add`, which is the adder's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call {
    Add,
    Len(Text),
    Greet(Text),
    /// 1 MiB.
    SumBytes,
    /// 1 MiB.
    SumWords,
    SumPoints(u32),
    MakePoints(u32),
    FlipPoints(u32),
    SumItems(u32),
    MakeItems(u32),
    /// So many calls of the host, each counted as an operation.
    Tick(u32),
    /// The same with a text of so many bytes.
    TakeString(u32, u32),
    MakeString(u32, u32),
}

/// A text for a guest.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text {
    /// So many bytes of ASCII.
    Ascii(usize),
    /// So many bytes of characters with two bytes each.
    TwoByte(usize),
}

/// A component that is loaded and instantiated.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Guest {
    /// No memory, no imports.
    Adder,
    /// 1.1 MiB of memory, three imports.
    Calls,
    /// 830 KB of Wasm, 1.2 MiB of memory.
    Mid,
}

/// How Wasmtime loads. Embody has one way, since embedded code needs no loading.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Loading {
    /// `deserialize_raw` of page-aligned bytes, used where they lie.
    InPlace,
    /// `deserialize`, which copies.
    Copied,
}

/// How Wasmtime finds memory. Embody has one way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Allocator {
    OnDemand,
    Pooling,
}

const MIB: usize = 1 << 20;

/// What `calls` greets in the small call after instantiation.
pub(crate) const NAME: &str = "sixteen letters!";

/// What `mid` renders in the small call after instantiation.
pub(crate) const MARKDOWN: &str = "# A heading\n\nWith *some* words and `code` below.\n";

/// All cases, in the order of the table.
pub(crate) fn all(options: &Options) -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(calls());
    cases.extend(adapters());
    cases.extend(dynamic());
    cases.extend(loads());
    cases.extend(instantiations());
    cases.extend(
        Kernel::ALL.iter().map(|kernel| timed(format!("kernel: {}", kernel.name()), Work::Kernel(*kernel))),
    );
    cases.extend(counted());
    cases.extend(
        Outside::all(options)
            .into_iter()
            .map(|outside| Case { name: outside.name(), what: What::Outside(outside) }),
    );
    cases
}

fn calls() -> Vec<Case> {
    use Text::{Ascii, TwoByte};
    let call = |name: &str, call| timed(format!("call: {name}"), Work::Call(call));
    let host = |name: &str, call| timed(format!("host call: {name}"), Work::Call(call));
    vec![
        call("add(u32, u32) -> u32", Call::Add),
        call("len(string) 16 B", Call::Len(Ascii(16))),
        call("greet(string) -> string 16 B", Call::Greet(Ascii(16))),
        call("greet(string) -> string 1 KiB", Call::Greet(Ascii(1 << 10))),
        call("greet(string) -> string 1 MiB", Call::Greet(Ascii(MIB))),
        call("greet, 1 MiB of two-byte characters", Call::Greet(TwoByte(MIB))),
        call("list<u8> 1 MiB sum", Call::SumBytes),
        call("list<u32> 1 MiB sum", Call::SumWords),
        call("list<point> × 1000 in", Call::SumPoints(1000)),
        call("list<point> × 1000 out", Call::MakePoints(1000)),
        call("list<point> × 1000 both ways", Call::FlipPoints(1000)),
        call("list<record with a string> × 1000 in", Call::SumItems(1000)),
        call("list<record with a string> × 1000 out", Call::MakeItems(1000)),
        host("tick(u32) -> u32", Call::Tick(100_000)),
        host("take a 16 B string", Call::TakeString(10_000, 16)),
        host("return a 16 B string", Call::MakeString(10_000, 16)),
    ]
}

fn adapters() -> Vec<Case> {
    let times = 10_000;
    let adapter =
        |name: &str, function, times| timed(format!("adapter: {name}"), Work::Adapter(function, times));
    let mut cases = vec![
        adapter("u32 -> u32", "scalar", 1_000_000),
        adapter("record of four fields", "record", times),
        adapter("list<u8> 1 KiB", "bytes", times),
        adapter("list<record> × 100", "points", times / 10),
    ];
    for from in ["utf8", "utf16", "latin1"] {
        for to in ["utf8", "utf16", "latin1"] {
            let function = TEXTS.iter().find(|text| text.split_once("-to-") == Some((from, to)));
            let function = function.expect("each pair is in the list");
            cases.push(adapter(&format!("string × 1024, {from} to {to}"), function, times / 10));
        }
    }
    cases
}

/// The functions of `adapters` that pass strings.
const TEXTS: [&str; 9] = [
    "utf8-to-utf8",
    "utf8-to-utf16",
    "utf8-to-latin1",
    "utf16-to-utf8",
    "utf16-to-utf16",
    "utf16-to-latin1",
    "latin1-to-utf8",
    "latin1-to-utf16",
    "latin1-to-latin1",
];

fn dynamic() -> Vec<Case> {
    let dynamic = |name: &str, call| timed(format!("dynamic: {name}"), Work::Dynamic(call));
    vec![
        dynamic("TypedFunc, u32 -> u32", Dynamic::TypedScalar),
        dynamic("TypedFunc, string 16 B in", Dynamic::TypedText),
        dynamic("Val, u32 -> u32", Dynamic::Scalar),
        dynamic("Val, string 16 B in", Dynamic::Text),
        dynamic("Val, record of four fields in", Dynamic::Record),
        dynamic("Val, list<record> × 100 in", Dynamic::Points(100)),
        dynamic("Val, list<record> × 100 out", Dynamic::MakePoints(100)),
        timed("resource: method".into(), Work::Resource(Resource::Method)),
        timed("resource: constructor and drop".into(), Work::Resource(Resource::ConstructAndDrop)),
    ]
}

fn loads() -> Vec<Case> {
    let mut cases = Vec::new();
    for guest in Guest::ALL {
        for (loading, how) in
            [(Loading::InPlace, "deserialize_raw in place"), (Loading::Copied, "deserialize")]
        {
            let name = format!("load: {}, COMPONENT.get() again / {how}", guest.name());
            cases.push(timed(name, Work::Load(guest, loading)));
        }
    }
    cases
}

fn instantiations() -> Vec<Case> {
    let mut cases = Vec::new();
    for (allocator, how) in [(Allocator::OnDemand, "on demand"), (Allocator::Pooling, "pooling")] {
        for guest in Guest::ALL {
            let name = format!("instantiate: {} / {how}", guest.name());
            cases.push(timed(name, Work::Instantiate(guest, allocator)));
            let name = format!("instantiate and call: {} / {how}", guest.name());
            cases.push(timed(name, Work::InstantiateAndCall(guest, allocator)));
        }
    }
    cases
}

/// Smaller than what is timed, where instructions are to be stepped through.
fn counted() -> Vec<Case> {
    let greet = Call::Greet(Text::Ascii(16));
    let works = [
        ("add(u32, u32) -> u32", Work::Call(Call::Add)),
        ("greet(string) -> string 16 B", Work::Call(greet)),
        ("tick(u32) -> u32, of 100", Work::Call(Call::Tick(100))),
        ("list<point> × 100 both ways", Work::Call(Call::FlipPoints(100))),
        ("load adder", Work::Load(Guest::Adder, Loading::InPlace)),
        ("instantiate adder", Work::Instantiate(Guest::Adder, Allocator::OnDemand)),
        ("instantiate calls", Work::Instantiate(Guest::Calls, Allocator::OnDemand)),
    ];
    let allocations = works
        .map(|(name, work)| Case { name: format!("allocations: {name}"), what: What::Allocations(work) });
    let instructions = works
        .map(|(name, work)| Case { name: format!("instructions: {name}"), what: What::Instructions(work) });
    allocations.into_iter().chain(instructions).collect()
}

fn timed(name: String, work: Work) -> Case {
    Case { name, what: What::Time(work) }
}

impl Guest {
    pub(crate) const ALL: [Guest; 3] = [Guest::Adder, Guest::Calls, Guest::Mid];

    /// What its files are called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Guest::Adder => "adder",
            Guest::Calls => "calls",
            Guest::Mid => "mid",
        }
    }
}

impl Text {
    /// The text itself.
    pub(crate) fn make(self) -> String {
        match self {
            Text::Ascii(len_bytes) => "a".repeat(len_bytes),
            Text::TwoByte(len_bytes) => "é".repeat(len_bytes / 2),
        }
    }
}

impl Work {
    /// How many of what is measured one run does.
    fn operations(self) -> f64 {
        match self {
            Work::Call(Call::Tick(times) | Call::TakeString(times, _) | Call::MakeString(times, _)) => {
                f64::from(times)
            }
            Work::Adapter(_, times) => f64::from(times),
            _ => 1.0,
        }
    }
}

impl Case {
    /// Measures it on all sides that it has: one row, or more if it shows several things at once.
    ///
    /// # Errors
    /// If a side fails, or sides disagree about the result.
    pub(crate) fn measure(&self, options: &Options) -> Result<Vec<Row>> {
        let (unit, values) = match self.what {
            What::Time(work) => (Unit::Nanoseconds, timings(&mut sides(work, options)?, work, options)),
            What::Allocations(work) => {
                let count = |op: &mut Box<dyn Op>| {
                    counts::allocations::per_operation(op.as_mut()) / work.operations()
                };
                (Unit::Count, sides(work, options)?.iter_mut().map(count).collect())
            }
            What::Instructions(work) => {
                let count = |op: &mut Box<dyn Op>| {
                    Ok(counts::instructions::per_operation(op.as_mut())? / work.operations())
                };
                (Unit::Count, sides(work, options)?.iter_mut().map(count).collect::<Result<_>>()?)
            }
            What::Outside(ref outside) => return outside.measure(options),
        };
        Ok(vec![Row { kernel: self.kernel(), ..Row::new(self.name.clone(), unit, &values) }])
    }

    fn kernel(&self) -> Option<Kernel> {
        match self.what {
            What::Time(Work::Kernel(kernel)) => Some(kernel),
            _ => None,
        }
    }
}

/// The operations of all sides that have one: Embody, Wasmtime, native.
fn sides(work: Work, options: &Options) -> Result<Vec<Box<dyn Op>>> {
    let mut sides = vec![embody_side::prepare(work, &options.inputs)?, wasmtime_side::prepare(work, &options.inputs)?];
    sides.extend(native::prepare(work)?);
    let digests: Vec<u64> = sides.iter_mut().map(|op| op.digest()).collect();
    ensure!(
        digests.iter().all(|digest| *digest == digests[0]),
        "the sides disagree about the result: {digests:x?}"
    );
    Ok(sides)
}

fn timings(sides: &mut [Box<dyn Op>], work: Work, options: &Options) -> Vec<f64> {
    let times = time::measure(sides, Effort::new(options.quick));
    times.into_iter().map(|time| time / work.operations()).collect()
}
