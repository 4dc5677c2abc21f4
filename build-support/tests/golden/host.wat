;;! functions exits
;; A host function is called where the guest calls it; the stub is for tables. The exit collects arguments for
;; dynamic hosts.
(component
  (import "scale" (func $scale (param "by" f32) (param "times" u32) (result f32)))
  (core func $lowered (canon lower (func $scale)))
  (core module $m
    (import "host" "scale" (func $scale (param f32 i32) (result f32)))
    (func (export "run") (result f32)
      f32.const 1.5 i32.const 2 call $scale))
  (core instance (instantiate $m (with "host" (instance (export "scale" (func $lowered)))))))
