//! Random values through random signatures: the host calls a component that calls the host, which returns what it got.
//!
//! The components lie beside the repository; without them there is nothing to do.

use std::fmt::Debug;
use std::path::Path;

use embody::component::types::{self, ComponentItem};
use embody::component::{Component, ComponentType, Lift, Linker, Lower, Type, Val};
use embody::{Context, Engine, Result, Store, StoreContextMut, ensure};

/// A small generator of the same numbers each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ self.0 >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // The ends of each range are worth more than chance gives them.
        match mixed >> 60 {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << (mixed & 63),
            _ => mixed,
        }
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() >> 8) as usize % count.max(1)
    }

    fn char(&mut self) -> char {
        let plane = [0x80, 0x800, 0x1_0000, 0x11_0000][self.below(4)];
        char::from_u32(self.below(plane) as u32).unwrap_or('\u{fffd}')
    }

    fn val(&mut self, ty: &Type) -> Val {
        let bits = self.next();
        match ty {
            Type::Bool => Val::Bool(bits & 1 == 1),
            Type::S8 => Val::S8(bits as i8),
            Type::U8 => Val::U8(bits as u8),
            Type::S16 => Val::S16(bits as i16),
            Type::U16 => Val::U16(bits as u16),
            Type::S32 => Val::S32(bits as i32),
            Type::U32 => Val::U32(bits as u32),
            Type::S64 => Val::S64(bits as i64),
            Type::U64 => Val::U64(bits),
            Type::Float32 => Val::Float32(f32::from_bits(bits as u32)),
            Type::Float64 => Val::Float64(f64::from_bits(bits)),
            Type::Char => Val::Char(self.char()),
            Type::String => Val::String((0..self.below(12)).map(|_| self.char()).collect()),
            Type::List(list) => {
                let (ty, len) = (list.ty(), self.below(6));
                Val::List((0..len).map(|_| self.val(&ty)).collect())
            }
            Type::FixedLengthList(list) => {
                let ty = list.ty();
                Val::FixedLengthList((0..list.len()).map(|_| self.val(&ty)).collect())
            }
            Type::Map(map) => {
                let (key, value, len) = (map.key(), map.value(), self.below(6));
                Val::Map((0..len).map(|_| (self.val(&key), self.val(&value))).collect())
            }
            Type::Record(record) => Val::Record(
                record.fields().map(|field| (field.name.to_string(), self.val(&field.ty))).collect(),
            ),
            Type::Tuple(tuple) => Val::Tuple(tuple.types().map(|ty| self.val(&ty)).collect()),
            Type::Variant(variant) => {
                let cases: Vec<_> = variant.cases().collect();
                let case = &cases[self.below(cases.len())];
                Val::Variant(case.name.to_string(), self.payload(case.ty.as_ref()))
            }
            Type::Enum(names) => {
                let names: Vec<_> = names.names().collect();
                Val::Enum(names[self.below(names.len())].to_string())
            }
            Type::Option(option) if bits & 1 == 1 => Val::Option(self.payload(Some(&option.ty()))),
            Type::Option(_) => Val::Option(None),
            Type::Result(result) if bits & 1 == 1 => Val::Result(Ok(self.payload(result.ok().as_ref()))),
            Type::Result(result) => Val::Result(Err(self.payload(result.err().as_ref()))),
            Type::Flags(flags) => {
                Val::Flags(flags.names().filter(|_| self.next() & 16 == 0).map(ToString::to_string).collect())
            }
            other => panic!("no component has {other:?}"),
        }
    }

    fn payload(&mut self, ty: Option<&Type>) -> Option<Box<Val>> {
        ty.map(|ty| Box::new(self.val(ty)))
    }
}

/// What the host function got last.
#[derive(Default)]
struct Host {
    params: Vec<Val>,
    result: Option<Val>,
}

