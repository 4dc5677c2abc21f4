//! Types of one's own: derived traits and `flags!`, through a guest and back.

use embody::component::{Component, ComponentType, Lift, Linker, Lower, Resource, ResourceType, Val, flags};
use embody::{Engine, Result, Store, StoreContextMut};

#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(record)]
struct Pixel {
    at: (u32, i64),
    #[component(name = "colour-name")]
    colour: String,
    r#type: Option<Suit>,
}

/// Not `Copy`.
#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(enum)]
#[repr(u8)]
enum Suit {
    #[component(name = "hearts")]
    Hearts,
    #[component(name = "spades")]
    Spades,
}

#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(variant)]
enum Shape<T = f64, const N: usize = 3> {
    #[component(name = "point")]
    Point,
    #[component(name = "circle")]
    Circle(T),
    #[component(name = "polygon")]
    Polygon(Vec<(T, u8)>),
}

#[derive(ComponentType, Lower)]
#[component(record)]
struct Borrowed<'a, 'b, T: ?Sized>
where
    T: Sync,
{
    at: &'a (u32, i64),
    #[component(name = "colour-name")]
    colour: &'b T,
    r#type: Option<Suit>,
}

flags! {
    /// Three of them.
    Access {
        #[component(name = "open")]
        const OPEN;
        /// Other names.
        #[component(name = "change-name")]
        const RENAME;
        #[component(name = "delete")]
        const DELETE;
    }
}

/// The name of the crate, as it is elsewhere.
mod elsewhere {
    pub(crate) mod path {
        pub(crate) use embody as to;
    }

    #[derive(super::ComponentType, super::Lower, super::Lift, Clone, Debug, PartialEq)]
    #[component(record)]
    #[component(embody_crate = crate::elsewhere::path::to)]
    pub(crate) struct Plain {
        pub(crate) a: u8,
        pub(crate) b: f64,
    }
}

/// A component that passes values of a type to the host's `host`, and gives back what it returns. `ty` defines `$ty`;
/// `flat` are its core values. Its result is in memory.
fn echo(ty: &str, flat: &str, in_memory: bool) -> Component {
    let count = flat.split_whitespace().count();
    let params: String = (0..count).map(|i| format!("local.get {i} ")).collect();
    let (more, result, after) = match in_memory {
        true => ("(param i32)", "", "i32.const 16"),
        false => ("", "(result i32)", ""),
    };
    let at = if in_memory { "i32.const 16" } else { "" };
    let text = format!(
        r#"(component
            {ty}
            (import "ty" (type $t (eq $ty)))
            (import "host" (func $host (param "x" $t) (result $t)))
            (core module $libc
                (memory (export "memory") 1)
                (global $at (mut i32) (i32.const 1024))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                    (global.set $at (i32.and
                        (i32.add (global.get $at) (i32.sub (local.get 2) (i32.const 1)))
                        (i32.sub (i32.const 0) (local.get 2))))
                    (global.get $at)
                    (global.set $at (i32.add (global.get $at) (local.get 3)))))
            (core instance $libc (instantiate $libc))
            (core func $host (canon lower (func $host)
                (memory $libc "memory") (realloc (func $libc "realloc"))))
            (core module $main
                (import "" "host" (func $host (param {flat}) {more} {result}))
                (func (export "run") (param {flat}) (result i32) {params} {at} call $host {after}))
            (core instance $main (instantiate $main
                (with "" (instance (export "host" (func $host))))))
            (func (export "run") (param "x" $t) (result $t)
                (canon lift (core func $main "run")
                    (memory $libc "memory") (realloc (func $libc "realloc")))))"#
    );
    Component::new(&Engine::default(), text).unwrap()
}

fn instantiate<T>(component: &Component) -> (Store<Vec<T>>, embody::component::Instance)
where
    T: ComponentType + Lift + Lower + Clone + Send + Sync + 'static,
{
    let mut linker = Linker::new(component.engine());
    let host = |mut store: StoreContextMut<'_, Vec<T>>, (x,): (T,)| {
        store.data_mut().push(x.clone());
        Ok((x,))
    };
    linker.root().func_wrap("host", host).unwrap();
    let mut store = Store::new(component.engine(), Vec::new());
    let instance = linker.instantiate(&mut store, component).unwrap();
    (store, instance)
}

/// Values go to the guest, to the host, and back; they are these as [`Val`]s.
fn round<T>(component: &Component, values: &[(T, Val)]) -> Result<()>
where
    T: ComponentType + Lift + Lower + Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static,
{
    let (mut store, instance) = instantiate::<T>(component);
    let typed = instance.get_typed_func::<(T,), (T,)>(&mut store, "run")?;
    let untyped = instance.get_func(&mut store, "run").unwrap();
    for (value, val) in values {
        assert_eq!(typed.call(&mut store, (value.clone(),))?, (value.clone(),));
        let mut results = [Val::Bool(false)];
        untyped.call(&mut store, std::slice::from_ref(val), &mut results)?;
        assert_eq!(results[0], *val);
        assert_eq!(std::mem::take(store.data_mut()), [value.clone(), value.clone()], "what the host got");
    }
    Ok(())
}

