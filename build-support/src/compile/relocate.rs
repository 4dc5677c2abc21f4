//! Relocation inside the text: an object file becomes position-independent bytes.
//!
//! The text is one section, and code refers to code by distance only. So every relocation can be resolved here, and
//! one that cannot is a bug: the text would need something outside of itself. References by page (aarch64's `adrp`)
//! assume a text that starts at a multiple of 4096.

use object::elf;
use object::read::elf::ElfFile64;
use object::{
    Endianness, Object, ObjectSection, ObjectSymbol, ObjectSymbolTable, RelocationFlags, RelocationTarget,
    SectionIndex,
};

use crate::error::{Error, Result};

/// The text of an object with so many units, and the start of each.
pub(super) fn text(object: &[u8], units: usize) -> Result<(Vec<u8>, Vec<u32>)> {
    let file: ElfFile64<'_, Endianness> = ElfFile64::parse(object).map_err(|e| bug(&e))?;
    let section = file.section_by_name(".text").ok_or_else(|| Error::bug("the object has no text"))?;
    let mut bytes = section.data().map_err(|e| bug(&e))?.to_vec();
    let symbols = file.symbol_table().ok_or_else(|| Error::bug("the object has no symbols"))?;
    for (at, relocation) in section.relocations() {
        let RelocationTarget::Symbol(index) = relocation.target() else {
            return Err(Error::bug(format!("relocation at {at:#x} is to no symbol")));
        };
        let symbol = symbols.symbol_by_index(index).map_err(|e| bug(&e))?;
        if symbol.section_index() != Some(section.index()) {
            let name = symbol.name().unwrap_or("?");
            return Err(Error::bug(format!("the code refers to `{name}`, which is outside the text")));
        }
        let target = signed(symbol.address())?.wrapping_add(relocation.addend());
        patch(&mut bytes, at, target, relocation.flags())?;
    }
    let starts = starts(&file, section.index(), units)?;
    Ok((bytes, starts))
}

/// Where each unit starts, by its symbol.
fn starts(file: &ElfFile64<'_, Endianness>, text: SectionIndex, units: usize) -> Result<Vec<u32>> {
    let mut starts = vec![None; units];
    for symbol in file.symbols().filter(|symbol| symbol.section_index() == Some(text)) {
        let name = symbol.name().map_err(|e| bug(&e))?;
        let Some(index) = name.strip_prefix("code").and_then(|n| n.parse::<usize>().ok()) else { continue };
        let start = u32::try_from(symbol.address()).map_err(|_| Error::limit("machine code of 4 GiB"))?;
        if let Some(slot) = starts.get_mut(index) {
            *slot = Some(start);
        }
    }
    let missing = || Error::bug("code without a symbol in the object");
    starts.into_iter().map(|start| start.ok_or_else(missing)).collect()
}

/// Writes the distance from `at` to `target` into the instruction at `at`, as the type of relocation says.
fn patch(bytes: &mut [u8], at: u64, target: i64, flags: RelocationFlags) -> Result<()> {
    let RelocationFlags::Elf { r_type } = flags else {
        return Err(Error::bug(format!("relocation {flags:?}")));
    };
    let place = signed(at)?;
    let end = place + 4;
    let (Ok(start), Ok(end)) = (usize::try_from(place), usize::try_from(end)) else {
        return Err(outside(at));
    };
    let field = bytes.get_mut(start..end).ok_or_else(|| outside(at))?;
    let old = u32::from_le_bytes([field[0], field[1], field[2], field[3]]);
    let new = match r_type {
        elf::R_X86_64_PC32 | elf::R_X86_64_PLT32 => bits(target - place, 32)?,
        elf::R_AARCH64_CALL26 | elf::R_AARCH64_JUMP26 => {
            old & !low_bits(26) | bits((target - place) >> 2, 26)?
        }
        elf::R_AARCH64_ADR_PREL_PG_HI21 => {
            let pages = bits((target >> 12) - (place >> 12), 21)?;
            old & !(low_bits(2) << 29 | low_bits(19) << 5) | (pages & low_bits(2)) << 29 | (pages >> 2) << 5
        }
        elf::R_AARCH64_ADD_ABS_LO12_NC => old & !(low_bits(12) << 10) | bits(target & 0xfff, 13)? << 10,
        other => return Err(Error::bug(format!("relocation of type {other} at {at:#x}"))),
    };
    field.copy_from_slice(&new.to_le_bytes());
    Ok(())
}

