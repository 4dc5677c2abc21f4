;; grow
  pushq %rbp
  movq %rsp, %rbp
  subq $0x20, %rsp
  movq %r12, (%rsp)
  movq %r13, 8(%rsp)
  movq %r14, 0x10(%rsp)
block0:
  movq 0x20(%rdi), %r11
  movq %rdi, %r14
  movq (%r11), %r13
  uninit  %rsi
  xorl %esi, %esi
  movl $0x1, %r12d
  movq %r12, %rdx
  call    *%r13
  movl $0x1, %esi
  movq %r12, %rdx
  movq %r14, %rdi
  call    *%r13
  movl $0x3, %esi
  movq %r12, %rdx
  movq %r14, %rdi
  call    *%r13
  movq (%rsp), %r12
  movq 8(%rsp), %r13
  movq 0x10(%rsp), %r14
  addq $0x20, %rsp
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[1]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x30(%rdi), %r10
  movl %esi, %eax
  leaq 0x14(%rax), %rcx
  uninit  %r11
  xorq %r11, %r11
  leaq 0x10(%r10, %rax), %r9
  cmpq 0x38(%rdi), %rcx
  cmovaq %r11, %r9
  movl (%r9), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[2]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x30(%rdi), %r10
  movl %esi, %eax
  leaq 0x2000001(%rax), %rcx
  uninit  %r11
  xorq %r11, %r11
  leaq 0x1fffffd(%r10, %rax), %r9
  cmpq 0x38(%rdi), %rcx
  cmovaq %r11, %r9
  movl (%r9), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[3]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x30(%rdi), %r9
  movq 0x38(%rdi), %rcx
  movl %esi, %esi
  leaq 4(%rsi), %rax
  uninit  %rdx
  xorq %rdx, %rdx
  leaq (%r9, %rsi), %r8
  cmpq %rcx, %rax
  cmovaq %rdx, %r8
  movl (%r8), %eax
  leaq 8(%rsi), %r8
  leaq 4(%r9, %rsi), %rsi
  cmpq %rcx, %r8
  cmovaq %rdx, %rsi
  addl (%rsi), %eax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[4]
  pushq %rbp
  movq %rsp, %rbp
  subq $0x30, %rsp
  movq %rbx, (%rsp)
  movq %r12, 8(%rsp)
  movq %r13, 0x10(%rsp)
  movq %r14, 0x18(%rsp)
  movq %r15, 0x20(%rsp)
block0:
  movl %esi, %r12d
  leaq 4(%r12), %r14
  uninit  %r13
  xorq %r13, %r13
  movq %r12, %r11
  addq 0x30(%rdi), %r11
  cmpq 0x38(%rdi), %r14
  movq %rdi, %rbx
  cmovaq %r13, %r11
  movl (%r11), %eax
  movq %rax, %r15
  call    User(userextname0)
  addq 0x30(%rbx), %r12
  cmpq 0x38(%rbx), %r14
  cmovaq %r13, %r12
  movq %r15, %rax
  addl (%r12), %eax
  movq (%rsp), %rbx
  movq 8(%rsp), %r12
  movq 0x10(%rsp), %r13
  movq 0x18(%rsp), %r14
  movq 0x20(%rsp), %r15
  addq $0x30, %rsp
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[5]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x48(%rdi), %r11
  movl %esi, %ecx
  leaq 0x14(%rcx), %rsi
  uninit  %rax
  xorq %rax, %rax
  movq 0x40(%rdi), %rdi
  leaq 0x10(%rdi, %rcx), %r10
  cmpq %r11, %rsi
  cmovaq %rax, %r10
  movl %edx, (%r10)
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[6]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movl %esi, %esi
  leaq 8(%rsi), %r10
  uninit  %r9
  xorq %r9, %r9
  addq 0x50(%rdi), %rsi
  cmpq $0x10000, %r10
  cmovaq %r9, %rsi
  movq (%rsi), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[7]
  pushq %rbp
  movq %rsp, %rbp
block0:
  movq 0x60(%rdi), %r10
  movq 0x68(%rdi), %r9
  subq $0x1, %r9
  uninit  %r11
  xorq %r11, %r11
  leaq (%r10, %rsi), %r10
  cmpq %r9, %rsi
  cmovaq %r11, %r10
  movzbq (%r10), %rax
  movq %rbp, %rsp
  popq %rbp
  retq

;; wasm-function[8]
  pushq %rbp
  movq %rsp, %rbp
  subq $0x40, %rsp
  movq %rbx, 0x10(%rsp)
  movq %r12, 0x18(%rsp)
  movq %r13, 0x20(%rsp)
  movq %r14, 0x28(%rsp)
  movq %r15, 0x30(%rsp)
block0:
  movl %esi, %ebx
  movl %ecx, %r12d
  leaq (%rbx, %r12), %r13
  cmpq 0x38(%rdi), %r13
  jnbe #trap=heap_oob
  movq 0x30(%rdi), %rax
  movl %edx, %esi
  movq %rdx, %r15
  leaq (%rsi, %r12), %rcx
  cmpq 0x48(%rdi), %rcx
  jnbe #trap=heap_oob
  movq 0x20(%rdi), %r14
  movq %rdi, <offset:1>+(%rsp)
  movq 0x10(%r14), %rcx
  leaq (%rax, %rbx), %rdi
  movq <offset:1>+(%rsp), %rax
  addq 0x40(%rax), %rsi
  movq %r12, %rdx
  call    *%rcx
  movq <offset:1>+(%rsp), %rdi
  cmpq 0x38(%rdi), %r13
  jnbe #trap=heap_oob
  movq 0x30(%rdi), %rax
  movq 0x18(%r14), %rcx
  leaq (%rax, %rbx), %rdi
  movq %r12, %rdx
  movq %r15, %rsi
  call    *%rcx
  movq 0x10(%rsp), %rbx
  movq 0x18(%rsp), %r12
  movq 0x20(%rsp), %r13
  movq 0x28(%rsp), %r14
  movq 0x30(%rsp), %r15
  addq $0x40, %rsp
  movq %rbp, %rsp
  popq %rbp
  retq

