//! Exceptions: `try_table`, `throw`, `throw_ref`.
//!
//! Nothing is done for a `try_table` until something is thrown: calls inside of it name the clauses around them in a table
//! beside the code, which the runtime searches. What is thrown and caught in the same function is a jump. A reference to
//! an exception is the address of its tag's number, eight bytes, behind which its values lie: eight bytes each, vectors 16.
//! The runtime makes exceptions and keeps them for as long as anything refers to them; here they are written once, where
//! they are made.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    Block, BlockArg, BlockCall, ExceptionTableData, ExceptionTableItem, ExceptionTag, FuncRef, InstBuilder,
    MemFlagsData, SigRef, Type, Value, types,
};
use embody_abi::libcall::Libcall;
use wasmparser::Catch;

use super::code::{Code, Region};
use super::env::Env;
use super::{MAX_VALUES, libcall, signature, traps};
use crate::error::{Error, Result};
use crate::link::image::{Image, TagId};

/// Bytes of a tag's number in front of an exception's values.
const TAG_BYTES: u32 = 8;

/// The clauses of the `try_table`s around the current operator.
#[derive(Default)]
pub(super) struct Handlers {
    /// Outermost first.
    tries: Vec<Vec<Clause>>,
    /// Clauses that calls have named so far.
    named: usize,
}

/// A clause of a `try_table`.
pub(super) struct Clause {
    /// What it catches; none is everything.
    tag: Option<TagId>,
    /// Types of the values that it takes out of the exception.
    values: Vec<Type>,
    /// Whether the label takes the exception, too.
    with_reference: bool,
    /// The block that it goes to, as a place in the list of blocks.
    pub(super) label: usize,
    /// Where the clause starts, with the exception as parameter; made when somebody goes there.
    block: Option<Block>,
}

/// What to call.
#[derive(Clone, Copy)]
pub(super) enum Callee {
    /// A function of the image.
    Direct(FuncRef),
    /// What lies at an address.
    Indirect(SigRef, Value),
}

impl Clause {
    /// A clause whose labels count from the block around the `try_table`, the last one of `depth` blocks.
    pub(super) fn new(env: &Env<'_>, catch: &Catch, depth: usize) -> Result<Self> {
        let (tag, label, with_reference) = match *catch {
            Catch::One { tag, label } => (Some(tag), label, false),
            Catch::OneRef { tag, label } => (Some(tag), label, true),
            Catch::All { label } => (None, label, false),
            Catch::AllRef { label } => (None, label, true),
        };
        let tag = tag.map(|tag| env.tag(tag)).transpose()?;
        let values = match tag {
            Some(tag) => value_types(env, tag)?,
            None => Vec::new(),
        };
        let label = depth.checked_sub(1 + label as usize);
        let label = label.ok_or_else(|| Error::bug("a clause goes to no block"))?;
        Ok(Self { tag, values, with_reference, label, block: None })
    }

    fn catches(&self, tag: TagId) -> bool {
        self.tag.is_none_or(|own| own == tag)
    }

    fn block(&mut self, code: &mut Code<'_>) -> Block {
        *self.block.get_or_insert_with(|| {
            let block = code.build.create_block();
            code.build.append_block_param(block, types::I64);
            code.build.set_cold_block(block);
            block
        })
    }

    /// Starts the clause, if anybody goes there: pushes what its label takes.
    pub(super) fn start(&self, code: &mut Code<'_>) -> bool {
        let Some(block) = self.block else { return false };
        code.build.seal_block(block);
        code.build.switch_to_block(block);
        let exception = code.build.block_params(block)[0];
        for (ty, at) in self.values.iter().zip(offsets(&self.values)) {
            let flags = flags(code);
            let value = code.build.ins().load(*ty, flags, exception, at);
            code.push(value);
        }
        if self.with_reference {
            code.push(exception);
        }
        true
    }
}

/// Calls a function, whose exceptions go where `items` say: its results.
pub(super) fn call(
    code: &mut Code<'_>,
    callee: Callee,
    args: &[Value],
    items: Vec<ExceptionTableItem>,
) -> Vec<Value> {
    if items.is_empty() {
        let call = match callee {
            Callee::Direct(func) => code.build.ins().call(func, args),
            Callee::Indirect(signature, address) => code.build.ins().call_indirect(signature, address, args),
        };
        return code.build.inst_results(call).to_vec();
    }
    let signature = match callee {
        Callee::Direct(func) => code.build.func.dfg.ext_funcs[func].signature,
        Callee::Indirect(signature, _) => signature,
    };
    let results = code.build.func.dfg.signatures[signature].returns.clone();
    let returned = code.build.create_block();
    let mut returns = Vec::with_capacity(results.len());
    for (n, result) in (0u32..).zip(&results) {
        code.build.append_block_param(returned, result.value_type);
        returns.push(BlockArg::TryCallRet(n));
    }
    let normal = BlockCall::new(returned, returns, &mut code.build.func.dfg.value_lists);
    let table = ExceptionTableData::new(signature, normal, items);
    let table = code.build.func.dfg.exception_tables.push(table);
    match callee {
        Callee::Direct(func) => code.build.ins().try_call(func, args, table),
        Callee::Indirect(_, address) => code.build.ins().try_call_indirect(address, args, table),
    };
    code.build.seal_block(returned);
    code.build.switch_to_block(returned);
    code.build.block_params(returned).to_vec()
}

impl Handlers {
    /// Enters a `try_table`.
    pub(super) fn push(&mut self, clauses: Vec<Clause>) {
        self.tries.push(clauses);
    }

    /// Leaves the innermost `try_table`.
    pub(super) fn pop(&mut self) -> Vec<Clause> {
        self.tries.pop().unwrap_or_default()
    }

