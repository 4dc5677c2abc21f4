//! How many instructions an operation executes, by stepping a copy of this process through it.
//!
//! Slow, some ten microseconds for each, but exact, and possible in containers and virtual machines that have
//! no performance counters. Instructions of the kernel do not count; a system call counts as one.

use anyhow::{Context, Result, bail};

use crate::op::Op;

/// How many instructions one operation executes, when it has been done before: what two more of them add to
/// one.
///
/// # Errors
/// If this system does not let a process trace its children.
pub(crate) fn per_operation(op: &mut dyn Op) -> Result<f64> {
    op.run(3);
    let (one, three) = (between_stops(op, 1)?, between_stops(op, 3)?);
    Ok(three.saturating_sub(one) as f64 / 2.0)
}

/// The instructions of so many operations, and of what the copy does around them.
fn between_stops(op: &mut dyn Op, times: u64) -> Result<u64> {
    // SAFETY: this process has one thread, so that the copy may do all that this process could.
    match unsafe { libc::fork() } {
        -1 => Err(std::io::Error::last_os_error()).context("cannot copy this process"),
        0 => be_stepped(op, times),
        child => step(child),
    }
}

/// What the copy does: waits to be stepped, does its work, and waits for its end.
fn be_stepped(op: &mut dyn Op, times: u64) -> ! {
    // SAFETY: none of these calls is given a pointer that it follows, and `_exit` may be called at any time.
    unsafe {
        libc::ptrace(libc::PTRACE_TRACEME, 0, 0_usize, 0_usize);
        libc::raise(libc::SIGSTOP);
        op.run(times);
        libc::raise(libc::SIGSTOP);
        libc::_exit(0)
    }
}

/// Steps the copy from its first stop to its second.
fn step(child: libc::pid_t) -> Result<u64> {
    let mut count = 0;
    let mut stop = wait(child)?;
    while count == 0 || stop == libc::SIGTRAP {
        // SAFETY: the child is a child of this process, stopped, and asked to be traced. No pointer is used.
        if unsafe { libc::ptrace(libc::PTRACE_SINGLESTEP, child, 0_usize, 0_usize) } != 0 {
            return Err(std::io::Error::last_os_error()).context("cannot step the copy of this process");
        }
        count += 1;
        stop = wait(child)?;
    }
    // SAFETY: as above; the copy is of no more use.
    unsafe { libc::kill(child, libc::SIGKILL) };
    // Its end, so that no zombie stays; that it was killed is known.
    let _ = wait(child);
    if stop != libc::SIGSTOP {
        bail!("the operation raised signal {stop} while it was stepped");
    }
    Ok(count)
}

/// The signal that stopped the copy.
fn wait(child: libc::pid_t) -> Result<i32> {
    let mut status = 0;
    // SAFETY: `status` is valid for the kernel to write.
    if unsafe { libc::waitpid(child, &raw mut status, 0) } != child {
        return Err(std::io::Error::last_os_error()).context("cannot wait for the copy of this process");
    }
    if !libc::WIFSTOPPED(status) {
        bail!("the copy of this process ended with status {status}");
    }
    Ok(libc::WSTOPSIG(status))
}
