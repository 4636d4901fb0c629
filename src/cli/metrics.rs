//! `proxeny metrics`

use super::failure::Failure;
use super::input::{self, Source};
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, FormatArgs};
use super::trials::Trials;
use super::two_mode::{self, TwoModes};
use proxeny::graph::{Direction, Groups, LengthRule, Partition, Topology, WeightKind, Weights};
use proxeny::io::{EdgeList, Input};
use proxeny::measure::{self, Consumes, MeasureOptions, Named, Precision, Scale, Weighting};
use proxeny::report::{self, Metrics, NetworkRef, Refusals};
use proxeny::structure::null::simple;
use proxeny::{Actor, DirectionRule, Error, ErrorKind, Network, Problem, Selector, View};
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::HashSet;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  proxeny metrics                                         Seoul's network, today
  proxeny metrics --measure betweenness,pagerank --ever
  proxeny metrics singapore --measure edge_betweenness,bridge
  proxeny metrics friends.txt --measure all
  proxeny metrics roads.txt --weight-is length --measure betweenness
  proxeny metrics large.txt --measure betweenness --epsilon 0.005
  proxeny metrics large.txt --measure closeness --only-top 10
  proxeny metrics --measure pagerank --from id:susa       who matters, seen from one agency
  proxeny metrics --null degree --measure betweenness     what is more than chance would have it
  proxeny metrics friends.txt --groups teams.txt --null groups --draws 1000
  proxeny metrics --removal betweenness --recalculate     how long the network holds together
  proxeny metrics --programmes                            which programmes and cities are central, who shares whom
  proxeny metrics --list
  proxeny metrics --list betweenness                      what it means, and what it does not";

/// Classic measures of any network or plain edge list.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "these are flags of a command line")]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Measures of actors or of ties, or `all` that the input allows; figures of the whole network are always there
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "NAME,…",
        default_value = "degree,harmonic,betweenness,pagerank",
        default_value_if("programmes", "true", "degree,two_mode_degree,two_mode_closeness,two_mode_betweenness")
    )]
    measure: Vec<String>,

    /// List the measures, or explain one of them (or all): what it means and does not, formula, conventions, source
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    list: Option<String>,

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

    /// What the groups are, for measures that look at groups: kind, country, layer or an attribute
    #[arg(long, value_name = "BY", default_value = "kind")]
    partition: Partition,

    /// Groups from a file of lines `label group`, for edge lists above all
    #[arg(long, value_name = "FILE", conflicts_with = "partition")]
    groups: Option<PathBuf>,

    /// Who walks start from, for measures that can be told from somebody's point of view, such as pagerank; in an edge
    /// list `id:NAME,…`
    #[arg(long, value_name = "SELECTOR")]
    from: Option<Selector>,

    /// Betweenness and the current-flow measures may be estimated, no score farther than this from the truth (closeness:
    /// than this share of it); exact where that is quicker
    #[arg(long, value_name = "ERROR")]
    epsilon: Option<f64>,

    /// How probable a larger error may be
    #[arg(long, value_name = "SHARE", default_value_t = 0.1, requires = "epsilon")]
    delta: f64,

    /// Seed of the random numbers of estimates, random networks and random removal
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    #[command(flatten)]
    trials: Trials,

    #[command(flatten)]
    two_modes: TwoModes,

    /// Find the K highest of closeness and harmonic alone, which is quicker in large networks; all others have none (null)
    #[arg(long, value_name = "K", conflicts_with_all = ["null", "epsilon"],
        value_parser = clap::value_parser!(u32).range(1..))]
    only_top: Option<u32>,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    /// Language of the answer
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
pub(crate) struct Subject {
    pub(crate) topology: Topology,
    pub(crate) ids: Vec<String>,
    pub(crate) labels: Vec<String>,
    /// The kind of each actor; none in an edge list.
    pub(crate) kinds: Vec<String>,
    /// The group of each actor by what the partition goes by; none in an edge list and where nobody has a kind.
    pub(crate) groups: Option<Vec<u32>>,
    /// What kinds are called.
    pub(crate) kind_labels: BTreeMap<String, String>,
    pub(crate) tie_ids: Vec<String>,
    pub(crate) network: NetworkRef,
    pub(crate) warnings: Vec<String>,
    pub(crate) view: Option<View>,
}

impl Subject {
    /// A network or an undirected edge list, for commands that measure nothing else about it.
    pub(crate) fn plain(
        input: Input,
        source: &Source,
        (view, rule): (&ViewArgs, DirectionRule),
        language: Language,
    ) -> Result<Self, Error> {
        match input {
            Input::Network(network) => {
                view.check(&network)?;
                Self::network(&network, view.view(&network).direction(rule), language, &Partition::Kind)
            }
            Input::Edges(list) => Self::edges(list, source.name(), Direction::BothWays, None),
            _ => unreachable!("invariant: inputs are networks or edge lists"),
        }
    }

