//! The tables about the text: traps, handlers, functions. Their formats are `embody_abi::artifact`'s.

use embody_abi::plan::TextTables;

use super::data::DataBuilder;
use crate::compile::Compiled;
use crate::error::{Error, Result};

/// Adds the tables to the data.
pub(super) fn write(data: &mut DataBuilder<'_, '_>, compiled: &Compiled) -> Result<TextTables> {
    Ok(TextTables {
        traps: data.add(&traps(compiled)?, 4)?,
        handlers: data.add(&handlers(compiled), 4)?,
        functions: data.add(&functions(compiled)?, 4)?,
    })
}

fn number(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(|_| Error::limit("a table about the text with more than 2³² bytes"))
}

fn traps(compiled: &Compiled) -> Result<Vec<u8>> {
    let traps = &compiled.traps;
    let mut out = number(traps.len())?.to_le_bytes().to_vec();
    out.extend(traps.iter().flat_map(|(offset, _)| offset.to_le_bytes()));
    out.extend(traps.iter().map(|(_, code)| *code));
    Ok(out)
}

fn handlers(compiled: &Compiled) -> Vec<u8> {
    let words = |h: &crate::compile::Handler| [h.ret, h.catches, h.resume, h.frame_bytes];
    compiled.handlers.iter().flat_map(words).flat_map(u32::to_le_bytes).collect()
}

fn functions(compiled: &Compiled) -> Result<Vec<u8>> {
    let symbols = &compiled.symbols;
    let mut out = number(symbols.len())?.to_le_bytes().to_vec();
    let mut names = Vec::new();
    for (start, name) in symbols {
        for word in [*start, number(names.len())?, number(name.len())?] {
            out.extend(word.to_le_bytes());
        }
        names.extend_from_slice(name.as_bytes());
    }
    out.extend(names);
    Ok(out)
}
