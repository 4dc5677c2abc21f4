//! Components of components that pass their arguments on, made at random.
//!
//! In: a seed. Out: the text of a component that imports `echo-import` and exports `echo-export` of one random signature.
//! Two component instances are inside, each with a string encoding of its own: the export calls the outer one, which calls
//! the inner one, which calls the import. What the host gets back has crossed from one instance to the other twice. Or the
//! two are hostile: now and then they pass another number than they were given, and once what they allocate lies anywhere.

use std::fmt::Write as _;

use embody_abi::canonical::{CanonicalAbi, Direction, FlatType, flat_signature, layout};
use embody_abi::types::{FuncType, Type, TypeDef, TypeTable};
use fastrand::Rng;

/// Types that a signature names at most.
const MAX_TYPES: usize = 8;

const ENCODINGS: [&str; 3] = ["utf8", "utf16", "latin1+utf16"];

/// The text of a component that echoes.
#[must_use]
pub fn component(seed: u64) -> String {
    make(&mut Rng::with_seed(seed), false)
}

/// The text of a component that echoes or not, and passes what no component should.
#[must_use]
pub fn hostile(seed: u64) -> String {
    make(&mut Rng::with_seed(seed), true)
}

fn make(random: &mut Rng, is_hostile: bool) -> String {
    let mut signature = Signature::default();
    for _ in 0..random.usize(..MAX_TYPES) {
        signature.define(random);
    }
    let mut params = Vec::new();
    for _ in 0..random.usize(..6) {
        params.push((format!("p{}", params.len()), signature.any(random)));
    }
    let result = (random.u8(..4) > 0).then(|| signature.any(random));
    signature.ty = FuncType { params, result };
    let encodings = [(); 2].map(|()| ENCODINGS[random.usize(..3)]);
    let libc = if is_hostile { hostile_libc(random) } else { LIBC.to_owned() };
    let lies = if is_hostile { signature.lies(random) } else { String::new() };
    signature.text(encodings, &libc, &lies)
}

#[derive(Default)]
struct Signature {
    table: TypeTable,
    types: Vec<Type>,
    ty: FuncType,
}

impl Signature {
    /// A type to use.
    fn any(&self, random: &mut Rng) -> Type {
        const PRIMITIVE: [Type; 13] = [
            Type::Bool,
            Type::S8,
            Type::U8,
            Type::S16,
            Type::U16,
            Type::S32,
            Type::U32,
            Type::S64,
            Type::U64,
            Type::F32,
            Type::F64,
            Type::Char,
            Type::String,
        ];
        match random.bool() || self.types.is_empty() {
            true => PRIMITIVE[random.usize(..PRIMITIVE.len())],
            false => self.types[random.usize(..self.types.len())],
        }
    }

    /// Makes one more type.
    fn define(&mut self, random: &mut Rng) {
        let name = |letter: &str, n: usize| format!("{letter}{n}");
        let optional = |this: &Self, random: &mut Rng| random.bool().then(|| this.any(random));
        let def = match random.u8(..11) {
            0 => {
                let count = random.usize(1..6);
                TypeDef::Record((0..count).map(|n| (name("f", n), self.any(random))).collect())
            }
            1 => TypeDef::Tuple((0..random.usize(1..5)).map(|_| self.any(random)).collect()),
            2 => {
                let count = random.usize(1..6);
                TypeDef::Variant((0..count).map(|n| (name("c", n), optional(self, random))).collect())
            }
            3 => TypeDef::Enum((0..random.usize(1..300)).map(|n| name("e", n)).collect()),
            4 => TypeDef::Option(self.any(random)),
            5 => TypeDef::Result { ok: optional(self, random), err: optional(self, random) },
            6 => TypeDef::Flags((0..random.usize(1..33)).map(|n| name("b", n)).collect()),
            7 => TypeDef::FixedList(self.any(random), random.u32(1..12)),
            8 => {
                const KEYS: [Type; 4] = [Type::U8, Type::U64, Type::Char, Type::String];
                TypeDef::Map(KEYS[random.usize(..KEYS.len())], self.any(random))
            }
            _ => TypeDef::List(self.any(random)),
        };
        let ty = self.table.intern(def);
        if layout(&self.table, ty).size > 4096 {
            return;
        }
        if !self.types.contains(&ty) {
            self.types.push(ty);
        }
    }

    fn name(&self, ty: Type) -> String {
        match ty {
            Type::Defined(_) => {
                let at = self.types.iter().position(|t| *t == ty).unwrap_or_default();
                format!("$t{at}")
            }
            Type::F32 => "f32".into(),
            Type::F64 => "f64".into(),
            primitive => format!("{primitive:?}").to_lowercase(),
        }
    }

