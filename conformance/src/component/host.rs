//! The host that Wasmtime's test files expect: what they import, by name.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Result, ensure};
use embody::Engine;
use embody::component::{Linker, LinkerInstance, Resource, ResourceType};

/// A linker with the host's functions and resource types.
pub(super) fn linker(engine: &Engine) -> Result<Linker<()>> {
    let mut linker = Linker::new(engine);
    linker.root().func_wrap("host-return-two", |_, ()| Ok((2u32,)))?;
    let mut host = linker.instance("host")?;
    host.func_wrap("return-three", |_, ()| Ok((3u32,)))?;
    host.func_wrap("return-hi", |_, ()| Ok(("hi".to_owned(),)))?;
    host.instance("nested")?.func_wrap("return-four", |_, ()| Ok((4u32,)))?;
    host.module("simple-module", simple_module()?)?;
    resources(&mut host)?;
    Ok(linker)
}

/// A core module with a global `g` of 100 and a function `f` that returns 101.
fn simple_module() -> Result<Vec<u8>> {
    let text = "(module (global (export \"g\") i32 (i32.const 100)) (func (export \"f\") (result i32) (i32.const 101)))";
    let buffer = wast::parser::ParseBuffer::new(text)?;
    Ok(wast::parser::parse::<wast::Wat<'_>>(&buffer)?.encode()?)
}

struct Resource1;
struct Resource2;

/// How often resources of the first type were dropped, and which one last.
#[derive(Default)]
struct Drops {
    count: AtomicU32,
    last: AtomicU32,
}

fn resources(host: &mut LinkerInstance<'_, ()>) -> Result<()> {
    let drops = Arc::new(Drops::default());
    let (noted, counted, last) = (drops.clone(), drops.clone(), drops);
    host.resource("resource1", ResourceType::host::<Resource1>(), move |_, rep| {
        noted.count.fetch_add(1, Ordering::Relaxed);
        noted.last.store(rep, Ordering::Relaxed);
        Ok(())
    })?;
    host.resource("resource2", ResourceType::host::<Resource2>(), |_, _| Ok(()))?;
    // The same type as `resource1`, whose destructor counts.
    host.resource("resource1-again", ResourceType::host::<Resource1>(), |_, _| Ok(()))?;

    host.func_wrap("[constructor]resource1", |_, (rep,): (u32,)| Ok((Resource::<Resource1>::new_own(rep),)))?;
    host.func_wrap("[static]resource1.assert", |_, (resource, rep): (Resource<Resource1>, u32)| {
        ensure!(resource.rep() == rep, "expected the representation {rep}, found {}", resource.rep());
        Ok(())
    })?;
    host.func_wrap("[static]resource1.drops", move |_, ()| Ok((counted.count.load(Ordering::Relaxed),)))?;
    host.func_wrap("[static]resource1.last-drop", move |_, ()| Ok((last.last.load(Ordering::Relaxed),)))?;

    host.func_wrap("[method]resource1.simple", |_, (this, rep): (Resource<Resource1>, u32)| {
        ensure!(!this.owned(), "a borrow that is owned");
        ensure!(this.rep() == rep, "expected the representation {rep}, found {}", this.rep());
        Ok(())
    })?;
    host.func_wrap(
        "[method]resource1.take-borrow",
        |_, (this, other): (Resource<Resource1>, Resource<Resource1>)| {
            ensure!(!this.owned() && !other.owned(), "a borrow that is owned");
            Ok(())
        },
    )?;
    host.func_wrap(
        "[method]resource1.take-own",
        |_, (this, other): (Resource<Resource1>, Resource<Resource1>)| {
            ensure!(!this.owned(), "a borrow that is owned");
            ensure!(other.owned(), "a resource that was given and is not owned");
            Ok(())
        },
    )
}
