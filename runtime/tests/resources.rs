//! Resources from end to end: guests that define them, hosts that define them, and what neither may do.

use embody::component::types::ComponentItem;
use embody::component::{
    Component, Instance, Lift, Linker, Lower, Resource, ResourceAny, ResourceDynamic, ResourceType, Type, Val,
};
use embody::{AsContextMut, Engine, Result, Store, StoreContextMut, Trap, bail};

/// A counter: a resource with a destructor, and functions about it.
const COUNTER: &str = r#"
(component
  (import "on-drop" (func $on-drop (param "rep" u32)))
  (core func $on-drop (canon lower (func $on-drop)))
  (core module $d
    (import "" "on-drop" (func $on-drop (param i32)))
    (global $drops (mut i32) (i32.const 0))
    (func (export "dtor") (param i32)
      (global.set $drops (i32.add (global.get $drops) (i32.const 1)))
      (if (i32.eq (local.get 0) (i32.const 13)) (then unreachable))
      (call $on-drop (local.get 0)))
    (func (export "drops") (result i32) (global.get $drops)))
  (core instance $d (instantiate $d (with "" (instance (export "on-drop" (func $on-drop))))))
  (type $counter' (resource (rep i32) (dtor (core func $d "dtor"))))
  (export $counter "counter" (type $counter'))
  (type $other' (resource (rep i32)))
  (export $other "other" (type $other'))
  (core func $new (canon resource.new $counter'))
  (core func $new-other (canon resource.new $other'))
  (core func $rep (canon resource.rep $counter'))
  (core func $drop (canon resource.drop $counter'))
  (core module $m
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "rep" (func $rep (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get 3)))
      (local.get $at))
    (func (export "new") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "get") (param i32) (result i32) (local.get 0))
    (func (export "same") (param i32) (result i32) (local.get 0))
    (func (export "take") (param i32) (result i32)
      (local $rep i32)
      (local.set $rep (call $rep (local.get 0)))
      (call $drop (local.get 0))
      (local.get $rep))
    (func (export "take-first") (param i32 i32) (result i32)
      (call $drop (local.get 0))
      (local.get 1))
    ;; The sum of representations.
    (func (export "sum") (param $at i32) (param $count i32) (result i32)
      (local $sum i32)
      (loop $next
        (if (local.get $count)
          (then
            (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (local.set $count (i32.sub (local.get $count) (i32.const 1)))
            (br $next))))
      (local.get $sum))
    ;; A list as it came: its handles are the host's again.
    (func (export "back") (param i32 i32) (result i32)
      (i32.store (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 1))
      (i32.const 16))
    ;; A new counter, or an error that is one, or none.
    (func (export "try") (param i32 i32) (result i32)
      (i32.store8 (i32.const 32) (local.get 0))
      (i32.store8 (i32.const 36) (i32.ne (local.get 1) (i32.const 0)))
      (if (local.get 1) (then (i32.store (i32.const 40) (call $new (local.get 1)))))
      (i32.const 32))
    (func (export "boom") unreachable))
  (core instance $m (instantiate $m (with "" (instance
    (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
  (func (export "[constructor]counter") (param "start" u32) (result (own $counter))
    (canon lift (core func $m "new")))
  (func (export "[method]counter.get") (param "self" (borrow $counter)) (result u32)
    (canon lift (core func $m "get")))
  (func (export "[static]counter.drops") (result u32) (canon lift (core func $d "drops")))
  (func (export "new-other") (param "start" u32) (result (own $other)) (canon lift (core func $new-other)))
  (func (export "same") (param "c" (own $counter)) (result (own $counter)) (canon lift (core func $m "same")))
  (func (export "take") (param "c" (own $counter)) (result u32) (canon lift (core func $m "take")))
  (func (export "take-first") (param "a" (own $counter)) (param "b" (borrow $counter)) (result u32)
    (canon lift (core func $m "take-first")))
  (func (export "sum") (param "all" (list (borrow $counter))) (result u32)
    (canon lift (core func $m "sum") (memory $m "memory") (realloc (func $m "realloc"))))
  (func (export "back") (param "all" (list (tuple (own $counter)))) (result (list (tuple (own $counter))))
    (canon lift (core func $m "back") (memory $m "memory") (realloc (func $m "realloc"))))
  (func (export "try") (param "fail" bool) (param "start" u32)
    (result (result (option (own $counter)) (error (option (own $counter)))))
    (canon lift (core func $m "try") (memory $m "memory")))
  (func (export "boom") (canon lift (core func $m "boom")))
)"#;

/// A guest that gets resources of the host's.
const USER: &str = r#"
(component
  (import "thing" (type $thing (sub resource)))
  (import "look" (func $look (param "t" (borrow $thing)) (result u32)))
  (import "make" (func $make (param "rep" u32) (result (own $thing))))
  (import "give" (func $give (param "t" (own $thing))))
  (core func $look (canon lower (func $look)))
  (core func $make (canon lower (func $make)))
  (core func $give (canon lower (func $give)))
  (core func $drop (canon resource.drop $thing))
  (core module $m
    (import "" "look" (func $look (param i32) (result i32)))
    (import "" "make" (func $make (param i32) (result i32)))
    (import "" "give" (func $give (param i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "borrow") (param i32) (result i32)
      (local $rep i32)
      (local.set $rep (call $look (local.get 0)))
      (call $drop (local.get 0))
      (local.get $rep))
    (func (export "forget") (param i32))
    (func (export "drop") (param i32) (call $drop (local.get 0)))
    (func (export "give") (param i32) (call $give (local.get 0)))
    (func (export "both") (param i32 i32)
      (call $drop (local.get 0))
      (call $drop (local.get 1)))
    (func (export "same") (param i32) (result i32) (local.get 0))
    ;; Looks at a thing of its own, and how many handles it has then: the last one is the next one.
    (func (export "own") (param i32) (result i32)
      (local $a i32)
      (local.set $a (call $make (local.get 0)))
      (local.set 0 (call $look (local.get $a)))
      (call $drop (local.get $a))
      (if (i32.ne (local.get $a) (call $make (i32.const 1))) (then unreachable))
      (call $give (local.get $a))
      (local.get 0)))
  (core instance $m (instantiate $m (with "" (instance
    (export "look" (func $look)) (export "make" (func $make)) (export "give" (func $give))
    (export "drop" (func $drop))))))
  (func (export "borrow") (param "t" (borrow $thing)) (result u32) (canon lift (core func $m "borrow")))
  (func (export "forget") (param "t" (borrow $thing)) (canon lift (core func $m "forget")))
  (func (export "give-borrow") (param "t" (borrow $thing)) (canon lift (core func $m "give")))
  (func (export "drop") (param "t" (own $thing)) (canon lift (core func $m "drop")))
  (func (export "keep") (param "t" (own $thing)) (canon lift (core func $m "forget")))
  (func (export "give") (param "t" (own $thing)) (canon lift (core func $m "give")))
  (func (export "both") (param "a" (borrow $thing)) (param "b" (own $thing)) (canon lift (core func $m "both")))
  (func (export "same") (param "t" (own $thing)) (result (own $thing)) (canon lift (core func $m "same")))
  (func (export "own") (param "rep" u32) (result u32) (canon lift (core func $m "own")))
)"#;

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
    P: embody::component::ComponentNamedList + Lower,
    (R,): embody::component::ComponentNamedList + Lift,
{
    Ok(instance.get_typed_func::<P, (R,)>(&mut *store, name)?.call(store, params)?.0)
}

fn run<P>(store: &mut Store<State>, instance: Instance, name: &str, params: P) -> Result<()>
where
    P: embody::component::ComponentNamedList + Lower,
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

#[test]
fn a_guests_resource_is_made_used_and_dropped() -> Result<()> {
    let (mut store, counter) = counter();
    let (a, b) = (new(&mut store, counter, 5), new(&mut store, counter, 6));
    assert!(a.owned());
    assert_eq!(Some(a.ty()), counter.get_resource(&mut store, "counter"));
    for _ in 0..3 {
        assert_eq!(call::<_, u32>(&mut store, counter, "[method]counter.get", (&a,))?, 5);
    }
    assert_eq!(call::<_, u32>(&mut store, counter, "[method]counter.get", (b,))?, 6);
    a.resource_drop(&mut store)?;
    assert_eq!(call::<_, u32>(&mut store, counter, "[static]counter.drops", ())?, 1);
    assert_eq!(call::<_, u32>(&mut store, counter, "take", (b,))?, 6);
    assert_eq!(call::<_, u32>(&mut store, counter, "[static]counter.drops", ())?, 2);
    assert_eq!(store.data().log, ["drop 5", "drop 6"]);
    Ok(())
}

#[test]
fn values_hold_resources() -> Result<()> {
    let (mut store, counter) = counter();
    let mut results = [Val::Bool(false)];
    let mut call = |store: &mut Store<State>, name: &str, params: &[Val]| {
        let func = counter.get_func(&mut *store, name).unwrap();
        func.call(store, params, &mut results).map(|()| results[0].clone())
    };
    let made = call(&mut store, "[constructor]counter", &[Val::U32(5)])?;
    let Val::Resource(any) = made else { panic!("not a resource: {made:?}") };
    assert_eq!(call(&mut store, "[method]counter.get", &[made.clone()])?, Val::U32(5));
    let made = call(&mut store, "same", &[made.clone()])?;
    assert_ne!(made, any.into(), "a handle that was given away does not come back");
    let error = text(call(&mut store, "[method]counter.get", &[Val::U32(1)]));
    assert!(error.contains("expected borrow, found u32"), "{error}");

    let list = Val::List(vec![made.clone(), made.clone()]);
    assert_eq!(call(&mut store, "sum", &[list])?, Val::U32(10));
    let list = call(&mut store, "back", &[Val::List(vec![Val::Tuple(vec![made])])])?;
    let Val::List(list) = list else { panic!("not a list") };
    let Val::Tuple(fields) = &list[0] else { panic!("not a tuple") };
    assert_eq!(call(&mut store, "take", &fields[..1])?, Val::U32(5));

    let some = call(&mut store, "try", &[Val::Bool(true), Val::U32(8)])?;
    let Val::Result(Err(Some(option))) = some else { panic!("not an error: {some:?}") };
    let Val::Option(Some(made)) = *option else { panic!("none") };
    assert_eq!(call(&mut store, "take", &[*made])?, Val::U32(8));
    let none = call(&mut store, "try", &[Val::Bool(false), Val::U32(0)])?;
    assert_eq!(none, Val::Result(Ok(Some(Box::new(Val::Option(None))))));
    Ok(())
}

#[test]
fn handles_may_be_inside_of_any_type() -> Result<()> {
    let (mut store, counter) = counter();
    let all: Vec<_> = (1..=4).map(|i| new(&mut store, counter, i)).collect();
    assert_eq!(call::<_, u32>(&mut store, counter, "sum", (&all[..],))?, 10);
    let tuples: Vec<_> = all.into_iter().map(|any| (any,)).collect();
    let back: Vec<(ResourceAny,)> = call(&mut store, counter, "back", (tuples,))?;
    assert_eq!(back.len(), 4);
    for (i, (any,)) in (1..).zip(back) {
        assert_eq!(call::<_, u32>(&mut store, counter, "take", (any,))?, i);
    }
    type Tried = Result<Option<ResourceAny>, Option<ResourceAny>>;
    let tried: Tried = call(&mut store, counter, "try", (false, 7u32))?;
    assert_eq!(call::<_, u32>(&mut store, counter, "take", (tried.unwrap().unwrap(),))?, 7);
    let tried: Tried = call(&mut store, counter, "try", (true, 8u32))?;
    assert_eq!(call::<_, u32>(&mut store, counter, "take", (tried.unwrap_err().unwrap(),))?, 8);
    assert!(matches!(call::<_, Tried>(&mut store, counter, "try", (true, 0u32))?, Err(None)));
    Ok(())
}

#[test]
fn the_hosts_mistakes_harm_no_instance() -> Result<()> {
    let (mut store, counter) = counter();
    let (mut other_store, other) = self::counter();
    let any = new(&mut store, counter, 5);
    let foreign = new(&mut other_store, other, 6);
    let wrong: ResourceAny = call(&mut store, counter, "new-other", (7u32,))?;

    let get = |store: &mut Store<State>, any| call::<_, u32>(store, counter, "[method]counter.get", (any,));
    assert_eq!(text(get(&mut store, wrong)), "mismatched resource types");
    assert_eq!(text(get(&mut store, foreign)), "mismatched resource types");
    assert!(foreign.resource_drop(&mut store).is_err());
    let error = text(call::<_, u32>(&mut store, counter, "take-first", (any, any)));
    assert_eq!(error, "unknown handle index 1", "it was given away as the first parameter");
    assert!(any.resource_drop(&mut store).is_err(), "and it is gone");

    let any = new(&mut store, counter, 8);
    let later = new(&mut store, counter, 9);
    assert_eq!(call::<_, u32>(&mut store, counter, "take-first", (any, later))?, 9);
    assert_eq!(text(any.resource_drop(&mut store)), "unknown handle index 1");
    new(&mut store, counter, 10);
    assert_eq!(text(any.resource_drop(&mut store)), "host-owned resource was already de-allocated");
    assert_eq!(get(&mut store, later)?, 9, "none of it harmed the instance");
    assert!(counter.get_typed_func::<(Resource<Thing>,), (u32,)>(&mut store, "take").is_err());
    Ok(())
}

#[test]
fn an_own_handle_is_not_given_away_while_it_is_lent() -> Result<()> {
    let (mut store, counter) = counter();
    let (lent, dropped) = (new(&mut store, counter, 5), new(&mut store, counter, 6));
    // While `take-first` drops its first parameter, the host drops the second, which is lent.
    store.data_mut().kept = Some(lent);
    let take = counter.get_typed_func::<(ResourceAny, ResourceAny), (u32,)>(&mut store, "take-first")?;
    let error = take.call(&mut store, (dropped, lent)).unwrap_err();
    assert!(format!("{error:?}").contains("cannot remove owned resource while borrowed"), "{error:?}");
    Ok(())
}

#[test]
fn a_guest_that_runs_or_trapped_destroys_nothing() -> Result<()> {
    let (mut store, counter) = counter();
    let (a, b) = (new(&mut store, counter, 5), new(&mut store, counter, 6));
    // The destructor of `a` calls the host, which drops `b`.
    store.data_mut().kept = Some(b);
    let error = a.resource_drop(&mut store).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::CannotEnterComponent), "{error:?}");

    let (mut store, counter) = self::counter();
    let (a, b) = (new(&mut store, counter, 13), new(&mut store, counter, 6));
    let error = a.resource_drop(&mut store).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::UnreachableCodeReached));
    let error = b.resource_drop(&mut store).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Poisoned));
    assert!(b.resource_drop(&mut store).is_err(), "it is gone all the same");

    let (mut store, counter) = self::counter();
    let other: ResourceAny = call(&mut store, counter, "new-other", (7u32,))?;
    run(&mut store, counter, "boom", ()).unwrap_err();
    assert!(other.resource_drop(&mut store).is_err(), "also where there is no destructor");
    assert!(store.data().log.is_empty());
    Ok(())
}

#[test]
fn a_hosts_resource_is_lent_and_given() -> Result<()> {
    let (mut store, user) = user();
    let thing = Resource::<Thing>::new_own(5);
    for _ in 0..2 {
        assert_eq!(call::<_, u32>(&mut store, user, "borrow", (&thing,))?, 5);
    }
    assert_eq!(call::<_, u32>(&mut store, user, "borrow", (Resource::<Thing>::new_borrow(6),))?, 6);
    let same: Resource<Thing> = call(&mut store, user, "same", (&thing,))?;
    assert_eq!((same.rep(), same.owned()), (5, true));
    assert_eq!(text(run(&mut store, user, "drop", (&thing,))), "host resource already consumed");
    run(&mut store, user, "drop", (same,))?;
    run(&mut store, user, "give", (Resource::<Thing>::new_own(8),))?;
    assert_eq!(call::<_, u32>(&mut store, user, "own", (9u32,))?, 9);
    assert_eq!(store.data().log, ["drop 5", "given 8", "drop 9", "given 1"]);
    Ok(())
}

#[test]
fn a_hosts_resource_of_any_type_is_dropped_by_its_destructor() -> Result<()> {
    let (mut store, user) = user();
    let any: ResourceAny = call(&mut store, user, "same", (Resource::<Thing>::new_own(5),))?;
    assert_eq!(any.ty(), ResourceType::host::<Thing>());
    assert_eq!(call::<_, u32>(&mut store, user, "borrow", (any,))?, 5);
    any.resource_drop(&mut store)?;
    // What the host made itself it destroys itself.
    Resource::<Thing>::new_own(6).try_into_resource_any(&mut store)?.resource_drop(&mut store)?;
    assert_eq!(store.data().log, ["drop 5"]);
    Ok(())
}

#[test]
fn own_and_borrow_are_not_the_same() -> Result<()> {
    let (mut store, user) = user();
    let thing = Resource::<Thing>::new_own(5);
    let error = text(run(&mut store, user, "drop", (Resource::<Thing>::new_borrow(5),)));
    assert_eq!(error, "cannot lower a `borrow` resource into an `own`");
    let error = text(run(&mut store, user, "both", (&thing, &thing)));
    assert_eq!(error, "cannot remove owned resource while borrowed");
    assert_eq!(call::<_, u32>(&mut store, user, "borrow", (&thing,))?, 5, "none of it harmed the instance");
    assert_eq!(call::<_, u32>(&mut store, user, "own", (9u32,))?, 9, "nor left handles in it");
    // The guest's mistake does.
    let error = run(&mut store, user, "give-borrow", (&thing,)).unwrap_err();
    assert!(format!("{error:?}").contains("cannot lift own resource from a borrow"), "{error:?}");
    let error = run(&mut store, user, "drop", (thing,)).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Poisoned));
    Ok(())
}

#[test]
fn borrows_end_with_the_call() -> Result<()> {
    let (mut store, user) = user();
    let thing = Resource::<Thing>::new_own(5);
    let error = text(run(&mut store, user, "forget", (&thing,)));
    assert_eq!(error, "borrow handles still remain at the end of the call");
    let error = run(&mut store, user, "forget", (&thing,)).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Poisoned));
    // The call is over: nobody has the thing any more.
    let instance = user_linker().instantiate(&mut store, &compile(USER))?;
    run(&mut store, instance, "drop", (thing,))?;
    assert_eq!(store.data().log, ["drop 5"]);
    Ok(())
}

#[test]
fn a_host_function_drops_what_it_borrows() -> Result<()> {
    for drop in [true, false] {
        let mut linker = user_linker();
        linker.allow_shadowing(true);
        linker.root().func_wrap(
            "look",
            move |mut store: StoreContextMut<'_, State>, (any,): (ResourceAny,)| {
                assert!(!any.owned());
                assert_eq!(any.ty(), ResourceType::host::<Thing>());
                store.data_mut().kept = Some(any);
                if drop {
                    any.resource_drop(&mut store)?;
                }
                Ok((1u32,))
            },
        )?;
        let mut store = Store::new(&Engine::default(), State::default());
        let user = linker.instantiate(&mut store, &compile(USER))?;
        let result = call::<_, u32>(&mut store, user, "borrow", (Resource::<Thing>::new_own(5),));
        match drop {
            true => assert_eq!(result?, 1),
            false => {
                let error = result.unwrap_err();
                assert!(format!("{error:?}").contains("borrow handles still remain"), "{error:?}");
            }
        }
        let kept = store.data_mut().kept.take().unwrap();
        assert!(kept.try_into_resource::<Thing>(&mut store).is_err(), "it outlived its call");
    }
    Ok(())
}

#[test]
fn host_functions_of_any_type_get_resources() -> Result<()> {
    let mut linker = user_linker();
    linker.allow_shadowing(true);
    linker.root().func_new("look", |mut store, ty, params, results| {
        assert_eq!(ty.params().next(), Some(("t", Type::Borrow(ResourceType::host::<Thing>()))));
        let Val::Resource(any) = params[0] else { panic!("not a resource") };
        results[0] = Val::U32(any.try_into_resource::<Thing>(&mut store)?.rep());
        Ok(())
    })?;
    linker.root().func_new("make", |mut store, _, params, results| {
        let Val::U32(rep) = params[0] else { panic!("not a number") };
        results[0] = Resource::<Thing>::new_own(rep).try_into_resource_any(&mut store)?.into();
        Ok(())
    })?;
    let mut store = Store::new(&Engine::default(), State::default());
    let user = linker.instantiate(&mut store, &compile(USER))?;
    assert_eq!(call::<_, u32>(&mut store, user, "own", (9u32,))?, 9);
    assert_eq!(call::<_, u32>(&mut store, user, "borrow", (Resource::<Thing>::new_own(5),))?, 5);
    Ok(())
}

#[test]
fn a_hosts_destructor_may_fail() -> Result<()> {
    let (mut store, user) = user();
    let error = run(&mut store, user, "drop", (Resource::<Thing>::new_own(66),)).unwrap_err();
    assert!(format!("{error:?}").contains("66 is not to be dropped"), "{error:?}");
    let error = run(&mut store, user, "drop", (Resource::<Thing>::new_own(1),)).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Poisoned));

    let (mut store, user) = self::user();
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        run(&mut store, user, "drop", (Resource::<Thing>::new_own(77),))
    }));
    assert!(panic.is_err(), "a panic passes through the guest");
    assert!(run(&mut store, user, "drop", (Resource::<Thing>::new_own(1),)).is_err());

    // What was lent to a call that a panic ended is lent no more.
    let mut linker = user_linker();
    linker.allow_shadowing(true);
    linker
        .root()
        .func_wrap("look", |_, (_,): (ResourceAny,)| -> Result<(u32,)> { panic!("I cannot look") })?;
    let user = linker.instantiate(&mut store, &compile(USER))?;
    let any = Resource::<Thing>::new_own(5).try_into_resource_any(&mut store)?;
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        call::<_, u32>(&mut store, user, "borrow", (any,))
    }));
    assert!(panic.is_err());
    any.resource_drop(&mut store)?;
    Ok(())
}

