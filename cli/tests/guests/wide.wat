;; A proposal that is off unless it is turned on.
(component
  (core module $m
    (func (export "high") (param i64 i64) (result i64)
      (i64.mul_wide_u (local.get 0) (local.get 1))
      (local.set 0)
      (drop)
      (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "high") (param "a" u64) (param "b" u64) (result u64) (canon lift (core func $i "high"))))
