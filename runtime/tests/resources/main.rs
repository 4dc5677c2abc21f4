//! Resources from end to end: guests that define them, hosts that define them, and what neither may do.

mod components;
mod guest;
mod host;
mod types;

use embody::component::types::ComponentItem;
use embody::component::{
    Component, ComponentNamedList, ComponentType, Instance, Lift, Linker, Lower, Resource, ResourceAny,
    ResourceDynamic, ResourceType, Type, Val,
};
use embody::{AsContextMut, Engine, Result, Store, StoreContextMut, Trap, bail};

use components::{COUNTER, USER};

fn compile(text: &str) -> Component {
    Component::from_binary(&Engine::default(), &wat::parse_str(text).unwrap()).unwrap()
}

/// What the hosts of both components note.
#[derive(Default)]
struct State {
    log: Vec<String>,
    kept: Option<ResourceAny>,
}

fn note(mut store: StoreContextMut<'_, State>, what: String) {
    store.data_mut().log.push(what);
}

struct Thing;

fn counter() -> (Store<State>, Instance) {
    let component = compile(COUNTER);
    let mut store = Store::new(component.engine(), State::default());
    let mut linker = Linker::new(component.engine());
    linker
        .root()
        .func_wrap("on-drop", |mut store: StoreContextMut<'_, State>, (rep,): (u32,)| {
            if let Some(kept) = store.data_mut().kept.take() {
                kept.resource_drop(&mut store)?;
            }
            note(store, format!("drop {rep}"));
            Ok(())
        })
        .unwrap();
    let instance = linker.instantiate(&mut store, &component).unwrap();
    (store, instance)
}

fn user_linker() -> Linker<State> {
    let mut linker = Linker::new(&Engine::default());
    let mut root = linker.root();
    root.resource("thing", ResourceType::host::<Thing>(), |store, rep| {
        if rep == 66 {
            bail!("66 is not to be dropped");
        }
        assert_ne!(rep, 77, "77 is not to be dropped");
        note(store, format!("drop {rep}"));
        Ok(())
    })
    .unwrap();
    root.func_wrap("look", |_, (thing,): (Resource<Thing>,)| {
        assert!(!thing.owned());
        Ok((thing.rep(),))
    })
    .unwrap();
    root.func_wrap("make", |_, (rep,): (u32,)| Ok((Resource::<Thing>::new_own(rep),))).unwrap();
    root.func_wrap("give", |store, (thing,): (Resource<Thing>,)| {
        assert!(thing.owned());
        note(store, format!("given {}", thing.rep()));
        Ok(())
    })
    .unwrap();
    linker
}

fn user() -> (Store<State>, Instance) {
    let mut store = Store::new(&Engine::default(), State::default());
    let instance = user_linker().instantiate(&mut store, &compile(USER)).unwrap();
    (store, instance)
}

fn call<P, R>(store: &mut Store<State>, instance: Instance, name: &str, params: P) -> Result<R>
where
    P: ComponentNamedList + Lower,
    (R,): ComponentNamedList + Lift,
{
    Ok(instance.get_typed_func::<P, (R,)>(&mut *store, name)?.call(store, params)?.0)
}

fn run<P>(store: &mut Store<State>, instance: Instance, name: &str, params: P) -> Result<()>
where
    P: ComponentNamedList + Lower,
{
    instance.get_typed_func::<P, ()>(&mut *store, name)?.call(store, params)
}

fn new(store: &mut Store<State>, instance: Instance, start: u32) -> ResourceAny {
    call(store, instance, "[constructor]counter", (start,)).unwrap()
}

fn text<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("expected an error"),
        Err(error) => error.to_string(),
    }
}
