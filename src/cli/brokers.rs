//! `proxeny brokers`

use super::failure::Failure;
use super::input::{self, Source};
use super::mandate;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock, Explaining, FormatArgs};
use proxeny::diplomacy::{Catalyst, Doors};
use proxeny::graph::{Direction, Groups, LengthRule, Partition, Topology, WeightKind, Weights};
use proxeny::io::{EdgeList, Input};
use proxeny::leverage::Access;
use proxeny::measure::{Goal, KeyMeasure, KeyPlayers, Weighting};
use proxeny::report::{self, Answer, Brokers, NetworkRef};
use proxeny::{Control, DirectionRule, Error, Network, Problem, View};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  proxeny brokers                                     who opens doors for Seoul's small firms, who stands between whom
  proxeny brokers --shapley                           … and what each agency contributes, though others could do the same
  proxeny brokers --partition layer --direction conveyed
  proxeny brokers netherlands --partition country --weighted --top 5
  proxeny brokers --key-players 3                     whose loss together would break it up most
  proxeny brokers --key-players 3 --goal reach --reach-steps 2 --undirected
  proxeny brokers --key-players 2 --key-measure distance-reach --length inverse      strong ties are short
  proxeny brokers friends.txt --groups teams.txt      an edge list, and lines `label group`";

/// Who opens doors for small firms, gatekeepers, single points of failure, actors or catalysts; brokerage roles against chance.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// By what actors are grouped: kind, country, layer, or an attribute
    #[arg(long, value_name = "PARTITION", default_value = "kind")]
    partition: Partition,

    /// Groups from a file of lines `label group`; an edge list needs one
    #[arg(long, value_name = "FILE", conflicts_with = "partition")]
    groups: Option<PathBuf>,

    /// Which way ties lead: recorded, conveyed (the way introductions travel), undirected
    #[arg(long, value_name = "RULE")]
    direction: Option<DirectionRule>,

    /// Short for --direction undirected
    #[arg(long, conflicts_with = "direction")]
    undirected: bool,

    /// A plain edge list is directed
    #[arg(long, conflicts_with_all = ["direction", "undirected"])]
    directed: bool,

    /// Pairs count by the product of their two ties' strengths
    #[arg(long)]
    weighted: bool,

    /// What the numbers on an edge list mean: strength, probability, count, value
    #[arg(long, value_name = "MEANING")]
    weight_is: Option<WeightKind>,

    #[command(flatten)]
    more: More,

    #[command(flatten)]
    key: Wanted,

    /// Random dealings of the groups, for the share that reaches as many pairs
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    draws: usize,

    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Rows to print; JSON has all
    #[arg(long, value_name = "N", default_value_t = 15)]
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

/// Further answers.
#[derive(clap::Args)]
struct More {
    /// The mandate for which doors are opened; the network's first if left out
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Worlds to draw for who opens doors; 0 leaves that out
    #[arg(long, value_name = "N", default_value_t = 4096)]
    worlds: u64,

    /// Also divide access among all who pass introductions on (Shapley values), beside the actor-or-catalyst index
    #[arg(long)]
    shapley: bool,

    #[command(flatten)]
    explaining: Explaining,
}

impl More {
    /// Adds who opens doors for the mandate, and whether agencies are actors or catalysts.
    fn add(&self, answer: &mut Answer, network: &Network, args: &Args, control: &Control) -> Result<(), Error> {
        let mandate = mandate::first(network, self.mandate.as_deref())?;
        let Some(mandate) = mandate.filter(|_| self.worlds > 0) else { return Ok(()) };
        let access = Access::new(mandate).view(args.view.view(network)).worlds(self.worlds).seed(args.seed);
        let access = access.control(control);
        let shapley = self.shapley.then(|| access.shapley(network)).transpose()?;
        let language = args.lang.code();
        report::add_catalysts(answer, network, &Catalyst::of(network), shapley.as_ref(), language);
        report::add_doors(answer, network, mandate, &Doors::of(network, &access)?, language, args.top);
        answer.envelope.parameters.insert("mandate".into(), json!(mandate.id));
        answer.envelope.parameters.insert("worlds".into(), json!(self.worlds));
        Ok(())
    }
}

/// Which key players are wanted.
#[derive(clap::Args)]
#[command(next_help_heading = "Key players")]
struct Wanted {
    /// Find the best set of so many actors
    #[arg(long, value_name = "K")]
    key_players: Option<usize>,

    /// For breaking the network up (whose loss would hurt most), or for reaching it (with whom to begin)
    #[arg(long, value_enum, requires = "key_players")]
    goal: Option<GoalArg>,

