//! What a guest may do, said one thing at a time.

use std::sync::Arc;

use embody::component::ResourceTable;

use super::WasiCtx;
use crate::cli::Cli;
use crate::clocks::{MonotonicClock, SystemClock, WallClock};
use crate::filesystem::Preopen;
use crate::io::{Input, Output, stdio};
use crate::limits::{Handles, Limits};
use crate::random::{Random, Source};
use crate::sockets::allow::Allowed;

/// What a guest may do: nothing, until it is said.
///
/// Without a word the guest has no arguments, environment, files or addresses; what it reads from its standard input is
/// at its end, and what it writes is thrown away. It may tell the time and draw random numbers.
#[must_use = "a context is made by `build`"]
pub struct WasiCtxBuilder {
    pub(crate) ctx: WasiCtx,
}

impl WasiCtxBuilder {
    pub(super) fn new() -> Self {
        Self {
            ctx: WasiCtx {
                cli: Cli::default(),
                preopens: Vec::new(),
                monotonic: Arc::new(SystemClock::new()),
                wall: Arc::new(SystemClock::new()),
                random: Random::default(),
                network: Allowed::default(),
                #[cfg(feature = "http")]
                http: crate::http::allow::Allowed::default(),
                #[cfg(feature = "tls")]
                tls_roots: None,
                limits: Limits::default(),
                handles: Handles::default(),
                table: ResourceTable::new(),
            },
        }
    }

    pub(crate) fn preopens_mut(&mut self) -> &mut Vec<Preopen> {
        &mut self.ctx.preopens
    }

    /// The context.
    #[must_use]
    pub fn build(self) -> WasiCtx {
        self.ctx
    }

    /// One more argument; the first is by custom the program's name.
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.ctx.cli.arguments.push(arg.into());
        self
    }

    /// More arguments.
    pub fn args<T: Into<String>>(mut self, args: impl IntoIterator<Item = T>) -> Self {
        self.ctx.cli.arguments.extend(args.into_iter().map(Into::into));
        self
    }

    /// This program's own arguments, its name among them. What is no UTF-8 has its characters replaced.
    pub fn inherit_args(self) -> Self {
        self.args(std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()))
    }

    /// One more variable of the environment. One that is there already is replaced.
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.ctx.cli.environment.retain(|(seen, _)| *seen != name);
        self.ctx.cli.environment.push((name, value));
        self
    }

    /// More variables of the environment.
    pub fn envs<K: Into<String>, V: Into<String>>(self, envs: impl IntoIterator<Item = (K, V)>) -> Self {
        envs.into_iter().fold(self, |ctx, (name, value)| ctx.env(name, value))
    }

    /// This program's own environment. Variables that are no UTF-8 are left out.
    pub fn inherit_env(self) -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        self.envs(std::env::vars_os().filter_map(text))
    }

    /// What a guest takes for its working directory; none if it is not said.
    pub fn initial_cwd(mut self, path: impl Into<String>) -> Self {
        self.ctx.cli.cwd = Some(path.into());
        self
    }

    /// What the guest's standard input is.
    pub fn stdin(mut self, input: impl Input + 'static) -> Self {
        self.ctx.cli.stdin = Arc::new(input);
        self
    }

    /// Where the guest's standard output goes.
    pub fn stdout(mut self, output: impl Output + 'static) -> Self {
        self.ctx.cli.stdout = Arc::new(output);
        self
    }

    /// Where the guest's standard error goes.
    pub fn stderr(mut self, output: impl Output + 'static) -> Self {
        self.ctx.cli.stderr = Arc::new(output);
        self
    }

    /// The guest reads this program's standard input.
    pub fn inherit_stdin(self) -> Self {
        self.stdin(stdio::Stdin)
    }

    /// The guest writes to this program's standard output.
    pub fn inherit_stdout(self) -> Self {
        self.stdout(stdio::Stdout)
    }

    /// The guest writes to this program's standard error.
    pub fn inherit_stderr(self) -> Self {
        self.stderr(stdio::Stderr)
    }

    /// The guest has this program's three standard streams.
    pub fn inherit_stdio(self) -> Self {
        self.inherit_stdin().inherit_stdout().inherit_stderr()
    }

    /// The clock that measures how long something takes.
    pub fn monotonic_clock(mut self, clock: impl MonotonicClock + 'static) -> Self {
        self.ctx.monotonic = Arc::new(clock);
        self
    }

    /// The clock that tells the time.
    pub fn wall_clock(mut self, clock: impl WallClock + 'static) -> Self {
        self.ctx.wall = Arc::new(clock);
        self
    }

    /// Where `wasi:random/random` is from; the operating system's secure source if it is not said.
    pub fn secure_random(mut self, source: impl Source + 'static) -> Self {
        self.ctx.random.secure = Box::new(source);
        self
    }

    /// Where `wasi:random/insecure` is from.
    pub fn insecure_random(mut self, source: impl Source + 'static) -> Self {
        self.ctx.random.insecure = Box::new(source);
        self
    }

    /// What `wasi:random/insecure-seed` gives; something random if it is not said.
    pub fn insecure_random_seed(mut self, seed: u128) -> Self {
        self.ctx.random.seed = Some(seed);
        self
    }

    /// How much of the host the guest may use up.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.ctx.limits = limits;
        self
    }
}
