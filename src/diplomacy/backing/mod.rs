//! What the national government adds: by what depends on it today, and by what it could add.
//!
//! The home national layer are the bodies with `layer: national`: home ministries, national agencies, policy banks, embassies.
//! Foreign agencies and international bodies do not belong to it.
//!
//! * **Dependence** is the access that is lost, in the same worlds, if all of it or one body were taken away. It is small where
//!   others can stand in, or where a body is not used.
//! * **Potential** is the access that is gained if the network's focal body were tied to a body at a stated strength, so that
//!   the body's foreign ties could be used. It is a what-if, not a measurement.
//! * **Offices** abroad are the national layer that could be used: one body per country, tied to the focal body and to each
//!   city there at stated strengths, half as strong where the office is in another city of the country.
//!
//! Where no body of that layer is recorded (in Singapore city and state are one) the answer is "not separable".

mod offices;
mod reach;

pub use offices::{OFFICES, Office, Offices};

use crate::error::Error;
use crate::leverage::{Access, Estimate, Shift, WithoutResult};
use crate::model::{Actor, Conveys, Edit, Layer, Mandate, Network, Scenario, Selector, Stage, Tie, View};
use petgraph::graph::NodeIndex;
use reach::{Best, best};
use serde::Serialize;
use std::collections::BTreeMap;

/// Strength at which a new tie of a body is tried alone, and its office in a country.
const MIDDLE: f64 = 0.3;
/// Strengths at which new ties are tried together.
const STRENGTHS: [f64; 3] = [0.1, 0.3, 0.5];
/// Strength of the tie between the focal body and the offices in a country.
const HOME_LINK: f64 = 0.5;

/// The question what the national layer adds.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?;
/// assert!(result.separable && result.without.is_some_and(|without| without.share > 0.0));
/// let singapore = Network::builtin("singapore")?;
/// assert!(!Backing::new(singapore.mandate(None)?, View::ever()).run(&singapore)?.separable);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Backing<'m> {
    mandate: &'m Mandate,
    view: View,
    worlds: u64,
    seed: u64,
}

/// What the national layer adds.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let dutch = Network::builtin("netherlands")?;
/// let result = Backing::new(dutch.mandate(None)?, View::today(&dutch)).worlds(512).run(&dutch)?;
/// assert!(result.bodies.is_sorted_by(|a, b| a.loss.estimate >= b.loss.estimate));
/// assert!(result.offices.is_none()); // offices abroad are known of Korea only
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct BackingResult {
    /// Whether there is a home national layer to be told apart.
    pub separable: bool,
    /// The mandate.
    pub mandate: String,
    /// Access as it is, in the network as it is.
    pub access: Estimate,
    /// Without the home national layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<WithoutResult>,
    /// Who may be in between: only the city and firms, these and the national layer, all but it, all.
    pub tiers: Vec<Tier>,
    /// Each target, those that lose most first.
    pub cities: Vec<CityBacking>,
    /// The same by part of the world and by country.
    pub places: Vec<PlaceBacking>,
    /// Each body, the one whose loss costs most first.
    pub bodies: Vec<Body>,
    /// All bodies with foreign ties tied to the focal body, at several strengths.
    pub potential: Vec<Potential>,
    /// The offices abroad that could be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offices: Option<OfficesResult>,
}

/// Access where only some may be in between.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let tiers = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?.tiers;
/// assert!(tiers[0].access.estimate <= tiers[1].access.estimate); // with the nation, never less
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tier {
    /// `city_and_firms`, `and_nation`, `all_but_nation` or `all`.
    pub id: String,
    /// Access.
    pub access: Estimate,
    /// Targets to which a permitted route leads.
    pub reachable: usize,
    /// Targets in all.
    pub targets: usize,
    /// Mean of the least number of intermediaries, over the targets that the narrowest tier reaches too.
    pub intermediaries: f64,
    /// Mean probability of the most reliable route, over all targets.
    pub reliability: f64,
}

