//! Parts of a simulation: worlds that were drawn apart, on other machines, put together without any loss.
//!
//! The coin of a tie in a world depends on the seed, the number of the world and the tie's id alone, and all that is kept
//! of the worlds are whole numbers: for every cell of a question the sum of its values over worlds, and the sum of their
//! squares. So worlds 0 to 50,000 on one machine and 50,000 to 100,000 on another add up to exactly what one machine would
//! have found, bit for bit.
//!
//! # The file `proxeny-partial/1`
//!
//! | field | holds |
//! |---|---|
//! | `format`, `version` | `proxeny-partial/1`, the version of the program |
//! | `network` | `id` and BLAKE3 `digest` of the input |
//! | `mandate`, `view`, `seed`, `method` | what was asked, and how leverage was found |
//! | `plan` | BLAKE3 digest of everything that the worlds depend on: actors, weights, ties, probabilities |
//! | `worlds` | `first` world, and `end`, the first that is not in it |
//! | `asked` | the words on the command line, from which `merge` asks again |
//! | `access`, `leverage` | by cell: the sum Σx over worlds, and Σa², Σab, Σb² of the squares with x = 2⁴⁰a + b, b < 2⁴⁰ |
//!
//! Whole numbers up to 2¹²⁸ stand in quotes. Cells of `access`: the access itself; by number of intermediaries; by source;
//! by target. Cells of `leverage`: the actors that lie between some source and some target, in the order of the network;
//! for [`Method::Deletion`](super::Method) as many cells more, of which there is no use here.

use super::access::{Access, Bounds, MOST_WORLDS, ranked, reached, relays_between};
use super::plan::Plan;
use super::results::LeverageResult;
use super::tally::{Question, Sums, extend, plays};
use crate::error::{Error, ErrorKind, Problem, Problems};
use crate::model::Network;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::ops::Range;

/// The format that parts are written in.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, PARTIAL_FORMAT};
///
/// let seoul = Network::builtin("seoul")?;
/// let part = Access::new(seoul.mandate(None)?).partial(&seoul, 0..100)?;
/// assert_eq!(part.format, PARTIAL_FORMAT);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const PARTIAL_FORMAT: &str = "proxeny-partial/1";

/// What some of the worlds came to.
///
/// # Examples
/// Two halves, and the whole:
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::{Access, Partial};
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?);
/// let halves = [access.partial(&seoul, 300..1_000)?, access.partial(&seoul, 0..300)?];
/// let named = halves.map(|part| (format!("worlds from {}", part.worlds.first), part));
/// let merged = access.merged(&seoul, &Partial::merge(named.to_vec())?)?;
/// assert_eq!(merged, access.worlds(1_000).leverage(&seoul)?);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partial {
    /// Always [`PARTIAL_FORMAT`].
    pub format: String,
    /// The version of the program.
    pub version: String,
    /// The network that was asked about.
    pub network: PartOf,
    /// The mandate.
    pub mandate: Value,
    /// The view.
    pub view: Value,
    /// The seed.
    pub seed: u64,
    /// How leverage was found.
    pub method: String,
    /// Digest of all that the worlds depend on.
    pub plan: String,
    /// Which worlds.
    pub worlds: PartWorlds,
    /// The words on the command line; empty if a program asked.
    #[serde(default)]
    pub asked: Vec<String>,
    access: Vec<Cell>,
    leverage: Vec<Cell>,
}

/// The network that a part is of.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let part = Access::new(seoul.mandate(None)?).partial(&seoul, 0..64)?;
/// assert_eq!(part.network.digest.as_deref(), seoul.digest());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartOf {
    /// Its id.
    pub id: String,
    /// BLAKE3 digest of the input.
    pub digest: Option<String>,
}

/// The worlds from `first` up to `end`, which is not one of them.
///
/// # Examples
/// ```
/// use proxeny::leverage::PartWorlds;
///
/// assert_eq!("100..200".parse(), Ok(PartWorlds { first: 100, end: 200 }));
/// assert_eq!("200".parse(), Ok(PartWorlds { first: 0, end: 200 }));
/// assert!("200..100".parse::<PartWorlds>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartWorlds {
    /// The first.
    pub first: u64,
    /// The first that is not one of them.
    pub end: u64,
}

impl std::str::FromStr for PartWorlds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse().map_err(|_| "write a number of worlds, or FIRST..END".to_owned());
        let (first, end) = text.split_once("..").map_or(("0", text), |ends| ends);
        let worlds = Self { first: number(first)?, end: number(end)? };
        if text.contains("..") && worlds.first >= worlds.end {
            return Err(format!("no world is from {} up to {}, which is not one of them", worlds.first, worlds.end));
        }
        Ok(worlds)
    }
}

impl std::fmt::Display for PartWorlds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == 0 { write!(f, "{}", self.end) } else { write!(f, "{}..{}", self.first, self.end) }
    }
}

/// The sums of one cell, see the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "[String; 4]", try_from = "[String; 4]")]
struct Cell([u128; 4]);

