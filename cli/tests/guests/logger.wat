;; Where the greeter logs to: each line goes on to the host's function `line`.
(component
  (import "line" (func $line (param "line" string)))
  (core module $memory
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 16))
    (func (export "realloc") (param $old i32) (param i32) (param $align i32) (param $len i32) (result i32)
      (local $at i32)
      (local.set $at (global.get $free))
      ;; Nothing is ever given back: what does not fit begins anew.
      (if (i32.gt_u (i32.add (local.get $at) (local.get $len)) (i32.const 65536))
        (then (local.set $at (i32.const 16))))
      (global.set $free (i32.add (local.get $at) (local.get $len)))
      (local.get $at)))
  (core instance $memory (instantiate $memory))
  (core func $line (canon lower (func $line) (memory $memory "memory")))
  (core module $main
    (import "host" "line" (func $line (param i32 i32)))
    (func (export "write") (param i32 i32) (call $line (local.get 0) (local.get 1))))
  (core instance $main (instantiate $main (with "host" (instance (export "line" (func $line))))))
  (func $write (param "line" string)
    (canon lift (core func $main "write") (memory $memory "memory") (realloc (func $memory "realloc"))))
  (instance $log (export "write" (func $write)))
  (export "docs:greeter/log" (instance $log)))
