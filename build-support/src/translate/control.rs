//! Structured control: blocks, branches, and code that cannot be reached.
//!
//! A Wasm block becomes a CLIF block where it ends, whose parameters are its results; a loop has one where it starts,
//! too. What follows an unconditional branch cannot be reached and is not translated at all, so that operands which
//! only validation knows never need a value. This file alone creates blocks of the guest's control flow.

use std::collections::HashMap;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, BlockArg, BlockCall, InstBuilder, JumpTableData, Type, Value};
use wasmparser::{BlockType, BrTable, Operator};

use super::code::Code;
use super::env::Env;
use super::exception::{Clause, Handlers};
use super::{MAX_VALUES, reference, refuse, signature, traps};
use crate::error::{Error, Result};

/// The blocks around the current operator, and whether it can be reached.
pub(super) struct Control {
    frames: Vec<Frame>,
    reachable: bool,
    /// Blocks around the current operator that were entered where nothing can be reached; they have no frame.
    skipped: usize,
    /// What catches exceptions here.
    pub(super) handlers: Handlers,
}

/// A block around the current operator.
struct Frame {
    kind: Kind,
    /// Where the block ends; its parameters are the block's results.
    end: Block,
    /// Number of results.
    results: usize,
    /// Operands below the block's own.
    height: usize,
    /// Whether anything branches to `end`.
    branched: bool,
}

enum Kind {
    /// The body of the function: a branch to its end returns.
    Body,
    Block,
    /// A `try_table`, whose clauses are in the handlers.
    Try,
    /// A branch to the loop goes to its start, which takes so many operands.
    Loop {
        start: Block,
        params: usize,
    },
    /// An `if` whose `else` was not seen yet: where that starts, and what it starts with.
    If {
        otherwise: Block,
        operands: Vec<Value>,
    },
}

impl Control {
    /// Starts in the body of a function, whose results are those of the function.
    pub(super) fn new(code: &mut Code<'_>) -> Self {
        let end = code.build.create_block();
        let types: Vec<Type> = code.build.func.signature.returns.iter().map(|r| r.value_type).collect();
        append_params(code, end, &types);
        let body = Frame { kind: Kind::Body, end, results: types.len(), height: 0, branched: false };
        Self { frames: vec![body], reachable: true, skipped: 0, handlers: Handlers::default() }
    }

    /// Whether the next operator can be reached.
    pub(super) fn is_reachable(&self) -> bool {
        self.reachable
    }

    /// What follows was left by a return, a trap or a tail call.
    pub(super) fn leave(&mut self) {
        self.reachable = false;
    }

    /// Passes over an operator that cannot be reached, unless it ends what cannot be.
    pub(super) fn skip(&mut self, code: &mut Code<'_>, op: &Operator<'_>, offset: usize) -> Result<()> {
        match op {
            Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::TryTable { .. } => self.skipped += 1,
            Operator::End if self.skipped > 0 => self.skipped -= 1,
            Operator::Else if self.skipped == 0 => self.otherwise(code)?,
            Operator::End => self.end(code)?,
            // This opens a block, too.
            Operator::Try { .. } => return Err(refuse::refuse(op, offset)),
            _ => {}
        }
        Ok(())
    }

