//! Random values of a type, the same ones for the same seed.
//!
//! Numbers are often at an end of their range, and strings have characters of each length in each encoding.

use anyhow::{Result, bail};
use embody::component::Val;
use embody::component::types::Type;
use fastrand::Rng;

/// Ends of the ranges at which characters get longer in some encoding, and of those that are characters.
const CHARS: &[char] = &[
    '\0',
    'a',
    '\u{7f}',
    '\u{80}',
    '\u{ff}',
    '\u{100}',
    '\u{7ff}',
    '\u{800}',
    '\u{d7ff}',
    '\u{e000}',
    '\u{ffff}',
    '\u{10000}',
    char::MAX,
];

/// A source of values.
pub struct Random(Rng);

impl Random {
    /// The values of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// A value of a type.
    ///
    /// # Errors
    /// If there are no values of the type, or none that are random.
    pub fn value(&mut self, ty: &Type) -> Result<Val> {
        let bits = self.bits();
        Ok(match ty {
            Type::Bool => Val::Bool(self.0.bool()),
            Type::S8 => Val::S8(bits as i8),
            Type::U8 => Val::U8(bits as u8),
            Type::S16 => Val::S16(bits as i16),
            Type::U16 => Val::U16(bits as u16),
            Type::S32 => Val::S32(bits as i32),
            Type::U32 => Val::U32(bits as u32),
            Type::S64 => Val::S64(bits as i64),
            Type::U64 => Val::U64(bits),
            Type::Float32 => Val::Float32(f32::from_bits(bits as u32)),
            Type::Float64 => Val::Float64(f64::from_bits(bits)),
            Type::Char => Val::Char(self.char()),
            Type::String => Val::String((0..self.len()).map(|_| self.char()).collect()),
            Type::List(list) => {
                let ty = list.ty();
                Val::List((0..self.len()).map(|_| self.value(&ty)).collect::<Result<_>>()?)
            }
            Type::FixedLengthList(list) => {
                let ty = list.ty();
                Val::FixedLengthList((0..list.len()).map(|_| self.value(&ty)).collect::<Result<_>>()?)
            }
            Type::Map(map) => {
                let (key, value) = (map.key(), map.value());
                let pair = |this: &mut Self| Ok((this.value(&key)?, this.value(&value)?));
                Val::Map((0..self.len()).map(|_| pair(self)).collect::<Result<_>>()?)
            }
            Type::Record(record) => {
                let fields = record.fields().map(|field| Ok((field.name.to_owned(), self.value(&field.ty)?)));
                Val::Record(fields.collect::<Result<_>>()?)
            }
            Type::Tuple(tuple) => Val::Tuple(tuple.types().map(|ty| self.value(&ty)).collect::<Result<_>>()?),
            Type::Variant(variant) => {
                let chosen = self.0.usize(..variant.cases().len());
                match variant.cases().nth(chosen) {
                    Some(case) => Val::Variant(case.name.to_owned(), self.payload(case.ty)?),
                    None => bail!("a variant without cases"),
                }
            }
            Type::Enum(names) => {
                let chosen = self.0.usize(..names.names().len());
                Val::Enum(names.names().nth(chosen).unwrap_or_default().to_owned())
            }
            Type::Option(option) => match self.0.bool() {
                true => Val::Option(self.payload(Some(option.ty()))?),
                false => Val::Option(None),
            },
            Type::Result(result) => match self.0.bool() {
                true => Val::Result(Ok(self.payload(result.ok())?)),
                false => Val::Result(Err(self.payload(result.err())?)),
            },
            Type::Flags(flags) => {
                let chosen = flags.names().filter(|_| self.0.bool());
                Val::Flags(chosen.map(str::to_owned).collect())
            }
            other => bail!("not supported yet: random values of the type {other:?}"),
        })
    }

    fn payload(&mut self, ty: Option<Type>) -> Result<Option<Box<Val>>> {
        ty.map(|ty| self.value(&ty).map(Box::new)).transpose()
    }

    /// Bits of a number, often extreme ones.
    fn bits(&mut self) -> u64 {
        match self.0.u8(..8) {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << self.0.u32(..64),
            3 => u64::MAX >> self.0.u32(..64),
            _ => self.0.u64(..),
        }
    }

    fn char(&mut self) -> char {
        match self.0.u8(..4) {
            0 => CHARS[self.0.usize(..CHARS.len())],
            1 => self.0.char(..),
            2 => self.0.char('\0'..='\u{ff}'),
            _ => self.0.char('\0'..='\u{7f}'),
        }
    }

    /// Number of elements: few, since lists nest.
    fn len(&mut self) -> usize {
        match self.0.u8(..8) {
            0 => 0,
            1 => self.0.usize(..20),
            _ => self.0.usize(..4),
        }
    }
}
