//! Modules in Wasmtime.
//!
//! In: a module that imports from `host.wat`. Out: instances of both.

use std::sync::OnceLock;

use embody_abi::meta::CoreValType;
use wasmtime::{
    Config, Engine, Error, Extern, Instance, Module, OptLevel, Ref, RefType, Result, Store, ThrownException,
    Trap, V128, Val, ValType,
};

use crate::embody_side::HOST;
use crate::generate::HOST_MODULE;
use crate::value::{Memory, Outcome, State, Value};

/// Both modules, compiled; the host module only once.
#[derive(Debug)]
pub struct Modules {
    engine: Engine,
    host: Module,
    guest: Module,
}

/// Instances of both modules; the guest's only if its instantiation succeeded.
#[derive(Debug)]
pub struct Instances {
    store: Store<()>,
    host: Instance,
    guest: Option<Instance>,
}

/// An engine with the settings that all runs share, and the host module.
fn engine(canonical_nans: bool) -> &'static (Engine, Module) {
    static ENGINES: [OnceLock<(Engine, Module)>; 2] = [OnceLock::new(), OnceLock::new()];
    ENGINES[usize::from(canonical_nans)].get_or_init(|| {
        let mut config = Config::new();
        // The other side optimises: so a bug of the optimiser shows as well.
        config.cranelift_opt_level(OptLevel::None);
        config.cranelift_nan_canonicalization(canonical_nans);
        config.wasm_wide_arithmetic(true).wasm_custom_page_sizes(true);
        config.relaxed_simd_deterministic(true);
        let engine = Engine::new(&config).unwrap_or_else(|error| panic!("no engine: {error}"));
        let host = Module::new(&engine, HOST_MODULE.as_slice());
        let host = host.unwrap_or_else(|error| panic!("the host module is refused: {error}"));
        (engine, host)
    })
}

impl Modules {
    /// Compiles a module.
    ///
    /// # Errors
    /// If Wasmtime refuses it.
    pub fn new(guest: &[u8], canonical_nans: bool) -> Result<Self> {
        let (engine, host) = engine(canonical_nans).clone();
        Ok(Self { guest: Module::new(&engine, guest)?, host, engine })
    }
}

impl Instances {
    /// Instantiates both modules; and what became of the second one.
    ///
    /// # Panics
    /// If the host module cannot be instantiated, or lacks what the other one imports.
    #[must_use]
    pub fn new(modules: &Modules) -> (Self, Outcome) {
        let mut store = Store::new(&modules.engine, ());
        let host = Instance::new(&mut store, &modules.host, &[]);
        let host = host.unwrap_or_else(|error| panic!("the host module traps: {error:?}"));
        let mut imports = Vec::new();
        for import in modules.guest.imports() {
            assert_eq!(import.module(), HOST, "an import of something else");
            let export = host.get_export(&mut store, import.name());
            imports.push(export.unwrap_or_else(|| panic!("`{}` is imported", import.name())));
        }
        let guest = Instance::new(&mut store, &modules.guest, &imports);
        let mut this = Self { store, host, guest: None };
        let outcome = match guest {
            Ok(guest) => {
                this.guest = Some(guest);
                Outcome::Returned(Vec::new())
            }
            Err(error) => this.stopped(&error),
        };
        (this, outcome)
    }

    /// Calls a function of the guest. None if null references are not of its parameters' types.
    ///
    /// # Panics
    /// If there is no such function.
    pub fn call(&mut self, name: &str, args: &[Value]) -> Option<Outcome> {
        let guest = self.guest.expect("a guest");
        let function = guest.get_func(&mut self.store, name);
        let function = function.unwrap_or_else(|| panic!("`{name}` is exported"));
        let ty = function.ty(&self.store);
        let mut params = Vec::new();
        for (arg, ty) in args.iter().zip(ty.params()) {
            params.push(parameter(*arg, &ty)?);
        }
        let mut results = vec![Val::I32(0); ty.results().len()];
        Some(match function.call(&mut self.store, &params, &mut results) {
            Ok(()) => Outcome::Returned(results.iter().map(value).collect()),
            Err(error) => self.stopped(&error),
        })
    }

