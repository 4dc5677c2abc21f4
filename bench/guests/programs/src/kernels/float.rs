//! Floats. Sine, exponential and logarithm are made of what is exact everywhere.

use super::Random;

// ---- fft --------------------------------------------------------------------------------------------------

#[derive(Clone, Copy)]
struct Complex {
    re: f64,
    im: f64,
}

impl Complex {
    fn plus(self, other: Self) -> Self {
        Self { re: self.re + other.re, im: self.im + other.im }
    }

    fn minus(self, other: Self) -> Self {
        Self { re: self.re - other.re, im: self.im - other.im }
    }

    fn times(self, other: Self) -> Self {
        Self { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }
}

/// The roots of unity of order `count`, a power of two, as far as half a turn.
fn roots_of_unity(count: usize) -> Vec<Complex> {
    // From half a turn, halved again and again by the half-angle formula.
    let mut roots = vec![Complex { re: 1.0, im: 0.0 }; count / 2];
    let mut step = Complex { re: -1.0, im: 0.0 };
    let mut stride = count / 2;
    while stride > 1 {
        stride /= 2;
        let re = ((1.0 + step.re) / 2.0).sqrt();
        step = Complex { re, im: ((1.0 - step.re) / 2.0).sqrt() };
        for at in (stride..count / 2).step_by(2 * stride) {
            roots[at] = roots[at - stride].times(step);
        }
    }
    roots
}

/// In place; `roots` are those of the length of `values`, which is a power of two.
fn transform(values: &mut [Complex], roots: &[Complex]) {
    let count = values.len();
    let shift = usize::BITS - count.trailing_zeros();
    for at in 1..count {
        let reversed = at.reverse_bits() >> shift;
        if at < reversed {
            values.swap(at, reversed);
        }
    }
    let mut half = 1;
    while half < count {
        let stride = count / (2 * half);
        for block in values.chunks_exact_mut(2 * half) {
            let (low, high) = block.split_at_mut(half);
            for ((low, high), root) in low.iter_mut().zip(high).zip(roots.iter().step_by(stride)) {
                let turned = high.times(*root);
                (*low, *high) = (low.plus(turned), low.minus(turned));
            }
        }
        half *= 2;
    }
}

/// Transforms random samples, the next power of two after `n`, there and back four times; what stays of their
/// sum.
pub(crate) fn fft(n: u32) -> f64 {
    let mut random = Random::new();
    let count = n.next_power_of_two().max(4) as usize;
    let roots = roots_of_unity(count);
    let mut values: Vec<_> = (0..count).map(|_| Complex { re: random.fraction(), im: 0.0 }).collect();
    for _ in 0..8 {
        transform(&mut values, &roots);
        for value in &mut values {
            *value = Complex { re: value.re / (count as f64).sqrt(), im: -value.im / (count as f64).sqrt() };
        }
    }
    values.iter().map(|value| value.re * 1.5 + value.im).sum()
}

// ---- lu ---------------------------------------------------------------------------------------------------

/// Solves `n` random linear equations with as many unknowns; the sum of the solution.
pub(crate) fn lu(n: u32) -> f64 {
    let mut random = Random::new();
    let n = n as usize;
    let mut matrix: Vec<Vec<f64>> =
        (0..n).map(|_| (0..n).map(|_| random.fraction() - 0.5).collect()).collect();
    let mut right: Vec<f64> = (0..n).map(|_| random.fraction()).collect();
    for column in 0..n {
        let largest =
            (column..n).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()));
        let pivot = largest.unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let (done, below) = matrix.split_at_mut(column + 1);
        let pivot = &done[column];
        for (offset, row) in below.iter_mut().enumerate() {
            let factor = row[column] / pivot[column];
            for (value, above) in row[column..].iter_mut().zip(&pivot[column..]) {
                *value -= factor * above;
            }
            right[column + 1 + offset] -= factor * right[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right.iter().sum()
}

// ---- raytrace ---------------------------------------------------------------------------------------------

#[derive(Clone, Copy)]
struct Vector {
    x: f64,
    y: f64,
    z: f64,
}

impl Vector {
    fn plus(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y, z: self.z + other.z }
    }

    fn scaled(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor, z: self.z * factor }
    }

    fn minus(self, other: Self) -> Self {
        self.plus(other.scaled(-1.0))
    }

    fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    fn normalized(self) -> Self {
        self.scaled(1.0 / self.dot(self).sqrt())
    }
}

struct Sphere {
    centre: Vector,
    radius: f64,
    colour: f64,
    reflection: f64,
}

