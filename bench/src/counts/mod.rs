//! What operations cost that can be counted, and does not depend on the machine's mood.

pub(crate) mod allocations;
pub(crate) mod instructions;
