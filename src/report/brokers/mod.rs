//! Who stands between whom, and the answer of `brokers`.

mod doors;
mod key;
mod words;

pub use doors::{add_catalysts, add_doors};

use self::words::Words;
use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::korean::{pick, say};
use super::metrics::{named_measure, number};
use crate::error::Error;
use crate::graph::{Groups, Topology};
use crate::measure::{
    Brokerage, BrokerageResult, KeyPlayers, KeyPlayersResult, Measure, MeasureOptions, Role, Scores, Weighting, find,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What is asked about: a topology whose nodes have names and groups.
///
/// # Examples
/// ```
/// use proxeny::graph::{Groups, Partition, Topology};
/// use proxeny::measure::Weighting;
/// use proxeny::report::{Brokers};
/// use proxeny::{Network, View};
///
/// let singapore = Network::builtin("singapore")?;
/// let viewed = Topology::of(&singapore, &View::ever());
/// let names: Vec<&str> = viewed.actors.iter().map(|actor| singapore.graph()[*actor].id.as_str()).collect();
/// let groups = Groups::of(&singapore, &viewed.actors, &Partition::Kind)?;
/// let asked = Brokers {
///     topology: &viewed.topology,
///     ids: names.iter().map(|id| (*id).to_owned()).collect(),
///     labels: names.iter().map(|id| (*id).to_owned()).collect(),
///     group_labels: groups.names.iter().map(|name| [name.clone(), name.clone()]).collect(),
///     groups,
///     partition: "kind".to_owned(),
///     focal: None,
///     weighting: Weighting::Unweighted,
///     draws: 20,
///     seed: 1,
///     key_players: None,
/// };
/// let found = asked.run()?;
/// assert!((0..asked.ids.len() as u32).any(|actor| found.roles.total(actor) > 0.0));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub struct Brokers<'a> {
    /// The graph.
    pub topology: &'a Topology,
    /// Id of each node.
    pub ids: Vec<String>,
    /// Name of each node for readers.
    pub labels: Vec<String>,
    /// The group of each node.
    pub groups: Groups,
    /// Name of each group for readers: of one member, and of several.
    pub group_labels: Vec<[String; 2]>,
    /// By what nodes are grouped.
    pub partition: String,
    /// The node around which the data were gathered; it is told apart.
    pub focal: Option<u32>,
    /// Whether ties count by their weights.
    pub weighting: Weighting,
    /// Random dealings of the groups to compare with.
    pub draws: usize,
    /// What they start from.
    pub seed: u64,
    /// Which key players are asked for, if any.
    pub key_players: Option<KeyPlayers>,
}

