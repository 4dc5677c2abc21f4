//! A process that can make no memory executable, and one that tries.

use std::io;
use std::ptr;

use libc::{
    BPF_ABS, BPF_JEQ, BPF_JMP, BPF_JSET, BPF_K, BPF_LD, BPF_RET, BPF_W, c_long, sock_filter, sock_fprog,
};

/// Offsets into the kernel's `seccomp_data`: the call's number, the machine, the low half of the third argument.
const NUMBER: u32 = 0;
const MACHINE: u32 = 4;
const THIRD_ARGUMENT: u32 = 16 + 2 * 8;

/// `AUDIT_ARCH_X86_64` and `AUDIT_ARCH_AARCH64` of the kernel's `audit.h`.
const THIS_MACHINE: u32 = if cfg!(target_arch = "x86_64") { 0xc000_003e } else { 0xc000_00b7 };

/// Calls whose third argument says how memory may be used.
const CALLS: [c_long; 3] = [libc::SYS_mmap, libc::SYS_mprotect, libc::SYS_pkey_mprotect];

/// From here on the kernel ends this process at any call that asks for executable memory.
///
/// # Errors
/// If the kernel has no such filters.
pub fn forbid_executable_memory() -> io::Result<()> {
    let [mmap, mprotect, pkey_mprotect] = CALLS.map(|call| call as u32);
    // A jump skips as many instructions if its test holds, or as many if not.
    let mut filter = [
        statement(BPF_LD | BPF_W | BPF_ABS, MACHINE),
        jump(BPF_JEQ, THIS_MACHINE, 0, 6),
        statement(BPF_LD | BPF_W | BPF_ABS, NUMBER),
        jump(BPF_JEQ, mmap, 2, 0),
        jump(BPF_JEQ, mprotect, 1, 0),
        jump(BPF_JEQ, pkey_mprotect, 0, 3),
        statement(BPF_LD | BPF_W | BPF_ABS, THIRD_ARGUMENT),
        jump(BPF_JSET, libc::PROT_EXEC as u32, 0, 1),
        statement(BPF_RET | BPF_K, libc::SECCOMP_RET_KILL_PROCESS),
        statement(BPF_RET | BPF_K, libc::SECCOMP_RET_ALLOW),
    ];
    let program = sock_fprog { len: filter.len() as u16, filter: filter.as_mut_ptr() };
    let nothing: libc::c_ulong = 0;
    // SAFETY: a flag of this process; it concerns no memory.
    check(unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1 as libc::c_ulong, nothing, nothing, nothing) })?;
    // SAFETY: the program has as many instructions as it says, and the kernel copies them.
    check(unsafe {
        libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER as libc::c_ulong, &raw const program)
    })
}

/// Asks the kernel for a page of executable memory.
///
/// # Errors
/// If it refuses.
pub fn map_executable_memory() -> io::Result<()> {
    let protection = libc::PROT_READ | libc::PROT_EXEC;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: a fresh mapping at an address that the kernel chooses touches nothing that exists.
    let page = unsafe { libc::mmap(ptr::null_mut(), 4096, protection, flags, -1, 0) };
    if page == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
}

fn statement(code: u32, k: u32) -> sock_filter {
    sock_filter { code: code as u16, jt: 0, jf: 0, k }
}

fn jump(test: u32, k: u32, then: u8, otherwise: u8) -> sock_filter {
    sock_filter { code: (BPF_JMP | BPF_K | test) as u16, jt: then, jf: otherwise, k }
}

fn check(result: libc::c_int) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
