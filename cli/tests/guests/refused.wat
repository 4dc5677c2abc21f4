;; What is refused in several places: operators of garbage collection, a large tuple, an asynchronous function.
(component
  (core module $m
    (type $pair (struct (field i32) (field i32)))
    (func (export "gc") (param i32) (result i32)
      (drop (ref.null $pair))
      (local.get 0))
    (memory (export "memory") 1)
    (func $first (drop (ref.test (ref i31) (ref.null i31))))
    (func $second (drop (array.len (ref.null array)))))
  (core instance $i (instantiate $m))
  (func (export "gc") (param "x" u32) (result u32) (canon lift (core func $i "gc")))
)