/// Numbers of everybody.
///
/// # Examples
/// ```
/// use proxeny::graph::{Groups, Partition, Topology};
/// use proxeny::measure::Weighting;
/// use proxeny::report::{Brokers};
/// use proxeny::{Network, View};
///
/// # let singapore = Network::builtin("singapore")?;
/// # let viewed = Topology::of(&singapore, &View::ever());
/// # let names: Vec<&str> = viewed.actors.iter().map(|actor| singapore.graph()[*actor].id.as_str()).collect();
/// # let groups = Groups::of(&singapore, &viewed.actors, &Partition::Kind)?;
/// # let asked = Brokers {
/// #     topology: &viewed.topology,
/// #     ids: names.iter().map(|id| (*id).to_owned()).collect(),
/// #     labels: names.iter().map(|id| (*id).to_owned()).collect(),
/// #     group_labels: groups.names.iter().map(|name| [name.clone(), name.clone()]).collect(),
/// #     groups,
/// #     partition: "kind".to_owned(),
/// #     focal: None,
/// #     weighting: Weighting::Unweighted,
/// #     draws: 20,
/// #     seed: 1,
/// #     key_players: None,
/// # };
/// // `asked` is made as at `Brokers`.
/// let found = asked.run()?;
/// assert_eq!(found.holes[0].0, "constraint");
/// assert!(found.key_players.is_none()); // nobody asked for them
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct BrokersResult {
    /// Brokerage roles, and what chance would give.
    pub roles: BrokerageResult,
    /// Burt's measures, each with its field.
    pub holes: Vec<(&'static str, Scores)>,
    /// The best sets, where they are asked for.
    pub key_players: Option<KeyPlayersResult>,
}

/// Measures of structural holes: their names and what they are called in the answer.
const HOLES: [(&str, &str); 4] = [
    ("constraint", "constraint"),
    ("effective_size", "effective_size"),
    ("burt_efficiency", "efficiency"),
    ("hierarchy", "hierarchy"),
];

impl Brokers<'_> {
    /// Computes everything.
    ///
    /// # Errors
    /// [`ErrorKind::Weights`](crate::ErrorKind::Weights) if weights are asked for and there are none, or they are lengths.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Groups, Partition, Topology};
    /// use proxeny::measure::Weighting;
    /// use proxeny::report::{Brokers};
    /// use proxeny::{Network, View};
    ///
    /// # let singapore = Network::builtin("singapore")?;
    /// # let viewed = Topology::of(&singapore, &View::ever());
    /// # let names: Vec<&str> = viewed.actors.iter().map(|actor| singapore.graph()[*actor].id.as_str()).collect();
    /// # let groups = Groups::of(&singapore, &viewed.actors, &Partition::Kind)?;
    /// # let asked = Brokers {
    /// #     topology: &viewed.topology,
    /// #     ids: names.iter().map(|id| (*id).to_owned()).collect(),
    /// #     labels: names.iter().map(|id| (*id).to_owned()).collect(),
    /// #     group_labels: groups.names.iter().map(|name| [name.clone(), name.clone()]).collect(),
    /// #     groups,
    /// #     partition: "kind".to_owned(),
    /// #     focal: None,
    /// #     weighting: Weighting::Unweighted,
    /// #     draws: 20,
    /// #     seed: 1,
    /// #     key_players: None,
    /// # };
    /// // `asked` is made as at `Brokers`.
    /// assert_eq!(asked.run()?.holes.len(), 4);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self) -> Result<BrokersResult, Error> {
        let options = MeasureOptions::default().weighting(self.weighting);
        let score = |(name, field): (&str, &'static str)| {
            let measure: &dyn Measure = find(name)?;
            Ok((field, measure.scores(self.topology, &options)?))
        };
        let holes = HOLES.into_iter().map(score).collect::<Result<_, Error>>()?;
        let key_players = self.key_players.map(|players| players.run(self.topology)).transpose()?;
        Ok(BrokersResult { roles: self.brokerage().run(self.topology)?, holes, key_players })
    }

    fn brokerage(&self) -> Brokerage<'_> {
        Brokerage::new(&self.groups.of).weighting(self.weighting).draws(self.draws).seed(self.seed)
    }

    /// Nodes that stand between others, those with most pairs first.
    fn ranking(&self, result: &BrokersResult) -> Vec<u32> {
        let total = |v: &u32| result.roles.total(*v);
        let mut order: Vec<u32> = (0..self.ids.len() as u32).filter(|v| total(v) > 0.0).collect();
        order.sort_by(|a, b| total(b).total_cmp(&total(a)));
        order
    }
}

