//! A guest that faults, in both runtimes.

use embody::component::{Component, Instance, Linker};
use embody::{Engine, Store, Trap};

/// How the guest stops.
pub(crate) const TRAP: &str = "out of bounds memory access";

const MODULE: &str = r#"(module (memory 1) (func (export "f") (result i32) (i32.load (i32.const -8))))"#;

/// The guest in Embody. A trap poisons an instance, so each call has its own.
pub(crate) struct Embody {
    engine: Engine,
    component: Component,
}

impl Embody {
    pub(crate) fn new() -> Self {
        let text = format!(
            r#"(component (core {}
                (core instance $i (instantiate $m))
                (func (export "f") (result u32) (canon lift (core func $i "f"))))"#,
            MODULE.strip_prefix('(').unwrap().replacen("module", "module $m", 1)
        );
        let engine = Engine::default();
        let component = Component::new(&engine, wat::parse_str(text).unwrap()).unwrap();
        Self { engine, component }
    }

    pub(crate) fn trap(&mut self) -> &'static str {
        let mut store = Store::new(&self.engine, ());
        let instance: Instance = Linker::new(&self.engine).instantiate(&mut store, &self.component).unwrap();
        let function = instance.get_typed_func::<(), (u32,)>(&mut store, "f").unwrap();
        let error = function.call(&mut store, ()).unwrap_err();
        error.downcast_ref::<Trap>().expect("a trap").text()
    }
}

/// The guest in Wasmtime.
pub(crate) struct Wasmtime {
    store: wasmtime::Store<()>,
    function: wasmtime::TypedFunc<(), i32>,
}

impl Wasmtime {
    pub(crate) fn new() -> Self {
        let engine = wasmtime::Engine::default();
        let module = wasmtime::Module::new(&engine, wat::parse_str(MODULE).unwrap()).unwrap();
        let mut store = wasmtime::Store::new(&engine, ());
        let instance = wasmtime::Instance::new(&mut store, &module, &[]).unwrap();
        let function = instance.get_typed_func(&mut store, "f").unwrap();
        Self { store, function }
    }

    pub(crate) fn trap(&mut self) -> &'static str {
        let error = self.function.call(&mut self.store, ()).unwrap_err();
        match error.downcast_ref::<wasmtime::Trap>() {
            Some(wasmtime::Trap::MemoryOutOfBounds) => TRAP,
            _ => panic!("{error:?}"),
        }
    }
}

/// Traps in both in turn, on this thread and on another one.
pub(crate) fn alternate(embody: &mut Embody, wasmtime: &mut Wasmtime) {
    for _ in 0..3 {
        assert_eq!(embody.trap(), TRAP);
        assert_eq!(wasmtime.trap(), TRAP);
    }
    std::thread::scope(|scope| {
        scope.spawn(|| {
            assert_eq!(wasmtime.trap(), TRAP);
            assert_eq!(embody.trap(), TRAP);
        });
    });
}
