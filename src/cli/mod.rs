//! The command line: one file per command.

mod brief;
mod brokers;
mod checks;
mod communities;
mod completions;
mod convert;
mod draw;
mod failure;
mod graphviz;
mod input;
mod ladder;
mod leverage;
mod man;
mod mandate;
mod metrics;
mod options;
mod output;
mod routes;
mod scenario;
mod schema;
mod trials;
mod validate;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// Finds the leverage points of city diplomacy.
#[derive(Parser)]
#[command(name = "proxeny", version, about, long_about = ABOUT, before_help = EXAMPLES, max_term_width = 100)]
#[command(arg_required_else_help = true, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const ABOUT: &str = "Finds the leverage points of city diplomacy: through whom, by which route and with what next step a \
city's know-how reaches another city, and its small firms follow.";

const EXAMPLES: &str = "\
Examples:
  proxeny brief                                    one page about Seoul's network
  proxeny leverage netherlands --top 10            through whom Dutch small firms reach foreign cities
  proxeny leverage --without layer:national        … and what is left without the national government
  proxeny checks singapore                         what to verify before acting on that
  proxeny routes kosmic hcmc                       by which routes a small firm reaches a city
  proxeny scenario mine.json                       what if: before and after, on the same worlds
  proxeny draw singapore -o singapore.svg          a diagram, with no other program installed
  proxeny brokers --partition layer                who opens doors between which groups
  proxeny metrics friends.txt --measure degree,betweenness
  proxeny validate my-network.json
  proxeny convert singapore -o singapore/          tables for a spreadsheet

NETWORK is a file, a folder of tables, `-` for standard input, or seoul, singapore or netherlands; seoul if left out.
Exit codes: 0 done, 1 the answer is negative, 2 usage, 3 bad input or none, 4 cannot write.";

#[derive(Subcommand)]
enum Command {
    /// One page in words: what a network holds, how far introductions reach, through whom, what it rests on.
    Brief(brief::Args),
    /// Access of a mandate and the leverage of every actor in between.
    Leverage(leverage::Args),
    /// The facts whose verification would most change the advice.
    Checks(checks::Args),
    /// The best routes from one actor to another, each step with its tie, years, probability and sources.
    Routes(routes::Args),
    /// How far each city is from attention to hardware, who holds each rung, where the gaps are.
    Ladder(ladder::Args),
    /// What if: access, who gains and loses, and what depends on whom, before and after a scenario.
    Scenario(scenario::Args),
    /// Who stands between whom: brokerage roles against chance, structural holes, key players.
    Brokers(brokers::Args),
    /// Classic measures of any network or plain edge list.
    Metrics(metrics::Args),
    /// Groups that keep to themselves: who is in them, who binds them, how sure they are.
    Communities(communities::Args),
    /// A diagram as SVG or DOT.
    Draw(draw::Args),
    /// Checks a file and tells every problem with its place.
    Validate(validate::Args),
    /// Reads a network in one format and writes it in another.
    Convert(convert::Args),
    /// The JSON Schema of the native format.
    Schema(schema::Args),
    /// Completions for a shell, on standard output.
    Completions(completions::Args),
    /// The manual page of the program or of a command, on standard output.
    Man(man::Args),
}

impl Command {
    fn run(self) -> Result<(), Failure> {
        match self {
            Self::Brief(args) => brief::run(&args),
            Self::Leverage(args) => leverage::run(&args),
            Self::Checks(args) => checks::run(&args),
            Self::Routes(args) => routes::run(&args),
            Self::Ladder(args) => ladder::run(&args),
            Self::Scenario(args) => scenario::run(&args),
            Self::Brokers(args) => brokers::run(&args),
            Self::Metrics(args) => metrics::run(&args),
            Self::Communities(args) => communities::run(&args),
            Self::Draw(args) => draw::run(&args),
            Self::Validate(args) => validate::run(&args),
            Self::Convert(args) => convert::run(&args),
            Self::Schema(args) => schema::run(&args),
            Self::Completions(args) => completions::run(&args),
            Self::Man(args) => man::run(&args),
        }
    }
}

/// Help begins with what the command does and how it is used, by example.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// The tree of commands, from which help, completions and manual pages are made.
fn tree() -> clap::Command {
    let tree = Cli::command().help_template(TEMPLATE);
    tree.mut_subcommands(|command| command.help_template(TEMPLATE))
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = tree().get_matches();
    let parsed = Cli::from_arg_matches(&arguments).unwrap_or_else(|error| error.exit());
    match parsed.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_commands_is_sound() {
        tree().debug_assert();
    }
}
