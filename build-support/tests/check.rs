//! The checker of compiled code finds what is wrong: each function here is right as it stands, and wrong with any one of
//! its changes.

use cranelift_codegen::settings;
use embody_abi::features::Target;
use embody_build::check::{self, MemoryPromise, Promises, TablePromise};
use embody_build::options::{MemoryKind, Options};
use embody_build::{compile, link, parse};

const GUARDED: u64 = (4 << 30) + (32 << 20);

/// A guarded memory, a 64-bit one, a shared one of small pages, one that moves; a table that grows, and one in the context.
fn promises() -> Promises {
    let memory = |def, reach, min_len, shared| MemoryPromise { def, reach, min_len, shared, moves: false };
    let moves = MemoryPromise { moves: true, ..memory(64, 0, 65536, false) };
    let table = |def, inline, min_len| TablePromise { def, inline, min_len };
    Promises {
        memories: vec![
            memory(48, GUARDED, 65536, false),
            memory(64, 0, 65536, false),
            memory(80, 0, 10, true),
            moves,
        ],
        tables: vec![table(96, None, 4), table(112, Some(128), 4)],
    }
}

fn check(body: &str) -> Result<(), String> {
    let regions = r#"region0 = 256 "memory"
        region1 = 257 "memory"
        region2 = 258 "memory"
        region3 = 2 "table elements"
        region4 = 0 "memory length"
        region5 = 259 "memory"
        sig0 = (i64 vmctx) tail
        fn0 = colocated u0:2 sig0"#;
    let text = format!("function u0:1(i64 vmctx, i32, i64) tail {{\n{regions}\n{body}\n}}");
    let functions = cranelift_reader::parse_functions(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    let flags = settings::Flags::new(settings::builder());
    cranelift_codegen::verify_function(&functions[0], &flags).unwrap_or_else(|e| panic!("{e}\n{text}"));
    check::function(&functions[0], &promises())
}

/// A function that is right, and changes that make it wrong.
struct Case {
    name: &'static str,
    right: &'static str,
    wrong: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        name: "guarded",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+48
            v4 = uextend.i64 v1
            v5 = iadd v3, v4
            v6 = load.i32 little region0 v5+33554429
            return",
        wrong: &[
            ("+33554429", "+33554430"),
            ("+33554429", "-1"),
            ("uextend.i64 v1", "sextend.i64 v1"),
            ("iadd v3, v4", "iadd v3, v2"),
            ("iadd v3, v4", "isub v3, v4"),
            ("v0+48", "v0+64"),
            ("load.i32 little region0", "load.i32 little region1"),
            ("load.i32 little region0", "load.i64 little region0"),
            ("load.i32 little region0", "load.i32 notrap little region0"),
            ("load.i32 little region0", "load.i32 user4 little region0"),
            ("load.i32 little region0", "load.i32 little"),
        ],
    },
    Case {
        name: "an offset too large for the guard, 32-bit index",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+48
            v4 = load.i64 notrap aligned region4 v0+56
            v5 = uextend.i64 v1
            v6 = iconst.i64 33554437
            v7 = iadd v5, v6
            v8 = icmp ugt v7, v4
            v9 = iconst.i64 33554429
            v10 = iadd v3, v5
            v11 = iadd v10, v9
            v12 = iconst.i64 0
            v13 = select_spectre_guard v8, v12, v11
            v14 = load.i64 little region0 v13
            return",
        wrong: &[
            ("iconst.i64 33554437", "iconst.i64 33554436"),
            ("iconst.i64 33554429", "iconst.i64 33554430"),
            ("icmp ugt", "icmp sgt"),
            ("icmp ugt", "icmp ult"),
            ("icmp ugt v7, v4", "icmp ugt v5, v4"),
            ("icmp ugt v7, v4", "icmp ugt v6, v4"),
            ("v0+56", "v0+72"),
            ("v0+48", "v0+64"),
            ("select_spectre_guard v8, v12, v11", "select_spectre_guard v8, v11, v12"),
            ("select_spectre_guard v8, v12, v11", "select v8, v12, v11"),
            ("iconst.i64 0", "iconst.i64 4096"),
            ("load.i64 little region0 v13", "load.i64 little region0 v13+1"),
            ("iadd v5, v6", "iadd v2, v6"),
        ],
    },
    Case {
        name: "a memory that moves",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = uextend.i64 v1
            v6 = iconst.i64 4
            v7 = iadd v5, v6
            v8 = icmp ugt v7, v4
            v9 = iconst.i64 0
            call fn0(v0)
            v3 = load.i64 notrap aligned region4 v0+64
            brif v1, block1, block2
        block1:
            nop
            jump block2
        block2:
            v10 = iadd v3, v5
            v11 = select_spectre_guard v8, v9, v10
            v12 = load.i32 little region5 v11
            v13 = load.i32 little region5 v11
            brif v2, block3, block2
        block3:
            return",
        wrong: &[
            ("nop", "call fn0(v0)"),
            ("v10 = iadd v3, v5", "call fn0(v0)\nv10 = iadd v3, v5"),
            ("v13 = load.i32", "call fn0(v0)\nv13 = load.i32"),
            ("brif v2, block3, block2", "call fn0(v0)\nbrif v2, block3, block2"),
        ],
    },
    Case {
        name: "64-bit index, static offset within what there always is",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = iconst.i64 24
            v6 = isub v4, v5
            v7 = icmp ugt v2, v6
            v8 = iconst.i64 16
            v9 = iadd v3, v2
            v10 = iadd v9, v8
            v11 = iconst.i64 0
            v12 = select_spectre_guard v7, v11, v10
            v13 = load.i64 little region1 v12
            return",
        wrong: &[
            ("iconst.i64 24", "iconst.i64 23"),
            ("iconst.i64 24", "iconst.i64 65537"),
            ("iconst.i64 16", "iconst.i64 17"),
            ("isub v4, v5", "iadd v4, v5"),
            ("icmp ugt v2, v6", "icmp ugt v2, v4"),
            ("icmp ugt v2, v6", "icmp uge v6, v2"),
            ("iadd v3, v2", "iadd v3, v4"),
            ("v0+72", "v0+56"),
        ],
    },
    Case {
        name: "64-bit index, static offset beyond that",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = iconst.i64 65540
            v6 = isub v4, v5
            v7 = icmp ugt v2, v6
            v10 = iconst.i64 65536
            v8 = icmp ult v4, v5
            v9 = bor v8, v7
            v11 = iadd v3, v2
            v12 = iadd v11, v10
            v13 = iconst.i64 0
            v14 = select_spectre_guard v9, v13, v12
            v15 = atomic_load.i32 little region1 v14
            return",
        wrong: &[
            ("bor v8, v7", "band v8, v7"),
            ("bor v8, v7", "bor v7, v7"),
            ("bor v8, v7", "bor v8, v8"),
            ("icmp ult v4, v5", "icmp ult v5, v4"),
            ("icmp ult v4, v5", "icmp ult v4, v10"),
            ("atomic_load.i32", "atomic_load.i64"),
        ],
    },
    Case {
        name: "a sum with a 64-bit index that wraps is no check",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = uextend.i64 v1
            v6 = iconst.i64 8
            v7 = iadd v5, v6
            v8 = icmp ugt v7, v4
            v9 = iadd v3, v5
            v10 = iconst.i64 0
            v11 = select_spectre_guard v8, v10, v9
            store little region1 v5, v11
            return",
        wrong: &[
            ("uextend.i64 v1", "iadd.i64 v2, v2"),
            ("store little region1 v5, v11", "store little region1 v5, v9"),
        ],
    },
    Case {
        name: "a shared memory's length is read atomically",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+80
            v4 = load.i64 notrap aligned readonly can_move v0+88
            v5 = atomic_load.i64 notrap aligned region4 v4
            v6 = uextend.i64 v1
            v7 = iconst.i64 4
            v8 = iadd v6, v7
            v9 = icmp ugt v8, v5
            v10 = iadd v3, v6
            v11 = iconst.i64 0
            v12 = select_spectre_guard v9, v11, v10
            v13 = atomic_rmw.i32 little region2 add v12, v1
            return",
        wrong: &[
            ("icmp ugt v8, v5", "icmp ugt v8, v4"),
            ("atomic_load.i64 notrap aligned region4", "load.i64 notrap aligned region4"),
            ("iconst.i64 4", "iconst.i64 3"),
        ],
    },
    Case {
        name: "conditions that contradict each other choose nothing",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+80
            v4 = load.i64 notrap aligned readonly can_move v0+88
            v5 = atomic_load.i64 notrap aligned region4 v4
            v6 = iconst.i64 11
            v7 = icmp ult v5, v6
            v8 = iconst.i64 10
            v9 = icmp ne v5, v8
            v10 = bor v7, v9
            v11 = iconst.i64 -1
            v12 = iadd v3, v11
            v13 = iconst.i64 0
            v14 = select_spectre_guard v10, v13, v12
            v15 = atomic_rmw.i32 little region2 add v14, v1
            return",
        wrong: &[
            ("iconst.i64 10", "iconst.i64 11"),
            ("icmp ult", "icmp ugt"),
            ("icmp ne", "icmp eq"),
            ("bor v7", "band v7"),
        ],
    },
    Case {
        name: "a length that is not the least that it can be",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+80
            v4 = load.i64 notrap aligned readonly can_move v0+88
            v5 = atomic_load.i64 notrap aligned region4 v4
            v6 = iconst.i64 10
            v7 = icmp eq v5, v6
            v8 = iconst.i64 7
            v9 = iadd v3, v8
            v10 = iconst.i64 0
            v11 = select_spectre_guard v7, v10, v9
            v12 = atomic_rmw.i32 little region2 add v11, v1
            return",
        wrong: &[
            ("iconst.i64 10", "iconst.i64 11"),
            ("iconst.i64 10", "iconst.i64 9"),
            ("icmp eq", "icmp ne"),
            ("iconst.i64 7", "iconst.i64 8"),
        ],
    },
    Case {
        name: "a number that is shifted, and its multiple",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned v0+96
            v4 = load.i64 notrap aligned v0+104
            v5 = iconst.i64 5
            v6 = ishl v5, v2
            v7 = icmp uge v6, v4
            v8 = iconst.i64 40
            v9 = ishl v8, v2
            v10 = iadd v3, v9
            v11 = iconst.i64 0
            v12 = select_spectre_guard v7, v11, v10
            v13 = load.i64 user4 aligned little region3 v12
            return",
        wrong: &[
            ("iconst.i64 40", "iconst.i64 80"),
            ("iconst.i64 40", "iconst.i64 41"),
            ("ishl v8, v2", "ishl v8, v1"),
            ("ishl v8, v2", "ushr v8, v2"),
        ],
    },
    Case {
        name: "a table that grows",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned v0+96
            v4 = load.i64 notrap aligned v0+104
            v5 = icmp uge v2, v4
            v6 = iconst.i64 3
            v7 = ishl v2, v6
            v8 = iadd v3, v7
            v9 = iconst.i64 0
            v10 = select_spectre_guard v5, v9, v8
            v11 = load.i64 user4 aligned little region3 v10
            return",
        wrong: &[
            ("icmp uge", "icmp ugt"),
            ("icmp uge", "icmp sge"),
            ("iconst.i64 3", "iconst.i64 4"),
            ("ishl v2, v6", "ushr v2, v6"),
            ("v0+104", "v0+120"),
            ("v0+96", "v0+112"),
            ("load.i64 user4 aligned little region3 v10", "load.i64 user4 aligned little region3 v10+1"),
            ("user4 aligned", "user5 aligned"),
        ],
    },
    Case {
        name: "a table in the context",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = iconst.i64 128
            v4 = iadd v0, v3
            v5 = iconst.i32 4
            v6 = icmp uge v1, v5
            v7 = uextend.i64 v1
            v8 = iconst.i64 3
            v9 = ishl v7, v8
            v10 = iadd v4, v9
            v11 = iconst.i64 0
            v12 = select_spectre_guard v6, v11, v10
            v13 = load.i64 user4 aligned little region3 v12
            return",
        wrong: &[
            ("iconst.i32 4", "iconst.i32 5"),
            ("iconst.i64 128", "iconst.i64 136"),
            ("iconst.i64 128", "iconst.i64 120"),
        ],
    },
    Case {
        name: "an index that was shifted to the right, which the offset's shift to the left undoes",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned v0+96
            v4 = load.i64 notrap aligned v0+104
            v5 = iconst.i64 3
            v6 = ushr v2, v5
            v7 = icmp uge v6, v4
            v8 = iconst.i64 -8
            v9 = band v2, v8
            v10 = iadd v3, v9
            v11 = iconst.i64 0
            v12 = select_spectre_guard v7, v11, v10
            v13 = load.i64 user4 aligned little region3 v12
            return",
        wrong: &[
            ("iconst.i64 3", "iconst.i64 4"),
            ("iconst.i64 3", "iconst.i64 2"),
            ("ushr v2, v5", "ishl v2, v5"),
            ("ushr v2, v5", "rotr v2, v5"),
            ("ushr v2, v5", "ushr v4, v5"),
            ("iconst.i64 -8", "iconst.i64 -4"),
            ("iconst.i64 -8", "iconst.i64 0xffff_fff8"),
            ("band v2, v8", "bor v2, v8"),
            ("band v2, v8", "bxor v2, v8"),
            ("icmp uge", "icmp ugt"),
        ],
    },
    Case {
        name: "an index that was shifted with its sign",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned v0+96
            v4 = load.i64 notrap aligned v0+104
            v5 = iconst.i64 3
            v6 = sshr v2, v5
            v7 = icmp ult v6, v4
            v8 = iconst.i64 -8
            v9 = band v2, v8
            v10 = iadd v3, v9
            v11 = iconst.i64 0
            v12 = select_spectre_guard v7, v10, v11
            v13 = load.i64 user4 aligned little region3 v12
            return",
        wrong: &[("icmp ult", "icmp slt"), ("icmp ult", "icmp ule"), ("iconst.i64 3", "iconst.i64 4")],
    },
    Case {
        name: "an index that is made once for the check and once for the access",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = iconst.i64 -16
            v5 = band v2, v4
            v6 = iadd v3, v5
            jump block1
          block1:
            v7 = load.i64 notrap aligned region4 v0+72
            v8 = iconst.i64 8
            v9 = isub v7, v8
            v10 = iconst.i64 -16
            v11 = band v2, v10
            v12 = icmp ugt v11, v9
            v13 = iconst.i64 0
            v14 = select_spectre_guard v12, v13, v6
            v15 = load.i64 little region1 v14
            return",
        wrong: &[
            ("v10 = iconst.i64 -16", "v10 = iconst.i64 -32"),
            ("v4 = iconst.i64 -16", "v4 = iconst.i64 -8"),
            ("v11 = band v2, v10", "v11 = band v7, v10"),
            ("v11 = band v2, v10", "v11 = bxor v2, v10"),
        ],
    },
    Case {
        name: "an index that is loaded, and may be another one when it is loaded again",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = iconst.i64 8
            v6 = isub v4, v5
            v7 = load.i64 little region1 v3
            v8 = load.i64 little region1 v3
            v9 = icmp ugt v7, v6
            v10 = iadd v3, v7
            v11 = iconst.i64 0
            v12 = select_spectre_guard v9, v11, v10
            v13 = load.i64 little region1 v12
            return",
        wrong: &[("iadd v3, v7", "iadd v3, v8"), ("icmp ugt v7, v6", "icmp ugt v8, v6")],
    },
    Case {
        name: "an index that is negated",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = iconst.i64 8
            v6 = isub v4, v5
            v7 = ineg v2
            v8 = icmp ugt v7, v6
            v9 = isub v3, v2
            v10 = iconst.i64 0
            v11 = select_spectre_guard v8, v10, v9
            v12 = load.i64 little region1 v11
            return",
        wrong: &[
            ("ineg v2", "bnot v2"),
            ("ineg v2", "ineg v4"),
            ("isub v3, v2", "iadd v3, v2"),
            ("iconst.i64 8", "iconst.i64 7"),
        ],
    },
    Case {
        name: "an index that is inverted",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = load.i64 notrap aligned region4 v0+72
            v5 = iconst.i64 8
            v6 = isub v4, v5
            v7 = bnot v2
            v8 = icmp ugt v7, v6
            v9 = isub v3, v2
            v10 = iconst.i64 1
            v11 = isub v9, v10
            v12 = iconst.i64 0
            v13 = select_spectre_guard v8, v12, v11
            v14 = load.i64 little region1 v13
            return",
        wrong: &[("bnot v2", "ineg v2"), ("iconst.i64 1", "iconst.i64 0"), ("iconst.i64 8", "iconst.i64 7")],
    },
    Case {
        name: "after a check that traps",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+48
            v4 = load.i64 notrap aligned region4 v0+56
            v5 = uextend.i64 v1
            v6 = iconst.i64 16
            v7 = iadd v5, v6
            v8 = icmp ugt v7, v4
            trapnz v8, heap_oob
            v9 = iadd v3, v5
            v10 = load.i64 notrap little region0 v9+8
            return",
        wrong: &[
            ("trapnz", "trapz"),
            ("v9+8", "v9+9"),
            ("v9+8", "v9-1"),
            ("trapnz v8, heap_oob", "nop"),
            ("load.i64 notrap little", "load.i8x16 notrap little"),
        ],
    },
    Case {
        name: "a check on one path is none on another",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+48
            v4 = load.i64 notrap aligned region4 v0+56
            v5 = uextend.i64 v1
            v6 = iconst.i64 8
            v7 = iadd v5, v6
            v8 = icmp ugt v7, v4
            v9 = iadd v3, v5
            brif v1, block1, block2
          block1:
            trapnz v8, heap_oob
            v10 = load.i64 notrap little region0 v9
            jump block2
          block2:
            return",
        wrong: &[(
            "jump block2\n          block2:",
            "jump block2\n          block2:\n            v11 = load.i64 notrap little region0 v9",
        )],
    },
];