    /// Clauses in the order in which they are tried.
    fn clauses(&mut self) -> impl Iterator<Item = &mut Clause> {
        self.tries.iter_mut().rev().flatten()
    }

    /// Calls a function: its results. What it throws goes to the clauses around.
    pub(super) fn call(&mut self, code: &mut Code<'_>, callee: Callee, args: &[Value]) -> Result<Vec<Value>> {
        let items = self.items(code)?;
        Ok(call(code, callee, args, items))
    }

    /// The clauses around as a call names them: each tag once, and nothing behind one that catches everything.
    fn items(&mut self, code: &mut Code<'_>) -> Result<Vec<ExceptionTableItem>> {
        let (mut items, mut tags) = (Vec::new(), Vec::new());
        for clause in self.clauses() {
            if clause.tag.is_some() && tags.contains(&clause.tag) {
                continue;
            }
            tags.push(clause.tag);
            let block = clause.block(code);
            let call = BlockCall::new(block, [BlockArg::TryCallExn(0)], &mut code.build.func.dfg.value_lists);
            match clause.tag {
                Some(tag) => {
                    items.push(ExceptionTableItem::Tag(ExceptionTag::from_u32(Image::number(tag)), call));
                }
                None => {
                    items.push(ExceptionTableItem::Default(call));
                    break;
                }
            }
        }
        self.named += items.len();
        if self.named > MAX_VALUES {
            return Err(Error::limit(format!("calls inside of more than {MAX_VALUES} clauses")));
        }
        Ok(items)
    }

    /// Throws a new exception: the label of the clause that takes it, if it is one of this function. What the label takes
    /// has then been pushed.
    pub(super) fn throw(&mut self, env: &Env<'_>, code: &mut Code<'_>, tag: TagId) -> Result<Option<usize>> {
        let types = value_types(env, tag)?;
        let values = code.pop_many(types.len())?;
        if let Some(clause) = self.clauses().find(|clause| clause.catches(tag)) {
            let with_reference = clause.with_reference;
            let label = clause.label;
            if clause.tag.is_some() {
                code.operands.extend_from_slice(&values);
            }
            if with_reference {
                let exception = new(code, tag, &types, &values)?;
                code.push(exception);
            }
            return Ok(Some(label));
        }
        let exception = new(code, tag, &types, &values)?;
        unwind(code, exception);
        Ok(None)
    }

    /// Throws an exception that exists.
    pub(super) fn throw_ref(&mut self, code: &mut Code<'_>) -> Result<()> {
        let exception = code.pop()?;
        code.build.ins().trapz(exception, traps::NULL_REFERENCE);
        if self.tries.iter().all(Vec::is_empty) {
            unwind(code, exception);
            return Ok(());
        }
        let flags = flags(code);
        let tag = code.build.ins().load(types::I64, flags, exception, 0);
        let args = [BlockArg::Value(exception)];
        for clause in self.clauses() {
            let block = clause.block(code);
            let Some(own) = clause.tag else {
                code.build.ins().jump(block, &args);
                return Ok(());
            };
            let next = code.build.create_block();
            let own = code.constant(u64::from(Image::number(own)));
            let is_own = code.build.ins().icmp(IntCC::Equal, tag, own);
            code.build.ins().brif(is_own, block, &args, next, &[]);
            code.build.seal_block(next);
            code.build.switch_to_block(next);
        }
        unwind(code, exception);
        Ok(())
    }
}

/// Makes an exception.
fn new(code: &mut Code<'_>, tag: TagId, types: &[Type], values: &[Value]) -> Result<Value> {
    let len: u32 = types.iter().map(|ty| slot_bytes(*ty)).sum();
    let number = code.build.ins().iconst(types::I32, i64::from(Image::number(tag)));
    let len = code.build.ins().iconst(types::I32, i64::from(len));
    let exception = libcall::call_value(code, Libcall::exception_new, &[code.context, number, len])?;
    code.build.ins().trapz(exception, traps::TOO_MANY_EXCEPTIONS);
    for (value, at) in values.iter().zip(offsets(types)) {
        let flags = flags(code);
        code.build.ins().store(flags, *value, exception, at);
    }
    Ok(exception)
}

/// Has the runtime look for who catches an exception. Nothing behind that is executed.
fn unwind(code: &mut Code<'_>, exception: Value) {
    libcall::call(code, Libcall::exception_throw, &[code.context, exception]);
    code.build.ins().trap(traps::UNREACHABLE);
}

fn value_types(env: &Env<'_>, tag: TagId) -> Result<Vec<Type>> {
    let signature = env.image.tags.get(tag).copied();
    let ty = env.func_type(signature.ok_or_else(|| Error::bug("a tag that does not exist"))?)?;
    ty.params().iter().map(|ty| signature::clif(*ty)).collect()
}

/// Bytes that a value takes in an exception.
fn slot_bytes(ty: Type) -> u32 {
    ty.bytes().next_multiple_of(8)
}

/// Byte offsets of values in an exception; functions have at most a thousand parameters.
fn offsets(types: &[Type]) -> impl Iterator<Item = i32> {
    types.iter().scan(TAG_BYTES, |next, ty| {
        let at = *next;
        *next += slot_bytes(*ty);
        Some(super::code::offset32(at))
    })
}

/// Flags of accesses to exceptions: always accessible. They are aligned to eight bytes, which is too little for vectors.
fn flags(code: &mut Code<'_>) -> MemFlagsData {
    let region = code.flags(Region::Exceptions).alias_region();
    MemFlagsData::new().with_notrap().with_alias_region(region)
}
