//! Where a guest was when it stopped.
//!
//! Guest functions keep frame pointers, so their frames are a linked list that ends at the entry: the first frame whose
//! return address is that of a call out of an entry. A trap or an exception walks it once, to find where to resume and to
//! note the return addresses; names are looked up later, when the error is made.

use core::cell::UnsafeCell;
use core::fmt;

use embody_abi::artifact::caught;
use embody_abi::limits::MAX_BACKTRACE_FRAMES;
use embody_abi::trap::Trap;

use super::image::Image;

/// Code addresses that the handler noted on this thread.
struct Noted {
    len: usize,
    pcs: [usize; MAX_BACKTRACE_FRAMES],
}

thread_local! {
    static NOTED: UnsafeCell<Noted> = const { UnsafeCell::new(Noted { len: 0, pcs: [0; MAX_BACKTRACE_FRAMES] }) };
}

/// Where to continue after a trap: registers of the entry's handler.
pub(super) struct Resume {
    pub(super) pc: usize,
    pub(super) fp: usize,
    pub(super) sp: usize,
}

/// The trap code of the instruction at `pc`, which is in the image's text.
pub(super) fn trap_at(image: &Image, pc: usize) -> Option<Trap> {
    let table = image.data_range(image.plan().tables_of_text.traps);
    let count = u32_at(table, 0)? as usize;
    let offset = u32::try_from(pc.checked_sub(image.text_range().start)?).ok()?;
    let at = search(count, |i| u32_at(table, 4 + 4 * i), offset)?;
    (u32_at(table, 4 + 4 * at)? == offset).then_some(())?;
    Trap::from_code(*table.get(4 + 4 * count + at)?)
}

/// What the guest's frames are walked for.
#[derive(Clone, Copy)]
pub(super) enum Thrown {
    /// A trap, which only an entry takes.
    Trap,
    /// An exception of this tag.
    Exception(u32),
}

/// Walks from the frame of `pc` to where the guest goes on, and whether that is a function of the guest that catches an
/// exception; else it is the entry, and return addresses up to there are noted.
///
/// # Safety
/// `fp` is the frame pointer of a guest function of `image` that is on this thread's stack.
pub(super) unsafe fn walk(image: &Image, pc: usize, fp: usize, thrown: Thrown) -> Option<(Resume, bool)> {
    let text = image.text_range();
    let mut noted = Noted { len: 0, pcs: [0; MAX_BACKTRACE_FRAMES] };
    if let Thrown::Exception(_) = thrown
        && let Some(own) = text.contains(&pc).then(|| handler(image, pc - text.start, thrown)).flatten()
    {
        // The call that throws is itself inside of a clause that takes it, since its function was taken into the caller.
        return Some((own.resume(text.start, fp), true));
    }
    let (mut pc, mut fp) = (pc, fp);
    loop {
        if let Some(place) = noted.pcs.get_mut(noted.len) {
            *place = pc;
            noted.len += 1;
        }
        // SAFETY: by the caller's promise, and for each further frame because guest functions keep frame pointers, `fp`
        // points to the saved frame pointer and the return address behind it.
        let (caller_fp, ret) = unsafe {
            let frame = core::ptr::with_exposed_provenance::<usize>(fp);
            (*frame, *frame.add(1))
        };
        let offset = text.contains(&ret).then(|| ret - text.start)?;
        if let Some(handler) = handler(image, offset, thrown) {
            if !handler.is_catch {
                NOTED.with(|cell| {
                    // SAFETY: the cell is this thread's, and `take` does not run in a handler, nor this while it runs:
                    // it calls no guest code.
                    unsafe { *cell.get() = noted };
                });
            }
            return Some((handler.resume(text.start, caller_fp), handler.is_catch));
        }
        (pc, fp) = (ret, caller_fp);
    }
}

/// Where a caller goes on; see `embody_abi::artifact`.
struct Handler {
    is_catch: bool,
    resume: usize,
    frame_bytes: usize,
}

impl Handler {
    /// Registers of the caller, whose frame pointer is `fp`.
    fn resume(&self, text: usize, fp: usize) -> Resume {
        Resume { pc: text + self.resume, fp, sp: fp - self.frame_bytes }
    }
}

