//! Makes the calls of `oracle.json`, and compares what they return.
//!
//! In: a [`Guest`], which knows the functions of one component by their names. What the oracle calls a handle is a value of
//! the type that the wrappers have for the resource, and stays with the guest until it is passed on or dropped.

use std::collections::HashMap;
use std::sync::LazyLock;

use embody::{Context as _, Result, Trap, bail, ensure, format_err};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::read::{folder, read};
use crate::show::is_same;

/// What other implementations returned.
pub(crate) static ORACLE: LazyLock<Json> = LazyLock::new(|| {
    let text = std::fs::read_to_string(folder().join("oracle.json")).unwrap();
    serde_json::from_str(&text).unwrap()
});

/// An instance of a component, whose functions are called by name.
pub(crate) trait Guest: Sized {
    /// Instantiates it, with a new host for a scenario.
    fn new(scenario: &Json) -> Result<Self>;
    /// Instantiates it again, with a new host, in place of the instance that there was.
    fn reset(&mut self, scenario: &Json) -> Result<()>;
    /// Calls a function, and returns its result.
    fn call(&mut self, function: &str, args: &mut Args) -> Result<Json>;
    /// Drops a resource.
    fn drop(&mut self, handle: &str) -> Result<()>;
    /// The calls that the host got since it was asked last.
    fn host_calls(&mut self) -> Vec<Json>;
    /// Checks what a scenario says that there is after all calls.
    fn after(&mut self, scenario: &Json) -> Result<()>;
}

/// Arguments of a call.
pub(crate) struct Args {
    values: std::vec::IntoIter<Json>,
    /// What handles are named, or their names begin with, that the call returns.
    bind: String,
}

impl Args {
    fn new(call: &Json, earlier: &[Json]) -> Result<Self> {
        let values = call["args"].as_array().into_iter().flatten().map(|arg| part(arg, earlier));
        let values = values.collect::<Result<Vec<_>>>()?.into_iter();
        Ok(Self { values, bind: call["bind"].as_str().unwrap_or_default().to_owned() })
    }

    /// The next one.
    pub(crate) fn take<T: DeserializeOwned>(&mut self) -> Result<T> {
        Ok(read(&self.next()?)?)
    }

    /// The next one, a string.
    pub(crate) fn text(&mut self) -> Result<String> {
        self.take()
    }

    /// The next one, a list of these.
    pub(crate) fn list<T: DeserializeOwned>(&mut self) -> Result<Vec<T>> {
        self.take()
    }

    fn next(&mut self) -> Result<Json> {
        self.values.next().context("an argument is missing")
    }

    /// The names of handles.
    fn names(&mut self) -> Result<Vec<String>> {
        let json = self.next()?;
        let all = json.as_array().map_or(std::slice::from_ref(&json), Vec::as_slice);
        let name = |json: &Json| json["handle"].as_str().map(str::to_owned);
        all.iter().map(name).collect::<Option<_>>().with_context(|| format!("no handles: {json}"))
    }
}

/// An argument, which may be a part of what an earlier call returned.
fn part(arg: &Json, earlier: &[Json]) -> Result<Json> {
    let (Some(call), Some(path)) = (arg.get("from"), arg.get("path")) else { return Ok(arg.clone()) };
    let call = call.as_u64().and_then(|call| earlier.get(usize::try_from(call).ok()?));
    let mut steps = path.as_array().into_iter().flatten().filter_map(Json::as_str);
    let part = steps.try_fold(call.context("no such call")?, |json, step| json.get(step));
    part.cloned().with_context(|| format!("no {arg}"))
}

/// Resources of one type, by the oracle's names.
pub(crate) struct Handles<T>(HashMap<String, T>);

/// What stands for a resource in a result.
#[derive(serde::Serialize)]
pub(crate) struct Handle {
    handle: String,
}

