;; A component that gets one of its parts when it is compiled: the core module that counts.
(component
  (import "step" (func $step (result u32)))
  (import "counter" (core module $counter
    (import "host" "step" (func (result i32)))
    (export "count" (func (result i32)))))
  (core func $lowered (canon lower (func $step)))
  (core instance $host (export "step" (func $lowered)))
  (core instance $one (instantiate $counter (with "host" (instance $host))))
  (core instance $other (instantiate $counter (with "host" (instance $host))))
  (func (export "count") (result u32) (canon lift (core func $one "count")))
  (func (export "count-other") (result u32) (canon lift (core func $other "count"))))