#[test]
fn types_are_fresh_for_each_instance() -> Result<()> {
    let component = compile(COUNTER);
    let ty = component.component_type();
    let abstract_type = |name| match ty.get_export(component.engine(), name).unwrap().ty {
        ComponentItem::Resource(ty) => ty,
        other => panic!("not a resource: {other:?}"),
    };
    assert_ne!(abstract_type("counter"), abstract_type("other"));
    assert_eq!(abstract_type("counter"), abstract_type("counter"));

    let mut linker = Linker::<State>::new(component.engine());
    linker.root().func_wrap("on-drop", |_, (_,): (u32,)| Ok(()))?;
    let mut store = Store::new(component.engine(), State::default());
    let [a, b] = [(); 2].map(|()| linker.instantiate(&mut store, &component).unwrap());
    let [a_type, b_type] = [a, b].map(|i| i.get_resource(&mut store, "counter").unwrap());
    assert_ne!(a_type, b_type);
    assert_ne!(a_type, abstract_type("counter"));
    assert!(a.get_resource(&mut store, "take").is_none() && a.get_resource(&mut store, "none").is_none());
    let take = a.get_func(&mut store, "take").unwrap();
    assert_eq!(take.ty(&store).params().next(), Some(("c", Type::Own(a_type))));
    let sums = [a, b].map(|i| {
        let sum = i.get_func(&mut store, "sum").unwrap();
        sum.ty(&store).params().next().unwrap().1
    });
    assert_ne!(sums[0], sums[1]);
    assert_eq!(sums[0].unwrap_list().ty(), Type::Borrow(a_type));
    let again = a.get_func(&mut store, "sum").unwrap().ty(&store).params().next().unwrap().1;
    assert_eq!(sums[0], again);

    let made = new(&mut store, a, 5);
    let error = text(call::<_, u32>(&mut store, b, "take", (made,)));
    assert_eq!(error, "mismatched resource types");
    assert_eq!(call::<_, u32>(&mut store, a, "take", (made,))?, 5);
    Ok(())
}

