;;! functions
;; Ranges are checked before anything is moved, by libcalls or a few instructions; a dropped segment has no bytes left.
(component
  (core module $m
    (memory 1)
    (table 4 4 funcref)
    (data $bytes "abcd")
    (elem $funcs func $init)
    (func $init (export "init") (param i32 i32)
      local.get 0 local.get 1 i32.const 2 memory.init $bytes
      data.drop $bytes)
    (func (export "table init") (param i32)
      local.get 0 i32.const 0 i32.const 1 table.init $funcs)
    (func (export "fill") (param i32 i32)
      local.get 0 i32.const 0 local.get 1 memory.fill)
    (func (export "small copy and fill") (param i32 i32)
      local.get 0 local.get 1 i32.const 21 memory.copy
      local.get 0 i32.const 0x1ab i32.const 7 memory.fill))
  (core instance (instantiate $m)))
