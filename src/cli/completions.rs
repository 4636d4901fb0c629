//! `proxeny completions`

use super::failure::Failure;
use super::output;
use clap_complete::Shell;

const EXAMPLES: &str = "\
Examples:
  proxeny completions bash > ~/.local/share/bash-completion/completions/proxeny
  proxeny completions zsh > ~/.zfunc/_proxeny
  proxeny completions fish > ~/.config/fish/completions/proxeny.fish";

/// Completions for a shell.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::tree(), "proxeny", &mut script);
    output::stdout(&script)
}
