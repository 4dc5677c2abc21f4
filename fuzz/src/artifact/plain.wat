;; A function, and one that it calls.
(component
  (import "log" (func $log (param "n" u32)))
  (core func $log (canon lower (func $log)))
  (core module $m
    (import "" "log" (func $log (param i32)))
    (func (export "run") (param i32) (result i32)
      (call $log (local.get 0))
      (if (i32.eqz (local.get 0)) (then unreachable))
      (i32.add (i32.shl (local.get 0) (i32.const 1)) (i32.const 1))))
  (core instance $i (instantiate $m (with "" (instance (export "log" (func $log))))))
  (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
