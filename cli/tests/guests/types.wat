;; Types that parsing refuses, in two core modules.
(component
  (core module $a (type (struct (field i32))))
  (core module $b (type (array i8)) (func (export "f")))
  (core instance $i (instantiate $b))
  (func (export "f") (canon lift (core func $i "f"))))
