//! Exceptions of an instance, and throwing them.
//!
//! The guest refers to an exception by its address: locals, globals, tables, and values of other exceptions may hold it.
//! When there are many, those that nothing refers to are thrown away: every word of the guest's stack, of its context and
//! of its tables that is an exception's address counts as a reference to it, so that compiled code keeps no books.
//! Throwing walks the frames to the first call that names the tag, and has the guest go on there.

use core::arch::{asm, naked_asm};
use core::ptr;
use std::collections::HashMap;

use embody_abi::limits::{MAX_EXCEPTION_BYTES, MAX_GUEST_STACK_BYTES};
use embody_abi::trap::Trap;

use super::backtrace::{self, Thrown};
use super::context::VmHeader;
use super::instance::Record;

/// Exceptions below which nobody looks for those that can go.
const COLLECT_AT: usize = 256;

/// Bytes that an exception takes beside its words.
const OVERHEAD_BYTES: usize = 64;

/// The exceptions of an instance.
#[derive(Default)]
pub(super) struct Exceptions {
    /// By address: the words, of which the first one is the tag, and whether something refers to it.
    all: HashMap<usize, Exception>,
    bytes: usize,
    collect_at: usize,
}

struct Exception {
    words: *mut [u64],
    is_marked: bool,
}

impl Exceptions {
    /// Makes an exception with so many bytes of payload, all zero: its address.
    fn make(&mut self, tag: u32, len: usize) -> usize {
        let mut words = vec![0u64; 1 + len.div_ceil(8)].into_boxed_slice();
        words[0] = u64::from(tag);
        let words = Box::into_raw(words);
        // The guest reads and writes it by its address.
        let address = words.cast::<u64>().expose_provenance();
        self.bytes += bytes(words);
        self.all.insert(address, Exception { words, is_marked: false });
        address
    }

    /// Throws away what no word of `roots` refers to, directly or through other exceptions.
    fn collect(&mut self, roots: impl Iterator<Item = u64>) {
        let mut reached = Vec::new();
        for word in roots {
            self.mark(word, &mut reached);
        }
        while let Some(words) = reached.pop() {
            for i in 1..words.len() {
                // SAFETY: the words belong to this list, and the guest, which waits, has no Rust reference to them.
                let word = unsafe { words.cast::<u64>().add(i).read() };
                self.mark(word, &mut reached);
            }
        }
        let mut freed = 0;
        self.all.retain(|_, exception| {
            if !core::mem::take(&mut exception.is_marked) {
                freed += bytes(exception.words);
                // SAFETY: `make` got the pointer from a box, and it leaves the list here.
                drop(unsafe { Box::from_raw(exception.words) });
                return false;
            }
            true
        });
        self.bytes -= freed;
        self.collect_at = COLLECT_AT.max(2 * self.all.len());
    }

    fn mark(&mut self, word: u64, reached: &mut Vec<*mut [u64]>) {
        let found = usize::try_from(word).ok().and_then(|address| self.all.get_mut(&address));
        if let Some(exception) = found.filter(|exception| !exception.is_marked) {
            exception.is_marked = true;
            reached.push(exception.words);
        }
    }

    fn is_due(&self) -> bool {
        self.all.len() >= self.collect_at.max(COLLECT_AT) || self.bytes >= MAX_EXCEPTION_BYTES
    }
}

impl Drop for Exceptions {
    fn drop(&mut self) {
        for exception in self.all.values() {
            // SAFETY: `make` got the pointer from a box; the list is gone, and so is the instance.
            drop(unsafe { Box::from_raw(exception.words) });
        }
    }
}

fn bytes(words: *mut [u64]) -> usize {
    8 * words.len() + OVERHEAD_BYTES
}

/// The libcall that makes an exception: its reference, or null.
///
/// # Safety
/// `context` is the running instance's, passed by its code.
pub(super) unsafe extern "C" fn new(context: *mut u8, tag: i32, len: i32) -> i64 {
    let context = context.cast::<VmHeader>();
    // SAFETY: compiled code passes its own context; while it waits here nothing else uses the instance.
    let record = unsafe { Record::of(context) };
    if record.exceptions.is_due() {
        // SAFETY: the guest of this context called.
        unsafe { collect(record, context) };
        if record.exceptions.bytes >= MAX_EXCEPTION_BYTES {
            return 0;
        }
    }
    // Types of functions bound the length far below 2³¹.
    let len = usize::try_from(len).unwrap_or(0);
    record.exceptions.make(tag.cast_unsigned(), len) as i64
}

/// Throws away exceptions that the instance does not refer to.
///
/// # Safety
/// The guest of `context` runs on this thread and waits, and `record` is its own.
#[inline(never)]
unsafe fn collect(record: &mut Record, context: *mut VmHeader) {
    // Registers that the C convention preserves may hold references of the guest's frames; those that functions in between
    // have saved are on the stack.
    let mut registers = [0u64; 10];
    // SAFETY: writes only to the array; the registers are read.
    unsafe { save_registers(&mut registers) };
    let mut exceptions = core::mem::take(&mut record.exceptions);
    let bottom = (&raw const registers).addr();
    // SAFETY: the guest runs, so the header is its own; `Entered::new` set the limit this far below a local variable of a
    // function that called the guest.
    let top = unsafe { (*context).stack_limit } as usize + MAX_GUEST_STACK_BYTES;
    let stack = (bottom..top & !7).step_by(8).map(|at| {
        // SAFETY: from a local variable here up to one of a function further out everything is this thread's stack.
        unsafe { ptr::with_exposed_provenance::<u64>(at).read_volatile() }
    });
    exceptions.collect(stack.chain(record.words()));
    record.exceptions = exceptions;
}

