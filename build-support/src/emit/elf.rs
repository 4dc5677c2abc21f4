//! The artifact as a file: ELF, with the header at a fixed place.
//!
//! Tools that know ELF find the sections and disassemble the text; the runtime reads the header alone.

use embody_abi::artifact::{FileRange, HEADER_BYTES, HEADER_OFFSET, Header, SECTION_NAMES, TEXT_ALIGN};
use embody_abi::features::Target;
use object::Endianness;
use object::elf;
use object::write::elf::{FileHeader, SectionHeader, Writer};

use super::Artifact;
use crate::error::{Error, Result};

/// The file's bytes.
pub(super) fn write(artifact: &Artifact) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = Writer::new(Endianness::Little, true, &mut out);
    writer.reserve_file_header();
    if writer.reserved_len() != HEADER_OFFSET {
        return Err(Error::bug("the ELF header is not where the artifact's header follows"));
    }
    let page = artifact.target.image_align() as usize;
    let parts: [(&[u8], usize); 3] =
        [(&artifact.text, (TEXT_ALIGN as usize).max(page)), (&artifact.data, page), (&artifact.meta, 8)];
    let header_at = writer.reserve(HEADER_BYTES, 8);
    let places = parts.map(|(bytes, align)| writer.reserve(bytes.len(), align));
    let names = SECTION_NAMES.map(|name| writer.add_section_name(name.as_bytes()));
    writer.reserve_null_section_index();
    for _ in names {
        writer.reserve_section_index();
    }
    writer.reserve_shstrtab_section_index();
    writer.reserve_shstrtab();
    writer.reserve_section_headers();

    let range = |i: usize| FileRange { start: places[i] as u64, len: parts[i].0.len() as u64 };
    let header = Header {
        target: artifact.target,
        cpu_features: artifact.cpu_features,
        text: range(0),
        data: range(1),
        meta: range(2),
        content_hash: artifact.content_hash,
    };
    let file_header = FileHeader {
        os_abi: elf::ELFOSABI_NONE,
        abi_version: 0,
        e_type: elf::ET_DYN,
        e_machine: match artifact.target {
            Target::X86_64Linux => elf::EM_X86_64,
            Target::Aarch64Linux => elf::EM_AARCH64,
        },
        e_entry: 0,
        e_flags: 0,
    };
    writer.write_file_header(&file_header).map_err(|e| Error::bug(format!("writing an artifact: {e}")))?;
    writer.write_align(8);
    writer.write(&header.encode());
    for ((bytes, align), place) in parts.into_iter().zip(places) {
        writer.write_align(align);
        if writer.len() != place {
            return Err(Error::bug("a part of the artifact is not where its header says"));
        }
        writer.write(bytes);
    }
    writer.write_shstrtab();
    writer.write_null_section_header();
    let flags = [0, elf::SHF_ALLOC | elf::SHF_EXECINSTR, elf::SHF_ALLOC, 0];
    let ranges =
        [FileRange { start: header_at as u64, len: HEADER_BYTES as u64 }, range(0), range(1), range(2)];
    let aligns = [8, parts[0].1, parts[1].1, parts[2].1];
    for i in 0..names.len() {
        writer.write_section_header(&SectionHeader {
            name: Some(names[i]),
            sh_type: elf::SHT_PROGBITS,
            sh_flags: u64::from(flags[i]),
            sh_addr: if flags[i] == 0 { 0 } else { ranges[i].start },
            sh_offset: ranges[i].start,
            sh_size: ranges[i].len,
            sh_link: 0,
            sh_info: 0,
            sh_addralign: aligns[i] as u64,
            sh_entsize: 0,
        });
    }
    writer.write_shstrtab_section_header();
    drop(writer);
    Ok(out)
}
