;; An asynchronous function, imported; canonical functions of the asynchronous proposal, in two sections.
(component
  (import "wait" (func $wait async (param "ms" u32)))
  (core func (canon task.cancel))
  (core module $m (func (export "f")))
  (core instance $i (instantiate $m))
  (core func (canon backpressure.inc))
  (func (export "f") (canon lift (core func $i "f"))))
