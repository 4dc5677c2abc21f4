//! Resources that a guest defines.

use super::*;

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
    assert_eq!(call(&mut store, "[method]counter.get", std::slice::from_ref(&made))?, Val::U32(5));
    let made = call(&mut store, "same", std::slice::from_ref(&made))?;
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
