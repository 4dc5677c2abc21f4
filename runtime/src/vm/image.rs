//! An image in memory: text, data, and the plan that says what they mean.

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;
use std::sync::Arc;

use embody_abi::plan::{DataRange, Plan};

use super::libcalls::{self, Table};
use super::load::LoadedImage;
use super::memory::MemoryPool;
use super::registry::Node;
use super::signals;
use super::source::Source;
use crate::{Result, bail};

/// An image in memory.
///
/// Embedded ones are statics that the expansion of `component!` makes; loaded ones belong to a component.
pub struct Image {
    text: *const u8,
    text_len: usize,
    data: *const u8,
    data_len: usize,
    plan: *const Plan,
    cpu_features: u64,
    /// What compiled code can call.
    pub(super) libcalls: &'static Table,
    pub(super) source: Source,
    pub(super) pool: MemoryPool,
    node: Node,
}

// SAFETY: text, data and plan are only read; the rest synchronises itself.
unsafe impl Send for Image {}
// SAFETY: as above.
unsafe impl Sync for Image {}

impl Image {
    /// An image whose parts are constants of the program.
    ///
    /// # Safety
    /// The parts are those of one artifact for this target: `text` points to `text_len` executable bytes, `data` to
    /// `data_len` bytes, both for good and aligned as the artifact demands, and `plan` is their plan.
    #[must_use]
    pub const unsafe fn new(
        text: *const u8,
        text_len: usize,
        data: *const u8,
        data_len: usize,
        plan: &'static Plan,
        cpu_features: u64,
    ) -> Self {
        // SAFETY: the caller's promise; a program's constants are in its own file.
        unsafe { Self::with_source(text, text_len, data, data_len, plan, cpu_features, Source::program()) }
    }

    /// An image whose data can be mapped from `source`.
    ///
    /// # Safety
    /// As [`Image::new`], with parts that last as long as the image.
    pub(super) const unsafe fn with_source(
        text: *const u8,
        text_len: usize,
        data: *const u8,
        data_len: usize,
        plan: *const Plan,
        cpu_features: u64,
        source: Source,
    ) -> Self {
        let pool = MemoryPool::new();
        let node = Node::new();
        // SAFETY: the caller's promise. In an embedded image this is a constant, so that a program has only what its images
        // can call.
        let libcalls = if is_alone(unsafe { &*plan }) { &libcalls::ALONE } else { &libcalls::TABLE };
        Self { text, text_len, data, data_len, plan, cpu_features, libcalls, source, pool, node }
    }

    /// The plan.
    #[inline(always)]
    pub(crate) fn plan(&self) -> &Plan {
        // SAFETY: whoever made the image promised a plan that lasts as long.
        unsafe { &*self.plan }
    }

    /// Address of the text.
    #[inline(always)]
    pub(super) fn text(&self) -> *const u8 {
        self.text
    }

    /// Addresses of the text.
    pub(crate) fn text_range(&self) -> Range<usize> {
        let start = self.text.addr();
        start..start + self.text_len
    }

    /// The text, to be read.
    pub(crate) fn text_bytes(&self) -> &[u8] {
        // SAFETY: whoever made the image promised these bytes for as long as it lasts; nothing writes to them. What can be
        // executed can be read on the targets that there are.
        unsafe { core::slice::from_raw_parts(self.text, self.text_len) }
    }

    /// The data.
    #[inline(always)]
    pub(crate) fn data(&self) -> &[u8] {
        // SAFETY: whoever made the image promised these bytes for as long as it lasts; nothing writes to them.
        unsafe { core::slice::from_raw_parts(self.data, self.data_len) }
    }

    /// A range of the data, empty if the data does not have it.
    pub(crate) fn data_range(&self, range: DataRange) -> &[u8] {
        let start = range.start as usize;
        self.data().get(start..start.saturating_add(range.len as usize)).unwrap_or_default()
    }

    /// Makes the image known to the signal handler, and checks that this processor has what its code needs. Costs one
    /// load after the first time.
    #[inline(always)]
    pub(super) fn prepare(&'static self) -> Result<()> {
        if self.node.is_listed() {
            return Ok(());
        }
        self.check_cpu()?;
        signals::install()?;
        // SAFETY: a static image stays where it is.
        unsafe { self.node.list(self) };
        Ok(())
    }

    /// Checks that this processor has what the image's code needs.
    #[cold]
    pub(super) fn check_cpu(&self) -> Result<()> {
        if let Some(name) = missing_feature(self.cpu_features) {
            bail!(
                "the component was compiled for processors with `{name}`, which this one lacks; compile it for `baseline`"
            );
        }
        Ok(())
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Image").field("text_len", &self.text_len).finish_non_exhaustive()
    }
}

/// Whether an image has no other component instances than its root, and no resources.
const fn is_alone(plan: &Plan) -> bool {
    plan.component_instances <= 1
        && matches!(&plan.resources, Cow::Borrowed(resources) if resources.is_empty())
}

/// The first feature of `needed` that this processor lacks, or that this program knows nothing of.
fn missing_feature(needed: u64) -> Option<&'static str> {
    macro_rules! check {
        ($($bit:literal $name:tt $flag:literal;)*) => {{
            let mut known = 0;
            $(
                known |= 1 << $bit;
                #[cfg(target_arch = "x86_64")]
                if needed & (1 << $bit) != 0 && !std::is_x86_feature_detected!($name) {
                    return Some($name);
                }
            )*
            known
        }};
    }
    if needed == 0 {
        return None;
    }
    let known: u64 = embody_abi::for_each_x86_feature!(check);
    let known = if cfg!(target_arch = "x86_64") { known } else { 0 };
    (needed & !known != 0).then_some("a feature of another version of Embody")
}

/// An image that is there for as long as the handle is.
#[derive(Clone, Debug)]
pub(crate) enum ImageHandle {
    /// A constant of the program.
    Embedded(&'static Image),
    /// Loaded from an artifact.
    Loaded(Arc<LoadedImage>),
}

impl ImageHandle {
    /// The image.
    #[inline(always)]
    pub(crate) fn image(&self) -> &Image {
        match self {
            Self::Embedded(image) => image,
            Self::Loaded(loaded) => loaded.image(),
        }
    }

    /// The image's plan.
    pub(crate) fn plan(&self) -> &Plan {
        self.image().plan()
    }

    /// See [`Image::prepare`]; a loaded image was prepared when it was loaded.
    #[inline(always)]
    pub(super) fn prepare(&self) -> Result<()> {
        match self {
            Self::Embedded(image) => image.prepare(),
            Self::Loaded(_) => Ok(()),
        }
    }
}