const PIXEL: &str = r#"
    (type $pair (tuple u32 s64))
    (type $suit (enum "hearts" "spades"))
    (import "suit" (type $s (eq $suit)))
    (type $ty (record (field "at" $pair) (field "colour-name" string) (field "type" (option $s))))"#;
const PIXEL_FLAT: &str = "i32 i64 i32 i32 i32 i32";

fn some(val: Val) -> Option<Box<Val>> {
    Some(Box::new(val))
}

#[test]
fn records() -> Result<()> {
    let pixel = |colour: &str, suit: Option<Suit>| {
        let kind = suit
            .as_ref()
            .map(|suit| Val::Enum(if *suit == Suit::Hearts { "hearts" } else { "spades" }.into()));
        let val = Val::Record(vec![
            ("at".into(), Val::Tuple(vec![Val::U32(7), Val::S64(-8)])),
            ("colour-name".into(), Val::String(colour.into())),
            ("type".into(), Val::Option(kind.map(Box::new))),
        ]);
        (Pixel { at: (7, -8), colour: colour.into(), r#type: suit }, val)
    };
    let values = [pixel("red", None), pixel("", Some(Suit::Spades)), pixel("grün", Some(Suit::Hearts))];
    round(&echo(PIXEL, PIXEL_FLAT, true), &values)?;

    let values = [(elsewhere::Plain { a: 200, b: -0.5 }, {
        Val::Record(vec![("a".into(), Val::U8(200)), ("b".into(), Val::Float64(-0.5))])
    })];
    round(&echo(r#"(type $ty (record (field "a" u8) (field "b" f64)))"#, "i32 f64", true), &values)
}

#[test]
fn what_is_lowered_may_borrow() -> Result<()> {
    let component = echo(PIXEL, PIXEL_FLAT, true);
    let (mut store, instance) = instantiate::<Pixel>(&component);
    let run = instance.get_typed_func::<(Borrowed<'_, '_, str>,), (Pixel,)>(&mut store, "run")?;
    let colour = String::from("blue");
    let (pixel,) =
        run.call(&mut store, (Borrowed { at: &(1, 2), colour: &colour, r#type: Some(Suit::Spades) },))?;
    assert_eq!(pixel, Pixel { at: (1, 2), colour, r#type: Some(Suit::Spades) });
    Ok(())
}

#[test]
fn variants_and_lists_of_them() -> Result<()> {
    let ty = r#"
        (type $pair (tuple f64 u8))
        (type $pairs (list $pair))
        (type $ty (variant (case "point") (case "circle" f64) (case "polygon" $pairs)))"#;
    let pairs = |pairs: &[(f64, u8)]| {
        Val::List(pairs.iter().map(|(a, b)| Val::Tuple(vec![Val::Float64(*a), Val::U8(*b)])).collect())
    };
    let values: [(Shape, Val); 4] = [
        (Shape::Point, Val::Variant("point".into(), None)),
        (Shape::Circle(2.5), Val::Variant("circle".into(), some(Val::Float64(2.5)))),
        (Shape::Polygon(vec![]), Val::Variant("polygon".into(), some(pairs(&[])))),
        (Shape::Polygon(vec![(1.0, 2), (3.0, 4)]), {
            Val::Variant("polygon".into(), some(pairs(&[(1.0, 2), (3.0, 4)])))
        }),
    ];
    round(&echo(ty, "i32 i64 i32", true), &values)?;

    let list = format!(
        "{} (import \"shape\" (type $s (eq $shape))) (type $ty (list $s))",
        ty.replace("$ty", "$shape")
    );
    let (shapes, vals): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    round(&echo(&list, "i32 i32", true), &[(shapes, Val::List(vals)), (vec![], Val::List(vec![]))])
}

#[test]
fn enums_and_flags() -> Result<()> {
    let ty = r#"(type $ty (enum "hearts" "spades"))"#;
    let values = [(Suit::Hearts, Val::Enum("hearts".into())), (Suit::Spades, Val::Enum("spades".into()))];
    round(&echo(ty, "i32", false), &values)?;

    let ty = r#"(type $ty (flags "open" "change-name" "delete"))"#;
    let names = |names: &[&str]| Val::Flags(names.iter().map(ToString::to_string).collect());
    let values = [
        (Access::empty(), names(&[])),
        (Access::OPEN | Access::DELETE, names(&["open", "delete"])),
        (Access::all(), names(&["open", "change-name", "delete"])),
    ];
    round(&echo(ty, "i32", false), &values)?;
    assert_eq!((Access::OPEN | Access::DELETE).as_array(), [0b101]);
    assert_eq!(format!("{:?}", Access::OPEN | Access::RENAME), "Access(OPEN | RENAME)");
    assert_eq!(!Access::OPEN, Access::RENAME | Access::DELETE);
    Ok(())
}

#[test]
fn other_types_are_refused_with_the_place() {
    let component = echo(PIXEL, PIXEL_FLAT, true);
    let error = |name: &str, result: Result<()>| {
        let error = format!("{:#}", result.unwrap_err());
        assert!(error.contains(name), "expected `{name}`, got `{error}`");
    };
    let (mut store, instance) = instantiate::<Pixel>(&component);
    let func = instance.get_func(&mut store, "run").unwrap();
    error("with parameters: number 0: expected an enum", func.typed::<(Suit,), (Pixel,)>(&store).map(drop));
    error("with results: number 0: expected an enum", func.typed::<(Pixel,), (Suit,)>(&store).map(drop));
    error("expected flags", func.typed::<(Access,), (Pixel,)>(&store).map(drop));
    error("expected a variant", func.typed::<(Pixel,), (Shape,)>(&store).map(drop));
    error("2 fields", func.typed::<(Pixel,), (elsewhere::Plain,)>(&store).map(drop));
    let names = Component::new(&Engine::default(), echo_text_with_other_names()).unwrap();
    let linker = Linker::<()>::new(names.engine());
    let mut store = Store::new(names.engine(), ());
    let instance = linker.instantiate(&mut store, &names).unwrap();
    let func = instance.get_func(&mut store, "run").unwrap();
    error("expected a field `b`, found `c`", func.typed::<(elsewhere::Plain,), ()>(&store).map(drop));
}

fn echo_text_with_other_names() -> &'static str {
    r#"(component
        (type $ty (record (field "a" u8) (field "c" f64)))
        (import "ty" (type $t (eq $ty)))
        (core module $m (func (export "run") (param i32 f64)))
        (core instance $i (instantiate $m))
        (func (export "run") (param "x" $t) (canon lift (core func $i "run"))))"#
}

/// Handles of resources inside, of which the function's type says what they are.
#[derive(ComponentType, Lift, Lower)]
#[component(record)]
struct Files {
    count: u8,
    all: Vec<FileOr<Resource<File>>>,
}

#[derive(ComponentType, Lift, Lower)]
#[component(variant)]
enum FileOr<T> {
    #[component(name = "none")]
    None,
    #[component(name = "file")]
    File(T),
}

#[derive(ComponentType, Lower)]
#[component(record)]
struct Lent {
    count: u8,
    file: Resource<File>,
}

struct File;

#[test]
fn handles_of_resources() -> Result<()> {
    let component = Component::new(
        &Engine::default(),
        r#"(component
            (import "file" (type $file (sub resource)))
            (type $own (own $file))
            (type $borrow (borrow $file))
            (type $or' (variant (case "none") (case "file" $own)))
            (import "or" (type $or (eq $or')))
            (type $all (list $or))
            (type $files' (record (field "count" u8) (field "all" $all)))
            (import "files" (type $files (eq $files')))
            (type $lent' (record (field "count" u8) (field "file" $borrow)))
            (import "lent" (type $lent (eq $lent')))
            (import "count" (func $count (param "files" $files) (result u32)))
            (core module $libc
                (memory (export "memory") 1)
                (global $at (mut i32) (i32.const 1024))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                    (global.get $at)
                    (global.set $at (i32.add (global.get $at) (i32.const 256)))))
            (core instance $libc (instantiate $libc))
            (core func $count (canon lower (func $count) (memory $libc "memory")))
            (core func $drop (canon resource.drop $file))
            (core module $main
                (import "" "count" (func $count (param i32 i32 i32) (result i32)))
                (import "" "drop" (func $drop (param i32)))
                (func (export "pass") (param i32 i32 i32) (result i32)
                    (call $count (local.get 0) (local.get 1) (local.get 2)))
                (func (export "look") (param i32 i32) (result i32)
                    (call $drop (local.get 1))
                    (local.get 0)))
            (core instance $main (instantiate $main (with "" (instance
                (export "count" (func $count))
                (export "drop" (func $drop))))))
            (func (export "pass") (param "files" $files) (result u32)
                (canon lift (core func $main "pass") (memory $libc "memory") (realloc (func $libc "realloc"))))
            (func (export "look") (param "lent" $lent) (result u32)
                (canon lift (core func $main "look"))))"#,
    )?;
    let mut linker = Linker::<Vec<u32>>::new(component.engine());
    linker.root().resource("file", ResourceType::host::<File>(), |_, _| Ok(()))?;
    linker.root().func_wrap("count", |mut store: StoreContextMut<'_, Vec<u32>>, (files,): (Files,)| {
        for file in &files.all {
            if let FileOr::File(file) = file {
                store.data_mut().push(file.rep());
            }
        }
        Ok((u32::from(files.count),))
    })?;
    let mut store = Store::new(component.engine(), Vec::new());
    let instance = linker.instantiate(&mut store, &component)?;
    let pass = instance.get_typed_func::<(Files,), (u32,)>(&mut store, "pass")?;
    let all = vec![FileOr::File(Resource::new_own(7)), FileOr::None, FileOr::File(Resource::new_own(9))];
    assert_eq!(pass.call(&mut store, (Files { count: 3, all },))?, (3,));
    assert_eq!(*store.data(), [7, 9]);
    let look = instance.get_typed_func::<(Lent,), (u32,)>(&mut store, "look")?;
    assert_eq!(look.call(&mut store, (Lent { count: 5, file: Resource::new_borrow(1) },))?, (5,));
    Ok(())
}
