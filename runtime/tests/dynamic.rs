//! The dynamic API on real components: compile, load, link, call, fail.

use std::path::{Path, PathBuf};

use embody::__private::abi::artifact::Header;
use embody::component::{Component, ComponentExportIndex, ExportIndex, Linker, Val, types};
use embody::{Config, Engine, Error, Result, Store, StoreContextMut, Trap, WasmBacktrace, bail};

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn compile(path: &str) -> Component {
    Component::from_file(&Engine::default(), repository(path)).unwrap()
}

fn adder() -> Component {
    compile("examples/adder/adder.wasm")
}

fn traps() -> Component {
    compile("conformance/guests/traps.wasm")
}

/// A host that notes what it is told.
type Lines = Vec<String>;

fn greeter_linker() -> Linker<Lines> {
    let mut linker = Linker::new(&Engine::default());
    let mut log = linker.instance("docs:greeter/log").unwrap();
    let write = |mut store: StoreContextMut<'_, Lines>, (line,): (String,)| {
        store.data_mut().push(line);
        Ok(())
    };
    log.func_wrap("write", write).unwrap();
    linker
}

fn root_export(component: &Component) -> (String, ComponentExportIndex) {
    let name = component.component_type().exports(component.engine()).next().unwrap().0.to_string();
    let index = component.get_export_index(None, &name).unwrap();
    (name, index)
}

#[test]
fn scalars_typed_and_untyped_by_every_kind_of_name() -> Result<()> {
    let component = adder();
    let mut store = Store::new(component.engine(), ());
    let instance = Linker::new(component.engine()).instantiate(&mut store, &component)?;
    let (name, index) = root_export(&component);

    let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, &name)?;
    assert_eq!(add.call(&mut store, (1, 2))?, (3,));
    assert_eq!(add.call(&mut store, (u32::MAX, 2))?, (1,));
    let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, index)?;
    assert_eq!(add.call(&mut store, (4, 5))?, (9,));
    let add = instance.get_func(&mut store, ExportIndex::new(0)).unwrap();
    let mut results = [Val::Bool(false)];
    add.call(&mut store, &[Val::U32(20), Val::U32(22)], &mut results)?;
    assert_eq!(results, [Val::U32(42)]);
    assert!(instance.get_func(&mut store, "no-such-function").is_none());
    assert!(instance.get_func(&mut store, ExportIndex::new(1 << 30)).is_none());
    Ok(())
}

#[test]
fn callers_mistakes_are_found_before_the_guest_is_entered() -> Result<()> {
    let component = adder();
    let mut store = Store::new(component.engine(), ());
    let instance = Linker::new(component.engine()).instantiate(&mut store, &component)?;
    let (name, _) = root_export(&component);
    let error = instance.get_typed_func::<(u32, u64), (u32,)>(&mut store, &name).unwrap_err();
    assert!(format!("{error:#}").contains("expected `u64` found `u32`"), "{error:#}");
    assert!(instance.get_typed_func::<(u32,), (u32,)>(&mut store, &name).is_err());
    assert!(instance.get_typed_func::<(u32, u32), ()>(&mut store, &name).is_err());

    let add = instance.get_func(&mut store, &name).unwrap();
    let mut results = [Val::Bool(false)];
    let error = add.call(&mut store, &[Val::U32(1), Val::U64(2)], &mut results).unwrap_err();
    assert!(error.to_string().contains("expected u32, found u64"), "{error}");
    assert!(add.call(&mut store, &[Val::U32(1)], &mut results).is_err(), "too few parameters");
    assert!(add.call(&mut store, &[Val::U32(1), Val::U32(2)], &mut []).is_err(), "no place for the result");
    add.call(&mut store, &[Val::U32(1), Val::U32(2)], &mut results)?;
    assert_eq!(results, [Val::U32(3)], "none of it harmed the instance");

    let mut other = Store::new(component.engine(), ());
    assert!(instance.get_func(&mut other, &name).is_none());
    assert!(add.call(&mut other, &[Val::U32(1), Val::U32(2)], &mut results).is_err());
    Ok(())
}

