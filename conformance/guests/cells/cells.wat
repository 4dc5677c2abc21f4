;; Two component instances, of which one defines a resource and the other uses it; whoever looks at the whole from outside
;; sees numbers.
(component
  ;; Cells hold a number, which is their representation.
  (component $cells
    (core module $destructor
      (global $dropped (mut i32) (i32.const 0))
      (func (export "destroy") (param i32)
        (global.set $dropped (i32.add (global.get $dropped) (local.get 0))))
      (func (export "dropped") (result i32) (global.get $dropped)))
    (core instance $destructor (instantiate $destructor))
    (type $cell' (resource (rep i32) (dtor (core func $destructor "destroy"))))
    (export $cell "cell" (type $cell'))
    (core func $new (canon resource.new $cell'))
    (core func $rep (canon resource.rep $cell'))
    (core func $drop (canon resource.drop $cell'))
    (core module $code
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "new") (param i32) (result i32) (call $new (local.get 0)))
      ;; A borrow of an own resource is its representation.
      (func (export "get") (param i32) (result i32) (local.get 0))
      (func (export "take") (param i32) (result i32)
        (local $rep i32)
        (local.set $rep (call $rep (local.get 0)))
        (call $drop (local.get 0))
        (local.get $rep)))
    (core instance $code (instantiate $code (with "" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
    (func (export "new") (param "value" u32) (result (own $cell)) (canon lift (core func $code "new")))
    (func (export "get") (param "cell" (borrow $cell)) (result u32) (canon lift (core func $code "get")))
    (func (export "take") (param "cell" (own $cell)) (result u32) (canon lift (core func $code "take")))
    (func (export "dropped") (result u32) (canon lift (core func $destructor "dropped"))))

  (component $user
    (import "cells" (instance $cells
      (export "cell" (type $cell (sub resource)))
      (export "new" (func (param "value" u32) (result (own $cell))))
      (export "get" (func (param "cell" (borrow $cell)) (result u32)))
      (export "take" (func (param "cell" (own $cell)) (result u32)))
      (export "dropped" (func (result u32)))))
    (core func $new (canon lower (func $cells "new")))
    (core func $get (canon lower (func $cells "get")))
    (core func $take (canon lower (func $cells "take")))
    (core func $dropped (canon lower (func $cells "dropped")))
    (alias export $cells "cell" (type $cell))
    (core func $drop (canon resource.drop $cell))
    (core module $code
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "get" (func $get (param i32) (result i32)))
      (import "" "take" (func $take (param i32) (result i32)))
      (import "" "dropped" (func $dropped (result i32)))
      (import "" "drop" (func $drop (param i32)))
      ;; Makes two cells, looks at one twice, drops it, gives the other away: 2a + b, and in the high half what
      ;; destructors have seen.
      (func (export "run") (param $a i32) (param $b i32) (result i64)
        (local $first i32) (local $second i32) (local $sum i32)
        (local.set $first (call $new (local.get $a)))
        (local.set $second (call $new (local.get $b)))
        (local.set $sum (i32.add (call $get (local.get $first)) (call $get (local.get $first))))
        (call $drop (local.get $first))
        (local.set $sum (i32.add (local.get $sum) (call $take (local.get $second))))
        (i64.or (i64.extend_i32_u (local.get $sum))
          (i64.shl (i64.extend_i32_u (call $dropped)) (i64.const 32))))
      ;; Gives a cell away that it has given away already.
      (func (export "twice")
        (local $cell i32)
        (local.set $cell (call $new (i32.const 1)))
        (drop (call $take (local.get $cell)))
        (drop (call $take (local.get $cell)))))
    (core instance $code (instantiate $code (with "" (instance
      (export "new" (func $new)) (export "get" (func $get)) (export "take" (func $take))
      (export "dropped" (func $dropped)) (export "drop" (func $drop))))))
    (func (export "run") (param "a" u32) (param "b" u32) (result u64) (canon lift (core func $code "run")))
    (func (export "twice") (canon lift (core func $code "twice"))))

  (instance $cells (instantiate $cells))
  (instance $user (instantiate $user (with "cells" (instance $cells))))
  (export "run" (func $user "run"))
  (export "twice" (func $user "twice")))
