;; Threads that wait for each other in a shared memory, and grow it.

(module $Mem
  (memory (export "shared") 1 3 shared)
  (data (i32.const 100) "written once"))

(thread $Sleeper (shared (module $Mem))
  (register "mem" $Mem)
  (module
    (memory (import "mem" "shared") 1 3 shared)
    (func (export "sleep") (result i32)
      (memory.atomic.wait32 (i32.const 8) (i32.const 0) (i64.const -1)))
    (func (export "size") (result i32) memory.size)
    (func (export "load") (param i32) (result i32) (i32.atomic.load (local.get 0))))
  (assert_return (invoke "load" (i32.const 100)) (i32.const 0x74697277))
  (assert_return (invoke "sleep") (i32.const 0))
  (assert_return (invoke "size") (i32.const 2))
  (assert_return (invoke "load" (i32.const 65536)) (i32.const 42))
  (assert_trap (invoke "load" (i32.const 131072)) "out of bounds memory access")
  (assert_trap (invoke "load" (i32.const 2)) "unaligned atomic"))

(thread $Waker (shared (module $Mem))
  (register "mem" $Mem)
  (module
    (memory (import "mem" "shared") 1 3 shared)
    (func (export "grow") (result i32)
      (memory.grow (i32.const 1))
      (i32.atomic.store (i32.const 65536) (i32.const 42)))
    (func (export "wake") (result i32)
      (local i32)
      (loop
        (local.set 0 (memory.atomic.notify (i32.const 8) (i32.const -1)))
        (br_if 0 (i32.eqz (local.get 0))))
      (local.get 0)))
  (assert_return (invoke "grow") (i32.const 1))
  (assert_return (invoke "wake") (i32.const 1)))

(wait $Sleeper)
(wait $Waker)

(module $Check
  (memory (import "Mem" "shared") 1 3 shared)
  (data (i32.const 131070) "\05\06")
  (func (export "load16") (param i32) (result i32) (i32.load16_u (local.get 0)))
  (func (export "size") (result i32) memory.size)
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "store") (param i32)
    (i32.store offset=0xfffffff0 (local.get 0) (i32.const 1)))
  (func (export "fill and copy") (result i64)
    (memory.fill (i32.const 200) (i32.const 0xab) (i32.const 100))
    (memory.copy (i32.const 203) (i32.const 150) (i32.const 75))
    (memory.copy (i32.const 150) (i32.const 203) (i32.const 75))
    (i64.load (i32.const 199))))

(assert_return (invoke "load16" (i32.const 131070)) (i32.const 0x605))
(assert_return (invoke "size") (i32.const 2))
(assert_return (invoke "fill and copy") (i64.const 0xabababab_ababab00))
(assert_trap (invoke "store" (i32.const 16)) "out of bounds memory access")
(assert_return (invoke "grow" (i32.const 1)) (i32.const 2))
(assert_return (invoke "grow" (i32.const 1)) (i32.const -1))
(assert_return (invoke "size") (i32.const 3))

(assert_trap
  (module (memory (import "Mem" "shared") 1 3 shared) (data (i32.const 196607) "\07\08"))
  "out of bounds memory access")
