;; Exceptions that the guest refers to live; all others go.

(module
  (tag $plain (param i64))
  (tag $chain (param i64 exnref))
  (global $kept (mut exnref) (ref.null exn))
  (table $table 10 exnref)

  (func $throw (param i64) (throw $plain (local.get 0)))

  ;; A new exception with this value, as a reference.
  (func $new (param i64) (result exnref)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught) (call $throw (local.get 0)))
      unreachable))

  ;; The value of an exception.
  (func $value (param exnref) (result i64)
    (block $caught (result i64)
      (try_table (catch $plain $caught) (throw_ref (local.get 0)))
      unreachable))

  ;; Many that nobody keeps: far more than may exist at once.
  (func (export "many") (param i32) (result i64)
    (local $sum i64)
    (loop $again
      (local.set $sum (i64.add (local.get $sum) (call $value (call $new (i64.extend_i32_u (local.get 0))))))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get $sum))

  ;; One in each frame while others come and go.
  (func $deep (export "deep") (param i64) (result i64)
    (local $own exnref)
    (if (i64.eqz (local.get 0)) (then (return (i64.const 0))))
    (local.set $own (call $new (local.get 0)))
    (i64.add (call $deep (i64.sub (local.get 0) (i64.const 1))) (call $value (local.get $own))))

  ;; Kept in a global and a table.
  (func (export "keep") (param i64)
    (global.set $kept (call $new (local.get 0)))
    (table.set $table (i32.const 7) (call $new (i64.add (local.get 0) (i64.const 1)))))
  (func (export "kept") (result i64 i64)
    (call $value (global.get $kept))
    (call $value (table.get $table (i32.const 7))))

  ;; A chain, each link in the one before.
  (func (export "chain") (param i64) (result i64)
    (local $head exnref) (local $sum i64)
    (loop $again
      (local.set $head
        (block $caught (result exnref)
          (try_table (catch_all_ref $caught) (throw $chain (local.get 0) (local.get $head)))
          unreachable))
      (br_if $again (i64.ne (i64.const 0) (local.tee 0 (i64.sub (local.get 0) (i64.const 1))))))
    (block $end
      (loop $next
        (br_if $end (ref.is_null (local.get $head)))
        (block $link (result i64 exnref)
          (try_table (catch $chain $link) (throw_ref (local.get $head)))
          unreachable)
        (local.set $head)
        (local.set $sum (i64.add (local.get $sum)))
        (br $next)))
    (local.get $sum)))

(assert_return (invoke "many" (i32.const 300000)) (i64.const 45000150000))
(assert_return (invoke "deep" (i64.const 2000)) (i64.const 2001000))
(assert_return (invoke "keep" (i64.const 41)))
(assert_return (invoke "many" (i32.const 3000)) (i64.const 4501500))
(assert_return (invoke "kept") (i64.const 41) (i64.const 42))
(assert_return (invoke "chain" (i64.const 10000)) (i64.const 50005000))
(assert_trap (invoke "chain" (i64.const 1000000)) "allocation size too large")
(assert_return (invoke "kept") (i64.const 41) (i64.const 42))

;; The innermost clause that matches takes an exception, whoever threw it; locals have the values that they had then.
(module
  (tag $a (param i32))
  (tag $b)
  (table funcref (elem $throw_a $throw_b $harmless))
  (type $thrower (func (param i32) (result i32)))
  (func $throw_a (type $thrower) (throw $a (local.get 0)))
  (func $throw_b (type $thrower) (throw $b))
  (func $harmless (type $thrower) (i32.add (local.get 0) (i32.const 1)))

  (func (export "nested") (param $which i32) (result i32)
    (local $progress i32)
    (block $all
      (block $outer (result i32)
        (try_table (catch $a $outer) (catch_all $all)
          (block $inner
            (try_table (catch $b $inner)
              (local.set $progress (i32.const 10))
              (local.set $progress (call_indirect (type $thrower) (i32.const 5) (local.get $which)))
              (return (local.get $progress))))
          (return (i32.add (local.get $progress) (i32.const 100))))
        unreachable)
      (return (i32.add (local.get $progress))))
    unreachable)

  ;; A function that a clause jumps back to the start of.
  (func (export "retry") (param $times i32) (result i32)
    (local $tries i32)
    (loop $again
      (local.set $tries (i32.add (local.get $tries) (i32.const 1)))
      (try_table (catch_all $again)
        (if (i32.lt_u (local.get $tries) (local.get $times))
          (then (drop (call_ref $thrower (i32.const 0) (ref.func $throw_b)))))))
    (local.get $tries))

  (func (export "uncaught") (throw $b))
  (func (export "traps pass") (block $all (try_table (catch_all $all) unreachable))))

(assert_return (invoke "nested" (i32.const 0)) (i32.const 15))
(assert_return (invoke "nested" (i32.const 1)) (i32.const 110))
(assert_return (invoke "nested" (i32.const 2)) (i32.const 6))
(assert_return (invoke "retry" (i32.const 1000)) (i32.const 1000))
(assert_exception (invoke "uncaught"))
(assert_trap (invoke "traps pass") "unreachable")
