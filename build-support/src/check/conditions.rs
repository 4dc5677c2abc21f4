//! What conditions say: which values are below others, and which are one number.
//!
//! In: conditions that hold, or do not. Out: what follows from them, and what sums are then. The optimiser asks whether an
//! index is zero in many ways, of which most ask it of something that the index is made of (before it is extended,
//! negated and the like). So an index is worked out from what the conditions say that such values are.

use cranelift_codegen::ir::condcodes::{CondCode as _, IntCC};
use cranelift_codegen::ir::{InstructionData, Opcode, Value};

use super::mask;
use super::values::{Linear, MAX_DEPTH, MAX_STEPS, Values};

/// That one value is not above another, or is below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) small: Value,
    pub(super) large: Value,
    /// Whether it is below.
    pub(super) strict: bool,
}

/// What follows from conditions.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) bounds: Vec<Bound>,
    /// Values that are not one number, which is a value, too.
    pub(super) others: Vec<(Value, Value, u64)>,
    /// Values that are one number.
    numbers: Vec<(Value, u64)>,
}

/// A comparison of two integers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Comparison {
    cond: IntCC,
    args: [Value; 2],
}

impl Comparison {
    fn swapped(self) -> Self {
        Self { cond: self.cond.swap_args(), args: [self.args[1], self.args[0]] }
    }

    fn complement(self) -> Self {
        Self { cond: self.cond.complement(), ..self }
    }
}

