//! Loading artifacts that were damaged.
//!
//! In: bytes: which component, what of its artifact is damaged, and how. Out: nothing, or a panic or crash.
//!
//! `Component::deserialize` is unsafe, because the code in an artifact is executed as it is, on data, by a plan and with
//! types that say what is where in it: whoever can write all of them and mend the hash can do what he wants. So this is
//! what is claimed, and checked:
//! - An artifact that was damaged and whose hash was not mended is refused with words for what is wrong, whatever byte it
//!   was; unless it is a byte that nobody reads, and then the component is the same.
//! - An artifact whose header, plan, types, names or data were damaged and whose hash was mended is refused, or it makes a
//!   component that can be looked at, linked and prepared (context, memories and tables of an instance are made).
//! - Its functions are called only if nothing but names is other than it was; then they do what they did.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use embody::component::types::ComponentItem;
use embody::component::{Component, ComponentExportIndex, Linker, Type};
use embody::{Config, Engine, Store, Trap};
use embody_abi::artifact::{FileRange, HEADER_OFFSET, Header, content_hash};
use embody_abi::meta::{ComponentMeta, Item};
use embody_abi::plan::Plan;

use crate::skips;

/// Artifacts that one input damages at most: a fuzzer's own work for an input takes longer than loading one.
const MAX_ARTIFACTS: usize = 4;
/// Damages to one artifact at most.
const MAX_DAMAGE: usize = 8;
/// Bytes that one damage writes at most.
const MAX_WRITTEN: usize = 16;
/// Items and types that are looked at: types may name each other so that there is no end.
const MAX_LOOKS: usize = 1000;
/// What is said of artifacts that are damaged, each by a part of a message.
const REASONS: [&str; 9] = [
    "not an artifact",
    "is of version",
    "target of unknown number",
    "not for this machine",
    "is not in it",
    "do not have the hash",
    "not aligned to",
    "cannot be decoded",
    "the artifact's types are damaged",
];
/// What is said besides of those whose hash was mended.
const MORE_REASONS: [&str; 8] = [
    "compiled for processors with",
    "types nest deeper than",
    "over the limit of",
    "outside its",
    "is larger than the context",
    "memory",
    "not supported yet",
    "damaged artifact",
];

/// Components that import `log`, and export `run`, a function that makes 2·n + 1 of n.
const COMPONENTS: [&str; 4] = [
    include_str!("artifact/plain.wat"),
    include_str!("artifact/memory.wat"),
    include_str!("artifact/types.wat"),
    include_str!("artifact/nested.wat"),
];

/// An artifact that is whole.
struct Base {
    bytes: Vec<u8>,
    header: Header,
    plan: Plan,
    meta: ComponentMeta,
    component: Component,
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut config = Config::new();
    config.parallel_compilation(false).wasm_component_model_map(true);
    Engine::new(&config).expect("the engine has a configuration of ours")
});

static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| COMPONENTS.iter().map(|text| Base::new(text)).collect());

impl Base {
    fn new(text: &str) -> Self {
        let binary = wat::parse_str(text).expect("our own text");
        let component = Component::from_binary(&ENGINE, &binary).expect("our own component");
        let bytes = component.serialize().expect("it is no constant of the program");
        let header = Header::decode(&bytes).expect("the compiler made it");
        let (plan, meta) = decoded(&bytes, &header).expect("the compiler made it");
        run(&component, "run");
        Self { bytes, header, plan, meta, component }
    }
}

/// Loads what was damaged.
///
/// # Panics
/// If what is claimed does not hold.
pub fn check(data: &[u8]) {
    let mut u = Unstructured::new(data);
    for _ in 0..MAX_ARTIFACTS {
        let what = damaged(&mut u).unwrap_or_else(|error| format!("no input: {error}"));
        skips::count(&what);
        if u.is_empty() {
            break;
        }
    }
}

