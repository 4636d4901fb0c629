//! `proxeny metrics`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, FormatArgs};
use proxeny::graph::{Direction, LengthRule, Topology, WeightKind, Weights};
use proxeny::io::{EdgeList, Input};
use proxeny::measure::{self, Consumes, MeasureOptions, Named, Scale, Weighting};
use proxeny::report::{self, Metrics, NetworkRef, Refusals};
use proxeny::{DirectionRule, Error, Network, Problem, View};
use serde_json::json;

const EXAMPLES: &str = "\
Examples:
  proxeny metrics                                         Seoul's network, today
  proxeny metrics --measure betweenness,pagerank --ever
  proxeny metrics singapore --measure edge_betweenness,bridge
  proxeny metrics friends.txt --measure all
  proxeny metrics roads.txt --weight-is length --measure betweenness
  proxeny metrics --list";

/// Classic measures of any network or plain edge list.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "these are flags of a command line")]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Measures of actors or of ties, or `all` that the input allows; figures of the whole network are always there
    #[arg(long, value_delimiter = ',', value_name = "NAME,…", default_value = "degree,harmonic,betweenness,pagerank")]
    measure: Vec<String>,

    /// List the measures: what each tells, of whom, and what it takes
    #[arg(long)]
    list: bool,

    /// Which way ties lead: recorded, conveyed (the way introductions travel), undirected
    #[arg(long, value_name = "RULE")]
    direction: Option<DirectionRule>,

    /// Short for --direction undirected
    #[arg(long, conflicts_with = "direction")]
    undirected: bool,

    /// A plain edge list is directed
    #[arg(long, conflicts_with_all = ["direction", "undirected"])]
    directed: bool,

    /// What the numbers on an edge list mean: strength, length, probability, count, value
    #[arg(long, value_name = "MEANING")]
    weight_is: Option<WeightKind>,

    /// How long a tie is: hops, reliability (−ln p), inverse (1/strength), given
    #[arg(long, value_name = "RULE")]
    length: Option<LengthRule>,

    /// Measures that can do without weights use them
    #[arg(long)]
    weighted: bool,

    /// Merge parallel ties first
    #[arg(long)]
    collapse: bool,

    /// Scores as counted, or comparable between networks; each measure's own way if left out
    #[arg(long, value_enum)]
    scale: Option<ScaleArg>,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    /// Language of names
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    running: Running,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum ScaleArg {
    Raw,
    Normalised,
}

/// What is measured, before measures are chosen.
struct Subject {
    topology: Topology,
    ids: Vec<String>,
    labels: Vec<String>,
    tie_ids: Vec<String>,
    network: NetworkRef,
    warnings: Vec<String>,
    view: Option<View>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    if args.list {
        return output::text(&list(), &args.running, clock);
    }
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let input = args.source.read().map_err(failed)?;
    clock.read();
    let subject = args.subject(input).map_err(failed)?;
    let topology = args.prepare(subject.topology).map_err(failed)?;
    clock.built();
    let metrics = Metrics {
        measures: args.measures().map_err(failed)?,
        refusals: if args.all() { Refusals::LeaveOut } else { Refusals::Fail },
        topology: &topology,
        ids: subject.ids,
        labels: subject.labels,
        // A merged tie has no id of its own.
        tie_ids: if args.collapse { Vec::new() } else { subject.tie_ids },
        options: args.options().control(&clock.control()),
    };
    let result = metrics.run().map_err(failed)?;
    clock.computed();
    let mut answer = report::metrics(&metrics, &result, subject.network, args.top);
    let warnings = &mut answer.envelope.warnings;
    warnings.splice(0..0, subject.warnings);
    warnings.extend(args.hops_counted(&metrics.measures));
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("measures".into(), json!(if args.all() { "all".to_owned() } else { args.measure.join(",") }));
    parameters.insert("length".into(), json!(args.length_rule().to_string()));
    if let Some(view) = &subject.view {
        parameters.insert("direction".into(), json!(view.direction));
        ViewArgs::parameters(view, parameters);
    }
    if args.weights_used() {
        parameters.insert("weighted".into(), json!(true));
    }
    output::answer(&answer, args.format.format, &args.running, clock)
}

impl Args {
    fn subject(&self, input: Input) -> Result<Subject, Error> {
        match input {
            Input::Network(network) => self.network(&network),
            Input::Edges(list) => self.edges(list),
            _ => unreachable!("invariant: inputs are networks or edge lists"),
        }
    }