/// How far along a ray of length one it meets the sphere.
fn meet(sphere: &Sphere, from: Vector, direction: Vector) -> Option<f64> {
    let to_centre = sphere.centre.minus(from);
    let along = to_centre.dot(direction);
    let missed_by = to_centre.dot(to_centre) - along * along;
    let inside = sphere.radius * sphere.radius - missed_by;
    let distance = along - inside.max(0.0).sqrt();
    (inside > 0.0 && distance > 1e-4).then_some(distance)
}

fn light_along(spheres: &[Sphere], from: Vector, direction: Vector, depth: u32) -> f64 {
    let met = spheres.iter().filter_map(|sphere| Some((meet(sphere, from, direction)?, sphere)));
    let Some((distance, sphere)) = met.min_by(|(a, _), (b, _)| a.total_cmp(b)) else {
        return 0.2 + 0.1 * direction.y;
    };
    let point = from.plus(direction.scaled(distance));
    let normal = point.minus(sphere.centre).normalized();
    let sun = Vector { x: 0.48, y: 0.8, z: -0.36 };
    let is_lit = spheres.iter().all(|other| meet(other, point, sun).is_none());
    let mut light = 0.1 + if is_lit { sphere.colour * normal.dot(sun).max(0.0) } else { 0.0 };
    if depth > 0 && sphere.reflection > 0.0 {
        let reflected = direction.minus(normal.scaled(2.0 * direction.dot(normal)));
        light += sphere.reflection * light_along(spheres, point, reflected, depth - 1);
    }
    light
}

/// The light of a picture of `n` by `n` points, of spheres that reflect each other.
pub(crate) fn raytrace(n: u32) -> f64 {
    let mut random = Random::new();
    let mut place = || random.fraction() * 4.0 - 2.0;
    let spheres: Vec<_> = (0..16)
        .map(|i| Sphere {
            centre: Vector { x: place(), y: place(), z: place() + 4.0 },
            radius: 0.3 + f64::from(i % 4) * 0.15,
            colour: 0.5 + f64::from(i % 3) * 0.2,
            reflection: f64::from(i % 2) * 0.5,
        })
        .collect();
    let mut light = 0.0;
    for row in 0..n {
        for column in 0..n {
            let across = |at: u32| f64::from(at) / f64::from(n) - 0.5;
            let direction = Vector { x: across(column), y: across(row), z: 1.0 }.normalized();
            light += light_along(&spheres, Vector { x: 0.0, y: 0.0, z: -2.0 }, direction, 3);
        }
    }
    light
}

// ---- options ----------------------------------------------------------------------------------------------

/// e to the power of a number whose result is neither too large nor too small for a float.
fn exp(x: f64) -> f64 {
    const LN_2: f64 = std::f64::consts::LN_2;
    let whole = (x / LN_2).floor();
    let rest = x - whole * LN_2;
    let mut sum = 1.0;
    for divisor in (1..16).rev() {
        sum = 1.0 + sum * rest / f64::from(divisor);
    }
    sum * f64::from_bits(((whole as i64 + 1023) as u64) << 52)
}

/// The natural logarithm of a positive normal number.
fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | 1023 << 52);
    // The series of the area hyperbolic tangent.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    for odd in (0..14).rev() {
        sum = sum * square + 1.0 / f64::from(2 * odd + 1);
    }
    exponent as f64 * std::f64::consts::LN_2 + 2.0 * ratio * sum
}

/// The normal distribution, by a rational approximation good for seven digits.
fn normal(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let factors = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_530];
    let polynomial = factors.into_iter().fold(0.0, |sum, factor| (sum + factor) * t);
    let tail = exp(-x * x / 2.0) * 0.398_942_280_4 * polynomial;
    if x < 0.0 { tail } else { 1.0 - tail }
}

/// The prices of `n` random call options, by Black and Scholes.
pub(crate) fn options(n: u32) -> f64 {
    let mut random = Random::new();
    let mut sum = 0.0;
    for _ in 0..n {
        let (spot, strike) = (50.0 + 50.0 * random.fraction(), 50.0 + 50.0 * random.fraction());
        let (years, rate) = (0.25 + 2.0 * random.fraction(), 0.01 + 0.05 * random.fraction());
        let volatility = 0.1 + 0.4 * random.fraction();
        let spread = volatility * years.sqrt();
        let d1 = (ln(spot / strike) + (rate + volatility * volatility / 2.0) * years) / spread;
        sum += spot * normal(d1) - strike * exp(-rate * years) * normal(d1 - spread);
    }
    sum
}