    /// fragmentation or distance-fragmentation (disrupt), m-reach or distance-reach (reach); the first of its goal if
    /// left out
    #[arg(long, value_name = "NAME", requires = "key_players")]
    key_measure: Option<KeyMeasure>,

    /// Steps that m-reach goes
    #[arg(long, value_name = "M", default_value_t = 2, requires = "key_players")]
    reach_steps: u32,

    /// How long a tie is for distance-fragmentation and distance-reach: hops, reliability (−ln p), inverse (1/strength)
    #[arg(long, value_name = "RULE", requires = "key_players")]
    length: Option<LengthRule>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum GoalArg {
    Disrupt,
    Reach,
}

impl Wanted {
    fn measure(&self) -> KeyMeasure {
        let usual = match self.goal {
            Some(GoalArg::Reach) => KeyMeasure::MReach,
            _ => KeyMeasure::Fragmentation,
        };
        self.key_measure.unwrap_or(usual)
    }

    fn players(&self, seed: u64) -> Option<KeyPlayers> {
        let players = KeyPlayers::new(self.measure(), self.key_players?).steps(self.reach_steps).seed(seed);
        Some(players.lengths(self.length.is_some()))
    }

    fn check(&self) -> Result<(), Failure> {
        let (measure, of) = (self.measure().name(), self.measure().goal());
        let (fitting, goal) = match of {
            Goal::Reach => (GoalArg::Reach, "reach"),
            Goal::Disrupt => (GoalArg::Disrupt, "disrupt"),
        };
        if self.goal.is_none_or(|asked| asked == fitting) {
            return Ok(());
        }
        Err(Failure::Usage(format!("error: --key-measure {measure} is for --goal {goal}; leave one of the two out")))
    }

    fn parameters(&self, parameters: &mut Map<String, Value>) {
        let Some(size) = self.key_players else { return };
        parameters.insert("key_players".into(), json!(size));
        parameters.insert("key_measure".into(), json!(self.measure()));
        if let Some(length) = self.length {
            parameters.insert("length".into(), json!(length.to_string()));
        }
        if self.measure() == KeyMeasure::MReach {
            parameters.insert("reach_steps".into(), json!(self.reach_steps));
        }
    }
}

/// What is asked about, before anything is computed.
struct Subject {
    topology: Topology,
    ids: Vec<String>,
    labels: Vec<String>,
    groups: Groups,
    group_labels: Vec<[String; 2]>,
    focal: Option<u32>,
    network: NetworkRef,
    warnings: Vec<String>,
    view: Option<View>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    args.key.check()?;
    let mut clock = Clock::start(&args.running);
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let input = args.source.read().map_err(failed)?;
    clock.read();
    let (subject, network) = match input {
        Input::Network(network) => (args.network(&network)?, Some(network)),
        Input::Edges(list) => (args.edges(list)?, None),
        _ => unreachable!("invariant: inputs are networks or edge lists"),
    };
    let subject = match args.key.length {
        Some(rule) => Subject { topology: subject.topology.with_length_rule(rule).map_err(failed)?, ..subject },
        None => subject,
    };
    clock.built();
    let unknown = subject.groups.unknown;
    let asked = Brokers {
        topology: &subject.topology,
        ids: subject.ids,
        labels: subject.labels,
        groups: subject.groups,
        group_labels: subject.group_labels,
        partition: if args.groups.is_some() { "group".to_owned() } else { args.partition.to_string() },
        focal: subject.focal,
        weighting: if args.weights_used() { Weighting::Weighted } else { Weighting::Unweighted },
        draws: args.draws,
        seed: args.seed,
        key_players: args.key.players(args.seed),
    };
    let result = asked.run().map_err(failed)?;
    let mut answer = report::brokers(&asked, &result, subject.network, args.lang.code(), args.top).map_err(failed)?;
    if let Some(network) = &network {
        args.more.add(&mut answer, network, args, &clock.control()).map_err(failed)?;
        args.more.explaining.add(&mut answer, network, None, args.lang);
    }
    clock.computed();
    answer.envelope.warnings = subject.warnings;
    if unknown > 0 {
        let actors = report::count(unknown, "actor");
        let warning = format!("{actors} without a recorded {} make up a group of their own", asked.partition);
        answer.envelope.warnings.push(warning);
    }
    let parameters = &mut answer.envelope.parameters;
    parameters.insert("partition".into(), json!(asked.partition));
    if let Some(view) = &subject.view {
        parameters.insert("direction".into(), json!(view.direction));
        ViewArgs::parameters(view, parameters);
    }
    if args.weights_used() {
        parameters.insert("weighted".into(), json!(true));
    }
    args.key.parameters(parameters);
    parameters.insert("draws".into(), json!(args.draws));
    parameters.insert("seed".into(), json!(args.seed));
    output::answer(&answer, args.format.format, &args.running, clock)
}

/// What a member of a group is called that has a name only, and what several are.
fn member(name: &str, language: Language) -> [String; 2] {
    let several = match language {
        Language::En => format!("actors of {name}"),
        Language::Ko => format!("{name} 행위자"),
    };
    [name.to_owned(), several]
}

impl Args {
    /// Weights declared on an edge list are meant to be used; those of a network only if asked for.
    fn weights_used(&self) -> bool {
        self.weighted || self.weight_is.is_some()
    }

