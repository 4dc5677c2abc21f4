//! The compiler on whatever comes.
//!
//! In: bytes: a component or module as it is, or what to make one of and how to damage it. Out: nothing, or a panic:
//! if the compiler panics, says that it has a bug, or makes an artifact that cannot be loaded.

use std::panic::{self, Location};
use std::sync::Once;

use arbitrary::{Result, Unstructured};
use embody::component::Component;
use embody::{Config, Engine};
use embody_build::error::ErrorKind;
use embody_build::features::Features;
use embody_build::{bind, parse};

use crate::embody_side::{self, Choices};
use crate::{generate, skips};

/// Bytes that are changed at most.
const MAX_DAMAGE: usize = 4;

/// Has the compiler answer.
///
/// # Panics
/// If it does not.
pub fn check(data: &[u8]) {
    static HOOK: Once = Once::new();
    HOOK.call_once(let_known_panics_pass);
    let what = match data {
        [b'\0', b'a', b's', b'm', ..] => answer(data),
        _ => made(&mut Unstructured::new(data)).unwrap_or_else(|error| format!("no input: {error}")),
    };
    skips::count(&what);
}

/// libFuzzer stops at each panic. That of the WIT decoder, which asserts more than validation promises, is one that the
/// compiler catches.
fn let_known_panics_pass() {
    let stop = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let is_known = |place: &Location<'_>| place.file().contains("/wit-parser-");
        if !info.location().is_some_and(is_known) {
            stop(info);
        }
    }));
}

/// Makes a component or module, damages it, and has the compiler answer.
fn made(u: &mut Unstructured<'_>) -> Result<String> {
    let (is_component, is_wrapped): (bool, bool) = u.arbitrary()?;
    let mut places = [(0_u32, 0_u8); MAX_DAMAGE];
    let damage = u.int_in_range(0..=MAX_DAMAGE)?;
    for place in &mut places[..damage] {
        *place = u.arbitrary()?;
    }
    let mut bytes = match (is_component, is_wrapped) {
        (true, _) => component(u)?,
        (false, true) => wrapped(&generate::module(u, false)?),
        (false, false) => generate::module(u, false)?,
    };
    for (at, byte) in &places[..damage] {
        // The magic bytes and the version stay.
        let len = bytes.len().saturating_sub(8).max(1);
        if let Some(damaged) = bytes.get_mut(8 + *at as usize % len) {
            *damaged ^= byte;
        }
    }
    Ok(answer(&bytes))
}

fn component(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let config = wasm_smith::Config {
        gc_enabled: false,
        max_components: 3,
        max_instances: 5,
        max_modules: 3,
        max_type_size: 100,
        ..wasm_smith::Config::default()
    };
    Ok(wasm_smith::Component::new(config, u)?.to_bytes())
}

/// A component that instantiates a module, whose imports are those of `host.wat`.
fn wrapped(module: &[u8]) -> Vec<u8> {
    let mut bytes = b"\0asm\x0d\0\x01\0".to_vec();
    for module in [&generate::HOST_MODULE, module] {
        section(&mut bytes, 1, module);
    }
    // Two core instances: module 0 without arguments; module 1 with `host` being instance 0.
    section(&mut bytes, 2, b"\x02\x00\x00\x00\x00\x01\x01\x04host\x12\x00");
    bytes
}

/// Adds a section of a binary format.
fn section(bytes: &mut Vec<u8>, id: u8, contents: &[u8]) {
    bytes.push(id);
    let mut len = contents.len();
    while len >= 0x80 {
        bytes.push(len as u8 & 0x7f | 0x80);
        len >>= 7;
    }
    bytes.push(len as u8);
    bytes.extend(contents);
}

/// What the compiler makes of bytes.
///
/// # Panics
/// If it panics or has a bug.
pub fn answer(bytes: &[u8]) -> String {
    let result = match wasmparser::Parser::is_core_wasm(bytes) {
        true => module(bytes),
        false => component_of(bytes),
    };
    match result {
        Ok(()) => "compiled".into(),
        Err(error) => match error.downcast_ref::<embody_build::error::Error>() {
            Some(error) if error.kind == ErrorKind::Invalid => "Invalid".into(),
            Some(error) if error.kind == ErrorKind::Import => "Import".into(),
            Some(error) if matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Limit) => {
                // Where it is, is another place each time.
                let what = match error.message.split_once("`: ") {
                    Some((place, what)) if place.starts_with("in `") => what,
                    _ => &error.message,
                };
                format!("{:?}: {}", error.kind, what.chars().take(40).collect::<String>())
            }
            _ => found(bytes, &error),
        },
    }
}

fn module(bytes: &[u8]) -> embody::Result<()> {
    let linked = embody_side::link(vec![parse::parse_module(bytes)?])?;
    let image = embody_side::compile(linked, Choices { quick: true, ..Choices::default() })?;
    drop(embody_side::Instances::new(&image));
    Ok(())
}

fn component_of(bytes: &[u8]) -> embody::Result<()> {
    let engine =
        Engine::new(Config::new().parallel_compilation(false).cranelift_opt_level(embody::OptLevel::None))?;
    let compiled = Component::new(&engine, bytes);
    // The wrappers are generated from what the compiler accepts; whatever happens, there is an answer.
    if let Ok(world) = bind::decode::decode(bytes)
        && compiled.is_ok()
    {
        let options = bind::BindOptions {
            runtime: bind::RuntimePath::default(),
            linkage: bind::Linkage::of(bytes, Features::all(), &[])?,
            choices: bind::Choices::default(),
        };
        let bound = bind::bind(&world, &options);
        if let Err(bind::BindError::Component(error)) = bound
            && matches!(error.kind, ErrorKind::Bug | ErrorKind::Invalid)
        {
            found(bytes, &error.into());
        }
    }
    compiled.map(drop)
}

fn found(bytes: &[u8], error: &embody::Error) -> ! {
    let text = wasmprinter::print_bytes(bytes).unwrap_or_else(|error| format!("not printable: {error}"));
    panic!("{error:?}\n{text}")
}