#[test]
#[allow(unsafe_code, reason = "the artifacts were made by this program")]
fn artifacts_survive_bytes_and_files() -> Result<()> {
    let component = adder();
    let engine = component.engine();
    let bytes = component.serialize()?;
    assert_eq!(bytes, adder().serialize()?, "the same component gives the same bytes");
    assert!(component.image_range().end.addr() - component.image_range().start.addr() >= bytes.len());
    let path = std::env::temp_dir().join(format!("embody-dynamic-{}.artifact", std::process::id()));
    std::fs::write(&path, &bytes)?;
    // SAFETY: Embody made these artifacts; nobody changes the file.
    let loaded =
        unsafe { [Component::deserialize(engine, &bytes)?, Component::deserialize_file(engine, &path)?] };
    std::fs::remove_file(&path)?;
    let (name, index) = root_export(&component);
    for loaded in loaded {
        let mut store = Store::new(engine, ());
        let instance = Linker::new(engine).instantiate(&mut store, &loaded)?;
        let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, &name)?;
        assert_eq!(add.call(&mut store, (1, 2))?, (3,));
        assert!(instance.get_func(&mut store, index).is_none(), "the index is another component's");
        assert!(loaded.get_export_index(Some(&index), &name).is_none());
    }
    Ok(())
}

#[test]
#[allow(unsafe_code, reason = "damaged artifacts must be refused")]
fn damaged_artifacts_are_refused() {
    let engine = Engine::default();
    let good = adder().serialize().unwrap();
    // SAFETY: what is loaded was made by Embody and then damaged, which is to be found out.
    let load = |bytes: &[u8]| unsafe { Component::deserialize(&engine, bytes) }.unwrap_err().to_string();
    for len in [0, 100] {
        assert!(load(&good[..len]).contains("not an artifact"));
    }
    let header = Header::decode(&good).unwrap();
    for part in [header.text, header.data, header.meta] {
        let start = usize::try_from(part.start).unwrap();
        assert!(load(&good[..start]).contains("damaged"), "cut off");
        let mut damaged = good.clone();
        damaged[start] ^= 1;
        assert!(load(&damaged).contains("damaged"), "one bit");
    }
    assert!(load(b"\0asm\x0d\0\x01\0").contains("compile it first"));
}

#[test]
fn strings_and_a_host_import() -> Result<()> {
    let component = compile("examples/greeter/greeter.wasm");
    let mut store = Store::new(component.engine(), Lines::new());
    let instance = greeter_linker().instantiate(&mut store, &component)?;
    let greet = instance.get_typed_func::<(&str,), (String,)>(&mut store, "greet")?;
    for name in ["world", "", "Grüße, 世界", &"x".repeat(100_000)] {
        let (text,) = greet.call(&mut store, (name,))?;
        assert_eq!(text, format!("Hello, {name}!"));
        assert_eq!(store.data().last(), Some(&format!("greeting {name}")));
    }
    let greet = instance.get_func(&mut store, "greet").unwrap();
    let mut results = [Val::Bool(false)];
    greet.call(&mut store, &[Val::String("Val".into())], &mut results)?;
    assert_eq!(results, [Val::String("Hello, Val!".into())]);
    assert_eq!(store.into_data().len(), 5);
    Ok(())
}

#[test]
fn what_is_not_defined_is_named() -> Result<()> {
    let component = compile("examples/greeter/greeter.wasm");
    let engine = component.engine();
    let mut linker = Linker::<Lines>::new(engine);
    let error = linker.instantiate_pre(&component).unwrap_err().to_string();
    assert!(error.contains("was not found") && error.contains("`docs:greeter/log#write`"), "{error}");

    let mut root = linker.root();
    root.func_wrap("docs:greeter/log", |_, ()| Ok(()))?;
    assert!(root.func_wrap("docs:greeter/log", |_, ()| Ok(())).is_err(), "defined twice");
    let error = linker.instantiate_pre(&component).unwrap_err().to_string();
    assert!(error.contains("expected instance found func"), "{error}");

    let mut linker = Linker::<Lines>::new(engine);
    linker.instance("docs:greeter/log")?.func_wrap("write", |_, (_,): (u32,)| Ok(()))?;
    let error = linker.instantiate_pre(&component).unwrap_err().to_string();
    assert!(error.contains("expected `u32` found `string`"), "{error}");

    let mut linker = Linker::<Lines>::new(engine);
    linker.define_unknown_imports_as_traps(&component)?;
    let mut store = Store::new(engine, Lines::new());
    let instance = linker.instantiate(&mut store, &component)?;
    let greet = instance.get_typed_func::<(&str,), (String,)>(&mut store, "greet")?;
    let error = greet.call(&mut store, ("you",)).unwrap_err();
    assert!(format!("{error:#}").contains("`docs:greeter/log#write` has not been defined"), "{error:#}");
    Ok(())
}

