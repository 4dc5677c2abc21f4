;; wasm-function[0]
  pushq %rbp
  movq %rsp, %rbp
  subq $0x40, %rsp
  movq %rbx, 0x10(%rsp)
  movq %r12, 0x18(%rsp)
  movq %r13, 0x20(%rsp)
  movq %r14, 0x28(%rsp)
  movq %r15, 0x30(%rsp)
block0:
  movq 0x20(%rdi), %r14
  movq %rdi, %r15
  movq (%r14), %r12
  uninit  %rsi
  xorl %esi, %esi
  movq %rsi, <offset:1>+(%rsp)
  movl $0x1, %ebx
  movq %rbx, %rdx
  call    *%r12
  movl $0x4, %esi
  movq %rbx, %rdx
  movq %r15, %rdi
  call    *%r12
  movl $0x1, %r13d
  movq %rbx, %rdx
  movq %r13, %rsi
  movq %r15, %rdi
  call    *%r12
  movl $0x3, %esi
  movq %rbx, %rdx
  movq %r15, %rdi
  call    *%r12
  movq 8(%r14), %r12
  uninit  %rcx
  xorq %rcx, %rcx
  movq <offset:1>+(%rsp), %rsi
  movq %rcx, %r14
  movq %rbx, %rdx
  movq %r15, %rdi
  call    *%r12
  movq %r14, %rcx
  movq %rbx, %rdx
  movq %r13, %rsi
  movq %r15, %rdi
  call    *%r12
  movq 0x10(%rsp), %rbx
  movq 0x18(%rsp), %r12
  movq 0x20(%rsp), %r13
  movq 0x28(%rsp), %r14
  movq 0x30(%rsp), %r15
  addq $0x40, %rsp
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[1]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq %rsi, %r8
  movq 0x30(%rdi), %rsi
  movq %r8, %rdi
  movl %edi, %edi
  movl (%rsi, %rdi), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[2]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq %rsi, %r8
  movq 0x30(%rdi), %rsi
  movq %r8, %rdi
  movl %edi, %edi
  movl 0x10(%rsi, %rdi), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[3]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq %rsi, %r8
  movq 0x30(%rdi), %rsi
  movq %r8, %rdi
  movl %edi, %edi
  movl 0x1fffffc(%rsi, %rdi), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[4]
  pushq %rbp
  movq %rsp, %rbp
block0:
  uninit  %rdx
  xorq %rdx, %rdx
  movl (%rdx), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[5]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x78(%rdi), %r11
  movl %esi, %ecx
  leaq 0x2000001(%rcx), %rdx
  uninit  %rax
  xorq %rax, %rax
  movq 0x70(%rdi), %rsi
  leaq 0x1fffffd(%rsi, %rcx), %r10
  cmpq %r11, %rdx
  cmovaq %rax, %r10
  movl (%r10), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[6]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x78(%rdi), %rax
  movl %esi, %r8d
  movabsq $0x100000000, %rcx
  leaq (%r8, %rcx), %rdx
  uninit  %rcx
  xorq %rcx, %rcx
  addq 0x70(%rdi), %r8
  movl $0xffffffff, %esi
  leaq (%r8, %rsi), %rsi
  cmpq %rax, %rdx
  cmovaq %rcx, %rsi
  movzbq (%rsi), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[7]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %r8
  subq $0x4, %r8
  uninit  %r9
  xorq %r9, %r9
  movq %rsi, %r10
  addq 0x40(%rdi), %r10
  cmpq %r8, %rsi
  cmovaq %r9, %r10
  movl %edx, (%r10)
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[8]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %r9
  subq $0x14, %r9
  uninit  %r10
  xorq %r10, %r10
  movq 0x40(%rdi), %r11
  leaq 0x10(%r11, %rsi), %r11
  cmpq %r9, %rsi
  cmovaq %r10, %r11
  movl %edx, (%r11)
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[9]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %r9
  subq $0x10000, %r9
  uninit  %r10
  xorq %r10, %r10
  movq 0x40(%rdi), %r11
  leaq 0xfffc(%r11, %rsi), %r11
  cmpq %r9, %rsi
  cmovaq %r10, %r11
  movl (%r11), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[10]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %rax
  cmpq $0x10001, %rax
  setb %r11b
  subq $0x10001, %rax
  cmpq %rax, %rsi
  seta %al
  orl %eax, %r11d
  uninit  %rax
  xorq %rax, %rax
  movq 0x40(%rdi), %rcx
  leaq 0xfffd(%rcx, %rsi), %rcx
  testb %r11b, %r11b
  cmovneq %rax, %rcx
  movl (%rcx), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[11]
  pushq %rbp
  movq %rsp, %rbp
block0:
  uninit  %rdx
  xorq %rdx, %rdx
  movl (%rdx), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[12]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %r10
  subq $0x10, %r10
  uninit  %r11
  xorq %r11, %r11
  movq 0x40(%rdi), %rax
  leaq 8(%rax, %rsi), %rax
  cmpq %r10, %rsi
  cmovaq %r11, %rax
  movq (%rax), %rax
  leaq (%rax, %rax), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[13]
  pushq %rbp
  movq %rsp, %rbp
block0:
  uninit  %r8
  xorq %r8, %r8
  movq 0x50(%rdi), %r9
  leaq 8(%r9, %rsi), %rdi
  cmpq $0xfff0, %rsi
  cmovaq %r8, %rdi
  movq (%rdi), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[14]
  pushq %rbp
  movq %rsp, %rbp
