//! What is known of values: constants and sums that they are.
//!
//! Integers of fewer than 64 bits stand for themselves, extended with zeros.

use std::collections::{BTreeMap, HashMap};

use cranelift_codegen::ir::{Function, InstructionData, Opcode, Value, types};

use super::mask;
use super::same::Same;

/// How deep operands are looked into, and how many different terms a sum may have. What is more is left as it is.
pub(super) const MAX_DEPTH: usize = 40;
const MAX_TERMS: usize = 12;

/// How many operands are looked at, at most, to find out one thing about a value.
pub(super) const MAX_STEPS: usize = 200;

/// A sum of multiples of values and a constant, modulo 2⁶⁴.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Linear {
    /// Factors, none of them zero.
    pub(super) terms: BTreeMap<Value, u64>,
    pub(super) constant: u64,
}

impl Linear {
    fn constant(constant: u64) -> Self {
        Self { terms: BTreeMap::new(), constant }
    }

    fn term(value: Value) -> Self {
        Self { terms: BTreeMap::from([(value, 1)]), constant: 0 }
    }

    /// The sum with `factor` times another one.
    pub(super) fn add(mut self, other: &Self, factor: u64) -> Self {
        for (value, theirs) in &other.terms {
            let own = self.terms.entry(*value).or_default();
            *own = own.wrapping_add(theirs.wrapping_mul(factor));
        }
        self.terms.retain(|_, factor| *factor != 0);
        self.constant = self.constant.wrapping_add(other.constant.wrapping_mul(factor));
        self
    }

    pub(super) fn plus(mut self, constant: u64) -> Self {
        self.constant = self.constant.wrapping_add(constant);
        self
    }

    /// The one value that this is, but for the constant.
    pub(super) fn only_term(&self) -> Option<Value> {
        let mut terms = self.terms.iter();
        match (terms.next(), terms.next()) {
            (Some((value, 1)), None) => Some(*value),
            _ => None,
        }
    }
}

/// What is known of a function's values.
pub(super) struct Values<'f> {
    pub(super) func: &'f Function,
    sums: HashMap<Value, Linear>,
    same: Same,
}

impl<'f> Values<'f> {
    pub(super) fn new(func: &'f Function) -> Self {
        Self { func, sums: HashMap::new(), same: Same::default() }
    }

    pub(super) fn resolve(&self, value: Value) -> Value {
        self.func.dfg.resolve_aliases(value)
    }

    /// The value that stands for all that are made like this one.
    pub(super) fn first(&mut self, value: Value) -> Value {
        self.same.first(self.func, value)
    }

