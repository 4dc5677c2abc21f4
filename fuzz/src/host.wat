;; The module that generated modules import from. What its functions do is the same wherever they run.
(module
  (memory (export "memory") 1 3)
  (table (export "table") 6 12 funcref)
  (global $calls (export "calls") (mut i64) (i64.const 0))
  (global (export "limit") i32 (i32.const 1000))
  (tag $odd (export "odd") (param i32))
  (elem (table 0) (i32.const 1) func $pair $fail $small $recurse)

  ;; Whatever comes in, mixed.
  (func (export "mix") (param i32 i64 f32 f64) (result i64)
    (global.set $calls (i64.add (global.get $calls) (i64.const 1)))
    (i64.xor
      (i64.mul (i64.extend_i32_u (local.get 0)) (local.get 1))
      (i64.add (i64.extend_i32_s (i32.reinterpret_f32 (local.get 2))) (i64.reinterpret_f64 (local.get 3)))))

  (func $pair (export "pair") (param i32) (result i32 f64)
    (i32.rotl (local.get 0) (i32.const 7))
    (f64.convert_i32_s (local.get 0)))

  ;; Traps for multiples of five.
  (func $fail (export "fail") (param i32)
    (if (i32.eqz (i32.rem_u (local.get 0) (i32.const 5))) (then unreachable)))

  ;; Throws odd numbers.
  (func (export "throw") (param i32) (result i32)
    (if (i32.and (local.get 0) (i32.const 1)) (then (throw $odd (local.get 0))))
    (local.get 0))

  ;; Small enough to be taken into its callers.
  (func $small (export "small") (param i32 i32) (result i32)
    (i32.sub (local.get 0) (i32.shl (local.get 1) (i32.const 1))))

  (func (export "poke") (param i32 i64)
    (i64.store offset=3 (local.get 0) (local.get 1)))

  (func $recurse (export "recurse") (param i32) (result i32)
    (if (result i32) (i32.lt_u (i32.const 0) (i32.and (local.get 0) (i32.const 63)))
      (then (i32.add (i32.const 3) (call $recurse (i32.sub (local.get 0) (i32.const 1)))))
      (else (local.get 0))))

  ;; Calls whatever is in the table: the guest, if the guest put it there.
  (func (export "dispatch") (param i32)
    (call_indirect (param i32) (local.get 0) (local.get 0)))

  (func (export "pass") (param externref funcref) (result funcref externref)
    (local.get 1) (local.get 0)))
