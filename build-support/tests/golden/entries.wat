;;! entries
;; What cannot trap is part of its entries; everything else is called with a handler.
(component
  (core module $m
    (func (export "add") (param i32 i32) (result i32)
      local.get 0 local.get 1 i32.add)
    (func (export "divide") (param f64 i64 i64) (result i64)
      local.get 1 local.get 2 i64.div_u))
  (core instance $i (instantiate $m))
  (func (export "add") (param "x" u32) (param "y" u32) (result u32) (canon lift (core func $i "add")))
  (func (export "divide") (param "z" f64) (param "x" u64) (param "y" u64) (result u64)
    (canon lift (core func $i "divide"))))
