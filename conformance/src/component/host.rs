//! The host that Wasmtime's test files expect: what they import, by name.

use anyhow::Result;
use embody::Engine;
use embody::component::Linker;

/// A linker with the host's functions.
pub(super) fn linker(engine: &Engine) -> Result<Linker<()>> {
    let mut linker = Linker::new(engine);
    linker.root().func_wrap("host-return-two", |_, ()| Ok((2u32,)))?;
    let mut host = linker.instance("host")?;
    host.func_wrap("return-three", |_, ()| Ok((3u32,)))?;
    host.func_wrap("return-hi", |_, ()| Ok(("hi".to_owned(),)))?;
    host.instance("nested")?.func_wrap("return-four", |_, ()| Ok((4u32,)))?;
    Ok(linker)
}
