//! Programs that import WASI do what they do on Wasmtime.
//!
//! `expected.json` says of each program what it is given (`args`, `env`, `stdin`, `files` below `/data`) and what came of it on
//! Wasmtime 48: `stdout`, `stderr`, `exit`, or `trap` where there was one, and which `left` files there are.

use std::collections::BTreeMap;
use std::time::Duration;

use embody::{Result, ensure};
use embody_wasi::clocks::ManualClock;
use embody_wasi::filesystem::Permission;
use embody_wasi::io::pipe::{Bytes, Kept};
use embody_wasi::{ExitStatus, WasiCtx, WasiCtxBuilder};
use embody_wasi_guests::{files_c, std_rs};
use serde_json::{Value as Json, json};

const OUTPUT_BYTES: usize = 1 << 20;

/// A program's name, and what runs it.
type Program = (&'static str, fn(WasiCtx) -> Result<ExitStatus>);

const PROGRAMS: [Program; 2] = [
    ("std-rs", |wasi| std_rs::Instance::new(wasi)?.run()),
    ("files-c", |wasi| files_c::Instance::new(wasi)?.run()),
];

/// What a program has done.
struct Done {
    stdout: String,
    stderr: String,
    result: Result<ExitStatus>,
}

fn run(
    name: &str,
    args: &[&str],
    more: impl FnOnce(WasiCtxBuilder) -> Result<WasiCtxBuilder>,
) -> Result<Done> {
    let program = PROGRAMS.iter().find(|(found, _)| *found == name);
    let Some((_, program)) = program else { embody::bail!("no program `{name}`") };
    let (stdout, stderr) = (Kept::up_to(OUTPUT_BYTES), Kept::up_to(OUTPUT_BYTES));
    let builder = WasiCtx::builder().stdout(stdout.clone()).stderr(stderr.clone()).arg(name);
    let result = program(more(builder.args(args.iter().copied()))?.build());
    let text = |kept: &Kept| String::from_utf8_lossy(&kept.take()).into_owned();
    Ok(Done { stdout: text(&stdout), stderr: text(&stderr), result })
}

fn strings(json: &Json) -> Vec<&str> {
    json.as_array().into_iter().flatten().filter_map(Json::as_str).collect()
}

/// What a scenario gives and expects, and what came of it, in the same form.
fn scenario(name: &str, scenario: &Json) -> Result<(Json, Json)> {
    let folder = tempfile::tempdir()?;
    for (file, contents) in scenario["files"].as_object().into_iter().flatten() {
        std::fs::write(folder.path().join(file), contents.as_str().unwrap_or_default())?;
    }
    let done = run(name, &strings(&scenario["args"]), |mut builder| {
        for (variable, value) in scenario["env"].as_object().into_iter().flatten() {
            builder = builder.env(variable, value.as_str().unwrap_or_default());
        }
        if let Some(stdin) = scenario["stdin"].as_str() {
            builder = builder.stdin(Bytes::new(stdin));
        }
        match scenario.get("files") {
            Some(_) => builder.preopened_dir(folder.path(), "/data", Permission::ReadWrite),
            None => Ok(builder),
        }
    })?;
    let mut found = scenario.clone();
    found["stdout"] = json!(done.stdout);
    found["stderr"] = json!(done.stderr);
    match &done.result {
        Ok(status) => found["exit"] = json!(status.code()),
        Err(error) => match error.downcast_ref::<embody_wasi::Exit>() {
            Some(exit) => found["exit"] = json!(exit.0.code()),
            None => found["trap"] = json!(error.downcast_ref::<embody::Trap>().is_some()),
        },
    }
    if scenario.get("files").is_some() {
        let mut left = BTreeMap::new();
        for entry in std::fs::read_dir(folder.path())? {
            let entry = entry?;
            left.insert(
                entry.file_name().to_string_lossy().into_owned(),
                std::fs::read_to_string(entry.path())?,
            );
        }
        found["left"] = json!(left);
    }
    Ok((scenario.clone(), found))
}

#[test]
fn programs_do_what_they_do_on_wasmtime() -> Result<()> {
    let expected: Json = serde_json::from_str(include_str!("expected.json")).map_err(embody::Error::new)?;
    let mut count = 0;
    for (name, scenarios) in expected.as_object().into_iter().flatten() {
        for given in scenarios.as_array().into_iter().flatten() {
            let (expected, found) = scenario(name, given)?;
            ensure!(found == expected, "{name}\nexpected: {expected:#}\nfound: {found:#}");
            count += 1;
        }
    }
    ensure!(count >= 20, "{count} scenarios");
    Ok(())
}

#[test]
fn clocks_are_the_hosts() -> Result<()> {
    let done = run("std-rs", &["time"], |builder| {
        let clock = ManualClock::default();
        clock.set(Duration::from_secs(1_700_000_000));
        Ok(builder.wall_clock(clock.clone()).monotonic_clock(clock))
    })?;
    assert_eq!(done.result?, ExitStatus::SUCCESS);
    assert_eq!(done.stdout, "slept true\nseconds 1700000000\nwall true\n");
    Ok(())
}

#[test]
fn what_is_random_is_random() -> Result<()> {
    let hash = || -> Result<String> {
        let done = run("std-rs", &["random"], Ok)?;
        assert!(done.stdout.starts_with("set 1000\nhash "), "{}", done.stdout);
        Ok(done.stdout)
    };
    assert_ne!(hash()?, hash()?);
    Ok(())
}

#[test]
fn much_output_arrives() -> Result<()> {
    let done = run("std-rs", &["flood", "640000"], Ok)?;
    assert_eq!(done.result?, ExitStatus::SUCCESS);
    assert_eq!(done.stdout.len(), 640_000);
    assert!(done.stdout.lines().all(|line| line == "x".repeat(63)));
    Ok(())
}
