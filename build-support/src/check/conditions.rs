//! What conditions say: which values are below others, and which are one number.
//!
//! In: conditions that hold, or do not. Out: what follows from them, what sums are then, and whether it can be at all.

use cranelift_codegen::ir::condcodes::{CondCode as _, IntCC};
use cranelift_codegen::ir::{InstructionData, Opcode, Value};

use super::orders::{Comparison, Operand, within};
use super::ranges::Range;
use super::values::{Linear, MAX_DEPTH, Values};

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
    /// Comparisons that hold.
    comparisons: Vec<Comparison>,
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
            InstructionData::IntCompare { cond, args: [a, b], .. } if self.is_number(a) => {
                let number = self.constant(b);
                let cond = if holds { cond } else { cond.complement() };
                let (a, b) = (self.first(a), self.first(b));
                out.comparisons.push(Comparison { cond, args: [self.operand(a), self.operand(b)] });
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
                            Some(number) => out.numbers.push((a, number)),
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

    /// Whether facts contradict each other, so that what they are given for never happens.
    pub(super) fn is_never(&mut self, facts: &Facts) -> bool {
        let is_outside = |number: u64, (low, high): Range| number < low || number > high;
        facts.numbers.iter().any(|(value, number)| is_outside(*number, self.range_as_made(*value, facts)))
            || facts.comparisons.iter().any(|comparison| {
                comparison.outcome(&facts.comparisons) == Some(false)
                    || comparison.args.iter().any(|operand| match operand {
                        Operand::Constant(_) => false,
                        Operand::Value(value) => {
                            let made = self.range_as_made(*value, facts);
                            let (low, high) = self.narrowed(*value, made, facts);
                            low > high
                        }
                    })
            })
    }

    /// A value's range with what comparisons with numbers leave of it; the least is above the greatest if nothing is left.
    pub(super) fn narrowed(&mut self, value: Value, (mut low, mut high): Range, facts: &Facts) -> Range {
        let value = self.first(value);
        let bits = self.func.dfg.value_type(value).bits();
        for held in facts.comparisons.iter().flat_map(|held| [*held, held.swapped()]) {
            if let [Operand::Value(compared), Operand::Constant(number)] = held.args
                && compared == value
            {
                let left = within(held.cond, number, bits);
                (low, high) = (low.max(left.0), high.min(left.1));
            }
        }
        (low, high)
    }

    /// The number that facts say a value is.
    pub(super) fn said(&mut self, value: Value, facts: &Facts) -> Option<u64> {
        let value = self.first(value);
        let equal = facts.numbers.iter().find(|(known, _)| *known == value).map(|(_, number)| *number);
        equal.or_else(|| match *self.def(value)? {
            InstructionData::IntCompare { cond, args: [a, b], .. } if self.is_number(a) => {
                let asked = Comparison { cond, args: [self.operand(a), self.operand(b)] };
                asked.outcome(&facts.comparisons).map(u64::from)
            }
            _ => None,
        })
    }

    /// What a comparison compares.
    fn operand(&mut self, value: Value) -> Operand {
        self.constant(value).map_or_else(|| Operand::Value(self.first(value)), Operand::Constant)
    }

    /// Whether all of these are zero or one, so that "and" is that of truth values.
    fn are_bits(&mut self, values: &[Value]) -> bool {
        values.iter().all(|value| self.range(*value, &Facts::default()).1 <= 1)
    }

    /// A sum of which all terms that facts say are one number are that number.
    pub(super) fn given(&mut self, sum: &Linear, facts: &Facts) -> Linear {
        let mut result = sum.clone();
        for (value, factor) in &sum.terms {
            if let Some(number) = self.number(*value, facts) {
                result.terms.remove(value);
                result.constant = result.constant.wrapping_add(number.wrapping_mul(*factor));
            }
        }
        result
    }

    /// Whether facts say that a value's lowest bit is set.
    pub(super) fn is_odd(&mut self, value: Value, facts: &Facts) -> bool {
        let value = self.low_bits(value);
        facts.numbers.iter().any(|(known, number)| match self.def(*known) {
            Some(InstructionData::Binary { opcode: Opcode::Band, args: [a, bits] }) => {
                *number == 1 && self.constant(*bits) == Some(1) && self.low_bits(*a) == value
            }
            _ => false,
        })
    }

    /// The value from which another one has its lowest bits.
    fn low_bits(&mut self, value: Value) -> Value {
        let mut value = self.first(value);
        for _ in 0..MAX_DEPTH {
            let Some(InstructionData::Unary { opcode, arg }) = self.def(value) else { break };
            if !matches!(opcode, Opcode::Uextend | Opcode::Sextend | Opcode::Ireduce) {
                break;
            }
            value = self.first(*arg);
        }
        value
    }
}
