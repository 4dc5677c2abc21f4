//! Strings and lists that stay in the guest's memory: in host functions, as results, and where they may not be looked at.

use std::borrow::Cow;
use std::panic::AssertUnwindSafe;

use embody::component::{Component, Instance, Linker, WasmList, WasmStr};
use embody::{Engine, Result, Store, StoreContextMut};

/// A component whose strings are in `encoding`, with `bytes` at address 16 and more, at 64 a list of pairs of words, and
/// `len` code units in the string. `pass` gives them to the host, `text` and `words` return them.
fn component(encoding: &str, bytes: &str, len: u32) -> Component {
    let text = format!(
        r#"(component
            (import "host" (func $host (param "text" string) (param "words" (list u16)) (result u32)))
            (core module $libc
                (memory (export "memory") 1)
                (data (i32.const 16) "{bytes}")
                (data (i32.const 64) "\01\00\02\00\03\00")
                (data (i32.const 128) "\10\00\00\00\02\00\00\00")
                (data (i32.const 136) "\40\00\00\00\03\00\00\00"))
            (core instance $libc (instantiate $libc))
            (core func $host (canon lower (func $host)
                (memory $libc "memory") string-encoding={encoding}))
            (core module $main
                (import "" "host" (func $host (param i32 i32 i32 i32) (result i32)))
                (import "libc" "memory" (memory 1))
                (func (export "pass") (result i32)
                    (call $host (i32.const 16) (i32.const {len}) (i32.const 64) (i32.const 3)))
                (func (export "text") (result i32)
                    (i32.store (i32.const 128) (i32.const 16))
                    (i32.store (i32.const 132) (i32.const {len}))
                    i32.const 128)
                (func (export "words") (result i32) i32.const 136)
                (func (export "write") (param i32 i32)
                    (i32.store8 (local.get 0) (local.get 1))
                    (drop (memory.grow (i32.const 1)))))
            (core instance $main (instantiate $main
                (with "" (instance (export "host" (func $host))))
                (with "libc" (instance $libc))))
            (func (export "pass") (result u32) (canon lift (core func $main "pass")))
            (func (export "text") (result string)
                (canon lift (core func $main "text") (memory $libc "memory") string-encoding={encoding}))
            (func (export "words") (result (list u16))
                (canon lift (core func $main "words") (memory $libc "memory")))
            (func (export "write") (param "at" u32) (param "byte" u32)
                (canon lift (core func $main "write"))))"#
    );
    Component::new(&Engine::default(), text).unwrap()
}

/// What host functions were told, and the other instance that they know.
#[derive(Default)]
struct Host {
    texts: Vec<String>,
    other: Option<Instance>,
}

type Views = (WasmStr, WasmList<u16>);