    /// The instruction whose first result a value is.
    pub(super) fn def(&self, value: Value) -> Option<&'f InstructionData> {
        let inst = self.func.dfg.value_def(self.resolve(value)).inst()?;
        Some(&self.func.dfg.insts[inst])
    }

    /// Whether a value is an integer of up to 64 bits.
    pub(super) fn is_number(&self, value: Value) -> bool {
        let ty = self.func.dfg.value_type(value);
        ty.is_int() && ty.bits() <= 64
    }

    /// The value of a constant.
    pub(super) fn constant(&self, value: Value) -> Option<u64> {
        constant(self.func, value)
    }

    /// A value as a sum.
    pub(super) fn linear(&mut self, value: Value) -> Linear {
        self.linear_at(value, 0)
    }

    fn linear_at(&mut self, value: Value, depth: usize) -> Linear {
        let value = self.resolve(value);
        if let Some(known) = self.sums.get(&value) {
            return known.clone();
        }
        let sum = self.sum(value, depth).filter(|sum| sum.terms.len() <= MAX_TERMS);
        let sum = sum.unwrap_or_else(|| Linear::term(self.first(value)));
        self.sums.insert(value, sum.clone());
        sum
    }

    fn sum(&mut self, value: Value, depth: usize) -> Option<Linear> {
        if let Some(constant) = self.constant(value) {
            return Some(Linear::constant(constant));
        }
        if depth > MAX_DEPTH || self.func.dfg.value_type(value) != types::I64 {
            return None;
        }
        match *self.def(value)? {
            InstructionData::Unary { opcode: Opcode::Uextend, arg } => Some(Linear::term(self.first(arg))),
            // `-a`, and `-1 - a`.
            InstructionData::Unary { opcode: Opcode::Ineg, arg } => {
                Some(Linear::default().add(&self.linear_at(arg, depth + 1), u64::MAX))
            }
            InstructionData::Unary { opcode: Opcode::Bnot, arg } => {
                Some(Linear::constant(u64::MAX).add(&self.linear_at(arg, depth + 1), u64::MAX))
            }
            InstructionData::Binary { opcode, args: [a, b] } => {
                let factor = self.constant(b);
                let a = self.linear_at(a, depth + 1);
                match (opcode, factor) {
                    (Opcode::Iadd, _) => Some(a.add(&self.linear_at(b, depth + 1), 1)),
                    (Opcode::Isub, _) => Some(a.add(&self.linear_at(b, depth + 1), u64::MAX)),
                    (Opcode::Ishl, Some(bits)) if bits < 64 => Some(Linear::default().add(&a, 1 << bits)),
                    (Opcode::Imul, Some(factor)) => Some(Linear::default().add(&a, factor)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A sum in which values are multiples of terms of another sum, where the two are shifts of one thing, modulo 2⁶⁴:
    ///
    /// - `a & -2ⁿ` is `(a >> n) * 2ⁿ`, for either kind of shift: what they shift in is shifted out again.
    /// - `(c * 2ⁿ) << a` is `(c << a) * 2ⁿ`, for numbers `c`.
    pub(super) fn shifted(&mut self, sum: &Linear, like: &Linear) -> Linear {
        let numbers: Vec<(Value, u64, Value)> = like
            .terms
            .keys()
            .filter_map(|value| self.number_shifted(*value).map(|(c, a)| (*value, c, a)))
            .collect();
        let shifts: Vec<(Value, Linear, u64)> =
            like.terms.keys().filter_map(|value| self.shift(*value).map(|(a, n)| (*value, a, n))).collect();
        let mut result = sum.clone();
        for (value, factor) in &sum.terms {
            if let Some((number, by)) = self.number_shifted(*value) {
                let bits_from = |c: u64| (0..64).find(|bits| c << bits == number);
                let mut same = numbers.iter().filter(|(_, _, a)| *a == by);
                if let Some((term, bits)) = same.find_map(|(term, c, _)| Some((*term, bits_from(*c)?))) {
                    result.terms.remove(value);
                    result = result.add(&Linear::term(term), factor << bits);
                }
                continue;
            }
            let Some((cleared, bits)) = self.cleared(*value) else { continue };
            if let Some((shift, ..)) = shifts.iter().find(|(_, a, n)| *n == bits && *a == cleared) {
                result.terms.remove(value);
                result = result.add(&Linear::term(*shift), factor << bits);
            }
        }
        result
    }

    /// What a value of 64 bits is when shifted to the right by a fixed number of bits, and how many.
    fn shift(&mut self, value: Value) -> Option<(Linear, u64)> {
        let Some(InstructionData::Binary { opcode: Opcode::Ushr | Opcode::Sshr, args: [a, bits] }) =
            self.def(value).filter(|_| self.func.dfg.value_type(value) == types::I64)
        else {
            return None;
        };
        let bits = self.constant(*bits).filter(|bits| *bits < 64)?;
        Some((self.linear(*a), bits))
    }

    /// The number that a value of 64 bits is when shifted to the left by something, and by what.
    fn number_shifted(&mut self, value: Value) -> Option<(u64, Value)> {
        let Some(InstructionData::Binary { opcode: Opcode::Ishl, args: [number, by] }) =
            self.def(value).filter(|_| self.func.dfg.value_type(value) == types::I64)
        else {
            return None;
        };
        Some((self.constant(*number)?, self.first(*by)))
    }

    /// What a value of 64 bits is but for its lowest bits, which are cleared, and how many those are.
    fn cleared(&mut self, value: Value) -> Option<(Linear, u64)> {
        let Some(InstructionData::Binary { opcode: Opcode::Band, args: [a, mask] }) =
            self.def(value).filter(|_| self.func.dfg.value_type(value) == types::I64)
        else {
            return None;
        };
        let mask = self.constant(*mask)?;
        let bits = u64::from(mask.trailing_zeros());
        (bits < 64 && mask == u64::MAX << bits).then(|| (self.linear(*a), bits))
    }
}

/// The value of a constant of a function.
pub(super) fn constant(func: &Function, value: Value) -> Option<u64> {
    let inst = func.dfg.value_def(func.dfg.resolve_aliases(value)).inst()?;
    match func.dfg.insts[inst] {
        InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => {
            Some(imm.bits().cast_unsigned() & mask(func.dfg.value_type(value)))
        }
        InstructionData::Unary { opcode: Opcode::Uextend, arg } => constant(func, arg),
        _ => None,
    }
}
