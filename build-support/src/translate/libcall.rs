//! Calls of the runtime, through the table that the context header points to.

use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, Type, Value, types};
use embody_abi::context::header;
use embody_abi::libcall::{AbiType, Libcall};

use super::code::Code;
use crate::error::{Error, Result};

/// Calls a libcall that returns nothing.
pub(super) fn call(code: &mut Code<'_>, libcall: Libcall, args: &[Value]) {
    emit(code, libcall, args);
}

/// Calls a libcall that returns a value.
pub(super) fn call_value(code: &mut Code<'_>, libcall: Libcall, args: &[Value]) -> Result<Value> {
    emit(code, libcall, args).ok_or_else(|| Error::bug(format!("libcall {libcall:?} returns nothing")))
}

fn emit(code: &mut Code<'_>, libcall: Libcall, args: &[Value]) -> Option<Value> {
    let signature = code.libcall(libcall, |convention| {
        let mut signature = Signature::new(convention);
        signature.params.extend(libcall.params().map(|ty| AbiParam::new(clif(ty))));
        signature.returns.extend(libcall.result().map(|ty| AbiParam::new(clif(ty))));
        signature
    });
    let table = code.load_constant(code.context, header::libcalls);
    let func = code.load_constant(table, libcall.table_offset());
    let call = code.build.ins().call_indirect(signature, func, args);
    code.build.inst_results(call).first().copied()
}

fn clif(ty: AbiType) -> Type {
    match ty {
        AbiType::Ptr | AbiType::I64 => types::I64,
        AbiType::I32 => types::I32,
        AbiType::F32 => types::F32,
        AbiType::F64 => types::F64,
    }
}
