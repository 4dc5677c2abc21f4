;; A function for each kind of trap. Every function has a name, because backtraces are tested with this guest.
(module $traps
  (type $producer (func (result i32)))
  (type $unary (func (param i32) (result i32)))

  (import "$root" "callback" (func $callback (type $unary)))

  (memory $memory (export "memory") 1 4)
  (data (i32.const 16) "\2a\00\00\00")

  (table $table 4 4 funcref)
  (elem (table $table) (i32.const 0) func $seven $identity)

  (func $seven (type $producer) (i32.const 7))

  (func $identity (type $unary) (local.get 0))

  (func $unreachable (export "unreachable")
    unreachable)

  (func $load (export "load") (param $address i32) (result i32)
    (i32.load (local.get $address)))

  (func $divide (export "divide") (param $a i32) (param $b i32) (result i32)
    (i32.div_s (local.get $a) (local.get $b)))

  (func $convert (export "convert") (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $call_mismatch (export "call-mismatch") (type $producer)
    (call_indirect $table (type $producer) (i32.const 1)))

  (func $call_null (export "call-null") (type $producer)
    (call_indirect $table (type $producer) (i32.const 2)))

  (func $call_element (export "call-element") (param $index i32) (result i32)
    (call_indirect $table (type $producer) (local.get $index)))

  ;; The addition after the call keeps it from being a tail call.
  (func $descend (param $depth i32) (result i32)
    (i32.add
      (call $descend (i32.add (local.get $depth) (i32.const 1)))
      (local.get $depth)))

  (func $recurse (export "recurse") (result i32)
    (call $descend (i32.const 0)))

  (func $grow (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  ;; Callers take small functions in, which then have no frame: these two are too long for that.
  (func $inner_frame (param $x i32) (result i32)
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    (i32.add (call $callback (local.get $x)) (i32.const 1)))

  (func $outer_frame (param $x i32) (result i32)
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop nop
    (i32.mul (call $inner_frame (local.get $x)) (i32.const 2)))

  (func $call_host (export "call-host") (param $x i32) (result i32)
    (call $outer_frame (local.get $x)))

  (func $add (export "add") (param $a i32) (param $b i32) (result i32)
    (i32.add (local.get $a) (local.get $b))))
