//! How a policy spreads from city to city, and which cities to begin with.
//!
//! A city that took a policy up may pass it on along its ties with other cities. The *spread* of a set of first cities is
//! the expected number of cities that have it in the end, the first ones included, under the independent cascade or the
//! linear threshold model ([`Spreading`]). The probabilities are those by which ties carry introductions, which nobody has
//! measured for policies: an assumption twice over.
//!
//! | way | when | what it promises |
//! |---|---|---|
//! | enumeration | few uncertain arcs, up to 64 nodes | the best set, exactly |
//! | greedy (CELF) | up to 1,000 nodes | at least 1 − 1/e of the best in the sampled worlds |
//! | reverse sampling (OPIM-C) | larger | at least 1 − 1/e − ε of the best with probability 1 − δ |
//!
//! What is chosen by its spread in some worlds is reported on others, so that no luck of the choice is in the number.

mod exact;
mod greedy;
mod influence;
mod ris;
#[cfg(test)]
mod tests;
mod told;

pub use influence::{Influence, Spreading};
pub use ris::Guarantee;

use crate::control::Control;
use crate::error::{Error, ErrorKind};
use crate::leverage::Estimate;
use exact::Enumerated;
use influence::Live;
use serde::{Deserialize, Serialize};

/// How the best first cities are looked for.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Seeking;
///
/// assert_eq!(serde_json::to_value(Seeking::Reverse).ok(), Some("reverse".into()));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seeking {
    /// By enumeration if that is possible, else greedily, from 1,000 nodes on by reverse sampling.
    #[default]
    Auto,
    /// Every set in every world.
    Exact,
    /// One after the other, by their gains in sampled worlds.
    Greedy,
    /// By reverse reachable sets, with a guarantee.
    Reverse,
}

/// Nodes from which reverse sampling is the way.
const LARGE: usize = 1000;

/// Settings of a diffusion.
///
/// # Examples
/// ```text
/// 0 ──½──▶ 1 ──½──▶ 2
/// ```
/// ```
/// use proxeny::diplomacy::{Diffusion, Influence};
///
/// let chain = Influence::new(3, [(0, 1, 0.5), (1, 2, 0.5)])?;
/// let result = Diffusion::new(1).run(&chain)?;
/// assert_eq!((result.method.as_str(), result.seeds[0].node), ("exact", 0));
/// assert_eq!(result.spread.estimate, 1.0 + 0.5 + 0.25);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Diffusion {
    number: usize,
    model: Spreading,
    seeking: Seeking,
    given: Vec<u32>,
    excluded: Vec<u32>,
    worlds: u64,
    seed: u64,
    epsilon: f64,
    delta: f64,
    control: Control,
}

/// What came of it.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Diffusion, Influence};
///
/// let pair = Influence::new(2, [(0, 1, 0.25)])?;
/// let result = Diffusion::new(0).from(vec![0]).run(&pair)?; // only how far it gets
/// assert_eq!((result.spread.estimate, result.seeds.len()), (1.25, 0));
/// assert_eq!(result.reached[1].estimate, 0.25);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DiffusionResult {
    /// How it spreads.
    pub model: Spreading,
    /// How many may take it up.
    pub nodes: usize,
    /// How many arcs it may travel along.
    pub arcs: usize,
    /// `exact`, `greedy` or `reverse`.
    pub method: String,
    /// Who has it beforehand.
    pub from: Vec<u32>,
    /// The spread of those alone.
    pub spread_before: Estimate,
    /// Whom to win, best first.
    pub seeds: Vec<FirstCity>,
    /// The spread of those who have it beforehand and all seeds.
    pub spread: Estimate,
    /// By node: the probability that it takes it up in the end.
    pub reached: Vec<Estimate>,
    /// What reverse sampling guarantees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee: Option<Guarantee>,
}

/// A city to win first.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Diffusion, Influence};
///
/// let two = Influence::new(5, [(0, 1, 1.0), (0, 2, 1.0), (3, 4, 1.0)])?;
/// let seeds = Diffusion::new(2).run(&two)?.seeds;
/// assert_eq!(seeds.iter().map(|seed| (seed.node, seed.adds.estimate)).collect::<Vec<_>>(), [(0, 3.0), (3, 2.0)]);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FirstCity {
    /// Its node.
    pub node: u32,
    /// What it adds to the spread of those before it, itself included.
    pub adds: Estimate,
}

