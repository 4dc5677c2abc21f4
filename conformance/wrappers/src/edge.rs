//! Components at the edges of what there is: what they export is little, what they do is unusual.
//!
//! Those that `component!` refuses are not here; a test of the oracle names them.

/// A module per component.
macro_rules! edges {
    ($($name:ident $path:literal $($choice:ident: $value:tt)?;)*) => {
        $(#[doc = $path]
        pub mod $name {
            embody::component!({
                path: $path, derives: [serde::Serialize, serde::Deserialize], $($choice: $value)?
            });
        })*
    };
}

edges! {
    abi_bad_char "../../../shared/conformance/guests/edge/abi-bad-char.wasm";
    abi_bool_2 "../../../shared/conformance/guests/edge/abi-bool-2.wasm";
    abi_char_max "../../../shared/conformance/guests/edge/abi-char-max.wasm";
    abi_list_huge "../../../shared/conformance/guests/edge/abi-list-huge.wasm";
    abi_nan_f32 "../../../shared/conformance/guests/edge/abi-nan-f32.wasm";
    abi_option_2 "../../../shared/conformance/guests/edge/abi-option-2.wasm";
    abi_params_17 "../../../shared/conformance/guests/edge/abi-params-17.wasm";
    abi_realloc_traps "../../../shared/conformance/guests/edge/abi-realloc-traps.wasm";
    abi_realloc_unaligned "../../../shared/conformance/guests/edge/abi-realloc-unaligned.wasm";
    abi_ret_ptr_oob "../../../shared/conformance/guests/edge/abi-ret-ptr-oob.wasm";
    abi_ret_ptr_unaligned "../../../shared/conformance/guests/edge/abi-ret-ptr-unaligned.wasm";
    abi_s8_wide "../../../shared/conformance/guests/edge/abi-s8-wide.wasm";
    abi_string_empty_oob "../../../shared/conformance/guests/edge/abi-string-empty-oob.wasm";
    abi_string_huge "../../../shared/conformance/guests/edge/abi-string-huge.wasm";
    abi_string_oob "../../../shared/conformance/guests/edge/abi-string-oob.wasm";
    abi_surrogate_utf8 "../../../shared/conformance/guests/edge/abi-surrogate-utf8.wasm";
    abi_u8_wide "../../../shared/conformance/guests/edge/abi-u8-wide.wasm";
    big_function "../../../shared/conformance/guests/edge/big-function.wasm";
    br_table "../../../shared/conformance/guests/edge/br-table.wasm";
    cannot_leave "../../../shared/conformance/guests/edge/cannot-leave.wasm";
    data_oob "../../../shared/conformance/guests/edge/data-oob.wasm";
    deep_blocks "../../../shared/conformance/guests/edge/deep-blocks.wasm";
    elem_oob "../../../shared/conformance/guests/edge/elem-oob.wasm";
    empty_component "../../../shared/conformance/guests/edge/empty-component.wasm";
    feature_async_builtins "../../../shared/conformance/guests/edge/feature-async-builtins.wasm";
    feature_atomics_unshared "../../../shared/conformance/guests/edge/feature-atomics-unshared.wasm";
    feature_exceptions "../../../shared/conformance/guests/edge/feature-exceptions.wasm";
    feature_exceptions_uncaught "../../../shared/conformance/guests/edge/feature-exceptions-uncaught.wasm";
    feature_extended_const "../../../shared/conformance/guests/edge/feature-extended-const.wasm";
    feature_function_references "../../../shared/conformance/guests/edge/feature-function-references.wasm";
    feature_map "../../../shared/conformance/guests/edge/feature-map.wasm";
    feature_memory64 "../../../shared/conformance/guests/edge/feature-memory64.wasm";
    feature_multi_memory "../../../shared/conformance/guests/edge/feature-multi-memory.wasm";
    feature_multi_value "../../../shared/conformance/guests/edge/feature-multi-value.wasm";
    feature_reference_types "../../../shared/conformance/guests/edge/feature-reference-types.wasm";
    feature_relaxed_simd "../../../shared/conformance/guests/edge/feature-relaxed-simd.wasm";
    feature_saturating "../../../shared/conformance/guests/edge/feature-saturating.wasm";
    feature_sign_extension "../../../shared/conformance/guests/edge/feature-sign-extension.wasm";
    feature_simd "../../../shared/conformance/guests/edge/feature-simd.wasm";
    feature_tail_call "../../../shared/conformance/guests/edge/feature-tail-call.wasm";
    feature_threads "../../../shared/conformance/guests/edge/feature-threads.wasm";
    feature_wide_arithmetic "../../../shared/conformance/guests/edge/feature-wide-arithmetic.wasm" features: { wide_arithmetic: true };
    header_only "../../../shared/conformance/guests/edge/header-only.wasm";
    imports_func "../../../shared/conformance/guests/edge/imports-func.wasm";
    kebab_names "../../../shared/conformance/guests/edge/kebab-names.wasm";
    many_funcs "../../../shared/conformance/guests/edge/many-funcs.wasm";
    many_instances "../../../shared/conformance/guests/edge/many-instances.wasm";
    many_locals "../../../shared/conformance/guests/edge/many-locals.wasm";
    memory_large "../../../shared/conformance/guests/edge/memory-large.wasm";
    memory_max "../../../shared/conformance/guests/edge/memory-max.wasm";
    nested_60 "../../../shared/conformance/guests/edge/nested-60.wasm";
    only_custom "../../../shared/conformance/guests/edge/only-custom.wasm";
    reenter "../../../shared/conformance/guests/edge/reenter.wasm";
    start_section_core "../../../shared/conformance/guests/edge/start-section-core.wasm";
    start_traps "../../../shared/conformance/guests/edge/start-traps.wasm";
    trailing_custom "../../../shared/conformance/guests/edge/trailing-custom.wasm";
    trap_div_overflow "../../../shared/conformance/guests/edge/trap-div-overflow.wasm";
    trap_indirect_null "../../../shared/conformance/guests/edge/trap-indirect-null.wasm";
    trap_indirect_oob "../../../shared/conformance/guests/edge/trap-indirect-oob.wasm";
    trap_indirect_type "../../../shared/conformance/guests/edge/trap-indirect-type.wasm";
    trap_oob_copy "../../../shared/conformance/guests/edge/trap-oob-copy.wasm";
    trap_oob_load "../../../shared/conformance/guests/edge/trap-oob-load.wasm";
    trap_oob_load_far "../../../shared/conformance/guests/edge/trap-oob-load-far.wasm";
    trap_post_return "../../../shared/conformance/guests/edge/trap-post-return.wasm";
    trap_stack "../../../shared/conformance/guests/edge/trap-stack.wasm";
    trap_stack_deep "../../../shared/conformance/guests/edge/trap-stack-deep.wasm";
    trap_table_oob "../../../shared/conformance/guests/edge/trap-table-oob.wasm";
    trap_then_call "../../../shared/conformance/guests/edge/trap-then-call.wasm";
}
