//! The `proxeny` program.

fn main() {}
