;; Every assertion here is wrong, and so is every other directive marked `wrong`.

(module $m
  (func (export "one") (result i32) (i32.const 1))
  (func (export "zero") (result f32) (f32.const 0))
  (func (export "nan") (result f32) (f32.const nan:0x200000))
  (func (export "null") (result externref) (ref.null extern))
  (func (export "stop") (unreachable))
  (global (export "seven") i32 (i32.const 7)))

(assert_return (invoke "one") (i32.const 2))
(assert_return (invoke "one"))
(assert_return (invoke "one") (i64.const 1))
(assert_return (invoke "zero") (f32.const -0.0))
(assert_return (invoke "nan") (f32.const nan:arithmetic))
(assert_return (invoke "null") (ref.extern 0))
(assert_return (invoke "stop"))
(assert_return (invoke "missing"))
(assert_return (invoke "one" (i32.const 0)) (i32.const 1))
(assert_return (get $m "seven") (i32.const 8))
(assert_trap (invoke "one") "unreachable")
(assert_trap (invoke "stop") "integer divide by zero")
(assert_exhaustion (invoke "stop") "call stack exhausted")
(assert_trap (module) "unreachable")
(assert_unlinkable (module) "unknown import")
(assert_unlinkable (module (import "m" "one" (func))) "unknown import")
(assert_invalid (module) "type mismatch")
(assert_malformed (module quote "(func)") "unknown operator")
(invoke "stop") ;; wrong
(module (func $f unreachable) (start $f)) ;; wrong
(module (import "nobody" "f" (func))) ;; wrong
(invoke "f") ;; wrong
(register "x" $nobody) ;; wrong
