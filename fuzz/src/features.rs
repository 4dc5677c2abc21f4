//! Which proposals modules are generated with.
//!
//! Each is probed with a small module: what the compiler refuses by name is not generated. So a proposal takes part from
//! the day on which it is supported. Both runtimes have to give the same results; what the specification leaves open is
//! kept out by hand.

use std::sync::OnceLock;

use embody_build::parse;

use crate::embody_side::{self, Choices};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident: $text:literal,)*) => {
        /// Proposals that are supported.
        #[derive(Clone, Copy, Debug)]
        pub struct Features {
            $($(#[$doc])* pub $name: bool,)*
        }

        impl Features {
            /// What the compiler supports.
            pub fn supported() -> &'static Self {
                static SUPPORTED: OnceLock<Features> = OnceLock::new();
                SUPPORTED.get_or_init(|| Self { $($name: is_supported(stringify!($name), $text),)* })
            }
        }
    };
}

features! {
    /// `exceptions`.
    exceptions: "(tag $t) (func (export \"f\") throw $t)",
    /// `tail-call`.
    tail_call: "(func $f (export \"f\") return_call $f)",
    /// `multi-memory`.
    multi_memory: "(memory 1) (memory 1) (func (export \"f\") (result i32) memory.size 1)",
    /// `extended-const`.
    extended_const: "(global i32 (i32.add (i32.const 1) (i32.const 2)))",
    /// `simd`.
    simd: "(func (export \"f\") (result v128) (i32x4.add (v128.const i64x2 1 2) (v128.const i64x2 3 4)))",
    /// `memory64`.
    memory64: "(memory i64 1) (table i64 1 funcref) (func (export \"f\") (result i32) (i32.load (i64.const 0)))",
    /// `threads`.
    threads: "(memory 1 1 shared) (func (export \"f\") (result i32) (i32.atomic.load (i32.const 0)))",
    /// `wide-arithmetic`.
    wide_arithmetic: "(func (export \"f\") (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1)))",
    /// `custom-page-sizes`.
    custom_page_sizes: "(memory 1 2 (pagesize 1)) (func (export \"f\") (result i32) (i32.load8_u (i32.const 0)))",
    /// `gc`, and with it `function-references`, which the generator does not know alone.
    gc: "(type $s (struct (field i32))) (func (export \"f\") (result (ref null $s)) struct.new_default $s)",
}

/// Whether the compiler takes a module of these fields.
fn is_supported(name: &str, fields: &str) -> bool {
    let binary = wat::parse_str(format!("(module {fields})"));
    let binary = binary.unwrap_or_else(|error| panic!("the module that probes `{name}`: {error}"));
    let linked = parse::parse_module(&binary).and_then(|module| embody_side::link(vec![module]));
    linked.is_ok_and(|linked| embody_side::compile(linked, Choices::default()).is_ok())
}