    fn network(&self, network: &Network) -> Result<Subject, Error> {
        let rule = if self.undirected { DirectionRule::Undirected } else { self.direction.unwrap_or_default() };
        let view = self.view.view(network).direction(rule);
        let viewed = Topology::of(network, &view);
        let strengths = viewed.ties.iter().map(|edge| network.strength(&network.graph()[*edge])).collect();
        let weights = Weights::new(WeightKind::Strength, strengths)?;
        let actors: Vec<_> = viewed.actors.iter().map(|node| &network.graph()[*node]).collect();
        Ok(Subject {
            topology: viewed.topology.with_weights(weights)?,
            ids: actors.iter().map(|actor| actor.id.clone()).collect(),
            labels: actors.iter().map(|actor| actor.label(self.lang.code()).to_owned()).collect(),
            tie_ids: viewed.ties.iter().map(|edge| network.graph()[*edge].id.clone()).collect(),
            network: NetworkRef::of(network),
            warnings: network.warnings().iter().map(Problem::told).collect(),
            view: Some(view),
        })
    }

    fn edges(&self, list: EdgeList) -> Result<Subject, Error> {
        let direction = if self.directed { Direction::OneWay } else { Direction::BothWays };
        let ties = list.pairs.iter().map(|(from, to)| (*from, *to, direction));
        let mut topology = Topology::new(list.labels.len(), ties)?;
        let mut warnings = Vec::new();
        if list.self_ties > 0 {
            warnings.push(format!("{} set aside", report::count(list.self_ties, "self-tie")));
        }
        match (list.weights, self.weight_is) {
            (Some(weights), Some(kind)) => topology = topology.with_weights(Weights::new(kind, weights)?)?,
            (Some(_), None) => warnings.push(
                "the numbers on the ties are not used, since nothing says what they mean; --weight-is does".to_owned(),
            ),
            (None, _) => {}
        }
        let network = NetworkRef {
            id: self.source.name().to_owned(),
            actors: topology.node_count(),
            ties: topology.tie_count(),
            digest: Some(list.digest),
        };
        let (ids, labels, tie_ids) = (list.labels.clone(), list.labels, Vec::new());
        Ok(Subject { topology, ids, labels, tie_ids, network, warnings, view: None })
    }

    fn prepare(&self, topology: Topology) -> Result<Topology, Error> {
        let topology = if self.collapse { topology.collapse()?.0 } else { topology };
        topology.with_length_rule(self.length_rule())
    }

    /// Declared lengths are used unless another rule is asked for.
    fn length_rule(&self) -> LengthRule {
        let given = self.weight_is == Some(WeightKind::Length);
        self.length.unwrap_or(if given { LengthRule::Given } else { LengthRule::Hops })
    }

    /// Weights declared on an edge list are meant to be used; those of a network only if asked for.
    fn weights_used(&self) -> bool {
        self.weighted || self.weight_is.is_some_and(|kind| kind != WeightKind::Length)
    }

    fn options(&self) -> MeasureOptions {
        let options = MeasureOptions::default();
        let options = if self.weights_used() { options.weighting(Weighting::Weighted) } else { options };
        match self.scale {
            None => options,
            Some(ScaleArg::Raw) => options.scale(Scale::Raw),
            Some(ScaleArg::Normalised) => options.scale(Scale::Normalised),
        }
    }

    fn all(&self) -> bool {
        self.measure.iter().any(|name| name == "all")
    }

    fn measures(&self) -> Result<Vec<Named>, Error> {
        if self.all() {
            return Ok(Named::all().collect());
        }
        self.measure.iter().map(|name| measure::named(name)).collect()
    }

    /// Who declares weights may expect that distances come of them.
    fn hops_counted(&self, measures: &[Named]) -> Option<String> {
        let kind = self.weight_is.filter(|_| self.length.is_none())?;
        let rules = match kind {
            WeightKind::Length => return None,
            WeightKind::Probability => "--length reliability makes lengths of them",
            WeightKind::Strength => "--length reliability or --length inverse makes lengths of them",
            _ => "--length inverse makes lengths of them",
        };
        let names = measures.iter().filter(|measure| measure.consumes() == Consumes::Lengths).map(|one| one.name());
        let names = names.collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then(|| format!("{names}: steps are counted, whatever their {kind}; {rules}"))
    }
}

fn list() -> String {
    let of_actors = |measure: &Named| matches!(measure, Named::Nodes(_));
    let of_ties = |measure: &Named| matches!(measure, Named::Ties(_));
    let lines = |belongs: &dyn Fn(&Named) -> bool| -> String { Named::all().filter(belongs).map(line).collect() };
    format!(
        "Of actors:\n{}\nOf ties:\n{}\nOf the whole network, always given:\n{}",
        lines(&of_actors),
        lines(&of_ties),
        lines(&|measure| !of_actors(measure) && !of_ties(measure))
    )
}

fn line(measure: Named) -> String {
    let takes = match measure {
        Named::Graph(_) => String::new(),
        _ => format!("{:28}takes {}\n", "", measure.consumes()),
    };
    format!("  {:<26}{}\n{takes}", measure.name(), measure.about())
}
