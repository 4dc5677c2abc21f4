//! The wrapper of a scalar export reaches its guest by a direct call.
//!
//! In: a linked program. What is looked at is the machine code of a function that holds one inlined wrapper.

#![cfg(target_arch = "x86_64")]

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use iced_x86::{Decoder, DecoderOptions, FlowControl, Instruction};
use object::{Object, ObjectSection, ObjectSymbol};

const PROGRAM: &str = env!("CARGO_BIN_EXE_program-adder");

/// The code of a linked program.
struct Program {
    text: Vec<u8>,
    text_start: u64,
    symbols: Vec<(String, Range<u64>)>,
}

impl Program {
    fn read(path: &str) -> Result<Self> {
        let bytes = std::fs::read(path)?;
        let file = object::File::parse(&*bytes)?;
        let text = file.section_by_name(".text").context("a program has code")?;
        let symbols = file.symbols().filter_map(|symbol| {
            let range = symbol.address()..symbol.address() + symbol.size();
            Some((symbol.name().ok()?.to_owned(), range))
        });
        Ok(Self { text: text.data()?.to_vec(), text_start: text.address(), symbols: symbols.collect() })
    }

    /// The addresses of the one symbol whose mangled name has these parts.
    fn symbol(&self, parts: &[&str]) -> Result<Range<u64>> {
        let is_it = |(name, _): &&(String, _)| parts.iter().all(|part| name.contains(part));
        let mut found = self.symbols.iter().filter(is_it);
        let (_, range) = found.next().with_context(|| format!("no symbol of {parts:?}"))?;
        ensure!(found.next().is_none(), "several symbols of {parts:?}");
        Ok(range.clone())
    }

    /// The instruction at an address.
    fn instruction(&self, address: u64) -> Result<Instruction> {
        let offset = address.checked_sub(self.text_start).context("code outside the text")? as usize;
        let bytes = self.text.get(offset..).context("code outside the text")?;
        let instruction = Decoder::with_ip(64, bytes, address, DecoderOptions::NONE).decode();
        ensure!(!instruction.is_invalid(), "{address:#x} is no instruction");
        Ok(instruction)
    }

    /// Where a direct call or jump lands: behind a function that is but a jump, where that jumps to.
    fn target(&self, instruction: &Instruction) -> Result<u64> {
        let target = instruction.near_branch_target();
        let first = self.instruction(target)?;
        let is_jump = first.flow_control() == FlowControl::UnconditionalBranch;
        Ok(if is_jump { first.near_branch_target() } else { target })
    }

    /// What calls are met on a path through a function from `from` on that calls nothing else: the addresses behind
    /// direct calls into `guest`, and whether there is a return.
    fn walk(&self, from: u64, guest: &Range<u64>) -> Result<Walk> {
        let (mut todo, mut seen, mut found) = (vec![from], Vec::new(), Walk::default());
        while let Some(address) = todo.pop() {
            if seen.contains(&address) {
                continue;
            }
            seen.push(address);
            let instruction = self.instruction(address)?;
            match instruction.flow_control() {
                FlowControl::Next => todo.push(instruction.next_ip()),
                FlowControl::UnconditionalBranch => todo.push(instruction.near_branch_target()),
                FlowControl::ConditionalBranch => {
                    todo.extend([instruction.next_ip(), instruction.near_branch_target()]);
                }
                FlowControl::Return => found.returns = true,
                FlowControl::Call if guest.contains(&self.target(&instruction)?) => {
                    found.behind_guest_calls.push(instruction.next_ip());
                }
                // Other calls, direct or not, and traps: here the path is not the hot one.
                _ => {}
            }
        }
        Ok(found)
    }
}

#[derive(Default)]
struct Walk {
    behind_guest_calls: Vec<u64>,
    returns: bool,
}

#[test]
#[cfg_attr(debug_assertions, ignore = "looks at optimised code: cargo test --release -p embody-tests")]
fn wrapper_of_a_scalar_export_calls_its_guest_directly_and_nothing_else() -> Result<()> {
    let program = Program::read(PROGRAM)?;
    let guest = program.symbol(&["program_adder", "__image", "4TEXT"])?;
    let wrapper = program.symbol(&["program_adder", "call_the_wrapper"])?;

    let before = program.walk(wrapper.start, &guest)?;
    ensure!(before.behind_guest_calls.len() == 1, "{} direct calls", before.behind_guest_calls.len());
    let behind = program.walk(before.behind_guest_calls[0], &guest)?;
    ensure!(behind.returns, "behind the call of the guest there is no way out without another call");
    ensure!(behind.behind_guest_calls.is_empty(), "the guest is called twice");
    Ok(())
}
