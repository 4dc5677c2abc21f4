//! What a guest cannot do with streams, clocks and random numbers; the rows of `docs/src/wasi.md` that are about them.

use std::time::Duration;

use embody::Result;
use embody_wasi::bindings::cli::environment::Host as _;
use embody_wasi::bindings::cli::{exit, stdin, stdout, terminal_stdout};
use embody_wasi::bindings::clocks::{monotonic_clock, wall_clock};
use embody_wasi::bindings::io::poll::Host as _;
use embody_wasi::bindings::io::streams::{Host as _, StreamError};
use embody_wasi::bindings::random::{insecure_seed, random};
use embody_wasi::clocks::ManualClock;
use embody_wasi::io::fd::{FdInput, FdOutput};
use embody_wasi::io::pipe::{Bytes, Kept};
use embody_wasi::io::{InputStream, OutputStream};
use embody_wasi::{Exit, ExitStatus, Limits, WasiCtx};

fn stdin(ctx: &mut WasiCtx) -> Result<InputStream> {
    stdin::Host::get_stdin(ctx)
}

fn stdout(ctx: &mut WasiCtx) -> Result<OutputStream> {
    stdout::Host::get_stdout(ctx)
}

#[test]
fn a_guest_that_was_given_nothing_has_nothing() -> Result<()> {
    let mut ctx = WasiCtx::default();
    assert!(ctx.get_arguments()?.is_empty() && ctx.get_environment()?.is_empty());
    assert_eq!(ctx.initial_cwd()?, None);
    let mut input = stdin(&mut ctx)?;
    assert!(matches!(ctx.input_stream_blocking_read(&mut input, 1)?, Err(StreamError::Closed)));
    let mut output = stdout(&mut ctx)?;
    assert!(ctx.output_stream_blocking_write_and_flush(&mut output, b"nowhere")?.is_ok());
    assert!(terminal_stdout::Host::get_terminal_stdout(&mut ctx)?.is_none());
    Ok(())
}

