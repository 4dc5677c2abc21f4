;; The second module needs garbage collection, which is refused; the others are run.

(module $a (func (export "f") (result i32) (i32.const 1)))
(register "a" $a)
(module $b (type (struct)) (func (export "f") (result i32) (i32.const 2)))
(register "b" $b)
(assert_return (invoke $b "f") (i32.const 2)) ;; skipped
(assert_return (invoke $a "f") (i32.const 1))
(module (import "b" "f" (func (result i32))) (export "f" (func 0)))
(assert_return (invoke "f") (i32.const 2)) ;; skipped
;; An operator is refused later than a type, by the translator.
(module (func (export "f") (result i32) (drop (extern.convert_any (ref.null any))) (i32.const 3)))
(assert_return (invoke "f") (i32.const 3)) ;; skipped
(module (import "a" "f" (func (result i32))) (export "g" (func 0)))
(assert_return (invoke "g") (i32.const 1))
