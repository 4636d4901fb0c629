//! `proxeny template`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running};
use super::output::{self, Clock};
use proxeny::io::Template;

const EXAMPLES: &str = "\
Examples:
  proxeny template -o partners.xlsx                        to be filled in, and then:
  proxeny validate partners.xlsx                           every problem with its sheet and cell
  proxeny validate partners.xlsx --suggest-aliases         who could be the same under two names
  proxeny brief partners.xlsx                              what it holds, in words
  proxeny template --lang ko -o 협력자료.xlsx              heads in Korean, instructions in Korean first
  proxeny template --from netherlands -o partners.xlsx     the kinds of actors and ties of that network

Sheets and columns are those that `convert -o x.xlsx` writes. The sheets `read me`, `examples` and `lists` are for people \
and not read.";

/// An empty workbook for partners to fill in, with drop-downs, notes and examples.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// The network whose kinds of actors, ties and programmes can be chosen
    #[arg(long, value_name = "NETWORK", default_value = "seoul")]
    from: String,

    /// Language of heads, and of the instructions that come first
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    if args.running.output.is_none() {
        return Err(Failure::Usage("error: a workbook is no text for a terminal; say where with -o FILE".to_owned()));
    }
    let mut clock = Clock::start(&args.running);
    let network = Source::named(args.from.clone()).network()?;
    clock.read();
    let template =
        Template::new(&network).language(args.lang.code()).map_err(|error| Failure::of(&error, &args.from))?;
    let workbook = template.to_xlsx();
    clock.computed();
    output::bytes(&workbook, &args.running, clock)
}
