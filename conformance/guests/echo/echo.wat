;; Calls the import of the same name with what it was called with. Results are left at address 16.
(module
  (import "docs:echo/values" "text" (func $text (param i32 i32 i32)))
  (import "docs:echo/values" "texts" (func $texts (param i32 i32 i32)))
  (import "docs:echo/values" "whole" (func $whole (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "docs:echo/values" "rows" (func $rows (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "docs:echo/values" "table" (func $table (param i32 i32 i32)))
  (memory (export "memory") 64)
  (global $next (mut i32) (i32.const 1024))

  ;; Moves what grows, and starts from the front again when the memory is full: nothing is kept for longer than a call.
  (func (export "cabi_realloc") (param $old i32) (param $old_len i32) (param $align i32) (param $len i32) (result i32)
    (local $at i32)
    (if (i32.and (i32.ne (local.get $old) (i32.const 0)) (i32.le_u (local.get $len) (local.get $old_len)))
      (then (return (local.get $old))))
    (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
    (if (i32.gt_u (i32.add (local.get $at) (local.get $len)) (i32.const 4194304))
      (then (local.set $at (i32.const 1024))))
    (global.set $next (i32.add (local.get $at) (local.get $len)))
    (memory.copy (local.get $at) (local.get $old) (local.get $old_len))
    (local.get $at))

  (func (export "docs:echo/values#text") (param i32 i32) (result i32)
    (call $text (local.get 0) (local.get 1) (i32.const 16))
    (i32.const 16))

  (func (export "docs:echo/values#texts") (param i32 i32) (result i32)
    (call $texts (local.get 0) (local.get 1) (i32.const 16))
    (i32.const 16))

  (func (export "docs:echo/values#whole") (param i32 i32 i32 i32 i32 i32 i32) (result i32)
    (call $whole (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (i32.const 16))
    (i32.const 16))

  (func (export "docs:echo/values#rows") (param i32 i32 i32 i32 i32 i32 i32) (result i32)
    (call $rows (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (i32.const 16))
    (i32.const 16))

  (func (export "docs:echo/values#table") (param i32 i32) (result i32)
    (call $table (local.get 0) (local.get 1) (i32.const 16))
    (i32.const 16)))
