//! The program that the sizes of the others are compared with: the same, without a guest.

use std::hint::black_box;

fn main() {
    println!("{}", black_box(1_u32).wrapping_add(black_box(2)));
}