    fn network(&self, network: &Network) -> Result<Subject, Failure> {
        let failed = |error: Error| Failure::of(&error, self.source.name());
        let rule = if self.undirected { DirectionRule::Undirected } else { self.direction.unwrap_or_default() };
        self.view.check(network).map_err(failed)?;
        let view = self.view.view(network).direction(rule);
        let viewed = Topology::of(network, &view);
        let strengths = viewed.ties.iter().map(|edge| network.strength(&network.graph()[*edge])).collect();
        let weights = Weights::new(WeightKind::Strength, strengths).map_err(failed)?;
        let actors: Vec<_> = viewed.actors.iter().map(|node| &network.graph()[*node]).collect();
        let ids: Vec<String> = actors.iter().map(|actor| actor.id.clone()).collect();
        let groups = match self.read_groups(&ids)? {
            Some(groups) => groups,
            None => Groups::of(network, &viewed.actors, &self.partition).map_err(failed)?,
        };
        let label = |name: &String| match &self.partition {
            Partition::Kind if self.groups.is_none() => {
                let one = network.actor_kind_label(name, self.lang.code());
                match self.lang {
                    Language::En => [one.clone(), report::plural(&one)],
                    Language::Ko => [one.clone(), one],
                }
            }
            Partition::Layer if self.lang == Language::Ko => {
                let korean = name.parse().map_or(name.clone(), |layer| report::layer_label(layer, "ko").to_owned());
                [korean.clone(), format!("{korean} 층위 행위자")]
            }
            Partition::Layer if name == "firm" => [name.clone(), report::plural(name)],
            Partition::Layer => [name.clone(), format!("{name} bodies")],
            _ => member(name, self.lang),
        };
        Ok(Subject {
            topology: viewed.topology.with_weights(weights).map_err(failed)?,
            labels: actors.iter().map(|actor| actor.label(self.lang.code()).to_owned()).collect(),
            group_labels: groups.names.iter().map(label).collect(),
            focal: viewed.actors.iter().position(|node| Some(*node) == network.focal()).map(|v| v as u32),
            network: NetworkRef::of(network),
            warnings: network.warnings().iter().map(Problem::told).collect(),
            view: Some(view),
            ids,
            groups,
        })
    }

    fn edges(&self, list: EdgeList) -> Result<Subject, Failure> {
        let failed = |error: Error| Failure::of(&error, self.source.name());
        let Some(groups) = self.read_groups(&list.labels)? else {
            let message = "is a plain edge list, whose nodes have no kinds; say who belongs where with --groups FILE, one \
                           `label group` per line";
            return Err(Failure::Usage(format!("error: {} {message}", self.source.name())));
        };
        let direction = if self.directed { Direction::OneWay } else { Direction::BothWays };
        let ties = list.pairs.iter().map(|(from, to)| (*from, *to, direction));
        let mut topology = Topology::new(list.labels.len(), ties).map_err(failed)?;
        let mut warnings = Vec::new();
        if list.self_ties > 0 {
            warnings.push(format!("{} set aside", report::count(list.self_ties, "self-tie")));
        }
        if let (Some(weights), Some(kind)) = (list.weights, self.weight_is) {
            let weights = Weights::new(kind, weights).map_err(failed)?;
            topology = topology.with_weights(weights).map_err(failed)?;
        }
        let network = NetworkRef {
            id: self.source.name().to_owned(),
            actors: topology.node_count(),
            ties: topology.tie_count(),
            digest: Some(list.digest),
        };
        Ok(Subject {
            topology,
            labels: list.labels.clone(),
            ids: list.labels,
            group_labels: groups.names.iter().map(|name| member(name, self.lang)).collect(),
            groups,
            focal: None,
            network,
            warnings,
            view: None,
        })
    }

    fn read_groups(&self, labels: &[String]) -> Result<Option<Groups>, Failure> {
        self.groups.as_ref().map(|path| input::read_groups(path, labels)).transpose()
    }
}