impl Values<'_> {
    /// What follows from conditions that hold, or do not.
    pub(super) fn facts(&mut self, conditions: &[(Value, bool)]) -> Facts {
        let mut facts = Facts::default();
        for (condition, holds) in conditions {
            self.collect(*condition, *holds, 0, &mut facts);
        }
        facts
    }

    fn collect(&mut self, condition: Value, holds: bool, depth: usize, out: &mut Facts) {
        if !holds || self.are_bits(&[condition]) {
            let condition = self.first(condition);
            out.numbers.push((condition, u64::from(holds)));
        }
        let Some(def) = self.def(condition).filter(|_| depth < MAX_DEPTH) else { return };
        match *def {
            InstructionData::Unary { opcode: Opcode::Uextend, arg } => {
                self.collect(arg, holds, depth + 1, out);
            }
            InstructionData::Binary { opcode: Opcode::Bor, args } if !holds => {
                args.iter().for_each(|arg| self.collect(*arg, false, depth + 1, out));
            }
            InstructionData::Binary { opcode: Opcode::Band, args } if holds && self.are_bits(&args) => {
                args.iter().for_each(|arg| self.collect(*arg, true, depth + 1, out));
            }
            InstructionData::IntCompare { cond, args: [a, b], .. } => {
                let number = self.constant(b);
                let cond = if holds { cond } else { cond.complement() };
                let bound = |small, large, strict| Bound { small, large, strict };
                match cond {
                    IntCC::UnsignedLessThan => out.bounds.push(bound(a, b, true)),
                    IntCC::UnsignedLessThanOrEqual => out.bounds.push(bound(a, b, false)),
                    IntCC::UnsignedGreaterThan => out.bounds.push(bound(b, a, true)),
                    IntCC::UnsignedGreaterThanOrEqual => out.bounds.push(bound(b, a, false)),
                    IntCC::Equal => {
                        out.bounds.extend([bound(a, b, false), bound(b, a, false)]);
                        match number {
                            Some(0) => self.collect(a, false, depth + 1, out),
                            Some(number) => out.numbers.push((self.first(a), number)),
                            None => {}
                        }
                    }
                    IntCC::NotEqual if number == Some(0) => {
                        out.bounds.push(bound(b, a, true));
                        self.collect(a, true, depth + 1, out);
                    }
                    IntCC::NotEqual => out.others.extend(number.map(|number| (a, b, number))),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Whether it is plain that these conditions cannot be as they are said to be.
    pub(super) fn is_excluded(&self, conditions: &[(Value, bool)]) -> bool {
        conditions.iter().any(|(value, holds)| match self.range(*value) {
            (_, 0) => *holds,
            (1.., _) => !*holds,
            _ => false,
        })
    }

    /// Whether facts contradict each other, so that what they are given for never happens.
    pub(super) fn is_never(&mut self, facts: &Facts) -> bool {
        facts.bounds.iter().any(|bound| {
            let least = self.said(bound.small, facts).unwrap_or_else(|| self.range(bound.small).0);
            let most = self.said(bound.large, facts).unwrap_or_else(|| self.range(bound.large).1);
            least > most || (bound.strict && least == most)
        })
    }

    /// The number that facts say a value is.
    fn said(&mut self, value: Value, facts: &Facts) -> Option<u64> {
        let value = self.first(value);
        let equal = facts.numbers.iter().find(|(known, _)| *known == value).map(|(_, number)| *number);
        equal.or_else(|| {
            let compared = self.compared(value)?;
            // The same comparison in other words, or its opposite.
            facts.numbers.iter().filter(|(_, number)| *number <= 1).find_map(|(known, number)| {
                let known = self.compared(*known)?;
                let answer = |holds: Comparison| if holds == compared { Some(*number) } else { None };
                let opposite = |holds: Comparison| if holds == compared { Some(1 - *number) } else { None };
                answer(known.swapped())
                    .or_else(|| opposite(known.complement()))
                    .or_else(|| opposite(known.swapped().complement()))
            })
        })
    }

    /// The comparison of integers that a value is the outcome of.
    fn compared(&mut self, value: Value) -> Option<Comparison> {
        match *self.def(value)? {
            InstructionData::IntCompare { cond, args: [a, b], .. } => {
                Some(Comparison { cond, args: [self.first(a), self.first(b)] })
            }
            _ => None,
        }
    }

    /// Whether all of these are zero or one, so that "and" is that of truth values.
    fn are_bits(&self, values: &[Value]) -> bool {
        values.iter().all(|value| self.range(*value).1 <= 1)
    }

    /// A sum of which all terms that facts say are one number are that number.
    pub(super) fn given(&mut self, sum: &Linear, facts: &Facts) -> Linear {
        let mut result = sum.clone();
        for (value, factor) in &sum.terms {
            if let Some(number) = self.number(*value, facts, &mut { MAX_STEPS }) {
                result.terms.remove(value);
                result.constant = result.constant.wrapping_add(number.wrapping_mul(*factor));
            }
        }
        result
    }

    /// The number that an integer is if facts hold, extended with zeros.
    fn number(&mut self, value: Value, facts: &Facts, steps: &mut usize) -> Option<u64> {
        *steps = steps.checked_sub(1)?;
        let value = self.first(value);
        let ty = self.func.dfg.value_type(value);
        if let Some(constant) = self.constant(value) {
            return Some(constant);
        }
        if let Some(number) = self.said(value, facts) {
            return Some(number);
        }
        let def = *self.def(value).filter(|_| ty.is_int() && ty.bits() <= 64)?;
        let func = self.func;
        let mut of = |value: Value| self.number(value, facts, steps);
        let number = match def {
            InstructionData::Unary { opcode, arg } => match opcode {
                Opcode::Uextend | Opcode::Ireduce => of(arg)?,
                Opcode::Sextend => {
                    let unused = 64 - func.dfg.value_type(arg).bits();
                    (of(arg)? << unused).cast_signed().wrapping_shr(unused).cast_unsigned()
                }
                Opcode::Ineg => of(arg)?.wrapping_neg(),
                Opcode::Bnot => !of(arg)?,
                Opcode::Bswap | Opcode::Bitrev => of(arg).filter(|number| *number == 0)?,
                Opcode::Popcnt => u64::from(of(arg)?.count_ones()),
                Opcode::Ctz if self.is_odd(arg, facts) => 0,
                Opcode::Clz if self.is_negative(arg, facts) => 0,
                Opcode::Ctz => u64::from(self.number(arg, facts, steps)?.trailing_zeros().min(ty.bits())),
                Opcode::Clz => {
                    let number = self.number(arg, facts, steps)?;
                    u64::from(number.leading_zeros() + ty.bits() - u64::BITS)
                }
                _ => return None,
            },
            InstructionData::Binary { opcode, args: [a, b] } => match (opcode, of(a), of(b)) {
                (Opcode::Imul | Opcode::Band, Some(0), _) | (Opcode::Imul | Opcode::Band, _, Some(0)) => 0,
                (Opcode::Ishl | Opcode::Ushr | Opcode::Sshr, Some(0), _) => 0,
                (Opcode::Rotl | Opcode::Rotr, Some(0), _) => 0,
                (Opcode::Iadd, Some(a), Some(b)) => a.wrapping_add(b),
                (Opcode::Isub, Some(a), Some(b)) => a.wrapping_sub(b),
                (Opcode::Imul, Some(a), Some(b)) => a.wrapping_mul(b),
                (Opcode::Band, Some(a), Some(b)) => a & b,
                (Opcode::Bor, Some(a), Some(b)) => a | b,
                (Opcode::Bxor, Some(a), Some(b)) => a ^ b,
                _ => return None,
            },
            InstructionData::Ternary { opcode: Opcode::Select, args: [condition, yes, no] } => {
                of(condition).and_then(|condition| of(if condition == 0 { no } else { yes }))?
            }
            _ => return None,
        };
        Some(number & mask(ty))
    }

    /// Whether facts say that a value's lowest bit is set.
    fn is_odd(&mut self, value: Value, facts: &Facts) -> bool {
        let value = self.first(value);
        facts.numbers.iter().any(|(known, number)| match self.def(*known) {
            Some(InstructionData::Binary { opcode: Opcode::Band, args: [a, bits] }) => {
                *number == 1 && self.constant(*bits) == Some(1) && self.first(*a) == value
            }
            _ => false,
        })
    }

    /// Whether facts say that a value is negative.
    fn is_negative(&mut self, value: Value, facts: &Facts) -> bool {
        let value = self.first(value);
        facts.numbers.iter().any(|(known, number)| match self.def(*known) {
            Some(InstructionData::IntCompare { cond, args: [a, b], .. }) => {
                let cond = if *number == 0 { cond.complement() } else { *cond };
                cond == IntCC::SignedLessThan && self.constant(*b) == Some(0) && self.first(*a) == value
            }
            _ => false,
        })
    }
}