#[test]
fn imported_types_are_the_hosts() -> Result<()> {
    let text = r#"(component
        (import "a" (type $a (sub resource)))
        (import "b" (type $b (sub resource)))
        (import "i" (instance $i (export "c" (type (eq $a))) (export "f" (func (param "x" (list (own $a)))))))
        (export "a2" (type $a))
        (export "b2" (type $b))
    )"#;
    let component = compile(text);
    let linker = |a, b, c: Option<ResourceType>| {
        let mut linker = Linker::<State>::new(component.engine());
        linker.root().resource("a", a, |_, _| Ok(())).unwrap();
        linker.root().resource("b", b, |_, _| Ok(())).unwrap();
        let mut i = linker.instance("i").unwrap();
        i.func_wrap("f", |_, (_,): (Vec<Resource<Thing>>,)| Ok(())).unwrap();
        if let Some(c) = c {
            i.resource("c", c, |_, _| Ok(())).unwrap();
        }
        linker
    };
    let (thing, number) = (ResourceType::host::<Thing>(), ResourceType::host_dynamic(7));
    for c in [None, Some(thing)] {
        let linker = linker(thing, number, c);
        let mut store = Store::new(component.engine(), State::default());
        let instance = linker.instantiate(&mut store, &component)?;
        assert_eq!(instance.get_resource(&mut store, "a2"), Some(thing));
        assert_eq!(instance.get_resource(&mut store, "b2"), Some(number));
        let ty = linker.substituted_component_type(&component)?;
        match ty.get_import(component.engine(), "b").unwrap().ty {
            ComponentItem::Resource(ty) => assert_eq!(ty, number),
            other => panic!("not a resource: {other:?}"),
        }
    }
    let error = self::text(linker(thing, number, Some(number)).instantiate_pre(&component));
    assert!(error.contains("resource `i#c`: mismatched resource types"), "{error}");
    let error = self::text(linker(number, thing, None).instantiate_pre(&component));
    assert!(error.contains("function `i#f`") && error.contains("resource type mismatch"), "{error}");
    let error = self::text(Linker::<State>::new(component.engine()).substituted_component_type(&component));
    assert!(error.contains("resource `a`\n"), "{error}");

    let mut linker = Linker::<State>::new(component.engine());
    linker.root().func_wrap("a", |_, ()| Ok(()))?;
    let error = self::text(linker.instantiate_pre(&component));
    assert!(error.contains("resource `a`: expected resource found func"), "{error}");

    let mut linker = Linker::<State>::new(component.engine());
    linker.define_unknown_imports_as_traps(&component)?;
    linker.instantiate_pre(&component)?;
    Ok(())
}

