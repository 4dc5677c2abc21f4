//! Images from artifacts: checked, placed in memory, made executable.
//!
//! In: the bytes or file that the compiler made. Out: [`LoadedImage`]. The header, the lengths and the content hash are
//! checked before anything else is read; what the plan names is checked again where it is used.

use core::ptr::{self, NonNull};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use embody_abi::artifact::{HEADER_BYTES, HEADER_OFFSET, Header, HeaderError, TEXT_ALIGN, content_hash};
use embody_abi::features::Target;
use embody_abi::meta::ComponentMeta;
use embody_abi::plan::Plan;
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags};

use super::image::Image;
use super::registry::Node;
use super::signals;
use super::source::Source;
use crate::{Context, Result, bail};

/// An image that was loaded from an artifact.
#[derive(Debug)]
pub(crate) struct LoadedImage {
    image: Image,
    /// The image's place in the registry; it outlives the image.
    node: &'static Node,
    /// What the image's pointers point to.
    _mapping: Option<Mapping>,
    plan: NonNull<Plan>,
    /// The artifact's bytes, if they are in this image's mapping.
    artifact: Artifact,
}

// SAFETY: the plan is owned and only read.
unsafe impl Send for LoadedImage {}
// SAFETY: as above.
unsafe impl Sync for LoadedImage {}

/// Where the bytes of the whole artifact are.
#[derive(Debug)]
struct Artifact {
    start: *const u8,
    len: usize,
}

impl LoadedImage {
    /// Copies an artifact into memory of its own.
    ///
    /// # Errors
    /// If it is not an artifact for this version and machine, or damaged.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<(Arc<Self>, ComponentMeta)> {
        check_header(bytes)?;
        let mut mapping = Mapping::anonymous(bytes.len())?;
        mapping.bytes_mut().copy_from_slice(bytes);
        Self::from_mapping(mapping, Source::memory())
    }

    /// Maps an artifact's file.
    ///
    /// # Errors
    /// As [`LoadedImage::from_bytes`], or if the file cannot be read.
    pub(crate) fn from_file(path: &Path) -> Result<(Arc<Self>, ComponentMeta)> {
        let open = || -> Result<_> {
            let file = File::open(path)?;
            let len = usize::try_from(file.metadata()?.len())?;
            if len < HEADER_OFFSET + HEADER_BYTES {
                // There is no mapping of nothing.
                check_header(&[])?;
            }
            Ok((Mapping::of_file(&file, len)?, file))
        };
        let (mapping, file) = open().with_context(|| format!("cannot load {}", path.display()))?;
        let header =
            check_header(mapping.bytes()).with_context(|| format!("cannot load {}", path.display()))?;
        Self::from_mapping(mapping, Source::file(file, header.data.start))
    }

    /// Uses an artifact in place.
    ///
    /// # Safety
    /// The memory is there, executable, aligned to a page and unchanged, for as long as the image.
    ///
    /// # Errors
    /// As [`LoadedImage::from_bytes`].
    pub(crate) unsafe fn from_raw(memory: NonNull<[u8]>) -> Result<(Arc<Self>, ComponentMeta)> {
        if !memory.cast::<u8>().addr().get().is_multiple_of(TEXT_ALIGN as usize) {
            bail!(
                "an artifact that is used where it is must start at a page, and so be aligned to {TEXT_ALIGN} bytes"
            );
        }
        // SAFETY: the caller's promise.
        let bytes = unsafe { memory.as_ref() };
        // SAFETY: the caller's promise.
        unsafe { Self::place(bytes, None, Source::memory()) }
    }

    fn from_mapping(mapping: Mapping, source: Source) -> Result<(Arc<Self>, ComponentMeta)> {
        let header = check_header(mapping.bytes())?;
        mapping.make_executable(header.text.start, header.text.len)?;
        // SAFETY: the mapping is moved into the image, its bytes stay where they are and nothing changes them.
        let bytes = unsafe { core::slice::from_raw_parts(mapping.start.as_ptr(), mapping.len) };
        // SAFETY: as above; the text was just made executable.
        unsafe { Self::place(bytes, Some(mapping), source) }
    }

    /// Makes an image of an artifact that is in place.
    ///
    /// # Safety
    /// `bytes` stay there, with an executable text, for as long as the image.
    unsafe fn place(
        bytes: &[u8],
        mapping: Option<Mapping>,
        source: Source,
    ) -> Result<(Arc<Self>, ComponentMeta)> {
        let header = check_header(bytes)?;
        let part = |range: embody_abi::artifact::FileRange, name| {
            range.of(bytes).with_context(|| format!("damaged artifact: its {name} is not in it"))
        };
        let (text, data, meta) =
            (part(header.text, "text")?, part(header.data, "data")?, part(header.meta, "meta")?);
        if content_hash(header.cpu_features, [text, data, meta]) != header.content_hash {
            bail!("damaged artifact: its contents do not have the hash that its header says");
        }
        let (plan, meta): (Plan, ComponentMeta) =
            postcard::from_bytes(meta).context("damaged artifact: its plan cannot be decoded")?;
        let plan = NonNull::from(Box::leak(Box::new(plan)));
        let node = Node::spare();
        // SAFETY: the caller promises the bytes; the plan is the artifact's, and owned by the result.
        let image = unsafe {
            let plan = plan.as_ptr().cast_const();
            let (text, data) = ((text.as_ptr(), text.len()), (data.as_ptr(), data.len()));
            Image::with_source(text.0, text.1, data.0, data.1, plan, header.cpu_features, source)
        };
        let artifact = Artifact { start: bytes.as_ptr(), len: bytes.len() };
        let this = Arc::new(Self { image, node, _mapping: mapping, plan, artifact });
        this.image.check_cpu()?;
        signals::install()?;
        // SAFETY: the image stays in its `Arc`, and `drop` gives the node back.
        unsafe { node.list(&this.image) };
        Ok((this, meta))
    }

    /// The image.
    pub(crate) fn image(&self) -> &Image {
        &self.image
    }

    /// The artifact's bytes.
    pub(crate) fn artifact(&self) -> &[u8] {
        // SAFETY: whoever loaded the image promised these bytes for as long.
        unsafe { core::slice::from_raw_parts(self.artifact.start, self.artifact.len) }
    }
}

