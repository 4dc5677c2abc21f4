//! Machine code of x86-64 as text, in Intel's syntax.

use iced_x86::{
    Code as Operation, Decoder, DecoderOptions, Formatter as _, Instruction, IntelFormatter, Mnemonic, OpKind,
};

use super::code::{Code, Data, Line, Refers, place};

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
    while at < code.bytes.len() {
        if let Some((lines, end)) = data.at(at, code) {
            out.extend(lines);
            at = end;
            continue;
        }
        let rest = &code.bytes[at..];
        let instruction = Decoder::with_ip(64, rest, place(code, at).into(), DecoderOptions::NONE).decode();
        let length = instruction.len().clamp(1, rest.len());
        if let Some(refers) = refers(&instruction, code) {
            data.note(refers, at, code);
        }
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

fn refers(instruction: &Instruction, code: Code<'_>) -> Option<Refers> {
    if !instruction.is_ip_rel_memory_operand() {
        return None;
    }
    let at = instruction.ip_rel_memory_address().checked_sub(code.start.into())?;
    let at = usize::try_from(at).ok()?;
    Some(if instruction.mnemonic() == Mnemonic::Lea { Refers::Table(at) } else { Refers::Constants(at) })
}
