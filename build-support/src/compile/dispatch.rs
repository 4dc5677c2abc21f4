//! Loops around a jump table, as interpreters have them: one jump for each way back.
//!
//! In: CLIF of a function whose small callees were taken in. Out: the same function, but where a loop goes from its jump
//! table's targets back to the table by a short path, each target has a copy of that path, and with it a jump of its own.
//! What an interpreter does next depends on what it did last, which the processor guesses better from several jumps than
//! from one. Compilers of C make such copies as well, but not for Wasm, where a jump table is no instruction.
//!
//! Absent by design: anything about Wasm; and copies beyond the limits below, since there are as many edges as copies times
//! targets.

use std::collections::{HashMap, HashSet};

use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, BlockArg, Function, Inst, InstructionData, JumpTableData, Opcode, Value};

/// Targets that a jump table has at least for its loop to be looked at.
const MIN_TARGETS: usize = 4;

/// Instructions of a path that is copied.
const MAX_PATH_INSTS: usize = 48;

/// Instructions of a block before the path, which ways back share, that is copied with it.
const MAX_SHARED_INSTS: usize = 8;

/// Edges from the copies of one path to where its table goes: each may become a block, and takes room in a table.
const MAX_EDGES: usize = 1024;

/// Instructions by which a function may grow.
const MAX_GROWTH: usize = 2000;

/// Parameters that blocks may get, if all that is copied is live in all blocks.
const MAX_PARAMS: usize = 1 << 18;

/// Tables of one function whose ways back are copied. Each takes time that grows with the function.
const MAX_TABLES: usize = 16;

/// Gives each way back to a jump table a copy of its own.
pub(super) fn replicate(func: &mut Function) {
    let is_table = |block: &Block| targets(func, *block) >= MIN_TARGETS;
    let tables: Vec<Block> = func.layout.blocks().filter(is_table).collect();
    if tables.is_empty() {
        return;
    }
    func.dfg.resolve_all_aliases();
    let (mut copied, mut growth) = (0, 0);
    let mut flow = Flow::of(func);
    for table in tables {
        let paths = flow.paths(func, table);
        let insts: usize = paths.iter().flat_map(|path| &path.blocks).map(|block| len(func, *block)).sum();
        let mut defined = Defined::by(func, &paths);
        let is_small = paths.len() * targets(func, table) <= MAX_EDGES
            && defined.originals.len() * func.dfg.num_blocks() <= MAX_PARAMS
            && growth + insts <= MAX_GROWTH;
        if paths.len() > 1 && is_small {
            growth += insts;
            for path in &paths {
                path.copy(func, &mut defined);
            }
            defined.join(func);
            copied += 1;
            if copied == MAX_TABLES {
                break;
            }
            flow = Flow::of(func);
        }
    }
}

/// The number of places that the block's jump table goes to; zero if it does not end in one.
fn targets(func: &Function, block: Block) -> usize {
    match func.layout.last_inst(block).map(|inst| func.dfg.insts[inst]) {
        Some(InstructionData::BranchTable { table, .. }) => {
            let calls = func.dfg.jump_tables[table].all_branches();
            calls.iter().map(|call| call.block(&func.dfg.value_lists)).collect::<HashSet<_>>().len()
        }
        _ => 0,
    }
}

/// Instructions of a block, or more than a path may have.
fn len(func: &Function, block: Block) -> usize {
    func.layout.block_insts(block).take(MAX_PATH_INSTS + 1).count()
}

/// A way to a jump table.
struct Path {
    /// Where it is entered from.
    from: Block,
    /// Blocks of which each goes to the next one, perhaps among others. The last one has the jump table.
    blocks: Vec<Block>,
}

/// Who goes where in a function.
struct Flow {
    edges: ControlFlowGraph,
    dominators: DominatorTree,
}

impl Flow {
    fn of(func: &Function) -> Self {
        let edges = ControlFlowGraph::with_function(func);
        let dominators = DominatorTree::with_function(func, &edges);
        Self { edges, dominators }
    }

