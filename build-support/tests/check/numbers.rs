//! Conditions that say which number an index is.

use super::check;

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
        "v3 = iconst.i64 9; v10 = icmp slt v2, v3; v4 = icmp sge v2, v3; v5 = uextend.i64 v4; v11 = ctz v5",
        &[
            ("icmp sge v2, v3", "icmp sge v3, v2"),
            ("icmp sge v2, v3", "icmp sgt v2, v3"),
            ("icmp sge v2, v3", "icmp slt v2, v3"),
            ("ctz v5", "clz v5"),
        ],
    ),
    (
        "v3 = iconst.i32 9; v10 = icmp ule v1, v3; v4 = icmp ult v3, v1; v5 = uextend.i32 v4; v6 = clz v5; \
         v7 = iconst.i32 28; v16 = isub v6, v7; v11 = uextend.i64 v16",
        &[("icmp ult v3, v1", "icmp ult v1, v3"), ("iconst.i32 28", "iconst.i32 27"), ("clz v5", "clz v1")],
    ),
    (
        "v3 = ireduce.i16 v2; v4 = iconst.i16 0; v10 = icmp sge v3, v4; v5 = sextend.i64 v3; v11 = clz v5",
        &[("icmp sge", "icmp sle"), ("icmp sge", "icmp ule"), ("sextend", "uextend"), ("clz v5", "ctz v5")],
    ),
    (
        "v10 = icmp ne v2, v0; v3 = icmp ugt v2, v0; v4 = icmp ult v2, v0; v5 = isub v3, v4; v11 = sextend.i64 v5",
        &[("icmp ne", "icmp uge"), ("icmp ult v2", "icmp ule v2"), ("icmp ult v2, v0", "icmp ult v2, v14")],
    ),
    (
        "v3 = ireduce.i16 v2; v4 = iconst.i16 1; v5 = band v3, v4; v6 = iconst.i16 0; v10 = icmp eq v5, v6; v11 = ctz v2",
        &[("i16 1", "i16 3"), ("icmp eq", "icmp ne"), ("ctz v2", "ctz v0")],
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