    fn network(network: &Network, view: View, language: Language, partition: &Partition) -> Result<Self, Error> {
        let viewed = Topology::of(network, &view);
        let strengths = viewed.ties.iter().map(|edge| network.strength(&network.graph()[*edge])).collect();
        let weights = Weights::new(WeightKind::Strength, strengths)?;
        // Files of other programs mostly tell no kinds; then there are no groups, as in an edge list.
        let has_groups = *partition != Partition::Kind || network.actors().any(|(_, actor)| !actor.kind.is_empty());
        let groups = has_groups.then(|| Groups::of(network, &viewed.actors, partition)).transpose()?;
        let actors: Vec<_> = viewed.actors.iter().map(|node| &network.graph()[*node]).collect();
        Ok(Self {
            topology: viewed.topology.with_weights(weights)?,
            ids: actors.iter().map(|actor| actor.id.clone()).collect(),
            labels: actors.iter().map(|actor| actor.label(language.code()).to_owned()).collect(),
            kinds: actors.iter().map(|actor| actor.kind.clone()).collect(),
            groups: groups.map(|groups| groups.of),
            kind_labels: actors
                .iter()
                .map(|actor| (actor.kind.clone(), network.actor_kind_label(&actor.kind, language.code())))
                .collect(),
            tie_ids: viewed.ties.iter().map(|edge| network.graph()[*edge].id.clone()).collect(),
            network: NetworkRef::of(network),
            warnings: network.warnings().iter().map(Problem::told).collect(),
            view: Some(view),
        })
    }

    fn edges(list: EdgeList, name: &str, direction: Direction, meaning: Option<WeightKind>) -> Result<Self, Error> {
        let ties = list.pairs.iter().map(|(from, to)| (*from, *to, direction));
        let mut topology = Topology::new(list.labels.len(), ties)?;
        let mut warnings = Vec::new();
        if list.self_ties > 0 {
            warnings.push(format!("{} set aside", report::count(list.self_ties, "self-tie")));
        }
        match (list.weights, meaning) {
            (Some(weights), Some(kind)) => topology = topology.with_weights(Weights::new(kind, weights)?)?,
            (Some(_), None) => warnings.push(
                "the numbers on the ties are not used, since nothing says what they mean; --weight-is of `metrics` does"
                    .to_owned(),
            ),
            (None, _) => {}
        }
        let (actors, ties) = (topology.node_count(), topology.tie_count());
        let network = NetworkRef { id: name.to_owned(), actors, ties, digest: Some(list.digest) };
        let (ids, labels, tie_ids) = (list.labels.clone(), list.labels, Vec::new());
        let (kinds, kind_labels) = (Vec::new(), BTreeMap::new());
        Ok(Self { topology, ids, labels, kinds, groups: None, kind_labels, tie_ids, network, warnings, view: None })
    }
}

