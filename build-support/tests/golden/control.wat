;;! functions
;; Blocks become CLIF blocks where they end, loops where they start; what cannot be reached is not there.
(component
  (core module $m
    (func (export "sum to") (param $n i32) (result i32)
      (local $sum i32)
      loop $again
        local.get $sum local.get $n i32.add local.set $sum
        local.get $n i32.const 1 i32.sub local.tee $n
        br_if $again
      end
      local.get $sum)
    (func (export "choose") (param i32) (result i32)
      block $one (result i32)
        i32.const 10
        block $two (param i32) (result i32)
          local.get 0
          br_table $two $one $two
          i32.add
        end
        i32.const 1
        i32.add
      end)
    (func (export "if without else") (param i64 i32) (result i64)
      local.get 0
      local.get 1
      if (param i64) (result i64)
        i64.const 1
        i64.add
      end)
    (func (export "code after a return") (result i32)
      i32.const 3 return
      if (result i32) i32.const 1 else unreachable end))
  (core instance (instantiate $m)))
