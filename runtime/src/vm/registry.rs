//! Which code ranges are guests', for the signal handler.
//!
//! A list to which nodes are only added: a handler may walk it at any time, on any thread, without a lock. The node of
//! an embedded image is part of it. That of a loaded image is allocated; once the image is gone it stays on the list,
//! empty, until another image is loaded, which takes it. Whoever changes the list or a node holds the lock.

use core::ops::Range;
use core::ptr;
use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering, fence};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::image::Image;

static HEAD: AtomicPtr<Node> = AtomicPtr::new(ptr::null_mut());

/// Allocated nodes whose images are gone.
static SPARE: Mutex<Vec<&'static Node>> = Mutex::new(Vec::new());

/// One image's range of code.
#[derive(Debug)]
pub(crate) struct Node {
    /// Whether the node says where an image is.
    listed: AtomicBool,
    /// Whether it is on the list.
    linked: AtomicBool,
    next: AtomicPtr<Node>,
    /// Odd while the following ones change.
    version: AtomicUsize,
    start: AtomicUsize,
    end: AtomicUsize,
    image: AtomicPtr<Image>,
}

impl Node {
    pub(crate) const fn new() -> Self {
        Self {
            listed: AtomicBool::new(false),
            linked: AtomicBool::new(false),
            next: AtomicPtr::new(ptr::null_mut()),
            version: AtomicUsize::new(0),
            start: AtomicUsize::new(0),
            end: AtomicUsize::new(0),
            image: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// A node for an image that is loaded: one that nobody needs any more, or else a new one.
    pub(crate) fn spare() -> &'static Self {
        let spare = lock().pop();
        spare.unwrap_or_else(|| Box::leak(Box::new(Self::new())))
    }

    /// Whether [`Node::list`] is done: from then on the handler finds the image.
    #[inline(always)]
    pub(crate) fn is_listed(&self) -> bool {
        self.listed.load(Ordering::Acquire)
    }

    /// Puts the node on the list, once; later calls do nothing.
    ///
    /// # Safety
    /// `image` stays where it is, with its text, until [`Node::give_back`] is called.
    pub(crate) unsafe fn list(&'static self, image: &Image) {
        let guard = lock();
        if self.is_listed() {
            return;
        }
        self.set(image.text_range(), ptr::from_ref(image).cast_mut());
        if !self.linked.swap(true, Ordering::Relaxed) {
            self.next.store(HEAD.load(Ordering::Relaxed), Ordering::Relaxed);
            HEAD.store(ptr::from_ref(self).cast_mut(), Ordering::Release);
        }
        self.listed.store(true, Ordering::Release);
        drop(guard);
    }

    /// Empties an allocated node, for the next image that is loaded.
    pub(crate) fn give_back(&'static self) {
        let mut spare = lock();
        self.set(0..0, ptr::null_mut());
        self.listed.store(false, Ordering::Relaxed);
        spare.push(self);
    }

    /// Says where an image is; the lock is held.
    fn set(&self, text: Range<usize>, image: *mut Image) {
        let version = self.version.load(Ordering::Relaxed);
        self.version.store(version.wrapping_add(1), Ordering::Relaxed);
        fence(Ordering::Release);
        self.start.store(text.start, Ordering::Relaxed);
        self.end.store(text.end, Ordering::Relaxed);
        self.image.store(image, Ordering::Relaxed);
        self.version.store(version.wrapping_add(2), Ordering::Release);
    }

    /// The image, if its text holds the address `pc`. A node that changes meanwhile is another image's than the one whose
    /// code stands at `pc`, since that one is there for as long as its code runs.
    fn image_at(&self, pc: usize) -> Option<*mut Image> {
        let version = self.version.load(Ordering::Acquire);
        let text = self.start.load(Ordering::Relaxed)..self.end.load(Ordering::Relaxed);
        let image = self.image.load(Ordering::Relaxed);
        fence(Ordering::Acquire);
        let is_stable = version.is_multiple_of(2) && self.version.load(Ordering::Relaxed) == version;
        (is_stable && text.contains(&pc)).then_some(image)
    }
}

fn lock() -> MutexGuard<'static, Vec<&'static Node>> {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The image whose text holds the address `pc`. Safe to call in a signal handler.
pub(crate) fn find(pc: usize) -> Option<&'static Image> {
    let mut at = HEAD.load(Ordering::Acquire);
    // SAFETY: the list holds `&'static Node`s only, put there whole by the releasing store in `list`.
    while let Some(node) = unsafe { at.as_ref() } {
        if let Some(image) = node.image_at(pc) {
            // SAFETY: code of this image is running, so an instance of it exists and keeps it; `list`'s caller promised
            // that it stays where it is. The reference is used no longer than the handler runs.
            return unsafe { image.as_ref() };
        }
        at = node.next.load(Ordering::Relaxed);
    }
    None
}
