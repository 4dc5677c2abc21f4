//! Types and calling conventions.
//!
//! Two conventions exist. Functions of the image take the context, then the Wasm parameters, and return the Wasm
//! results, all in Cranelift's `tail` convention. What the host calls or is called by has the target's C convention,
//! and returns the value as bits and a trap code, in two registers.

use cranelift_codegen::ir::{
    AbiParam, ArgumentPurpose, InstBuilder, MemFlagsData, Signature, Type, Value, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;
use wasmparser::{FuncType, ValType};

use crate::error::{Error, Result};
use crate::parse::types::Reference;

/// Type of pointers, and of references.
pub const POINTER: Type = types::I64;

/// Type of vectors where nothing is known of their lanes.
pub const VECTOR: Type = types::I8X16;

/// The CLIF type of a Wasm type.
///
/// # Errors
/// If the type is of a proposal that is not supported.
pub fn clif(ty: ValType) -> Result<Type> {
    Ok(match ty {
        ValType::I32 => types::I32,
        ValType::I64 => types::I64,
        ValType::F32 => types::F32,
        ValType::F64 => types::F64,
        ValType::Ref(ty) if Reference::of(ty.heap_type()).is_some() => POINTER,
        ValType::Ref(ty) => {
            return Err(Error::unsupported_anywhere(format!("the type `{ty}`")));
        }
        ValType::V128 => VECTOR,
    })
}

/// Signature of a Wasm function of the image.
///
/// # Errors
/// As [`clif`].
pub fn wasm(ty: &FuncType, convention: CallConv) -> Result<Signature> {
    let mut signature = with_params(ty, convention)?;
    for result in ty.results() {
        signature.returns.push(AbiParam::new(clif(*result)?));
    }
    Ok(signature)
}

/// Whether a function has a native signature: one result at most, and no vectors, which no component passes.
pub fn has_native(ty: &FuncType) -> bool {
    ty.results().len() <= 1 && !ty.params().iter().chain(ty.results()).any(|ty| *ty == ValType::V128)
}

/// Signature of a function that crosses between image and host: the same parameters, and value and trap.
///
/// # Errors
/// As [`clif`], or if the function has no such signature.
pub fn native(ty: &FuncType, convention: CallConv) -> Result<Signature> {
    if !has_native(ty) {
        let what = "a host function of several core results, or of vectors";
        return Err(Error::unsupported_anywhere(what));
    }
    let mut signature = with_params(ty, convention)?;
    signature.returns.extend([AbiParam::new(types::I64); 2]);
    Ok(signature)
}

/// Signature of pointers only, with these results.
#[must_use]
pub fn plain(convention: CallConv, params: usize, results: usize) -> Signature {
    let mut signature = Signature::new(convention);
    signature.params.push(AbiParam::special(POINTER, ArgumentPurpose::VMContext));
    signature.params.extend((1..params).map(|_| AbiParam::new(POINTER)));
    signature.returns.extend((0..results).map(|_| AbiParam::new(types::I64)));
    signature
}

fn with_params(ty: &FuncType, convention: CallConv) -> Result<Signature> {
    let mut signature = plain(convention, 1, 0);
    for param in ty.params() {
        signature.params.push(AbiParam::new(clif(*param)?));
    }
    Ok(signature)
}

/// A value of any Wasm type but `v128` as eight bytes: integers extended with zeros, floats as their bits.
pub fn to_bits(build: &mut FunctionBuilder<'_>, value: Value) -> Value {
    match build.func.dfg.value_type(value) {
        types::I32 => build.ins().uextend(types::I64, value),
        types::F32 => {
            let bits = build.ins().bitcast(types::I32, MemFlagsData::new(), value);
            build.ins().uextend(types::I64, bits)
        }
        types::F64 => build.ins().bitcast(types::I64, MemFlagsData::new(), value),
        _ => value,
    }
}

/// The value of type `ty` that [`to_bits`] made eight bytes of.
pub fn from_bits(build: &mut FunctionBuilder<'_>, ty: Type, bits: Value) -> Value {
    match ty {
        types::I32 => build.ins().ireduce(types::I32, bits),
        types::F32 => {
            let low = build.ins().ireduce(types::I32, bits);
            build.ins().bitcast(types::F32, MemFlagsData::new(), low)
        }
        types::F64 => build.ins().bitcast(types::F64, MemFlagsData::new(), bits),
        _ => bits,
    }
}
