//! Comparisons of integers that hold, and what follows from them.
//!
//! In: comparisons that hold. Out: whether another one of the same integers does, and the range that one with a number leaves
//! for the other side.

use cranelift_codegen::ir::Value;
use cranelift_codegen::ir::condcodes::{CondCode as _, IntCC};

use super::ranges::Range;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    Constant(u64),
    Value(Value),
}

/// A comparison of two integers of up to 64 bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparison {
    pub(super) cond: IntCC,
    pub(super) args: [Operand; 2],
}

/// Orders that two integers can have, as a set.
const BELOW: u8 = 1;
const EQUAL: u8 = 2;
const ABOVE: u8 = 4;
const ANY: u8 = BELOW | EQUAL | ABOVE;
const DIFFERENT: u8 = BELOW | ABOVE;

impl Comparison {
    pub(super) fn swapped(self) -> Self {
        Self { cond: self.cond.swap_args(), args: [self.args[1], self.args[0]] }
    }

    /// Whether it holds if all of these do, if that is plain.
    pub(super) fn outcome(self, held: &[Self]) -> Option<bool> {
        let (mut unsigned, mut signed) = (ANY, ANY);
        for held in held.iter().flat_map(|held| [*held, held.swapped()]) {
            if held.args == self.args {
                let (of_unsigned, of_signed) = orders(held.cond);
                unsigned &= of_unsigned;
                signed &= of_signed;
            }
        }
        // What is equal, or not, is so with signs and without.
        let equal = EQUAL & unsigned & signed;
        let is_equal = unsigned & DIFFERENT == 0 || signed & DIFFERENT == 0;
        let different = if is_equal { 0 } else { DIFFERENT };
        let (of_unsigned, of_signed) = orders(self.cond);
        let (possible, wanted) = match self.cond == self.cond.unsigned() {
            true => (unsigned & different | equal, of_unsigned),
            false => (signed & different | equal, of_signed),
        };
        if possible & wanted == 0 { Some(false) } else { (possible & !wanted == 0).then_some(true) }
    }
}

/// The orders of two unsigned numbers of which a comparison holds, and of the same as signed ones.
fn orders(cond: IntCC) -> (u8, u8) {
    match cond {
        IntCC::Equal => (EQUAL, EQUAL),
        IntCC::NotEqual => (DIFFERENT, DIFFERENT),
        IntCC::UnsignedLessThan => (BELOW, DIFFERENT),
        IntCC::UnsignedLessThanOrEqual => (BELOW | EQUAL, ANY),
        IntCC::UnsignedGreaterThan => (ABOVE, DIFFERENT),
        IntCC::UnsignedGreaterThanOrEqual => (ABOVE | EQUAL, ANY),
        IntCC::SignedLessThan => (DIFFERENT, BELOW),
        IntCC::SignedLessThanOrEqual => (ANY, BELOW | EQUAL),
        IntCC::SignedGreaterThan => (DIFFERENT, ABOVE),
        IntCC::SignedGreaterThanOrEqual => (ANY, ABOVE | EQUAL),
    }
}

/// Where a number of so many bits is, extended with zeros, if it compares like that with another one; the least is above the
/// greatest if none does.
pub(super) fn within(cond: IntCC, than: u64, bits: u32) -> Range {
    let all = u64::MAX >> (64 - bits);
    let (none, greatest) = ((1, 0), all >> 1);
    let below = |low: u64, limit: u64| if limit > low { (low, limit - 1) } else { none };
    let above = |limit: u64, high: u64| if limit < high { (limit + 1, high) } else { none };
    let is_negative = than > greatest;
    match cond {
        IntCC::Equal => (than, than),
        IntCC::NotEqual if than == 0 => (1, all),
        IntCC::NotEqual if than == all => (0, all - 1),
        IntCC::UnsignedLessThan => below(0, than),
        IntCC::UnsignedLessThanOrEqual => (0, than),
        IntCC::UnsignedGreaterThan => above(than, all),
        IntCC::UnsignedGreaterThanOrEqual => (than, all),
        // Numbers of one sign are a range.
        IntCC::SignedLessThan if than == 0 => (greatest + 1, all),
        IntCC::SignedLessThan if is_negative => below(greatest + 1, than),
        IntCC::SignedLessThanOrEqual if is_negative => (greatest + 1, than),
        IntCC::SignedGreaterThan if than == all => (0, greatest),
        IntCC::SignedGreaterThan if !is_negative => above(than, greatest),
        IntCC::SignedGreaterThanOrEqual if !is_negative => (than, greatest),
        _ => (0, all),
    }
}