#[test]
fn what_is_right_passes_and_each_change_does_not() {
    let mut missed = Vec::new();
    for case in CASES {
        assert_eq!(check(case.right), Ok(()), "{}", case.name);
        for (from, to) in case.wrong {
            assert!(case.right.contains(from), "{}: no `{from}`", case.name);
            if check(&case.right.replacen(from, to, 1)).is_ok() {
                missed.push(format!("{}: `{to}` for `{from}`", case.name));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// `v11`, the index of a table of four elements, and `v10`, which says whether it is outside; and changes that are wrong.
const NUMBERS: &[(&str, &[(&str, &str)])] = &[
    (
        "v3 = ireduce.i8 v1; v4 = iconst.i8 3; v10 = icmp ne v3, v4; v5 = sextend.i32 v3; v11 = uextend.i64 v5",
        &[
            ("iconst.i8 3", "iconst.i8 4"),
            ("iconst.i8 3", "iconst.i8 -1"),
            ("icmp ne", "icmp eq"),
            ("icmp ne", "icmp ult"),
            ("icmp ne v3, v4", "icmp ne v4, v4"),
        ],
    ),
    (
        "v3 = iconst.i32 -2; v10 = icmp ne v1, v3; v4 = iconst.i32 5; v5 = iadd v1, v4; v11 = uextend.i64 v5",
        &[
            ("i32 -2", "i32 -1"),
            ("i32 -2", "i32 -6"),
            ("iadd v1, v4", "isub v1, v4"),
            ("iadd v1, v4", "bxor v1, v4"),
            ("iadd v1, v4", "ishl v4, v1"),
        ],
    ),
    (
        "v3 = iconst.i32 -4; v10 = icmp ne v1, v3; v5 = bnot v1; v11 = uextend.i64 v5",
        &[("i32 -4", "i32 -5"), ("bnot", "ineg"), ("bnot", "popcnt"), ("uextend.i64 v5", "uextend.i64 v1")],
    ),
    (
        "v3 = iconst.i64 0; v10 = icmp ne v2, v3; v4 = popcnt v2; v5 = bswap v4; v6 = ineg v5; v11 = rotl v6, v1",
        &[("i64 0", "i64 1"), ("rotl v6, v1", "rotl v0, v6"), ("rotl v6, v1", "iadd v6, v0")],
    ),
    (
        "v3 = iconst.i32 7; v4 = iconst.i32 0; v5 = select v2, v3, v4; v10 = icmp ne v2, v13; v11 = uextend.i64 v5",
        &[
            ("select v2, v3, v4", "select v2, v4, v3"),
            ("select v2, v3, v4", "select v1, v3, v4"),
            ("icmp ne", "icmp eq"),
        ],
    ),
    (
        "v3 = iconst.i32 1; v4 = band v1, v3; v10 = icmp eq v4, v12; v5 = ctz v1; v11 = uextend.i64 v5",
        &[("i32 1", "i32 16"), ("icmp eq", "icmp ne"), ("ctz v1", "clz v1")],
    ),
    (
        "v10 = icmp sge v2, v13; v11 = clz v2",
        &[("icmp sge", "icmp sgt"), ("icmp sge", "icmp slt"), ("clz", "ctz"), ("v2, v13", "v2, v14")],
    ),
    (
        "v10 = fcmp lt v8, v9; v3 = uextend.i32 v10; v4 = iconst.i32 9; v5 = imul v4, v3; v11 = uextend.i64 v5",
        &[("imul v4, v3", "iadd v4, v3"), ("uextend.i32 v10", "ireduce.i32 v2")],
    ),
];

#[test]
fn a_condition_can_say_which_number_an_index_is() {
    let passes = |text: &str| {
        let text = text.replace("; ", "\n");
        check(&format!(
            "block0(v0: i64, v1: i32, v2: i64):
            v8 = bitcast.f64 v2
            v9 = bitcast.f64 v0
            v12 = iconst.i32 0
            v13 = iconst.i64 0
            v14 = iconst.i64 1
            v15 = iconst.i64 128
            {text}
            v20 = iconst.i64 3
            v21 = ishl v11, v20
            v22 = iadd v0, v15
            v23 = iadd v22, v21
            v24 = iconst.i64 0
            v25 = select_spectre_guard v10, v24, v23
            v26 = load.i64 user4 aligned little region3 v25
            return"
        ))
    };
    for (right, wrong) in NUMBERS {
        assert_eq!(passes(right), Ok(()), "{right}");
        for (from, to) in *wrong {
            assert!(right.contains(from), "{right}: no `{from}`");
            assert!(passes(&right.replacen(from, to, 1)).is_err(), "{right}: `{to}` for `{from}`");
        }
    }
}

/// Each of one with each of the other.
fn both<'a, A, B>(these: &'a [A], those: &'a [B]) -> impl Iterator<Item = (&'a A, &'a B)> {
    these.iter().flat_map(move |one| those.iter().map(move |other| (one, other)))
}

#[test]
fn all_golden_components_pass() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "wat") {
            let wasm = wat::parse_file(&path).unwrap();
            for (target, memory) in both(Target::ALL, MemoryKind::ALL) {
                let image = link::link(parse::parse(&wasm).unwrap()).unwrap().with_memory(*memory).image;
                let options = Options { check: true, ..Options::new(*target) };
                compile::compile(&image, &options).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            }
            count += 1;
        }
    }
    assert!(count > 5, "{count}");
}

