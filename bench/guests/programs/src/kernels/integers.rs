//! 64-bit integers.

use super::mix;

// ---- bignum -----------------------------------------------------------------------------------------------

/// Schoolbook multiplication of numbers of 32-bit digits, the lowest first.
fn multiply(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut product = vec![0; a.len() + b.len()];
    for (shift, a) in a.iter().enumerate() {
        let mut carry = 0;
        let (place, above) = product[shift..].split_at_mut(b.len());
        for (digit, b) in place.iter_mut().zip(b) {
            carry += u64::from(*a) * u64::from(*b) + u64::from(*digit);
            *digit = carry as u32;
            carry >>= 32;
        }
        above[0] = carry as u32;
    }
    while product.last() == Some(&0) {
        product.pop();
    }
    product
}

/// Three to the power of `n`, by squaring.
pub(crate) fn bignum(n: u32) -> u64 {
    let mut power = vec![1];
    for bit in (0..32 - n.leading_zeros()).rev() {
        power = multiply(&power, &power);
        if (n >> bit) & 1 == 1 {
            power = multiply(&power, &[3]);
        }
    }
    power.into_iter().fold(0, |digest, digit| mix(digest, u64::from(digit)))
}

// ---- xoshiro ----------------------------------------------------------------------------------------------

/// The generator xoshiro256**.
struct Xoshiro([u64; 4]);

impl Xoshiro {
    /// Seeded by splitmix64.
    fn new(mut seed: u64) -> Self {
        Self(std::array::from_fn(|_| {
            seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        }))
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }
}

/// How many bits are set, and where, in `n` random numbers.
pub(crate) fn xoshiro(n: u32) -> u64 {
    let mut random = Xoshiro::new(1);
    (0..n).fold(0, |sum: u64, _| {
        let number = random.next();
        let place = u64::from(number.leading_zeros()) << 32 | u64::from(number.trailing_zeros()) << 48;
        sum.wrapping_add(place + u64::from(number.count_ones())).rotate_left(1)
    })
}

// ---- siphash ----------------------------------------------------------------------------------------------

fn sip_round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *c = c.wrapping_add(*d);
    *b = b.rotate_left(13) ^ *a;
    *d = d.rotate_left(16) ^ *c;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*b);
    *a = a.wrapping_add(*d);
    *b = b.rotate_left(17) ^ *c;
    *d = d.rotate_left(21) ^ *a;
    *c = c.rotate_left(32);
}

/// SipHash-2-4 with a key of two numbers.
fn sip_hash(key: [u64; 2], bytes: &[u8]) -> u64 {
    let names = [0x736f_6d65_7073_6575, 0x646f_7261_6e64_6f6d, 0x6c79_6765_6e65_7261, 0x7465_6462_7974_6573];
    let mut state: [u64; 4] = std::array::from_fn(|i| names[i] ^ key[i % 2]);
    let mut absorb = |word: u64| {
        state[3] ^= word;
        sip_round(&mut state);
        sip_round(&mut state);
        state[0] ^= word;
    };
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| absorb(u64::from_le_bytes(*word)));
    let tail = rest.iter().rev().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
    absorb((bytes.len() as u64) << 56 | tail);
    state[2] ^= 0xff;
    (0..4).for_each(|_| sip_round(&mut state));
    state.into_iter().fold(0, |hash, word| hash ^ word)
}

/// Hashes `n` texts of up to 255 bytes, each with the hash before it in its key.
pub(crate) fn siphash(n: u32) -> u64 {
    let bytes: [u8; 256] = std::array::from_fn(|i| i as u8);
    (0..n).fold(0, |hash, i| sip_hash([u64::from(i), hash], &bytes[(hash % 256) as usize..]))
}
