//! Machine code of x86-64 as text, in Intel's syntax.

use std::collections::VecDeque;

use iced_x86::{
    Code as Operation, Decoder, DecoderOptions, Formatter as _, Instruction, IntelFormatter, Mnemonic,
    OpKind, Register,
};

use super::code::{Code, Data, Line, Refers, place};

/// Instructions among which the size of a table of jumps is looked for.
const LOOK_BACK: usize = 12;

/// The instructions, and the data between them.
pub(super) fn lines(code: Code<'_>) -> Vec<Line<'_>> {
    let mut formatter = IntelFormatter::new();
    let options = formatter.options_mut();
    options.set_hex_prefix("0x");
    options.set_hex_suffix("");
    options.set_uppercase_hex(false);
    options.set_space_after_operand_separator(true);
    options.set_rip_relative_addresses(true);
    options.set_branch_leading_zeros(false);
    options.set_show_branch_size(false);
    let (mut out, mut data, mut at) = (Vec::new(), Data::default(), 0);
    let mut before = VecDeque::with_capacity(LOOK_BACK);
    while at < code.end {
        if let Some((lines, end)) = data.at(at, code) {
            out.extend(lines);
            at = end;
            continue;
        }
        let rest = &code.bytes[at..];
        let instruction = Decoder::with_ip(64, rest, place(code, at).into(), DecoderOptions::NONE).decode();
        let length = instruction.len().clamp(1, rest.len());
        if let Some(refers) = refers(&instruction, &before, code) {
            data.note(refers, at, code);
        }
        if before.len() == LOOK_BACK {
            before.pop_front();
        }
        before.push_back(instruction);
        let mut text = String::new();
        match instruction.code() {
            Operation::INVALID => text.push_str("(bad)"),
            _ => formatter.format(&instruction, &mut text),
        }
        out.push(Line {
            offset: place(code, at),
            bytes: &rest[..length],
            text,
            target: target(&instruction),
        });
        at += length;
    }
    out
}

fn target(instruction: &Instruction) -> Option<u32> {
    match instruction.op0_kind() {
        OpKind::NearBranch64 => u32::try_from(instruction.near_branch_target()).ok(),
        // The address of a function, taken.
        _ if instruction.mnemonic() == Mnemonic::Lea && instruction.is_ip_rel_memory_operand() => {
            u32::try_from(instruction.ip_rel_memory_address()).ok()
        }
        _ => None,
    }
}

fn refers(instruction: &Instruction, before: &VecDeque<Instruction>, code: Code<'_>) -> Option<Refers> {
    if !instruction.is_ip_rel_memory_operand() {
        return None;
    }
    let at = instruction.ip_rel_memory_address().checked_sub(code.start.into())?;
    let at = usize::try_from(at).ok()?;
    Some(match instruction.mnemonic() {
        Mnemonic::Lea => Refers::Table(at, entries(before)),
        _ => Refers::Constants(at),
    })
}

/// How many entries a table of jumps has, from the instructions in front of the one that takes its address: an index is
/// compared with its greatest value, which is a constant in a register.
fn entries(before: &VecDeque<Instruction>) -> Option<usize> {
    let mut backwards = before.iter().rev();
    let compare = backwards.find(|instruction| instruction.mnemonic() == Mnemonic::Cmp)?;
    let is_compared =
        |register: Register| [compare.op0_register(), compare.op1_register()].contains(&register);
    let constant = backwards.find(|instruction| {
        instruction.mnemonic() == Mnemonic::Mov
            && instruction.op1_kind() == OpKind::Immediate32
            && is_compared(instruction.op0_register())
    })?;
    usize::try_from(constant.immediate32()).ok()?.checked_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], end: usize) -> Vec<String> {
        let lines = lines(Code { bytes, end, start: 0x100 });
        lines.into_iter().map(|line| format!("{:x} {}", line.offset, line.text)).collect()
    }

    #[test]
    fn the_last_instruction_may_end_in_zeros() {
        assert_eq!(text(&[0x90, 0xc2, 0x30, 0, 0, 0], 3), ["100 nop", "101 ret 0x30"]);
    }

    #[test]
    fn a_table_has_as_many_entries_as_its_index_has_values() {
        let bytes = [
            &[0xbe, 1, 0, 0, 0][..],         // mov esi, 1
            &[0x3b, 0xce],                   // cmp ecx, esi
            &[0x0f, 0x42, 0xf1],             // cmovb esi, ecx
            &[0x48, 0x8d, 0x3d, 0, 0, 0, 0], // lea rdi, [rip]
            &[14, 0, 0, 0, 13, 0, 0, 0],     // to both instructions behind the next one
            &[0xe9, 0, 0, 0, 0],             // jmp to the next instruction
            &[0xc3, 0x90],
        ]
        .concat();
        let text = text(&bytes, bytes.len());
        assert_eq!(text[4..], ["111 .jump 0x11f", "115 .jump 0x11e", "119 jmp 0x11e", "11e ret", "11f nop"]);
    }
}
