;; A tuple for which the standard library has no traits: wrappers cannot have it, the dynamic API can.
(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "f") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (core instance $i (instantiate $m))
  (type $t (tuple u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8))
  (func $f (param "all" $t) (canon lift (core func $i "f")))
  (export "f" (func $f))
  (export "g" (func $f)))