#[cfg(test)]
mod tests {
    use cranelift_codegen::entity::EntityRef;

    use super::*;

    const ALL: [IntCC; 10] = [
        IntCC::Equal,
        IntCC::NotEqual,
        IntCC::UnsignedLessThan,
        IntCC::UnsignedLessThanOrEqual,
        IntCC::UnsignedGreaterThan,
        IntCC::UnsignedGreaterThanOrEqual,
        IntCC::SignedLessThan,
        IntCC::SignedLessThanOrEqual,
        IntCC::SignedGreaterThan,
        IntCC::SignedGreaterThanOrEqual,
    ];

    /// Whether it holds of numbers of four bits.
    fn holds(cond: IntCC, a: u64, b: u64) -> bool {
        let signed = |number: u64| (number << 60).cast_signed();
        match cond {
            IntCC::Equal => a == b,
            IntCC::NotEqual => a != b,
            IntCC::UnsignedLessThan => a < b,
            IntCC::UnsignedLessThanOrEqual => a <= b,
            IntCC::UnsignedGreaterThan => a > b,
            IntCC::UnsignedGreaterThanOrEqual => a >= b,
            IntCC::SignedLessThan => signed(a) < signed(b),
            IntCC::SignedLessThanOrEqual => signed(a) <= signed(b),
            IntCC::SignedGreaterThan => signed(a) > signed(b),
            IntCC::SignedGreaterThanOrEqual => signed(a) >= signed(b),
        }
    }

    #[test]
    fn comparisons_say_of_others_what_is_so_of_all_numbers() {
        let args = [Operand::Value(Value::new(1)), Operand::Value(Value::new(2))];
        let pairs = || (0..16).flat_map(|a| (0..16).map(move |b| (a, b)));
        for (first, second) in ALL.into_iter().flat_map(|a| ALL.into_iter().map(move |b| (a, b))) {
            let held = [Comparison { cond: first, args }, Comparison { cond: second, args }.swapped()];
            for asked in ALL {
                let outcomes = pairs().filter(|(a, b)| holds(first, *a, *b) && holds(second, *a, *b));
                let mut outcomes = outcomes.map(|(a, b)| holds(asked, a, b)).collect::<Vec<_>>();
                outcomes.dedup();
                let answer = Comparison { cond: asked, args }.outcome(&held);
                // Where the two contradict each other, any answer is right.
                match outcomes[..] {
                    [] => {}
                    [outcome] => assert_eq!(answer, Some(outcome), "{first} and {second}, so {asked}"),
                    _ => assert_eq!(answer, None, "{first} and {second}, so {asked}"),
                }
            }
        }
        let other = [args[0], Operand::Constant(2)];
        let held = Comparison { cond: IntCC::Equal, args: other };
        assert_eq!(Comparison { cond: IntCC::Equal, args }.outcome(&[held]), None);
    }

    #[test]
    fn a_number_is_within_the_range_that_its_comparison_leaves() {
        for (cond, than) in ALL.into_iter().flat_map(|cond| (0..16).map(move |than| (cond, than))) {
            let numbers = (0..16).filter(|number| holds(cond, *number, than)).collect::<Vec<u64>>();
            let (low, high) = within(cond, than, 4);
            assert!(
                numbers.iter().all(|number| (low..=high).contains(number)),
                "{cond} {than}: {low}..={high}"
            );
            if numbers.is_sorted_by(|a, b| a + 1 == *b) {
                assert_eq!(numbers, (low..=high).collect::<Vec<_>>(), "{cond} {than}");
            }
        }
    }
}
