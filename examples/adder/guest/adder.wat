;; The core module of the adder. It has no memory: two numbers come in registers, and their sum leaves in one.
(module $adder
  (func $add (export "add") (param $a i32) (param $b i32) (result i32)
    (i32.add (local.get $a) (local.get $b))))