#[test]
fn what_a_guest_was_given_is_what_it_has() -> Result<()> {
    let builder = WasiCtx::builder().args(["a", "b"]).env("K", "1").env("L", "2").env("K", "3");
    let mut ctx = builder.initial_cwd("/data").build();
    assert_eq!(ctx.get_arguments()?, ["a", "b"]);
    let environment = [("L", "2"), ("K", "3")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    assert_eq!(ctx.get_environment()?, environment);
    assert_eq!(ctx.initial_cwd()?.as_deref(), Some("/data"));
    Ok(())
}

#[test]
fn a_guest_writes_no_more_than_it_was_allowed() -> Result<()> {
    let mut ctx = WasiCtx::default();
    let mut output = stdout(&mut ctx)?;
    // It was allowed nothing yet.
    assert!(ctx.output_stream_write(&mut output, b"x").is_err());
    let permit = ctx.output_stream_check_write(&mut output)?.unwrap();
    assert_eq!(permit, Limits::default().write_bytes as u64);
    ctx.output_stream_write(&mut output, b"xyz")?.unwrap();
    assert!(ctx.output_stream_write_zeroes(&mut output, permit - 2).is_err());
    assert!(ctx.output_stream_write_zeroes(&mut output, u64::MAX).is_err());
    ctx.output_stream_write_zeroes(&mut output, permit - 3)?.unwrap();
    assert!(ctx.output_stream_write(&mut output, b"x").is_err());
    // Those that wait take 4 KiB at once.
    assert!(ctx.output_stream_blocking_write_and_flush(&mut output, &[0; 4_097]).is_err());
    assert!(ctx.output_stream_blocking_write_zeroes_and_flush(&mut output, 4_097).is_err());
    ctx.output_stream_blocking_write_zeroes_and_flush(&mut output, 4_096)?.unwrap();
    Ok(())
}

#[test]
fn output_that_is_kept_has_an_end() -> Result<()> {
    let kept = Kept::up_to(5);
    let mut ctx = WasiCtx::builder().stdout(kept.clone()).build();
    let mut output = stdout(&mut ctx)?;
    ctx.output_stream_blocking_write_and_flush(&mut output, b"12345")?.unwrap();
    let more = ctx.output_stream_blocking_write_and_flush(&mut output, b"6")?;
    assert!(matches!(more, Err(StreamError::LastOperationFailed(_))));
    assert_eq!(kept.take(), b"12345");
    ctx.output_stream_blocking_write_and_flush(&mut output, b"6")?.unwrap();
    assert_eq!(kept.take(), b"6");
    Ok(())
}

#[test]
fn input_is_read_in_parts_by_all_who_have_it() -> Result<()> {
    let mut ctx = WasiCtx::builder().stdin(Bytes::new("abcdef")).build();
    let (mut one, mut other) = (stdin(&mut ctx)?, stdin(&mut ctx)?);
    assert_eq!(ctx.input_stream_read(&mut one, 0)?.unwrap(), b"");
    assert_eq!(ctx.input_stream_read(&mut one, 2)?.unwrap(), b"ab");
    assert_eq!(ctx.input_stream_skip(&mut other, 1)?.unwrap(), 1);
    let kept = Kept::up_to(100);
    let mut ctx = WasiCtx::builder().stdin(Bytes::new("abc")).stdout(kept.clone()).build();
    let (mut input, mut output) = (stdin(&mut ctx)?, stdout(&mut ctx)?);
    assert_eq!(ctx.output_stream_splice(&mut output, &mut input, 2)?.unwrap(), 2);
    assert_eq!(ctx.output_stream_blocking_splice(&mut output, &mut input, u64::MAX)?.unwrap(), 1);
    assert!(matches!(ctx.output_stream_splice(&mut output, &mut input, 1)?, Err(StreamError::Closed)));
    assert_eq!(kept.take(), b"abc");
    Ok(())
}

#[test]
fn a_thread_waits_for_the_other_end_of_a_pipe() -> Result<()> {
    let (guest_reads, mut host_writes) = std::io::pipe()?;
    let (mut host_reads, guest_writes) = std::io::pipe()?;
    let builder = WasiCtx::builder().stdin(FdInput::new(guest_reads));
    let mut ctx = builder.stdout(FdOutput::new(guest_writes)?).build();
    let (mut input, mut output) = (stdin(&mut ctx)?, stdout(&mut ctx)?);
    assert_eq!(ctx.input_stream_read(&mut input, 10)?.unwrap(), b"");
    let (mut ready, mut later) = (ctx.input_stream_subscribe(&mut input)?, {
        let far = Duration::from_secs(3_600).as_nanos();
        monotonic_clock::Host::subscribe_duration(&mut ctx, u64::try_from(far)?)?
    });
    assert!(!ctx.pollable_ready(&mut ready)? && !ctx.pollable_ready(&mut later)?);
    let other = std::thread::spawn(move || std::io::Write::write_all(&mut host_writes, b"hello"));
    assert_eq!(ctx.poll(vec![&later, &ready])?, [1]);
    assert_eq!(ctx.input_stream_blocking_read(&mut input, 10)?.unwrap(), b"hello");
    assert!(other.join().is_ok_and(|written| written.is_ok()));
    assert!(matches!(ctx.input_stream_blocking_read(&mut input, 10)?, Err(StreamError::Closed)));
    // A pipe that is full takes nothing, until somebody reads.
    let mut written = 0;
    loop {
        match ctx.output_stream_check_write(&mut output)?.unwrap() {
            0 => break,
            permit => {
                let bytes = vec![7; usize::try_from(permit)?];
                ctx.output_stream_write(&mut output, &bytes)?.unwrap();
                written += bytes.len();
            }
        }
    }
    let mut room = ctx.output_stream_subscribe(&mut output)?;
    assert!(!ctx.pollable_ready(&mut room)?);
    let other = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut host_reads, &mut bytes).map(|_| bytes)
    });
    ctx.output_stream_blocking_flush(&mut output)?.unwrap();
    drop((room, output, ctx));
    let bytes = other.join().unwrap()?;
    assert_eq!((bytes.len(), bytes.iter().all(|byte| *byte == 7)), (written, true));
    Ok(())
}

#[test]
fn one_read_makes_room_for_what_there_is() -> Result<()> {
    let mut limits = Limits::default();
    limits.read_bytes = 16 << 20;
    let (guest_reads, mut host_writes) = std::io::pipe()?;
    let mut ctx = WasiCtx::builder().stdin(FdInput::new(guest_reads)).limits(limits).build();
    let mut input = stdin(&mut ctx)?;
    for len in [1, 10_000] {
        std::io::Write::write_all(&mut host_writes, &vec![7; len])?;
        let bytes = ctx.input_stream_read(&mut input, u64::MAX)?.unwrap();
        assert_eq!(bytes, vec![7; len]);
        assert!(bytes.capacity() <= len.max(4_096), "{} bytes for {len}", bytes.capacity());
    }
    assert_eq!(ctx.input_stream_read(&mut input, u64::MAX)?.unwrap().capacity(), 0);
    Ok(())
}

