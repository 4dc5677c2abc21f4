(; A resource type whose representation is what its constructor is given. ;)
(component
  (core module $Destructor
    (global $alive (mut i32) (i32.const 0))
    (func (export "count") (global.set $alive (i32.add (global.get $alive) (i32.const 1))))
    (func (export "drop") (param i32) (global.set $alive (i32.sub (global.get $alive) (i32.const 1)))))
  (core instance $destructor (instantiate $Destructor))
  (type $thing' (resource (rep i32) (dtor (core func $destructor "drop"))))
  (core func $new (canon resource.new $thing'))
  (core module $Thing
    (import "destructor" "count" (func $count))
    (import "thing" "new" (func $new (param i32) (result i32)))
    (func (export "new") (param i32) (result i32) (call $count) (call $new (local.get 0)))
    (func (export "get") (param i32) (result i32) (local.get 0)))
  (core instance $builtins (export "new" (func $new)))
  (core instance $core (instantiate $Thing
    (with "destructor" (instance $destructor)) (with "thing" (instance $builtins))))
  (func $new' (param "rep" u32) (result (own $thing')) (canon lift (core func $core "new")))
  (func $get' (param "self" (borrow $thing')) (result u32) (canon lift (core func $core "get")))
  (component $Things
    (import "thing" (type $thing (sub resource)))
    (import "new" (func $new (param "rep" u32) (result (own $thing))))
    (import "get" (func $get (param "self" (borrow $thing)) (result u32)))
    (export $exported "thing" (type $thing))
    (export "[constructor]thing" (func $new) (func (param "rep" u32) (result (own $exported))))
    (export "[method]thing.get" (func $get) (func (param "self" (borrow $exported)) (result u32))))
  (instance $things (instantiate $Things
    (with "thing" (type $thing')) (with "new" (func $new')) (with "get" (func $get'))))
  (export "things" (instance $things)))