#[test]
fn the_world_is_described() {
    let component = compile("examples/greeter/greeter.wasm");
    let (ty, engine) = (component.component_type(), component.engine());
    let imports: Vec<_> = ty.imports(engine).collect();
    let [(name, import)] = imports.as_slice() else { panic!("{imports:?}") };
    assert_eq!(*name, "docs:greeter/log");
    let types::ComponentItem::ComponentInstance(log) = &import.ty else { panic!("{import:?}") };
    let (name, write) = log.exports(engine).next().unwrap();
    let types::ComponentItem::ComponentFunc(write) = write.ty else { panic!("{write:?}") };
    assert_eq!(name, "write");
    assert_eq!(write.params().collect::<Vec<_>>(), [("line", types::Type::String)]);
    assert_eq!(write.results().len(), 0);
    let types::ComponentItem::ComponentFunc(greet) = ty.get_export(engine, "greet").unwrap().ty else {
        panic!("not a function")
    };
    assert_eq!(greet.results().collect::<Vec<_>>(), [types::Type::String]);
    let resources = component.resources_required().unwrap();
    assert_eq!(resources.num_memories, 1);
    assert!(resources.max_initial_memory_size.unwrap() > 0);
    component.initialize_copy_on_write_image().unwrap();
}

/// What a host function of the tests does.
enum Callback {
    Answer,
    Fail,
    Panic,
    /// Calls the instance that is calling it.
    Reenter(Option<embody::component::Instance>),
}

fn traps_instance(callback: Callback) -> Result<(Store<Callback>, embody::component::Instance)> {
    let component = traps();
    let mut linker = Linker::new(component.engine());
    let host = |mut store: StoreContextMut<'_, Callback>, (x,): (u32,)| -> Result<(u32,)> {
        match store.data() {
            Callback::Answer => Ok((x,)),
            Callback::Fail => bail!("the host says no"),
            Callback::Panic => panic!("the host panics"),
            Callback::Reenter(instance) => {
                let instance = instance.unwrap();
                let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
                add.call(store, (x, 1))
            }
        }
    };
    linker.root().func_wrap("callback", host)?;
    let mut store = Store::new(component.engine(), callback);
    let instance = linker.instantiate(&mut store, &component)?;
    Ok((store, instance))
}

fn trap_of(error: &Error) -> Option<Trap> {
    error.downcast_ref::<Trap>().copied()
}

#[test]
fn traps_have_their_code_and_poison() -> Result<()> {
    for (name, params, trap) in [
        ("unreachable", vec![], Trap::UnreachableCodeReached),
        ("load", vec![Val::U32(65_533)], Trap::MemoryOutOfBounds),
        ("divide", vec![Val::S32(1), Val::S32(0)], Trap::IntegerDivisionByZero),
        ("divide", vec![Val::S32(i32::MIN), Val::S32(-1)], Trap::IntegerOverflow),
        ("convert", vec![Val::Float64(f64::NAN)], Trap::BadConversionToInteger),
        ("call-mismatch", vec![], Trap::BadSignature),
        ("call-null", vec![], Trap::IndirectCallToNull),
        ("call-element", vec![Val::U32(4)], Trap::TableOutOfBounds),
        ("recurse", vec![], Trap::StackOverflow),
    ] {
        let (mut store, instance) = traps_instance(Callback::Answer)?;
        let func = instance.get_func(&mut store, name).unwrap();
        let mut results = vec![Val::Bool(false); func.ty(&store).results().len()];
        let error = func.call(&mut store, &params, &mut results).unwrap_err();
        assert_eq!(trap_of(&error), Some(trap), "{name}: {error:#}");
        assert!(error.downcast_ref::<WasmBacktrace>().is_some(), "{name}: {error:#}");
        let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
        let error = add.call(&mut store, (1, 2)).unwrap_err();
        assert_eq!(trap_of(&error), Some(Trap::Poisoned), "{name}: {error:#}");
    }
    Ok(())
}