/// A target with and without the national layer.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?;
/// assert!(result.cities.iter().all(|city| city.least_with <= city.least_without || city.least_without.is_none()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CityBacking {
    /// The target.
    pub id: String,
    /// Its country.
    pub country: Option<String>,
    /// The part of the world.
    pub region: String,
    /// Its reach with the national layer (`before`) and without (`after`), and the difference.
    pub reach: Shift,
    /// Least intermediaries with it.
    pub least_with: Option<u32>,
    /// Least intermediaries without it.
    pub least_without: Option<u32>,
    /// Probability of the most reliable route with it.
    pub reliability_with: f64,
    /// Probability of the most reliable route without it.
    pub reliability_without: f64,
}

/// Targets of one place.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?;
/// assert!(result.places.iter().all(|place| place.reachable_without <= place.reachable_with));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlaceBacking {
    /// A country, or a part of the world.
    pub place: String,
    /// `region` or `country`.
    pub of: String,
    /// Its targets.
    pub targets: usize,
    /// Those to which a permitted route leads with the national layer.
    pub reachable_with: usize,
    /// Those without it.
    pub reachable_without: usize,
    /// Mean reach with it.
    pub with: f64,
    /// Mean reach without it.
    pub without: f64,
}

/// A national body.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let bodies = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?.bodies;
/// let kcity = bodies.iter().find(|body| body.id == "kcity").expect("it is there");
/// assert!(kcity.unused.contains(&"verona".to_owned()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Body {
    /// The body.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Access that is lost without it.
    pub loss: Estimate,
    /// Actors abroad that it is tied to.
    pub abroad: Vec<String>,
    /// Those among them to which no home city body has a tie of its own.
    pub unused: Vec<String>,
    /// Whether a home city body or firm is tied to it.
    pub tied_at_home: bool,
    /// Access gained were the focal body tied to it at strength 0.3; of bodies with ties abroad.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub potential: Option<Estimate>,
}

/// Access at an assumed strength.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?;
/// assert!(result.potential.is_sorted_by(|a, b| a.change.after.estimate <= b.change.after.estimate));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Potential {
    /// The strength of each new tie: an assumption.
    pub strength: f64,
    /// Access before and after.
    pub change: Shift,
    /// Targets to which a permitted route leads after.
    pub reachable: usize,
}

/// The offices abroad.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Backing;
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let result = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?;
/// let offices = result.offices.expect("Korea's are known");
/// assert!(offices.in_city > 0 && offices.in_city + offices.in_country + offices.not_found == 94);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct OfficesResult {
    /// Offices that were found.
    pub found: usize,
    /// Targets with an office in the city.
    pub in_city: usize,
    /// Targets with an office elsewhere in the country.
    pub in_country: usize,
    /// Targets in whose country no office was found, which does not mean that there is none.
    pub not_found: usize,
    /// Each target: kinds of office in the city, and in other cities of the country.
    pub cities: Vec<CityOffices>,
    /// Access were they tied to the cities, at several strengths.
    pub scenario: Vec<Potential>,
}

/// The offices for a target.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::CityOffices;
///
/// let none = CityOffices::default();
/// assert!(none.in_city.is_empty() && none.in_country.is_empty()); // not found, which does not mean absent
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CityOffices {
    /// The target.
    pub id: String,
    /// Kinds of office in the city.
    pub in_city: Vec<String>,
    /// Kinds of office elsewhere in its country, each once.
    pub in_country: Vec<String>,
    /// Where these were found.
    pub sources: Vec<String>,
}

/// The four tiers: name, and which layers may not be in between.
const TIERS: [(&str, &[Layer]); 4] = [
    ("city_and_firms", &[Layer::National, Layer::International, Layer::Foreign]),
    ("and_nation", &[Layer::International, Layer::Foreign]),
    ("all_but_nation", &[Layer::National]),
    ("all", &[]),
];