/// Puts roles and holes into sentences and tables of the first `top` actors, and all of them into the envelope.
///
/// # Errors
/// As [`Brokers::run`].
///
/// # Examples
/// ```
/// use proxeny::graph::{Groups, Partition, Topology};
/// use proxeny::measure::Weighting;
/// use proxeny::report::{Brokers, NetworkRef, brokers};
/// use proxeny::{Network, View};
///
/// # let singapore = Network::builtin("singapore")?;
/// # let viewed = Topology::of(&singapore, &View::ever());
/// # let names: Vec<&str> = viewed.actors.iter().map(|actor| singapore.graph()[*actor].id.as_str()).collect();
/// # let groups = Groups::of(&singapore, &viewed.actors, &Partition::Kind)?;
/// # let asked = Brokers {
/// #     topology: &viewed.topology,
/// #     ids: names.iter().map(|id| (*id).to_owned()).collect(),
/// #     labels: names.iter().map(|id| (*id).to_owned()).collect(),
/// #     group_labels: groups.names.iter().map(|name| [name.clone(), name.clone()]).collect(),
/// #     groups,
/// #     partition: "kind".to_owned(),
/// #     focal: None,
/// #     weighting: Weighting::Unweighted,
/// #     draws: 20,
/// #     seed: 1,
/// #     key_players: None,
/// # };
/// // `asked` is made as at `Brokers`.
/// let answer = brokers(&asked, &asked.run()?, NetworkRef::of(&singapore), "en", 5)?;
/// assert_eq!(answer.envelope.result["actors"].as_array().map(Vec::len), Some(asked.ids.len()));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn brokers(
    asked: &Brokers<'_>,
    result: &BrokersResult,
    network: NetworkRef,
    language: &str,
    top: usize,
) -> Result<Answer, Error> {
    let mut envelope = Envelope::new("brokers", network);
    let actors: Vec<Value> = (0..asked.ids.len() as u32).map(|v| actor(asked, result, v)).collect();
    envelope.result = json!({ "actors": actors, "groups": groups(asked) });
    if let Some(found) = &result.key_players {
        envelope.result["key_players"] = key::value(asked, found)?;
    }
    let order = asked.ranking(result);
    let words = Words { asked, result, language };
    let mut blocks = vec![Block::Paragraph(words.summary(&order))];
    for role in Role::ALL {
        blocks.extend(words.leader(role)?.map(Block::Paragraph));
    }
    blocks.extend(words.focal()?.map(Block::Paragraph));
    blocks.extend(words.freest().map(Block::Paragraph));
    if let Some(found) = &result.key_players {
        blocks.extend(key::blocks(asked, found, language)?);
    }
    let shown = &order[..order.len().min(top)];
    if !shown.is_empty() {
        let tables = Tables { asked, result, language };
        let [pairs, chance, holes] = pick(
            language,
            [
                ["Pairs that each stands between, by role", "역할별로 사이에 서는 쌍의 수"],
                ["Against chance: z of each role", "우연과의 비교: 역할별 z"],
                ["Structural holes", "구조적 공백"],
            ],
        );
        blocks.push(Block::Heading(pairs.to_owned()));
        blocks.push(Block::Table(tables.counts(shown)));
        blocks.push(Block::Heading(chance.to_owned()));
        blocks.push(Block::Table(tables.against_chance(shown)));
        blocks.push(Block::Heading(holes.to_owned()));
        blocks.push(Block::Table(tables.holes(shown)));
    }
    if shown.len() < order.len() {
        let (first, all) = (shown.len(), order.len());
        blocks.push(Block::Note(if language == "ko" {
            format!("쌍이 많은 순으로 중개자 {all}곳 가운데 {first}곳을 보입니다. --top으로 더 볼 수 있습니다.")
        } else {
            format!("The first {first} of {all} brokers by pairs; --top shows more.")
        }));
    }
    blocks.extend(words.notes().into_iter().map(Block::Note));
    Ok(Answer { envelope, blocks })
}

fn by_role(value: impl Fn(Role) -> Value) -> Map<String, Value> {
    Role::ALL.into_iter().map(|role| (role.name().to_owned(), value(role))).collect()
}

fn actor(asked: &Brokers<'_>, result: &BrokersResult, v: u32) -> Value {
    let roles = &result.roles;
    let mut counts = by_role(|role| json!(roles.count(v, role)));
    counts.insert("total".into(), json!(roles.total(v)));
    let mut object = Map::new();
    object.insert("id".into(), json!(asked.ids[v as usize]));
    object.insert("group".into(), json!(asked.groups.name(v)));
    object.insert("roles".into(), json!(counts));
    object.insert("expected".into(), json!(by_role(|role| json!(roles.expected(v, role)))));
    object.insert("deviation".into(), json!(by_role(|role| json!(roles.deviation(v, role)))));
    object.insert("z".into(), json!(by_role(|role| json!(roles.z(v, role)))));
    if asked.draws > 0 {
        object.insert("share_as_high".into(), json!(by_role(|role| json!(roles.share_as_high(v, role)))));
    }
    for (field, scores) in &result.holes {
        object.insert((*field).into(), json!(scores.get(v)));
    }
    Value::Object(object)
}