    fn definition(&self, ty: Type) -> String {
        let Type::Defined(index) = ty else { return String::new() };
        let name = |ty: &Type| self.name(*ty);
        let mut out = String::new();
        let quoted = |names: &[String]| names.iter().map(|n| format!(" \"{n}\"")).collect::<String>();
        let _ = match self.table.get(index) {
            Some(TypeDef::Record(fields)) => {
                let fields = fields.iter().map(|(n, ty)| format!(" (field \"{n}\" {})", name(ty)));
                write!(out, "(record{})", fields.collect::<String>())
            }
            Some(TypeDef::Tuple(types)) => {
                write!(out, "(tuple{})", types.iter().map(|ty| format!(" {}", name(ty))).collect::<String>())
            }
            Some(TypeDef::Variant(cases)) => {
                let payload = |ty: &Option<Type>| ty.map_or(String::new(), |ty| format!(" {}", name(&ty)));
                let cases = cases.iter().map(|(n, ty)| format!(" (case \"{n}\"{})", payload(ty)));
                write!(out, "(variant{})", cases.collect::<String>())
            }
            Some(TypeDef::Enum(names)) => write!(out, "(enum{})", quoted(names)),
            Some(TypeDef::Flags(names)) => write!(out, "(flags{})", quoted(names)),
            Some(TypeDef::Option(ty)) => write!(out, "(option {})", name(ty)),
            Some(TypeDef::Result { ok, err }) => {
                let ok = ok.map_or(String::new(), |ty| format!(" {}", name(&ty)));
                let err = err.map_or(String::new(), |ty| format!(" (error {})", name(&ty)));
                write!(out, "(result{ok}{err})")
            }
            Some(TypeDef::List(ty)) => write!(out, "(list {})", name(ty)),
            Some(TypeDef::FixedList(ty, count)) => write!(out, "(list {} {count})", name(ty)),
            Some(TypeDef::Map(key, value)) => write!(out, "(map {} {})", name(key), name(value)),
            Some(TypeDef::Own(_) | TypeDef::Borrow(_)) | None => Ok(()),
        };
        out
    }

    /// The types, imported under their names, and then the function.
    fn imports(&self) -> String {
        let mut out = String::new();
        for (n, ty) in self.types.iter().enumerate() {
            let definition = self.definition(*ty);
            let _ = writeln!(out, "  (type $d{n} {definition}) (import \"t{n}\" (type $t{n} (eq $d{n})))");
        }
        let _ = writeln!(out, "  (import \"echo-import\" (func $import {}))", self.func());
        out
    }

    fn func(&self) -> String {
        let params =
            self.ty.params.iter().map(|(name, ty)| format!("(param \"{name}\" {}) ", self.name(*ty)));
        let result = self.ty.result.map_or(String::new(), |ty| format!("(result {})", self.name(ty)));
        format!("{}{result}", params.collect::<String>())
    }

    fn text(&self, [inner, outer]: [&str; 2], libc: &str, lies: &str) -> String {
        let (imports, func, core) = (self.imports(), self.func(), self.core(lies));
        let nested = |encoding: &str| {
            let options = format!(
                "(memory (core memory $libc \"memory\")) (realloc (core func $libc \"realloc\")) \
                 string-encoding={encoding}"
            );
            format!(
                "{imports}  (alias outer $root $Libc (core module $Libc))\n\
                 \x20 (alias outer $root $Core (core module $Core))\n\
                 \x20 (core instance $libc (instantiate $Libc))\n\
                 \x20 (core func $lowered (canon lower (func $import) {options}))\n\
                 \x20 (core instance $host (export \"import\" (func $lowered)))\n\
                 \x20 (core instance $core (instantiate $Core (with \"libc\" (instance $libc)) \
                 (with \"host\" (instance $host))))\n\
                 \x20 (func (export \"echo-export\") {func} (canon lift (core func $core \"export\") {options}))\n"
            )
        };
        let types: String = (0..self.types.len()).map(|n| format!(" (with \"t{n}\" (type $t{n}))")).collect();
        format!(
            "(component $root\n{libc}{core}{imports}\
             (component $Inner\n{})\n(component $Outer\n{})\n\
             (instance $inner (instantiate $Inner{types} (with \"echo-import\" (func $import))))\n\
             (instance $outer (instantiate $Outer{types} \
             (with \"echo-import\" (func $inner \"echo-export\"))))\n\
             (export \"echo-export\" (func $outer \"echo-export\"))\n)\n",
            nested(inner),
            nested(outer)
        )
    }

