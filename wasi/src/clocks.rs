//! `wasi:clocks`: what time it is, and how long something takes.
//!
//! A test gives a clock of its own: [`ManualClock`] stands still until it is set, or something waits for it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use embody::Result;

use crate::WasiView;
use crate::bindings::clocks::{monotonic_clock, timezone, wall_clock};
use crate::io::{Pollable, Readiness, Subscribe};

/// How long something takes.
pub trait MonotonicClock: Send + Sync {
    /// Nanoseconds since some moment; never less than before.
    fn now(&self) -> u64;

    /// Nanoseconds between two ticks.
    fn resolution(&self) -> u64;

    /// How long a thread has to sleep until it is `when`, which lies ahead.
    fn until(&self, when: u64) -> Duration {
        Duration::from_nanos(when.saturating_sub(self.now()))
    }
}

/// What time it is.
pub trait WallClock: Send + Sync {
    /// Time since 1970-01-01T00:00:00Z.
    fn now(&self) -> Duration;

    /// Time between two ticks.
    fn resolution(&self) -> Duration;
}

/// The operating system's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock {
    start: Instant,
}

impl SystemClock {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl MonotonicClock for SystemClock {
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn resolution(&self) -> u64 {
        1
    }
}

impl WallClock for SystemClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn resolution(&self) -> Duration {
        Duration::from_nanos(1)
    }
}

/// A clock for tests: it stands still until it is set. Whoever waits for it has it jump there.
///
/// ```
/// use std::time::Duration;
/// use embody_wasi::WasiCtx;
/// use embody_wasi::clocks::ManualClock;
///
/// let clock = ManualClock::default();
/// clock.set(Duration::from_secs(1_000_000_000));
/// let wasi = WasiCtx::builder().wall_clock(clock.clone()).monotonic_clock(clock).build();
/// ```
#[derive(Clone, Debug, Default)]
pub struct ManualClock {
    /// Time since 1970; the monotonic clock runs beside it.
    wall: Arc<Mutex<Duration>>,
    nanos: Arc<AtomicU64>,
}

impl ManualClock {
    /// Sets what time it is.
    pub fn set(&self, since_1970: Duration) {
        *self.wall.lock().unwrap_or_else(PoisonError::into_inner) = since_1970;
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        let nanos = u64::try_from(by.as_nanos()).unwrap_or(u64::MAX);
        self.nanos.fetch_add(nanos, Ordering::Relaxed);
        let mut wall = self.wall.lock().unwrap_or_else(PoisonError::into_inner);
        *wall = wall.saturating_add(by);
    }
}

impl MonotonicClock for ManualClock {
    fn now(&self) -> u64 {
        self.nanos.load(Ordering::Relaxed)
    }

    fn resolution(&self) -> u64 {
        1
    }

    fn until(&self, when: u64) -> Duration {
        self.advance(Duration::from_nanos(when.saturating_sub(MonotonicClock::now(self))));
        Duration::ZERO
    }
}

impl WallClock for ManualClock {
    fn now(&self) -> Duration {
        *self.wall.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn resolution(&self) -> Duration {
        Duration::from_nanos(1)
    }
}

/// A moment on the monotonic clock.
struct Moment(u64);

impl Subscribe for Moment {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::At(self.0)
    }
}

fn datetime(time: Duration) -> wall_clock::Datetime {
    wall_clock::Datetime { seconds: time.as_secs(), nanoseconds: time.subsec_nanos() }
}

impl<T: WasiView> monotonic_clock::Host for T {
    fn now(&mut self) -> Result<u64> {
        Ok(self.wasi().monotonic.now())
    }

    fn resolution(&mut self) -> Result<u64> {
        Ok(self.wasi().monotonic.resolution())
    }

    fn subscribe_instant(&mut self, when: u64) -> Result<Pollable> {
        self.wasi().pollable(Arc::new(Moment(when)))
    }

    fn subscribe_duration(&mut self, when: u64) -> Result<Pollable> {
        let ctx = self.wasi();
        ctx.pollable(Arc::new(Moment(ctx.monotonic.now().saturating_add(when))))
    }
}

impl<T: WasiView> wall_clock::Host for T {
    fn now(&mut self) -> Result<wall_clock::Datetime> {
        Ok(datetime(self.wasi().wall.now()))
    }

    fn resolution(&mut self) -> Result<wall_clock::Datetime> {
        Ok(datetime(self.wasi().wall.resolution()))
    }
}

/// Guests are told nothing of where the host is: it is UTC for them.
impl<T: WasiView> timezone::Host for T {
    fn display(&mut self, _: wall_clock::Datetime) -> Result<timezone::TimezoneDisplay> {
        Ok(timezone::TimezoneDisplay {
            utc_offset: 0,
            name: "UTC".to_owned(),
            in_daylight_saving_time: false,
        })
    }

    fn utc_offset(&mut self, _: wall_clock::Datetime) -> Result<i32> {
        Ok(0)
    }
}