    /// All ways from the targets of a jump table back to it, if they share a path that is short. None otherwise.
    fn paths(&self, func: &Function, table: Block) -> Vec<Path> {
        // From the table backwards.
        let (mut shared, mut start) = (vec![table], table);
        let back = loop {
            if shared.iter().map(|block| len(func, *block)).sum::<usize>() > MAX_PATH_INSTS {
                return Vec::new();
            }
            let mut before = self.before(start);
            if before.len() > 1 {
                // What comes after the table, whatever the way; not where the loop is entered.
                before.retain(|(block, _)| self.dominators.block_dominates(table, *block));
            }
            match before[..] {
                [(block, inst)] if is_plain(func, inst) && !shared.contains(&block) => {
                    shared.push(block);
                    start = block;
                }
                [] | [_] => return Vec::new(),
                _ => break before,
            }
        };
        shared.reverse();
        let mut paths = Vec::new();
        for (from, inst) in back.into_iter().filter(|(block, _)| !shared.contains(block)) {
            if paths.len() > MAX_EDGES {
                break;
            }
            let before = self.before(from);
            let is_jump = func.dfg.insts[inst].opcode() == Opcode::Jump;
            if is_jump && before.len() > 1 && len(func, from) <= MAX_SHARED_INSTS {
                let blocks = [&[from], &shared[..]].concat();
                paths.extend(before.into_iter().map(|(from, _)| Path { from, blocks: blocks.clone() }));
            } else {
                paths.push(Path { from, blocks: shared.clone() });
            }
        }
        paths
    }

    /// The blocks that go to this one, and the branches by which they do. No more than could be of use.
    fn before(&self, block: Block) -> Vec<(Block, Inst)> {
        self.edges.pred_iter(block).map(|from| (from.block, from.inst)).take(MAX_EDGES + 1).collect()
    }
}

/// Whether a block may be copied that ends in this.
fn is_plain(func: &Function, inst: Inst) -> bool {
    matches!(func.dfg.insts[inst].opcode(), Opcode::Jump | Opcode::Brif)
}

impl Path {
    /// Makes a copy for whoever comes from `from`. Its operands are what they were, wherever they are defined now.
    fn copy(&self, func: &mut Function, defined: &mut Defined) {
        let mut copies: Vec<(Block, Block)> = Vec::new();
        let mut last = self.from;
        for block in &self.blocks {
            let copy = func.dfg.make_block();
            func.layout.insert_block_after(copy, last);
            if func.layout.is_cold(*block) {
                func.layout.set_cold(copy);
            }
            for param in func.dfg.block_params(*block).to_vec() {
                let own = append_param(func, copy, param);
                defined.variables.insert(own, param);
            }
            for inst in func.layout.block_insts(*block).collect::<Vec<_>>() {
                let own = copy_inst(func, inst, copy);
                let results = func.dfg.inst_results(own).iter().zip(func.dfg.inst_results(inst));
                defined.variables.extend(results.map(|(own, result)| (*own, *result)));
            }
            copies.push((*block, copy));
            last = copy;
        }
        for pair in copies.windows(2) {
            redirect(func, pair[0].1, pair[1]);
        }
        redirect(func, self.from, copies[0]);
    }
}

/// Values that are defined in several places, once there are copies.
struct Defined {
    /// What the original is called that a value is a copy of; originals are copies of themselves.
    variables: HashMap<Value, Value>,
    /// Originals, in the order of their definition.
    originals: Vec<Value>,
}

impl Defined {
    /// Those that the blocks of paths define.
    fn by(func: &Function, paths: &[Path]) -> Self {
        let (mut seen, mut originals) = (HashSet::new(), Vec::new());
        for block in paths.iter().flat_map(|path| &path.blocks).filter(|block| seen.insert(**block)) {
            originals.extend_from_slice(func.dfg.block_params(*block));
            originals.extend(func.layout.block_insts(*block).flat_map(|inst| func.dfg.inst_results(inst)));
        }
        Self { variables: originals.iter().map(|value| (*value, *value)).collect(), originals }
    }

