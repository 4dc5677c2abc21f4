//! Which values are the same because they are made in the same way.
//!
//! In: values. Out: of all that one operator makes of the same operands, the one that was asked for first. Optimisation
//! makes cheap operators anew in each block that needs them, so that a check and what it is for can each have its own.
//! Whatever reads memory, or whose result depends on anything but its operands, is the same as nothing else.

use std::collections::HashMap;

use cranelift_codegen::ir::{Function, InstructionData, Opcode, Type, Value};

use super::values::{MAX_DEPTH, constant};

/// What an operator is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Operand {
    Constant(Type, u64),
    Value(Value),
}

/// How a value is made.
type Made = (Opcode, Type, Operand, Option<Operand>);

/// The values of one function that were asked for.
#[derive(Debug, Default)]
pub(super) struct Same {
    known: HashMap<Value, Value>,
    made: HashMap<Made, Value>,
}

impl Same {
    /// The value that stands for all that are made like this one.
    pub(super) fn first(&mut self, func: &Function, value: Value) -> Value {
        self.first_at(func, value, 0)
    }

    fn first_at(&mut self, func: &Function, value: Value, depth: usize) -> Value {
        let value = func.dfg.resolve_aliases(value);
        if let Some(known) = self.known.get(&value) {
            return *known;
        }
        let made = self.made(func, value, depth);
        let first = made.map_or(value, |made| *self.made.entry(made).or_insert(value));
        self.known.insert(value, first);
        first
    }

    /// How a value is made, if nothing but its operands decides what it is.
    fn made(&mut self, func: &Function, value: Value, depth: usize) -> Option<Made> {
        use Opcode::{
            Band, Bnot, Bor, Bxor, Iadd, Imul, Ineg, Ireduce, Ishl, Isub, Sextend, Sshr, Uextend, Ushr,
        };
        let inst = func.dfg.value_def(value).inst().filter(|_| depth < MAX_DEPTH)?;
        let ty = func.dfg.value_type(value);
        let mut operand = |value: Value| match constant(func, value) {
            Some(constant) => Operand::Constant(func.dfg.value_type(value), constant),
            None => Operand::Value(self.first_at(func, value, depth + 1)),
        };
        Some(match func.dfg.insts[inst] {
            InstructionData::Unary { opcode: opcode @ (Uextend | Sextend | Ireduce | Ineg | Bnot), arg } => {
                (opcode, ty, operand(arg), None)
            }
            InstructionData::Binary {
                opcode: opcode @ (Iadd | Isub | Imul | Band | Bor | Bxor | Ishl | Ushr | Sshr),
                args: [a, b],
            } => (opcode, ty, operand(a), Some(operand(b))),
            _ => return None,
        })
    }
}
