//! How many system calls a program makes.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::ptr;

use libc::{c_int, c_void, pid_t};

/// How a stop for a system call differs from one for a signal, once the kernel was told to tell them apart.
const SYSTEM_CALL: c_int = libc::SIGTRAP | 0x80;

/// The system calls of a program of one thread, from its start to its end; none where tracing is not permitted.
///
/// # Errors
/// If the program cannot be started, or fails.
pub fn system_calls(program: &Path) -> io::Result<Option<u64>> {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    // SAFETY: between `fork` and `exec` the child makes one system call, and allocates nothing.
    unsafe { command.pre_exec(|| request(libc::PTRACE_TRACEME, 0, 0)) };
    let child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
        Err(error) => return Err(error),
    };
    let pid = child.id() as pid_t;

    // The child waits behind its `exec` until it is told to go on.
    wait(pid)?;
    let options = libc::PTRACE_O_TRACESYSGOOD | libc::PTRACE_O_EXITKILL;
    request(libc::PTRACE_SETOPTIONS, pid, options)?;
    let (mut stops, mut signal) = (0, 0);
    loop {
        request(libc::PTRACE_SYSCALL, pid, signal)?;
        let status = wait(pid)?;
        signal = 0;
        if libc::WIFSTOPPED(status) {
            match libc::WSTOPSIG(status) {
                SYSTEM_CALL => stops += 1,
                other => signal = other,
            }
        } else if libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0 {
            // Two stops for each call, but one for the last, from which there is no return.
            return Ok(Some(u64::div_ceil(stops, 2)));
        } else {
            return Err(io::Error::other(format!("{} ended with {status:#x}", program.display())));
        }
    }
}

/// A request that wants a number, or nothing.
fn request(request: libc::c_uint, pid: pid_t, data: c_int) -> io::Result<()> {
    let data = ptr::without_provenance_mut::<c_void>(data as usize);
    // SAFETY: the requests of this module read and write no memory of this process.
    let result = unsafe { libc::ptrace(request, pid, ptr::null_mut::<c_void>(), data) };
    if result == -1 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

fn wait(pid: pid_t) -> io::Result<c_int> {
    let mut status = 0;
    // SAFETY: the kernel writes one number.
    let result = unsafe { libc::waitpid(pid, &raw mut status, 0) };
    if result == pid { Ok(status) } else { Err(io::Error::last_os_error()) }
}
