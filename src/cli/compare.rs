//! `proxeny compare`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Compare, Compared};
use proxeny::{Date, Error, Period, Scenario, View, report};
use serde_json::json;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  proxeny compare                                   Seoul, Singapore and the Netherlands side by side
  proxeny compare seoul netherlands --top 30
  proxeny compare seoul --at 2014 --at 2026         one network at two dates
  proxeny compare seoul --scenario examples/scenarios/sme_gateway.json";

/// Networks side by side: indicators against chance, counterparts, where they meet; or dates or scenarios of one network.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// Files, folders of tables, or seoul, singapore, netherlands; those three if left out
    #[arg(value_name = "NETWORK")]
    networks: Vec<String>,

    /// Compare one network at these dates; given twice or more
    #[arg(long, value_name = "DATE")]
    at: Vec<Date>,

    /// Compare one network with what it would be under a scenario; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "at")]
    scenario: Vec<PathBuf>,

    /// Random networks of each
    #[arg(long, value_name = "N", default_value_t = 199)]
    draws: u32,

    /// Worlds to draw for access
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u64).range(1..))]
    worlds: u64,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Rows to print of the longer tables; JSON has all
    #[arg(long, value_name = "N", default_value_t = 12)]
    top: usize,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    explaining: Explaining,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let all = args.compared()?;
    clock.read();
    let compare = Compare::default().worlds(args.worlds).seed(args.seed).draws(args.draws);
    let found = compare.run(&all).map_err(|error| Failure::of(&error, "compare"))?;
    clock.computed();
    let mut answer = report::compare(&all, &found, args.lang.code(), args.top);
    args.explaining.add(&mut answer, &all[0].network, None, args.lang);
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("worlds".into(), json!(args.worlds));
    parameters.insert("draws".into(), json!(args.draws));
    parameters.insert("seed".into(), json!(args.seed));
    output::answer(&answer, args.format.format, &args.running, clock)
}

impl Args {
    /// What is compared: networks, or one network at dates or under scenarios.
    fn compared(&self) -> Result<Vec<Compared>, Failure> {
        let one = !self.at.is_empty() || !self.scenario.is_empty();
        let names: Vec<&str> = match (self.networks.is_empty(), one) {
            (true, true) => vec!["seoul"],
            (true, false) => vec!["seoul", "singapore", "netherlands"],
            _ => self.networks.iter().map(String::as_str).collect(),
        };
        if one && names.len() > 1 {
            return Err(Failure::Usage("error: --at and --scenario compare one network with itself; name one".into()));
        }
        let mut read = Vec::new();
        for name in &names {
            read.push(Compared::today(Source::named((*name).to_owned()).network()?));
        }
        if !one {
            return Ok(read);
        }
        let base = read.remove(0);
        let mut all = Vec::new();
        for date in &self.at {
            let when = Period::new(*date, *date);
            let view = when.map_or_else(View::ever, |when| View::ever().when(when));
            all.push(Compared { name: format!("{} {date}", base.name), view, network: base.network.clone() });
        }
        for file in &self.scenario {
            let told = |error: Error| Failure::of(&error, &file.display().to_string());
            let scenario = Scenario::from_path(file).map_err(told)?;
            let network = scenario.apply(&base.network).map_err(told)?.network;
            all.push(Compared { name: scenario.id.clone(), view: base.view.clone(), network });
        }
        if !self.scenario.is_empty() {
            all.insert(0, base);
        }
        Ok(all)
    }
}
