//! `proxeny validate`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running};
use super::output::{self, Clock, FormatArgs};
use proxeny::io::{Duplicates, Input};
use proxeny::report::{self, Answer, NetworkRef};
use proxeny::{Error, Network, Problem, Rows, SetAside};

const EXAMPLES: &str = "\
Examples:
  proxeny validate my-network.json                         every problem with its place
  proxeny validate partners.xlsx --suggest-aliases         and who could be the same under two names";

/// Checks a file and tells every problem with its place.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Also propose actors that may be one and the same under two names, Korean or English; nothing is merged
    #[arg(long)]
    suggest_aliases: bool,

    /// Language of the answer; problems are told in English
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let input = args.source.read();
    clock.read();
    let (answer, valid) = match &input {
        Ok(Input::Network(network)) => {
            let rows = (network.rows(), network.rows_set_aside());
            let mut answer = args.answer(Some(network), network.warnings(), Some(rows));
            if args.suggest_aliases {
                args.suggest(network, &mut answer)?;
            }
            (answer, true)
        }
        Ok(Input::Edges(list)) => {
            let reference = NetworkRef {
                id: args.source.name().to_owned(),
                actors: list.labels.len(),
                ties: list.pairs.len(),
                digest: Some(list.digest.clone()),
            };
            let (name, language) = (args.source.name(), args.lang.code());
            (report::validate(name, Err(reference), list.warnings().iter(), None, &[], language), true)
        }
        Ok(_) => unreachable!("invariant: inputs are networks or edge lists"),
        Err(error) => (args.refused(error)?, false),
    };
    clock.computed();
    output::answer(&answer, args.format.format, &args.running, clock)?;
    if valid { Ok(()) } else { Err(Failure::Negative) }
}

/// What became of rows, and of those that are no ties of their own.
type Apart<'a> = (Rows, &'a [SetAside]);

impl Args {
    fn answer(&self, network: Option<&Network>, problems: &[Problem], rows: Option<Apart<'_>>) -> Answer {
        let reference = NetworkRef { id: self.source.name().to_owned(), ..NetworkRef::default() };
        report::validate(
            self.source.name(),
            network.ok_or(reference),
            problems.iter(),
            rows.map(|rows| rows.0),
            rows.map(|rows| rows.1).unwrap_or_default(),
            self.lang.code(),
        )
    }

    /// Adds which actors may be one, but for those that the workbook keeps apart.
    fn suggest(&self, network: &Network, answer: &mut Answer) -> Result<(), Failure> {
        let apart = self.source.apart()?;
        let kept = apart.len();
        let asked = apart.into_iter().fold(Duplicates::new(), |asked, [one, other]| asked.apart(one, other));
        report::add_aliases(answer, &asked.run(network), kept, self.lang.code());
        Ok(())
    }

    /// A file that cannot even be opened is no answer but a failure.
    fn refused(&self, error: &Error) -> Result<Answer, Failure> {
        let problems = error.problems().ok_or_else(|| Failure::of(error, self.source.name()))?;
        Ok(self.answer(
            None,
            &problems.iter().cloned().collect::<Vec<_>>(),
            problems.rows().map(|rows| (rows, problems.rows_set_aside())),
        ))
    }
}
