//! Calls of everything that `docs/api.md` says is the same as in Wasmtime, as a program for Wasmtime writes them.
//!
//! Nothing here runs: that it compiles is the test. `api` is this crate, or `wasmtime` where somebody looks whether the
//! calls are right: the file names nothing else.
#![allow(dead_code, clippy::all, clippy::pedantic, reason = "it is compiled, and that is all")]

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::ptr::NonNull;
use std::sync::Arc;

use api::component::types::{self, ComponentItem};
use api::component::{
    Component, ComponentExportIndex, ComponentNamedList, ComponentType, ExportLookup, Func, Instance,
    InstancePre, Lift, Linker, LinkerInstance, Lower, Resource, ResourceAny, ResourceDynamic, ResourceTable,
    ResourceTableError, ResourceType, Type, TypedFunc, Val, WasmList, WasmStr, flags,
};
use api::{
    AsContext, AsContextMut, Config, Engine, Error, FrameInfo, OptLevel, Precompiled, ResourcesRequired,
    Result, Store, StoreContext, StoreContextMut, Trap, WasmBacktrace,
};

use crate::api;

fn send_and_sync<T: Send + Sync>() {}
fn cheap_to_clone<T: Clone>() {}
fn copied<T: Copy + Clone + std::fmt::Debug>() {}

fn markers() {
    send_and_sync::<Component>();
    send_and_sync::<Engine>();
    send_and_sync::<Linker<u8>>();
    send_and_sync::<InstancePre<u8>>();
    send_and_sync::<Store<u8>>();
    cheap_to_clone::<Component>();
    cheap_to_clone::<Engine>();
    cheap_to_clone::<Linker<std::cell::Cell<u8>>>();
    cheap_to_clone::<InstancePre<std::cell::Cell<u8>>>();
    copied::<ComponentExportIndex>();
    copied::<Instance>();
    copied::<Func>();
    fn index<T: Eq + std::hash::Hash>() {}
    index::<ComponentExportIndex>();
}

fn engines(bytes: &[u8], path: &Path) -> Result<()> {
    let mut config = Config::new();
    let _: &mut Config = Config::cranelift_opt_level(&mut config, OptLevel::Speed);
    let _ = [OptLevel::None, OptLevel::Speed, OptLevel::SpeedAndSize];
    Config::parallel_compilation(&mut config, true);
    Config::wasm_component_model(&mut config, true);
    Config::wasm_component_model_map(&mut config, true);
    Config::wasm_component_model_fixed_length_lists(&mut config, false);
    Config::wasm_bulk_memory(&mut config, true);
    Config::wasm_custom_page_sizes(&mut config, false);
    Config::wasm_exceptions(&mut config, true);
    Config::wasm_extended_const(&mut config, true);
    Config::wasm_function_references(&mut config, true);
    Config::wasm_memory64(&mut config, true);
    Config::wasm_multi_memory(&mut config, true);
    Config::wasm_multi_value(&mut config, true);
    Config::wasm_reference_types(&mut config, true);
    Config::wasm_relaxed_simd(&mut config, true);
    Config::wasm_simd(&mut config, true);
    Config::wasm_tail_call(&mut config, true);
    Config::wasm_threads(&mut config, true);
    Config::wasm_wide_arithmetic(&mut config, false);
    let engine: Engine = Engine::new(&config)?;
    let _: Engine = Engine::default();
    let _: bool = Engine::same(&engine, &engine);
    let _: &Config = Engine::config(&engine);
    let _: Vec<u8> = Engine::precompile_component(&engine, bytes)?;
    let _: Option<Precompiled> = Engine::detect_precompiled(bytes);
    let found: Option<Precompiled> = Engine::detect_precompiled_file(path)?;
    let _ = found == Some(Precompiled::Component);
    Ok(())
}