fn damaged(u: &mut Unstructured<'_>) -> Result<String> {
    let base = u.choose(&BASES)?;
    let is_prepared = u.ratio(1, 16)?;
    let mut bytes = base.bytes.clone();
    match u.int_in_range(0..=4)? {
        0 => damage(u, &mut bytes)?,
        // The header's numbers, which say where everything is.
        1 => {
            let mut header = bytes[HEADER_OFFSET..][..80].to_vec();
            damage(u, &mut header)?;
            header.resize(80, 0);
            bytes[HEADER_OFFSET..][..80].copy_from_slice(&header);
            mend(&mut bytes);
        }
        2 => {
            let at = range(base.header.data);
            let mut part = bytes[at.clone()].to_vec();
            damage(u, &mut part)?;
            part.resize(at.len(), 0);
            bytes[at].copy_from_slice(&part);
            mend(&mut bytes);
        }
        kind => {
            let mut part = bytes[range(base.header.meta)].to_vec();
            match kind {
                3 => damage(u, &mut part)?,
                _ => part = u.bytes(u.len())?.to_vec(),
            }
            bytes.truncate(range(base.header.meta).start);
            bytes.extend(&part);
            let len = (part.len() as u64).to_le_bytes();
            bytes[HEADER_OFFSET + 64..][..8].copy_from_slice(&len);
            mend(&mut bytes);
        }
    }
    Ok(answer(base, &bytes, is_prepared))
}

/// Changes bytes, or where they are.
fn damage(u: &mut Unstructured<'_>, bytes: &mut Vec<u8>) -> Result<()> {
    for _ in 0..u.int_in_range(1..=MAX_DAMAGE)? {
        let at = u.arbitrary::<u32>()? as usize % (bytes.len() + 1);
        match u.int_in_range(0..=5)? {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= u.arbitrary::<u8>()?;
                }
            }
            1 => {
                let len = u.int_in_range(0..=MAX_WRITTEN)?;
                bytes.iter_mut().skip(at).zip(u.bytes(len.min(u.len()))?).for_each(|(to, from)| *to = *from);
            }
            2 => {
                let len = u.int_in_range(0..=MAX_WRITTEN)?;
                bytes.splice(at..at, u.bytes(len.min(u.len()))?.iter().copied());
            }
            3 => {
                let end = at.saturating_add(usize::from(u.arbitrary::<u8>()?)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => bytes.truncate(at),
            _ => {
                let len = u.int_in_range(1..=MAX_WRITTEN)?;
                let again = u.int_in_range(1..=2000)?;
                let some = bytes[at..bytes.len().min(at + len)].repeat(again);
                bytes.splice(at..at, some);
            }
        }
    }
    Ok(())
}

fn range(range: FileRange) -> std::ops::Range<usize> {
    range.start as usize..(range.start + range.len) as usize
}

/// The hash that an artifact should have, if it has the parts that its header says.
fn hash_of(bytes: &[u8]) -> Option<(Header, u64)> {
    let header = Header::decode(bytes).ok()?;
    let parts = [header.text.of(bytes)?, header.data.of(bytes)?, header.meta.of(bytes)?];
    Some((header, content_hash(header.cpu_features, parts)))
}

fn mend(bytes: &mut [u8]) {
    if let Some((_, hash)) = hash_of(bytes) {
        bytes[HEADER_OFFSET + 72..][..8].copy_from_slice(&hash.to_le_bytes());
    }
}

/// What a loader decodes, decoded here.
fn decoded(bytes: &[u8], header: &Header) -> Option<(Plan, ComponentMeta)> {
    postcard::from_bytes(header.meta.of(bytes)?).ok()
}

