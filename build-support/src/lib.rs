//! Embody's compiler and code generator.

pub mod compile;
pub mod emit;
pub mod error;
pub mod link;
pub mod parse;
pub mod translate;
pub mod options;