/// The ids of those whom a selector means; nodes of an edge list have ids alone.
fn selected(selector: &Selector, input: &Input) -> Result<HashSet<String>, Error> {
    match input {
        Input::Network(network) => {
            let found = network.select(selector, "--from")?;
            Ok(found.iter().map(|node| network.graph()[*node].id.clone()).collect())
        }
        Input::Edges(list) => {
            let found = list.labels.iter().filter(|label| selector.matches(&Actor::new(label.as_str(), "")));
            let found: HashSet<String> = found.cloned().collect();
            let help = ": in an edge list only id:NAME,… selects somebody".to_owned();
            let nobody = || ErrorKind::NoMatch { what: format!("--from `{selector}`"), help }.into();
            if found.is_empty() { Err(nobody()) } else { Ok(found) }
        }
        _ => unreachable!("invariant: inputs are networks or edge lists"),
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let failed = |error: Error| Failure::of(&error, args.source.name());
    if let Some(name) = &args.list {
        let name = Some(name.as_str()).filter(|name| !name.is_empty());
        let answer = report::catalogue(name, args.lang.code()).map_err(failed)?;
        return output::answer(&answer, args.format.format, &args.running, clock);
    }
    let input = args.source.read().map_err(failed)?;
    clock.read();
    let from = args.from.as_ref().map(|from| selected(from, &input)).transpose().map_err(failed)?;
    let (mut subject, programmes) = if args.two_modes.are_asked() {
        let (network, affiliation) = args.two_modes.of(input, args.source.name())?;
        (two_mode::subject(&network, &affiliation, args.lang), Some((network, affiliation)))
    } else {
        (args.subject(input).map_err(failed)?, None)
    };
    if let Some(path) = &args.groups {
        subject.groups = Some(input::read_groups(path, &subject.ids)?.of);
    }
    let options = args.options(&subject.ids, from).map_err(failed)?;
    let ties = subject.topology.tie_count();
    let topology = args.prepare(subject.topology).map_err(failed)?;
    clock.built();
    let options = options.control(&clock.control());
    let metrics = Metrics {
        measures: args.measures().map_err(failed)?,
        refusals: if args.all() { Refusals::LeaveOut } else { Refusals::Fail },
        topology: &topology,
        ids: subject.ids,
        labels: subject.labels,
        // A merged tie has no id of its own.
        tie_ids: if args.collapsed() { Vec::new() } else { subject.tie_ids },
        options: match subject.groups {
            Some(groups) => options.groups(groups),
            None => options,
        },
    };
    let result = metrics.run().map_err(failed)?;
    let mut answer = match &programmes {
        Some((network, affiliation)) => {
            let told = report::two_mode(network, affiliation, (&metrics, &result), args.lang.code(), args.top);
            told.map_err(failed)?
        }
        None => report::metrics(&metrics, &result, subject.network, args.lang.code(), args.top),
    };
    let merged = ties - topology.tie_count();
    args.trials.add(&mut answer, (&metrics, &result), merged, args.lang, args.top).map_err(failed)?;
    clock.computed();
    let warnings = &mut answer.envelope.warnings;
    warnings.splice(0..0, subject.warnings);
    warnings.extend(args.hops_counted(&metrics.measures));
    warnings.extend(args.start_not_used(&metrics.measures));
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("measures".into(), json!(if args.all() { "all".to_owned() } else { args.measure.join(",") }));
    parameters.insert("length".into(), json!(args.length_rule().to_string()));
    if let Some(view) = &subject.view {
        parameters.insert("direction".into(), json!(view.direction));
        parameters.insert("partition".into(), json!(args.grouping()));
        ViewArgs::parameters(view, parameters);
    }
    if let Some(epsilon) = args.epsilon {
        parameters.insert("epsilon".into(), json!(epsilon));
        parameters.insert("delta".into(), json!(args.delta));
    }
    if let Some(count) = args.only_top {
        parameters.insert("only_top".into(), json!(count));
    }
    args.trials.parameters(parameters);
    args.two_modes.parameters(parameters);
    if args.epsilon.is_some() || args.trials.random() {
        parameters.insert("seed".into(), json!(args.seed));
    }
    if let Some(from) = &args.from {
        parameters.insert("from".into(), json!(from));
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
        self.view.check(network)?;
        Subject::network(network, self.view.view(network).direction(rule), self.lang, &self.partition)
    }

    fn edges(&self, list: EdgeList) -> Result<Subject, Error> {
        let direction = if self.directed { Direction::OneWay } else { Direction::BothWays };
        Subject::edges(list, self.source.name(), direction, self.weight_is)
    }

    fn prepare(&self, topology: Topology) -> Result<Topology, Error> {
        let topology = match (self.trials.simple(), self.collapse) {
            (true, _) => simple(&topology)?,
            (false, true) => topology.collapse()?.0,
            (false, false) => topology,
        };
        topology.with_length_rule(self.length_rule())
    }

    /// Random networks have neither parallel ties nor self-ties.
    fn collapsed(&self) -> bool {
        self.collapse || self.trials.simple()
    }

    /// What the groups go by, in one word.
    fn grouping(&self) -> String {
        if self.groups.is_some() { "group".to_owned() } else { self.partition.to_string() }
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

    fn options(&self, ids: &[String], from: Option<HashSet<String>>) -> Result<MeasureOptions, Error> {
        let options = MeasureOptions::default().seed(self.seed);
        let options = match from.map(|from| ids.iter().map(|id| f64::from(from.contains(id))).collect::<Vec<_>>()) {
            Some(start) if start.iter().all(|&weight| weight == 0.0) => return Err(self.nobody_here()),
            Some(start) => options.start(start),
            None => options,
        };
        let options = if self.weights_used() { options.weighting(Weighting::Weighted) } else { options };
        let options = self.only_top.into_iter().fold(options, |options, count| options.only_top(count as usize));
        let options = match self.epsilon {
            Some(epsilon) => options.precision(Precision::new(epsilon, self.delta)?),
            None => options,
        };
        Ok(match self.scale {
            None => options,
            Some(ScaleArg::Raw) => options.scale(Scale::Raw),
            Some(ScaleArg::Normalised) => options.scale(Scale::Normalised),
        })
    }

    /// Whom `--from` selects may be outside of what is measured.
    fn nobody_here(&self) -> Error {
        let what = format!("--from `{}`", self.from.as_ref().map(ToString::to_string).unwrap_or_default());
        let help = ": nobody whom it selects is among the actors measured; --ever takes all dates".to_owned();
        ErrorKind::NoMatch { what, help }.into()
    }

    /// Who says where to start may expect that all measures do.
    fn start_not_used(&self, measures: &[Named]) -> Option<String> {
        let deaf = |measure: &&Named| !matches!(measure, Named::Nodes(one) if one.has_start());
        let deaf: Vec<&str> = measures.iter().filter(deaf).map(|measure| measure.name()).collect();
        let told = self.from.is_some() && !self.all() && !deaf.is_empty();
        told.then(|| format!("{}: seen from nowhere in particular; --from is for pagerank", deaf.join(", ")))
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
