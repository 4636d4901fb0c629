//! `proxeny scenario`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, Sampling, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Depth, ScenarioResult, Scenarios};
use proxeny::leverage::Access;
use proxeny::{Error, Scenario, report};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny scenario examples/scenarios/susa_catalyst.json
  proxeny scenario examples/scenarios/national_backing.json examples/scenarios/sme_gateway.json
  proxeny scenario mine.json --network my-network.json --together
  proxeny scenario examples/scenarios/without_the_nation.json --network netherlands --format json

A scenario file is {\"format\": \"proxeny-scenario/1\", \"id\": …, \"edits\": [ … ]} with the edits add_actor, add_tie, \
join, remove_actors, remove_ties, change_actors, change_ties, start_ties, end_ties and catalyse.";

/// What if: access, who gains and loses, and what depends on whom, before and after a scenario.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    /// Scenario files, played one by one and put side by side
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,

    /// The network; the one that the first scenario names, else seoul
    #[arg(long, value_name = "NETWORK")]
    network: Option<String>,

    /// Play all scenarios together, one after the other, as one
    #[arg(long)]
    together: bool,

    /// Judge by these mandates instead of the scenario's
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    mandate: Vec<String>,

    #[command(flatten)]
    explaining: Explaining,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// Language of the answer
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    sampling: Sampling,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let read = |file: &String| Scenario::from_path(file).map_err(|error| Failure::of(&error, file));
    let mut scenarios: Vec<(String, Scenario)> =
        args.files.iter().map(|file| Ok((file.clone(), read(file)?))).collect::<Result<_, Failure>>()?;
    let named = scenarios.iter().find_map(|(_, scenario)| scenario.network.clone());
    let source = Source::named(args.network.clone().or(named).unwrap_or_else(|| "seoul".to_owned()));
    let network = source.network()?;
    clock.read();
    if args.together {
        scenarios = vec![together(scenarios)];
    }
    let failed = |error: Error| Failure::of(&error, source.name());
    args.view.check(&network).map_err(failed)?;
    let view = args.view.view(&network);
    let mandate = network.mandate(None).map_err(failed)?;
    let access = args.sampling.apply(Access::new(mandate).view(view.clone())).control(&clock.control());
    let play = Scenarios::new(access);
    let (mut played, mut depths) = (Vec::new(), Vec::new());
    for (file, mut scenario) in scenarios {
        if !args.mandate.is_empty() {
            scenario.mandates.clone_from(&args.mandate);
        }
        let result = play.run(&network, &scenario).map_err(|error: Error| Failure::of(&error, &file))?;
        let agencies = agencies(&result);
        let after = scenario.apply(&network).map_err(|error| Failure::of(&error, &file))?.network;
        depths.push(Depth::between(&network, &after, &view, &agencies).map_err(|error| Failure::of(&error, &file))?);
        played.push((scenario, result));
    }
    clock.computed();
    let mut answer = report::scenarios(&network, &played, args.lang.code(), args.top);
    let depths: Vec<_> = played.iter().map(|(scenario, _)| scenario).zip(depths).collect();
    report::add_depth(&mut answer, &network, &depths, args.lang.code());
    let first = played.iter().find_map(|(_, result)| result.mandates.first());
    let first = first.and_then(|mandate| network.mandates().get(&mandate.id));
    args.explaining.add(&mut answer, &network, first, args.lang);
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("scenarios".into(), json!(args.files));
    if args.together {
        parameters.insert("together".into(), json!(true));
    }
    ViewArgs::parameters(&view, parameters);
    args.sampling.parameters(parameters);
    output::answer(&answer, args.format.format, &args.running, clock)
}

/// Whose brokerage is told: agencies that become catalysts, else those whom most less, or more, depends on.
fn agencies(result: &ScenarioResult) -> Vec<String> {
    if !result.catalysed.is_empty() {
        return result.catalysed.iter().map(|catalysed| catalysed.agency.clone()).collect();
    }
    let moved = result.actors.iter().filter(|change| change.is_moved());
    moved.take(3).map(|change| change.id.clone()).collect()
}

/// All scenarios as one: their edits one after the other, judged by the mandates of all.
fn together(scenarios: Vec<(String, Scenario)>) -> (String, Scenario) {
    let names: Vec<String> = scenarios.iter().map(|(_, scenario)| scenario.id.clone()).collect();
    let files: Vec<String> = scenarios.iter().map(|(file, _)| file.clone()).collect();
    let mut all = Scenario::new(names.join("+"));
    for (_, scenario) in scenarios {
        all.steps.extend(scenario.steps);
        for mandate in scenario.mandates {
            if !all.mandates.contains(&mandate) {
                all.mandates.push(mandate);
            }
        }
    }
    (files.join(" + "), all)
}