impl From<Cell> for [String; 4] {
    fn from(Cell(numbers): Cell) -> Self {
        numbers.map(|number| number.to_string())
    }
}

impl TryFrom<[String; 4]> for Cell {
    type Error = String;

    fn try_from(texts: [String; 4]) -> Result<Self, String> {
        let mut numbers = [0; 4];
        for (number, text) in numbers.iter_mut().zip(&texts) {
            *number = text.parse().map_err(|_| format!("`{text}` is not a whole number from 0 up to 2^128"))?;
        }
        Ok(Self(numbers))
    }
}

impl Access<'_> {
    /// Plays some of the worlds only, to be [merged](Partial::merge) with others.
    ///
    /// # Errors
    /// As [`Access::leverage`]; also for no worlds or too many, and where worlds are not counted beforehand: with
    /// [`Access::exact`] and [`Access::precision`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?);
    /// assert_eq!(access.partial(&seoul, 512..600)?.worlds.end, 600);
    /// assert!(access.exact().partial(&seoul, 512..600).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn partial(&self, network: &Network, worlds: Range<u64>) -> Result<Partial, Error> {
        if self.exact || self.precision.is_some() {
            return Err(refused(
                "a part is made of worlds that are counted beforehand, not with `exact` or `precision`",
            ));
        }
        if worlds.is_empty() || worlds.end > MOST_WORLDS {
            let (first, end) = (worlds.start, worlds.end);
            return Err(refused(&format!("a part is made of worlds from 0 to {MOST_WORLDS}, not {first}..{end}")));
        }
        let plan = self.plan(network)?;
        let sums = |question: &dyn Question, phase: &'static str| {
            let mut sums = Sums::new(question.cells());
            let mut phase = self.control.phase(phase, (worlds.end - worlds.start) * plays(question));
            extend(&plan, question, self.seed, worlds.clone(), &mut sums, &mut phase)?;
            Ok(sums.cells().map(Cell).collect::<Vec<_>>())
        };
        let access = sums(&reached(&plan), "access")?;
        let (leverage, method) = self.losses(&plan, &relays_between(&plan), |question| sums(question, "leverage"))?;
        Ok(Partial {
            format: PARTIAL_FORMAT.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            network: PartOf { id: network.id().to_owned(), digest: network.digest().map(str::to_owned) },
            mandate: serde_json::to_value(self.mandate).unwrap_or_default(),
            view: serde_json::to_value(&self.view).unwrap_or_default(),
            seed: self.seed,
            method: method.to_owned(),
            plan: fingerprint(&plan),
            worlds: PartWorlds { first: worlds.start, end: worlds.end },
            asked: Vec::new(),
            access,
            leverage,
        })
    }

    /// What [`Access::leverage`] would have found in all worlds of a part that begins with the first.
    ///
    /// # Errors
    /// If the part is of another question than this one, or does not begin with the first world.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::Access;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?);
    /// let part = access.partial(&seoul, 0..500)?;
    /// let other = Access::new(seoul.mandate(Some("knowledge"))?);
    /// assert!(other.merged(&seoul, &part).unwrap_err().to_string().contains("another mandate"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn merged(&self, network: &Network, part: &Partial) -> Result<LeverageResult, Error> {
        let own = self.clone().worlds(1).partial(network, 0..1)?;
        let mut problems = Problems::default();
        part.unlike(&own, "the part", "what is asked now").for_each(|problem| problems.push(problem));
        if part.access.len() != own.access.len() || part.leverage.len() != own.leverage.len() {
            problems.push(Problem::error(None, "the part has not as many cells as the question", "write it anew"));
        }
        if part.worlds.first != 0 || part.worlds.end == 0 || part.worlds.end > MOST_WORLDS {
            problems.push(Problem::error(
                None,
                "the worlds of the part do not begin with the first",
                "merge all parts",
            ));
        }
        if problems.has_errors() {
            return Err(ErrorKind::Input(problems).into());
        }
        let plan = self.plan(network)?;
        if plan.is_certain() {
            // All worlds are alike, so one run would have enumerated the one there is.
            return self.leverage(network);
        }
        let outcome = |cells: &[Cell]| {
            let cells: Vec<[u128; 4]> = cells.iter().map(|cell| cell.0).collect();
            Sums::of_cells(&cells).outcome(part.worlds.end)
        };
        let question = reached(&plan);
        let access = Bounds::of(&plan, &question).tell(network, &question, &outcome(&part.access));
        Ok(ranked(network, &plan, &relays_between(&plan), access, &outcome(&part.leverage), &part.method))
    }
}

