// Kernels over floats.

#include "kernels.h"

enum { MATRIX_MAX = 256, SPECTRAL_MAX = 4096, MANDELBROT_STEPS = 64 };

// ---- matrix -----------------------------------------------------------------------------------------------

static double left[MATRIX_MAX][MATRIX_MAX], right[MATRIX_MAX][MATRIX_MAX], product[MATRIX_MAX][MATRIX_MAX];

// Between zero and one, in steps of 1/65536, so that the product of small matrices is exact.
static double fraction(generator *random) {
    return (next(random) >> 16) / 65536.0;
}

KERNEL("matrix") double matrix(uint32_t n) {
    require(n <= MATRIX_MAX);
    generator random = SEED;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < n; j++) {
            left[i][j] = fraction(&random);
            right[i][j] = fraction(&random);
            product[i][j] = 0;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < n; k++) {
            for (uint32_t j = 0; j < n; j++) {
                product[i][j] += left[i][k] * right[k][j];
            }
        }
    }
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < n; j++) {
            sum += product[i][j];
        }
    }
    return sum;
}

// ---- nbody ------------------------------------------------------------------------------------------------

enum { BODIES = 5 };

typedef struct {
    double place[3];
    double speed[3];
    double mass;
} body;

#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS_PER_YEAR 365.24

// The Sun, Jupiter, Saturn, Uranus and Neptune: places in astronomical units, speeds in those per day, and
// masses in masses of the Sun.
static const body PLANETS[BODIES] = {
    {{0, 0, 0}, {0, 0, 0}, 1},
    {{4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01},
     {1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05},
     9.54791938424326609e-04},
    {{8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01},
     {-2.76742510726411938e-03, 4.99852801234917238e-03, 2.30417297573763929e-05},
     2.85885980666130812e-04},
    {{1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01},
     {2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05},
     4.36624404335156298e-05},
    {{1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01},
     {2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05},
     5.15138902046611451e-05},
};

static double dot(const double a[3], const double b[3]) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// Copies the planets, with speeds per year and masses that save the constant of gravitation, and gives the
// Sun the speed that keeps the whole at rest.
static void start(body bodies[BODIES]) {
    for (int i = 0; i < BODIES; i++) {
        bodies[i] = PLANETS[i];
        bodies[i].mass *= SOLAR_MASS;
        for (int axis = 0; axis < 3; axis++) {
            bodies[i].speed[axis] *= DAYS_PER_YEAR;
        }
    }
    for (int i = 1; i < BODIES; i++) {
        for (int axis = 0; axis < 3; axis++) {
            bodies[0].speed[axis] -= bodies[i].speed[axis] * bodies[i].mass / SOLAR_MASS;
        }
    }
}

static void move(body bodies[BODIES], double years) {
    for (int i = 0; i < BODIES; i++) {
        for (int j = i + 1; j < BODIES; j++) {
            double away[3];
            for (int axis = 0; axis < 3; axis++) {
                away[axis] = bodies[i].place[axis] - bodies[j].place[axis];
            }
            double squared = dot(away, away);
            double pull = years / (squared * __builtin_sqrt(squared));
            for (int axis = 0; axis < 3; axis++) {
                bodies[i].speed[axis] -= away[axis] * bodies[j].mass * pull;
                bodies[j].speed[axis] += away[axis] * bodies[i].mass * pull;
            }
        }
    }
    for (int i = 0; i < BODIES; i++) {
        for (int axis = 0; axis < 3; axis++) {
            bodies[i].place[axis] += years * bodies[i].speed[axis];
        }
    }
}

static double energy(const body bodies[BODIES]) {
    double total = 0;
    for (int i = 0; i < BODIES; i++) {
        total += bodies[i].mass * dot(bodies[i].speed, bodies[i].speed) / 2;
        for (int j = i + 1; j < BODIES; j++) {
            double away[3];
            for (int axis = 0; axis < 3; axis++) {
                away[axis] = bodies[i].place[axis] - bodies[j].place[axis];
            }
            total -= bodies[i].mass * bodies[j].mass / __builtin_sqrt(dot(away, away));
        }
    }
    return total;
}

KERNEL("nbody") double nbody(uint32_t n) {
    body bodies[BODIES];
    start(bodies);
    for (uint32_t i = 0; i < n; i++) {
        move(bodies, 0.01);
    }
    return energy(bodies);
}

// ---- mandelbrot -------------------------------------------------------------------------------------------

static int stays_bounded(double re, double im) {
    double x = 0, y = 0;
    for (int step = 0; step < MANDELBROT_STEPS; step++) {
        double next_x = x * x - y * y + re;
        y = 2 * x * y + im;
        x = next_x;
        if (x * x + y * y > 4) {
            return 0;
        }
    }
    return 1;
}

KERNEL("mandelbrot") uint64_t mandelbrot(uint32_t n) {
    uint64_t bounded = 0;
    for (uint32_t row = 0; row < n; row++) {
        for (uint32_t column = 0; column < n; column++) {
            bounded += (uint64_t)stays_bounded(2.0 * column / n - 1.5, 2.0 * row / n - 1.0);
        }
    }
    return bounded;
}

// ---- spectral ---------------------------------------------------------------------------------------------

static double vector[SPECTRAL_MAX], image[SPECTRAL_MAX], halfway[SPECTRAL_MAX];

// The element of the matrix at row `i` and column `j`.
static double element(uint32_t i, uint32_t j) {
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

static void multiply(const double *from, double *to, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        to[i] = 0;
        for (uint32_t j = 0; j < n; j++) {
            to[i] += element(i, j) * from[j];
        }
    }
}

static void multiply_transposed(const double *from, double *to, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        to[i] = 0;
        for (uint32_t j = 0; j < n; j++) {
            to[i] += element(j, i) * from[j];
        }
    }
}

static void multiply_both(const double *from, double *to, uint32_t n) {
    multiply(from, halfway, n);
    multiply_transposed(halfway, to, n);
}

KERNEL("spectral") double spectral(uint32_t n) {
    require(n <= SPECTRAL_MAX);
    for (uint32_t i = 0; i < n; i++) {
        vector[i] = 1;
    }
    for (int round = 0; round < 10; round++) {
        multiply_both(vector, image, n);
        multiply_both(image, vector, n);
    }
    double across = 0, along = 0;
    for (uint32_t i = 0; i < n; i++) {
        across += vector[i] * image[i];
        along += image[i] * image[i];
    }
    return __builtin_sqrt(across / along);
}