#[test]
fn types_may_be_numbers() -> Result<()> {
    let mut linker = Linker::<State>::new(&Engine::default());
    linker.root().resource("thing", ResourceType::host_dynamic(2), |store, rep| {
        note(store, format!("drop {rep}"));
        Ok(())
    })?;
    linker.root().func_wrap("look", |_, (thing,): (ResourceDynamic,)| Ok((thing.rep() + thing.ty(),)))?;
    linker.root().func_wrap("make", |_, (rep,): (u32,)| Ok((ResourceDynamic::new_own(rep, 2),)))?;
    linker.root().func_wrap("give", |_, (_,): (ResourceDynamic,)| Ok(()))?;
    let mut store = Store::new(&Engine::default(), State::default());
    let user = linker.instantiate(&mut store, &compile(USER))?;
    assert_eq!(call::<_, u32>(&mut store, user, "own", (9u32,))?, 11);
    let error = text(run(&mut store, user, "drop", (ResourceDynamic::new_own(5, 3),)));
    assert_eq!(error, "resource type mismatch");
    run(&mut store, user, "drop", (ResourceDynamic::new_own(6, 2),))?;
    assert!(user.get_typed_func::<(Resource<Thing>,), ()>(&mut store, "drop").is_err());
    assert_eq!(store.data().log, ["drop 9", "drop 6"]);
    Ok(())
}

