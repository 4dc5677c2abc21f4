/// Constant indices of the exports, for the dynamic API.
pub mod indices {
    use ::embody as __embody;
    /// The function `run` of `wasi:cli/run@0.2.12`.
    pub const WASI_CLI_RUN_RUN: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        0u32,
    );
}