fn stores(engine: &Engine) {
    let mut store: Store<Vec<u8>> = Store::new(engine, Vec::new());
    let _: Store<u8> = Store::default();
    let _: &Vec<u8> = Store::data(&store);
    let _: &mut Vec<u8> = Store::data_mut(&mut store);
    let _: &Engine = Store::engine(&store);
    let shared: StoreContext<'_, Vec<u8>> = AsContext::as_context(&store);
    let _: &Vec<u8> = StoreContext::data(&shared);
    let _: &Engine = StoreContext::engine(&shared);
    let mut exclusive: StoreContextMut<'_, Vec<u8>> = AsContextMut::as_context_mut(&mut store);
    let _: &Vec<u8> = StoreContextMut::data(&exclusive);
    let _: &mut Vec<u8> = StoreContextMut::data_mut(&mut exclusive);
    let _: &Engine = StoreContextMut::engine(&exclusive);
    let _: StoreContext<'_, Vec<u8>> = (&exclusive).into();
    let _: StoreContextMut<'_, Vec<u8>> = (&mut exclusive).into();
    let _: StoreContext<'_, Vec<u8>> = exclusive.into();
    let _: StoreContext<'_, Vec<u8>> = (&mut store).into();
    let _: Vec<u8> = Store::into_data(store);
}

fn components(engine: &Engine, bytes: &[u8], path: &Path) -> Result<Component> {
    let component: Component = Component::new(engine, bytes)?;
    let _: Component = Component::new(engine, "(component)")?;
    let _: Component = Component::from_file(engine, path)?;
    let _: Component = Component::from_binary(engine, bytes)?;
    let _: Vec<u8> = Component::serialize(&component)?;
    let _: types::Component = Component::component_type(&component);
    let _: &[u8] = Component::text(&component);
    let _: std::ops::Range<*const u8> = Component::image_range(&component);
    let _: () = Component::initialize_copy_on_write_image(&component)?;
    let _: &Engine = Component::engine(&component);
    let required: Option<ResourcesRequired> = Component::resources_required(&component);
    if let Some(ResourcesRequired {
        num_memories,
        max_initial_memory_size,
        num_tables,
        max_initial_table_size,
    }) = required
    {
        let _: (u32, Option<u64>) = (num_memories, max_initial_memory_size);
        let _: (u32, Option<u64>) = (num_tables, max_initial_table_size);
    }
    let index: Option<ComponentExportIndex> = Component::get_export_index(&component, None, "name");
    let _: Option<(ComponentItem, ComponentExportIndex)> =
        Component::get_export(&component, index.as_ref(), String::from("name"));
    Ok(component)
}

#[allow(unsafe_code, reason = "these are the unsafe functions of the API")]
unsafe fn artifacts(engine: &Engine, bytes: &[u8], memory: NonNull<[u8]>, path: &Path) -> Result<()> {
    // SAFETY: nobody calls this.
    let _: [Component; 3] = unsafe {
        [
            Component::deserialize(engine, bytes)?,
            Component::deserialize_raw(engine, memory)?,
            Component::deserialize_file(engine, path)?,
        ]
    };
    Ok(())
}

#[allow(unsafe_code, reason = "this is an unsafe function of the API")]
unsafe fn unchecked(func: Func) -> TypedFunc<(u8,), (u8,)> {
    // SAFETY: nobody calls this.
    unsafe { TypedFunc::new_unchecked(func) }
}

fn lookups(name: &str, owned: &String, index: &ComponentExportIndex) {
    fn lookup(_: impl ExportLookup) {}
    lookup(name);
    lookup(owned);
    lookup(owned.clone());
    lookup(index);
    lookup(*index);
}

fn linkers(engine: &Engine, component: &Component) -> Result<InstancePre<u32>> {
    let mut linker: Linker<u32> = Linker::new(engine);
    let _: &Engine = Linker::engine(&linker);
    let _: &mut Linker<u32> = Linker::allow_shadowing(&mut linker, true);
    let mut root: LinkerInstance<'_, u32> = Linker::root(&mut linker);
    LinkerInstance::func_wrap(
        &mut root,
        "f",
        |mut store: StoreContextMut<'_, u32>, (a, b): (u32, String)| -> Result<(u64,)> {
            *store.data_mut() += a;
            Ok((b.len() as u64,))
        },
    )?;
    LinkerInstance::func_wrap(&mut root, "g", |_, ()| Ok(()))?;
    LinkerInstance::func_new(
        &mut root,
        "h",
        |_: StoreContextMut<'_, u32>, _: types::ComponentFunc, params: &[Val], results: &mut [Val]| {
            results.clone_from_slice(params);
            Ok(())
        },
    )?;
    LinkerInstance::resource(
        &mut root,
        "r",
        ResourceType::host::<File>(),
        |mut store: StoreContextMut<'_, u32>, rep: u32| {
            *store.data_mut() = rep;
            Ok(())
        },
    )?;
    let _: LinkerInstance<'_, u32> = LinkerInstance::instance(&mut root, "i")?;
    let _: LinkerInstance<'_, u32> = LinkerInstance::into_instance(root, "i")?;
    let _: LinkerInstance<'_, u32> = Linker::instance(&mut linker, "j")?;
    Linker::define_unknown_imports_as_traps(&mut linker, component)?;
    let _: types::Component = Linker::substituted_component_type(&linker, component)?;
    let mut store = Store::new(engine, 0);
    let _: Instance = Linker::instantiate(&linker, &mut store, component)?;
    Linker::instantiate_pre(&linker, component)
}