#[test]
fn host_functions_answer_fail_and_panic() -> Result<()> {
    let call = |callback| -> Result<(u32,)> {
        let (mut store, instance) = traps_instance(callback)?;
        let call_host = instance.get_typed_func::<(u32,), (u32,)>(&mut store, "call-host")?;
        let result = call_host.call(&mut store, (20,));
        if result.is_err() {
            let error = call_host.call(&mut store, (20,)).unwrap_err();
            assert_eq!(trap_of(&error), Some(Trap::Poisoned));
        }
        result
    };
    assert_eq!(call(Callback::Answer)?, (42,));
    let error = call(Callback::Fail).unwrap_err();
    assert!(format!("{error:#}").contains("the host says no"), "{error:#}");
    let panic = std::panic::catch_unwind(|| call(Callback::Panic)).expect_err("a panic");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the host panics"));
    Ok(())
}

#[test]
fn an_instance_cannot_be_entered_while_it_runs() -> Result<()> {
    let (mut store, instance) = traps_instance(Callback::Reenter(None))?;
    *store.data_mut() = Callback::Reenter(Some(instance));
    let call_host = instance.get_typed_func::<(u32,), (u32,)>(&mut store, "call-host")?;
    let error = call_host.call(&mut store, (20,)).unwrap_err();
    assert_eq!(trap_of(&error), Some(Trap::CannotEnterComponent), "{error:#}");
    Ok(())
}

#[test]
fn instances_of_one_store_call_each_other() -> Result<()> {
    let (mut store, callee) = traps_instance(Callback::Answer)?;
    let component = traps();
    let mut linker = Linker::new(component.engine());
    let host = |mut store: StoreContextMut<'_, Callback>, (x,): (u32,)| -> Result<(u32,)> {
        let Callback::Reenter(Some(callee)) = *store.data() else { bail!("nobody to call") };
        let add = callee.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
        add.call(store, (x, 100))
    };
    linker.root().func_wrap("callback", host)?;
    let caller = linker.instantiate(&mut store, &component)?;
    *store.data_mut() = Callback::Reenter(Some(callee));
    let call_host = caller.get_typed_func::<(u32,), (u32,)>(&mut store, "call-host")?;
    assert_eq!(call_host.call(&mut store, (1,))?, (204,));
    Ok(())
}

#[test]
fn a_store_moves_to_another_thread() -> Result<()> {
    let (mut store, instance) = traps_instance(Callback::Answer)?;
    let moved = std::thread::spawn(move || -> Result<(u32,)> {
        let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
        let load = instance.get_typed_func::<(u32,), (u32,)>(&mut store, "load")?;
        assert_eq!(load.call(&mut store, (16,))?, (42,));
        add.call(&mut store, (1, 2))
    });
    assert_eq!(moved.join().unwrap()?, (3,));
    Ok(())
}

#[test]
fn settings_mean_something_or_are_refused() {
    let mut config = Config::new();
    config.cranelift_opt_level(embody::OptLevel::None).parallel_compilation(false);
    let engine = Engine::new(&config).unwrap();
    assert!(Component::from_file(&engine, repository("examples/adder/adder.wasm")).is_ok());
    config.cpu("no-such-processor");
    let engine = Engine::new(&config).unwrap();
    let error = Component::from_file(&engine, repository("examples/adder/adder.wasm")).unwrap_err();
    assert!(format!("{error:#}").contains("no-such-processor"), "{error:#}");
    assert!(Engine::new(Config::new().wasm_component_model(false)).is_err());
}
