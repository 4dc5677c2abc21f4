;; Text that parses, of a component that is not valid: a function without its result.
(component
  (core module $m (func (export "f") (result i32)))
  (core instance $i (instantiate $m))
  (func (export "f") (result u32) (canon lift (core func $i "f"))))
