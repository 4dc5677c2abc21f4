;; grow
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  str x21, [sp, #-16]!
  stp x19, x20, [sp, #-16]!
block0:
  ldr x10, [x2, #32]
  mov x21, x2
  ldr x19, [x10]
  movz w1, #0
  movz x20, #1
  mov x0, x21
  mov x2, x20
  blr x19
  movz w1, #1
  mov x0, x21
  mov x2, x20
  blr x19
  movz w1, #3
  mov x0, x21
  mov x2, x20
  blr x19
  ldp x19, x20, [sp], #16
  ldr x21, [sp], #16
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[1]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x12, [x2, #48]
  ldr x11, [x2, #56]
  mov w13, w3
  add x13, x13, #20
  movz x14, #0
  add x12, x12, x3, UXTW
  add x12, x12, #16
  subs xzr, x13, x11
  csel x12, x14, x12, hi
  ldr w2, [x12]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[2]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x15, [x2, #48]
  ldr x14, [x2, #56]
  movz w0, #1
  movk w0, w0, #512, LSL #16
  add x0, x0, x3, UXTW
  movz x1, #0
  add x15, x15, x3, UXTW
  movz w2, #65533
  movk w2, w2, #511, LSL #16
  add x15, x15, x2
  subs xzr, x0, x14
  csel x15, x1, x15, hi
  ldr w2, [x15]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[3]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x5, [x2, #48]
  ldr x15, [x2, #56]
  mov w1, w3
  add x4, x1, #4
  movz x0, #0
  add x3, x5, x3, UXTW
  subs xzr, x4, x15
  csel x2, x0, x3, hi
  ldr w2, [x2]
  add x1, x1, #8
  add x3, x3, #4
  subs xzr, x1, x15
  csel x0, x0, x3, hi
  ldr w0, [x0]
  add w2, w2, w0
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[4]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  str x28, [sp, #-16]!
  stp x21, x22, [sp, #-16]!
  stp x19, x20, [sp, #-16]!
block0:
  ldr x0, [x2, #48]
  ldr x1, [x2, #56]
  mov x28, x2
  mov w2, w3
  add x19, x2, #4
  movz x20, #0
  add x0, x0, x3, UXTW
  mov x22, x3
  subs xzr, x19, x1
  csel x0, x20, x0, hi
  ldr w21, [x0]
  mov x2, x28
  bl 0
  ldr x0, [x28, #48]
  ldr x1, [x28, #56]
  mov x3, x22
  add x0, x0, x3, UXTW
  subs xzr, x19, x1
  csel x0, x20, x0, hi
  ldr w0, [x0]
  add w2, w21, w0
  ldp x19, x20, [sp], #16
  ldp x21, x22, [sp], #16
  ldr x28, [sp], #16
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[5]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x11, [x2, #72]
  mov w12, w3
  add x12, x12, #20
  movz x13, #0
  ldr x14, [x2, #64]
  add x14, x14, x3, UXTW
  add x14, x14, #16
  subs xzr, x12, x11
  csel x12, x13, x14, hi
  str w4, [x12]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[6]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  mov w9, w3
  add x9, x9, #8
  movz x10, #0
  ldr x11, [x2, #80]
  add x11, x11, x3, UXTW
  subs xzr, x9, #65536
  csel x10, x10, x11, hi
  ldr x2, [x10]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[7]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x9, [x2, #96]
  ldr x10, [x2, #104]
  sub x10, x10, #1
  movz x11, #0
  add x9, x9, x3
  subs xzr, x3, x10
  csel x10, x11, x9, hi
  ldrb w2, [x10]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[8]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  stp x24, x26, [sp, #-16]!
  stp x21, x23, [sp, #-16]!
  stp x19, x20, [sp, #-16]!
block0:
  ldr x0, [x2, #56]
  mov w19, w5
  add x20, x19, x3, UXTW
  subs xzr, x20, x0
  b.hi #trap=heap_oob
  ldr x0, [x2, #48]
  ldr x1, [x2, #72]
  add x5, x19, x4, UXTW
  subs xzr, x5, x1
  b.hi #trap=heap_oob
  ldr x23, [x2, #32]
  ldr x5, [x23, #16]
  add x0, x0, x3, UXTW
  mov x24, x3
  ldr x3, [x2, #64]
  mov x26, x2
  add x1, x3, x4, UXTW
  mov x21, x4
  mov x2, x19
  blr x5
  mov x2, x26
  ldr x0, [x2, #56]
  subs xzr, x20, x0
  b.hi #trap=heap_oob
  ldr x0, [x2, #48]
  ldr x4, [x23, #24]
  mov x3, x24
  add x0, x0, x3, UXTW
  mov x1, x21
  mov x2, x19
  blr x4
  ldp x19, x20, [sp], #16
  ldp x21, x23, [sp], #16
  ldp x24, x26, [sp], #16
  ldp fp, lr, [sp], #16
  ret