    /// Why something stopped.
    fn stopped(&mut self, error: &Error) -> Outcome {
        if error.is::<ThrownException>() {
            self.store.take_pending_exception();
            return Outcome::Threw;
        }
        let Some(trap) = error.downcast_ref::<Trap>() else { return Outcome::Limit(format!("{error:?}")) };
        let text = trap.to_string();
        let text = text.strip_prefix("wasm trap: ").unwrap_or(&text);
        match embody_abi::trap::Trap::ALL.iter().find(|trap| trap.text() == text) {
            Some(trap) => Outcome::trap(*trap),
            None => Outcome::Limit(text.to_owned()),
        }
    }

    /// What can be seen of the host module's instance.
    pub fn host_state(&mut self) -> State {
        state(&mut self.store, self.host)
    }

    /// What can be seen of the guest.
    pub fn guest_state(&mut self) -> Option<State> {
        self.guest.map(|guest| state(&mut self.store, guest))
    }
}

fn state(store: &mut Store<()>, instance: Instance) -> State {
    let mut state = State::default();
    let exports: Vec<(String, Extern)> = instance
        .exports(&mut *store)
        .map(|export| (export.name().to_owned(), export.into_extern()))
        .collect();
    for (name, export) in exports {
        match export {
            Extern::Global(global) => {
                let found = global.get(&mut *store);
                state.globals.push((name, value(&found)));
            }
            Extern::Memory(memory) => {
                let bytes = memory.data(&*store).to_vec();
                state.memories.push((name, Memory { len: bytes.len(), bytes }));
            }
            Extern::SharedMemory(memory) => {
                state.memories.push((name, Memory { len: memory.data_size(), bytes: Vec::new() }));
            }
            Extern::Table(table) => {
                let elements = (0..table.size(&*store)).map(|at| {
                    table.get(&mut *store, at).is_none_or(|element| match element {
                        Ref::Func(reference) => reference.is_none(),
                        Ref::Extern(reference) => reference.is_none(),
                        Ref::Any(reference) => reference.is_none(),
                        Ref::Exn(reference) => reference.is_none(),
                    })
                });
                state.tables.push((name, elements.collect()));
            }
            _ => {}
        }
    }
    state
}

/// An argument. None for a null that is not of the type.
fn parameter(value: Value, ty: &ValType) -> Option<Val> {
    Some(match ty {
        ValType::I32 => Val::I32(value.bits as i32),
        ValType::I64 => Val::I64(value.bits as i64),
        ValType::F32 => Val::F32(value.bits as u32),
        ValType::F64 => Val::F64(value.bits as u64),
        ValType::V128 => Val::V128(V128::from(value.bits)),
        ValType::Ref(ty) => null(ty)?,
    })
}

fn null(ty: &RefType) -> Option<Val> {
    ty.is_nullable().then(|| Val::null_ref(ty.heap_type()))
}

fn value(value: &Val) -> Value {
    let reference = |ty, is_some: bool| Value::new(ty, u128::from(is_some));
    match value {
        Val::I32(value) => Value::new(CoreValType::I32, u128::from(value.cast_unsigned())),
        Val::I64(value) => Value::new(CoreValType::I64, u128::from(value.cast_unsigned())),
        Val::F32(bits) => Value::new(CoreValType::F32, u128::from(*bits)),
        Val::F64(bits) => Value::new(CoreValType::F64, u128::from(*bits)),
        Val::V128(value) => Value::new(CoreValType::V128, value.as_u128()),
        Val::FuncRef(reference_to) => reference(CoreValType::FuncRef, reference_to.is_some()),
        Val::ExternRef(reference_to) => reference(CoreValType::ExternRef, reference_to.is_some()),
        Val::ExnRef(reference_to) => reference(CoreValType::ExnRef, reference_to.is_some()),
        Val::AnyRef(reference_to) => reference(CoreValType::AnyRef, reference_to.is_some()),
        Val::ContRef(_) => panic!("a value of no type that Embody has: {value:?}"),
    }
}
