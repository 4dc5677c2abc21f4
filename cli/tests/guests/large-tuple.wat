;; A tuple of more elements than the runtime has Rust tuples for: wrappers cannot have it, the dynamic API can.
(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0))
    (func (export "f") (param i32)))
  (core instance $i (instantiate $m))
  (type $t (tuple u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8))
  (func $f (param "all" $t)
    (canon lift (core func $i "f") (memory $i "memory") (realloc (func $i "realloc"))))
  (export "f" (func $f))
  (export "g" (func $f)))