impl<'m> Backing<'m> {
    /// The question for this mandate in this view, with 4,096 worlds.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Backing;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let knowledge = Backing::new(seoul.mandate(Some("knowledge"))?, View::ever());
    /// assert_eq!(knowledge.worlds(64).run(&seoul)?.mandate, "knowledge");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(mandate: &'m Mandate, view: View) -> Self {
        Self { mandate, view, worlds: 1 << 12, seed: 1 }
    }

    /// How many worlds are drawn.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Backing;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let result = Backing::new(seoul.mandate(None)?, View::ever()).worlds(128).run(&seoul)?;
    /// assert_eq!(result.access.worlds, Some(128));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn worlds(self, worlds: u64) -> Self {
        Self { worlds, ..self }
    }

    /// The seed of the random numbers. The default is 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Backing;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let asked = Backing::new(seoul.mandate(None)?, View::ever()).worlds(64);
    /// assert_ne!(asked.clone().seed(2).run(&seoul)?.access, asked.run(&seoul)?.access);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    fn access(&self) -> Access<'m> {
        Access::new(self.mandate).view(self.view.clone()).worlds(self.worlds).seed(self.seed)
    }

    /// Asks all of it.
    ///
    /// # Errors
    /// As [`Access::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Backing;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let result = Backing::new(seoul.mandate(None)?, View::today(&seoul)).worlds(512).run(&seoul)?;
    /// assert_eq!(result.tiers[3].access, result.access);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, network: &Network) -> Result<BackingResult, Error> {
        let access = self.access().run(network)?.access;
        let mut result = BackingResult { access, mandate: self.mandate.id.clone(), ..BackingResult::default() };
        if !network.actors().any(|(_, actor)| actor.layer == Some(Layer::National)) {
            return Ok(result);
        }
        result.separable = true;
        self.dependence(network, &mut result)?;
        self.cities(network, &mut result)?;
        self.potential(network, &mut result)?;
        if network.home() == Some(OFFICES.home.as_str()) && network.focal().is_some() {
            result.offices = Some(self.offices(network)?);
        }
        Ok(result)
    }

    /// Whether an actor is taken away with these layers; sources and targets never are.
    fn goes(&self, actor: &Actor, layers: &[Layer]) -> bool {
        let end = self.mandate.from.matches(actor) || self.mandate.to.matches(actor);
        !end && actor.layer.is_some_and(|layer| layers.contains(&layer))
    }

    fn best(&self, network: &Network, gone: &[Layer]) -> Vec<(NodeIndex, Best)> {
        best(network, self.mandate, &self.view, |actor| !self.goes(actor, gone))
    }

    /// What is lost without layers and without single bodies, all in the same worlds.
    fn dependence(&self, network: &Network, result: &mut BackingResult) -> Result<(), Error> {
        let ids = |layers: &[Layer]| -> Vec<String> {
            network.actors().filter(|(_, actor)| self.goes(actor, layers)).map(|(_, actor)| actor.id.clone()).collect()
        };
        let bodies = ids(&[Layer::National]);
        let mut groups: Vec<Vec<String>> =
            TIERS.iter().map(|(_, layers)| ids(layers)).filter(|ids| !ids.is_empty()).collect();
        let tiers = groups.len();
        groups.extend(bodies.iter().map(|id| vec![id.clone()]));
        let selectors: Vec<Selector> = groups.iter().map(|ids| any_of(ids)).collect::<Result<_, _>>()?;
        let losses = self.access().without(network, &selectors)?;
        let mut told = losses[..tiers].iter();
        let narrowest = self.best(network, TIERS[0].1);
        for (id, layers) in TIERS {
            let loss = if ids(layers).is_empty() { None } else { told.next() };
            let all = self.best(network, layers);
            let shared = all.iter().zip(&narrowest).filter(|(_, (_, narrow))| narrow.least.is_some());
            let between: Vec<f64> = shared.filter_map(|((_, best), _)| best.least).map(f64::from).collect();
            result.tiers.push(Tier {
                id: id.to_owned(),
                access: loss.map_or(result.access, |loss| loss.access),
                reachable: all.iter().filter(|(_, best)| best.least.is_some()).count(),
                targets: all.len(),
                intermediaries: mean(&between),
                reliability: mean(&all.iter().map(|(_, best)| best.reliability).collect::<Vec<_>>()),
            });
            if id == "all_but_nation" {
                result.without =
                    loss.map(|loss| WithoutResult { without: "layer:national".to_owned(), ..loss.clone() });
            }
        }
        result.bodies = bodies.iter().zip(&losses[tiers..]).map(|(id, loss)| body(network, id, loss.loss)).collect();
        result.bodies.sort_by(|a, b| b.loss.estimate.total_cmp(&a.loss.estimate).then_with(|| a.id.cmp(&b.id)));
        Ok(())
    }

    fn cities(&self, network: &Network, result: &mut BackingResult) -> Result<(), Error> {
        let bodies: Vec<String> = result.bodies.iter().map(|body| body.id.clone()).collect();
        let alone = Scenario::new("without").edit(Edit::RemoveActors(any_of(&bodies)?)).apply(network)?.network;
        let mut reach: BTreeMap<String, Shift> =
            self.access().compare(network, &alone)?.targets.into_iter().map(|end| (end.id, end.change)).collect();
        let without = self.best(network, &[Layer::National]);
        for ((node, with), (_, without)) in self.best(network, &[]).iter().zip(&without) {
            let actor = &network.graph()[*node];
            let Some(reach) = reach.remove(&actor.id) else { continue };
            result.cities.push(CityBacking {
                id: actor.id.clone(),
                country: actor.country.clone(),
                region: actor.country.as_deref().map_or("elsewhere", offices::region).to_owned(),
                reach,
                least_with: with.least,
                least_without: without.least,
                reliability_with: with.reliability,
                reliability_without: without.reliability,
            });
        }
        let lost = |city: &CityBacking| city.reach.difference.estimate;
        result.cities.sort_by(|a, b| lost(a).total_cmp(&lost(b)).then_with(|| a.id.cmp(&b.id)));
        result.places = places(&result.cities);
        Ok(())
    }

    fn potential(&self, network: &Network, result: &mut BackingResult) -> Result<(), Error> {
        let Some(focal) = network.focal().map(|node| network.graph()[node].id.clone()) else { return Ok(()) };
        for body in result.bodies.iter_mut().filter(|body| !body.abroad.is_empty()) {
            let joined = self.joined(network, &[(focal.clone(), body.id.clone(), MIDDLE)], &[])?;
            body.potential = Some(self.access().compare(network, &joined)?.access.difference);
        }
        let able: Vec<String> =
            result.bodies.iter().filter(|body| !body.abroad.is_empty()).map(|b| b.id.clone()).collect();
        for strength in STRENGTHS {
            let ties: Vec<_> = able.iter().map(|id| (focal.clone(), id.clone(), strength)).collect();
            let joined = self.joined(network, &ties, &[])?;
            result.potential.push(self.change(network, &joined, strength)?);
        }
        Ok(())
    }

    fn change(&self, before: &Network, after: &Network, strength: f64) -> Result<Potential, Error> {
        let reachable = self.best(after, &[]).iter().filter(|(_, best)| best.least.is_some()).count();
        Ok(Potential { strength, change: self.access().compare(before, after)?.access, reachable })
    }

    /// The network with more actors, and ties of these strengths.
    fn joined(&self, network: &Network, ties: &[(String, String, f64)], actors: &[Actor]) -> Result<Network, Error> {
        let edit = actors.iter().cloned().fold(network.edit(), crate::NetworkBuilder::actor);
        let tie = |(from, to, strength): &(String, String, f64)| Tie {
            strength: Some(*strength),
            conveys: Some(Conveys::Both),
            stage: Some(Stage::Support),
            since: self.view.when.map(|when| when.first()),
            ..Tie::new(from, to, "assumed")
        };
        ties.iter().map(tie).fold(edit, crate::NetworkBuilder::tie).build()
    }

    fn offices(&self, network: &Network) -> Result<OfficesResult, Error> {
        let mut result = OfficesResult { found: OFFICES.offices.len(), ..OfficesResult::default() };
        let targets: Vec<&Actor> =
            network.actors().map(|(_, actor)| actor).filter(|a| self.mandate.to.matches(a)).collect();
        result.cities = targets.iter().map(|city| offices_of(city)).collect();
        for city in &result.cities {
            match (city.in_city.is_empty(), city.in_country.is_empty()) {
                (false, _) => result.in_city += 1,
                (true, false) => result.in_country += 1,
                (true, true) => result.not_found += 1,
            }
        }
        let Some(focal) = network.focal().map(|node| network.graph()[node].id.clone()) else { return Ok(result) };
        for strength in STRENGTHS {
            let (mut actors, mut ties): (BTreeMap<String, Actor>, Vec<_>) = (BTreeMap::new(), Vec::new());
            for (city, offices) in targets.iter().zip(&result.cities) {
                let there = match (offices.in_city.is_empty(), offices.in_country.is_empty()) {
                    (false, _) => strength,
                    (true, false) => strength / 2.0,
                    (true, true) => continue,
                };
                let country = city.country.clone().unwrap_or_default();
                let id = format!("offices in {country}");
                if !actors.contains_key(&id) {
                    let office = Actor { layer: Some(Layer::National), ..Actor::new(&id, "national_agency") };
                    actors.insert(id.clone(), office);
                    ties.push((focal.clone(), id.clone(), HOME_LINK));
                }
                ties.push((id, city.id.clone(), there));
            }
            let actors: Vec<Actor> = actors.into_values().collect();
            let joined = self.joined(network, &ties, &actors)?;
            result.scenario.push(self.change(network, &joined, strength)?);
        }
        Ok(result)
    }
}

