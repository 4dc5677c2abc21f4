//! Memories that are checked: they reserve little, move when they grow, and are as any others to their guests and hosts.

#![cfg(all(feature = "compiler", target_os = "linux"))]

use embody::component::{Component, Linker};
use embody::{Config, Engine, MemoryKind, Result, Store, Trap};

/// What the guest below has at its start, and where.
const TEXT: (u32, u8) = (40, b'e');

/// A memory without a maximum, and an allocator that grows it for all that it gives.
const GUEST: &str = r#"
    (component
        (core module $m
            (memory (export "memory") 1)
            (data (i32.const 40) "embody")
            (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
            (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
            (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
            (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                (i32.shl
                    (memory.grow (i32.shr_u (i32.add (local.get 3) (i32.const 65535)) (i32.const 16)))
                    (i32.const 16)))
            (func (export "sum") (param $at i32) (param $len i32) (result i32) (local $sum i32)
                (block $done
                    (loop $next
                        (br_if $done (i32.eqz (local.get $len)))
                        (local.set $sum (i32.add (local.get $sum)
                            (i32.add (i32.load (local.get $at)) (i32.load offset=4 (local.get $at)))))
                        (local.set $at (i32.add (local.get $at) (i32.const 8)))
                        (local.set $len (i32.sub (local.get $len) (i32.const 1)))
                        (br $next)))
                (local.get $sum)))
        (core instance $i (instantiate $m))
        (func (export "grow") (param "pages" u32) (result s32) (canon lift (core func $i "grow")))
        (func (export "load") (param "at" u32) (result u8) (canon lift (core func $i "load")))
        (func (export "store") (param "at" u32) (param "byte" u8) (canon lift (core func $i "store")))
        (func (export "sum") (param "texts" (list string)) (result u32)
            (canon lift (core func $i "sum") (memory $i "memory") (realloc (func $i "realloc")))))
"#;

fn checked() -> Result<Component> {
    Component::new(&Engine::new(Config::new().memory(MemoryKind::Checked))?, wat::parse_str(GUEST)?)
}

/// Bytes of address space that this process has.
fn address_space() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

#[test]
fn a_checked_memory_reserves_little_and_grows_all_the_same() -> Result<()> {
    let component = checked()?;
    let linker = Linker::new(component.engine());
    for _ in 0..2 {
        let mut store = Store::new(component.engine(), ());
        let before = address_space();
        let instance = linker.instantiate(&mut store, &component)?;
        // Tests of this file run at once, and reserve no more than this all together.
        assert!(address_space().saturating_sub(before) < 1 << 30);
        let grow = instance.get_typed_func::<(u32,), (i32,)>(&mut store, "grow")?;
        let load = instance.get_typed_func::<(u32,), (u8,)>(&mut store, "load")?;
        let write = instance.get_typed_func::<(u32, u8), ()>(&mut store, "store")?;
        assert_eq!(load.call(&mut store, (TEXT.0,))?, (TEXT.1,));
        assert_eq!(load.call(&mut store, (0,))?, (0,));
        write.call(&mut store, (0, 7))?;
        write.call(&mut store, (65534, 8))?;
        let mut pages = 1;
        // In its place, to another one that has just enough, and beyond twice as much.
        for more in [0, 3, 64, 1, 400] {
            assert_eq!(grow.call(&mut store, (more,))?, (pages,));
            pages += more.cast_signed();
            let last = pages.cast_unsigned() * 65536 - 1;
            assert_eq!(load.call(&mut store, (TEXT.0,))?, (TEXT.1,));
            assert_eq!(load.call(&mut store, (0,))?, (7,));
            assert_eq!(load.call(&mut store, (65534,))?, (8,));
            write.call(&mut store, (last, 9))?;
            assert_eq!(load.call(&mut store, (last,))?, (9,));
        }
        assert_eq!(grow.call(&mut store, (65536,))?, (-1,), "more than an index reaches");
        let error = load.call(&mut store, (pages.cast_unsigned() * 65536,)).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::MemoryOutOfBounds));
    }
    Ok(())
}

#[test]
fn values_go_into_a_memory_that_moves_under_them() -> Result<()> {
    let component = checked()?;
    let mut store = Store::new(component.engine(), ());
    let instance = Linker::new(component.engine()).instantiate(&mut store, &component)?;
    let sum = instance.get_typed_func::<(&[String],), (u32,)>(&mut store, "sum")?;
    let texts: Vec<String> = (0..300).map(|i| "x".repeat(i * 200)).collect();
    // Each string begins a page, behind that of the list.
    let mut expected = 0u32;
    let mut at = 65536 * 2;
    for text in &texts {
        expected = expected.wrapping_add(at + text.len() as u32);
        at += (text.len() as u32).next_multiple_of(65536);
    }
    assert_eq!(sum.call(&mut store, (&texts,))?, (expected,));
    Ok(())
}

#[test]
#[allow(unsafe_code, reason = "the artifact was made by this program")]
fn artifacts_know_how_their_memories_are_kept() -> Result<()> {
    let engine = Engine::new(Config::new().memory(MemoryKind::Checked))?;
    let artifact = engine.precompile_component(&wat::parse_str(GUEST)?)?;
    assert_ne!(artifact, Engine::default().precompile_component(&wat::parse_str(GUEST)?)?);
    // SAFETY: the bytes are an artifact that was just made.
    let component = unsafe { Component::deserialize(&Engine::default(), artifact)? };
    let mut store = Store::new(component.engine(), ());
    let before = address_space();
    let instance = Linker::new(component.engine()).instantiate(&mut store, &component)?;
    assert!(address_space().saturating_sub(before) < 1 << 30);
    let grow = instance.get_typed_func::<(u32,), (i32,)>(&mut store, "grow")?;
    assert_eq!((grow.call(&mut store, (200,))?, grow.call(&mut store, (1,))?), ((1,), (201,)));
    Ok(())
}
