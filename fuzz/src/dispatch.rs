//! Loops around jump tables beside Wasmtime: the compiler copies the ways back to a table, which no module of wasm-smith has.
//!
//! In: bytes, which choose a function like an interpreter's: a loop, a table, arms that change locals and memory and go back
//! in every way there is, now and then with such a loop inside. Out: nothing, or a panic that says what differs.

use std::fmt::Write;

use arbitrary::Unstructured;

use crate::differential;
use crate::embody_side::Choices;

/// Runs a function in both runtimes.
///
/// # Panics
/// If they differ.
pub fn check(data: &[u8]) {
    let seed = crate::seed(data);
    let text = module(data);
    let module = wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let choices = Choices { native: seed & 1 == 0, ..Choices::default() };
    differential::compare(&module, choices, seed);
}

/// The text of a module that the bytes choose.
#[must_use]
pub fn module(data: &[u8]) -> String {
    let mut writer = Writer { choices: Unstructured::new(data), text: String::new(), loops: 0 };
    writer.machine(0);
    let body = writer.text;
    format!(
        "(module (memory (export \"memory\") 1 1)
        (global $count (export \"count\") (mut i32) (i32.const 0))
        (func $small (param i32) (result i32)
            (global.set $count (i32.add (global.get $count) (i32.const 1))) (i32.xor (local.get 0) (i32.const 5)))
        (func $large (param i32) (result i32) (local i32)
            (loop
                (local.set 1 (i32.mul (i32.add (local.get 1) (local.get 0)) (i32.const 7)))
                (br_if 0 (local.tee 0 (i32.shr_u (local.get 0) (i32.const 3)))))
            (i32.rotl (i32.xor (local.get 1) (i32.const 0x5bd1e995)) (i32.add (local.get 1) (i32.const 13))))
        (func (export \"run\") (param $i i32) (param $j i32) (param $k i64) (result i32 i64 f64 i32)
            (local $x f64) (local $fuel i32)
            (local.set $fuel (i32.const 300))
            {body}
            (local.get $j) (local.get $k) (local.get $x) (local.get $fuel)))"
    )
}

struct Writer<'a> {
    choices: Unstructured<'a>,
    text: String,
    loops: u32,
}

impl Writer<'_> {
    /// A number less than `limit`, which is not zero; zero where the bytes are at their end.
    fn below(&mut self, limit: u64) -> u64 {
        self.choices.int_in_range(0..=limit - 1).unwrap_or(0)
    }

    /// A loop around a table, `depth` loops deep.
    fn machine(&mut self, depth: u32) {
        self.loops += 1;
        let id = self.loops;
        let arms = 3 + self.below(6);
        let _ = write!(self.text, "(block $out{id} (loop $next{id} ");
        let before = self.below(3);
        self.statements(before);
        let _ = write!(
            self.text,
            "(br_if $out{id} (i32.le_s (local.tee $fuel (i32.sub (local.get $fuel) (i32.const 1))) (i32.const 0))) "
        );
        let before = self.below(3);
        self.statements(before);
        let joins = self.below(3);
        (0..joins).for_each(|join| {
            let _ = write!(self.text, "(block $join{id}_{join} ");
        });
        (0..arms).rev().for_each(|arm| {
            let _ = write!(self.text, "(block $arm{id}_{arm} ");
        });
        self.text.push_str("(br_table ");
        for arm in 0..arms {
            let label = match self.below(12) {
                0 => format!("$next{id}"),
                1 => format!("$out{id}"),
                2 if joins > 0 => format!("$join{id}_0"),
                _ => format!("$arm{id}_{arm}"),
            };
            let _ = write!(self.text, "{label} ");
        }
        let _ = write!(self.text, "$arm{id}_0 (i32.rem_u ");
        self.integer(2);
        let _ = write!(self.text, " (i32.const {}))) ", arms + 1);
        // What follows a block's end is where a branch to it goes.
        for _ in 0..arms {
            self.text.push_str(") ");
            let length = self.below(4);
            self.statements(length);
            if depth == 0 && self.below(12) == 0 {
                self.machine(depth + 1);
            }
            self.way_back(id, joins);
        }
        for join in (0..joins).rev() {
            self.text.push_str(") ");
            let length = self.below(3);
            self.statements(length);
            self.way_back(id, join);
        }
        let length = self.below(2);
        self.statements(length);
        let _ = write!(self.text, "(br $next{id}))) ");
    }

    /// How an arm ends.
    fn way_back(&mut self, id: u32, joins: u64) {
        match self.below(8) {
            0 => {
                let _ = write!(self.text, "(br_if $next{id} ");
                self.integer(1);
                self.text.push_str(") ");
            }
            1 if joins > 0 => {
                let join = self.below(joins);
                let _ = write!(self.text, "(br $join{id}_{join}) ");
            }
            2 => {
                let _ = write!(self.text, "(br_if $out{id} (i32.eqz ");
                self.integer(1);
                let _ = write!(self.text, ")) (br $next{id}) ");
            }
            3 => {}
            _ => {
                let _ = write!(self.text, "(br $next{id}) ");
            }
        }
    }

    fn statements(&mut self, count: u64) {
        (0..count).for_each(|_| self.statement());
    }

    fn statement(&mut self) {
        match self.below(7) {
            0 => self.set("$i"),
            1 => self.set("$j"),
            2 => {
                self.text.push_str("(local.set $k (i64.add (local.get $k) (i64.extend_i32_s ");
                self.integer(1);
                self.text.push_str("))) ");
            }
            3 => {
                self.text.push_str("(local.set $x (f64.add (local.get $x) (f64.convert_i32_u ");
                self.integer(1);
                self.text.push_str("))) ");
            }
            4 => {
                self.text.push_str("(i32.store offset=65500 (i32.and (local.get $j) (i32.const 31)) ");
                self.integer(1);
                self.text.push_str(") ");
            }
            5 => self.set("$j"),
            _ => {
                self.text.push_str("(if ");
                self.integer(1);
                self.text.push_str("(then (local.set $i (i32.wrap_i64 (local.get $k))))) ");
            }
        }
    }

    fn set(&mut self, local: &str) {
        let _ = write!(self.text, "(local.set {local} ");
        self.integer(2);
        self.text.push_str(") ");
    }

    /// An expression of type `i32`.
    fn integer(&mut self, depth: u32) {
        let choice = if depth == 0 { self.below(4) } else { self.below(12) };
        match choice {
            0 | 4 => self.text.push_str("(local.get $i) "),
            1 => self.text.push_str("(local.get $j) "),
            2 => {
                let number = self.below(9);
                let _ = write!(self.text, "(i32.const {number}) ");
            }
            3 => self.text.push_str("(local.get $fuel) "),
            5 => self.around("(i32.load8_u offset=65500 (i32.and (i32.const 31) ", depth, ")) "),
            6 => self.around("(call $small ", depth, ") "),
            7 => self.around("(call $large ", depth, ") "),
            8 => self.around("(i32.mul (i32.const 31) ", depth, ") "),
            9 => self.around("(i32.wrap_i64 (i64.xor (local.get $k) (i64.extend_i32_u ", depth, "))) "),
            _ => {
                self.text.push_str("(i32.add ");
                self.integer(depth - 1);
                self.integer(depth - 1);
                self.text.push_str(") ");
            }
        }
    }

    fn around(&mut self, before: &str, depth: u32, after: &str) {
        self.text.push_str(before);
        self.integer(depth - 1);
        self.text.push_str(after);
    }
}