fn instances(pre: &InstancePre<u32>, store: &mut Store<u32>) -> Result<Func> {
    let _: &Component = InstancePre::component(pre);
    let _: &Engine = InstancePre::engine(pre);
    let instance: Instance = InstancePre::instantiate(pre, &mut *store)?;
    let index: Option<ComponentExportIndex> = Instance::get_export_index(&instance, &mut *store, None, "i");
    let _: Option<(ComponentItem, ComponentExportIndex)> =
        Instance::get_export(&instance, &mut *store, index.as_ref(), "f");
    let _: Option<ResourceType> = Instance::get_resource(&instance, &mut *store, "r");
    let typed: TypedFunc<(u8,), (String,)> = Instance::get_typed_func(&instance, &mut *store, "f")?;
    let _: (String,) = TypedFunc::call(&typed, &mut *store, (1,))?;
    let func: Option<Func> = Instance::get_func(&instance, &mut *store, index.unwrap());
    Ok(func.unwrap_or(*TypedFunc::func(&typed)))
}

fn functions(func: &Func, mut store: StoreContextMut<'_, u32>) -> Result<()> {
    let ty: types::ComponentFunc = Func::ty(func, &store);
    let mut results = vec![Val::Bool(false); types::ComponentFunc::results(&ty).len()];
    let _: () = Func::call(func, &mut store, &[Val::U8(1)], &mut results)?;
    let name = String::from("name");
    let typed: TypedFunc<(u32, Option<&str>, &[u8]), (bool,)> = Func::typed(func, &store)?;
    let (_,): (bool,) = typed.call(&mut store, (1, Some(&name), b"bytes"))?;
    let _: TypedFunc<(u32, Option<&str>, &[u8]), (bool,)> = typed;
    let _ = (typed, typed.clone());
    Ok(())
}

fn function_types(ty: &types::ComponentFunc) {
    let _: bool = types::ComponentFunc::async_(ty);
    let _: Vec<(&str, Type)> = types::ComponentFunc::params(ty).collect();
    let _: Vec<Type> = types::ComponentFunc::results(ty).collect();
}

