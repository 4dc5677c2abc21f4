//! Resources that the host defines, and guests use.

use super::*;

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
