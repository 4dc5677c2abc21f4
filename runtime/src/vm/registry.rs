//! Which code ranges are guests', for the signal handler.
//!
//! A list to which nodes are only added: a handler may walk it at any time, on any thread, without a lock. The node of
//! an embedded image is part of it; that of a loaded image is allocated and stays for good, empty, once the image is
//! gone (a few words for each artifact ever loaded).

use core::ptr;
use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};

use super::image::Image;

static HEAD: AtomicPtr<Node> = AtomicPtr::new(ptr::null_mut());

/// One image's range of code.
#[derive(Debug)]
pub(crate) struct Node {
    listed: AtomicBool,
    next: AtomicPtr<Node>,
    start: AtomicUsize,
    end: AtomicUsize,
    image: AtomicPtr<Image>,
}

impl Node {
    pub(crate) const fn new() -> Self {
        Self {
            listed: AtomicBool::new(false),
            next: AtomicPtr::new(ptr::null_mut()),
            start: AtomicUsize::new(0),
            end: AtomicUsize::new(0),
            image: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Whether [`Node::list`] has been called.
    #[inline(always)]
    pub(crate) fn is_listed(&self) -> bool {
        self.listed.load(Ordering::Acquire)
    }

    /// Puts the node on the list, once; later calls do nothing.
    ///
    /// # Safety
    /// `image` stays where it is, with its text, until [`Node::clear`] is called.
    pub(crate) unsafe fn list(&'static self, image: &Image) {
        if self.listed.swap(true, Ordering::AcqRel) {
            return;
        }
        let text = image.text_range();
        self.image.store(ptr::from_ref(image).cast_mut(), Ordering::Relaxed);
        self.start.store(text.start, Ordering::Relaxed);
        self.end.store(text.end, Ordering::Relaxed);
        let this = ptr::from_ref(self).cast_mut();
        let mut head = HEAD.load(Ordering::Relaxed);
        loop {
            self.next.store(head, Ordering::Relaxed);
            match HEAD.compare_exchange_weak(head, this, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }

    /// Empties the node. It stays on the list.
    pub(crate) fn clear(&self) {
        self.end.store(0, Ordering::Release);
    }
}

/// The image whose text holds the address `pc`. Safe to call in a signal handler.
pub(crate) fn find(pc: usize) -> Option<&'static Image> {
    let mut at = HEAD.load(Ordering::Acquire);
    // SAFETY: the list holds `&'static Node`s only, put there whole by the releasing exchange in `list`.
    while let Some(node) = unsafe { at.as_ref() } {
        if (node.start.load(Ordering::Relaxed)..node.end.load(Ordering::Acquire)).contains(&pc) {
            // SAFETY: code of this image is running, so an instance of it exists and keeps it; `list`'s caller promised
            // that it stays where it is. The reference is used no longer than the handler runs.
            return unsafe { node.image.load(Ordering::Relaxed).as_ref() };
        }
        at = node.next.load(Ordering::Relaxed);
    }
    None
}
