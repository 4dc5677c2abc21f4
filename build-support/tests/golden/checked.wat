;;! functions code checked
;; Memories of the kind that is checked: one that moves when it grows, whose base is read anew behind calls; one that has all
;; that it can have, one of fixed length, and one of 64 bits.
(component
  (core module $m
    (memory $moves 1)
    (memory $stays 1 4)
    (memory $fixed 1)
    (memory $wide i64 1)
    (func $grow (export "grow")
      (drop (memory.grow $moves (i32.const 1)))
      (drop (memory.grow $stays (i32.const 1)))
      (drop (memory.grow $wide (i64.const 1))))
    (func (export "moves") (param i32) (result i32) (i32.load $moves offset=16 (local.get 0)))
    (func (export "moves, behind the guard") (param i32) (result i32)
      (i32.load $moves offset=33554429 (local.get 0)))
    (func (export "moves, twice") (param i32) (result i32)
      (i32.add (i32.load $moves (local.get 0)) (i32.load $moves offset=4 (local.get 0))))
    (func (export "moves between") (param i32) (result i32)
      (i32.load $moves (local.get 0))
      (call $grow)
      (i32.add (i32.load $moves (local.get 0))))
    (func (export "stays") (param i32 i32) (i32.store $stays offset=16 (local.get 0) (local.get 1)))
    (func (export "fixed") (param i32) (result i64) (i64.load $fixed (local.get 0)))
    (func (export "wide") (param i64) (result i32) (i32.load8_u $wide (local.get 0)))
    (func (export "copy and fill") (param i32 i32 i32)
      (memory.copy $moves $stays (local.get 0) (local.get 1) (local.get 2))
      (memory.fill $moves (local.get 0) (local.get 1) (local.get 2))))
  (core instance (instantiate $m)))
