;;! functions
;; A funcref is type id and code offset: one load, one comparison, one call. The first table lies in the context block, the
;; second one may grow.
(component
  (core module $m
    (type $t (func (param i32) (result i32)))
    (table $inline 2 2 funcref)
    (table $heap 1 10 funcref)
    (elem (table $inline) (i32.const 0) func $callee)
    (func $callee (type $t) local.get 0)
    (func (export "call") (param i32) (result i32)
      i32.const 7 local.get 0 call_indirect $inline (type $t))
    (func (export "tail call") (param i32) (result i32)
      i32.const 7 local.get 0 return_call_indirect $heap (type $t))
    (func (export "grow") (result i32)
      ref.func $callee i32.const 1 table.grow $heap))
  (core instance (instantiate $m)))
