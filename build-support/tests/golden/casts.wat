;;! functions
;; A cast compares type ids: of the type asked for, and of its subtypes.
(component
  (core module $m
    (type $top (sub (func)))
    (type $sub (sub $top (func)))
    (func (export "test") (param funcref) (result i32) (ref.test (ref null $top) (local.get 0)))
    (func (export "cast") (param funcref) (result (ref $sub)) (ref.cast (ref $sub) (local.get 0))))
  (core instance (instantiate $m)))