fn items(engine: &Engine, ty: &types::Component, instance: &types::ComponentInstance) {
    let import: Option<types::ComponentExtern<'_>> = types::Component::get_import(ty, engine, "i");
    let _: Option<types::ComponentExtern<'_>> = types::Component::get_export(ty, engine, "e");
    let _: usize = types::Component::imports(ty, engine).len();
    let _: usize = types::Component::exports(ty, engine).len();
    let _: Option<types::ComponentExtern<'_>> = types::ComponentInstance::get_export(instance, engine, "e");
    for (name, item) in types::ComponentInstance::exports(instance, engine) {
        let _: (&str, types::ComponentExtern<'_>) = (name, item);
    }
    let Some(import) = import else { return };
    let _: bool = types::ComponentExtern::is_implements(&import, "a:b/c");
    let types::ComponentExtern { ty, implements, external_id, .. } = import;
    let _: [Option<&str>; 2] = [implements, external_id];
    match ty {
        ComponentItem::ComponentFunc(ty) => function_types(&ty),
        ComponentItem::Component(ty) => drop::<types::Component>(ty),
        ComponentItem::ComponentInstance(ty) => drop::<types::ComponentInstance>(ty),
        ComponentItem::Type(ty) => value_types(&ty),
        ComponentItem::Resource(ty) => {
            let _: types::ResourceType = ty;
        }
        _ => {}
    }
}

fn value_types(ty: &Type) {
    let _: bool = ty == ty;
    match ty {
        Type::Bool | Type::S8 | Type::U8 | Type::S16 | Type::U16 | Type::S32 | Type::U32 => {}
        Type::S64 | Type::U64 | Type::Float32 | Type::Float64 | Type::Char | Type::String => {}
        Type::List(ty) => drop::<Type>(types::List::ty(ty)),
        Type::Map(ty) => drop::<[Type; 2]>([types::Map::key(ty), types::Map::value(ty)]),
        Type::Record(ty) => {
            for types::Field { name, ty } in types::Record::fields(ty) {
                let _: (&str, Type) = (name, ty);
            }
        }
        Type::Tuple(ty) => drop::<Vec<Type>>(types::Tuple::types(ty).collect()),
        Type::Variant(ty) => {
            for types::Case { name, ty } in types::Variant::cases(ty) {
                let _: (&str, Option<Type>) = (name, ty);
            }
        }
        Type::Enum(ty) => drop::<Vec<&str>>(types::Enum::names(ty).collect()),
        Type::Option(ty) => drop::<Type>(types::OptionType::ty(ty)),
        Type::Result(ty) => {
            drop::<[Option<Type>; 2]>([types::ResultType::ok(ty), types::ResultType::err(ty)])
        }
        Type::Flags(ty) => drop::<Vec<&str>>(types::Flags::names(ty).collect()),
        Type::Own(ty) | Type::Borrow(ty) => {
            let _: types::ResourceType = *ty;
        }
        Type::FixedLengthList(ty) => {
            let _: (Type, u32) = (types::FixedLengthList::ty(ty), types::FixedLengthList::len(ty));
        }
        _ => {}
    }
    let _: &types::List = Type::unwrap_list(ty);
    let _: &types::Record = Type::unwrap_record(ty);
    let _: &types::Tuple = Type::unwrap_tuple(ty);
    let _: &types::Variant = Type::unwrap_variant(ty);
    let _: &types::Enum = Type::unwrap_enum(ty);
    let _: &types::OptionType = Type::unwrap_option(ty);
    let _: &types::ResultType = Type::unwrap_result(ty);
    let _: &types::Flags = Type::unwrap_flags(ty);
    let _: &types::ResourceType = Type::unwrap_own(ty);
    let _: &types::ResourceType = Type::unwrap_borrow(ty);
}

fn values() -> Vec<Val> {
    let some = |val: Val| Some(Box::new(val));
    vec![
        Val::Bool(true),
        Val::S8(1),
        Val::U8(1),
        Val::S16(1),
        Val::U16(1),
        Val::S32(1),
        Val::U32(1),
        Val::S64(1),
        Val::U64(1),
        Val::Float32(1.0),
        Val::Float64(1.0),
        Val::Char('1'),
        Val::String("1".into()),
        Val::List(vec![Val::Bool(true)]),
        Val::Map(vec![(Val::Bool(true), Val::Bool(true))]),
        Val::Record(vec![("a".into(), Val::Bool(true))]),
        Val::Tuple(vec![Val::Bool(true)]),
        Val::Variant("a".into(), some(Val::Bool(true))),
        Val::Enum("a".into()),
        Val::Option(some(Val::Bool(true))),
        Val::Result(Err(some(Val::Bool(true)))),
        Val::Flags(vec!["a".into()]),
        Val::FixedLengthList(vec![Val::Bool(true)]),
        Val::from(true),
        Val::from(1u8),
        Val::from(1i8),
        Val::from(1u16),
        Val::from(1i16),
        Val::from(1u32),
        Val::from(1i32),
        Val::from(1u64),
        Val::from(1i64),
        Val::from('1'),
        Val::from(String::from("1")),
    ]
}

struct File;

fn resources(mut store: &mut Store<u8>, any: ResourceAny) -> Result<Val> {
    let own: Resource<File> = Resource::new_own(1);
    let borrow: Resource<File> = Resource::new_borrow(1);
    let _: (u32, bool) = (Resource::rep(&own), Resource::owned(&borrow));
    let own: ResourceAny = Resource::try_into_resource_any(own, &mut store)?;
    let own: Resource<File> = Resource::try_from_resource_any(own, &mut store)?;
    let own: ResourceAny = ResourceAny::try_from_resource(own, &mut store)?;
    let own: Resource<File> = ResourceAny::try_into_resource(own, &mut store)?;
    drop(own);
    let dynamic: ResourceDynamic = ResourceAny::try_into_resource_dynamic(any, &mut store)?;
    let _: (u32, u32, bool) =
        (ResourceDynamic::rep(&dynamic), ResourceDynamic::ty(&dynamic), ResourceDynamic::owned(&dynamic));
    let any: ResourceAny = ResourceDynamic::try_into_resource_any(dynamic, &mut store)?;
    let _: ResourceDynamic = ResourceDynamic::try_from_resource_any(any, &mut store)?;
    let _ = [ResourceDynamic::new_own(1, 2), ResourceDynamic::new_borrow(1, 2)];
    let ty: ResourceType = ResourceAny::ty(&any);
    let _: bool = ty == ResourceType::host::<File>() || ty == ResourceType::host_dynamic(2);
    if ResourceAny::owned(&any) {
        let _: () = ResourceAny::resource_drop(any, &mut store)?;
    }
    fn both<T: Lift + Lower>() {}
    both::<(Resource<File>, ResourceAny, ResourceDynamic)>();
    Ok(Val::Resource(any))
}

fn tables() -> Result<(), ResourceTableError> {
    let mut table: ResourceTable = ResourceTable::new();
    let _: ResourceTable = ResourceTable::with_capacity(1);
    let _: ResourceTable = ResourceTable::default();
    let _: bool = ResourceTable::is_empty(&table);
    let _: usize = ResourceTable::max_capacity(&table);
    ResourceTable::set_max_capacity(&mut table, 2);
    let parent: Resource<File> = ResourceTable::push(&mut table, File)?;
    let child: Resource<u8> = ResourceTable::push_child(&mut table, 1_u8, &parent)?;
    let again = |resource: u32| (Resource::<u8>::new_own(resource), Resource::<File>::new_own(1));
    let (of_child, of_parent) = again(child.rep());
    let _: () = ResourceTable::remove_child(&mut table, of_child, of_parent)?;
    let (of_child, of_parent) = again(child.rep());
    let _: () = ResourceTable::add_child(&mut table, of_child, of_parent)?;
    let _: &u8 = ResourceTable::get(&table, &child)?;
    let _: &mut u8 = ResourceTable::get_mut(&mut table, &child)?;
    let _: &mut dyn Any = ResourceTable::get_any_mut(&mut table, 1)?;
    for (entry, value) in ResourceTable::iter_entries(&mut table, BTreeMap::from([(1, 'a')])) {
        let _: (Result<&mut dyn Any, ResourceTableError>, char) = (entry, value);
    }
    for entry in ResourceTable::iter_children(&table, &parent)? {
        let _: &(dyn Any + Send) = entry;
    }
    for entry in ResourceTable::iter_mut(&mut table) {
        let _: &mut (dyn Any + Send) = entry;
    }
    let _: u8 = ResourceTable::delete(&mut table, child)?;
    match ResourceTable::delete(&mut table, parent) {
        Ok(File) => Ok(()),
        Err(ResourceTableError::Full | ResourceTableError::NotPresent) => Ok(()),
        Err(ResourceTableError::WrongType | ResourceTableError::HasChildren) => Ok(()),
    }
}

fn views(mut store: StoreContextMut<'_, u8>, text: &WasmStr, list: &WasmList<u32>) -> Result<()> {
    fn lifted<T: Lift>() {}
    lifted::<(WasmStr, WasmList<WasmStr>, WasmList<WasmList<u8>>)>();
    let _: std::borrow::Cow<'_, str> = WasmStr::to_str(text, &store)?;
    let _: usize = WasmList::len(list);
    let _: Option<Result<u32>> = WasmList::get(list, &mut store, 3);
    let _: Vec<u32> = WasmList::iter(list, &mut store)?.collect::<Result<_>>()?;
    let _: &[u32] = WasmList::<u32>::as_le_slice(list, &store);
    Ok(())
}

/// Rust types that are types of components.
fn rust_types() {
    fn both<T: Lift + Lower>() {}
    fn lowered<T: Lower + ?Sized>() {}
    fn lifted<T: Lift>() {}
    fn list<T: ComponentNamedList>() {}
    both::<(bool, char, u8, i8, u16, i16, u32, i32, u64, i64, f32, f64)>();
    both::<(String, Vec<u8>, Vec<String>, Option<u8>, Result<u8, String>, Result<(), ()>)>();
    lowered::<(&str, &[u8], &[&str], Box<u8>, Arc<u8>, &u8, Box<str>, Arc<str>, Box<[u8]>, Arc<[u8]>)>();
    both::<(HashMap<String, u8>, [u8; 3], [String; 2])>();
    lowered::<str>();
    lowered::<[u8]>();
    lifted::<(Box<str>, Arc<str>, Box<[u8]>, Arc<[u8]>)>();
    list::<()>();
    list::<(u8,)>();
    list::<(u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8)>();
}

#[derive(ComponentType, Lift, Lower)]
#[component(record)]
struct Record {
    a: u8,
    #[component(name = "b-c")]
    b: Vec<String>,
}

#[derive(ComponentType, Lift, Lower)]
#[component(record)]
struct Generic<V> {
    a: V,
    b: Option<V>,
}

#[derive(ComponentType, Lower)]
#[component(record)]
struct Borrows<'a> {
    a: &'a str,
}

