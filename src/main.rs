//! The `proxeny` program. Everything it can do is in the library; this parses, calls and prints.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "xlsx")]
    {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !proxeny::io::catches_panics() {
                told(panic);
            }
        }));
    }
    cli::run()
}
