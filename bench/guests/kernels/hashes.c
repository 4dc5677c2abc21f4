// Kernels that hash random bytes.

#include "kernels.h"

enum { BYTES_MAX = 1 << 20 };

static uint8_t bytes[BYTES_MAX];

static void fill_bytes(uint32_t n) {
    require(n <= BYTES_MAX);
    generator random = SEED;
    for (uint32_t i = 0; i < n; i++) {
        bytes[i] = (uint8_t)(next(&random) >> 24);
    }
}

// ---- crc32 ------------------------------------------------------------------------------------------------

static uint32_t crc_table[256];

static void fill_crc_table(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t entry = i;
        for (int bit = 0; bit < 8; bit++) {
            entry = entry >> 1 ^ (entry & 1 ? 0xedb88320u : 0);
        }
        crc_table[i] = entry;
    }
}

KERNEL("crc32") uint64_t crc32(uint32_t n) {
    fill_bytes(n);
    fill_crc_table();
    uint32_t crc = ~0u;
    for (uint32_t i = 0; i < n; i++) {
        crc = crc_table[(crc ^ bytes[i]) & 0xff] ^ crc >> 8;
    }
    return ~crc;
}

// ---- keccak -----------------------------------------------------------------------------------------------

enum { KECCAK_RATE = 136, KECCAK_ROUNDS = 24 };

static inline uint64_t rotate_left_64(uint64_t value, unsigned bits) {
    return value << (bits % 64) | value >> ((64 - bits) % 64);
}

// The round constants come from a shift register of eight bits, as FIPS 202 defines them.
static uint64_t round_constant(uint8_t *lfsr) {
    uint64_t constant = 0;
    for (unsigned power = 0; power < 7; power++) {
        if (*lfsr & 1) {
            constant |= UINT64_C(1) << ((1u << power) - 1);
        }
        *lfsr = (uint8_t)(*lfsr << 1 ^ (*lfsr >> 7) * 0x71);
    }
    return constant;
}

static void keccak_permute(uint64_t lanes[25]) {
    uint8_t lfsr = 1;
    for (int round = 0; round < KECCAK_ROUNDS; round++) {
        uint64_t columns[5];
        for (int x = 0; x < 5; x++) {
            columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }
        for (int x = 0; x < 5; x++) {
            uint64_t parity = columns[(x + 4) % 5] ^ rotate_left_64(columns[(x + 1) % 5], 1);
            for (int y = 0; y < 25; y += 5) {
                lanes[x + y] ^= parity;
            }
        }
        uint64_t moved = lanes[1];
        for (unsigned step = 0, x = 1, y = 0; step < 24; step++) {
            unsigned old_x = x;
            x = y;
            y = (2 * old_x + 3 * y) % 5;
            uint64_t replaced = lanes[x + 5 * y];
            lanes[x + 5 * y] = rotate_left_64(moved, (step + 1) * (step + 2) / 2);
            moved = replaced;
        }
        for (int y = 0; y < 25; y += 5) {
            uint64_t row[5];
            for (int x = 0; x < 5; x++) {
                row[x] = lanes[x + y];
            }
            for (int x = 0; x < 5; x++) {
                lanes[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
        lanes[0] ^= round_constant(&lfsr);
    }
}

static void absorb(uint64_t lanes[25], uint32_t position, uint8_t byte) {
    lanes[position / 8] ^= (uint64_t)byte << (position % 8 * 8);
}

KERNEL("keccak") uint64_t keccak(uint32_t n) {
    fill_bytes(n);
    uint64_t lanes[25] = {0};
    uint32_t position = 0;
    for (uint32_t i = 0; i < n; i++) {
        absorb(lanes, position++, bytes[i]);
        if (position == KECCAK_RATE) {
            keccak_permute(lanes);
            position = 0;
        }
    }
    absorb(lanes, position, 0x06);
    absorb(lanes, KECCAK_RATE - 1, 0x80);
    keccak_permute(lanes);
    return __builtin_bswap64(lanes[0]);
}

// ---- sha256 -----------------------------------------------------------------------------------------------

static const uint32_t SHA256_CONSTANTS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t rotate_right_32(uint32_t value, unsigned bits) {
    return value >> bits | value << (32 - bits);
}

static void sha256_compress(uint32_t state[8], const uint8_t block[64]) {
    uint32_t words[64];
    for (int i = 0; i < 16; i++) {
        const uint8_t *word = block + 4 * i;
        words[i] = (uint32_t)word[0] << 24 | (uint32_t)word[1] << 16 | (uint32_t)word[2] << 8 | word[3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t early = words[i - 15], late = words[i - 2];
        words[i] = words[i - 16] + words[i - 7] +
                   (rotate_right_32(early, 7) ^ rotate_right_32(early, 18) ^ early >> 3) +
                   (rotate_right_32(late, 17) ^ rotate_right_32(late, 19) ^ late >> 10);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
        uint32_t choice = (e & f) ^ (~e & g);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        uint32_t upper = rotate_right_32(e, 6) ^ rotate_right_32(e, 11) ^ rotate_right_32(e, 25);
        uint32_t lower = rotate_right_32(a, 2) ^ rotate_right_32(a, 13) ^ rotate_right_32(a, 22);
        uint32_t first = h + upper + choice + SHA256_CONSTANTS[i] + words[i];
        h = g, g = f, f = e, e = d + first;
        d = c, c = b, b = a, a = first + lower + majority;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

KERNEL("sha256") uint64_t sha256(uint32_t n) {
    fill_bytes(n);
    uint32_t state[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    uint32_t done = 0;
    for (; n - done >= 64; done += 64) {
        sha256_compress(state, bytes + done);
    }
    // The rest, a one bit, and the length in bits at the very end: one block, or two if they do not fit.
    uint8_t tail[128] = {0};
    uint32_t rest = n - done;
    uint32_t tail_len_bytes = rest < 56 ? 64 : 128;
    for (uint32_t i = 0; i < rest; i++) {
        tail[i] = bytes[done + i];
    }
    tail[rest] = 0x80;
    for (uint32_t i = 0; i < 8; i++) {
        tail[tail_len_bytes - 1 - i] = (uint8_t)((uint64_t)n * 8 >> (8 * i));
    }
    for (uint32_t i = 0; i < tail_len_bytes; i += 64) {
        sha256_compress(state, tail + i);
    }
    return (uint64_t)state[0] << 32 | state[1];
}
