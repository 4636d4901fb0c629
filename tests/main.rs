//! All integration tests.

// Random networks that the laws are tried on.
mod random;

// A slow program that says what access and leverage are, and the library held against it.
mod exactness;
mod oracle;

// Laws of access and leverage, and of their simulation error.
mod laws;
mod sampling;

// Input that is refused, and what is told about it.
mod bad_input;

// Measures against published values and against NetworkX.
mod measures;

// Tables: folders of comma-separated files in and out, and what is told about bad ones.
mod bad_tables;
mod tables;
