//! What conditions say: which values are below others, and which are one number.
//!
//! In: conditions that hold, or do not. Out: what follows from them, what sums are then, and whether it can be at all.

use cranelift_codegen::ir::condcodes::{CondCode as _, IntCC};
use cranelift_codegen::ir::{InstructionData, Opcode, Value};

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
                let (a, b) = (self.first(a), self.first(b));
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
            || facts.bounds.iter().any(|bound| {
                [bound.small, bound.large].into_iter().any(|value| {
                    let made = self.range_as_made(value, facts);
                    let number = self.said(value, facts);
                    let (low, high) = self.narrowed(value, number.map_or(made, |n| (n, n)), facts);
                    low > high
                })
            })
    }

    /// A value's range without what facts say that it is above or below of; the least may then be above the greatest.
    pub(super) fn narrowed(&mut self, value: Value, (mut low, mut high): Range, facts: &Facts) -> Range {
        let value = self.first(value);
        for bound in &facts.bounds {
            let strict = u64::from(bound.strict);
            if bound.small == value
                && let Some(limit) = self.constant(bound.large)
            {
                // Nothing is below zero.
                match limit.checked_sub(strict) {
                    Some(limit) => high = high.min(limit),
                    None => return (1, 0),
                }
            }
            if bound.large == value
                && let Some(limit) = self.constant(bound.small)
            {
                match limit.checked_add(strict) {
                    Some(limit) => low = low.max(limit),
                    None => return (1, 0),
                }
            }
        }
        (low, high)
    }

    /// The number that facts say a value is.
    pub(super) fn said(&mut self, value: Value, facts: &Facts) -> Option<u64> {
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
        let value = self.first(value);
        facts.numbers.iter().any(|(known, number)| match self.def(*known) {
            Some(InstructionData::Binary { opcode: Opcode::Band, args: [a, bits] }) => {
                *number == 1 && self.constant(*bits) == Some(1) && self.first(*a) == value
            }
            _ => false,
        })
    }

    /// Whether facts say that a value is negative.
    pub(super) fn is_negative(&mut self, value: Value, facts: &Facts) -> bool {
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
