//! The artifact file: an ELF file whose first section is a fixed header.
//!
//! The file starts with the 64 bytes of an ELF header; the [`Header`] follows at [`HEADER_OFFSET`] and says where the
//! other parts lie, so that loading one parses no ELF. Integers are little-endian.
//!
//! Tables about the text, all ascending so that they can be searched in place:
//! - *traps*: `u32` count, then that many `u32` code offsets, then that many `u8` trap codes;
//! - *handlers*: 16 bytes each, of the calls that have somewhere else to go on than behind them, in the order in which
//!   they are tried: code offset at which the call returns; what is [caught]; code offset at which the caller goes
//!   on then; bytes from its frame pointer down to its stack pointer;
//! - *functions*: `u32` count, then 12 bytes each: code offset of its start, and the start and length of its name in
//!   the text that follows the last one.

use crate::features::Target;

/// First bytes of a header.
pub const MAGIC: [u8; 8] = *b"embody\0\x01";
/// Version of everything in this crate; artifacts of another are refused.
pub const ABI_VERSION: u32 = 1;
/// Byte offset of the header in the file.
pub const HEADER_OFFSET: usize = 64;
/// Bytes of the header.
pub const HEADER_BYTES: usize = 88;
/// Alignment of the text in the file and in memory.
pub const TEXT_ALIGN: u32 = 4096;

/// Names of the ELF sections, in file order.
pub const SECTION_NAMES: [&str; 4] = [".embody.header", ".text", ".embody.data", ".embody.meta"];

/// What a handler catches: the number of a tag, or one of these.
pub mod caught {
    /// A call out of an entry: traps, and exceptions that nobody caught.
    pub const EVERYTHING: u32 = u32::MAX;
    /// Every exception.
    pub const EXCEPTIONS: u32 = u32::MAX - 1;
}

/// A range of bytes of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileRange {
    /// Byte offset.
    pub start: u64,
    /// Bytes.
    pub len: u64,
}

impl FileRange {
    /// The range's bytes, if the file has them.
    #[must_use]
    pub fn of(self, file: &[u8]) -> Option<&[u8]> {
        let start = usize::try_from(self.start).ok()?;
        file.get(start..start.checked_add(usize::try_from(self.len).ok()?)?)
    }
}

/// The fixed header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Target of the text.
    pub target: Target,
    /// Processor features that the text needs, as bits of [`features`](crate::features).
    pub cpu_features: u64,
    /// Machine code.
    pub text: FileRange,
    /// Template, images, segments and the tables about the text; aligned to the target's largest page.
    pub data: FileRange,
    /// Postcard of [`Plan`](crate::plan::Plan) and [`ComponentMeta`](crate::meta::ComponentMeta), a pair.
    pub meta: FileRange,
    /// [`content_hash`] of the processor features and the parts.
    pub content_hash: u64,
}

/// What is wrong with a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// Too short, or the magic bytes are not there.
    NotAnArtifact,
    /// Another version of Embody made it.
    Version(u32),
    /// Its target is unknown.
    Target(u32),
}

impl Header {
    /// The header's bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; HEADER_BYTES] {
        let mut out = [0; HEADER_BYTES];
        out[..8].copy_from_slice(&MAGIC);
        out[8..12].copy_from_slice(&ABI_VERSION.to_le_bytes());
        out[12..16].copy_from_slice(&(self.target as u32).to_le_bytes());
        let ranges = [self.text, self.data, self.meta];
        let words = [self.cpu_features].into_iter().chain(ranges.into_iter().flat_map(|r| [r.start, r.len]));
        for (i, word) in words.chain([self.content_hash]).enumerate() {
            out[16 + 8 * i..][..8].copy_from_slice(&word.to_le_bytes());
        }
        out
    }

    /// Reads the header of an artifact file.
    ///
    /// # Errors
    /// If the file is not an artifact, of another version, or of an unknown target.
    pub fn decode(file: &[u8]) -> Result<Self, HeaderError> {
        let bytes =
            file.get(HEADER_OFFSET..HEADER_OFFSET + HEADER_BYTES).ok_or(HeaderError::NotAnArtifact)?;
        if bytes[..8] != MAGIC {
            return Err(HeaderError::NotAnArtifact);
        }
        let u32_at = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let u64_at = |at: usize| u64::from(u32_at(at)) | u64::from(u32_at(at + 4)) << 32;
        let range = |at: usize| FileRange { start: u64_at(at), len: u64_at(at + 8) };
        if u32_at(8) != ABI_VERSION {
            return Err(HeaderError::Version(u32_at(8)));
        }
        Ok(Self {
            target: Target::from_code(u32_at(12)).ok_or(HeaderError::Target(u32_at(12)))?,
            cpu_features: u64_at(16),
            text: range(24),
            data: range(40),
            meta: range(56),
            content_hash: u64_at(72),
        })
    }
}

/// Hash of what an artifact holds: the processor features that it needs; text, data and meta in this order.
#[must_use]
pub fn content_hash(cpu_features: u64, parts: [&[u8]; 3]) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    hasher.update(&cpu_features.to_le_bytes());
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.digest()
}
