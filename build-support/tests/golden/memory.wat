;;! functions
;; How loads and stores are checked: not at all where the guard catches what is out of bounds, against the length
;; otherwise; what lies behind all lengths goes to the address zero.
(component
  (core module $m
    (memory $grows 1)
    (memory $fixed 1)
    (func (export "load") (param i32) (result i32) local.get 0 i32.load offset=16)
    (func (export "store of a byte") (param i32 i64) local.get 0 local.get 1 i64.store8)
    (func (export "largest offset without a check") (param i32) (result i64)
      local.get 0 i64.load offset=33554424)
    (func (export "offset beyond the guard") (param i32) (result i64)
      local.get 0 i64.load offset=33554425)
    (func (export "offset beyond the guard, memory of fixed length") (param i32 f32)
      local.get 0 local.get 1 f32.store $fixed offset=0xffffffff)
    (func (export "size and growth") (result i32 i32)
      memory.size i32.const 1 memory.grow))
  (core instance (instantiate $m)))