/// The low `count` bits of a signed number that must fit in them.
fn bits(value: i64, count: u32) -> Result<u32> {
    let half = 1i64 << (count - 1);
    if !(-half..half).contains(&value) {
        return Err(Error::limit("machine code that is so large that a call does not reach its target"));
    }
    u32::try_from(value & i64::from(low_bits(count))).map_err(|_| Error::bug("more than 32 bits"))
}

fn low_bits(count: u32) -> u32 {
    u32::MAX >> (32 - count)
}

fn signed(offset: u64) -> Result<i64> {
    i64::try_from(offset).map_err(|_| outside(offset))
}

fn outside(at: u64) -> Error {
    Error::bug(format!("relocation at {at:#x}, outside the text"))
}

fn bug(error: &object::read::Error) -> Error {
    Error::bug(format!("reading the object: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(word: u32, at: u64, target: i64, r_type: u32) -> Result<u32> {
        let mut bytes = vec![0; 0x3000];
        let start = usize::try_from(at).unwrap();
        bytes[start..][..4].copy_from_slice(&word.to_le_bytes());
        patch(&mut bytes, at, target, RelocationFlags::Elf { r_type })?;
        Ok(u32::from_le_bytes(bytes[start..][..4].try_into().unwrap()))
    }

    #[test]
    fn fields_are_encoded_as_the_processors_want() {
        // x86-64: the distance, with an addend of -4 that the object gives.
        assert_eq!(patched(0, 0x10, 0x40 - 4, elf::R_X86_64_PLT32), Ok(0x2c));
        assert_eq!(patched(0, 0x40, 0x10 - 4, elf::R_X86_64_PC32), Ok(0u32.wrapping_sub(0x34)));
        // aarch64: bl +8, bl -4, b +16.
        assert_eq!(patched(0x9400_0000, 0x10, 0x18, elf::R_AARCH64_CALL26), Ok(0x9400_0002));
        assert_eq!(patched(0x9400_0000, 0x10, 0x0c, elf::R_AARCH64_CALL26), Ok(0x97ff_ffff));
        assert_eq!(patched(0x1400_0000, 0x10, 0x20, elf::R_AARCH64_JUMP26), Ok(0x1400_0004));
        // adrp x0, two pages up; one page down; five pages up.
        assert_eq!(patched(0x9000_0000, 0x0ffc, 0x2010, elf::R_AARCH64_ADR_PREL_PG_HI21), Ok(0xd000_0000));
        assert_eq!(patched(0x9000_0000, 0x1004, 0x0ffc, elf::R_AARCH64_ADR_PREL_PG_HI21), Ok(0xf0ff_ffe0));
        assert_eq!(patched(0x9000_0000, 0x0004, 0x5000, elf::R_AARCH64_ADR_PREL_PG_HI21), Ok(0xb000_0020));
        // add x0, x0, #0xabc, and the largest that fits.
        assert_eq!(patched(0x9100_0000, 0, 0x5abc, elf::R_AARCH64_ADD_ABS_LO12_NC), Ok(0x912a_f000));
        assert_eq!(patched(0x9100_0000, 0, 0x0fff, elf::R_AARCH64_ADD_ABS_LO12_NC), Ok(0x913f_fc00));
    }

    #[test]
    fn what_does_not_reach_is_an_error() {
        let limit = 1 << 27;
        assert!(patched(0x9400_0000, 0, limit - 4, elf::R_AARCH64_CALL26).is_ok());
        assert!(patched(0x9400_0000, 0, limit, elf::R_AARCH64_CALL26).is_err());
        assert!(patched(0, 0, i64::from(i32::MAX), elf::R_X86_64_PC32).is_ok());
        assert!(patched(0, 0, i64::from(i32::MAX) + 1, elf::R_X86_64_PC32).is_err());
        let flags = RelocationFlags::Elf { r_type: elf::R_X86_64_PC32 };
        assert!(patch(&mut [0; 7], 4, 0, flags).is_err(), "the field ends outside the text");
        assert!(patched(0, 0, 0, elf::R_X86_64_64).is_err(), "an absolute address");
    }
}
