//! Ranges that integers are in.
//!
//! In: values, and facts about others. Out: the least and the greatest number that each can be. The optimiser rewrites a
//! check and what it is for in different ways, so that what an index is has to be worked out from what the check says of
//! something that the index is made of: a range that is one number says it.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstructionData, Opcode, Value};

use super::conditions::Facts;
use super::mask;
use super::values::{MAX_STEPS, Values};

/// The least and the greatest number, both of which count as in it.
pub(super) type Range = (u64, u64);

impl Values<'_> {
    /// The least and the greatest number that an integer of up to 64 bits can be if facts hold, extended with zeros.
    pub(super) fn range(&mut self, value: Value, facts: &Facts) -> Range {
        self.range_at(value, facts, &mut { MAX_STEPS })
    }

    /// The number that an integer is if facts hold, extended with zeros.
    pub(super) fn number(&mut self, value: Value, facts: &Facts) -> Option<u64> {
        exact(self.range(value, facts))
    }

    /// What an integer can be for how it is made, which what facts say of it can contradict.
    pub(super) fn range_as_made(&mut self, value: Value, facts: &Facts) -> Range {
        self.made(value, facts, &mut { MAX_STEPS })
    }

    fn range_at(&mut self, value: Value, facts: &Facts, steps: &mut usize) -> Range {
        let value = self.first(value);
        if let Some(number) = self.said(value, facts) {
            return (number, number);
        }
        let made = self.made(value, facts, steps);
        let (low, high) = self.narrowed(value, made, facts);
        if low <= high { (low, high) } else { made }
    }

    fn made(&mut self, value: Value, facts: &Facts, steps: &mut usize) -> Range {
        let ty = self.func.dfg.value_type(value);
        if let Some(constant) = self.constant(value) {
            return (constant, constant);
        }
        let everything = (0, mask(ty));
        let Some(left) = steps.checked_sub(1) else { return everything };
        *steps = left;
        let Some(def) = self.def(value).copied().filter(|_| self.is_number(value)) else { return everything };
        let bits = ty.bits();
        let range = match def {
            InstructionData::Unary { opcode: Opcode::VanyTrue | Opcode::VallTrue, .. } => Some((0, 1)),
            InstructionData::Unary { opcode, arg } if self.is_number(arg) => {
                let from = self.func.dfg.value_type(arg).bits();
                match opcode {
                    Opcode::Ctz if self.is_odd(arg, facts) => Some((0, 0)),
                    _ => unary(opcode, self.range_at(arg, facts, steps), from, bits),
                }
            }
            InstructionData::Load { opcode: Opcode::Uload8, .. } => Some((0, 0xff)),
            InstructionData::Load { opcode: Opcode::Uload16, .. } => Some((0, 0xffff)),
            InstructionData::Load { opcode: Opcode::Uload32, .. } => Some((0, 0xffff_ffff)),
            InstructionData::FloatCompare { .. } => Some((0, 1)),
            InstructionData::IntCompare { cond, args: [a, b], .. } if self.is_number(a) => {
                let width = self.func.dfg.value_type(a).bits();
                let (a, b) = (self.range_at(a, facts, steps), self.range_at(b, facts, steps));
                let outcome = compare(cond, a, b, width).map(u64::from);
                Some(outcome.map_or((0, 1), |outcome| (outcome, outcome)))
            }
            InstructionData::IntCompare { .. } => Some((0, 1)),
            InstructionData::Binary { opcode, args: [a, b] } if self.is_number(a) && self.is_number(b) => {
                let (a, b) = (self.range_at(a, facts, steps), self.range_at(b, facts, steps));
                binary(opcode, a, b, bits)
            }
            InstructionData::Ternary { opcode: Opcode::Select, args: [condition, yes, no] } => {
                let condition =
                    if self.is_number(condition) { self.range_at(condition, facts, steps) } else { (0, 1) };
                let mut arm = |value| self.range_at(value, facts, steps);
                Some(match condition {
                    (_, 0) => arm(no),
                    (1.., _) => arm(yes),
                    _ => {
                        let (yes, no) = (arm(yes), arm(no));
                        (yes.0.min(no.0), yes.1.max(no.1))
                    }
                })
            }
            _ => None,
        };
        range.unwrap_or(everything)
    }
}

/// The number that a range is.
fn exact((low, high): Range) -> Option<u64> {
    (low == high).then_some(low)
}