/// Where the guest goes on, as [`throw`] loads it into registers.
#[repr(C)]
struct Landing {
    pc: usize,
    sp: usize,
    fp: usize,
    payload: [u64; 2],
}

/// Finds where the exception is caught that the guest threw at `pc`, in a function whose frame pointer is `fp`.
///
/// # Safety
/// As for [`throw`], which alone calls this.
unsafe extern "C" fn find(
    context: *mut VmHeader,
    exception: u64,
    pc: usize,
    fp: usize,
    landing: &mut Landing,
) {
    // SAFETY: the guest of this context called, and waits.
    let record = unsafe { Record::of(context) };
    let image = record.image.image();
    // SAFETY: validation has it that the reference is one of an exception, the guest has checked that it is not null, and
    // exceptions that the guest refers to are kept.
    let tag = unsafe { ptr::with_exposed_provenance::<u64>(exception as usize).read() };
    // SAFETY: the guest's frame is on this thread's stack.
    let found = unsafe { backtrace::walk(image, pc, fp, Thrown::Exception(tag as u32)) };
    let Some((resume, is_caught)) = found else {
        // The frames of a guest end at an entry. Going on anywhere would be worse.
        std::process::abort()
    };
    let payload = if is_caught { [exception, 0] } else { [0, u64::from(Trap::UncaughtException.code())] };
    *landing = Landing { pc: resume.pc, sp: resume.sp, fp: resume.fp, payload };
}

/// The libcall that throws an exception. It does not return: the guest goes on where the exception is caught, in the frame
/// that it is caught in.
///
/// # Safety
/// `context` is the running instance's, `exception` a reference of it that is not null, and a function of the guest called
/// this, with its frame pointer in the register for that. Frames in between are the guest's alone.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
pub(super) unsafe extern "C" fn throw(context: *mut u8, exception: i64) {
    naked_asm!(
        "mov rdx, [rsp]",
        "mov rcx, rbp",
        "sub rsp, 40",
        "mov r8, rsp",
        "call {find}",
        "mov rcx, [rsp]",
        "mov rbp, [rsp + 16]",
        "mov rax, [rsp + 24]",
        "mov rdx, [rsp + 32]",
        "mov rsp, [rsp + 8]",
        "jmp rcx",
        find = sym find,
    )
}

/// The libcall that throws an exception. It does not return: the guest goes on where the exception is caught, in the frame
/// that it is caught in.
///
/// # Safety
/// `context` is the running instance's, `exception` a reference of it that is not null, and a function of the guest called
/// this, with its frame pointer in the register for that. Frames in between are the guest's alone.
#[cfg(target_arch = "aarch64")]
#[unsafe(naked)]
pub(super) unsafe extern "C" fn throw(context: *mut u8, exception: i64) {
    naked_asm!(
        "mov x2, x30",
        "mov x3, x29",
        "sub sp, sp, #48",
        "mov x4, sp",
        "bl {find}",
        "ldp x8, x9, [sp]",
        "ldr x29, [sp, #16]",
        "ldp x0, x1, [sp, #24]",
        "mov sp, x9",
        "br x8",
        find = sym find,
    )
}

/// Writes the registers that the C convention preserves, but for the frame pointer.
///
/// # Safety
/// None but that it is assembly: it writes to the array alone.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
unsafe fn save_registers(to: &mut [u64; 10]) {
    // SAFETY: five words are written to an array of ten; nothing else changes.
    unsafe {
        asm!(
            "mov [{to}], rbx",
            "mov [{to} + 8], r12",
            "mov [{to} + 16], r13",
            "mov [{to} + 24], r14",
            "mov [{to} + 32], r15",
            to = in(reg) to.as_mut_ptr(),
            options(nostack, preserves_flags),
        );
    }
}

/// Writes the registers that the C convention preserves, but for the frame pointer.
///
/// # Safety
/// None but that it is assembly: it writes to the array alone.
#[cfg(target_arch = "aarch64")]
#[inline(always)]
unsafe fn save_registers(to: &mut [u64; 10]) {
    // SAFETY: ten words are written to an array of ten; nothing else changes.
    unsafe {
        asm!(
            "stp x19, x20, [{to}]",
            "stp x21, x22, [{to}, #16]",
            "stp x23, x24, [{to}, #32]",
            "stp x25, x26, [{to}, #48]",
            "stp x27, x28, [{to}, #64]",
            to = in(reg) to.as_mut_ptr(),
            options(nostack, preserves_flags),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_referred_to_stays() {
        let mut exceptions = Exceptions::default();
        let inner = exceptions.make(1, 16);
        let outer = exceptions.make(2, 8);
        let lost = exceptions.make(3, 0);
        // SAFETY: the exception was just made, with one word of payload.
        unsafe { ptr::with_exposed_provenance_mut::<u64>(outer).add(1).write(inner as u64) };
        exceptions.collect([7, outer as u64].into_iter());
        let has = |exceptions: &Exceptions, address| exceptions.all.contains_key(&address);
        assert!(has(&exceptions, inner) && has(&exceptions, outer) && !has(&exceptions, lost));
        assert_eq!(exceptions.bytes, 8 * (3 + 2) + 2 * OVERHEAD_BYTES);
        exceptions.collect([inner as u64].into_iter());
        assert!(has(&exceptions, inner) && !has(&exceptions, outer));
        exceptions.collect(core::iter::empty());
        assert_eq!(exceptions.bytes, 0);
    }
}