    /// Translates the operator if it is of this family.
    pub(super) fn translate(
        &mut self,
        env: &Env<'_>,
        code: &mut Code<'_>,
        op: &Operator<'_>,
    ) -> Result<bool> {
        match op {
            Operator::Nop => {}
            Operator::Unreachable => {
                code.build.ins().trap(traps::UNREACHABLE);
                self.leave();
            }
            Operator::Block { blockty } => self.block(env, code, blockty)?,
            Operator::Loop { blockty } => self.start_loop(env, code, blockty)?,
            Operator::If { blockty } => self.start_if(env, code, blockty)?,
            Operator::Else => self.otherwise(code)?,
            Operator::End => self.end(code)?,
            Operator::TryTable { try_table } => {
                let clause = |catch| Clause::new(env, catch, self.frames.len());
                let clauses = try_table.catches.iter().map(clause).collect::<Result<_>>()?;
                self.handlers.push(clauses);
                let (params, _) = env.block_type(&try_table.ty)?;
                self.push(env, code, &try_table.ty, params.len(), Kind::Try)?;
            }
            Operator::Throw { tag_index } => {
                if let Some(label) = self.handlers.throw(env, code, env.tag(*tag_index)?)? {
                    self.jump(code, label)?;
                }
                self.leave();
            }
            Operator::ThrowRef => {
                self.handlers.throw_ref(code)?;
                self.leave();
            }
            Operator::Br { relative_depth } => {
                let (target, args) = self.target(code, *relative_depth)?;
                code.build.ins().jump(target, &args);
                self.leave();
            }
            Operator::BrIf { relative_depth } => {
                let condition = code.pop()?;
                self.branch_if(code, *relative_depth, condition)?;
            }
            Operator::BrOnNull { relative_depth } => {
                let (value, null) = (code.pop()?, reference::null(code));
                let is_null = code.build.ins().icmp(IntCC::Equal, value, null);
                self.branch_if(code, *relative_depth, is_null)?;
                code.push(value);
            }
            Operator::BrOnNonNull { relative_depth } => {
                // The branch takes the reference; what goes on is without it.
                let condition = code.top(1)?[0];
                self.branch_if(code, *relative_depth, condition)?;
                code.pop()?;
            }
            Operator::BrTable { targets } => self.branch_table(code, targets)?,
            Operator::Return => {
                let results = self.frames.first().map_or(0, |body| body.results);
                let values = code.pop_many(results)?;
                code.build.ins().return_(&values);
                self.leave();
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn block(&mut self, env: &Env<'_>, code: &mut Code<'_>, ty: &BlockType) -> Result<()> {
        let (params, _) = env.block_type(ty)?;
        self.push(env, code, ty, params.len(), Kind::Block)
    }

    fn start_loop(&mut self, env: &Env<'_>, code: &mut Code<'_>, ty: &BlockType) -> Result<()> {
        let (params, _) = env.block_type(ty)?;
        let args = block_args(code.top(params.len())?);
        let start = code.build.create_block();
        append_params(code, start, &clif(params)?);
        code.build.ins().jump(start, &args);
        code.build.switch_to_block(start);
        code.pop_many(params.len())?;
        code.operands.extend_from_slice(code.build.block_params(start));
        self.push(env, code, ty, params.len(), Kind::Loop { start, params: params.len() })
    }

    fn start_if(&mut self, env: &Env<'_>, code: &mut Code<'_>, ty: &BlockType) -> Result<()> {
        let (params, _) = env.block_type(ty)?;
        let condition = code.pop()?;
        let operands = code.top(params.len())?.to_vec();
        let (then, otherwise) = (code.build.create_block(), code.build.create_block());
        code.build.ins().brif(condition, then, &[], otherwise, &[]);
        code.build.seal_block(then);
        code.build.seal_block(otherwise);
        code.build.switch_to_block(then);
        self.push(env, code, ty, params.len(), Kind::If { otherwise, operands })
    }

    fn push(
        &mut self,
        env: &Env<'_>,
        code: &mut Code<'_>,
        ty: &BlockType,
        params: usize,
        kind: Kind,
    ) -> Result<()> {
        let (_, results) = env.block_type(ty)?;
        let end = code.build.create_block();
        append_params(code, end, &clif(results)?);
        let height = code.operands.len().saturating_sub(params);
        self.frames.push(Frame { kind, end, results: results.len(), height, branched: false });
        Ok(())
    }

    /// `else`: ends the first arm and starts the second one.
    fn otherwise(&mut self, code: &mut Code<'_>) -> Result<()> {
        let frame = self.frames.last_mut().ok_or_else(unbalanced)?;
        let Kind::If { otherwise, operands } = std::mem::replace(&mut frame.kind, Kind::Block) else {
            return Err(unbalanced());
        };
        if self.reachable {
            let args = block_args(code.top(frame.results)?);
            code.build.ins().jump(frame.end, &args);
            frame.branched = true;
        }
        code.operands.truncate(frame.height);
        code.operands.extend(operands);
        code.build.switch_to_block(otherwise);
        self.reachable = true;
        Ok(())
    }

    fn end(&mut self, code: &mut Code<'_>) -> Result<()> {
        let is_if = matches!(self.frames.last(), Some(Frame { kind: Kind::If { .. }, .. }));
        if is_if {
            // An `if` without `else` has the results that its parameters are.
            self.otherwise(code)?;
        }
        let mut frame = self.frames.pop().ok_or_else(unbalanced)?;
        if let Kind::Try = frame.kind {
            self.catch(code, &mut frame)?;
        }
        if let Kind::Loop { start, .. } = frame.kind {
            code.build.seal_block(start);
        }
        if frame.branched {
            if self.reachable {
                let args = block_args(code.top(frame.results)?);
                code.build.ins().jump(frame.end, &args);
            }
            code.build.seal_block(frame.end);
            code.build.switch_to_block(frame.end);
            code.operands.truncate(frame.height);
            code.operands.extend_from_slice(code.build.block_params(frame.end));
            self.reachable = true;
        }
        frame.branched = false;
        if !self.reachable {
            code.operands.truncate(frame.height);
        } else if let Kind::Body = frame.kind {
            let values = code.pop_many(frame.results)?;
            code.build.ins().return_(&values);
            self.leave();
        }
        Ok(())
    }

    /// The end of a `try_table`: its clauses, so far as anybody goes there.
    fn catch(&mut self, code: &mut Code<'_>, frame: &mut Frame) -> Result<()> {
        if self.reachable {
            let args = block_args(code.top(frame.results)?);
            code.build.ins().jump(frame.end, &args);
            frame.branched = true;
            self.leave();
        }
        for clause in self.handlers.pop() {
            let height = code.operands.len();
            if clause.start(code) {
                self.jump(code, clause.label)?;
                code.operands.truncate(height);
            }
        }
        Ok(())
    }

    /// Jumps to the label of a block, given by its place in the list, with the operands that it takes.
    fn jump(&mut self, code: &mut Code<'_>, label: usize) -> Result<()> {
        let (target, args) = self.target_at(code, label)?;
        code.build.ins().jump(target, &args);
        Ok(())
    }

    /// Branches out of `depth` blocks if the condition is not zero.
    pub(super) fn branch_if(&mut self, code: &mut Code<'_>, depth: u32, condition: Value) -> Result<()> {
        let (target, args) = self.target(code, depth)?;
        let next = code.build.create_block();
        code.build.ins().brif(condition, target, &args, next, &[]);
        code.build.seal_block(next);
        code.build.switch_to_block(next);
        Ok(())
    }

    fn branch_table(&mut self, code: &mut Code<'_>, table: &BrTable<'_>) -> Result<()> {
        let index = code.pop()?;
        let mut targets = TableTargets::default();
        let mut calls = Vec::with_capacity(table.len() as usize);
        for depth in table.targets() {
            calls.push(self.table_target(code, &mut targets, depth?)?);
        }
        let default = self.table_target(code, &mut targets, table.default())?;
        let table = code.build.create_jump_table(JumpTableData::new(default, &calls));
        code.build.ins().br_table(index, table);
        for (block, target, args) in targets.passing {
            code.build.switch_to_block(block);
            code.build.seal_block(block);
            code.build.ins().jump(target, &args);
        }
        self.leave();
        Ok(())
    }

    fn table_target(
        &mut self,
        code: &mut Code<'_>,
        targets: &mut TableTargets,
        depth: u32,
    ) -> Result<BlockCall> {
        if let Some(block) = targets.known.get(&depth) {
            return Ok(BlockCall::new(*block, [], &mut code.build.func.dfg.value_lists));
        }
        let (target, args) = self.target(code, depth)?;
        let block = if args.is_empty() { target } else { code.build.create_block() };
        // Each entry has a call of its own: a call owns its list of arguments, to which variables are added later.
        let call = BlockCall::new(block, [], &mut code.build.func.dfg.value_lists);
        if !args.is_empty() {
            targets.args += args.len();
            if targets.args > MAX_VALUES {
                return Err(Error::limit(format!(
                    "a `br_table` that passes more than {MAX_VALUES} operands"
                )));
            }
            targets.passing.push((block, target, args));
        }
        targets.known.insert(depth, block);
        Ok(call)
    }

    /// Where a branch of this depth goes, and the operands that it takes there.
    fn target(&mut self, code: &mut Code<'_>, depth: u32) -> Result<(Block, Vec<BlockArg>)> {
        let index = self.frames.len().checked_sub(1 + depth as usize).ok_or_else(unbalanced)?;
        self.target_at(code, index)
    }

    /// As [`Control::target`], by the block's place in the list.
    fn target_at(&mut self, code: &mut Code<'_>, index: usize) -> Result<(Block, Vec<BlockArg>)> {
        let frame = self.frames.get_mut(index).ok_or_else(unbalanced)?;
        let (block, count) = match frame.kind {
            Kind::Loop { start, params } => (start, params),
            _ => {
                frame.branched = true;
                (frame.end, frame.results)
            }
        };
        Ok((block, block_args(code.top(count)?)))
    }
}

/// Targets of one `br_table`. Those that take operands get one block each in between, which passes the operands,
/// however often the table names them.
#[derive(Default)]
struct TableTargets {
    known: HashMap<u32, Block>,
    passing: Vec<(Block, Block, Vec<BlockArg>)>,
    args: usize,
}

fn block_args(values: &[Value]) -> Vec<BlockArg> {
    values.iter().map(|value| BlockArg::Value(*value)).collect()
}

fn append_params(code: &mut Code<'_>, block: Block, types: &[Type]) {
    for ty in types {
        code.build.append_block_param(block, *ty);
    }
}

fn clif(types: &[wasmparser::ValType]) -> Result<Vec<Type>> {
    types.iter().map(|ty| signature::clif(*ty)).collect()
}

fn unbalanced() -> Error {
    Error::bug("blocks are not balanced, although the module is valid")
}