/// Loads an artifact and does what can be done with it.
#[allow(
    unsafe_code,
    reason = "loading is unsafe because of what is executed; that is executed only where it is whole"
)]
fn answer(base: &Base, bytes: &[u8], is_prepared: bool) -> String {
    // What a fuzzer writes may be the right hash.
    let whole = hash_of(bytes).filter(|(header, hash)| header.content_hash == *hash);
    // SAFETY: text, data, plan and types are those of an artifact that Embody made just now wherever the component's code is
    // called; that anything else is found out, or does no harm before code is called, is what is checked here.
    let loaded = unsafe { Component::deserialize(&ENGINE, bytes) };
    let Some((header, _)) = whole else {
        let message = format!("{:#}", loaded.expect_err("it was damaged"));
        assert!(REASONS.iter().any(|reason| message.contains(reason)), "{message}");
        return short("refused: ", &message);
    };
    let found = decoded(bytes, &header);
    let component = match loaded {
        Ok(component) => component,
        Err(error) => {
            let message = format!("{error:#}");
            assert!(is_reason(&message), "{message}");
            return short("refused though mended: ", &message);
        }
    };
    let (plan, meta) = found.expect("what is loaded can be decoded");
    look(&component, bytes, &plan, &meta, base);
    if is_prepared {
        prepare(&component);
    }
    let is_same = |a: FileRange, b: FileRange| a.of(bytes) == b.of(&base.bytes);
    let is_code_same = is_same(header.text, base.header.text) && is_same(header.data, base.header.data);
    if is_code_same && plan == base.plan && but_for_names(&meta) == but_for_names(&base.meta) {
        let imports =
            |meta: &ComponentMeta| meta.imports.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        // Of two exports with one name the first is not found.
        let position = base.meta.exports.iter().position(|(name, _)| name == "run");
        let name = position.and_then(|at| meta.exports.get(at)).map(|(name, _)| name);
        let name = name.filter(|name| meta.exports.iter().filter(|(n, _)| n == *name).count() == 1);
        // Nothing is learnt from calls of what is the same in each byte, each time.
        let is_worth_it = is_prepared || !is_same(header.meta, base.header.meta);
        if let Some(name) = name.filter(|_| is_worth_it && imports(&meta) == imports(&base.meta)) {
            run(&component, name);
            return "called".into();
        }
    }
    "looked at".into()
}

fn is_reason(message: &str) -> bool {
    REASONS.iter().chain(&MORE_REASONS).any(|reason| message.contains(reason))
}

fn short(what: &str, message: &str) -> String {
    what.chars().chain(message.chars().filter(|c| !c.is_ascii_digit()).take(60)).collect()
}

/// The world without the names at its root.
fn but_for_names(meta: &ComponentMeta) -> ComponentMeta {
    let erased =
        |items: &[(String, Item)]| items.iter().map(|(_, item)| (String::new(), item.clone())).collect();
    ComponentMeta { imports: erased(&meta.imports), exports: erased(&meta.exports), ..meta.clone() }
}

/// Looks at everything that a component says about itself.
fn look(component: &Component, bytes: &[u8], plan: &Plan, meta: &ComponentMeta, base: &Base) {
    assert_eq!(component.serialize().expect("it was loaded"), bytes);
    let at = component.image_range();
    assert_eq!(at.end.addr() - at.start.addr(), bytes.len());
    assert!(component.text().is_empty() || at.contains(&component.text().as_ptr()));
    let needed = component.resources_required().expect("it is always known");
    assert_eq!(
        (needed.num_memories as usize, needed.num_tables as usize),
        (plan.memories.len(), plan.tables.len())
    );

    let (ty, base_ty) = (component.component_type(), base.component.component_type());
    assert!(ty.imports(&ENGINE).map(|(name, _)| name).eq(meta.imports.iter().map(|(name, _)| name.as_str())));
    assert!(ty.exports(&ENGINE).map(|(name, _)| name).eq(meta.exports.iter().map(|(name, _)| name.as_str())));
    let mut looks = Looks { left: MAX_LOOKS, base: Vec::new() };
    let base_items = base_ty.exports(&ENGINE).map(|(_, item)| item.ty);
    looks.base.extend(base_items.filter_map(|item| match item {
        ComponentItem::Type(ty) => Some(ty),
        _ => None,
    }));
    for (name, item) in ty.imports(&ENGINE) {
        assert!(ty.get_import(&ENGINE, name).is_some());
        looks.item(&item.ty);
    }
    for (name, item) in ty.exports(&ENGINE) {
        assert!(ty.get_export(&ENGINE, name).is_some());
        looks.item(&item.ty);
        let found = component.get_export(None, name).map(|(_, index)| index);
        looks.export(component, &item.ty, found.as_ref());
    }
    assert!(component.get_export_index(None, "no such name").is_none());
    assert!(
        base.component
            .get_export_index(None, "run")
            .is_some_and(|index| component.get_export_index(None, index).is_none())
    );
}