    /// Instructions that change some of the numbers which the core function is given.
    fn lies(&self, random: &mut Rng) -> String {
        let mut out = String::new();
        for (n, ty) in flat_signature(&self.table, &self.ty, Direction::Lift).params.iter().enumerate() {
            if *ty == FlatType::I32 && random.u8(..4) == 0 {
                let _ = write!(out, "(local.set {n} (i32.const {})) ", number(random));
            }
        }
        out
    }

    /// The core module that passes everything on.
    fn core(&self, lies: &str) -> String {
        let lower = flat_signature(&self.table, &self.ty, Direction::Lower);
        let lift = flat_signature(&self.table, &self.ty, Direction::Lift);
        let params = |types: &[FlatType]| types.iter().map(|ty| format!("(param {}) ", core(*ty))).collect();
        let result = |ty: Option<FlatType>| ty.map_or(String::new(), |ty| format!("(result {})", core(ty)));
        let (lower_params, lift_params): (String, String) = (params(&lower.params), params(&lift.params));
        let mut body: String = (0..lift.params.len()).map(|n| format!("(local.get {n}) ")).collect();
        let mut locals = "";
        if lower.result_in_memory {
            let abi = self.ty.result.map_or(CanonicalAbi::EMPTY, |ty| layout(&self.table, ty));
            let _ = write!(
                body,
                "(local.tee $area (call $realloc (i32.const 0) (i32.const 0) (i32.const {}) (i32.const {}))) \
                 (call $import) (local.get $area)",
                abi.align, abi.size
            );
            locals = "(local $area i32) ";
        } else {
            body.push_str("(call $import)");
        }
        format!(
            "(core module $Core\n\
             \x20 (import \"host\" \"import\" (func $import {lower_params}{}))\n\
             \x20 (import \"libc\" \"realloc\" (func $realloc (param i32 i32 i32 i32) (result i32)))\n\
             \x20 (func (export \"export\") {lift_params}{} {locals}{lies}{body}))\n",
            result(lower.result),
            result(lift.result)
        )
    }
}

fn core(ty: FlatType) -> &'static str {
    match ty {
        FlatType::I32 => "i32",
        FlatType::I64 => "i64",
        FlatType::F32 => "f32",
        FlatType::F64 => "f64",
    }
}

/// An allocator that starts again when a mebibyte is used up, and a memory in which nothing is zero before.
const LIBC: &str = "(core module $Libc
  (memory (export \"memory\") 64)
  (global $next (mut i32) (i32.const 8))
  (func (export \"realloc\") (param $old i32) (param $old-len i32) (param $align i32) (param $len i32) (result i32)
    (local $at i32)
    (if (i32.le_u (local.get $len) (local.get $old-len)) (then (if (local.get $old) (then (return (local.get $old))))))
    (if (i32.gt_u (global.get $next) (i32.const 1048576)) (then (global.set $next (i32.const 8))))
    (local.set $at (i32.and
      (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
    (global.set $next (i32.add (local.get $at) (local.get $len)))
    (memory.fill (local.get $at) (i32.const 0xaa) (local.get $len))
    (memory.copy (local.get $at) (local.get $old) (local.get $old-len))
    (local.get $at)))
";

/// A number that is wrong in one way or another. As an address, it is one at which nothing is ever allocated.
fn number(random: &mut Rng) -> i32 {
    match random.u8(..4) {
        0 => random.i32(32 * 65_536..64 * 65_536),
        // Ends of the memory, of the address space, and the bit that tags a length.
        1 => 64 * 65_536 - random.i32(0..64),
        2 => -random.i32(1..64),
        _ => i32::MIN + random.i32(0..64),
    }
}

/// The allocator, but that once it returns what it does not have. It keeps contents and gives no place twice, since what
/// becomes of values then is for nobody to say.
fn hostile_libc(random: &mut Rng) -> String {
    let place = if random.bool() { -random.i32(1..64) } else { i32::MIN + random.i32(0..64) };
    let when = random.i32(0..8);
    let lie = format!(
        "(global.set $count (i32.add (global.get $count) (i32.const 1)))
    (if (i32.eq (global.get $count) (i32.const {when})) (then (return (i32.const {place}))))
    (if (i32.le_u"
    );
    LIBC.replacen("(if (i32.le_u", &lie, 1).replacen(
        "(global $next",
        "(global $count (mut i32) (i32.const 0)) (global $next",
        1,
    )
}
