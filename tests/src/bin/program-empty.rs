//! The program that others are compared with.

fn main() {}