/// All bits from the lowest up to the highest that is set.
fn filled(number: u64) -> u64 {
    number.checked_ilog2().map_or(0, |top| u64::MAX >> (63 - top))
}

fn ones(bits: u32) -> u64 {
    u64::MAX >> (64 - bits)
}

/// What an operator makes of an integer of `from` bits, in `bits` bits.
fn unary(opcode: Opcode, arg: Range, from: u32, bits: u32) -> Option<Range> {
    let (low, high) = arg;
    let sign = 1 << (from - 1);
    let one = |number: u64| (number, number);
    Some(match opcode {
        Opcode::Uextend => arg,
        Opcode::Ireduce if high <= ones(bits) => arg,
        Opcode::Ireduce => one(exact(arg)? & ones(bits)),
        Opcode::Sextend if high < sign => arg,
        Opcode::Sextend if low >= sign => {
            let above = ones(bits) & !ones(from);
            (low | above, high | above)
        }
        Opcode::Ineg if high == 0 => arg,
        Opcode::Ineg if low > 0 => (high.wrapping_neg() & ones(bits), low.wrapping_neg() & ones(bits)),
        Opcode::Bnot => (!high & ones(bits), !low & ones(bits)),
        Opcode::Iabs if high < sign => arg,
        Opcode::Iabs => match exact(arg)? {
            number if number < sign => one(number),
            number => one(number.wrapping_neg() & ones(bits)),
        },
        Opcode::Bmask if high == 0 => arg,
        Opcode::Bmask if low > 0 => one(ones(bits)),
        Opcode::Popcnt => match exact(arg) {
            Some(number) => one(u64::from(number.count_ones())),
            None => (u64::from(low > 0), u64::from(filled(high).count_ones())),
        },
        Opcode::Ctz => match exact(arg) {
            Some(number) => one(u64::from(number.trailing_zeros().min(from))),
            None if low > 0 => (0, u64::from(high.ilog2())),
            None => (0, u64::from(from)),
        },
        Opcode::Clz => {
            let zeros = |number: u64| u64::from(number.leading_zeros() + from - u64::BITS);
            (zeros(high), zeros(low))
        }
        Opcode::Bswap => one(exact(arg)?.swap_bytes() >> (u64::BITS - bits)),
        Opcode::Bitrev => one(exact(arg)?.reverse_bits() >> (u64::BITS - bits)),
        _ => return None,
    })
}

/// What an operator makes of two integers of `bits` bits, of which the second may have others where it is a number of bits.
fn binary(opcode: Opcode, a: Range, b: Range, bits: u32) -> Option<Range> {
    let all = ones(bits);
    let inside = |low: Option<u64>, high: Option<u64>| Some((low?, high.filter(|high| *high <= all)?));
    let range = match opcode {
        Opcode::Iadd => inside(a.0.checked_add(b.0), a.1.checked_add(b.1)),
        Opcode::Isub => inside(a.0.checked_sub(b.1), a.1.checked_sub(b.0)),
        Opcode::Imul => inside(a.0.checked_mul(b.0), a.1.checked_mul(b.1)),
        Opcode::Band => Some((0, a.1.min(b.1))),
        Opcode::Bor => Some((a.0.max(b.0), filled(a.1 | b.1))),
        Opcode::Bxor => Some((0, filled(a.1 | b.1))),
        Opcode::Umin => Some((a.0.min(b.0), a.1.min(b.1))),
        Opcode::Umax => Some((a.0.max(b.0), a.1.max(b.1))),
        Opcode::Udiv if b.0 > 0 => Some((a.0 / b.1, a.1 / b.0)),
        Opcode::Urem if b.0 > 0 => Some((0, a.1.min(b.1 - 1))),
        Opcode::Ishl | Opcode::Rotl | Opcode::Rotr if a == (0, 0) => Some(a),
        Opcode::Sshr if a.1 > all >> 1 => None,
        Opcode::Ushr | Opcode::Sshr => Some(match exact(b) {
            Some(by) => (a.0 >> (by % u64::from(bits)), a.1 >> (by % u64::from(bits))),
            None => (0, a.1),
        }),
        Opcode::Ishl => exact(b).and_then(|by| {
            let by = by % u64::from(bits);
            (a.1 <= all >> by).then_some((a.0 << by, a.1 << by))
        }),
        _ => None,
    };
    // Of two numbers it is one number, however it wraps.
    let number = || {
        let (a, b) = (exact(a)?, exact(b)?);
        let by = u32::try_from(b % u64::from(bits)).ok()?;
        Some(
            all & match opcode {
                Opcode::Iadd => a.wrapping_add(b),
                Opcode::Isub => a.wrapping_sub(b),
                Opcode::Imul => a.wrapping_mul(b),
                Opcode::Band => a & b,
                Opcode::Bor => a | b,
                Opcode::Bxor => a ^ b,
                Opcode::Ishl => a << by,
                Opcode::Sshr => (a << (64 - bits)).cast_signed().wrapping_shr(64 - bits + by).cast_unsigned(),
                Opcode::Smin | Opcode::Smax => {
                    let sign = |number: u64| number ^ (all ^ all >> 1);
                    if (sign(a) < sign(b)) == (opcode == Opcode::Smin) { a } else { b }
                }
                Opcode::Rotl => a << by | a.checked_shr(bits - by).unwrap_or(0),
                Opcode::Rotr => a >> by | a.checked_shl(bits - by).unwrap_or(0),
                _ => return None,
            },
        )
    };
    number().map(|number| (number, number)).or(range)
}

