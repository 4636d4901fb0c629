//! `proxeny schema`

use super::failure::Failure;
use super::options::Running;
use super::output::{self, Clock};
use proxeny::io::SCHEMA;

/// The JSON Schema of the native format.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    output::text(SCHEMA, &args.running, Clock::start(&args.running))
}