#[test]
fn nobody_reads_any_more() -> Result<()> {
    let (host_reads, guest_writes) = std::io::pipe()?;
    drop(host_reads);
    let mut ctx = WasiCtx::builder().stdout(FdOutput::new(guest_writes)?).build();
    let mut output = stdout(&mut ctx)?;
    let written = ctx.output_stream_blocking_write_and_flush(&mut output, b"x")?;
    assert!(matches!(written, Err(StreamError::Closed)));
    Ok(())
}

#[test]
fn a_guest_waits_for_something() -> Result<()> {
    // An empty list would never be ready.
    assert!(WasiCtx::default().poll(Vec::new()).is_err());
    Ok(())
}

#[test]
fn a_guest_has_no_more_than_the_limits() -> Result<()> {
    let mut limits = Limits::default();
    (limits.handles, limits.random_bytes) = (2, 8);
    let mut ctx = WasiCtx::builder().limits(limits).build();
    let mut input = stdin(&mut ctx)?;
    let pollable = ctx.input_stream_subscribe(&mut input)?;
    assert!(ctx.input_stream_subscribe(&mut input).is_err());
    drop(pollable);
    assert!(ctx.input_stream_subscribe(&mut input).is_ok());
    assert_eq!(random::Host::get_random_bytes(&mut ctx, 8)?.len(), 8);
    assert!(random::Host::get_random_bytes(&mut ctx, 9).is_err());
    assert!(random::Host::get_random_bytes(&mut ctx, u64::MAX).is_err());
    Ok(())
}

#[test]
fn clocks_and_randomness_can_be_set() -> Result<()> {
    let clock = ManualClock::default();
    clock.set(Duration::new(1_000_000_000, 7));
    let mut next = 0u8;
    let source = move |bytes: &mut [u8]| bytes.iter_mut().for_each(|byte| (next, *byte) = (next + 1, next));
    let builder = WasiCtx::builder().wall_clock(clock.clone()).monotonic_clock(clock);
    let mut ctx = builder.secure_random(source).insecure_random_seed(5 << 64 | 4).build();
    assert_eq!(random::Host::get_random_bytes(&mut ctx, 3)?, [0, 1, 2]);
    assert_eq!(random::Host::get_random_u64(&mut ctx)?, u64::from_le_bytes([3, 4, 5, 6, 7, 8, 9, 10]));
    assert_eq!(insecure_seed::Host::insecure_seed(&mut ctx)?, (4, 5));
    let now = wall_clock::Host::now(&mut ctx)?;
    assert_eq!((now.seconds, now.nanoseconds), (1_000_000_000, 7));
    // Whoever waits a day has waited a day.
    let day = 24 * 3_600 * 1_000_000_000;
    let mut later = monotonic_clock::Host::subscribe_duration(&mut ctx, day)?;
    ctx.pollable_block(&mut later)?;
    assert_eq!(monotonic_clock::Host::now(&mut ctx)?, day);
    assert_eq!(wall_clock::Host::now(&mut ctx)?.seconds, 1_000_086_400);
    Ok(())
}

#[test]
fn exit_codes_are_values() {
    let mut ctx = WasiCtx::default();
    let code = |result: Result<()>| ExitStatus::of_run(result.map(Ok)).map(ExitStatus::code).ok();
    assert_eq!(code(exit::Host::exit(&mut ctx, Ok(()))), Some(0));
    assert_eq!(code(exit::Host::exit(&mut ctx, Err(()))), Some(1));
    assert_eq!(code(exit::Host::exit_with_code(&mut ctx, 42)), Some(42));
    assert_eq!(ExitStatus::of_run(Ok(Ok(()))).ok(), Some(ExitStatus::SUCCESS));
    assert_eq!(ExitStatus::of_run(Ok(Err(()))).ok(), Some(ExitStatus::FAILURE));
    let other = ExitStatus::of_run(Err(embody::format_err!("something else")));
    assert!(other.is_err_and(|error| error.downcast_ref::<Exit>().is_none()));
}
