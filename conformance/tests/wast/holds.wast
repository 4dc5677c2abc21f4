;; Every assertion here holds: 17 that execute something, 2 negative ones.

(module $m
  (memory (export "memory") 1 3)
  (table (export "table") 2 funcref)
  (global (export "seven") i32 (i32.const 7))
  (func $deep (export "deep") (call $deep))
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "swap") (param i32 f64) (result f64 i32) (local.get 1) (local.get 0))
  (func (export "nan") (result f32) (f32.div (f32.const 0) (f32.const 0)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "same") (param externref) (result externref) (local.get 0))
  (func (export "self") (result funcref) (ref.func $deep))
  (func (export "indirect") (param i32) (call_indirect (local.get 0)))
  (func (export "grow") (result i32) (memory.grow (i32.const 1))))

(assert_return (invoke "add" (i32.const 1) (i32.const -3)) (i32.const -2))
(assert_return (invoke "swap" (i32.const 1) (f64.const -0.0)) (f64.const -0.0) (i32.const 1))
(assert_return (invoke "nan") (f32.const nan:canonical))
(assert_return (invoke "same" (ref.extern 3)) (ref.extern 3))
(assert_return (invoke "same" (ref.null extern)) (ref.null extern))
(assert_return (invoke "self") (ref.func))
(assert_return (get $m "seven") (i32.const 7))
(assert_trap (invoke "load" (i32.const 65536)) "out of bounds memory access")
(assert_trap (invoke "indirect" (i32.const 1)) "uninitialized element 1")
(assert_exhaustion (invoke "deep") "call stack exhausted")
;; A trap does not end the file.
(assert_return (invoke "add" (i32.const 1) (i32.const 1)) (i32.const 2))

;; What a module writes when it is instantiated is not there before, and stays when instantiation fails.
(register "m" $m)
(assert_return (invoke $m "load" (i32.const 0)) (i32.const 0))
(assert_trap
  (module
    (import "m" "memory" (memory 1))
    (data (i32.const 0) "\2a")
    (data (i32.const 65536) "x"))
  "out of bounds memory access")
(assert_return (invoke $m "load" (i32.const 0)) (i32.const 42))

;; An import is matched against the size that the memory has by now.
(assert_unlinkable (module (import "m" "memory" (memory 2))) "incompatible import type")
(assert_unlinkable (module (import "m" "nothing" (memory 2))) "unknown import")
(invoke $m "grow")
(module (import "m" "memory" (memory 2)) (func (export "size") (result i32) (memory.size)))
(assert_return (invoke "size") (i32.const 2))

;; Each instance of a definition has its own globals.
(module definition $counter
  (global $n (mut i32) (i32.const 0))
  (func (export "next") (result i32)
    (global.set $n (i32.add (global.get $n) (i32.const 1)))
    (global.get $n)))
(module instance $a $counter)
(module instance $b $counter)
(invoke $a "next")
(assert_invalid (module (func (result i32))) "type mismatch")
(assert_malformed (module quote "(func (i32.cons))") "unknown operator")
