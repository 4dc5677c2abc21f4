//! Proofs that an access stays where it may.

use cranelift_codegen::ir::{Inst, InstructionData, Opcode, Value, ValueDef};
use embody_abi::context::{memory_def, table_def};

use super::calls::Calls;
use super::conditions::{Bound, Facts};
use super::values::{Linear, Values};
use super::{Kind, Promises};

/// Bytes at address zero of which no process can map any.
const NULL_BYTES: u64 = 4096;

/// An access to check.
pub(super) struct Access {
    pub(super) inst: Inst,
    pub(super) address: Linear,
    pub(super) width: u64,
}

/// What an access reaches into: a memory, or a table as bytes.
#[derive(Clone, Copy)]
struct Object {
    /// Context offset at which its base is to be found, or `Err` of the one at which it starts.
    base: Result<u32, u32>,
    /// Context offset at which its length is to be found, and whether it is elsewhere and only found from there.
    len: u32,
    shared: bool,
    moves: bool,
    /// Bytes of what the length counts.
    unit: u64,
    min_len: u64,
    reach: u64,
}

/// Proves accesses of one function.
pub(super) struct Prover<'f, 'p> {
    pub(super) values: Values<'f>,
    pub(super) promises: &'p Promises,
    pub(super) calls: Calls<'f>,
}

impl Prover<'_, '_> {
    /// Whether the access is inside its object, given conditions that hold or do not.
    pub(super) fn is_inside(&mut self, kind: Kind, access: &Access, conditions: &[(Value, bool)]) -> bool {
        let facts = self.values.facts(conditions);
        self.values.is_never(&facts)
            || self.objects(kind).iter().any(|object| {
                let Some(offset) = self.offset(object, access) else { return false };
                let given = self.values.given(&offset, &facts);
                self.is_always_there(object, &given, access.width, &facts)
                    || self.is_bounded(object, &offset, access.width, &facts)
            })
    }

    /// Whether the access is inside its object or faults. What traps before it does not count: a processor that guesses
    /// runs past those, so the address itself has to be chosen.
    pub(super) fn is_inside_or_faults(&mut self, kind: Kind, access: &Access) -> bool {
        self.is_null(access)
            || self.is_reached(kind, access)
            || self.is_inside(kind, access, &[])
            || self.is_selected(kind, access)
    }

    /// Whether the access is at a fixed distance from something that is no number of the guest's.
    pub(super) fn is_fixed(&self, access: &Access, kind_of: impl Fn(Inst) -> Kind) -> bool {
        let Some(value) = access.address.only_term() else { return false };
        let func = self.values.func;
        match func.dfg.value_def(value) {
            ValueDef::Param(..) => true,
            ValueDef::Result(inst, _) => {
                let data = &func.dfg.insts[inst];
                let opcode = data.opcode();
                opcode.is_call()
                    || matches!(opcode, Opcode::StackAddr | Opcode::FuncAddr | Opcode::Select)
                    || (opcode == Opcode::Load && !matches!(kind_of(inst), Kind::Memory(_)))
            }
            ValueDef::Union(..) => false,
        }
    }

    /// Whether the access is inside a slot of the function's own frame, whatever its operands are.
    pub(super) fn is_in_frame(&mut self, access: &Access) -> bool {
        let func = self.values.func;
        let slot = |value: Value| match self.values.def(value) {
            Some(InstructionData::StackAddr { stack_slot, offset, .. }) => {
                let size = func.sized_stack_slots.get(*stack_slot)?.size;
                Some((u64::from(size), i64::from(i32::from(*offset)).cast_unsigned()))
            }
            _ => None,
        };
        let mut terms = access.address.terms.iter();
        let found = terms.find_map(|(value, factor)| Some((*value, slot(*value).filter(|_| *factor == 1)?)));
        let Some((base, (size, start))) = found else { return false };
        let rest = access.address.terms.iter().filter(|(value, _)| **value != base);
        self.greatest(rest, &Facts::default())
            .saturating_add(u128::from(access.address.constant.wrapping_add(start)))
            .saturating_add(u128::from(access.width))
            <= u128::from(size)
    }