impl<T> Default for Handles<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Handles<T> {
    /// The one that an argument lends.
    pub(crate) fn lent(&self, args: &mut Args) -> Result<&T> {
        self.lent_all(args)?.pop().context("no handle")
    }

    /// Those that an argument lends.
    pub(crate) fn lent_all(&self, args: &mut Args) -> Result<Vec<&T>> {
        let found = |name| self.0.get(&name).with_context(|| format!("no handle `{name}`"));
        args.names()?.into_iter().map(found).collect()
    }

    /// The one that an argument lends.
    pub(crate) fn lent_mut(&mut self, args: &mut Args) -> Result<&mut T> {
        args.names()?.pop().and_then(|name| self.0.get_mut(&name)).context("no handle")
    }

    /// The one that an argument gives away.
    pub(crate) fn given(&mut self, args: &mut Args) -> Result<T> {
        self.given_all(args)?.pop().context("no handle")
    }

    /// Those that an argument gives away.
    pub(crate) fn given_all(&mut self, args: &mut Args) -> Result<Vec<T>> {
        args.names()?.into_iter().map(|name| self.remove(&name)).collect()
    }

    /// Keeps one that a call returned.
    pub(crate) fn keep(&mut self, value: T, args: &Args) -> Handle {
        self.0.insert(args.bind.clone(), value);
        Handle { handle: args.bind.clone() }
    }

    /// Keeps those that a call returned.
    pub(crate) fn keep_all(&mut self, values: Vec<T>, args: &Args) -> Vec<Handle> {
        let named = values.into_iter().enumerate().map(|(at, value)| {
            let handle = format!("{}.{at}", args.bind);
            self.0.insert(handle.clone(), value);
            Handle { handle }
        });
        named.collect()
    }

    fn remove(&mut self, name: &str) -> Result<T> {
        self.0.remove(name).with_context(|| format!("no handle `{name}`"))
    }
}

/// Resources of the types that a guest has.
pub(crate) trait Held: Default {
    /// Drops one.
    fn end(&mut self, name: &str) -> Result<()>;
}

impl<T> Held for Handles<T> {
    fn end(&mut self, name: &str) -> Result<()> {
        self.remove(name).map(drop)
    }
}

impl<A, B> Held for (Handles<A>, Handles<B>) {
    fn end(&mut self, name: &str) -> Result<()> {
        self.0.end(name).or_else(|_| self.1.end(name))
    }
}

impl Held for () {
    fn end(&mut self, name: &str) -> Result<()> {
        bail!("no handle `{name}`")
    }
}

/// Makes all calls of a component's scenarios, but for those that cannot be written; says how many there were.
///
/// A scenario has a fresh instance. Then all is done again by the same, reset, unless it is there to take long. Of what is
/// called `edge/…` it may be all that there is an instance, or none.
pub(crate) fn run<G: Guest>(component: &str, not_written: &[&str]) -> Result<usize> {
    let edge = component.strip_prefix("edge/");
    let entry = match edge {
        Some(name) => &ORACLE["edge"][format!("{name}.wasm")],
        None => &ORACLE["components"][component],
    };
    let scenarios = entry["scenarios"].as_array().context("no scenarios")?;
    let mut count = 0;
    for scenario in scenarios {
        let name = scenario["name"].as_str().context("a scenario without a name")?;
        if not_written.contains(&name) {
            continue;
        }
        let guest = G::new(scenario);
        if let Some(expected) = scenario["instantiate-error"].as_str() {
            let error = guest.err().context("expected that it is not instantiated")?;
            stopped(&error, expected)?;
            continue;
        }
        let mut guest = guest?;
        count += calls(&mut guest, scenario).with_context(|| format!("scenario `{name}`"))?;
        if name != "bench" {
            guest.reset(scenario)?;
            calls(&mut guest, scenario).with_context(|| format!("scenario `{name}`, after a reset"))?;
        }
    }
    ensure!(count != 0 || edge.is_some(), "no calls");
    println!("{component}: {count} calls");
    Ok(count)
}