fn offices_of(city: &Actor) -> CityOffices {
    let mut found = CityOffices { id: city.id.clone(), ..CityOffices::default() };
    for office in &OFFICES.offices {
        if office.actor.as_ref() == Some(&city.id) {
            found.in_city.push(office.kind.clone());
        } else if city.country.as_ref() == Some(&office.country) {
            found.in_country.push(office.kind.clone());
        }
    }
    let there =
        |office: &&Office| office.actor.as_ref() == Some(&city.id) || city.country.as_ref() == Some(&office.country);
    found.sources = OFFICES.offices.iter().filter(there).map(|office| OFFICES.sources[office.source].clone()).collect();
    found.sources.sort_unstable();
    found.sources.dedup();
    found.in_country.sort_unstable();
    found.in_country.dedup();
    found
}

fn any_of(ids: &[String]) -> Result<Selector, Error> {
    let quoted: Vec<String> =
        ids.iter().map(|id| format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\""))).collect();
    format!("id:{}", quoted.join(",")).parse()
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// What a body is tied to at home and abroad.
fn body(network: &Network, id: &str, loss: Estimate) -> Body {
    let graph = network.graph();
    let mut body = Body { id: id.to_owned(), loss, ..Body::default() };
    let Some(node) = network.actor(id) else { return body };
    body.kind.clone_from(&graph[node].kind);
    let mut partners: Vec<NodeIndex> = graph.neighbors_undirected(node).collect();
    partners.sort_unstable();
    partners.dedup();
    let at_home = |layer: Option<Layer>| matches!(layer, Some(Layer::City | Layer::Firm));
    let known = |there: NodeIndex| graph.neighbors_undirected(there).any(|near| graph[near].layer == Some(Layer::City));
    for partner in partners {
        match graph[partner].layer {
            Some(Layer::Foreign) => {
                body.abroad.push(graph[partner].id.clone());
                if !known(partner) {
                    body.unused.push(graph[partner].id.clone());
                }
            }
            layer => body.tied_at_home |= at_home(layer),
        }
    }
    body
}

