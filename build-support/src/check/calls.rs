//! Whether anything was called between two instructions.
//!
//! In: an instruction, and one that all ways to it lead through. Out: whether a way from the last time that one ran leads
//! through a call.

use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, Function, Inst};
use std::collections::{HashMap, HashSet};

/// The calls of a function.
pub(super) struct Calls<'f> {
    func: &'f Function,
    cfg: &'f ControlFlowGraph,
    /// For an instruction, and a block that is entered: what [`Calls::is_between`] says of the block's start.
    known: HashMap<(Inst, Block), bool>,
}

impl<'f> Calls<'f> {
    pub(super) fn new(func: &'f Function, cfg: &'f ControlFlowGraph) -> Self {
        Self { func, cfg, known: HashMap::new() }
    }

    /// Whether there may have been a call since `from`, which dominates `to`, ran last.
    pub(super) fn is_between(&mut self, from: Inst, to: Inst) -> bool {
        let Some(block) = self.func.layout.inst_block(to) else { return true };
        let mut above = Some(to);
        while let Some(inst) = above.and_then(|inst| self.func.layout.prev_inst(inst)) {
            if inst == from {
                return false;
            }
            if self.is_call(inst) {
                return true;
            }
            above = Some(inst);
        }
        if let Some(known) = self.known.get(&(from, block)) {
            return *known;
        }
        let found = self.is_above(from, block);
        self.known.insert((from, block), found);
        found
    }

    /// As [`Calls::is_between`], of a block's start.
    fn is_above(&self, from: Inst, block: Block) -> bool {
        let mut seen = HashSet::new();
        let mut blocks: Vec<Block> = self.cfg.pred_iter(block).map(|before| before.block).collect();
        while let Some(block) = blocks.pop() {
            if !seen.insert(block) {
                continue;
            }
            let mut insts = self.func.layout.block_insts(block).rev();
            match insts.find(|inst| *inst == from || self.is_call(*inst)) {
                Some(inst) if inst == from => {}
                Some(_) => return true,
                None => blocks.extend(self.cfg.pred_iter(block).map(|before| before.block)),
            }
        }
        false
    }

    fn is_call(&self, inst: Inst) -> bool {
        self.func.dfg.insts[inst].opcode().is_call()
    }
}