fn calls<G: Guest>(guest: &mut G, scenario: &Json) -> Result<usize> {
    let calls = scenario["calls"].as_array().context("no calls")?;
    let mut earlier = Vec::new();
    for (number, call) in calls.iter().enumerate() {
        let result = step(guest, call, &earlier);
        earlier.push(result.with_context(|| format!("call {number}, {}", shortened(call)))?);
    }
    guest.after(scenario)?;
    Ok(calls.len())
}

fn step<G: Guest>(guest: &mut G, call: &Json, earlier: &[Json]) -> Result<Json> {
    guest.host_calls();
    let mut args = Args::new(call, earlier)?;
    let result = match (call["drop"].as_str(), call["fn"].as_str()) {
        (Some(handle), None) => guest.drop(handle).map(|()| Json::Null),
        (None, Some(function)) => guest.call(function, &mut args),
        _ => bail!("a step of a kind that is not known"),
    };
    if let Some(code) = call["exit"].as_u64() {
        let exit = result.err().and_then(|error| error.downcast::<embody_wasi::Exit>().ok());
        let found = exit.map(|exit| exit.0.code());
        ensure!(found.map(u64::from) == Some(code), "expected exit code {code}: {found:?}");
        return Ok(Json::Null);
    }
    let result = match (result, call["trap"].as_str()) {
        (Err(error), Some(expected)) => {
            trapped(guest, call, &error, expected)?;
            return Ok(Json::Null);
        }
        (Ok(result), Some(expected)) => bail!("expected `{expected}`: {}", shortened(&result)),
        (result, None) => result?,
    };
    ensure!(args.values.next().is_none(), "not all arguments were used");
    let expected = call.get("result").unwrap_or(&Json::Null);
    if !is_same(&result, expected)? {
        return Err(format_err!("expected {}: {}", shortened(expected), shortened(&result)));
    }
    if let Some(expected) = call.get("host-calls") {
        let found = Json::Array(guest.host_calls());
        ensure!(found == *expected, "expected the host calls {expected}: {found}");
    }
    Ok(result)
}

/// Checks that a call ended with this trap, and that the instance is of no more use.
fn trapped<G: Guest>(guest: &mut G, call: &Json, error: &embody::Error, expected: &str) -> Result<()> {
    stopped(error, expected)?;
    let mut again = Args::new(call, &[])?;
    let error = guest.call(call["fn"].as_str().unwrap_or_default(), &mut again).err();
    let trap = error.as_ref().and_then(|error| error.downcast_ref::<Trap>());
    ensure!(trap == Some(&Trap::Poisoned), "expected that the instance is poisoned: {error:?}");
    Ok(())
}

/// Checks that an error is the expected one: a trap, or that a guest's value is not of its type.
fn stopped(error: &embody::Error, expected: &str) -> Result<()> {
    let expected = match expected {
        "wasm trap: cannot enter component instance" => {
            "wasm trap: cannot enter component instance: it trapped before"
        }
        "thrown Wasm exception" => "wasm trap: uncaught exception",
        "converted integer out of range for `char`" => "which is not a Unicode scalar value",
        "return pointer not aligned" => "pointer not aligned",
        // Behind the address there is the trap.
        _ => expected.rfind("wasm trap: ").map_or(expected, |at| &expected[at..]),
    };
    let found = match error.downcast_ref::<Trap>() {
        Some(trap) => trap.to_string() == expected,
        None => {
            let text = format!("{error:#}");
            // What is too long for any memory is over the limit before the memory is asked.
            let is_over = text.contains("over a limit: the guest passes more than");
            text.contains(expected) || is_over && expected.ends_with("pointer/length out of bounds of memory")
        }
    };
    ensure!(found, "expected `{expected}`: {error:#}");
    Ok(())
}

fn shortened(json: &Json) -> String {
    json.to_string().chars().take(300).collect()
}