impl Partial {
    /// Reads a part.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if it is not a part in this format.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Partial;
    ///
    /// let refused = Partial::from_reader(&b"{\"format\": \"proxeny/1\"}"[..]).unwrap_err();
    /// assert!(refused.to_string().contains("`proxeny/1` is not a part"), "{refused}");
    /// ```
    pub fn from_reader(reader: impl std::io::Read) -> Result<Self, Error> {
        let bytes = crate::io::read_all(reader, "part")?;
        let wrong = |message: String| {
            Error::from(ErrorKind::Input(Problem::error(None, message, "write it with `leverage --partial`").into()))
        };
        let head: Head = serde_json::from_slice(&bytes).map_err(|error| wrong(format!("not a part: {error}")))?;
        match head.format.as_deref() {
            Some(PARTIAL_FORMAT) => {}
            Some(other) => return Err(wrong(format!("the format `{other}` is not a part in {PARTIAL_FORMAT}"))),
            None => return Err(wrong(format!("not a part in {PARTIAL_FORMAT}: it names no format"))),
        }
        serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))
    }

    /// Puts named parts together, in any order: the worlds from the first to the last, each once.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] with every problem: worlds that are missing or in two parts; another network, mandate, view,
    /// seed, method or version; sums too large to be.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::leverage::{Access, Partial};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let access = Access::new(seoul.mandate(None)?);
    /// let part = access.partial(&seoul, 0..100)?;
    /// let twice = Partial::merge(vec![("a".into(), part.clone()), ("b".into(), part)]).unwrap_err();
    /// assert!(twice.to_string().contains("worlds 0..100 are in both `a` and `b`"), "{twice}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn merge(mut parts: Vec<(String, Self)>) -> Result<Self, Error> {
        parts.sort_by_key(|(_, part)| (part.worlds.first, part.worlds.end));
        let Some(((first_name, first), others)) = parts.split_first() else {
            return Err(refused("there is no part to merge"));
        };
        let mut problems = Problems::default();
        let mut complain = |message: String, help: &str| problems.push(Problem::error(None, message, help));
        if first.worlds.first > 0 {
            complain(format!("worlds 0..{} are missing", first.worlds.first), "write that part too");
        }
        let mut whole = first.clone();
        let mut last = first_name;
        for (name, part) in others {
            for problem in part.unlike(first, &format!("`{name}`"), &format!("`{first_name}`")) {
                complain(problem.message, &problem.help);
            }
            let (end, PartWorlds { first: next, end: until }) = (whole.worlds.end, part.worlds);
            if next > end {
                complain(format!("worlds {end}..{next} are missing, before `{name}`"), "write that part too");
            }
            if next < end {
                let both = format!("worlds {next}..{} are in both `{last}` and `{name}`", end.min(until));
                complain(both, "leave one of them out");
            }
            if until > end {
                (whole.worlds.end, last) = (until, name);
            }
            if !(add(&mut whole.access, &part.access) && add(&mut whole.leverage, &part.leverage)) {
                complain(
                    format!("`{name}` has other cells than `{first_name}`, or sums too large to be"),
                    "write it anew",
                );
            }
        }
        if problems.has_errors() { Err(ErrorKind::Input(problems).into()) } else { Ok(whole) }
    }

    /// What keeps this part from being merged with another.
    fn unlike(&self, other: &Self, name: &str, others: &str) -> impl Iterator<Item = Problem> {
        let same = [
            ("network", self.network == other.network),
            ("mandate", self.mandate == other.mandate),
            ("view", self.view == other.view),
            ("seed", self.seed == other.seed),
            ("method", self.method == other.method),
            ("version of the program", self.version == other.version),
        ];
        let mut unlike: Vec<&str> = same.into_iter().filter(|(_, same)| !same).map(|(what, _)| what).collect();
        if unlike.is_empty() && self.plan != other.plan {
            unlike.push("reading of the network");
        }
        let told = format!("{name} is of another ");
        let than = format!(" than {others}");
        unlike.into_iter().map(move |what| {
            Problem::error(None, format!("{told}{what}{than}"), "merge parts that differ in their worlds alone")
        })
    }
}

/// What a file says it is.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
}

/// Adds cell by cell; whether that could be done.
fn add(cells: &mut [Cell], more: &[Cell]) -> bool {
    if cells.len() != more.len() {
        return false;
    }
    let mut pairs = cells.iter_mut().zip(more).flat_map(|(cell, more)| cell.0.iter_mut().zip(more.0));
    pairs.all(|(sum, more)| sum.checked_add(more).map(|total| *sum = total).is_some())
}

fn refused(message: &str) -> Error {
    ErrorKind::Parameter(message.to_owned()).into()
}

/// Digest of all that the worlds of a plan and what is reached in them depend on.
fn fingerprint(plan: &Plan) -> String {
    let mut hash = blake3::Hasher::new();
    let mut put = |number: u64| {
        hash.update(&number.to_le_bytes());
    };
    put(plan.hops.map_or(0, |hops| u64::from(hops) + 1));
    for node in 0..plan.topology.node_count() {
        put(plan.keys[node]);
        put(plan.source_weight[node]);
        put(plan.target_weight[node]);
        put(u64::from(plan.relay[node]));
        for arc in plan.topology.out(node as u32) {
            put(plan.slot_of[arc.tie as usize].map_or(0, |slot| u64::from(slot) + 1));
            put(u64::from(arc.node));
        }
    }
    for slot in &plan.slots {
        put(slot.key);
        put(slot.open.to_bits());
    }
    hash.finalize().to_hex().to_string()
}
