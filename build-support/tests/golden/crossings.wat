;;! functions
;; Calls from one component instance to another: of scalars, of a string, of a list whose elements have to be looked at, of a
;; variant that comes back, and of one's own parent, which traps.
(component
  (component $Callee
    (core module $m
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 16)
      (func (export "add") (param i32 f64) (result i64) i64.const 1)
      (func (export "text") (param i32 i32))
      (func (export "list") (param i32 i32))
      (func (export "variant") (result i32) i32.const 8))
    (core instance $m (instantiate $m))
    (func (export "add") (param "a" s8) (param "b" f64) (result u64) (canon lift (core func $m "add")))
    (func (export "text") (param "text" string)
      (canon lift (core func $m "text") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
    (func (export "list") (param "list" (list (tuple bool u16)))
      (canon lift (core func $m "list") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
    (func (export "variant") (result (result f32 (error u64)))
      (canon lift (core func $m "variant") (memory (core memory $m "memory")))))
  (instance $callee (instantiate $Callee))
  (component $Caller
    (import "callee" (instance $callee
      (export "add" (func (param "a" s8) (param "b" f64) (result u64)))
      (export "text" (func (param "text" string)))
      (export "list" (func (param "list" (list (tuple bool u16)))))
      (export "variant" (func (result (result f32 (error u64)))))))
    (import "parent" (func $parent))
    (core module $libc (memory (export "memory") 1))
    (core instance $libc (instantiate $libc))
    (core func $add (canon lower (func $callee "add")))
    (core func $text (canon lower (func $callee "text") (memory (core memory $libc "memory"))))
    (core func $list (canon lower (func $callee "list") (memory (core memory $libc "memory"))))
    (core func $variant (canon lower (func $callee "variant") (memory (core memory $libc "memory"))))
    (core func $up (canon lower (func $parent))))
  (core module $Nothing (func (export "nothing")))
  (core instance $nothing (instantiate $Nothing))
  (func $parent (canon lift (core func $nothing "nothing")))
  (instance (instantiate $Caller (with "callee" (instance $callee)) (with "parent" (func $parent)))))