fn instantiate(
    store: &mut Store<Host>,
    component: &Component,
    host: impl Fn(StoreContextMut<'_, Host>, Views) -> Result<(u32,)> + Send + Sync + 'static,
) -> Result<Instance> {
    let mut linker = Linker::new(component.engine());
    linker.root().func_wrap("host", host)?;
    linker.instantiate(store, component)
}

fn utf8() -> Component {
    component("utf8", "h\\c3\\a9!", 4)
}

#[test]
fn host_functions_look_at_what_their_caller_has() -> Result<()> {
    let utf16 = component("utf16", "h\\00\\e9\\00!\\00", 3);
    let latin1 = component("latin1+utf16", "h\\e9!", 3);
    for (component, is_borrowed) in [(utf8(), true), (utf16, false), (latin1, false)] {
        let mut store = Store::new(component.engine(), Host::default());
        let instance = instantiate(&mut store, &component, move |mut store, (text, words)| {
            let string = text.to_str(&store)?;
            assert_eq!(matches!(string, Cow::Borrowed(_)), is_borrowed);
            let string = string.into_owned();
            store.data_mut().texts.push(string);
            assert_eq!(words.len(), 3);
            assert_eq!(words.as_le_slice(&store), [1, 2, 3]);
            assert!(words.get(&mut store, 3).is_none());
            let all = words.iter(&mut store)?.collect::<Result<Vec<_>>>()?;
            Ok((u32::from(all[2]) + u32::from(words.get(&mut store, 1).unwrap()?),))
        })?;
        let pass = instance.get_typed_func::<(), (u32,)>(&mut store, "pass")?;
        assert_eq!(pass.call(&mut store, ())?, (5,));
        assert_eq!(store.data().texts, ["hé!"]);
    }
    Ok(())
}

#[test]
fn results_stay_where_they_are() -> Result<()> {
    let component = utf8();
    let mut store = Store::new(component.engine(), Host::default());
    let instance = instantiate(&mut store, &component, |_, _| Ok((0,)))?;
    let (text,) = instance.get_typed_func::<(), (WasmStr,)>(&mut store, "text")?.call(&mut store, ())?;
    let (words,) =
        instance.get_typed_func::<(), (WasmList<u16>,)>(&mut store, "words")?.call(&mut store, ())?;
    assert_eq!(text.to_str(&store)?, "hé!");
    assert_eq!(words.as_le_slice(&store), [1, 2, 3]);
    // The guest goes on, and its memory grows: one sees what is there now.
    let write = instance.get_typed_func::<(u32, u32), ()>(&mut store, "write")?;
    write.call(&mut store, (16, u32::from(b'H')))?;
    write.call(&mut store, (64, 9))?;
    assert_eq!(text.to_str(&store)?, "Hé!");
    assert_eq!(words.as_le_slice(&store), [9, 2, 3]);
    write.call(&mut store, (17, 0xff))?;
    assert!(text.to_str(&store).unwrap_err().to_string().contains("not UTF-8"));

    let other = Store::new(component.engine(), Host::default());
    let error = text.to_str(&other).unwrap_err();
    assert!(error.to_string().contains("not in this store"), "{error}");
    let panic = std::panic::catch_unwind(AssertUnwindSafe(|| words.as_le_slice(&other).len()));
    assert!(panic.is_err(), "another store");
    Ok(())
}

#[test]
fn guests_that_wait_for_each_other_can_be_looked_at() -> Result<()> {
    let component = utf8();
    let mut store = Store::new(component.engine(), Host::default());
    let inner = instantiate(&mut store, &component, |_, _| Ok((1,)))?;
    let outer = instantiate(&mut store, &component, |mut store, (text, words)| {
        let inner = store.data().other.unwrap();
        let (other,) = inner.get_typed_func::<(), (WasmStr,)>(&mut store, "text")?.call(&mut store, ())?;
        inner.get_typed_func::<(), (u32,)>(&mut store, "pass")?.call(&mut store, ())?;
        inner.get_typed_func::<(u32, u32), ()>(&mut store, "write")?.call(&mut store, (16, 0x48))?;
        // The caller waits still, the other one does not run.
        let both = format!("{} {}", text.to_str(&store)?, other.to_str(&store)?);
        store.data_mut().texts.push(both);
        Ok((words.as_le_slice(&store).len() as u32,))
    })?;
    store.data_mut().other = Some(inner);
    let pass = outer.get_typed_func::<(), (u32,)>(&mut store, "pass")?;
    assert_eq!(pass.call(&mut store, ())?, (3,));
    assert_eq!(store.data().texts, ["hé! Hé!"]);
    Ok(())
}

#[test]
fn claims_are_checked_when_they_are_made() -> Result<()> {
    for (encoding, len, expected) in [
        ("utf8", 65_521, "out of bounds"),
        ("utf16", 32_761, "out of bounds"),
        ("latin1+utf16", 0x8000_0000 | 32_761, "out of bounds"),
    ] {
        let component = component(encoding, "", len);
        let mut store = Store::new(component.engine(), Host::default());
        let instance = instantiate(&mut store, &component, |_, _| Ok((0,)))?;
        let pass = instance.get_typed_func::<(), (u32,)>(&mut store, "pass")?;
        let error = format!("{:#}", pass.call(&mut store, ()).unwrap_err());
        assert!(error.contains(expected), "{encoding}: {error}");
    }
    let last = component("utf8", "", 65_520);
    let mut store = Store::new(last.engine(), Host::default());
    let instance =
        instantiate(&mut store, &last, |store, (text, _)| Ok((text.to_str(&store)?.len() as u32,)))?;
    let pass = instance.get_typed_func::<(), (u32,)>(&mut store, "pass")?;
    assert_eq!(pass.call(&mut store, ())?, (65_520,), "up to the end of the memory");
    Ok(())
}
