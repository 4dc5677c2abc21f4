;; Answers each request with its own body, piece by piece, and its path in the header `x-path`.
;;
;; No byte of a body is seen here: `blocking-splice` moves it from one stream to the other.
(module
  (import "wasi:http/types@0.2.12" "[constructor]fields" (func $fields.new (result i32)))
  (import "wasi:http/types@0.2.12" "[method]fields.append"
    (func $fields.append (param i32 i32 i32 i32 i32 i32)))
  (import "wasi:http/types@0.2.12" "[method]incoming-request.path-with-query"
    (func $request.path (param i32 i32)))
  (import "wasi:http/types@0.2.12" "[method]incoming-request.consume" (func $request.consume (param i32 i32)))
  (import "wasi:http/types@0.2.12" "[method]incoming-body.stream" (func $incoming.stream (param i32 i32)))
  (import "wasi:http/types@0.2.12" "[constructor]outgoing-response" (func $response.new (param i32) (result i32)))
  (import "wasi:http/types@0.2.12" "[method]outgoing-response.body" (func $response.body (param i32 i32)))
  (import "wasi:http/types@0.2.12" "[method]outgoing-body.write" (func $outgoing.write (param i32 i32)))
  (import "wasi:http/types@0.2.12" "[static]outgoing-body.finish" (func $outgoing.finish (param i32 i32 i32 i32)))
  (import "wasi:http/types@0.2.12" "[static]response-outparam.set"
    (func $outparam.set (param i32 i32 i32 i32 i64 i32 i32 i32 i32)))
  (import "wasi:http/types@0.2.12" "[resource-drop]incoming-request" (func $request.drop (param i32)))
  (import "wasi:http/types@0.2.12" "[resource-drop]incoming-body" (func $incoming.drop (param i32)))
  (import "wasi:io/streams@0.2.12" "[method]output-stream.blocking-splice"
    (func $splice (param i32 i32 i64 i32)))
  (import "wasi:io/streams@0.2.12" "[resource-drop]input-stream" (func $input.drop (param i32)))
  (import "wasi:io/streams@0.2.12" "[resource-drop]output-stream" (func $output.drop (param i32)))

  (memory (export "memory") 1)
  (data (i32.const 0) "x-path")

  ;; What functions return in memory, and where strings that come are put: each instance answers one request.
  (global $result i32 (i32.const 16))
  (global $free (mut i32) (i32.const 128))

  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (local $at i32)
    (local.set $at (global.get $free))
    (global.set $free (i32.add (global.get $free) (local.get 3)))
    (if (i32.gt_u (global.get $free) (i32.const 65536)) (then unreachable))
    (local.get $at))

  ;; What was returned, if it is no error.
  (func $ok (result i32)
    (if (i32.load8_u (global.get $result)) (then unreachable))
    (i32.load offset=4 (global.get $result)))

  (func (export "wasi:http/incoming-handler@0.2.12#handle") (param $request i32) (param $outparam i32)
    (local $fields i32) (local $incoming i32) (local $input i32)
    (local $response i32) (local $outgoing i32) (local $output i32)

    (local.set $fields (call $fields.new))
    (call $request.path (local.get $request) (global.get $result))
    (if (i32.eqz (i32.load8_u (global.get $result))) (then unreachable))
    (call $fields.append (local.get $fields) (i32.const 0) (i32.const 6)
      (i32.load offset=4 (global.get $result)) (i32.load offset=8 (global.get $result)) (global.get $result))
    (drop (call $ok))

    (call $request.consume (local.get $request) (global.get $result))
    (local.set $incoming (call $ok))
    (call $incoming.stream (local.get $incoming) (global.get $result))
    (local.set $input (call $ok))

    (local.set $response (call $response.new (local.get $fields)))
    (call $response.body (local.get $response) (global.get $result))
    (local.set $outgoing (call $ok))
    (call $outgoing.write (local.get $outgoing) (global.get $result))
    (local.set $output (call $ok))

    ;; The response begins before the request has ended.
    (call $outparam.set (local.get $outparam) (i32.const 0) (local.get $response)
      (i32.const 0) (i64.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

    (loop $more
      (call $splice (local.get $output) (local.get $input) (i64.const 65536) (global.get $result))
      (br_if $more (i32.eqz (i32.load8_u (global.get $result)))))
    ;; The end is no failure.
    (if (i32.ne (i32.load8_u offset=8 (global.get $result)) (i32.const 1)) (then unreachable))

    (call $input.drop (local.get $input))
    (call $incoming.drop (local.get $incoming))
    (call $request.drop (local.get $request))
    (call $output.drop (local.get $output))
    (call $outgoing.finish (local.get $outgoing) (i32.const 0) (i32.const 0) (global.get $result))
    (if (i32.load8_u (global.get $result)) (then unreachable)))
)
