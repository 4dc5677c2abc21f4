;;! functions
;; Null is zero; a typed reference needs no check of its type, an indirect call of a type with subtypes several.
(component
  (core module $m
    (type $f (func (param i32) (result i32)))
    (type $base (sub (func)))
    (type $derived (sub $base (func)))
    (table funcref (elem $derived $f))
    (func $f (type $f) (local.get 0))
    (func $derived (type $derived))
    (func (export "call_ref") (param (ref null $f)) (result i32)
      (call_ref $f (i32.const 1) (local.get 0)))
    (func (export "branch") (param (ref null $f)) (result i32)
      (block $null
        (br_on_null $null (local.get 0))
        (drop)
        (return (i32.const 1)))
      (i32.const 2))
    (func (export "non_null") (param (ref null $f)) (result (ref $f))
      (ref.as_non_null (local.get 0)))
    (func (export "subtypes") (call_indirect (type $base) (i32.const 0))))
  (core instance (instantiate $m)))
