//! Values, outcomes and states that both sides give alike.
//!
//! Numbers are bits; of a reference only whether it is null is kept, since the two runtimes share no identities.

use embody_abi::meta::CoreValType;
use embody_abi::trap::Trap;

/// A value, as many low bits of which count as its type has. A reference is zero if it is null, else one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Its type.
    pub ty: CoreValType,
    /// Its bits.
    pub bits: u128,
}

impl Value {
    /// A value of a type, with the bits that count.
    #[must_use]
    pub fn new(ty: CoreValType, bits: u128) -> Self {
        let bits = match ty {
            CoreValType::I32 | CoreValType::F32 => bits & u128::from(u32::MAX),
            CoreValType::I64 | CoreValType::F64 => bits & u128::from(u64::MAX),
            CoreValType::V128 => bits,
            _ => u128::from(bits as u64 != 0),
        };
        Self { ty, bits }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}:{:#x}", self.ty, self.bits)
    }
}

/// What became of a call, or of an instantiation (which has no values).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It returned.
    Returned(Vec<Value>),
    /// It trapped, for this reason.
    Trapped(&'static str),
    /// It threw an exception that nothing caught.
    Threw,
    /// It met a limit of one of the runtimes: nothing that follows can be compared.
    Limit(String),
}

impl Outcome {
    /// The outcome for a trap.
    #[must_use]
    pub fn trap(trap: Trap) -> Self {
        match trap {
            Trap::StackOverflow | Trap::AllocationTooLarge => Self::Limit(trap.text().to_owned()),
            Trap::UncaughtException => Self::Threw,
            // The specification has one word for both.
            Trap::NullFunctionReference => Self::Trapped(Trap::NullReference.text()),
            // Which comes first where an atomic access is wrong in both ways is open.
            Trap::HeapMisaligned => Self::Trapped(Trap::MemoryOutOfBounds.text()),
            trap => Self::Trapped(trap.text()),
        }
    }
}

/// What can be seen of an instance: its exports, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Values of globals.
    pub globals: Vec<(String, Value)>,
    /// Contents of memories.
    pub memories: Vec<(String, Memory)>,
    /// For each element of a table, whether it is null.
    pub tables: Vec<(String, Vec<bool>)>,
}

/// Contents of a memory.
#[derive(Clone, PartialEq, Eq)]
pub struct Memory {
    /// How many bytes it has.
    pub len: usize,
    /// The bytes; empty if the memory is shared.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len)
    }
}

impl State {
    /// The first thing in which another state differs.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        let globals = self.globals.iter().zip(&other.globals).find(|(a, b)| a != b);
        if let Some((a, b)) = globals {
            return Some(format!("global `{}` is {:?}, and {:?} (`{}`)", a.0, a.1, b.1, b.0));
        }
        for ((name, a), (other_name, b)) in self.memories.iter().zip(&other.memories) {
            if (name, a.len) != (other_name, b.len) {
                return Some(format!("memory `{name}` is {a:?}, and {b:?} (`{other_name}`)"));
            }
            let at = a.bytes.iter().zip(&b.bytes).position(|(a, b)| a != b);
            if let Some(at) = at {
                let end = (at + 16).min(a.bytes.len()).min(b.bytes.len());
                let (a, b) = (&a.bytes[at..end], &b.bytes[at..end]);
                return Some(format!("memory `{name}` at {at:#x} is {a:02x?}, and {b:02x?}"));
            }
        }
        for ((name, a), (other_name, b)) in self.tables.iter().zip(&other.tables) {
            if (name, a.len()) != (other_name, b.len()) {
                return Some(format!("table `{name}` has {}, and {} (`{other_name}`)", a.len(), b.len()));
            }
            if let Some(at) = a.iter().zip(b).position(|(a, b)| a != b) {
                return Some(format!("table `{name}` at {at} is null: {}, and {}", a[at], b[at]));
            }
        }
        (self != other).then(|| "exports differ".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(global: u128, byte: u8, is_null: bool) -> State {
        State {
            globals: vec![("g".into(), Value::new(CoreValType::I64, global))],
            memories: vec![("m".into(), Memory { len: 2, bytes: vec![0, byte] })],
            tables: vec![("t".into(), vec![true, is_null])],
        }
    }

    #[test]
    fn differences_are_found_and_named() {
        let first = state(1, 2, true);
        assert_eq!(first.difference(&state(1, 2, true)), None);
        for (other, named) in [
            (state(2, 2, true), "global `g`"),
            (state(1, 3, true), "memory `m` at 0x1"),
            (state(1, 2, false), "table `t` at 1"),
            (State::default(), "exports differ"),
        ] {
            let difference = first.difference(&other).expect("a difference");
            assert!(difference.contains(named), "{difference}");
        }
    }

    #[test]
    fn only_bits_of_the_type_count() {
        assert_eq!(Value::new(CoreValType::I32, 1 << 32 | 5), Value::new(CoreValType::I32, 5));
        assert_eq!(Value::new(CoreValType::FuncRef, 77), Value::new(CoreValType::FuncRef, 1));
        assert_ne!(Value::new(CoreValType::F32, 0), Value::new(CoreValType::F32, 1 << 31));
    }
}
