//! Resource types: which are equal, and where they may be.

use super::*;

#[derive(ComponentType, Lift, Lower)]
#[component(record)]
struct Shelf<T> {
    size: u8,
    things: Vec<Case<T>>,
    first: Resource<Thing>,
}

#[derive(ComponentType, Lift, Lower)]
#[component(variant)]
enum Case<T> {
    #[component(name = "empty")]
    Empty,
    #[component(name = "full")]
    Full(T),
    #[component(name = "number")]
    Number(u32),
}

#[test]
fn derived_types_hold_resources() -> Result<()> {
    let text = r#"(component
        (import "thing" (type $thing (sub resource)))
        (type $case' (variant (case "empty") (case "full" (own $thing)) (case "number" u32)))
        (import "case" (type $case (eq $case')))
        (type $shelf' (record (field "size" u8) (field "things" (list $case)) (field "first" (own $thing))))
        (import "shelf" (type $shelf (eq $shelf')))
        (core module $m
            (memory (export "memory") 1)
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
            (func (export "same") (param i32 i32 i32 i32) (result i32)
                (i32.store8 (i32.const 16) (local.get 0))
                (i32.store (i32.const 20) (local.get 1))
                (i32.store (i32.const 24) (local.get 2))
                (i32.store (i32.const 28) (local.get 3))
                (i32.const 16))
            (func (export "swap") (param i32 i32) (result i32)
                (i32.store8 (i32.const 48) (i32.xor (local.get 0) (i32.const 3)))
                (i32.store (i32.const 52) (local.get 1))
                (i32.const 48)))
        (core instance $m (instantiate $m))
        (func (export "same") (param "s" $shelf) (result $shelf)
            (canon lift (core func $m "same") (memory $m "memory") (realloc (func $m "realloc"))))
        (func (export "swap") (param "c" $case) (result $case)
            (canon lift (core func $m "swap") (memory $m "memory")))
    )"#;
    let mut linker = Linker::new(&Engine::default());
    linker.root().resource("thing", ResourceType::host::<Thing>(), |_, _| Ok(()))?;
    let mut store = Store::new(&Engine::default(), State::default());
    let instance = linker.instantiate(&mut store, &compile(text))?;

    let any = Resource::<Thing>::new_own(6).try_into_resource_any(&mut store)?;
    let things = vec![Case::Full(any), Case::Empty, Case::Number(7)];
    let shelf = Shelf { size: 9, things, first: Resource::new_own(5) };
    let same: Shelf<Resource<Thing>> = call(&mut store, instance, "same", (shelf,))?;
    assert_eq!((same.size, same.first.rep()), (9, 5));
    match &same.things[..] {
        [Case::Full(thing), Case::Empty, Case::Number(7)] => assert_eq!(thing.rep(), 6),
        _ => panic!("other things"),
    }
    // The guest sees a number, which it can say again.
    let full = Case::Full(Resource::<Thing>::new_own(8));
    let Case::Number(handle) = call::<_, Case<ResourceAny>>(&mut store, instance, "swap", (full,))? else {
        panic!("another case")
    };
    let full: Case<Resource<Thing>> =
        call(&mut store, instance, "swap", (Case::<ResourceAny>::Number(handle),))?;
    assert!(matches!(full, Case::Full(thing) if thing.rep() == 8));
    let wrong = instance.get_typed_func::<(Case<u32>,), (Case<u32>,)>(&mut store, "swap").unwrap_err();
    assert!(format!("{wrong:#}").contains("`full`"), "{wrong:#}");
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
