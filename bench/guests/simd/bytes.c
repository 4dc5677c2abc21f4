// Kernels over bytes and words.

#include "vectors.h"

enum { BYTES_MAX = 1048576 };

static u8x16 text[BYTES_MAX / 16];

static void fill(uint32_t vectors) {
    generator random = SEED;
    for (uint32_t i = 0; i < vectors; i++) {
        for (uint32_t lane = 0; lane < 16; lane++) {
            text[i][lane] = (uint8_t)(next(&random) >> 24);
        }
    }
}

// ---- adler32 ----------------------------------------------------------------------------------------------

enum { ADLER_MODULUS = 65521, ADLER_VECTORS = 256 };

static inline uint32_t across(u32x4 lanes) {
    return lanes[0] + lanes[1] + lanes[2] + lanes[3];
}

// Each lane of the result is the sum of two neighbouring lanes.
static inline u32x4 pairs(u16x8 lanes) {
    return ((u32x4)lanes & 0xffff) + ((u32x4)lanes >> 16);
}

KERNEL("adler32") uint64_t adler32(uint32_t n) {
    require(n <= BYTES_MAX);
    uint32_t vectors = n / 16;
    fill(vectors);
    const u16x8 first = {16, 15, 14, 13, 12, 11, 10, 9}, second = {8, 7, 6, 5, 4, 3, 2, 1};
    uint32_t low = 1, high = 0;
    for (uint32_t start = 0; start < vectors; start += ADLER_VECTORS) {
        uint32_t end = start + ADLER_VECTORS < vectors ? start + ADLER_VECTORS : vectors;
        u32x4 sums = {0, 0, 0, 0}, before = {0, 0, 0, 0}, weighted = {0, 0, 0, 0};
        for (uint32_t i = start; i < end; i++) {
            const uint8_t *bytes = (const uint8_t *)&text[i];
            u16x8 left = widen(bytes), right = widen(bytes + 8);
            before += sums;
            sums += pairs(left + right);
            weighted += pairs(left * first) + pairs(right * second);
        }
        high = (uint32_t)((high + (uint64_t)low * 16 * (end - start) + 16ull * across(before) + across(weighted)) %
                          ADLER_MODULUS);
        low = (low + across(sums)) % ADLER_MODULUS;
    }
    return (uint64_t)high << 16 | low;
}

// ---- count ------------------------------------------------------------------------------------------------

KERNEL("count") uint64_t count(uint32_t n) {
    require(n <= BYTES_MAX);
    uint32_t vectors = n / 16;
    fill(vectors);
    uint64_t found = 0;
    for (uint32_t round = 0; round < 32; round++) {
        const u8x16 limit = (u8x16){} + (uint8_t)(round * 8), bit = (u8x16){} + (uint8_t)(1 << (round % 8));
        u32x4 pairs_found = {0, 0, 0, 0};
        for (uint32_t i = 0; i + 1 < vectors; i++) {
            const uint8_t *bytes = (const uint8_t *)&text[i];
            u8x16 before = *(const u8x16_anywhere *)bytes, after = *(const u8x16_anywhere *)(bytes + 1);
            u8x16 hits = (u8x16)(before > limit) & (u8x16)((after & bit) == bit) & 1;
            pairs_found += pairs((u16x8)hits & 0xff) + pairs((u16x8)hits >> 8);
        }
        found += across(pairs_found);
    }
    return found;
}

// ---- chacha -----------------------------------------------------------------------------------------------

static inline u32x4 rotate(u32x4 lanes, uint32_t by) {
    return lanes << by | lanes >> (32 - by);
}

static inline void quarters(u32x4 row[4]) {
    row[0] += row[1], row[3] = rotate(row[3] ^ row[0], 16);
    row[2] += row[3], row[1] = rotate(row[1] ^ row[2], 12);
    row[0] += row[1], row[3] = rotate(row[3] ^ row[0], 8);
    row[2] += row[3], row[1] = rotate(row[1] ^ row[2], 7);
}

#define TURN(lanes, a, b, c, d) __builtin_shufflevector(lanes, lanes, a, b, c, d)

KERNEL("chacha") uint64_t chacha(uint32_t n) {
    u32x4 start[4] = {
        {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574},
        {0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c},
        {0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c},
        {0, 0x09000000, 0x4a000000, 0},
    };
    u32x4 digest = {0, 0, 0, 0};
    for (uint32_t block = 0; block < n; block++) {
        start[3][0] = block + 1;
        u32x4 row[4] = {start[0], start[1], start[2], start[3]};
        for (uint32_t round = 0; round < 10; round++) {
            quarters(row);
            row[1] = TURN(row[1], 1, 2, 3, 0);
            row[2] = TURN(row[2], 2, 3, 0, 1);
            row[3] = TURN(row[3], 3, 0, 1, 2);
            quarters(row);
            row[1] = TURN(row[1], 3, 0, 1, 2);
            row[2] = TURN(row[2], 2, 3, 0, 1);
            row[3] = TURN(row[3], 1, 2, 3, 0);
        }
        for (uint32_t i = 0; i < 4; i++) {
            digest = rotate(digest, 1) ^ (row[i] + start[i]);
        }
    }
    return ((uint64_t)digest[0] << 32 | digest[1]) ^ ((uint64_t)digest[2] << 32 | digest[3]);
}
