//! All integration tests.

mod measures;
