//! Smoke test of the dynamic API.
use embody::component::{Component, Linker, Val};
use embody::{Engine, Store};
fn main() -> embody::Result<()> {
    let engine = Engine::default();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let adder = Component::from_file(&engine, format!("{root}/examples/adder/adder.wasm"))?;
    let linker = Linker::<()>::new(&engine);
    let mut store = Store::new(&engine, ());
    let i = linker.instantiate(&mut store, &adder)?;
    let add = i.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
    println!("{:?}", add.call(&mut store, (2, 3))?);
    let greeter = Component::from_file(&engine, format!("{root}/examples/greeter/greeter.wasm"))?;
    let mut linker = Linker::<()>::new(&engine);
    linker.instance("docs:greeter/log")?.func_wrap("write", |_: embody::StoreContextMut<'_, ()>, (line,): (String,)| { println!("host: {line}"); Ok(()) })?;
    let i = linker.instantiate(&mut store, &greeter)?;
    let greet = i.get_func(&mut store, "greet").unwrap();
    let mut out = [Val::Bool(false)];
    greet.call(&mut store, &[Val::String("world".into())], &mut out)?;
    println!("{out:?}");
    let traps = Component::from_file(&engine, format!("{root}/conformance/guests/traps.wasm"))?;
    for (name, args) in [("unreachable", vec![]), ("load", vec![Val::U32(16)]), ("load", vec![Val::U32(65533)]), ("load", vec![Val::U32(u32::MAX)]), ("divide", vec![Val::S32(7), Val::S32(-2)]), ("divide", vec![Val::S32(1), Val::S32(0)]), ("divide", vec![Val::S32(i32::MIN), Val::S32(-1)]), ("convert", vec![Val::Float64(f64::NAN)]), ("call-mismatch", vec![]), ("call-null", vec![]), ("call-element", vec![Val::U32(4)]), ("recurse", vec![]), ("grow", vec![Val::U32(3)]), ("call-host", vec![Val::U32(4)]), ("call-host", vec![Val::U32(5)]),("call-host", vec![Val::U32(6)])] {
        let mut linker = Linker::<()>::new(&engine);
        linker.root().func_wrap("callback", |_: embody::StoreContextMut<'_, ()>, (x,): (u32,)| { if x == 5 { embody::bail!("five") } if x==6 {panic!("six")} Ok((x * 10,)) })?;
        let i = linker.instantiate(&mut store, &traps)?;
        let f = i.get_func(&mut store, name).unwrap();
        let mut out = vec![Val::Bool(false); f.ty(&store).results().len()];
        let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| f.call(&mut store, &args, &mut out)));
        println!("{name} {args:?}: {:?} {out:?}", r.map(|r| r.map_err(|e| format!("{e:#}"))));
    }
    Ok(())
}
