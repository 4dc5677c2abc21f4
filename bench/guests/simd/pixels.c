// Kernels over images.

#include "vectors.h"

enum { SIDE_MAX = 1024, PIXELS_MAX = 262144 };

static uint8_t image[SIDE_MAX * SIDE_MAX + 16], filtered[SIDE_MAX * SIDE_MAX + 16];

static void fill(uint8_t *bytes, uint32_t length) {
    generator random = SEED;
    for (uint32_t i = 0; i < length; i++) {
        bytes[i] = (uint8_t)(next(&random) >> 24);
    }
}

// ---- blur -------------------------------------------------------------------------------------------------

// A row's weights 1, 2, 1.
static inline u16x8 smooth(const uint8_t *bytes) {
    return widen(bytes - 1) + widen(bytes) * 2 + widen(bytes + 1);
}

KERNEL("blur") uint64_t blur(uint32_t n) {
    require(n <= SIDE_MAX);
    fill(image, n * n);
    for (uint32_t i = 0; i < n * n; i++) {
        filtered[i] = 0;
    }
    for (uint32_t y = 1; y + 1 < n; y++) {
        for (uint32_t x = 1; x + 8 < n; x += 8) {
            const uint8_t *at = image + y * n + x;
            u16x8 sum = smooth(at - n) + smooth(at) * 2 + smooth(at + n);
            *(u8x8 *)(filtered + y * n + x) = __builtin_convertvector(sum >> 4, u8x8);
        }
    }
    return sum_of_bytes(filtered, n * n);
}

// ---- blend ------------------------------------------------------------------------------------------------

static uint8_t below[PIXELS_MAX * 4], above[PIXELS_MAX * 4];

// One channel after the other: `above` by its opacity, and `below` by what that leaves, divided by 256.
static inline u8x8 mix(const uint8_t *front, const uint8_t *back) {
    u16x8 colour = widen(front), ground = widen(back);
    u16x8 alpha = __builtin_shufflevector(colour, colour, 3, 3, 3, 3, 7, 7, 7, 7);
    return __builtin_convertvector((colour * alpha + ground * (256 - alpha)) >> 8, u8x8);
}

KERNEL("blend") uint64_t blend(uint32_t n) {
    require(n <= PIXELS_MAX);
    uint32_t length = n / 2 * 8;
    fill(above, length);
    for (uint32_t i = 0; i < length; i++) {
        below[i] = (uint8_t)i;
    }
    for (uint32_t round = 0; round < 8; round++) {
        for (uint32_t i = 0; i < length; i += 8) {
            *(u8x8 *)(below + i) = mix(above + i, below + i);
        }
    }
    return sum_of_bytes(below, length);
}

// ---- sobel ------------------------------------------------------------------------------------------------

static inline i16x8 magnitude(i16x8 value) {
    i16x8 opposite = -value, larger = value > opposite;
    return SELECT(larger, value, opposite);
}

KERNEL("sobel") uint64_t sobel(uint32_t n) {
    require(n <= SIDE_MAX);
    fill(image, n * n);
    const i16x8 most = (i16x8){} + 255;
    u32x4 total = {0, 0, 0, 0};
    for (uint32_t y = 1; y + 1 < n; y++) {
        for (uint32_t x = 1; x + 8 < n; x += 8) {
            const uint8_t *at = image + y * n + x;
            i16x8 left = (i16x8)(widen(at - n - 1) + widen(at - 1) * 2 + widen(at + n - 1));
            i16x8 right = (i16x8)(widen(at - n + 1) + widen(at + 1) * 2 + widen(at + n + 1));
            i16x8 up = (i16x8)smooth(at - n), down = (i16x8)smooth(at + n);
            i16x8 edge = magnitude(right - left) + magnitude(down - up);
            i16x8 over = edge > most;
            u16x8 capped = (u16x8)SELECT(over, most, edge);
            total += (u32x4)capped & 0xffff;
            total += (u32x4)capped >> 16;
        }
    }
    return (uint64_t)total[0] + total[1] + total[2] + total[3];
}