fn groups(asked: &Brokers<'_>) -> Vec<Value> {
    let size = |group: usize| asked.groups.of.iter().filter(|of| **of as usize == group).count();
    let names = asked.groups.names.iter().zip(&asked.group_labels).enumerate();
    names.map(|(group, (id, [label, _]))| json!({ "id": id, "label": label, "actors": size(group) })).collect()
}

/// Name and group of an actor.
fn named(asked: &Brokers<'_>, v: u32) -> [String; 2] {
    [asked.labels[v as usize].clone(), asked.group_labels[asked.groups.of[v as usize] as usize][0].clone()]
}

/// What a role is called.
pub(in crate::report) fn role_in(role: Role, language: &str) -> &'static str {
    let korean = match role {
        Role::Coordinator => "조정자",
        Role::Itinerant => "순회 중개자",
        Role::Gatekeeper => "문지기",
        Role::Representative => "대표자",
        Role::Liaison => "연락자",
    };
    say(language, role.name(), korean)
}

/// What groups go by.
pub(super) fn partition_in<'a>(partition: &'a str, language: &str) -> &'a str {
    let korean = match partition {
        "kind" => "유형",
        "country" => "국가",
        "layer" => "층위",
        "group" => "집단",
        attribute => attribute,
    };
    say(language, partition, korean)
}

struct Tables<'a> {
    asked: &'a Brokers<'a>,
    result: &'a BrokersResult,
    language: &'a str,
}

impl Tables<'_> {
    /// A table of actors and their groups.
    fn of(&self, numbers: &[&str]) -> Table {
        let partition = partition_in(&self.asked.partition, self.language);
        Table::new(&[say(self.language, "actor", "행위자"), partition], numbers)
    }

    /// Heads of columns, in the order of the roles, short so that a table fits on a page.
    fn roles(&self) -> [&'static str; 5] {
        let english = ["coord.", "itin.", "gate.", "repr.", "liaison"];
        if self.language == "ko" { Role::ALL.map(|role| role_in(role, "ko")) } else { english }
    }

    fn counts(&self, shown: &[u32]) -> Table {
        let [first, second, third, fourth, fifth] = self.roles();
        let mut table = self.of(&[say(self.language, "all", "전체"), first, second, third, fourth, fifth]);
        for &v in shown {
            let each = Role::ALL.map(|role| number(self.result.roles.count(v, role)));
            table.row(named(self.asked, v).into_iter().chain([number(self.result.roles.total(v))]).chain(each));
        }
        table
    }

    fn against_chance(&self, shown: &[u32]) -> Table {
        let mut table = self.of(&self.roles());
        for &v in shown {
            let z = |role| self.result.roles.z(v, role).map_or_else(|| "–".to_owned(), |z| format!("{z:+.1}"));
            table.row(named(self.asked, v).into_iter().chain(Role::ALL.map(z)));
        }
        table
    }

    fn holes(&self, shown: &[u32]) -> Table {
        let head = |field: &str| match HOLES.iter().find(|(_, other)| *other == field) {
            Some((measure, _)) if self.language == "ko" => named_measure(measure, "ko"),
            _ => field.replace('_', " "),
        };
        let heads: Vec<String> = self.result.holes.iter().map(|(field, _)| head(field)).collect();
        let mut table = self.of(&heads.iter().map(String::as_str).collect::<Vec<_>>());
        for &v in shown {
            let scores = self.result.holes.iter().map(|(_, scores)| rounded(scores.get(v).unwrap_or(f64::NAN)));
            table.row(named(self.asked, v).into_iter().chain(scores));
        }
        table
    }
}

/// A score to three decimals; a dash where there is none.
fn rounded(value: f64) -> String {
    if value.is_nan() { "–".to_owned() } else { format!("{value:.3}") }
}