impl Diffusion {
    /// The best `number` of first cities.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Diffusion;
    ///
    /// let best_three = Diffusion::new(3);
    /// ```
    pub fn new(number: usize) -> Self {
        Self {
            number,
            model: Spreading::Cascade,
            seeking: Seeking::Auto,
            given: Vec::new(),
            excluded: Vec::new(),
            worlds: 4096,
            seed: 1,
            epsilon: 0.1,
            delta: 0.01,
            control: Control::new(),
        }
    }

    /// How it spreads. The default is the independent cascade.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence, Spreading};
    ///
    /// // Under the threshold model a city whose two partners both have it, at weight ½ each, takes it up for certain.
    /// let both = Influence::new(3, [(0, 2, 0.5), (1, 2, 0.5)])?;
    /// let spread = |model| Ok::<_, proxeny::Error>(Diffusion::new(2).model(model).run(&both)?.spread.estimate);
    /// assert_eq!((spread(Spreading::Threshold)?, spread(Spreading::Cascade)?), (3.0, 2.75));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn model(self, model: Spreading) -> Self {
        Self { model, ..self }
    }

    /// How the best are looked for. The default is whatever suits the size.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence, Seeking};
    ///
    /// let pair = Influence::new(2, [(0, 1, 0.5)])?;
    /// assert_eq!(Diffusion::new(1).seeking(Seeking::Greedy).run(&pair)?.method, "greedy");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seeking(self, seeking: Seeking) -> Self {
        Self { seeking, ..self }
    }

    /// Who has it beforehand: nobody by default.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence};
    ///
    /// let pair = Influence::new(3, [(0, 1, 1.0)])?;
    /// assert_eq!(Diffusion::new(1).from(vec![0]).run(&pair)?.seeds[0].node, 2); // 1 will have it anyway
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn from(self, given: Vec<u32>) -> Self {
        Self { given, ..self }
    }

    /// Who may not be chosen, though they may pass it on: nobody by default.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence};
    ///
    /// let chain = Influence::new(3, [(0, 1, 0.5), (1, 2, 0.5)])?;
    /// assert_eq!(Diffusion::new(1).excluding(vec![0]).run(&chain)?.seeds[0].node, 1);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn excluding(self, excluded: Vec<u32>) -> Self {
        Self { excluded, ..self }
    }

    /// How many worlds are drawn. The default is 4,096.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence, Seeking};
    ///
    /// let pair = Influence::new(2, [(0, 1, 0.5)])?;
    /// let result = Diffusion::new(1).seeking(Seeking::Greedy).worlds(512).run(&pair)?;
    /// assert_eq!(result.spread.worlds, Some(512));
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
    /// use proxeny::diplomacy::{Diffusion, Influence, Seeking};
    ///
    /// let pair = Influence::new(2, [(0, 1, 0.5)])?;
    /// let with = |seed| Diffusion::new(1).seeking(Seeking::Greedy).seed(seed).run(&pair);
    /// assert_ne!(with(1)?.spread, with(2)?.spread);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// What reverse sampling guarantees: 1 − 1/e − ε of the best with probability 1 − δ. The defaults are 0.1 and 0.01.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence, Seeking};
    ///
    /// let pair = Influence::new(2, [(0, 1, 0.5)])?;
    /// assert!(Diffusion::new(1).guarantee(0.0, 0.01).run(&pair).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn guarantee(self, epsilon: f64, delta: f64) -> Self {
        Self { epsilon, delta, ..self }
    }

    /// Who is told of progress and may cancel; nobody by default.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Control;
    /// use proxeny::diplomacy::{Diffusion, Influence, Seeking};
    ///
    /// let control = Control::new();
    /// control.cancel();
    /// let greedy = Diffusion::new(1).seeking(Seeking::Greedy).control(&control);
    /// assert!(greedy.run(&Influence::new(2, [(0, 1, 0.5)])?).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn control(self, control: &Control) -> Self {
        Self { control: control.clone(), ..self }
    }

    /// Looks for the first cities and tells how far it spreads.
    ///
    /// # Complexity
    /// Greedy: O(candidates · worlds · reached) at worst. Reverse: near-linear in nodes and arcs for fixed ε and δ.
    ///
    /// # Errors
    /// If a setting is out of its range, a node does not exist, exactness is asked for where it takes too long, or the
    /// work is cancelled.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Diffusion, Influence};
    ///
    /// let error = Diffusion::new(1).from(vec![7]).run(&Influence::new(2, [(0, 1, 0.5)])?).unwrap_err();
    /// assert!(error.to_string().contains("node 7"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn run(&self, influence: &Influence) -> Result<DiffusionResult, Error> {
        self.check(influence.nodes())?;
        let live = influence.live(self.model);
        let closed = |node: &u32| self.given.contains(node) || self.excluded.contains(node);
        let candidates: Vec<u32> = (0..live.nodes as u32).filter(|node| !closed(node)).collect();
        let (method, seeds, enumerated, guarantee) = self.choose(&live, &candidates)?;
        let stages: Vec<Vec<u32>> =
            (0..=seeds.len()).map(|k| self.given.iter().chain(&seeds[..k]).copied().collect()).collect();
        let (spreads, adds, reached) = match &enumerated {
            Some(worlds) => worlds.told(&stages),
            // Other worlds than those of the choice.
            None => told::told(&live, &stages, self.seed ^ u64::MAX, self.worlds, &self.control)?,
        };
        Ok(DiffusionResult {
            model: self.model,
            nodes: live.nodes,
            arcs: influence.arcs(),
            method: method.to_owned(),
            from: self.given.clone(),
            spread_before: spreads[0],
            seeds: seeds.iter().zip(adds).map(|(node, adds)| FirstCity { node: *node, adds }).collect(),
            spread: spreads[seeds.len()],
            reached,
            guarantee,
        })
    }

    fn check(&self, nodes: usize) -> Result<(), Error> {
        let refused = |message: String| Err(ErrorKind::Parameter(message).into());
        if self.worlds == 0 || self.worlds > crate::leverage::MOST_WORLDS {
            return refused(format!("the number of worlds is at least 1, not {}", self.worlds));
        }
        if !(self.epsilon > 0.0 && self.epsilon < 1.0 - 1.0 / std::f64::consts::E) {
            return refused(format!("epsilon is between 0 and 0.63, not {}", self.epsilon));
        }
        if !(self.delta > 0.0 && self.delta < 1.0) {
            return refused(format!("delta is between 0 and 1, not {}", self.delta));
        }
        match self.given.iter().chain(&self.excluded).find(|node| **node as usize >= nodes) {
            Some(node) => refused(format!("node {node} does not exist: they are numbered below {nodes}")),
            None => Ok(()),
        }
    }

    #[expect(clippy::type_complexity, reason = "the parts of a choice, taken apart at once")]
    fn choose(
        &self,
        live: &Live,
        candidates: &[u32],
    ) -> Result<(&'static str, Vec<u32>, Option<Enumerated>, Option<Guarantee>), Error> {
        let number = self.number.min(candidates.len());
        if matches!(self.seeking, Seeking::Auto | Seeking::Exact) {
            let worlds = Enumerated::of(live);
            let best = worlds.as_ref().and_then(|worlds| worlds.best(&self.given, candidates, number));
            if let Some((worlds, best)) = worlds.zip(best) {
                return Ok(("exact", worlds.in_order(&self.given, best), Some(worlds), None));
            }
        }
        let ends = (self.given.as_slice(), candidates);
        match self.seeking {
            Seeking::Exact => {
                let message = "too many sets or uncertain arcs to be enumerated; leave the way to the program";
                Err(ErrorKind::Parameter(message.to_owned()).into())
            }
            Seeking::Reverse | Seeking::Auto if self.seeking == Seeking::Reverse || live.nodes > LARGE => {
                let sure = (self.epsilon, self.delta);
                let (chosen, guarantee) = ris::choose(live, ends, number, self.seed, sure, &self.control)?;
                Ok(("reverse", chosen, None, Some(guarantee)))
            }
            _ => {
                let chosen = greedy::choose(live, ends, number, (self.seed, self.worlds), &self.control)?;
                Ok(("greedy", chosen, None, None))
            }
        }
    }
}
