//! All integration tests.

// Random networks that the laws are tried on.
mod random;

// A slow program that says what access and leverage are, and the library held against it.
mod exactness;
mod oracle;

// Laws of access and leverage, and of their simulation error.
mod laws;
mod sampling;

// Leverage of ties and by relation, and the way that serves all sources at once.
mod blockcut;
mod ties;

// Input that is refused, and what is told about it.
mod bad_input;

// Measures against published values and against NetworkX.
mod measures;