/// Whether a comparison of integers of so many bits holds, if that is plain.
fn compare(cond: IntCC, a: Range, b: Range, bits: u32) -> Option<bool> {
    if cond != cond.unsigned() {
        // Numbers of one sign are in the order of their bits, which are those of unsigned numbers with the sign reversed.
        let sign = 1 << (bits - 1);
        let reversed =
            |(low, high): Range| ((low & sign) == (high & sign)).then_some((low ^ sign, high ^ sign));
        return compare(cond.unsigned(), reversed(a)?, reversed(b)?, bits);
    }
    let (above, below) = (a.0 > b.1, a.1 < b.0);
    let (not_below, not_above) = (a.0 >= b.1, a.1 <= b.0);
    let plain = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
    match cond {
        IntCC::Equal => plain(exact(a).is_some() && a == b, above || below),
        IntCC::NotEqual => plain(above || below, exact(a).is_some() && a == b),
        IntCC::UnsignedLessThan => plain(below, not_below),
        IntCC::UnsignedLessThanOrEqual => plain(not_above, above),
        IntCC::UnsignedGreaterThan => plain(above, not_above),
        IntCC::UnsignedGreaterThanOrEqual => plain(not_below, below),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BITS: u32 = 4;
    const ALL: std::ops::RangeInclusive<u64> = 0..=15;

    /// Every range of numbers of four bits.
    fn ranges() -> Vec<Range> {
        ALL.flat_map(|low| (low..=15).map(move |high| (low, high))).collect()
    }

    fn signed(number: u64) -> i64 {
        (number << 60).cast_signed() >> 60
    }

    fn contains(range: Option<Range>, number: u64) -> bool {
        range.is_none_or(|(low, high)| low <= number && number <= high)
    }

    #[test]
    fn what_an_operator_makes_of_one_number_is_in_the_range_it_makes_of_a_range() {
        type Operator = (Opcode, u32, fn(u64) -> u64);
        let operators: [Operator; 12] = [
            (Opcode::Bmask, 8, |a| if a == 0 { 0 } else { 0xff }),
            (Opcode::Cls, BITS, |_| 0),
            (Opcode::Uextend, 8, |a| a),
            (Opcode::Sextend, 8, |a| signed(a).cast_unsigned() & 0xff),
            (Opcode::Ireduce, 2, |a| a & 3),
            (Opcode::Ineg, BITS, |a| a.wrapping_neg() & 15),
            (Opcode::Bnot, BITS, |a| !a & 15),
            (Opcode::Popcnt, BITS, |a| a.count_ones().into()),
            (Opcode::Ctz, BITS, |a| a.trailing_zeros().min(4).into()),
            (Opcode::Clz, BITS, |a| (a.leading_zeros() - 60).into()),
            (Opcode::Bitrev, BITS, |a| a.reverse_bits() >> 60),
            (Opcode::Iabs, BITS, |a| signed(a).unsigned_abs()),
        ];
        for (opcode, bits, of) in operators {
            for range in ranges() {
                let made = unary(opcode, range, BITS, bits);
                for a in range.0..=range.1 {
                    assert!(contains(made, of(a)), "{opcode} of {a} in {range:?}: {} in {made:?}", of(a));
                }
            }
            assert!(opcode == Opcode::Cls || unary(opcode, (5, 5), BITS, bits) == Some((of(5), of(5))));
        }
        assert_eq!(unary(Opcode::Bswap, (0x1234, 0x1234), 16, 16), Some((0x3412, 0x3412)));
    }

    #[test]
    fn what_an_operator_makes_of_two_numbers_is_in_the_range_it_makes_of_ranges() {
        type Operator = (Opcode, fn(u64, u64) -> u64);
        let operators: [Operator; 17] = [
            (Opcode::Smax, |a, b| signed(a).max(signed(b)).cast_unsigned() & 15),
            (Opcode::Iadd, |a, b| (a + b) & 15),
            (Opcode::Isub, |a, b| a.wrapping_sub(b) & 15),
            (Opcode::Imul, |a, b| (a * b) & 15),
            (Opcode::Band, |a, b| a & b),
            (Opcode::Bor, |a, b| a | b),
            (Opcode::Bxor, |a, b| a ^ b),
            (Opcode::Umin, |a, b| a.min(b)),
            (Opcode::Umax, |a, b| a.max(b)),
            (Opcode::Udiv, |a, b| a.checked_div(b).unwrap_or(0)),
            (Opcode::Urem, |a, b| a.checked_rem(b).unwrap_or(0)),
            (Opcode::Ishl, |a, b| a << (b % 4) & 15),
            (Opcode::Ushr, |a, b| a >> (b % 4)),
            (Opcode::Sshr, |a, b| (signed(a) >> (b % 4)).cast_unsigned() & 15),
            (Opcode::Rotl, |a, b| (a << (b % 4) | a >> (4 - b % 4)) & 15),
            (Opcode::Rotr, |a, b| (a >> (b % 4) | a << (4 - b % 4)) & 15),
            (Opcode::Smin, |a, b| signed(a).min(signed(b)).cast_unsigned() & 15),
        ];
        for (opcode, of) in operators {
            for (a, b) in ranges().into_iter().flat_map(|a| ranges().into_iter().map(move |b| (a, b))) {
                let made = binary(opcode, a, b, BITS);
                let inside = (a.0..=a.1).all(|x| (b.0..=b.1).all(|y| contains(made, of(x, y))));
                // What divides by zero makes nothing.
                let divides = matches!(opcode, Opcode::Udiv | Opcode::Urem) && b.0 == 0;
                assert!(inside || divides, "{opcode} of {a:?} and {b:?}: {made:?}");
            }
            let known = opcode == Opcode::Smin || opcode == Opcode::Urem;
            assert!(
                known || binary(opcode, (13, 13), (3, 3), BITS) == Some((of(13, 3), of(13, 3))),
                "{opcode}"
            );
        }
    }

    #[test]
    fn a_comparison_of_ranges_holds_if_it_does_for_all_numbers_in_them() {
        type Condition = (IntCC, fn(u64, u64) -> bool);
        let conditions: [Condition; 10] = [
            (IntCC::Equal, |a, b| a == b),
            (IntCC::NotEqual, |a, b| a != b),
            (IntCC::UnsignedLessThan, |a, b| a < b),
            (IntCC::UnsignedLessThanOrEqual, |a, b| a <= b),
            (IntCC::UnsignedGreaterThan, |a, b| a > b),
            (IntCC::UnsignedGreaterThanOrEqual, |a, b| a >= b),
            (IntCC::SignedLessThan, |a, b| signed(a) < signed(b)),
            (IntCC::SignedLessThanOrEqual, |a, b| signed(a) <= signed(b)),
            (IntCC::SignedGreaterThan, |a, b| signed(a) > signed(b)),
            (IntCC::SignedGreaterThanOrEqual, |a, b| signed(a) >= signed(b)),
        ];
        for (cond, holds) in conditions {
            for (a, b) in ranges().into_iter().flat_map(|a| ranges().into_iter().map(move |b| (a, b))) {
                if let Some(answer) = compare(cond, a, b, BITS) {
                    let right = (a.0..=a.1).all(|x| (b.0..=b.1).all(|y| holds(x, y) == answer));
                    assert!(right, "{cond} of {a:?} and {b:?} is not always {answer}");
                }
            }
            assert_eq!(compare(cond, (3, 3), (9, 9), BITS), Some(holds(3, 9)), "{cond}");
        }
    }
}
