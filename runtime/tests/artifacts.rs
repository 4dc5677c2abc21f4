//! Loading artifacts: each thing that can be wrong with one is found, and said.
#![allow(unsafe_code, reason = "artifacts that this program made, and damages to see that it is found out")]

use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};

use embody::__private::abi::artifact::{
    ABI_VERSION, HEADER_BYTES, HEADER_OFFSET, Header, MAGIC, content_hash,
};
use embody::component::{Component, Linker};
use embody::{Engine, Precompiled, Result, Store, Trap};

fn adder() -> Component {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/adder/adder.wasm");
    Component::from_file(&Engine::default(), path).unwrap()
}

/// A file that is there until this is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(bytes: &[u8]) -> Self {
        static NUMBERS: AtomicU32 = AtomicU32::new(0);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("embody-artifacts-{}-{number}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Pages that can be written and executed, and stay.
fn pages(bytes: &[u8]) -> NonNull<[u8]> {
    use rustix::mm::{MapFlags, ProtFlags, mmap_anonymous};
    let prot = ProtFlags::READ | ProtFlags::WRITE | ProtFlags::EXEC;
    // SAFETY: a fresh mapping, into which `bytes` fit, and which is never unmapped.
    unsafe {
        let start = mmap_anonymous(std::ptr::null_mut(), bytes.len(), prot, MapFlags::PRIVATE).unwrap();
        std::ptr::copy_nonoverlapping(bytes.as_ptr(), start.cast(), bytes.len());
        NonNull::slice_from_raw_parts(NonNull::new(start.cast()).unwrap(), bytes.len())
    }
}

/// Loads an artifact in each of the three ways.
fn load(bytes: &[u8]) -> [Result<Component>; 3] {
    let engine = Engine::default();
    let file = Scratch::new(bytes);
    // SAFETY: the bytes are an artifact of this program, or damaged in a way that is found out. What is loaded from a
    // file stays mapped when the file is removed.
    unsafe {
        [
            Component::deserialize(&engine, bytes),
            Component::deserialize_file(&engine, &file.0),
            Component::deserialize_raw(&engine, pages(if bytes.is_empty() { &[0] } else { bytes })),
        ]
    }
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    for result in load(bytes) {
        let error = format!("{:#}", result.unwrap_err());
        assert!(error.contains(expected), "expected `{expected}`, got `{error}`");
    }
}

/// The artifact with other bytes at a place of its header.
fn with_header(good: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut damaged = good.to_vec();
    damaged[HEADER_OFFSET + at..][..bytes.len()].copy_from_slice(bytes);
    damaged
}

/// The artifact with a hash of what it holds, as if the compiler had made it so.
fn mended(damaged: &[u8]) -> Vec<u8> {
    let header = Header::decode(damaged).unwrap();
    let parts = [header.text, header.data, header.meta].map(|range| range.of(damaged).unwrap());
    with_header(damaged, 72, &content_hash(header.cpu_features, parts).to_le_bytes())
}

#[test]
fn what_is_wrong_is_said() {
    let good = adder().serialize().unwrap();
    let header = Header::decode(&good).unwrap();
    refused(&[], "not an artifact of Embody");
    refused(&good[..HEADER_OFFSET + HEADER_BYTES - 1], "not an artifact of Embody");
    refused(&with_header(&good, 0, &[MAGIC[0] ^ 1]), "not an artifact of Embody");

    let version = ABI_VERSION + 1;
    let expected = format!("the artifact is of version {version}, this program reads version {ABI_VERSION}");
    refused(&with_header(&good, 8, &version.to_le_bytes()), &expected);
    refused(&with_header(&good, 12, &0xffff_u32.to_le_bytes()), "target of unknown number 65535");
    let other = if cfg!(target_arch = "x86_64") { "aarch64" } else { "x86_64" };
    let targets = embody::__private::abi::features::Target::ALL;
    let target = targets.iter().find(|target| target.cfg().0 == other).unwrap();
    let expected = format!("the artifact is for {other} linux, not for this machine");
    refused(&with_header(&good, 12, &(*target as u32).to_le_bytes()), &expected);

    // No processor has all features, and no version knows the last.
    let needs = |features: u64| mended(&with_header(&good, 16, &features.to_le_bytes()));
    refused(&needs(u64::MAX), "the component was compiled for processors with");
    refused(&needs(1 << 63), "a feature of another version of Embody");
    // To need less than the code does is damage that no processor tells.
    refused(&with_header(&good, 16, &(!header.cpu_features).to_le_bytes()), "do not have the hash");

    refused(&with_header(&good, 72, &(!header.content_hash).to_le_bytes()), "do not have the hash");
    for (name, at, range) in [("text", 24, header.text), ("data", 40, header.data), ("meta", 56, header.meta)]
    {
        let beyond = (good.len() as u64).next_multiple_of(4096);
        refused(&with_header(&good, at, &beyond.to_le_bytes()), &format!("its {name} is not in it"));
        refused(&with_header(&good, at + 8, &u64::MAX.to_le_bytes()), &format!("its {name} is not in it"));
        let mut damaged = good.clone();
        let end = usize::try_from(range.start + range.len).unwrap();
        damaged[end - 1] ^= 0x80;
        refused(&damaged, "do not have the hash");
        refused(&good[..end - 1], "is not in it");
    }
}

#[test]
fn what_is_whole_is_loaded_in_each_way() -> Result<()> {
    let component = adder();
    let bytes = component.serialize()?;
    for loaded in load(&bytes) {
        let loaded = loaded?;
        assert_eq!(loaded.serialize()?, bytes, "an artifact is written as it was read");
        assert!(loaded.image_range().contains(&loaded.text().as_ptr()));
        assert_eq!(loaded.text(), component.text());
        let mut store = Store::new(loaded.engine(), ());
        let instance = Linker::new(loaded.engine()).instantiate(&mut store, &loaded)?;
        let name = loaded.component_type().exports(loaded.engine()).next().unwrap().0.to_string();
        let add = instance.get_typed_func::<(u32, u32), (u32,)>(&mut store, &name)?;
        assert_eq!(add.call(&mut store, (20, 22))?, (42,));
    }
    Ok(())
}

#[test]
fn an_artifact_in_place_starts_at_a_page() {
    let mut bytes = vec![0];
    bytes.extend(adder().serialize().unwrap());
    let memory = pages(&bytes);
    // SAFETY: the memory is executable, and stays. It is refused before anything of it is used.
    let error = unsafe {
        let inside = NonNull::slice_from_raw_parts(memory.cast::<u8>().add(1), bytes.len() - 1);
        Component::deserialize_raw(&Engine::default(), inside).unwrap_err()
    };
    assert!(error.to_string().contains("must start at a page"), "{error}");
}

#[test]
fn artifacts_are_told_from_what_is_none() -> Result<()> {
    let good = adder().serialize()?;
    assert_eq!(Engine::detect_precompiled(&good), Some(Precompiled::Component));
    let newer = with_header(&good, 8, &(ABI_VERSION + 1).to_le_bytes());
    assert_eq!(Engine::detect_precompiled(&newer), Some(Precompiled::Component), "loading it says the rest");
    let file = Scratch::new(&good);
    assert_eq!(Engine::detect_precompiled_file(&file.0)?, Some(Precompiled::Component));
    for bytes in [&b""[..], b"\0asm\x0d\0\x01\0", &good[..HEADER_OFFSET]] {
        assert_eq!(Engine::detect_precompiled(bytes), None);
        let file = Scratch::new(bytes);
        assert_eq!(Engine::detect_precompiled_file(&file.0)?, None);
    }
    assert!(Engine::detect_precompiled_file("/no/such/file").is_err());
    Ok(())
}

#[test]
fn text_is_a_component_only_where_it_is_asked_for() {
    let text = b"(component)";
    let error = Component::from_binary(&Engine::default(), text).unwrap_err();
    assert!(format!("{error:#}").contains("text"), "{error:#}");
    assert_eq!(Component::new(&Engine::default(), text).is_ok(), cfg!(feature = "wat"));
}

/// A component whose function traps for zero.
fn divider() -> Vec<u8> {
    let text = r#"(component
        (core module $m (func (export "f") (param i32) (result i32) (i32.div_u (i32.const 84) (local.get 0))))
        (core instance $i (instantiate $m))
        (func (export "f") (param "n" u32) (result u32) (canon lift (core func $i "f"))))"#;
    Engine::default().precompile_component(&wat::parse_str(text).unwrap()).unwrap()
}

#[track_caller]
fn divides(component: &Component) {
    let call = |n| -> Result<u32> {
        let mut store = Store::new(component.engine(), ());
        let instance = Linker::new(component.engine()).instantiate(&mut store, component)?;
        Ok(instance.get_typed_func::<(u32,), (u32,)>(&mut store, "f")?.call(&mut store, (n,))?.0)
    };
    assert_eq!(call(2).unwrap(), 42);
    assert_eq!(call(0).unwrap_err().downcast_ref::<Trap>(), Some(&Trap::IntegerDivisionByZero));
}

#[test]
fn traps_are_found_while_images_come_and_go() {
    let bytes = divider();
    // SAFETY: Embody made the bytes just now.
    let load = || unsafe { Component::deserialize(&Engine::default(), &bytes).unwrap() };
    let stays = load();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let (first, second) = (load(), load());
                    drop(first);
                    let third = load();
                    [&stays, &second, &third].into_iter().for_each(divides);
                }
            });
        }
    });
}