    /// Has each use of a value refer to the definition that it is reached from: the value becomes a parameter of each block
    /// where it is live. Parameters that turn out to have one value only are removed when the function is optimised.
    fn join(&self, func: &mut Function) {
        let live = self.live(func);
        for block in func.layout.blocks().collect::<Vec<_>>() {
            let mut current: HashMap<Value, Value> = HashMap::new();
            self.define(&mut current, func.dfg.block_params(block));
            for variable in live.get(&block).into_iter().flatten() {
                current.insert(*variable, append_param(func, block, *variable));
            }
            for inst in func.layout.block_insts(block).collect::<Vec<_>>() {
                func.dfg.map_inst_values(inst, |value| *current.get(&value).unwrap_or(&value));
                self.define(&mut current, func.dfg.inst_results(inst));
                let dfg = &mut func.dfg;
                let data = &mut dfg.insts[inst];
                for call in data.branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables) {
                    for variable in live.get(&call.block(&dfg.value_lists)).into_iter().flatten() {
                        let value = *current.get(variable).unwrap_or(variable);
                        call.append_argument(BlockArg::Value(value), &mut dfg.value_lists);
                    }
                }
            }
        }
    }

    fn define(&self, current: &mut HashMap<Value, Value>, values: &[Value]) {
        current.extend(values.iter().filter_map(|value| Some((*self.variables.get(value)?, *value))));
    }

    /// What is live at the start of each block, in the order of definition.
    fn live(&self, func: &Function) -> HashMap<Block, Vec<Value>> {
        let cfg = ControlFlowGraph::with_function(func);
        let mut uses: HashMap<Value, Vec<Block>> = HashMap::new();
        let mut definitions: HashSet<(Block, Value)> = HashSet::new();
        for block in func.layout.blocks() {
            let mut current = HashMap::new();
            self.define(&mut current, func.dfg.block_params(block));
            for inst in func.layout.block_insts(block) {
                for value in func.dfg.inst_values(inst) {
                    if self.variables.contains_key(&value) && !current.contains_key(&value) {
                        uses.entry(value).or_default().push(block);
                    }
                }
                self.define(&mut current, func.dfg.inst_results(inst));
            }
            definitions.extend(current.into_keys().map(|variable| (block, variable)));
        }
        let mut live: HashMap<Block, Vec<Value>> = HashMap::new();
        for variable in &self.originals {
            let mut left = uses.remove(variable).unwrap_or_default();
            while let Some(block) = left.pop() {
                let variables = live.entry(block).or_default();
                if variables.last() != Some(variable) {
                    variables.push(*variable);
                    let before = cfg.pred_iter(block).map(|from| from.block);
                    left.extend(before.filter(|block| !definitions.contains(&(*block, *variable))));
                }
            }
        }
        live
    }
}

/// Appends a parameter of a value's type to a block.
fn append_param(func: &mut Function, block: Block, like: Value) -> Value {
    let ty = func.dfg.value_type(like);
    func.dfg.append_block_param(block, ty)
}

/// Appends a copy of an instruction to a block.
fn copy_inst(func: &mut Function, inst: Inst, block: Block) -> Inst {
    let copy = func.dfg.clone_inst(inst);
    if let InstructionData::BranchTable { table, .. } = func.dfg.insts[copy] {
        let calls = func.dfg.jump_tables[table].all_branches().to_vec();
        let mut calls = calls.iter().map(|call| call.deep_clone(&mut func.dfg.value_lists));
        if let Some(default) = calls.next() {
            let others: Vec<_> = calls.collect();
            let own = func.dfg.jump_tables.push(JumpTableData::new(default, &others));
            if let InstructionData::BranchTable { table, .. } = &mut func.dfg.insts[copy] {
                *table = own;
            }
        }
    }
    func.layout.append_inst(copy, block);
    let place = func.srcloc(inst);
    func.set_srcloc(copy, place);
    copy
}

/// Has branches of a block that went to one block go to another one.
fn redirect(func: &mut Function, block: Block, (from, to): (Block, Block)) {
    let Some(inst) = func.layout.last_inst(block) else { return };
    let dfg = &mut func.dfg;
    for call in dfg.insts[inst].branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables) {
        if call.block(&dfg.value_lists) == from {
            call.set_block(to, &mut dfg.value_lists);
        }
    }
}

#[cfg(test)]
mod tests {
    use cranelift_codegen::settings::{self, Flags};
    use cranelift_codegen::verify_function;

    use super::*;