/// The handler that takes what is thrown, of the call that returns to the offset `ret`.
fn handler(image: &Image, ret: usize, thrown: Thrown) -> Option<Handler> {
    let table = image.data_range(image.plan().tables_of_text.handlers);
    let ret = u32::try_from(ret).ok()?;
    let row = |i: usize| Some([0, 4, 8, 12].map(|at| u32_at(table, 16 * i + at).unwrap_or_default()));
    // The first row of this call is behind the last one of those before.
    let before = search(table.len() / 16, |i| u32_at(table, 16 * i), ret.checked_sub(1)?);
    let rows = (before.map_or(0, |i| i + 1)..table.len() / 16).map_while(row);
    for [_, catches, resume, frame_bytes] in rows.take_while(|row| row[0] == ret) {
        let is_catch = catches != caught::EVERYTHING;
        let takes = match thrown {
            Thrown::Trap => !is_catch,
            Thrown::Exception(tag) => !is_catch || catches == caught::EXCEPTIONS || catches == tag,
        };
        if takes {
            return Some(Handler { is_catch, resume: resume as usize, frame_bytes: frame_bytes as usize });
        }
    }
    None
}

/// Index of the last of `count` ascending keys that is not above `key`.
fn search(count: usize, key_at: impl Fn(usize) -> Option<u32>, key: u32) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let mid = low + (high - low) / 2;
        if key_at(mid)? <= key { low = mid + 1 } else { high = mid }
    }
    low.checked_sub(1)
}

fn u32_at(table: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(table.get(at..at + 4)?.try_into().ok()?))
}

/// What the handler noted on this thread, with names from `image`.
pub(super) fn take(image: &Image) -> WasmBacktrace {
    let pcs: Vec<usize> = NOTED.with(|cell| {
        // SAFETY: the cell is this thread's; no guest code runs here, so no handler writes to it.
        let noted = unsafe { &mut *cell.get() };
        let pcs = noted.pcs[..noted.len].to_vec();
        noted.len = 0;
        pcs
    });
    let start = image.text_range().start;
    let frame = |(i, pc): (usize, &usize)| {
        // A return address lies behind its call, which may be the last instruction of a function.
        let offset = pc.wrapping_sub(start).wrapping_sub(usize::from(i > 0));
        FrameInfo { name: function_name(image, offset), offset: pc.wrapping_sub(start) }
    };
    WasmBacktrace { frames: pcs.iter().enumerate().map(frame).collect() }
}

fn function_name(image: &Image, offset: usize) -> Option<String> {
    let table = image.data_range(image.plan().tables_of_text.functions);
    let count = u32_at(table, 0)? as usize;
    let at = search(count, |i| u32_at(table, 4 + 12 * i), u32::try_from(offset).ok()?)?;
    let (from, len) = (u32_at(table, 8 + 12 * at)? as usize, u32_at(table, 12 + 12 * at)? as usize);
    let names = table.get(4 + 12 * count..)?;
    Some(String::from_utf8_lossy(names.get(from..from.checked_add(len)?)?).into_owned())
}

/// The guest's functions that were running when it stopped, innermost first. Errors of a call have it as context.
///
/// Small functions that the compiler took into their callers are not in it: their callers are.
#[derive(Clone, Debug)]
pub struct WasmBacktrace {
    frames: Vec<FrameInfo>,
}

impl WasmBacktrace {
    /// The frames, innermost first; at most [`MAX_BACKTRACE_FRAMES`] of them.
    #[must_use]
    pub fn frames(&self) -> &[FrameInfo] {
        &self.frames
    }
}

impl fmt::Display for WasmBacktrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the guest stopped at")?;
        for (i, frame) in self.frames.iter().enumerate() {
            write!(f, "\n  {i:>3}: {}", frame.func_name().unwrap_or("<unknown>"))?;
        }
        Ok(())
    }
}

/// One function of a backtrace.
#[derive(Clone, Debug)]
pub struct FrameInfo {
    name: Option<String>,
    offset: usize,
}

impl FrameInfo {
    /// The function's name, as the guest's name section has it, or its index.
    #[must_use]
    pub fn func_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Where in the image's text, in bytes from its start.
    #[must_use]
    pub fn text_offset(&self) -> usize {
        self.offset
    }
}
