//! The command line: one file per command.

mod backing;
mod brief;
mod brokers;
mod checks;
mod communities;
mod compare;
mod completions;
mod convert;
mod diffuse;
mod draw;
mod failure;
mod graphviz;
mod input;
mod ladder;
mod leverage;
mod man;
mod mandate;
mod merge;
mod metrics;
mod opportunities;
mod options;
mod output;
mod page;
mod pathways;
mod programmes;
mod report;
mod routes;
mod scenario;
mod schema;
#[cfg(feature = "xlsx")]
mod template;
mod timeline;
mod trials;
mod two_mode;
mod validate;
mod value;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// Finds the leverage points of city diplomacy.
#[derive(Parser)]
#[command(name = "proxeny", version, about, long_about = ABOUT, before_help = EXAMPLES, max_term_width = 120)]
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
  proxeny opportunities --budget 10                which new ties would open most, the best set of them
  proxeny checks singapore                         what to verify before acting on that
  proxeny routes kosmic hcmc                       by which routes a small firm reaches a city
  proxeny value                                    what deals are worth, who holds them, what is within reach
  proxeny timeline                                 year by year, and which ties moved it
  proxeny scenario mine.json                       what if: before and after, on the same worlds
  proxeny draw singapore -o singapore.svg          a diagram, with no other program installed
  proxeny report --lang ko -o report               the same as files to hand on
  proxeny brokers --partition layer                who opens doors between which groups
  proxeny metrics friends.txt --measure degree,betweenness
  proxeny validate my-network.json
  proxeny convert singapore -o singapore/          tables for a spreadsheet

NETWORK is a file, a folder of tables, `-` for standard input, or seoul, singapore or netherlands; seoul if left out. \
Exit codes: 0 done, 1 the answer is negative, 2 usage, 3 bad input or none, 4 cannot write.";

#[derive(Subcommand)]
enum Command {
    /// One page in words: what a network holds, how far introductions reach, through whom, what it rests on.
    Brief(brief::Args),
    /// Access of a mandate and the leverage of every actor in between.
    Leverage(leverage::Args),
    /// Joins parts of a simulation, written by `leverage --partial`, into what one run would have found.
    Merge(merge::Args),
    /// The facts whose verification would most change the advice.
    Checks(checks::Args),
    /// Which new ties would add most access, why, and the best set of them within a budget.
    Opportunities(opportunities::Args),
    /// The best routes from one actor to another, each step with its tie, years, probability and sources.
    Routes(routes::Args),
    /// Pathways: the ways that real deals went, how often they are found, and what precedes hardware.
    Pathways(pathways::Args),
    /// What the national government adds: what depends on it, and what it could add.
    Backing(backing::Args),
    /// What the recorded deals are worth, who holds them, and how much is within reach.
    Value(value::Args),
    /// How the network grew: ties, cities, access and who mattered by year, and which ties moved access most.
    Timeline(timeline::Args),
    /// How far each city is from attention to hardware, who holds each rung, where the gaps are.
    Ladder(ladder::Args),
    /// What if: access, who gains and loses, and what depends on whom, before and after a scenario.
    Scenario(scenario::Args),
    /// Networks side by side: indicators against chance, counterparts, where they meet; or dates or scenarios of one.
    Compare(compare::Args),
    /// Who opens doors for small firms, gatekeepers, single points of failure, actors or catalysts; roles against chance.
    Brokers(brokers::Args),
    /// Programmes of public diplomacy: whom they reach, what each adds, what followed, how a policy spreads.
    Programmes(programmes::Args),
    /// Classic measures of any network or plain edge list.
    Metrics(metrics::Args),
    /// Groups that keep to themselves: who is in them, who binds them, how sure they are.
    Communities(communities::Args),
    /// A diagram as SVG or DOT.
    Draw(draw::Args),
    /// A report to hand on, in one folder: findings, tables, charts and the diagram, as files.
    Report(report::Args),
    /// Checks a file and tells every problem with its place.
    Validate(validate::Args),
    /// Reads a network in one format and writes it in another.
    Convert(convert::Args),
    /// An empty workbook for partners to fill in, with drop-downs, notes and examples.
    #[cfg(feature = "xlsx")]
    Template(template::Args),
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
            Self::Merge(args) => merge::run(&args),
            Self::Checks(args) => checks::run(&args),
            Self::Opportunities(args) => opportunities::run(&args),
            Self::Routes(args) => routes::run(&args),
            Self::Pathways(args) => pathways::run(&args),
            Self::Backing(args) => backing::run(&args),
            Self::Value(args) => value::run(&args),
            Self::Timeline(args) => timeline::run(&args),
            Self::Ladder(args) => ladder::run(&args),
            Self::Scenario(args) => scenario::run(&args),
            Self::Brokers(args) => brokers::run(&args),
            Self::Programmes(args) => programmes::run(&args),
            Self::Metrics(args) => metrics::run(&args),
            Self::Compare(args) => compare::run(&args),
            Self::Communities(args) => communities::run(&args),
            Self::Draw(args) => draw::run(&args),
            Self::Report(args) => report::run(&args),
            Self::Validate(args) => validate::run(&args),
            Self::Convert(args) => convert::run(&args),
            #[cfg(feature = "xlsx")]
            Self::Template(args) => template::run(&args),
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
    // Where a value is wanted, -1 is a number that is refused for what it is, not an unknown option.
    let number = |arg: clap::Arg| if arg.get_action().takes_values() { arg.allow_negative_numbers(true) } else { arg };
    tree.mut_subcommands(|command| command.help_template(TEMPLATE).mut_args(number))
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = tree().get_matches();
    let parsed = Cli::from_arg_matches(&arguments).unwrap_or_else(|error| error.exit());
    let (name, own) = arguments.subcommand().expect("invariant: a command is required");
    match options::Sampling::refuse_parts(name, own).and_then(|()| parsed.command.run()) {
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
