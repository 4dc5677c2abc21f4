// What all kernels share: how to export one, how to refuse a size, and where random numbers come from.

#pragma once

#include <stdint.h>

#ifdef __wasm__
#define KERNEL(name) __attribute__((export_name(name)))
#else
#define KERNEL(name) // A native build compares the same code outside of Wasm.
#endif

static inline void require(int condition) {
    if (!condition) {
        __builtin_trap();
    }
}

// The state of a linear congruential generator; its upper bits are the better ones.
typedef uint32_t generator;

static const generator SEED = 1;

static inline uint32_t next(generator *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state;
}
