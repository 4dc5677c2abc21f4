;; wasm-function[0]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  stp x23, x24, [sp, #-16]!
  stp x21, x22, [sp, #-16]!
  stp x19, x20, [sp, #-16]!
block0:
  ldr x19, [x2, #32]
  mov x24, x2
  ldr x22, [x19]
  movz w20, #0
  movz x21, #1
  mov x0, x24
  mov x1, x20
  mov x2, x21
  blr x22
  movz w1, #4
  mov x0, x24
  mov x2, x21
  blr x22
  movz w23, #1
  mov x0, x24
  mov x1, x23
  mov x2, x21
  blr x22
  movz w1, #3
  mov x0, x24
  mov x2, x21
  blr x22
  ldr x19, [x19, #8]
  movz x22, #0
  mov x1, x20
  mov x0, x24
  mov x2, x21
  mov x3, x22
  blr x19
  mov x0, x24
  mov x1, x23
  mov x2, x21
  mov x3, x22
  blr x19
  ldp x19, x20, [sp], #16
  ldp x21, x22, [sp], #16
  ldp x23, x24, [sp], #16
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[1]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x4, [x2, #48]
  ldr w2, [x4, w3, UXTW]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[2]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x5, [x2, #48]
  add x5, x5, x3, UXTW
  ldr w2, [x5, #16]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[3]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x6, [x2, #48]
  orr x4, xzr, #33554428
  add x6, x6, x4
  ldr w2, [x6, w3, UXTW]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[4]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  movz x1, #0
  ldr w2, [x1]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[5]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x14, [x2, #120]
  movz w15, #1
  movk w15, w15, #512, LSL #16
  add x15, x15, x3, UXTW
  movz x0, #0
  ldr x1, [x2, #112]
  add x1, x1, x3, UXTW
  movz w2, #65533
  movk w2, w2, #511, LSL #16
  add x1, x1, x2
  subs xzr, x15, x14
  csel x15, x0, x1, hi
  ldr w2, [x15]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[6]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x12, [x2, #120]
  movz x13, #1, LSL #32
  add x13, x13, x3, UXTW
  movz x14, #0
  ldr x15, [x2, #112]
  add x15, x15, x3, UXTW
  orr x0, xzr, #4294967295
  add x15, x15, x0
  subs xzr, x13, x12
  csel x13, x14, x15, hi
  ldrb w2, [x13]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[7]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x9, [x2, #72]
  sub x9, x9, #4
  movz x10, #0
  ldr x11, [x2, #64]
  add x11, x11, x3
  subs xzr, x3, x9
  csel x10, x10, x11, hi
  str w4, [x10]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[8]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x10, [x2, #72]
  sub x10, x10, #20
  movz x11, #0
  ldr x12, [x2, #64]
  add x12, x12, x3
  add x12, x12, #16
  subs xzr, x3, x10
  csel x11, x11, x12, hi
  str w4, [x11]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[9]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x11, [x2, #72]
  sub x11, x11, #65536
  movz x12, #0
  ldr x13, [x2, #64]
  add x13, x13, x3
  movz x14, #65532
  add x13, x13, x14
  subs xzr, x3, x11
  csel x12, x12, x13, hi
  ldr w2, [x12]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[10]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x0, [x2, #72]
  movz w1, #1
  movk w1, w1, #1, LSL #16
  subs xzr, x0, x1
  cset x4, lo
  sub x0, x0, x1
  subs xzr, x3, x0
  cset x0, hi
  orr w0, w4, w0
  movz x1, #0
  ldr x2, [x2, #64]
  add x2, x2, x3
  movz x3, #65533
  add x2, x2, x3
  ands wzr, w0, #255
  csel x0, x1, x2, ne
  ldr w2, [x0]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[11]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  movz x1, #0
  ldr w2, [x1]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[12]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x11, [x2, #72]
  sub x11, x11, #16
  movz x12, #0
  ldr x13, [x2, #64]
  add x13, x13, x3
  add x13, x13, #8
  subs xzr, x3, x11
  csel x12, x12, x13, hi
  ldr x12, [x12]
  add x2, x12, x12
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[13]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  movz x9, #65520
  movz x10, #0
  ldr x11, [x2, #80]
  add x11, x11, x3
  add x11, x11, #8
  subs xzr, x3, x9
  csel x10, x10, x11, hi
  ldr x2, [x10]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[14]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  movz x1, #0
  ldr x2, [x1]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[15]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x10, [x2, #104]
  mov w11, w3
  add x11, x11, #1
  movz x12, #0
  ldr x13, [x2, #96]
  add x13, x13, x3, UXTW
  subs xzr, x11, x10
  csel x11, x12, x13, hi
  ldrb w2, [x11]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[16]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x11, [x2, #104]
  mov w12, w3
  add x12, x12, #10
  movz x13, #0
  ldr x14, [x2, #96]
  add x14, x14, x3, UXTW
  add x14, x14, #9
  subs xzr, x12, x11
  csel x12, x13, x14, hi
  ldrb w2, [x12]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[17]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x9, [x2, #168]
  ldr x10, [x2, #160]
  mov w11, w3
  movz x12, #0
  add x10, x10, x11, LSL 3
  subs xzr, x11, x9
  csel x10, x12, x10, hs
  ldr x2, [x10]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[18]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x8, [x2, #184]
  ldr x10, [x2, #176]
  movz x9, #0
  add x10, x10, x3, LSL 3
  subs xzr, x3, x8
  csel x9, x9, x10, hs
  str x4, [x9]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[19]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  mov w8, w3
  movz x9, #0
  add x10, x2, #208
  add x10, x10, x8, LSL 3
  subs xzr, x8, #3
  csel x9, x9, x10, hs
  ldr x2, [x9]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[20]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  mov w8, w3
  and x8, x8, #7
  cbnz x8, #trap=user3
  ldr x9, [x2, #128]
  add x9, x9, x3, UXTW
  add x9, x9, #8
  ldar x2, [x9]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[21]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x5, [x2, #128]
  add x5, x5, x3, UXTW
  stlrb w4, [x5]
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[22]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  str x28, [sp, #-16]!
  stp x26, x27, [sp, #-16]!
  stp x24, x25, [sp, #-16]!
block0:
  and x14, x3, #3
  cbnz x14, #trap=user3
  ldr x15, [x2, #152]
  ldar x15, [x15]
  sub x15, x15, #4
  movz x0, #0
  ldr x1, [x2, #144]
  add x1, x1, x3
  subs xzr, x3, x15
  csel x25, x0, x1, hi
  mov x26, x4
  atomic_rmw_loop_add_32 addr=x25 operand=x26 oldval=x27 scratch1=x24 scratch2=x28
  mov x2, x27
  ldp x24, x25, [sp], #16
  ldp x26, x27, [sp], #16
  ldr x28, [sp], #16
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[23]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  str x28, [sp, #-16]!
  stp x26, x27, [sp, #-16]!
  stp x24, x25, [sp, #-16]!
block0:
  mov w11, w3
  and x11, x11, #1
  cbnz x11, #trap=user3
  ldr x12, [x2, #128]
  add x25, x12, x3, UXTW
  mov x26, x4
  mov x28, x5
  atomic_cas_loop_16 addr=x25, expect=x26, replacement=x28, oldval=x27, scratch=x24
  uxth w2, w27
  ldp x24, x25, [sp], #16
  ldp x26, x27, [sp], #16
  ldr x28, [sp], #16
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[24]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
  str x23, [sp, #-16]!
  stp x21, x22, [sp, #-16]!
  stp x19, x20, [sp, #-16]!
block0:
  and x0, x3, #3
  cbnz x0, #trap=user3
  ldr x19, [x2, #152]
  ldar x0, [x19]
  sub x0, x0, #4
  subs xzr, x3, x0
  b.hi #trap=heap_oob
  ldr x21, [x2, #32]
  ldr x4, [x21, #136]
  ldr x0, [x2, #144]
  add x22, x0, x3
  mov x20, x3
  movz w23, #1
  movn x2, #0
  mov x0, x22
  mov x1, x23
  blr x4
  ldar x0, [x19]
  sub x0, x0, #8
  mov x3, x20
  subs xzr, x3, x0
  b.hi #trap=heap_oob
  ldr x2, [x21, #152]
  add x0, x22, #4
  mov x1, x23
  blr x2
  mov x2, x0
  ldp x19, x20, [sp], #16
  ldp x21, x22, [sp], #16
  ldr x23, [sp], #16
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[25]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x1, [x2, #56]
  mov w7, w5
  add x0, x7, x3, UXTW
  subs xzr, x0, x1
  b.hi #trap=heap_oob
  ldr x6, [x2, #72]
  subs xzr, x7, x6
  cset x1, hi
  sub x0, x6, x5, UXTW
  subs xzr, x4, x0
  cset x0, hi
  orr w0, w1, w0
  ands wzr, w0, #255
  b.ne #trap=heap_oob
  ldr x0, [x2, #32]
  ldr x5, [x0, #16]
  ldr x0, [x2, #48]
  add x0, x0, x3, UXTW
  ldr x2, [x2, #64]
  add x1, x2, x4
  mov x2, x7
  blr x5
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[26]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x13, [x2, #72]
  subs xzr, x4, x13
  cset x14, hi
  sub x15, x13, x4
  subs xzr, x3, x15
  cset x15, hi
  orr w15, w14, w15
  ands wzr, w15, #255
  b.ne #trap=heap_oob
  ldr x0, [x2, #32]
  ldr x5, [x0, #24]
  ldr x0, [x2, #64]
  add x0, x0, x3
  movz w1, #1
  mov x2, x4
  blr x5
  ldp fp, lr, [sp], #16
  ret

;; wasm-function[27]
  stp fp, lr, [sp, #-16]!
  mov fp, sp
block0:
  ldr x4, [x2, #136]
  ldar x4, [x4]
  lsr x2, x4, #16
  ldp fp, lr, [sp], #16
  ret