/// Defines each function among a component's imports as one that notes its parameters and returns what it is told to.
fn define(linker: &mut Linker<Host>, component: &Component) -> Result<()> {
    let host = |mut store: StoreContextMut<'_, Host>,
                _: types::ComponentFunc,
                params: &[Val],
                results: &mut [Val]| {
        let host = store.data_mut();
        host.params = params.to_vec();
        if let (Some(place), Some(result)) = (results.first_mut(), &host.result) {
            *place = result.clone();
        }
        Ok(())
    };
    for (name, import) in component.component_type().imports(component.engine()) {
        match import.ty {
            ComponentItem::ComponentFunc(_) => linker.root().func_new(name, host)?,
            ComponentItem::ComponentInstance(instance) => {
                let mut names = linker.instance(name)?;
                let items = instance.exports(component.engine());
                for (name, _) in items.filter(|(_, item)| matches!(item.ty, ComponentItem::ComponentFunc(_)))
                {
                    names.func_new(name, host)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Calls a function of `component` that passes its parameters on to an import and returns that one's result.
fn echo(component: &Component, interface: Option<&str>, function: &str, seed: u64) -> Result<()> {
    let mut linker = Linker::new(component.engine());
    define(&mut linker, component)?;
    let mut store = Store::new(component.engine(), Host::default());
    let instance = linker.instantiate(&mut store, component)?;
    let interface = interface.and_then(|name| component.get_export_index(None, name));
    let index = component.get_export_index(interface.as_ref(), function).context("no such function")?;
    let func = instance.get_func(&mut store, index).context("not a function")?;
    let ty = func.ty(&store);
    let mut random = Random(seed);
    for _ in 0..20 {
        let params: Vec<_> = ty.params().map(|(_, ty)| random.val(&ty)).collect();
        let result = ty.results().next().map(|ty| random.val(&ty));
        store.data_mut().result = result.clone();
        let mut results = vec![Val::Bool(false); ty.results().len()];
        func.call(&mut store, &params, &mut results)?;
        ensure!(store.data().params == params, "passed {params:?}, the import got {:?}", store.data().params);
        ensure!(results.first() == result.as_ref(), "returned {result:?}, the export gave {results:?}");
    }
    Ok(())
}

fn shapes() -> Option<Component> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/guests/shapes-c.wasm");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(Component::from_file(&Engine::default(), path).unwrap())
}

const ROUNDTRIP: &str = "test:shapes/roundtrip@0.1.0";

#[test]
fn values_of_every_type_survive_a_guest_in_c() {
    let Some(component) = shapes() else { return };
    let engine = component.engine();
    let ComponentItem::ComponentInstance(interface) =
        component.component_type().get_export(engine, ROUNDTRIP).unwrap().ty
    else {
        panic!("not an instance")
    };
    for (seed, (name, item)) in (1..).zip(interface.exports(engine)) {
        if matches!(item.ty, ComponentItem::ComponentFunc(_)) {
            echo(&component, Some(ROUNDTRIP), name, seed).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        }
    }
}

/// Passes a value to a function and through the import that it calls, with Rust types throughout.
fn typed_echo<V>(component: &Component, name: &str, values: &[V]) -> Result<()>
where
    V: Lift + Lower + ComponentType + Clone + PartialEq + Debug + Send + Sync + 'static,
{
    let mut linker = Linker::<Vec<V>>::new(component.engine());
    let host = |mut store: StoreContextMut<'_, Vec<V>>, (value,): (V,)| {
        store.data_mut().push(value.clone());
        Ok((value,))
    };
    linker.instance(ROUNDTRIP)?.func_wrap(name, host)?;
    linker.define_unknown_imports_as_traps(component)?;
    let mut store = Store::new(component.engine(), Vec::new());
    let instance = linker.instantiate(&mut store, component)?;
    let interface = component.get_export_index(None, ROUNDTRIP).context("no such interface")?;
    let index = component.get_export_index(Some(&interface), name).context("no such function")?;
    let func = instance.get_typed_func::<(V,), (V,)>(&mut store, index)?;
    for value in values {
        assert_eq!(func.call(&mut store, (value.clone(),))?.0, *value, "{name}");
    }
    assert_eq!(store.data(), values, "{name}");
    Ok(())
}

#[test]
fn rust_values_survive_a_guest_in_c() -> Result<()> {
    let Some(component) = shapes() else { return Ok(()) };
    let component = &component;
    let text = |text: &str| text.to_string();
    typed_echo(component, "rt-bool", &[true, false])?;
    typed_echo(component, "rt-s8", &[i8::MIN, -1, 0, i8::MAX])?;
    typed_echo(component, "rt-u64", &[0, u64::MAX])?;
    typed_echo(component, "rt-f32", &[f32::MIN, -0.0, f32::INFINITY])?;
    typed_echo(component, "rt-char", &['\0', 'ß', '\u{d7ff}', '\u{e000}', char::MAX])?;
    typed_echo(component, "rt-string", &[text(""), text("Grüße, 世界"), "x".repeat(1 << 20)])?;
    typed_echo(component, "rt-opt", &[None, Some(7u32)])?;
    typed_echo(component, "rt-opt-opt", &[None, Some(None), Some(Some(text("deep")))])?;
    typed_echo(component, "rt-res-a", &[Ok(7u32), Err(text("no"))])?;
    typed_echo(component, "rt-res-d", &[Ok::<(), ()>(()), Err(())])?;
    typed_echo(component, "rt-tuple", &[(1u8, i64::MIN, 2.5f32, text("four"), '5')])?;
    typed_echo(component, "rt-bytes", &[vec![], (0..=255u8).collect(), vec![7; 1 << 20]])?;
    typed_echo(component, "rt-list-s32", &[vec![], vec![i32::MIN, -1, i32::MAX]])?;
    typed_echo(component, "rt-list-f64", &[vec![f64::MIN_POSITIVE, -0.0]])?;
    typed_echo(component, "rt-list-char", &[vec!['a', char::MAX]])?;
    typed_echo(component, "rt-list-bool", &[vec![true, false, true]])?;
    typed_echo(component, "rt-strings", &[vec![], vec![text("a"), text(""), text("c")]])?;
    typed_echo(component, "rt-list-list", &[vec![vec![vec![1u8, 2], vec![]], vec![], vec![vec![3]]]])?;
    typed_echo(component, "rt-list-opt", &[vec![Some(1u64), None, Some(u64::MAX)]])
}

/// How many components there are at least.
const COMPONENTS: usize = 483;

#[test]
fn values_survive_a_component() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/roundtrip");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "wasm"));
    paths.sort();
    let (mut passed, mut failed) = (0, Vec::new());
    for (seed, path) in (1..).zip(paths) {
        match Component::from_file(&Engine::default(), &path) {
            Ok(component) => match echo(&component, None, "echo-export", seed) {
                Ok(()) => passed += 1,
                Err(error) => failed.push(format!("{}: {error:#}", path.display())),
            },
            Err(error) => failed.push(format!("{}: {error:#}", path.display())),
        }
    }
    println!("{passed} passed, {} failed", failed.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(passed >= COMPONENTS, "only {passed} components are there");
}
