// What the kernels over vectors share: the shapes of vectors, and selection by a mask.
//
// They are the vectors of GCC and Clang, so that the same source is compiled for this machine and for Wasm.

#pragma once

#include "../kernels/kernels.h"

#define VECTOR(lane) __attribute__((vector_size(16), aligned(16))) lane

typedef VECTOR(uint8_t) u8x16;
typedef VECTOR(uint16_t) u16x8;
typedef VECTOR(int16_t) i16x8;
typedef VECTOR(uint32_t) u32x4;
typedef VECTOR(int32_t) i32x4;
typedef VECTOR(float) f32x4;
typedef VECTOR(double) f64x2;
typedef VECTOR(int64_t) i64x2;

// Half a vector of bytes, as it is widened from and narrowed to.
typedef uint8_t u8x8 __attribute__((vector_size(8), aligned(1)));
// A vector of bytes anywhere in memory.
typedef uint8_t u8x16_anywhere __attribute__((vector_size(16), aligned(1), may_alias));

static inline u16x8 widen(const uint8_t *bytes) {
    return __builtin_convertvector(*(const u8x8 *)bytes, u16x8);
}

// Lanes of `a` where the mask's lanes are all ones, and lanes of `b` where they are zero.
#define SELECT(mask, a, b) (((a) & (mask)) | ((b) & ~(mask)))

static inline uint64_t sum_of_bytes(const uint8_t *bytes, uint32_t length) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < length; i++) {
        sum += bytes[i];
    }
    return sum;
}