/// Targets by part of the world, then by country.
fn places(cities: &[CityBacking]) -> Vec<PlaceBacking> {
    let mut groups: BTreeMap<(&str, String), Vec<&CityBacking>> = BTreeMap::new();
    for city in cities {
        groups.entry(("region", city.region.clone())).or_default().push(city);
        let country = city.country.clone().unwrap_or_else(|| "unknown".to_owned());
        groups.entry(("country", country)).or_default().push(city);
    }
    let place = |((of, place), cities): ((&str, String), Vec<&CityBacking>)| PlaceBacking {
        place,
        of: of.to_owned(),
        targets: cities.len(),
        reachable_with: cities.iter().filter(|city| city.least_with.is_some()).count(),
        reachable_without: cities.iter().filter(|city| city.least_without.is_some()).count(),
        with: mean(&cities.iter().map(|city| city.reach.before.estimate).collect::<Vec<_>>()),
        without: mean(&cities.iter().map(|city| city.reach.after.estimate).collect::<Vec<_>>()),
    };
    let mut places: Vec<PlaceBacking> = groups.into_iter().map(place).collect();
    places.sort_by(|a, b| b.of.cmp(&a.of).then(b.targets.cmp(&a.targets)).then_with(|| a.place.cmp(&b.place)));
    places
}
