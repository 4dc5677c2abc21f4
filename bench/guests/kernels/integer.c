// Kernels over integers: calls, branches, and memory.

#include "kernels.h"

enum { SIEVE_MAX = (1 << 24) - 1, SORT_MAX = 1 << 20, FANNKUCH_MAX = 12 };

// ---- fib --------------------------------------------------------------------------------------------------

static __attribute__((noinline)) uint64_t fib_of(uint32_t n) {
    return n < 2 ? n : fib_of(n - 1) + fib_of(n - 2);
}

KERNEL("fib") uint64_t fib(uint32_t n) {
    return fib_of(n);
}

// ---- sieve ------------------------------------------------------------------------------------------------

static uint8_t is_composite[SIEVE_MAX + 1];

KERNEL("sieve") uint64_t sieve(uint32_t n) {
    require(n <= SIEVE_MAX);
    for (uint32_t i = 0; i <= n; i++) {
        is_composite[i] = 0;
    }
    uint64_t primes = 0;
    for (uint32_t i = 2; i <= n; i++) {
        if (is_composite[i]) {
            continue;
        }
        primes++;
        for (uint64_t multiple = (uint64_t)i * i; multiple <= n; multiple += i) {
            is_composite[multiple] = 1;
        }
    }
    return primes;
}

// ---- sort -------------------------------------------------------------------------------------------------

static uint32_t numbers[SORT_MAX];

static void swap(uint32_t *a, uint32_t *b) {
    uint32_t old = *a;
    *a = *b;
    *b = old;
}

// Sorts `first` to `last`, both included. Recursion takes the smaller side, so that its depth is logarithmic.
static void quicksort(uint32_t *first, uint32_t *last) {
    while (first < last) {
        uint32_t pivot = first[(last - first) / 2];
        uint32_t *low = first, *high = last;
        while (low <= high) {
            while (*low < pivot) {
                low++;
            }
            while (pivot < *high) {
                high--;
            }
            if (low <= high) {
                swap(low++, high--);
            }
        }
        if (high - first < last - low) {
            quicksort(first, high);
            first = low;
        } else {
            quicksort(low, last);
            last = high;
        }
    }
}

KERNEL("sort") uint64_t sort(uint32_t n) {
    require(n <= SORT_MAX);
    generator random = SEED;
    for (uint32_t i = 0; i < n; i++) {
        numbers[i] = next(&random);
    }
    if (n > 0) {
        quicksort(numbers, numbers + n - 1);
    }
    uint64_t digest = 0;
    for (uint32_t i = 0; i < n; i++) {
        digest = digest * 31 + numbers[i];
    }
    return digest;
}

// ---- indirect ---------------------------------------------------------------------------------------------

typedef uint64_t operation(uint64_t value, uint32_t operand);

static uint64_t add(uint64_t value, uint32_t operand) { return value + operand; }
static uint64_t subtract(uint64_t value, uint32_t operand) { return value - operand; }
static uint64_t multiply(uint64_t value, uint32_t operand) { return value * (operand | 1); }
static uint64_t divide(uint64_t value, uint32_t operand) { return value / (operand | 1); }
static uint64_t exclusive_or(uint64_t value, uint32_t operand) { return value ^ operand; }
static uint64_t shift(uint64_t value, uint32_t operand) { return value << (operand % 8); }
static uint64_t rotate(uint64_t value, uint32_t operand) {
    uint32_t bits = operand % 63 + 1;
    return value << bits | value >> (64 - bits);
}
static uint64_t invert(uint64_t value, uint32_t operand) { return ~value + operand; }

// Volatile, so that the compiler cannot see which functions are meant.
static operation *volatile operations[8] = {
    add, subtract, multiply, divide, exclusive_or, shift, rotate, invert,
};

KERNEL("indirect") uint64_t indirect(uint32_t n) {
    generator random = SEED;
    uint64_t value = 1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t drawn = next(&random);
        value = operations[drawn >> 29](value, drawn >> 8);
    }
    return value;
}

// ---- fannkuch ---------------------------------------------------------------------------------------------

static uint32_t count_flips(const uint32_t *permutation, uint32_t n) {
    uint32_t stack[FANNKUCH_MAX];
    for (uint32_t i = 0; i < n; i++) {
        stack[i] = permutation[i];
    }
    uint32_t flips = 0;
    for (uint32_t top = stack[0]; top != 0; top = stack[0]) {
        for (uint32_t low = 0, high = top; low < high; low++, high--) {
            swap(&stack[low], &stack[high]);
        }
        flips++;
    }
    return flips;
}

// Makes the next permutation in the benchmark's order. Returns zero after the last one.
static int advance(uint32_t *permutation, uint32_t *rotations, uint32_t n) {
    for (uint32_t width = 1; width < n; width++) {
        uint32_t first = permutation[0];
        for (uint32_t i = 0; i < width; i++) {
            permutation[i] = permutation[i + 1];
        }
        permutation[width] = first;
        if (rotations[width]++ < width) {
            return 1;
        }
        rotations[width] = 0;
    }
    return 0;
}

KERNEL("fannkuch") uint64_t fannkuch(uint32_t n) {
    require(n >= 1 && n <= FANNKUCH_MAX);
    uint32_t permutation[FANNKUCH_MAX], rotations[FANNKUCH_MAX];
    for (uint32_t i = 0; i < n; i++) {
        permutation[i] = i;
        rotations[i] = 0;
    }
    uint32_t most = 0;
    int64_t checksum = 0;
    int64_t sign = 1;
    do {
        uint32_t flips = count_flips(permutation, n);
        most = flips > most ? flips : most;
        checksum += sign * flips;
        sign = -sign;
    } while (advance(permutation, rotations, n));
    return (uint64_t)checksum * 256 + most;
}
