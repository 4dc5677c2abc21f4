//! Accesses of tables, each right as it stands and wrong with any one of its changes; what is said of their indices holds
//! for those of memories, too.

use super::Case;

pub(super) const CASES: &[Case] = &[
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
];