/// Compiles a module of these fields, and checks it.
fn compile_checked(fields: &str) {
    let component = format!("(component (core module $m {fields}) (core instance (instantiate $m)))");
    let wasm = wat::parse_str(component).unwrap();
    let image = link::link(parse::parse(&wasm).unwrap()).unwrap().image;
    let options = Options { check: true, ..Options::new(Target::ALL[0]) };
    compile::compile(&image, &options).unwrap();
}

/// Functions whose indices are rewritten by the optimiser in other ways for the check than for the access.
#[test]
fn indices_that_are_rewritten_pass() {
    let module = r#"(table $t i64 3 100 funcref) (table $one 1 1 funcref) (memory $m i64 1 9)
        (memory $shared i64 0 1 shared)
        (memory $bytes i64 12 257109 (pagesize 1))
        (func (export "a byte more than there are") (result i64)
          (i64.load16_s $bytes offset=10 (i64.const 1)))
        (func (export "grow the bytes") (drop (memory.grow $bytes (i64.const 1))))
        (func (export "outside of all") (result f32)
          (f32.load $shared (i64.extend8_s (i64.const 255))))
        (func (export "shifted") (param i64) (result funcref)
          (table.get $t (i64.shr_u (local.get 0) (i64.const 3))))
        (func (export "shifted with sign") (param i64) (result funcref)
          (table.get $t (i64.shr_s (local.get 0) (i64.const 3))))
        (func (export "number shifted") (param i64) (result funcref)
          (table.get $t (i64.shl (i64.const -6290031372469533305) (local.get 0))))
        (func (export "extended") (param i32) (result funcref)
          (table.get $one (i32.extend8_s (local.get 0))))
        (func (export "negated") (param i64) (result i64)
          (i64.load offset=70000 (i64.sub (i64.const 0) (local.get 0))))
        (func (export "made again") (param i64) (result i64)
          (i64.load (i64.and (local.get 0) (i64.const -16)))
          (drop (memory.grow $m (i64.const 1)))
          (i64.add (i64.load (i64.and (local.get 0) (i64.const -16)))))
        (func (export "grow the table") (drop (table.grow $t (ref.null func) (i64.const 1))))"#;
    compile_checked(module);
}

/// An index that is made of itself again and again takes no longer to look at than others.
#[test]
fn towers_of_operators_take_no_time() {
    let squares = "(local.set 0 (i32.mul (local.get 0) (local.get 0)))".repeat(60);
    compile_checked(&format!(
        "(table 3 3 funcref) (func (export \"f\") (param i32) (result funcref) {squares} (table.get (local.get 0)))"
    ));
}