#[test]
fn one_guests_resource_is_anothers_import() -> Result<()> {
    let (mut store, counter) = counter();
    let ty = counter.get_resource(&mut store, "counter").unwrap();
    let get = counter.get_typed_func::<(ResourceAny,), (u32,)>(&mut store, "[method]counter.get")?;
    let mut linker = Linker::new(&Engine::default());
    let mut root = linker.root();
    root.resource("thing", ty, |store, rep| {
        note(store, format!("the other drops {rep}"));
        Ok(())
    })?;
    root.func_wrap("look", move |mut store: StoreContextMut<'_, State>, (any,): (ResourceAny,)| {
        let got = get.call(&mut store, (any,));
        any.resource_drop(store.as_context_mut())?;
        got
    })?;
    root.func_wrap("make", |_, (_,): (u32,)| -> Result<(ResourceAny,)> { bail!("nothing is made here") })?;
    root.func_wrap("give", |_, (_,): (ResourceAny,)| Ok(()))?;
    let user = linker.instantiate(&mut store, &compile(USER))?;

    let any = new(&mut store, counter, 5);
    assert_eq!(call::<_, u32>(&mut store, user, "borrow", (any,))?, 5);
    let same: ResourceAny = call(&mut store, user, "same", (any,))?;
    assert_eq!(call::<_, u32>(&mut store, counter, "[method]counter.get", (same,))?, 5);
    run(&mut store, user, "drop", (same,))?;
    assert_eq!(store.data().log, ["the other drops 5"]);
    Ok(())
}

#[test]
fn handles_run_out() -> Result<()> {
    let (mut store, user) = user();
    let keep = user.get_typed_func::<(Resource<Thing>,), ()>(&mut store, "keep")?;
    let mut count = 0u32;
    let error = loop {
        match keep.call(&mut store, (Resource::new_own(count),)) {
            Ok(()) => count += 1,
            Err(error) => break error.to_string(),
        }
    };
    assert!(error.contains("over the limit"), "{error}");
    assert_eq!(count, embody::__private::abi::limits::MAX_HANDLES);
    Ok(())
}
