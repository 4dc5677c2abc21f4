// Kernels over vectors of floats.

#include "vectors.h"

enum { SAXPY_VECTORS = 1024, JULIA_STEPS = 96 };

// ---- saxpy ------------------------------------------------------------------------------------------------

static f32x4 factors[SAXPY_VECTORS], sums[SAXPY_VECTORS];

KERNEL("saxpy") double saxpy(uint32_t n) {
    generator random = SEED;
    for (uint32_t i = 0; i < SAXPY_VECTORS; i++) {
        for (uint32_t lane = 0; lane < 4; lane++) {
            factors[i][lane] = (float)(next(&random) >> 24) / 256.0f;
            sums[i][lane] = 0.0f;
        }
    }
    for (uint32_t round = 0; round < n; round++) {
        f32x4 multiple = (f32x4){} + (float)(next(&random) >> 24) / 64.0f;
        for (uint32_t i = 0; i < SAXPY_VECTORS; i++) {
            sums[i] += multiple * factors[i];
        }
    }
    double sum = 0;
    for (uint32_t i = 0; i < SAXPY_VECTORS; i++) {
        sum += sums[i][0] + sums[i][1] + sums[i][2] + sums[i][3];
    }
    return sum;
}

// ---- transform --------------------------------------------------------------------------------------------

enum { MATRICES = 8 };

static f32x4 columns[MATRICES][4];

KERNEL("transform") double transform(uint32_t n) {
    generator random = SEED;
    for (uint32_t matrix = 0; matrix < MATRICES; matrix++) {
        for (uint32_t column = 0; column < 4; column++) {
            for (uint32_t row = 0; row < 4; row++) {
                // Rows sum up to two at most: what is halved each time stays finite.
                columns[matrix][column][row] = (float)(next(&random) >> 16) / 131072.0f;
            }
        }
    }
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        f32x4 point = {(float)(next(&random) >> 16), 2.0f, 3.0f, 1.0f};
        for (uint32_t matrix = 0; matrix < MATRICES; matrix++) {
            const f32x4 *by = columns[matrix];
            point = (by[0] * point[0] + by[1] * point[1]) + (by[2] * point[2] + by[3] * point[3]);
            point *= (f32x4){} + 0.5f;
        }
        sum += point[0] + point[1] + point[2] + point[3];
    }
    return sum;
}

// ---- julia ------------------------------------------------------------------------------------------------

KERNEL("julia") uint64_t julia(uint32_t n) {
    const f64x2 c_re = {-0.8, -0.8}, c_im = {0.156, 0.156}, bound = {4.0, 4.0};
    uint64_t steps = 0;
    for (uint32_t y = 0; y < n; y++) {
        for (uint32_t x = 0; x < n; x += 2) {
            f64x2 re = {3.0 * x / n - 1.5, 3.0 * (x + 1) / n - 1.5};
            f64x2 im = (f64x2){} + (3.0 * y / n - 1.5);
            i64x2 taken = {0, 0};
            for (uint32_t step = 0; step < JULIA_STEPS; step++) {
                f64x2 re2 = re * re, im2 = im * im;
                i64x2 inside = re2 + im2 < bound;
                if ((inside[0] | inside[1]) == 0) {
                    break;
                }
                // A lane that has escaped keeps its place.
                f64x2 next_im = re * im * 2.0 + c_im, next_re = re2 - im2 + c_re;
                re = (f64x2)SELECT(inside, (i64x2)next_re, (i64x2)re);
                im = (f64x2)SELECT(inside, (i64x2)next_im, (i64x2)im);
                taken -= inside;
            }
            steps += (uint64_t)(taken[0] + taken[1]);
        }
    }
    return steps;
}
