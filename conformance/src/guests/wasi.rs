//! The host that the oracle calls `wasi`: what a scenario says that a guest has, and what the guest has left behind.

use embody::{Context as _, Result, ensure};
use embody_wasi::WasiCtx;
use embody_wasi::filesystem::Permission;
use embody_wasi::io::pipe::{Bytes, Kept};
use serde_json::Value as Json;
use tempfile::TempDir;

/// Bytes of output that are kept.
const OUTPUT_BYTES: usize = 1 << 20;

/// The guest's name for its program, if the scenario has none.
const PROGRAM: &str = "guest.wasm";

/// Where files are preopened.
const DATA: &str = "/data";

/// What a scenario says that a guest has.
#[derive(Debug)]
pub(crate) struct Wasi {
    pub(crate) ctx: WasiCtx,
    stdout: Kept,
    stderr: Kept,
    /// The directory that is preopened.
    data: Option<TempDir>,
}

impl Wasi {
    /// For a scenario.
    pub(crate) fn new(scenario: &Json) -> Result<Self> {
        let wasi = &scenario["wasi"];
        let (stdout, stderr) = (Kept::up_to(OUTPUT_BYTES), Kept::up_to(OUTPUT_BYTES));
        let mut builder = WasiCtx::builder().stdout(stdout.clone()).stderr(stderr.clone());
        builder = match wasi["args"].as_array() {
            Some(args) => builder.args(args.iter().filter_map(Json::as_str)),
            None => builder.arg(PROGRAM),
        };
        for (name, value) in wasi["env"].as_object().into_iter().flatten() {
            builder = builder.env(name, value.as_str().context("a variable that is no text")?);
        }
        if let Some(stdin) = wasi["stdin"].as_str() {
            builder = builder.stdin(Bytes::new(stdin));
        }
        let mut data = None;
        if let Some(files) = wasi["data"].as_object() {
            let folder = tempfile::tempdir()?;
            for (name, contents) in files {
                std::fs::write(
                    folder.path().join(name),
                    contents.as_str().context("a file that is no text")?,
                )?;
            }
            builder = builder.preopened_dir(folder.path(), DATA, Permission::ReadWrite)?;
            data = Some(folder);
        }
        Ok(Self { ctx: builder.build(), stdout, stderr, data })
    }

    /// Checks what the scenario says that there is after all calls.
    pub(crate) fn after(&self, scenario: &Json) -> Result<()> {
        for (name, kept) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            let (found, expected) = (String::from_utf8(kept.take())?, scenario[name].as_str());
            ensure!(Some(found.as_str()) == expected, "expected on {name}: {expected:?}, found: {found:?}");
        }
        if let (Some(expected), Some(data)) = (scenario["data-after"].as_array(), &self.data) {
            let mut found = Vec::new();
            for entry in std::fs::read_dir(data.path())? {
                found.push(Json::String(entry?.file_name().to_string_lossy().into_owned()));
            }
            found.sort_by_key(Json::to_string);
            ensure!(found == *expected, "expected these files: {expected:?}, found: {found:?}");
        }
        Ok(())
    }
}
