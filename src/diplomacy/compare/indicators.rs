//! Indicators of a network, one line each in [`INDICATORS`]: those of structure as functions of a topology, which random
//! networks can be asked for too, and those of everything else.

use super::{Compared, access};
use crate::diplomacy::{Catalyst, CityLadder, Ladder, LadderResult, Proportion, Side, Value};
use crate::error::Error;
use crate::graph::{Groups, Partition, Topology};
use crate::leverage::{LeverageResult, WithoutResult};
use crate::measure::{Betweenness, FIGURES, Measure, MeasureOptions, Whole};
use crate::model::{Layer, Network, Selector, Stage, Tie};
use crate::structure::null::simple;
use crate::structure::{Null, Rewiring, Standing};
use std::collections::{BTreeSet, HashMap};

/// What a number is asked of.
enum Of {
    /// A figure of the whole, by its name.
    Figure(&'static str),
    /// Another number of the topology.
    Structure(fn(&Topology) -> Result<Option<f64>, Error>),
    /// What the network itself says.
    Network(fn(&Subject<'_>) -> Option<f64>),
}

/// A number that networks are compared by.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::INDICATORS;
///
/// assert!(INDICATORS.iter().all(|one| one.about().ends_with('.')));
/// ```
pub struct Indicator {
    name: &'static str,
    about: &'static str,
    about_ko: &'static str,
    percent: bool,
    /// Whether random networks of the same degrees and kinds could hardly differ in it, so that a test would tell nothing.
    nearly_fixed: bool,
    of: Of,
}

impl Indicator {
    /// A stable name.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(proxeny::diplomacy::INDICATORS[0].name(), "actors");
    /// ```
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it tells, in a sentence.
    ///
    /// # Examples
    /// ```
    /// assert!(proxeny::diplomacy::INDICATORS[0].about().contains("actors"));
    /// ```
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// The same in Korean.
    ///
    /// # Examples
    /// ```
    /// assert!(!proxeny::diplomacy::INDICATORS[0].about_korean().is_empty());
    /// ```
    pub fn about_korean(&self) -> &'static str {
        self.about_ko
    }

    /// Whether it is a share.
    ///
    /// # Examples
    /// ```
    /// assert!(!proxeny::diplomacy::INDICATORS[0].is_share());
    /// ```
    pub fn is_share(&self) -> bool {
        self.percent
    }

    /// Whether random networks that keep what the test keeps differ in it by chance two-way ties alone, so that it is not tested.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::INDICATORS;
    ///
    /// let nearly: Vec<&str> = INDICATORS.iter().filter(|one| one.is_nearly_fixed()).map(|one| one.name()).collect();
    /// assert_eq!(nearly, ["reciprocity", "ei_index", "degree_centralization"]);
    /// ```
    pub fn is_nearly_fixed(&self) -> bool {
        self.nearly_fixed
    }

    /// Whether random networks can be asked for it.
    ///
    /// # Examples
    /// ```
    /// assert!(!proxeny::diplomacy::INDICATORS[0].is_structural());
    /// ```
    pub fn is_structural(&self) -> bool {
        !matches!(self.of, Of::Network(_))
    }
}

const fn figure(name: &'static str, about: &'static str, about_ko: &'static str) -> Indicator {
    Indicator { name, about, about_ko, percent: false, nearly_fixed: false, of: Of::Figure(name) }
}

/// A figure that random networks of the same degrees and kinds hardly differ in.
const fn nearly(of: Indicator) -> Indicator {
    Indicator { nearly_fixed: true, ..of }
}

const fn share(
    name: &'static str,
    about: &'static str,
    about_ko: &'static str,
    of: fn(&Subject<'_>) -> Option<f64>,
) -> Indicator {
    Indicator { name, about, about_ko, percent: true, nearly_fixed: false, of: Of::Network(of) }
}

/// The indicators, in the order in which they are told. A new one is a line here.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::INDICATORS;
///
/// let names: Vec<&str> = INDICATORS.iter().map(|one| one.name()).collect();
/// assert!(names.contains(&"access") && names.contains(&"reciprocity"));
/// ```
pub static INDICATORS: [Indicator; 27] = [
    Indicator {
        name: "actors",
        about: "How many actors are in the view.",
        about_ko: "행위자 수",
        percent: false,
        nearly_fixed: false,
        of: Of::Network(|one| Some(one.topology.node_count() as f64)),
    },
    Indicator {
        name: "ties",
        about: "How many pairs of actors are tied, parallel ties counted once.",
        about_ko: "관계 수(중복 제외)",
        percent: false,
        nearly_fixed: false,
        of: Of::Network(|one| Some(one.topology.tie_count() as f64)),
    },
    figure("density", "The share of possible ties that there are.", "밀도"),
    nearly(figure("reciprocity", "The share of ties that are recorded both ways.", "상호성")),
    figure("transitivity", "How often two partners of an actor are tied to each other.", "이행성"),
    figure("components", "Into how many pieces the network falls.", "컴포넌트 수"),
    figure(
        "degree_assortativity",
        "Whether the well tied are tied to the well tied (1) or to the others (−1).",
        "연결정도 동류성",
    ),
    figure(
        "group_assortativity",
        "Whether actors are tied to their own kind (1) or to others (below 0).",
        "유형 동류성",
    ),
    nearly(figure("ei_index", "Ties between kinds less ties within, as a share of all.", "유형 E–I 지수")),
    figure("efficiency", "The mean of 1 / distance over all pairs: how close everybody is.", "효율성"),
    Indicator {
        name: "degree_centralization",
        about: "How far ties gather at one actor: 1 for a star (Freeman 1978).",
        about_ko: "연결정도 집중도",
        percent: false,
        nearly_fixed: true,
        of: Of::Structure(degree_centralization),
    },
    Indicator {
        name: "betweenness_centralization",
        about: "How far shortest ways gather at one actor: 1 for a star (Freeman 1978).",
        about_ko: "매개 집중도",
        percent: false,
        nearly_fixed: false,
        of: Of::Structure(betweenness_centralization),
    },
    share(
        "attention_ties",
        "The share of ties on a rung that are on attention.",
        "관심 단계 관계 비중",
        |one| one.stage_share(Stage::Attention),
    ),
    share(
        "software_ties",
        "The share of ties on a rung that are on software.",
        "소프트웨어 단계 관계 비중",
        |one| one.stage_share(Stage::Software),
    ),
    share(
        "pilot_ties",
        "The share of ties on a rung that are on a pilot.",
        "시범사업 단계 관계 비중",
        |one| one.stage_share(Stage::Pilot),
    ),
    share("finance_ties", "The share of ties on a rung that are on finance.", "금융 단계 관계 비중", |one| {
        one.stage_share(Stage::Finance)
    }),
    share(
        "hardware_ties",
        "The share of ties on a rung that are on hardware.",
        "하드웨어 단계 관계 비중",
        |one| one.stage_share(Stage::Hardware),
    ),
    share(
        "cities_with_software",
        "The share of foreign cities with software from home.",
        "자국 소프트웨어가 있는 도시 비중",
        |one| one.cities_with(Stage::Software),
    ),
    share(
        "cities_with_hardware",
        "The share of foreign cities with hardware from home.",
        "자국 하드웨어가 있는 도시 비중",
        |one| one.cities_with(Stage::Hardware),
    ),
    share(
        "sme_hardware",
        "Of the foreign cities with hardware from home, the share where a small firm holds some of it.",
        "자국 하드웨어 도시 중 중소기업이 맡은 비중",
        |one| {
            let [some, all] = one.sme_hardware();
            (all > 0).then(|| some as f64 / all as f64)
        },
    ),
    share(
        "access",
        "How likely an introduction from a source reaches a target (first mandate).",
        "도달률(첫 과제)",
        |one| Some(one.leverage.as_ref()?.access.access.estimate),
    ),
    share(
        "sources_with_route",
        "The share of sources (small firms) with any permitted route to a target.",
        "경로가 있는 중소기업 비중",
        |one| {
            let reach = one.reach_of_sources()?;
            Some(reach.iter().filter(|reach| **reach > 0.0).count() as f64 / reach.len() as f64)
        },
    ),
    share(
        "national_dependence",
        "The share of access that has no way round the home national layer.",
        "국가 차원 기관 의존도",
        |one| one.national.as_ref().map(|without| without.share),
    ),
    share(
        "first_intermediary",
        "The share of access that hangs on the first intermediary, the focal body apart.",
        "1위 중개자 의존도",
        |one| one.leverage.as_ref()?.actors.iter().find(|actor| actor.rank == Some(1)).map(|actor| actor.share),
    ),
    share(
        "introduced_deals",
        "Of the deals abroad of home agencies and of the firms that they introduced, the share of the latter.",
        "기관이 소개한 기업의 계약 비중",
        |one| one.introduced,
    ),
    share(
        "sme_value",
        "The share of home small firms in what home firms earned, by recorded amounts.",
        "중소기업 수주액 비중",
        |one| one.value.0,
    ),
    Indicator {
        name: "value_concentration",
        about: "The Herfindahl index of what home firms earned, by recorded amounts.",
        about_ko: "수주액 집중도(허핀달)",
        percent: false,
        nearly_fixed: false,
        of: Of::Network(|one| one.value.1),
    },
];

/// A network with all that indicators are read from.
pub(super) struct Subject<'a> {
    network: &'a Network,
    one: &'a Compared,
    topology: Topology,
    /// Of every node of the topology, its kind, and its actor in the network.
    kinds: Vec<u32>,
    ladder: LadderResult,
    leverage: Option<LeverageResult>,
    national: Option<WithoutResult>,
    introduced: Option<f64>,
    /// Share of small firms, and concentration.
    value: (Option<f64>, Option<f64>),
}

impl<'a> Subject<'a> {
    pub(super) fn of(one: &'a Compared, worlds: u64, seed: u64) -> Result<Self, Error> {
        let network = &one.network;
        let viewed = Topology::of(network, &one.view);
        let kinds = Groups::of(network, &viewed.actors, &Partition::Kind)?.of;
        let ladder = match one.view.when {
            Some(when) => Ladder::default().by(when.last()),
            None => Ladder::default().ever(),
        };
        let (mut leverage, mut national) = (None, None);
        if let Some(access) = access(one, worlds, seed) {
            leverage = Some(access.leverage(network)?);
            if network.actors().any(|(_, actor)| actor.layer == Some(Layer::National)) {
                let layer: Selector = "layer:national".parse()?;
                national = access.without(network, &[layer])?.pop();
            }
        }
        let value = Value::new().view(one.view.clone()).run(network)?;
        let home = value.concentration.iter().find(|part| part.over == "home firms");
        Ok(Self {
            network,
            one,
            topology: simple(&viewed.topology)?,
            kinds,
            ladder: ladder.run(network)?,
            leverage,
            national,
            introduced: introduced(one),
            value: home.map_or((None, None), |home| (home.sme_share, home.herfindahl)),
        })
    }

    /// Foreign cities where a home small firm holds hardware, and all with hardware from home.
    fn sme_hardware(&self) -> [usize; 2] {
        let held = self.ladder.cities.iter().filter(|city| city.home(Stage::Hardware));
        let by_sme =
            |city: &&CityLadder| city.holders(Stage::Hardware).iter().any(|holder| holder.side == Side::HomeSme);
        [held.clone().filter(by_sme).count(), held.count()]
    }

    /// The id of the first intermediary.
    pub(super) fn first(&self) -> Option<String> {
        self.leverage.as_ref()?.actors.iter().find(|actor| actor.rank == Some(1)).map(|actor| actor.id.clone())
    }

    /// For every actor of the network, by its id, its share of access; empty without a mandate.
    pub(super) fn shares(&self) -> HashMap<&str, f64> {
        let actors = self.leverage.iter().flat_map(|leverage| &leverage.actors);
        actors.map(|actor| (actor.id.as_str(), actor.share)).collect()
    }

    /// The expected share of targets that each source reaches; `None` without a mandate.
    pub(super) fn reach_of_sources(&self) -> Option<Vec<f64>> {
        let sources = &self.leverage.as_ref()?.access.sources;
        (!sources.is_empty()).then(|| sources.iter().map(|source| source.reach.estimate).collect())
    }

    /// Every indicator, those of structure against random networks that keep degrees and the ties between kinds.
    pub(super) fn standings(&self, draws: u32, seed: u64) -> Result<Vec<Standing>, Error> {
        let rewiring = Rewiring::new(&self.topology)?.groups(&self.kinds)?.seed(seed);
        let tested = Null::new(rewiring).draws(draws).test(|drawn| self.structure(drawn))?;
        let mut structural = tested.standings.into_iter();
        let standing = |indicator: &Indicator| match &indicator.of {
            Of::Network(of) => Standing { observed: of(self), ..Standing::default() },
            _ => structural.next().unwrap_or_default(),
        };
        Ok(INDICATORS.iter().map(standing).collect())
    }

    /// The indicators of structure of a topology with the same nodes.
    fn structure(&self, topology: &Topology) -> Result<Vec<Option<f64>>, Error> {
        let whole = Whole::new(topology).with_groups(&self.kinds)?;
        let structural = INDICATORS.iter().filter(|indicator| indicator.is_structural());
        let number = |indicator: &Indicator| match &indicator.of {
            Of::Figure(name) => {
                FIGURES.iter().find(|figure| figure.name() == *name).map_or(Ok(None), |figure| figure.value(&whole))
            }
            Of::Structure(of) => of(topology),
            Of::Network(_) => Ok(None),
        };
        structural.map(number).collect()
    }

    fn stage_share(&self, stage: Stage) -> Option<f64> {
        let selection = self.one.view.select(self.network);
        let stages = selection.ties.iter().filter_map(|tie| self.network.stage(&self.network.graph()[*tie]));
        let on: Vec<Stage> = stages.filter(|stage| *stage != Stage::Support).collect();
        let count = on.iter().filter(|other| **other == stage).count();
        (!on.is_empty()).then(|| count as f64 / on.len() as f64)
    }

    fn cities_with(&self, stage: Stage) -> Option<f64> {
        let cities = &self.ladder.cities;
        let count = cities.iter().filter(|city| city.home(stage)).count();
        (!cities.is_empty()).then(|| count as f64 / cities.len() as f64)
    }
}

/// The actor-or-catalyst index of all agencies together, over the deals begun by the date of the view.
fn introduced(one: &Compared) -> Option<f64> {
    let all = Catalyst::of(&one.network);
    let last = one.view.when.map(|when| when.last().last_day());
    let later = |tie: &Tie| last.zip(tie.since).is_some_and(|(last, since)| since.first_day() > last);
    let left_out: BTreeSet<&str> =
        one.network.ties().map(|(_, tie)| tie).filter(|tie| later(tie)).map(|tie| tie.id.as_str()).collect();
    let mut deals: [BTreeSet<&str>; 2] = Default::default();
    for agency in &all {
        for (list, more) in deals.iter_mut().zip([&agency.own, &agency.introduced]) {
            list.extend(more.iter().map(String::as_str).filter(|id| !left_out.contains(id)));
        }
    }
    let [own, introduced] = deals.map(|list| list.len());
    (own + introduced >= crate::diplomacy::LEAST_DEALS)
        .then(|| Proportion::wilson(introduced, own + introduced).share)?
}

/// Freeman's centralization by degree, ties taken both ways: how much the first exceeds the others, as a share of a star's.
#[expect(clippy::unnecessary_wraps, reason = "of the shape of all numbers of a topology")]
fn degree_centralization(topology: &Topology) -> Result<Option<f64>, Error> {
    let n = topology.node_count();
    if n < 3 {
        return Ok(None);
    }
    let partners = |node: u32| {
        let mut all: Vec<u32> = topology.out(node).iter().chain(topology.incoming(node)).map(|arc| arc.node).collect();
        all.sort_unstable();
        all.dedup();
        all.len() as f64
    };
    let degrees: Vec<f64> = (0..n as u32).map(partners).collect();
    Ok(Some(centralization(&degrees, ((n - 1) * (n - 2)) as f64)))
}

/// The same by betweenness, normalised as a share of all pairs.
fn betweenness_centralization(topology: &Topology) -> Result<Option<f64>, Error> {
    let n = topology.node_count();
    if n < 3 {
        return Ok(None);
    }
    let scores = Betweenness::default().scores(topology, &MeasureOptions::default())?;
    let all: Vec<f64> = (0..n as u32).map(|node| scores.get(node).unwrap_or(0.0)).collect();
    Ok(Some(centralization(&all, (n - 1) as f64)))
}

fn centralization(scores: &[f64], of_a_star: f64) -> f64 {
    let most = scores.iter().copied().fold(0.0, f64::max);
    scores.iter().map(|score| most - score).sum::<f64>() / of_a_star
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_as_central_as_can_be_and_a_ring_not_at_all() {
        let star = Topology::undirected(6, (1..6).map(|v| (0, v))).unwrap();
        let ring = Topology::undirected(6, (0..6).map(|v| (v, (v + 1) % 6))).unwrap();
        for of in [degree_centralization, betweenness_centralization] {
            assert!((of(&star).unwrap().unwrap() - 1.0).abs() < 1e-12 && of(&ring).unwrap().unwrap().abs() < 1e-12);
        }
        // A path of four: degrees 1, 2, 2, 1.
        let path = Topology::undirected(4, (0..3).map(|v| (v, v + 1))).unwrap();
        assert!((degree_centralization(&path).unwrap().unwrap() - 2.0 / 6.0).abs() < 1e-12);
        assert_eq!(degree_centralization(&Topology::undirected(2, [(0, 1)]).unwrap()).unwrap(), None);
    }

    #[test]
    fn every_indicator_has_a_name_of_its_own() {
        for (place, one) in INDICATORS.iter().enumerate() {
            assert!(INDICATORS[..place].iter().all(|other| other.name != one.name), "{}", one.name);
            assert!(!one.about.is_empty() && !one.about_ko.is_empty());
            if let Of::Figure(name) = one.of {
                assert!(FIGURES.iter().any(|figure| figure.name() == name), "{name}");
            }
        }
    }
}