/// How much is still looked at, and types that others are compared with.
struct Looks {
    left: usize,
    base: Vec<Type>,
}

impl Looks {
    fn go(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    fn item(&mut self, item: &ComponentItem) {
        if !self.go() {
            return;
        }
        assert!(!format!("{item:?}").is_empty());
        match item {
            ComponentItem::ComponentFunc(func) => {
                func.params().for_each(|(_, ty)| self.ty(&ty));
                func.results().for_each(|ty| self.ty(&ty));
            }
            ComponentItem::ComponentInstance(instance) => {
                instance.exports(&ENGINE).for_each(|(_, item)| self.item(&item.ty));
            }
            ComponentItem::Type(ty) => self.ty(ty),
            _ => {}
        }
    }

    /// Finds what an instance exports.
    fn export(&mut self, component: &Component, item: &ComponentItem, index: Option<&ComponentExportIndex>) {
        let index = index.expect("what is exported is found");
        let ComponentItem::ComponentInstance(instance) = item else { return };
        for (name, item) in instance.exports(&ENGINE) {
            if !self.go() {
                return;
            }
            // Of two with one name the last is found, which may be another item.
            if let Some((_, index)) = component.get_export(Some(index), name) {
                self.export(component, &item.ty, Some(&index));
            }
        }
    }

    fn ty(&mut self, ty: &Type) {
        if !self.go() {
            return;
        }
        assert_eq!(ty, &ty.clone());
        let _ = self.base.iter().filter(|other| *other == ty).count();
        match ty {
            Type::List(list) => self.ty(&list.ty()),
            Type::FixedLengthList(list) => self.ty(&list.ty()),
            Type::Map(map) => [map.key(), map.value()].iter().for_each(|ty| self.ty(ty)),
            Type::Record(record) => record.fields().for_each(|field| self.ty(&field.ty)),
            Type::Tuple(tuple) => tuple.types().for_each(|ty| self.ty(&ty)),
            Type::Variant(variant) => variant.cases().filter_map(|case| case.ty).for_each(|ty| self.ty(&ty)),
            Type::Option(option) => self.ty(&option.ty()),
            Type::Result(result) => result.ok().into_iter().chain(result.err()).for_each(|ty| self.ty(&ty)),
            Type::Enum(names) => assert!(names.names().len() < usize::MAX),
            Type::Flags(names) => assert!(names.names().len() < usize::MAX),
            _ => {}
        }
    }
}

/// Finds what the component imports, and makes the parts of an instance without running it.
fn prepare(component: &Component) {
    let mut linker = Linker::<()>::new(&ENGINE);
    linker.allow_shadowing(true);
    let linked = linker
        .define_unknown_imports_as_traps(component)
        .and_then(|()| linker.substituted_component_type(component))
        .and_then(|_| linker.instantiate_pre(component));
    for error in [linked.err(), component.initialize_copy_on_write_image().err()].into_iter().flatten() {
        let message = format!("{error:#}");
        assert!(!message.contains("a bug in Embody"), "{message}");
    }
}

/// Runs a component whose code, data, plan and types are whole.
fn run(component: &Component, name: &str) {
    let expected = ([15, 41], Some(Trap::UnreachableCodeReached), 27);
    assert_eq!(results(component, name).expect("it is whole"), expected);
}

/// Two results, why a third call traps, and the sum of what was logged.
fn results(component: &Component, name: &str) -> embody::Result<([u32; 2], Option<Trap>, u32)> {
    let mut linker = Linker::<u32>::new(&ENGINE);
    linker.root().func_wrap("log", |mut store, (n,): (u32,)| {
        *store.data_mut() += n;
        Ok(())
    })?;
    linker.allow_shadowing(true).define_unknown_imports_as_traps(component)?;
    let mut store = Store::new(&ENGINE, 0);
    let instance = linker.instantiate(&mut store, component)?;
    let run = instance.get_typed_func::<(u32,), (u32,)>(&mut store, name)?;
    let results = [run.call(&mut store, (7,))?.0, run.call(&mut store, (20,))?.0];
    let trap = run.call(&mut store, (0,)).err().and_then(|error| error.downcast_ref::<Trap>().copied());
    Ok((results, trap, store.into_data()))
}
