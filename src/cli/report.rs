//! `proxeny report`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running};
use super::output::{self, Clock};
use super::page::PageArgs;
use proxeny::leverage::{DEFAULT_DRAWS, DEFAULT_WORLDS};
use proxeny::render::reports::{self, Bound, REPORTS, ReportRenderer};
use proxeny::render::{DrawOptions, Picture};
use proxeny::report::Report;
use proxeny::{Error, Network, Problem, View};

const EXAMPLES: &str = "\
Examples:
  proxeny report -o seoul-report                               every kind of file in one folder
  proxeny report netherlands --lang ko --write-as xlsx,pptx -o nl
  proxeny report --write-as md -o -                            one file to standard output

The folder is replaced only when all files are complete, and only if it holds nothing but files of a report.";

/// A report to hand on: findings, tables, charts and the diagram, as files.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Which files, separated by commas; all kinds if left out
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    write_as: Vec<String>,

    /// Language; the page to be read offline has both
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    /// The mandate whose leverage, routes and opportunities are listed; the network's first if left out
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Worlds to draw
    #[arg(long, value_name = "N", default_value_t = DEFAULT_WORLDS)]
    worlds: u64,

    /// Draws of the assumptions for the ranges of ranks and values
    #[arg(long, value_name = "N", default_value_t = DEFAULT_DRAWS)]
    draws: u64,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    page: PageArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let kinds = args.kinds()?;
    let Some(folder) = args.running.output.as_deref() else {
        return Err(Failure::Usage("error: say where the files go with -o FOLDER".to_owned()));
    };
    let to_stdout = folder.as_os_str() == "-";
    if to_stdout && kinds.len() != 1 {
        return Err(Failure::Usage("error: standard output takes one file; name its kind with --write-as".to_owned()));
    }
    let options = args.page.options()?.seed(args.seed);
    let network = args.source.network()?;
    clock.read();
    let files =
        args.files(&network, &kinds, options, &clock).map_err(|error| Failure::of(&error, args.source.name()))?;
    let warnings: Vec<String> = network.warnings().iter().map(Problem::told).collect();
    output::warn(&warnings, &args.running);
    clock.computed();
    if to_stdout {
        return output::bytes(&files[0].1, &args.running, clock);
    }
    let known: Vec<&str> = REPORTS.iter().map(|kind| kind.file()).collect();
    output::folder(folder, &files, &known, args.running.timings.then_some(clock))
}

impl Args {
    fn kinds(&self) -> Result<Vec<&'static dyn ReportRenderer>, Failure> {
        if self.write_as.is_empty() {
            return Ok(REPORTS.to_vec());
        }
        let kind = |name: &String| {
            reports::find(name.trim()).ok_or_else(|| {
                let known: Vec<&str> = REPORTS.iter().map(|kind| kind.name()).collect();
                Failure::Usage(format!("error: `{name}` is no kind of report; --write-as takes {}", known.join(", ")))
            })
        };
        let asked = self.write_as.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        // Each once, in the order of the registry.
        Ok(REPORTS.iter().copied().filter(|kind| asked.iter().any(|one| one.name() == kind.name())).collect())
    }

    fn files(
        &self,
        network: &Network,
        kinds: &[&'static dyn ReportRenderer],
        options: DrawOptions,
        clock: &Clock,
    ) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
        let report = Report::default().worlds(self.worlds).draws(self.draws).seed(self.seed);
        let report = self.mandate.iter().fold(report, Report::mandate);
        let result = report.control(&clock.control()).run(network)?;
        let picture = Picture::new(View::today(network)).draws(self.draws).seed(self.seed);
        let picture = self.mandate.iter().fold(picture, Picture::mandate);
        let diagram = |language: &str| picture.clone().language(language).diagram(network);
        let diagrams = [diagram("en")?, diagram("ko")?];
        let bound = Bound::new(network, &result, self.lang.code(), diagrams, options);
        kinds.iter().map(|kind| Ok((kind.file(), kind.render(&bound)?))).collect()
    }
}