    /// What becomes of a function, which is still valid.
    #[track_caller]
    fn replicated(text: &str) -> Function {
        let mut func = cranelift_reader::parse_functions(text).expect("CLIF").remove(0);
        replicate(&mut func);
        let flags = Flags::new(settings::builder());
        if let Err(errors) = verify_function(&func, &flags) {
            panic!("{errors}\n{func}");
        }
        func
    }

    fn tables(func: &Function) -> usize {
        func.layout.blocks().filter(|block| targets(func, *block) > 0).count()
    }

    /// A loop over what `v1` says; the arms go back as `arms` says.
    fn machine(arms: &str) -> String {
        format!(
            "function %machine(i32, i32) -> i32 {{
            block0(v0: i32, v1: i32):
                jump block1(v0)
            block1(v2: i32):
                v3 = iadd v2, v1
                br_table v3, block9(v2), [block2, block3, block4, block5]
            {arms}
            block9(v9: i32):
                return v9
            }}"
        )
    }

    #[test]
    fn each_way_back_has_a_table() {
        let func = replicated(&machine(
            "block2:
                v20 = iadd v3, v2
                jump block1(v20)
            block3:
                v30 = isub v3, v2
                jump block1(v30)
            block4:
                v40 = imul v3, v2
                brif v40, block1(v40), block9(v3)
            block5:
                jump block9(v3)",
        ));
        assert_eq!(tables(&func), 4, "{func}");
    }

    #[test]
    fn ways_that_meet_before_the_loop_have_a_table_each() {
        let func = replicated(&machine(
            "block2:
                v20 = iadd v3, v2
                jump block6(v20)
            block3:
                v30 = isub v3, v2
                jump block6(v30)
            block4:
                jump block7(v3)
            block5:
                jump block7(v2)
            block6(v60: i32):
                v61 = iadd v60, v3
                jump block7(v61)
            block7(v70: i32):
                v71 = iadd v70, v2
                brif v71, block1(v71), block9(v70)",
        ));
        // Where the loop is entered, and behind each arm; those of the blocks in which they met are not reached.
        let flow = Flow::of(&func);
        let reached = func.layout.blocks().filter(|block| flow.dominators.is_reachable(*block));
        assert_eq!(reached.filter(|block| targets(&func, *block) > 0).count(), 5, "{func}");
    }

    #[test]
    fn what_goes_back_once_stays_as_it_is() {
        let arms = "block2:
                jump block1(v3)
            block3:
                jump block9(v3)
            block4:
                jump block9(v2)
            block5:
                jump block9(v1)";
        assert_eq!(tables(&replicated(&machine(arms))), 1);
    }

    #[test]
    fn a_table_outside_of_loops_stays_as_it_is() {
        let arms = "block2:
                jump block9(v3)
            block3:
                jump block9(v3)
            block4:
                jump block9(v2)
            block5:
                jump block9(v1)";
        assert_eq!(tables(&replicated(&machine(arms))), 1);
    }

    #[test]
    fn a_long_path_is_not_copied() {
        let long: String = (1..=MAX_PATH_INSTS).map(|i| format!("v1{i:02} = iadd v2, v1\n")).collect();
        let arms = "block2:
                jump block1(v3)
            block3:
                jump block1(v2)
            block4:
                jump block1(v1)
            block5:
                jump block9(v1)";
        let text = machine(arms);
        assert_eq!(tables(&replicated(&text)), 4);
        assert_eq!(tables(&replicated(&text.replace("v3 = iadd", &format!("{long}v3 = iadd")))), 1);
    }

    /// A loop around a table of so many targets, each of which goes back.
    fn wide(targets: usize) -> String {
        let names: Vec<String> = (100..100 + targets).map(|arm| format!("block{arm}")).collect();
        let arms: String = names.iter().map(|name| format!("{name}:\n jump block1(v3)\n")).collect();
        let table = "[block2, block3, block4, block5]";
        machine(&arms).replace(table, &format!("[{}]", names.join(", ")))
    }

    #[test]
    fn a_table_with_too_many_edges_is_not_copied() {
        // Where the loop ends is a target, too.
        assert_eq!(tables(&replicated(&wide(31))), 32);
        assert_eq!(tables(&replicated(&wide(32))), 1);
    }
}
