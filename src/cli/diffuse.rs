//! Options of a diffusion, for networks and plain edge lists.

use super::options::ViewArgs;
use proxeny::diplomacy::{Diffusion, Influence, Spreading};
use proxeny::graph::{Topology, WeightKind};
use proxeny::io::{EdgeList, Input};
use proxeny::report::{self, Answer, Cities, Envelope, NetworkRef};
use proxeny::{Actor, Control, Error, ErrorKind, Network, Selector};
use serde_json::{Map, Value, json};

/// How a policy spreads, and where it begins.
#[derive(clap::Args)]
#[command(next_help_heading = "Diffusion")]
pub(crate) struct Diffuse {
    /// How a policy spreads from city to city, and which cities to win first; also for plain edge lists
    #[arg(long = "diffuse", id = "diffuse")]
    asked: bool,

    /// cascade (one chance with each partner) or threshold (once enough partners have it)
    #[arg(long, value_name = "MODEL", default_value = "cascade", requires = "diffuse")]
    model: Spreading,

    /// How many first cities to look for
    #[arg(long, value_name = "N", default_value_t = 3, requires = "diffuse")]
    seeds: usize,

    /// Who has it beforehand; the city of the network itself if left out, in an edge list nobody
    #[arg(long, value_name = "SELECTOR", requires = "diffuse")]
    from: Option<Selector>,

    /// Among whom it spreads
    #[arg(
        long,
        value_name = "SELECTOR",
        default_value = "kind:foreign_city or kind:city_government and not tag:district",
        requires = "diffuse"
    )]
    among: Selector,

    /// In an edge list, the probability of every way; 1 / (ways into the city) if left out
    #[arg(long, value_name = "P", requires = "diffuse")]
    probability: Option<f64>,

    /// What the numbers on an edge list mean: probability or strength
    #[arg(long, value_name = "MEANING", requires = "diffuse", conflicts_with = "probability")]
    weight_is: Option<WeightKind>,

    /// A plain edge list is directed
    #[arg(long, requires = "diffuse")]
    directed: bool,

    /// In large networks: how far below 1 − 1/e of the best the choice may fall
    #[arg(long, value_name = "SHARE", default_value_t = 0.1, requires = "diffuse")]
    epsilon: f64,

    /// In large networks: with what probability it may fall further
    #[arg(long, value_name = "SHARE", default_value_t = 0.01, requires = "diffuse")]
    delta: f64,
}

impl Diffuse {
    pub(crate) fn is_asked(&self) -> bool {
        self.asked
    }

    pub(crate) fn answer(
        &self,
        input: &Input,
        view: &ViewArgs,
        (worlds, seed, language, top): (u64, u64, &str, usize),
        control: &Control,
    ) -> Result<Answer, Error> {
        let (mut envelope, influence, cities, from) = match input {
            Input::Network(network) => self.of_network(network, view, language)?,
            Input::Edges(list) => self.of_edges(list)?,
            _ => return Err(ErrorKind::Usage("this kind of input holds no cities".into()).into()),
        };
        self.parameters(&mut envelope.parameters, worlds, seed);
        let diffusion = Diffusion::new(self.seeds).model(self.model).from(from).worlds(worlds).seed(seed);
        let result = diffusion.guarantee(self.epsilon, self.delta).control(control).run(&influence)?;
        Ok(report::diffusion(envelope, &cities, &result, language, top))
    }

    fn of_network(&self, network: &Network, view: &ViewArgs, language: &str) -> Result<Subject, Error> {
        let view = view.view(network);
        let (influence, actors) = Influence::of_network(network, &view, &self.among)?;
        let mut envelope = Envelope::of("programmes", network);
        ViewArgs::parameters(&view, &mut envelope.parameters);
        let given = |actor: &Actor| match &self.from {
            Some(from) => from.matches(actor),
            None => network.focal().is_some_and(|focal| network.graph()[focal].id == actor.id),
        };
        let actors: Vec<&Actor> = actors.iter().map(|node| &network.graph()[*node]).collect();
        let from = numbers(actors.iter().map(|actor| given(actor)));
        self.somebody(&from)?;
        let cities = Cities {
            ids: actors.iter().map(|actor| actor.id.clone()).collect(),
            names: actors.iter().map(|actor| actor.label(language).to_owned()).collect(),
            elsewhere: Some(influence.arcs_apart_from(&from)),
        };
        Ok((envelope, influence, cities, from))
    }

    fn of_edges(&self, list: &EdgeList) -> Result<Subject, Error> {
        let nodes = list.labels.len();
        let topology = if self.directed {
            Topology::directed(nodes, list.pairs.iter().copied())?
        } else {
            Topology::undirected(nodes, list.pairs.iter().copied())?
        };
        let influence = match (&list.weights, self.weight_is) {
            (Some(weights), Some(WeightKind::Probability | WeightKind::Strength)) => {
                let ways = topology.ties().zip(weights).flat_map(|((a, b, _), p)| {
                    let back = (!self.directed).then_some((b, a, *p));
                    std::iter::once((a, b, *p)).chain(back)
                });
                Influence::new(nodes, ways)?
            }
            (Some(_), _) if self.probability.is_none() => {
                let message = "the edge list has numbers; say --weight-is probability (or strength), or give every way one --probability";
                return Err(ErrorKind::Usage(message.into()).into());
            }
            _ => Influence::of_topology(&topology, self.probability)?,
        };
        let meant = |label: &String| self.from.as_ref().is_some_and(|from| from.matches(&Actor::new(label, "")));
        let from = numbers(list.labels.iter().map(meant));
        self.somebody(&from)?;
        let reference = NetworkRef {
            actors: nodes,
            ties: list.pairs.len(),
            digest: Some(list.digest.clone()),
            ..NetworkRef::default()
        };
        let cities = Cities { ids: list.labels.clone(), names: list.labels.clone(), elsewhere: None };
        Ok((Envelope::new("programmes", reference), influence, cities, from))
    }

    /// A selector that means nobody is told.
    fn somebody(&self, from: &[u32]) -> Result<(), Error> {
        match &self.from {
            Some(selector) if from.is_empty() => {
                let help = "; nobody among whom it spreads is meant".to_owned();
                Err(ErrorKind::NoMatch { what: format!("--from `{selector}`"), help }.into())
            }
            _ => Ok(()),
        }
    }

    fn parameters(&self, parameters: &mut Map<String, Value>, worlds: u64, seed: u64) {
        parameters.insert("model".into(), json!(self.model));
        parameters.insert("seeds".into(), json!(self.seeds));
        parameters.insert("from".into(), json!(self.from.as_ref().map(ToString::to_string)));
        parameters.insert("probability".into(), json!(self.probability));
        parameters.insert("worlds".into(), json!(worlds));
        parameters.insert("seed".into(), json!(seed));
    }
}

/// What is told, who may take it over from whom, who they are, and who has it beforehand.
type Subject = (Envelope, Influence, Cities, Vec<u32>);

fn numbers(meant: impl Iterator<Item = bool>) -> Vec<u32> {
    meant.enumerate().filter(|(_, meant)| *meant).map(|(i, _)| i as u32).collect()
}