block0:
  uninit  %rdx
  xorq %rdx, %rdx
  movq (%rdx), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[15]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x68(%rdi), %r10
  movl %esi, %esi
  leaq 1(%rsi), %rax
  uninit  %r11
  xorq %r11, %r11
  addq 0x60(%rdi), %rsi
  cmpq %r10, %rax
  cmovaq %r11, %rsi
  movzbq (%rsi), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[16]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x68(%rdi), %r11
  movl %esi, %ecx
  leaq 0xa(%rcx), %rdx
  uninit  %rax
  xorq %rax, %rax
  movq 0x60(%rdi), %rsi
  leaq 9(%rsi, %rcx), %r10
  cmpq %r11, %rdx
  cmovaq %rax, %r10
  movzbq (%r10), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[17]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0xa8(%rdi), %r10
  movl %esi, %eax
  uninit  %r11
  xorq %r11, %r11
  movq %rax, %r8
  shlq $0x3, %r8
  addq 0xa0(%rdi), %r8
  cmpq %r10, %rax
  cmovaeq %r11, %r8
  movq (%r8), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[18]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0xb8(%rdi), %r10
  uninit  %r9
  xorq %r9, %r9
  movq %rsi, %r8
  shlq $0x3, %r8
  addq 0xb0(%rdi), %r8
  cmpq %r10, %rsi
  cmovaeq %r9, %r8
  movq %rdx, (%r8)
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[19]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movl %esi, %r9d
  uninit  %r8
  xorq %r8, %r8
  leaq 0xd0(%rdi, %r9, 8), %rdi
  cmpq $0x3, %r9
  cmovaeq %r8, %rdi
  movq (%rdi), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[20]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movl %esi, %esi
  testq $0x7, %rsi
  jnz #trap=user3
  movq 0x80(%rdi), %rdi
  movq 8(%rdi, %rsi), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[21]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq %rsi, %r8
  movq 0x80(%rdi), %rsi
  movq %r8, %rdi
  movl %edi, %edi
  movb %dl, (%rsi, %rdi)
  mfence
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[22]
  pushq %rbp
  movq %rsp, %rbp
block0:
  testq $0x3, %rsi
  jnz #trap=user3
  movq 0x98(%rdi), %rax
  movq (%rax), %rax
  subq $0x4, %rax
  uninit  %rcx
  xorq %rcx, %rcx
  movq %rsi, %r8
  addq 0x90(%rdi), %r8
  cmpq %rax, %rsi
  cmovaq %rcx, %r8
  movq %rdx, %rax
  lock xaddl %eax, (%r8)
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[23]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movl %esi, %r8d
  testq $0x1, %r8
  jnz #trap=user3
  movq 0x80(%rdi), %r10
  movq %rdx, %rax
  lock cmpxchgw %cx, (%r10, %r8) ;; implicit: %ax
  movzwq %ax, %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[24]
  pushq %rbp
  movq %rsp, %rbp
  subq $0x30, %rsp
  movq %rbx, (%rsp)
  movq %r12, 8(%rsp)
  movq %r13, 0x10(%rsp)
  movq %r14, 0x18(%rsp)
  movq %r15, 0x20(%rsp)
block0:
  testq $0x3, %rsi
  jnz #trap=user3
  movq 0x98(%rdi), %r14
  movq (%r14), %rcx
  subq $0x4, %rcx
  cmpq %rcx, %rsi
  jnbe #trap=heap_oob
  movq 0x20(%rdi), %rbx
  movq 0x88(%rbx), %rcx
  movq 0x90(%rdi), %r12
  leaq (%r12, %rsi), %rdi
  movq %rsi, %r15
  movl $0x1, %r13d
  movq $0xffffffffffffffff, %rdx
  movq %r13, %rsi
  call    *%rcx
  movq (%r14), %rax
  subq $0x8, %rax
  movq %r15, %rsi
  cmpq %rax, %rsi
  jnbe #trap=heap_oob
  movq 0x98(%rbx), %rax
  leaq 4(%r12, %rsi), %rdi
  movq %r13, %rsi
  call    *%rax
  movq (%rsp), %rbx
  movq 8(%rsp), %r12
  movq 0x10(%rsp), %r13
  movq 0x18(%rsp), %r14
  movq 0x20(%rsp), %r15
  addq $0x30, %rsp
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[25]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq %rdx, %r9
  movl %esi, %esi
  movq %rsi, %r8
  movl %ecx, %edx
  movq %r8, %rax
  leaq (%rax, %rdx), %rcx
  cmpq 0x38(%rdi), %rcx
  jnbe #trap=heap_oob
  movq 0x48(%rdi), %rsi
  cmpq %rsi, %rdx
  seta %cl
  subq %rdx, %rsi
  movq %r9, %rax
  cmpq %rsi, %rax
  seta %sil
  orl %esi, %ecx
  testb %cl, %cl
  jnz #trap=heap_oob
  movq 0x20(%rdi), %rcx
  movq %rdi, %rsi
  movq 0x10(%rcx), %rcx
  movq %r8, %rdi
  movq %rsi, %r8
  addq 0x30(%r8), %rdi
  movq %rax, %rsi
  addq 0x40(%r8), %rsi
  call    *%rcx
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[26]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %r11
  cmpq %r11, %rdx
  seta %r10b
  subq %rdx, %r11
  cmpq %r11, %rsi
  seta %al
  orl %eax, %r10d
  testb %r10b, %r10b
  jnz #trap=heap_oob
  movq 0x20(%rdi), %rax
  movq %rdi, %rcx
  movq 0x18(%rax), %rax
  movq %rsi, %rdi
  addq 0x40(%rcx), %rdi
  movl $0x1, %esi
  call    *%rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[27]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x88(%rdi), %rsi
  movq (%rsi), %rax
  shrq $0x10, %rax
  movq %rbp, %rsp
  popq %rbp
  retq

