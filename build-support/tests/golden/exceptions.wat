;;! functions
;; A call names the clauses around it; what is thrown and caught in one function is a jump; a rethrow looks at the tag.
(component
  (core module $m
    (tag $a (param i32 i64))
    (tag $b)
    (import "" "" (func $callee))
    (func (export "call") (result i32)
      (block $caught (result i32 i64)
        (try_table (catch $a $caught) (call $callee))
        (return (i32.const 0)))
      (drop))
    (func (export "jump") (result i64)
      (block $caught (result i32 i64)
        (try_table (catch $a $caught) (throw $a (i32.const 1) (i64.const 2)))
        (return (i64.const 0)))
      (return))
    (func (export "throw") (throw $b))
    (func (export "rethrow") (param exnref)
      (block $caught
        (try_table (catch $b $caught) (throw_ref (local.get 0))))))
  (core module $n (func (export "") (unreachable)))
  (core instance $n (instantiate $n))
  (core instance $m (instantiate $m (with "" (instance $n)))))
