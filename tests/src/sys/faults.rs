//! Faults and signals that have nothing to do with a guest, and a program's own handler for them.

use std::ffi::{c_int, c_void};
use std::io;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

const PAGE_BYTES: usize = 4096;

/// The page that [`Page::new`] made last, and how often the handler was called.
static PAGE: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());
static HANDLED: AtomicU32 = AtomicU32::new(0);

/// How often the handler of [`install`] was called.
#[must_use]
pub fn handled() -> u32 {
    HANDLED.load(Ordering::Relaxed)
}

/// Installs a handler for SIGSEGV, as a program with a garbage collector would: where the fault was in the [`Page`], it
/// makes the page accessible and goes on. Any other fault ends the process.
///
/// # Errors
/// If the kernel refuses.
pub fn install() -> io::Result<()> {
    // SAFETY: a zeroed `sigaction` is a valid one, and `open_page` has the signature that SA_SIGINFO asks for.
    let result = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = open_page as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
        libc::sigaction(libc::SIGSEGV, &raw const action, ptr::null_mut())
    };
    check(result)
}

/// Has the process ignore a signal.
pub fn ignore(signal: c_int) {
    // SAFETY: to ignore a signal runs no code.
    unsafe { libc::signal(signal, libc::SIG_IGN) };
}

/// Sends a signal to this process.
///
/// # Errors
/// If there is no such signal.
pub fn send(signal: c_int) -> io::Result<()> {
    // SAFETY: `raise` concerns no memory; what the handler does is its own matter.
    check(unsafe { libc::raise(signal) })
}

unsafe extern "C" fn open_page(_: c_int, info: *mut libc::siginfo_t, _: *mut c_void) {
    HANDLED.fetch_add(1, Ordering::Relaxed);
    let page = PAGE.load(Ordering::Relaxed);
    // SAFETY: the kernel passes the info of a fault, which has an address; the page is a mapping of its own, and
    // `mprotect` is but a system call.
    let opened = unsafe {
        let inside = (*info).si_addr().addr().wrapping_sub(page.addr()) < PAGE_BYTES;
        inside && libc::mprotect(page.cast(), PAGE_BYTES, libc::PROT_READ | libc::PROT_WRITE) == 0
    };
    if !opened {
        // SAFETY: ends the process, as the fault would have.
        unsafe { libc::_exit(99) };
    }
}

/// A page of memory that nobody may touch, unless a handler of faults allows it.
#[derive(Debug)]
pub struct Page(*mut u8);

impl Page {
    /// A new page, which stays mapped for good.
    ///
    /// # Errors
    /// If there is no memory left.
    pub fn new() -> io::Result<Self> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: a fresh mapping at an address that the kernel chooses touches nothing that exists.
        let page = unsafe { libc::mmap(ptr::null_mut(), PAGE_BYTES, libc::PROT_NONE, flags, -1, 0) };
        if page == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        PAGE.store(page.cast(), Ordering::Relaxed);
        Ok(Self(page.cast()))
    }

    /// Reads the first byte: a fault, unless a handler of faults has opened the page.
    #[must_use]
    pub fn touch(&self) -> u8 {
        // SAFETY: the page is mapped for good, and holds zeros. While it is not accessible the read is a fault, which
        // ends the process or comes back when the page is accessible.
        unsafe { self.0.read_volatile() }
    }
}

fn check(result: c_int) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