impl Drop for LoadedImage {
    fn drop(&mut self) {
        self.node.give_back();
        // SAFETY: `place` leaked this box for us; the image's use of it ends here, with its last handle.
        drop(unsafe { Box::from_raw(self.plan.as_ptr()) });
    }
}

/// Checks what can be checked without reading the contents.
fn check_header(bytes: &[u8]) -> Result<Header> {
    let header = match Header::decode(bytes) {
        Ok(header) => header,
        Err(HeaderError::NotAnArtifact) if bytes.starts_with(b"\0asm") => {
            bail!("this is WebAssembly, not an artifact: compile it first (`Component::new`, `embody_build`)")
        }
        Err(HeaderError::NotAnArtifact) => bail!("this is not an artifact of Embody"),
        Err(HeaderError::Version(version)) => bail!(
            "the artifact is of version {version}, this program reads version {}: compile the component again",
            embody_abi::artifact::ABI_VERSION
        ),
        Err(HeaderError::Target(code)) => bail!("the artifact is for a target of unknown number {code}"),
    };
    if Some(header.target) != Target::current() {
        let (arch, os) = header.target.cfg();
        bail!("the artifact is for {arch} {os}, not for this machine");
    }
    Ok(header)
}

/// Memory of an image's own.
#[derive(Debug)]
struct Mapping {
    start: NonNull<u8>,
    len: usize,
}

// SAFETY: a mapping is the only owner of its memory.
unsafe impl Send for Mapping {}
// SAFETY: shared references to it only read.
unsafe impl Sync for Mapping {}

impl Mapping {
    fn anonymous(len: usize) -> Result<Self> {
        let prot = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a fresh mapping at an address that the kernel chooses touches nothing that exists.
        let start = unsafe { rustix::mm::mmap_anonymous(ptr::null_mut(), len, prot, MapFlags::PRIVATE)? };
        Ok(Self { start: NonNull::new(start.cast()).context("memory at address zero")?, len })
    }

    fn of_file(file: &File, len: usize) -> Result<Self> {
        // SAFETY: as above. That nobody changes the file is demanded of `deserialize_file`'s caller.
        let start =
            unsafe { rustix::mm::mmap(ptr::null_mut(), len, ProtFlags::READ, MapFlags::PRIVATE, file, 0)? };
        Ok(Self { start: NonNull::new(start.cast()).context("memory at address zero")?, len })
    }

    fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping is readable and owned by `self`.
        unsafe { core::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }

    /// The bytes of an anonymous mapping.
    fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: the mapping is writable until `make_executable`, and owned by `self`.
        unsafe { core::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }
    }

    /// Makes the whole mapping read-only, and a range of whole pages executable.
    fn make_executable(&self, start: u64, len: u64) -> Result<()> {
        let page = rustix::param::page_size();
        let (start, len) = (usize::try_from(start)?, usize::try_from(len)?);
        let end = start.checked_add(len).filter(|end| *end <= self.len);
        if end.is_none() || !start.is_multiple_of(page) {
            bail!(
                "damaged artifact: its text is not in it, or not aligned to this kernel's pages of {page} bytes"
            );
        }
        // SAFETY: both ranges are this mapping's own.
        unsafe {
            rustix::mm::mprotect(self.start.as_ptr().cast(), self.len, MprotectFlags::READ)?;
            let text = self.start.as_ptr().add(start).cast();
            rustix::mm::mprotect(text, len, MprotectFlags::READ | MprotectFlags::EXEC)?;
        }
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the mapping is this value's own. An error leaves memory reserved.
        let _ = unsafe { rustix::mm::munmap(self.start.as_ptr().cast(), self.len) };
    }
}
