//! `proxeny man`

use super::failure::Failure;
use super::output;

const EXAMPLES: &str = "\
Examples:
  proxeny man | man -l -
  proxeny man leverage > ~/.local/share/man/man1/proxeny-leverage.1";

/// The manual page of the program or of a command.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// The command; the program itself if left out
    command: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut tree = super::tree();
    tree.build();
    let page = match &args.command {
        None => tree,
        Some(name) => tree.find_subcommand(name).cloned().ok_or_else(|| unknown(&tree, name))?,
    };
    let name = page.get_display_name().unwrap_or("proxeny").to_owned();
    let mut text = Vec::new();
    let written = clap_mangen::Man::new(page).title(name).render(&mut text);
    written.map_err(|error| Failure::Write(format!("error: {error}")))?;
    output::stdout(&text)
}

fn unknown(tree: &clap::Command, name: &str) -> Failure {
    let known: Vec<&str> = tree.get_subcommands().map(clap::Command::get_name).collect();
    Failure::Usage(format!("error: there is no command `{name}`; there are {}", known.join(", ")))
}
