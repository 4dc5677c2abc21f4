//! The oracle's components at the edges: what they return, how they trap, and that the others do not compile.

use std::collections::BTreeSet;

use embody::Result;
use embody_wrappers::edge;

use crate::hosts::Echo;
use crate::refused::REFUSED;
use crate::run::{ORACLE, run};
use crate::wasi::Wasi;

/// A test for a component whose functions are called with arguments as they are.
macro_rules! edge {
    ($name:ident $file:literal { $($function:literal => $method:ident($($arg:ident),*),)* }) => {
        mod $name {
            guest! {
                Guest: edge::$name, host (), holds ();
                |it, handles, args| { $($function => it.$method($(args.$arg()?),*)?,)* }
            }

            #[test]
            fn is_what_others_observe() -> embody::Result<()> {
                crate::run::run::<Guest>(concat!("edge/", $file), &[]).map(drop)
            }
        }
    };
}

/// Tests for components with these functions each.
macro_rules! edges {
    ($($functions:tt: [$($name:ident $file:literal,)*])*) => {
        $($(edge! { $name $file $functions })*)*

        /// Components that have a test.
        const TESTED: &[&str] = &[$($($file),*),*];
    };
}

edges! {
    { }: [
        data_oob "data-oob",
        elem_oob "elem-oob",
        empty_component "empty-component",
        feature_async_builtins "feature-async-builtins",
        feature_map "feature-map",
        header_only "header-only",
        only_custom "only-custom",
        start_traps "start-traps",
    ]
    { "f" => f(), }: [
        abi_bad_char "abi-bad-char",
        abi_bool_2 "abi-bool-2",
        abi_char_max "abi-char-max",
        abi_list_huge "abi-list-huge",
        abi_nan_f32 "abi-nan-f32",
        abi_option_2 "abi-option-2",
        abi_ret_ptr_oob "abi-ret-ptr-oob",
        abi_ret_ptr_unaligned "abi-ret-ptr-unaligned",
        abi_s8_wide "abi-s8-wide",
        abi_string_empty_oob "abi-string-empty-oob",
        abi_string_huge "abi-string-huge",
        abi_string_oob "abi-string-oob",
        abi_surrogate_utf8 "abi-surrogate-utf8",
        abi_u8_wide "abi-u8-wide",
        nested_60 "nested-60",
        start_section_core "start-section-core",
        trap_div_overflow "trap-div-overflow",
        trap_indirect_null "trap-indirect-null",
        trap_indirect_oob "trap-indirect-oob",
        trap_indirect_type "trap-indirect-type",
        trap_oob_copy "trap-oob-copy",
        trap_post_return "trap-post-return",
        trap_stack "trap-stack",
        trap_table_oob "trap-table-oob",
    ]
    { "f" => f(take), }: [
        big_function "big-function",
        br_table "br-table",
        deep_blocks "deep-blocks",
        feature_atomics_unshared "feature-atomics-unshared",
        feature_exceptions "feature-exceptions",
        feature_exceptions_uncaught "feature-exceptions-uncaught",
        feature_extended_const "feature-extended-const",
        feature_function_references "feature-function-references",
        feature_memory64 "feature-memory64",
        feature_multi_memory "feature-multi-memory",
        feature_multi_value "feature-multi-value",
        feature_reference_types "feature-reference-types",
        feature_relaxed_simd "feature-relaxed-simd",
        feature_saturating "feature-saturating",
        feature_sign_extension "feature-sign-extension",
        feature_simd "feature-simd",
        feature_tail_call "feature-tail-call",
        feature_wide_arithmetic "feature-wide-arithmetic",
        many_locals "many-locals",
        trap_oob_load "trap-oob-load",
        trap_oob_load_far "trap-oob-load-far",
        trap_stack_deep "trap-stack-deep",
    ]
    { "grow" => grow(take), }: [
        memory_max "memory-max",
    ]
    { "f" => f(take), "grow" => grow(take), }: [
        memory_large "memory-large",
    ]
    { "good" => good(), "bad" => bad(), }: [
        trap_then_call "trap-then-call",
    ]
    { "f7" => f7(take), "f1995" => f1995(take), }: [
        many_funcs "many-funcs",
    ]
    { "f0" => f0(), "f99" => f99(), }: [
        many_instances "many-instances",
    ]
}

/// Components whose functions are called otherwise, or which have a host.
macro_rules! others {
    ($($guest:ident $file:literal: $name:ident, $host:ty, |$it:ident, $args:ident| {
        $($function:literal => $call:expr,)*
    } $(but $scenario:literal)?;)*) => {
        $(
            guest! {
                $guest: edge::$name, host $host, holds ();
                |$it, handles, $args| { $($function => $call,)* }
            }

            #[test]
            fn $name() -> Result<()> {
                run::<$guest>(concat!("edge/", $file), &[$($scenario)?]).map(drop)
            }
        )*

        /// Components that have a test here.
        const OTHERS: &[&str] = &[$($file),*];
    };
}

others! {
    Params17 "abi-params-17": abi_params_17, (), |it, args| {
        "f" => {
            let mut next = || args.take();
            it.f(
                next()?, next()?, next()?, next()?, next()?, next()?, next()?, next()?, next()?,
                next()?, next()?, next()?, next()?, next()?, next()?, next()?, next()?,
            )?
        },
    };
    ReallocTraps "abi-realloc-traps": abi_realloc_traps, (), |it, args| { "f" => it.f(&args.text()?)?, };
    ReallocUnaligned "abi-realloc-unaligned": abi_realloc_unaligned, (), |it, args| {
        "f" => it.f(&args.list::<u32>()?)?,
    };
    CannotLeave "cannot-leave": cannot_leave, Wasi, |it, args| {
        "wasi:cli/run@0.2.6#run" => it.wasi_cli_run().run()?,
    };
    // An instance without the host cannot be written.
    ImportsFunc "imports-func": imports_func, Echo, |it, args| { "g" => it.g(args.take()?)?, } but "main";
    Reenter "reenter": reenter, Echo, |it, args| { "g" => it.g()?, } but "main";
    KebabNames "kebab-names": kebab_names, (), |it, args| {
        "a-b-c" => it.a_b_c()?,
        "HTTP-get2" => it.http_get2()?,
        "ns:pkg/iface@1.2.3-rc.1+build.5#f" => it.ns_pkg_iface().f()?,
    };
    TrailingCustom "trailing-custom": trailing_custom, (), |it, args| {
        "docs:adder/add@0.1.0#add" => it.docs_adder_add().add(args.take()?, args.take()?)?,
    };
}

/// Others have to be told to accept a shared memory.
#[test]
fn a_shared_memory_is_accepted() -> Result<()> {
    let scenario = &ORACLE["edge"]["feature-threads.wasm"]["scenarios"][0];
    assert!(scenario["instantiate-error"].as_str().unwrap().contains("disabled for this engine"));
    edge::feature_threads::Instance::new(()).map(drop)
}

#[test]
fn every_edge_is_tested() {
    let all: BTreeSet<&str> = ORACLE["edge"].as_object().unwrap().keys().map(String::as_str).collect();
    let accepted = [TESTED, OTHERS, &["feature-threads"]].concat();
    let accepted: BTreeSet<String> = accepted.iter().map(|name| format!("{name}.wasm")).collect();
    let refused = REFUSED.iter().map(|(name, _)| *name);
    let tested: BTreeSet<&str> = accepted.iter().map(String::as_str).chain(refused).collect();
    assert_eq!(all, tested);
}
