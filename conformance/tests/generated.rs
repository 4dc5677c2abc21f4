//! Modules that a generator makes: the compiler takes them or says why not, and what it takes can be run.
//!
//! `fuzz/` does the same with inputs that it searches for, and compares with another runtime; this is the part that
//! runs wherever `cargo test` does.

use arbitrary::{Result, Unstructured};
use embody::__private::core::{CoreImage, CoreInstances, slots};
use embody::Trap;
use embody_abi::meta::CoreItem;
use embody_build::error::ErrorKind;
use embody_build::link::core::{CoreLinker, steps_of};
use embody_build::options::Options;
use embody_build::parse;
use wasm_smith::{Config, Module};

/// Modules to make.
const MODULES: u64 = 200;

/// Loops and calls that a module may make before it stops itself.
const FUEL: u32 = 1_000;

/// A module without imports, which exports all that it has.
fn module(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let config = Config {
        simd_enabled: u.ratio(1, 4)?,
        memory64_enabled: u.ratio(1, 4)?,
        threads_enabled: false,
        wide_arithmetic_enabled: u.ratio(1, 4)?,
        custom_page_sizes_enabled: u.ratio(1, 4)?,
        gc_enabled: false,
        compact_imports_enabled: false,
        export_everything: true,
        max_imports: 0,
        min_funcs: 1,
        max_funcs: 8,
        max_tables: 3,
        max_memories: 3,
        max_memory32_bytes: 4 << 16,
        max_memory64_bytes: 4 << 16,
        max_table_elements: 200,
        memory_max_size_required: true,
        table_max_size_required: true,
        ..Config::default()
    };
    let mut module = Module::new(config, u)?;
    module.ensure_termination(FUEL).map_err(|_| arbitrary::Error::IncorrectFormat)?;
    Ok(module.to_bytes())
}

/// Whether a module was compiled; it is run then.
fn run(module: &[u8]) -> anyhow::Result<bool> {
    let compiled = (|| {
        let mut linker = CoreLinker::default();
        linker.instantiate(parse::parse_module(module)?, |_| None)?;
        CoreImage::compile(linker.finish()?, &Options { threads: 1, ..Options::host()? }, |_| {})
    })();
    let image = match compiled {
        Ok(image) => image,
        Err(error) => match error.downcast_ref::<embody_build::error::Error>() {
            Some(refused) if matches!(refused.kind, ErrorKind::Unsupported | ErrorKind::Limit) => {
                return Ok(false);
            }
            _ => return Err(error),
        },
    };
    let mut instances = CoreInstances::new(&image)?;
    let mut result = instances.run(steps_of(&image.plan().steps, 0));
    for export in &image.meta().core_exports {
        if let Err(error) = &result {
            anyhow::ensure!(error.is::<Trap>(), "not a trap: {error:#}");
        }
        if let CoreItem::Func { entry, params, results } = &export.item {
            result = instances.call(*entry, &mut vec![0; slots(params).max(slots(results)).max(1)]);
        }
    }
    Ok(true)
}

#[test]
fn generated_modules_compile_and_run() {
    let mut compiled = 0;
    for seed in 0..MODULES {
        let mut random = fastrand::Rng::with_seed(seed);
        let len = random.usize(100..4_000);
        let bytes: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(len).collect();
        let module = module(&mut Unstructured::new(&bytes)).expect("a module");
        match run(&module) {
            Ok(was_compiled) => compiled += u64::from(was_compiled),
            Err(error) => panic!("seed {seed}: {error:#}"),
        }
    }
    assert!(compiled > MODULES / 8, "{compiled} of {MODULES} were compiled");
}
