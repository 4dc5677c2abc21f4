//! Accesses of memories, each right as it stands and wrong with any one of its changes.

use super::Case;

pub(super) const CASES: &[Case] = &[
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
        name: "a check of what an index is made of",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = load.i64 notrap aligned readonly can_move v0+64
            v4 = iconst.i32 100
            v5 = icmp ugt v1, v4
            trapnz v5, heap_oob
            v6 = uextend.i64 v1
            v7 = iconst.i64 3
            v8 = ishl v6, v7
            v9 = iadd v3, v8
            store notrap little region1 v2, v9
            return",
        wrong: &[
            ("iconst.i32 100", "iconst.i32 8192"),
            ("iconst.i32 100", "iconst.i32 -1"),
            ("iconst.i64 3", "iconst.i64 10"),
            ("icmp ugt", "icmp sgt"),
            ("icmp ugt", "icmp ult"),
            ("trapnz v5", "trapz v5"),
            ("ishl v6, v7", "rotr v6, v7"),
            ("store notrap", "store"),
        ],
    },
    Case {
        name: "a check that always traps",
        right: "block0(v0: i64, v1: i32, v2: i64):
            v3 = iconst.i64 -18
            v4 = icmp ugt v2, v3
            v5 = iconst.i8 1
            v6 = bor v4, v5
            trapnz v6, heap_oob
            v7 = load.i64 notrap aligned readonly can_move v0+64
            v8 = iadd v7, v2
            store notrap little region1 v2, v8
            return",
        wrong: &[("bor v4, v5", "band v4, v5"), ("trapnz v6", "trapz v6"), ("iconst.i8 1", "iconst.i8 0")],
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
