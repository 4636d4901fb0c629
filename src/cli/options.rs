//! Options that several commands share.

use super::failure::Failure;
use clap::{ArgAction, Args, ValueEnum};
use proxeny::leverage::{Access, DEFAULT_WORLDS, PartWorlds};
use proxeny::{Date, Error, Network, Period, Stage, TieFilter, Undated, View};
use serde_json::{Map, Value, json};

/// Which part of the network is asked about.
#[derive(Args)]
#[command(next_help_heading = "View")]
pub(crate) struct ViewArgs {
    /// Only ties of these kinds
    #[arg(long, value_delimiter = ',', value_name = "KIND,…")]
    kinds: Vec<String>,

    /// Only ties on these stages: support, attention, software, pilot, finance, hardware
    #[arg(long, value_delimiter = ',', value_name = "STAGE,…")]
    stages: Vec<Stage>,

    /// The state at this date (2024, 2024-06, 2024-06-30) instead of the network's own
    #[arg(long, value_name = "DATE", conflicts_with_all = ["between", "ever"])]
    at: Option<Date>,

    /// Ties that hold at some time in this period (2014..2020)
    #[arg(long, value_name = "FROM..TO", conflicts_with = "ever")]
    between: Option<Period>,

    /// All that was ever recorded, whatever its date
    #[arg(long)]
    ever: bool,

    /// Whether ties count of which nobody recorded when they began
    #[arg(long, value_enum, default_value_t = UndatedArg::In)]
    undated: UndatedArg,

    /// Only ties of at least this strength
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_strength: Option<f64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum UndatedArg {
    In,
    Out,
}

/// A strength, as a tie may have it.
fn share(text: &str) -> Result<f64, String> {
    let strength = text.parse().ok().filter(|strength| *strength > 0.0 && *strength <= 1.0);
    strength.ok_or_else(|| "a strength is a number above 0 and at most 1".to_owned())
}

impl ViewArgs {
    /// Refuses kinds that no tie of the network has: a question about nothing is a slip.
    pub(crate) fn check(&self, network: &Network) -> Result<(), Error> {
        self.kinds.iter().try_for_each(|kind| network.has_ties_of_kind(kind))
    }

    pub(crate) fn view(&self, network: &Network) -> View {
        let when = self.at.map(Period::from).or(self.between);
        let undated = match self.undated {
            UndatedArg::In => Undated::In,
            UndatedArg::Out => Undated::Out,
        };
        View {
            ties: TieFilter { kind: self.kinds.clone(), stage: self.stages.clone(), ..TieFilter::default() },
            when: if self.ever { None } else { when.or(network.as_of().map(Period::from)) },
            undated,
            min_strength: self.min_strength,
            ..View::default()
        }
    }

    /// The view of a question of history: all that was ever recorded, unless a date is asked for.
    pub(crate) fn asked(&self, network: &Network) -> View {
        let when = self.at.map(Period::from).or(self.between);
        View { when, ..self.view(network) }
    }

    pub(crate) fn parameters(view: &View, parameters: &mut Map<String, Value>) {
        parameters.insert("when".into(), view.when.map_or_else(|| json!("ever"), |when| json!(when)));
        if view.undated == Undated::Out {
            parameters.insert("undated".into(), json!("out"));
        }
        if !view.ties.is_open() {
            parameters.insert("kinds".into(), json!(view.ties.kind));
            parameters.insert("stages".into(), json!(view.ties.stage));
        }
        if let Some(least) = view.min_strength {
            parameters.insert("min_strength".into(), json!(least));
        }
    }
}

/// How worlds are drawn.
#[derive(Args)]
#[command(next_help_heading = "Simulation")]
pub(crate) struct Sampling {
    /// Worlds to draw; of `leverage --partial` also FIRST..END
    #[arg(long, value_name = "N", default_value_t = PartWorlds { first: 0, end: DEFAULT_WORLDS })]
    pub(crate) worlds: PartWorlds,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Draw worlds until half the interval of access is at most this share (0.001 is 0.1 percentage points)
    #[arg(long, value_name = "SHARE", conflicts_with = "exact")]
    precision: Option<f64>,

    /// Enumerate every combination of open ties; up to 24 uncertain ties on the routes of one source
    #[arg(long)]
    exact: bool,
}

impl Sampling {
    /// Only parts begin with another world than the first.
    pub(crate) fn refuse_parts(command: &str, arguments: &clap::ArgMatches) -> Result<(), Failure> {
        let partial = arguments.try_contains_id("partial").unwrap_or_default();
        match arguments.try_get_one::<PartWorlds>("worlds") {
            Ok(Some(worlds)) if worlds.first > 0 && !partial => {
                let message =
                    format!("error: `{command}` begins with the first world; {worlds} is for leverage --partial");
                Err(Failure::Usage(message))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn apply<'m>(&self, access: Access<'m>) -> Access<'m> {
        let access = access.worlds(self.worlds.end).seed(self.seed);
        let access = self.precision.into_iter().fold(access, Access::precision);
        if self.exact { access.exact() } else { access }
    }

    pub(crate) fn parameters(&self, parameters: &mut Map<String, Value>) {
        if self.exact {
            parameters.insert("exact".into(), json!(true));
            return;
        }
        match self.precision {
            Some(precision) => parameters.insert("precision".into(), json!(precision)),
            None => parameters.insert("worlds".into(), json!(self.worlds.end)),
        };
        parameters.insert("seed".into(), json!(self.seed));
    }
}

/// Language of names.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    En,
    Ko,
}

impl Language {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }
}

/// What concerns the running of the program.
#[derive(Args)]
#[command(next_help_heading = "Program")]
pub(crate) struct Running {
    /// Write to this file instead of standard output; the old file stays until the new one is complete
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<std::path::PathBuf>,

    /// Say nothing on standard error but errors
    #[arg(long, action = ArgAction::SetTrue)]
    pub(crate) quiet: bool,

    /// Write one line of JSON with times and memory to standard error
    #[arg(long)]
    pub(crate) timings: bool,

    /// Threads to work with; all there are if left out. No result depends on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Running {
    pub(crate) fn start(&self) -> Result<(), Failure> {
        let Some(threads) = self.threads else { return Ok(()) };
        proxeny::graph::parallel::use_threads(threads).map_err(|why| Failure::Usage(format!("error: --threads: {why}")))
    }
}
