//! The `proxeny` program. Everything it can do is in the library; this parses, calls and prints.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
