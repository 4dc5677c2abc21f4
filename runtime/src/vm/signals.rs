//! Traps as signals.
//!
//! Guest code traps by a fault: on a guard page, an undefined instruction, a division. The handler looks at where the
//! program was. If that is an instruction of a guest that may trap, it has the program continue in the entry that called
//! the guest, with the trap code; every other signal goes to the handler that was there before. It allocates nothing,
//! locks nothing, and calls nothing but this module and its neighbours.

use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;
use std::sync::OnceLock;

use libc::{SIGBUS, SIGFPE, SIGILL, SIGSEGV};

use super::backtrace::Thrown;
use super::{backtrace, registry};
use crate::{Result, bail};

const SIGNALS: [c_int; 4] = [SIGSEGV, SIGBUS, SIGILL, SIGFPE];

/// The handlers that were there before, in the order of [`SIGNALS`].
static PREVIOUS: OnceLock<Option<[libc::sigaction; 4]>> = OnceLock::new();

/// Installs the handler, once for the process.
///
/// # Errors
/// If the kernel refuses.
pub(super) fn install() -> Result<()> {
    let installed = PREVIOUS.get_or_init(|| {
        let mut previous = [const { MaybeUninit::<libc::sigaction>::zeroed() }; 4];
        for (signal, previous) in SIGNALS.into_iter().zip(&mut previous) {
            // SAFETY: a zeroed `sigaction` is a valid one; `handle` has the signature that SA_SIGINFO asks for and does
            // only what a handler may. SA_ONSTACK uses the alternate stack where the thread has one; SA_NODEFER is
            // absent, so that a fault in the handler itself ends the process.
            let result = unsafe {
                let mut action: libc::sigaction = core::mem::zeroed();
                action.sa_sigaction = handle as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESTART;
                libc::sigemptyset(&raw mut action.sa_mask);
                libc::sigaction(signal, &raw const action, previous.as_mut_ptr())
            };
            if result != 0 {
                return None;
            }
        }
        // SAFETY: zeroed, which is valid, or written by the kernel.
        Some(previous.map(|action| unsafe { action.assume_init() }))
    });
    match installed {
        Some(_) => Ok(()),
        None => bail!("cannot install signal handlers: {}", std::io::Error::last_os_error()),
    }
}

unsafe extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes a valid info and context to a handler of SA_SIGINFO.
    let handled = unsafe { (*info).si_code > 0 && resume_guest(&mut *context.cast::<libc::ucontext_t>()) };
    if !handled {
        // SAFETY: passed on as received.
        unsafe { forward(signal, info, context) }
    }
}

/// Has the program continue in the entry, if it stopped at a guest's instruction that may trap.
///
/// # Safety
/// `context` is what the kernel gave the handler that runs now.
unsafe fn resume_guest(context: &mut libc::ucontext_t) -> bool {
    let mut registers = machine::Registers(context);
    let Some(image) = registry::find(registers.pc()) else { return false };
    let Some(trap) = backtrace::trap_at(image, registers.pc()) else { return false };
    // SAFETY: the program stopped at an instruction of the image that may trap, so its frame pointer is the guest's.
    let found = unsafe { backtrace::walk(image, registers.pc(), registers.fp(), Thrown::Trap) };
    let Some((resume, _)) = found else { return false };
    registers.resume(&resume, 0, u64::from(trap.code()));
    true
}

/// Does what would have happened without our handler.
///
/// # Safety
/// The arguments are those of a handler that runs now.
unsafe fn forward(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let at = SIGNALS.iter().position(|s| *s == signal);
    let previous = PREVIOUS.get().and_then(Option::as_ref).and_then(|all| all.get(at?));
    match previous {
        Some(action) if !matches!(action.sa_sigaction, libc::SIG_DFL | libc::SIG_IGN) => {
            // SAFETY: the program installed this function as a handler with these flags, which say how to call it.
            unsafe {
                if action.sa_flags & libc::SA_SIGINFO != 0 {
                    let call: unsafe extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) =
                        core::mem::transmute(action.sa_sigaction);
                    call(signal, info, context);
                } else {
                    let call: unsafe extern "C" fn(c_int) = core::mem::transmute(action.sa_sigaction);
                    call(signal);
                }
            }
        }
        // SAFETY: the kernel passes a valid info. Restoring the default is what `signal` does; the faulting instruction
        // runs again and ends the process, as a fault does even where the signal is ignored. A signal that another
        // process sent is sent anew, unless it is ignored.
        previous => unsafe {
            let is_sent = (*info).si_code <= 0;
            if is_sent && previous.is_some_and(|action| action.sa_sigaction == libc::SIG_IGN) {
                return;
            }
            libc::signal(signal, libc::SIG_DFL);
            if is_sent {
                libc::raise(signal);
            }
        },
    }
}

#[cfg(target_arch = "x86_64")]
mod machine {
    use super::backtrace::Resume;

    pub(super) struct Registers<'a>(pub(super) &'a mut libc::ucontext_t);

    impl Registers<'_> {
        fn get(&self, register: core::ffi::c_int) -> usize {
            self.0.uc_mcontext.gregs[register as usize].cast_unsigned() as usize
        }

        fn set(&mut self, register: core::ffi::c_int, value: u64) {
            self.0.uc_mcontext.gregs[register as usize] = value.cast_signed();
        }

        pub(super) fn pc(&self) -> usize {
            self.get(libc::REG_RIP)
        }

        pub(super) fn fp(&self) -> usize {
            self.get(libc::REG_RBP)
        }

        /// Continues at `resume` with the exception's two payload values, in the registers that Cranelift's calling
        /// conventions give them.
        pub(super) fn resume(&mut self, resume: &Resume, first: u64, second: u64) {
            self.set(libc::REG_RIP, resume.pc as u64);
            self.set(libc::REG_RBP, resume.fp as u64);
            self.set(libc::REG_RSP, resume.sp as u64);
            self.set(libc::REG_RAX, first);
            self.set(libc::REG_RDX, second);
        }
    }
}

#[cfg(target_arch = "aarch64")]
mod machine {
    use super::backtrace::Resume;

    pub(super) struct Registers<'a>(pub(super) &'a mut libc::ucontext_t);

    impl Registers<'_> {
        pub(super) fn pc(&self) -> usize {
            self.0.uc_mcontext.pc as usize
        }

        pub(super) fn fp(&self) -> usize {
            self.0.uc_mcontext.regs[29] as usize
        }

        /// Continues at `resume` with the exception's two payload values, in the registers that Cranelift's calling
        /// conventions give them.
        pub(super) fn resume(&mut self, resume: &Resume, first: u64, second: u64) {
            let machine = &mut self.0.uc_mcontext;
            machine.pc = resume.pc as u64;
            machine.regs[29] = resume.fp as u64;
            machine.sp = resume.sp as u64;
            machine.regs[0] = first;
            machine.regs[1] = second;
        }
    }
}