    /// The greatest number that a sum of multiples can be if facts hold.
    fn greatest<'t>(&mut self, terms: impl Iterator<Item = (&'t Value, &'t u64)>, facts: &Facts) -> u128 {
        let greatest = |(value, factor): (&Value, &u64)| {
            u128::from(self.values.range(*value, facts).1) * u128::from(*factor)
        };
        terms.map(greatest).fold(0, u128::saturating_add)
    }

    /// Whether it is an access of the null page.
    fn is_null(&self, access: &Access) -> bool {
        access.address.terms.is_empty()
            && access.address.constant.checked_add(access.width).is_some_and(|end| end <= NULL_BYTES)
    }

    /// Whether it ends before the guard does, whatever its operands are.
    fn is_reached(&mut self, kind: Kind, access: &Access) -> bool {
        self.objects(kind).iter().any(|object| {
            let Some(offset) = self.offset(object, access) else { return false };
            let sum = self.greatest(offset.terms.iter(), &Facts::default());
            sum.saturating_add(u128::from(offset.constant)).saturating_add(u128::from(access.width))
                <= u128::from(object.reach)
        })
    }

    /// Whether the address is chosen by a condition that implies that it is inside, or else null.
    fn is_selected(&mut self, kind: Kind, access: &Access) -> bool {
        let Some(value) = access.address.only_term() else { return false };
        let Some(InstructionData::Ternary { opcode: Opcode::SelectSpectreGuard, args: [condition, yes, no] }) =
            self.values.def(value)
        else {
            return false;
        };
        let known = self.values.constant(*condition);
        [(*yes, true), (*no, false)].into_iter().all(|(arm, holds)| {
            let address = self.values.linear(arm).plus(access.address.constant);
            let arm = Access { inst: access.inst, address, width: access.width };
            known.is_some_and(|known| (known != 0) != holds)
                || self.is_null(&arm)
                || self.is_inside(kind, &arm, &[(*condition, holds)])
        })
    }

    /// What accesses of a kind can reach into.
    fn objects(&self, kind: Kind) -> Vec<Object> {
        match kind {
            Kind::Other => Vec::new(),
            Kind::Memory(remainder) => {
                let own = self.promises.memories.iter().skip(remainder as usize).step_by(0x100);
                let object = |memory: &super::MemoryPromise| Object {
                    base: Ok(memory.def + memory_def::base),
                    len: memory.def + memory_def::len_bytes,
                    shared: memory.shared,
                    moves: memory.moves,
                    unit: 1,
                    min_len: memory.min_len,
                    reach: memory.reach,
                };
                own.map(object).collect()
            }
            Kind::Elements => {
                let object = |table: &super::TablePromise| Object {
                    base: table.inline.map_or(Ok(table.def + table_def::base), Err),
                    len: table.def + table_def::len,
                    shared: false,
                    moves: false,
                    unit: 8,
                    min_len: table.min_len,
                    reach: 0,
                };
                self.promises.tables.iter().map(object).collect()
            }
        }
    }

    /// How far an address is from the start of an object, if it is made from that.
    fn offset(&mut self, object: &Object, access: &Access) -> Option<Linear> {
        let address = &access.address;
        let mut offset = address.clone();
        match object.base {
            Err(inline) => {
                let context = self.context()?;
                (offset.terms.remove(&context)? == 1).then_some(())?;
                Some(offset.plus(u64::from(inline).wrapping_neg()))
            }
            Ok(place) => {
                let mut terms = address.terms.iter();
                let (base, _) = terms.find(|(value, f)| **f == 1 && self.is_loaded(**value, place))?;
                if object.moves {
                    let read = self.values.func.dfg.value_def(self.values.resolve(*base)).inst()?;
                    (!self.calls.is_between(read, access.inst)).then_some(())?;
                }
                offset.terms.remove(base);
                Some(offset)
            }
        }
    }

    /// Whether an access at an offset is in what an object never has less of, if facts hold of the offset's operands.
    fn is_always_there(&mut self, object: &Object, offset: &Linear, width: u64, facts: &Facts) -> bool {
        let end = self.greatest(offset.terms.iter(), facts);
        let end = end.saturating_add(u128::from(offset.constant)).saturating_add(u128::from(width));
        end <= u128::from(object.min_len) * u128::from(object.unit)
    }

    /// Whether an offset of an object, given bounds, leaves room for the access in it.
    fn is_bounded(&mut self, object: &Object, offset: &Linear, width: u64, facts: &Facts) -> bool {
        // First how long the object is at least, which other bounds rely on.
        let mut known = object.min_len;
        for bound in &facts.bounds {
            if self.distance_to_len(object, bound.large) == Some(0) {
                known = known
                    .max(self.values.range(bound.small, facts).0.saturating_add(u64::from(bound.strict)));
            }
        }
        // What is not the least that it can be is above that.
        let mut bounds = facts.bounds.clone();
        for (value, small, number) in &facts.others {
            let distance = self.distance_to_len(object, *value);
            if distance.is_some_and(|distance| known.checked_sub(distance) == Some(*number)) {
                bounds.push(Bound { small: *small, large: *value, strict: true });
            }
        }
        bounds.iter().any(|bound| {
            let strict = u64::from(bound.strict);
            // `bound.small + room <= len`, as numbers without end.
            let large = self.values.linear(bound.large);
            let constant = large.terms.is_empty().then_some(large.constant);
            let room = match (self.distance_to_len(object, bound.large), constant) {
                (Some(distance), _) if distance <= known => distance + strict,
                (None, Some(constant)) if constant <= known => known - constant + strict,
                _ => return false,
            };
            let small = self.values.linear(bound.small);
            let rest = self.values.shifted(offset, &small).add(&small, object.unit.wrapping_neg());
            if !rest.terms.is_empty() {
                return false;
            }
            let room = u128::from(room) * u128::from(object.unit);
            let width = u128::from(width);
            match rest.constant.cast_signed() {
                behind @ 0.. => u128::from(behind.cast_unsigned()) + width <= room,
                before => {
                    let before = u128::from(before.unsigned_abs());
                    let least = u128::from(self.values.range(bound.small, facts).0) * u128::from(object.unit);
                    before <= least && width <= room + before
                }
            }
        })
    }

    /// How far below an object's length a value is, if it is made from that.
    fn distance_to_len(&mut self, object: &Object, value: Value) -> Option<u64> {
        let sum = self.values.linear(value);
        let len = sum.only_term()?;
        let is_len = if object.shared {
            match self.values.def(len)? {
                InstructionData::LoadNoOffset { opcode: Opcode::AtomicLoad, arg, .. } => {
                    let arg = self.values.resolve(*arg);
                    self.is_loaded(arg, object.len)
                }
                _ => false,
            }
        } else {
            self.is_loaded(len, object.len)
        };
        let distance = sum.constant.wrapping_neg();
        (is_len && distance.cast_signed() >= 0).then_some(distance)
    }

    /// The context: a function's first parameter.
    fn context(&self) -> Option<Value> {
        let entry = self.values.func.layout.entry_block()?;
        self.values.func.dfg.block_params(entry).first().copied()
    }

    /// Whether a value is the eight bytes at a context offset.
    fn is_loaded(&mut self, value: Value, place: u32) -> bool {
        let Some(InstructionData::Load { opcode: Opcode::Load, arg, offset, .. }) = self.values.def(value)
        else {
            return false;
        };
        if self.values.func.dfg.value_type(value).bytes() != 8 {
            return false;
        }
        let address = self.values.linear(*arg).plus(i64::from(i32::from(*offset)).cast_unsigned());
        address.only_term().is_some()
            && address.only_term() == self.context()
            && address.constant == u64::from(place)
    }
}