#[derive(ComponentType, Lift, Lower)]
#[component(variant)]
enum Variant {
    #[component(name = "a")]
    A,
    #[component(name = "b")]
    B(Record),
}

#[derive(ComponentType, Lift, Lower, Clone, Copy)]
#[component(enum)]
#[repr(u8)]
enum Enum {
    #[component(name = "a")]
    A,
    #[component(name = "b")]
    B,
}

flags! {
    Flags {
        #[component(name = "a")]
        const A;
        #[component(name = "b")]
        const B;
    }
}

fn own_types() -> bool {
    fn both<T: ComponentType + Lift + Lower>() {}
    both::<(Record, Generic<u8>, Variant, Enum, Flags)>();
    let mut flags = (Flags::A | Flags::B) & !Flags::A ^ Flags::all();
    flags |= Flags::A;
    flags &= Flags::A;
    flags ^= Flags::B;
    let _: [u32; 1] = flags.as_array();
    flags.contains(Flags::A) || flags.intersects(Flags::B) || flags == Flags::empty()
}

fn failures(error: &Error) {
    if let Some(trap) = error.downcast_ref::<Trap>() {
        let _ = match trap {
            Trap::StackOverflow | Trap::MemoryOutOfBounds | Trap::HeapMisaligned => 1,
            Trap::TableOutOfBounds | Trap::IndirectCallToNull | Trap::BadSignature => 2,
            Trap::IntegerOverflow | Trap::IntegerDivisionByZero | Trap::BadConversionToInteger => 3,
            Trap::UnreachableCodeReached | Trap::AtomicWaitNonSharedMemory | Trap::NullReference => 4,
            Trap::AllocationTooLarge | Trap::CastFailure | Trap::CannotEnterComponent => 5,
            Trap::CannotLeaveComponent | Trap::InvalidChar | Trap::InvalidDiscriminant => 6,
            Trap::StringOutOfBounds | Trap::ListOutOfBounds | Trap::UnalignedPointer => 7,
            Trap::UncaughtException => 8,
            Trap::CannotBlockSyncTask | Trap::TaskCancelNotCancelled => 9,
            Trap::TaskReturnInvalid | Trap::BackpressureOverflow => 10,
            _ => 11,
        };
    }
    if let Some(backtrace) = error.downcast_ref::<WasmBacktrace>() {
        let frames: &[FrameInfo] = WasmBacktrace::frames(backtrace);
        let _: Option<&str> = FrameInfo::func_name(&frames[0]);
    }
}

fn errors(flag: bool) -> Result<u8> {
    api::ensure!(flag, "text {flag}");
    if flag {
        api::bail!("text {flag}");
    }
    let error: Error = api::format_err!("text {flag}");
    Err(error)
}
