//! Null models: what chance alone would make of a network, and whether a number is more than that.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::graph::dice::Dice;
use crate::graph::parallel::map_reduce;
use crate::graph::{Direction, Topology, Weights};

/// What a null model keeps beside the number of ties.
///
/// # Examples
///
/// ```
/// use proxeny::structure::Fixed;
///
/// assert_eq!("groups".parse::<Fixed>()?, Fixed::Groups);
/// assert_eq!(Fixed::default().to_string(), "degree");
/// assert!("ties".parse::<Fixed>().is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Fixed {
    /// How many ties each node has, coming in, going out and both ways. This is the default.
    #[default]
    Degree,
    /// That, and how many ties there are between any two groups.
    Groups,
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Degree => "degree",
            Self::Groups => "groups",
        })
    }
}

impl FromStr for Fixed {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "degree" => Ok(Self::Degree),
            "groups" => Ok(Self::Groups),
            _ => Err(ErrorKind::Parameter(format!("`{text}` is no null model; use degree or groups")).into()),
        }
    }
}

/// Random networks with the degrees of a given one, by double edge swaps.
///
/// A step picks two ties a → b and c → d at random and makes them a → d and c → b, unless a tie would join a node to itself or
/// stand there twice; a two-way tie is turned round at random first, and only ties of one direction and one class are swapped.
/// Among one-way ties, every tenth step rather tries to turn a circle of three round, without which some networks could not
/// be reached. Steps that are refused count. So each network with these degrees is as likely as another in the long run;
/// with groups or classes fixed, each of those that such steps lead to.
///
/// Draws are independent: each begins at the network given, with random numbers of its own.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::Rewiring;
///
/// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
/// let rewiring = Rewiring::new(&ring)?.seed(7);
/// let drawn = rewiring.draw(0);
/// assert!((0..8).all(|v| drawn.topology.out(v).len() == 2) && drawn.topology != ring);
/// assert_eq!(drawn.topology, rewiring.draw(0).topology);
/// # Ok::<(), proxeny::Error>(())
/// ```
///
/// # References
///
/// Fosdick, Larremore, Nishimura and Ugander (2018), "Configuring random graph models with fixed degree sequences", SIAM
/// Review 60, [doi:10.1137/16M1087175](https://doi.org/10.1137/16M1087175).
#[derive(Clone, Debug)]
#[must_use]
pub struct Rewiring<'a> {
    topology: &'a Topology,
    ties: Vec<(u32, u32, Direction)>,
    groups: Option<&'a [u32]>,
    classes: Option<&'a [u32]>,
    steps: u32,
    seed: u64,
}

/// A random network.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::Rewiring;
///
/// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
/// let drawn = Rewiring::new(&ring)?.draw(0);
/// assert_eq!(drawn.topology.tie_count(), 8);
/// assert!(drawn.accepted > 0.0 && drawn.kept[1] < 1.0);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Drawn {
    /// The network: its ties have the numbers, directions, weights and first or second ends of those given.
    pub topology: Topology,
    /// What share of the steps changed something.
    pub accepted: f64,
    /// What share of the ties given are there after half the steps, and after all.
    pub kept: [f64; 2],
}

/// How often a circle of three is tried instead of a swap, as one in so many.
const CIRCLES: usize = 10;

/// Steps for each tie if nobody says otherwise.
const STEPS: u32 = 30;

/// The network without what random networks cannot have: parallel ties are merged as in [`Topology::collapse`], one-way ties
/// beside a two-way tie and self-ties are left out.
///
/// # Complexity
///
/// O(n + m log m).
///
/// # Errors
///
/// Those of merging ties.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Direction, Topology};
/// use proxeny::structure::{Rewiring, null::simple};
///
/// let topology = Topology::new(2, [(0, 1, Direction::BothWays), (1, 0, Direction::OneWay), (0, 0, Direction::OneWay)])?;
/// let plain = simple(&topology)?;
/// assert_eq!(plain.tie_count(), 1);
/// assert!(Rewiring::new(&topology).is_err() && Rewiring::new(&plain).is_ok());
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn simple(topology: &Topology) -> Result<Topology, Error> {
    let (merged, _) = topology.collapse()?;
    let ties: Vec<_> = merged.ties().collect();
    let places = Places::of(&ties);
    let stays = |&(_, (a, b, way)): &(usize, (u32, u32, Direction))| {
        a != b && (way == Direction::BothWays || !places.has((a, b, Direction::BothWays)))
    };
    let kept: Vec<_> = ties.iter().copied().enumerate().filter(stays).collect();
    let mut simple = Topology::new(merged.node_count(), kept.iter().map(|one| one.1))?;
    if let Some(weights) = merged.weights() {
        let values = kept.iter().map(|one| weights.values()[one.0]).collect();
        simple = simple.with_weights(Weights::new(weights.kind(), values)?)?;
    }
    match merged.lengths() {
        Some(lengths) => simple.with_lengths(kept.iter().map(|one| lengths[one.0]).collect()),
        None => Ok(simple),
    }
}

impl<'a> Rewiring<'a> {
    /// Networks with the degrees of this one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are self-ties, parallel ties of one direction, or one-way ties beside a two-way tie:
    /// [`simple`] makes a network without them.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Rewiring;
    ///
    /// let parallel = Topology::undirected(2, [(0, 1), (1, 0)])?;
    /// assert!(Rewiring::new(&parallel).is_err());
    /// assert!(Rewiring::new(&parallel.collapse()?.0).is_ok());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(topology: &'a Topology) -> Result<Self, Error> {
        let ties: Vec<_> = topology.ties().collect();
        let places = Places::of(&ties);
        let beside =
            |tie: &(u32, u32, Direction)| tie.2 == Direction::OneWay && places.has((tie.0, tie.1, Direction::BothWays));
        if topology.self_ties() > 0 || places.0.len() < ties.len() || ties.iter().any(beside) {
            let problem = "random networks with the same degrees need a network without parallel ties and self-ties; make \
                           a simple one of it first";
            return Err(ErrorKind::Parameter(problem.into()).into());
        }
        Ok(Self { topology, ties, groups: None, classes: None, steps: STEPS, seed: 0 })
    }

    /// Keeps how many ties there are from each group to each, given the group of each node.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are more or fewer groups than nodes.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Rewiring;
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let halves = [0, 0, 0, 0, 1, 1, 1, 1];
    /// let drawn = Rewiring::new(&ring)?.groups(&halves)?.draw(0).topology;
    /// let across = drawn.ties().filter(|(a, b, _)| halves[*a as usize] != halves[*b as usize]);
    /// assert_eq!(across.count(), 2); // as in the ring
    /// assert!(Rewiring::new(&ring)?.groups(&[0, 1]).is_err()); // a group for each node
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn groups(self, groups: &'a [u32]) -> Result<Self, Error> {
        matched(groups.len(), self.topology.node_count(), "groups", "nodes")?;
        Ok(Self { groups: Some(groups), ..self })
    }

    /// Swaps only ties of the same class, given the class of each tie: its kind, say.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Parameter`] if there are more or fewer classes than ties.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Rewiring;
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let rewiring = Rewiring::new(&ring)?.classes(&[0, 1, 2, 3, 4, 5, 6, 7])?;
    /// assert_eq!(rewiring.draw(0).topology, ring); // no two ties are alike
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn classes(self, classes: &'a [u32]) -> Result<Self, Error> {
        matched(classes.len(), self.ties.len(), "classes", "ties")?;
        Ok(Self { classes: Some(classes), ..self })
    }

    /// How many steps are taken for each tie. The default is 30.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Rewiring;
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// assert_eq!(Rewiring::new(&ring)?.steps(0).draw(0).topology, ring);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn steps(self, steps: u32) -> Self {
        Self { steps, ..self }
    }

    /// What random choices start from. The default is 0.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Rewiring;
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let with = |seed| Ok::<_, proxeny::Error>(Rewiring::new(&ring)?.seed(seed).draw(0).topology);
    /// assert_eq!(with(7)?, with(7)?);
    /// assert_ne!(with(7)?, with(8)?);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// One random network.
    ///
    /// # Complexity
    ///
    /// O(steps · m) time, O(n + m) space.
    ///
    /// # Panics
    ///
    /// Never: the ends of the ties are nodes of the network given.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::Rewiring;
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let rewiring = Rewiring::new(&ring)?;
    /// assert_eq!(rewiring.draw(3).topology, rewiring.draw(3).topology);
    /// assert_ne!(rewiring.draw(3).topology, rewiring.draw(4).topology);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn draw(&self, number: u64) -> Drawn {
        let mut chain = Chain {
            nodes: self.topology.node_count(),
            ties: self.ties.clone(),
            places: Places::of(&self.ties),
            groups: self.groups,
            classes: self.classes,
            one_way: self.ties.iter().any(|tie| tie.2 == Direction::OneWay),
            dice: Dice::new(self.seed, number),
        };
        let steps = u64::from(self.steps) * self.ties.len() as u64;
        let mut accepted = 0;
        let mut half = 1.0;
        for step in 0..steps {
            accepted += u64::from(chain.step());
            if step + 1 == steps / 2 {
                half = self.kept(&chain.places);
            }
        }
        let kept = [half, self.kept(&chain.places)];
        let accepted = if steps == 0 { 0.0 } else { accepted as f64 / steps as f64 };
        Drawn { topology: self.frozen(chain.ties), accepted, kept }
    }

    /// What share of the ties given are among these.
    fn kept(&self, places: &Places) -> f64 {
        let kept = self.ties.iter().filter(|tie| places.0.contains_key(&key(**tie))).count();
        if self.ties.is_empty() { 1.0 } else { kept as f64 / self.ties.len() as f64 }
    }

    fn frozen(&self, ties: Vec<(u32, u32, Direction)>) -> Topology {
        let same = "invariant: the numbers of nodes and ties stay the same";
        let mut drawn = Topology::new(self.topology.node_count(), ties).expect(same);
        if let Some(weights) = self.topology.weights() {
            drawn = drawn.with_weights(weights.clone()).expect(same);
        }
        match self.topology.lengths() {
            Some(lengths) => drawn.with_lengths(lengths.to_vec()).expect(same),
            None => drawn,
        }
    }
}

fn matched(given: usize, needed: usize, what: &str, of: &str) -> Result<(), Error> {
    if given == needed {
        return Ok(());
    }
    Err(ErrorKind::Parameter(format!("{given} {what} were given for {needed} {of}; give one for each")).into())
}

/// What tells ties apart: their ends, of two-way ties in either order.
fn key((a, b, way): (u32, u32, Direction)) -> u128 {
    let (a, b) = if way == Direction::BothWays { (a.min(b), a.max(b)) } else { (a, b) };
    u128::from(way == Direction::BothWays) << 64 | u128::from(a) << 32 | u128::from(b)
}

/// Where each tie stands. Only looked up, never gone through, so that its order is of no account.
#[derive(Clone, Debug)]
struct Places(HashMap<u128, u32, BuildHasherDefault<Mixer>>);

impl Places {
    fn of(ties: &[(u32, u32, Direction)]) -> Self {
        Self(ties.iter().enumerate().map(|(at, &tie)| (key(tie), at as u32)).collect())
    }

    fn has(&self, tie: (u32, u32, Direction)) -> bool {
        self.0.contains_key(&key(tie))
    }

    /// Whether a tie would stand beside another that leads the same way.
    fn taken(&self, (a, b, way): (u32, u32, Direction)) -> bool {
        let beside = match way {
            Direction::OneWay => self.has((a, b, Direction::BothWays)),
            Direction::BothWays => self.has((a, b, Direction::OneWay)) || self.has((b, a, Direction::OneWay)),
        };
        beside || self.has((a, b, way))
    }
}

/// A quick hash of numbers that nobody chooses to collide.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u128(u128::from(byte));
        }
    }

    fn write_u128(&mut self, number: u128) {
        let folded = (number as u64) ^ ((number >> 64) as u64).rotate_left(17) ^ self.0;
        let mixed = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }
}

struct Chain<'a> {
    nodes: usize,
    ties: Vec<(u32, u32, Direction)>,
    places: Places,
    groups: Option<&'a [u32]>,
    classes: Option<&'a [u32]>,
    one_way: bool,
    dice: Dice,
}

impl Chain<'_> {
    /// Tries one change. Tells whether it was made.
    fn step(&mut self) -> bool {
        if self.one_way && self.dice.below(CIRCLES) == 0 { self.turn() } else { self.swap() }
    }

    fn swap(&mut self) -> bool {
        let (i, j) = (self.dice.below(self.ties.len()), self.dice.below(self.ties.len()));
        let ((a, b, way), (c, d, other)) = (self.ties[i], self.ties[j]);
        let (mut second, turned) = ((c, d), way == Direction::BothWays && self.dice.next() >> 63 == 1);
        if turned {
            second = (d, c);
        }
        let (c, d) = second;
        let alike = way == other && self.classes.is_none_or(|classes| classes[i] == classes[j]);
        if i == j || !alike || !self.fits(a, b, c, d) || a == d || c == b {
            return false;
        }
        let (first, second) = ((a, d, way), (c, b, way));
        if key(first) == key(second) || self.places.taken(first) || self.places.taken(second) {
            return false;
        }
        self.replace(i, first);
        self.replace(j, second);
        true
    }

    /// Whether a swap keeps the number of ties between the groups: the ends that change places, or those that stay, are alike.
    fn fits(&self, a: u32, b: u32, c: u32, d: u32) -> bool {
        self.groups
            .is_none_or(|groups| groups[a as usize] == groups[c as usize] || groups[b as usize] == groups[d as usize])
    }

    /// Turns a circle of three one-way ties round.
    fn turn(&mut self) -> bool {
        let (i, c) = (self.dice.below(self.ties.len()), self.dice.below(self.nodes) as u32);
        let (a, b, way) = self.ties[i];
        let tie = |from, to| (from, to, Direction::OneWay);
        let circle = [tie(a, b), tie(b, c), tie(c, a)].map(|tie| self.places.0.get(&key(tie)).copied());
        let [Some(i), Some(j), Some(k)] = circle else { return false };
        let back = [tie(b, a), tie(c, b), tie(a, c)];
        if way != Direction::OneWay || back.iter().any(|tie| self.places.0.contains_key(&key(*tie))) {
            return false;
        }
        if !self.turns(&[i, j, k], [a, b, c]) {
            return false;
        }
        for (at, tie) in [i, j, k].into_iter().zip(back) {
            self.replace(at as usize, tie);
        }
        true
    }

    /// Whether turning keeps the number of ties between the groups, and ties of different classes apart.
    fn turns(&self, ties: &[u32; 3], [a, b, c]: [u32; 3]) -> bool {
        let one_class = self
            .classes
            .is_none_or(|classes| ties.iter().all(|&tie| classes[tie as usize] == classes[ties[0] as usize]));
        // With two groups alike, the three ties lead the same ways as before: x to x, x to y, y to x.
        let alike = |groups: &[u32]| {
            let [a, b, c] = [a, b, c].map(|v| groups[v as usize]);
            a == b || b == c || c == a
        };
        one_class && self.groups.is_none_or(alike)
    }

    fn replace(&mut self, at: usize, tie: (u32, u32, Direction)) {
        self.places.0.remove(&key(self.ties[at]));
        self.places.0.insert(key(tie), at as u32);
        self.ties[at] = tie;
    }
}

/// A test of numbers against random networks.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::measure::figures;
/// use proxeny::structure::{Null, Rewiring};
///
/// // Six triangles in a ring: far more closed than chance makes them.
/// let ties = (0..6).flat_map(|t| [(3 * t, 3 * t + 1), (3 * t + 1, 3 * t + 2), (3 * t + 2, 3 * t), (3 * t, (3 * t + 4) % 18)]);
/// let topology = Topology::undirected(18, ties)?;
/// let found = Null::new(Rewiring::new(&topology)?).draws(99).test(|drawn| {
///     Ok(figures(drawn).into_iter().map(|(_, value)| value).collect())
/// })?;
/// let (density, transitivity) = (&found.standings[0], &found.standings[2]);
/// assert!(density.fixed() && density.z.is_none());
/// assert!(transitivity.z.unwrap() > 3.0 && transitivity.p.unwrap() < 0.05);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Null<'a> {
    rewiring: Rewiring<'a>,
    draws: u32,
}

/// How numbers stand against random networks.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::{Null, Rewiring};
///
/// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
/// let tested = Null::new(Rewiring::new(&ring)?).draws(50).test(|drawn| Ok(vec![Some(drawn.tie_count() as f64)]))?;
/// assert_eq!((tested.standings.len(), tested.draws), (1, 50));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tested {
    /// Each number, in the order in which they were found.
    pub standings: Vec<Standing>,
    /// How many random networks were drawn.
    pub draws: u32,
    /// The mean share of steps that changed something.
    pub accepted: f64,
    /// The mean share of ties that are those of the network given, after half the steps and after all. As long as it falls,
    /// the random networks still remember where they began.
    pub kept: [f64; 2],
    /// Whether it has stopped falling, as far as so many draws can tell.
    pub mixed: bool,
}

/// How one number stands against random networks.
///
/// # Examples
/// ```
/// use proxeny::graph::Topology;
/// use proxeny::structure::{Null, Rewiring};
///
/// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
/// let count = |drawn: &Topology| Ok(vec![Some(drawn.tie_count() as f64)]);
/// let standing = &Null::new(Rewiring::new(&ring)?).draws(50).test(count)?.standings[0];
/// assert_eq!((standing.observed, standing.mean, standing.p), (Some(8.0), Some(8.0), None)); // it cannot vary
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Standing {
    /// In the network given; `None` where it is not defined.
    pub observed: Option<f64>,
    /// Mean over the random networks in which it is defined; `None` if there is none.
    pub mean: Option<f64>,
    /// Standard deviation over them; `None` below two.
    pub sd: Option<f64>,
    /// (observed − mean) / sd; `None` where the null model does not let it vary.
    pub z: Option<f64>,
    /// The chance of a number as far out on either side, counted: (1 + k) / (1 + draws), where k random networks are at least
    /// as far as this one from the mean of all of them, this one included; `None` where the null model does not let it vary.
    pub p: Option<f64>,
}

impl Standing {
    /// Whether the null model fixes the number, so that it cannot be tested.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(!proxeny::structure::null::Standing::default().fixed());
    /// ```
    pub fn fixed(&self) -> bool {
        self.observed.is_some() && self.mean.is_some() && self.p.is_none()
    }

    /// Numbers that differ by less than this share of them are the same but for rounding.
    const ROUNDING: f64 = 1e-9;

    fn of(observed: Option<f64>, drawn: &[f64]) -> Self {
        let n = drawn.len() as f64;
        let mean = drawn.iter().sum::<f64>() / n;
        let same = Self::ROUNDING * drawn.iter().chain(&observed).fold(0.0f64, |most, x| most.max(x.abs()));
        let varies = drawn.iter().chain(&observed).any(|x| (x - drawn.first().unwrap_or(x)).abs() > same);
        let sd = (drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        let sd = if drawn.iter().all(|x| (x - mean).abs() <= same) { 0.0 } else { sd };
        let out = |observed: f64| {
            // With itself in the mean, the network given is exchanged for any other without a difference.
            let middle = (drawn.iter().sum::<f64>() + observed) / (n + 1.0);
            let far = drawn.iter().filter(|&&x| (x - middle).abs() >= (observed - middle).abs() - same).count();
            (far as f64 + 1.0) / (n + 1.0)
        };
        Self {
            observed,
            mean: (n > 0.0).then_some(mean),
            sd: (n > 1.0).then_some(sd),
            z: observed.filter(|_| n > 1.0 && sd > 0.0).map(|x| (x - mean) / sd),
            p: observed.filter(|_| n > 0.0 && varies).map(out),
        }
    }
}

/// How many random networks are drawn if nobody says otherwise.
const DRAWS: u32 = 200;

impl<'a> Null<'a> {
    /// A test against these random networks, 200 of them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::{Null, Rewiring};
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let tested = Null::new(Rewiring::new(&ring)?).test(|_| Ok(Vec::new()))?;
    /// assert_eq!(tested.draws, 200);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(rewiring: Rewiring<'a>) -> Self {
        Self { rewiring, draws: DRAWS }
    }

    /// How many random networks are drawn. The default is 200.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::{Null, Rewiring};
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let tested = Null::new(Rewiring::new(&ring)?).draws(10).test(|_| Ok(Vec::new()))?;
    /// assert_eq!(tested.draws, 10);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn draws(self, draws: u32) -> Self {
        Self { draws, ..self }
    }

    /// Finds the same numbers in the network given and in every random one.
    ///
    /// # Complexity
    ///
    /// That of finding the numbers draws + 1 times, on all threads, and of as many draws.
    ///
    /// # Errors
    ///
    /// What finding the numbers says.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Topology;
    /// use proxeny::structure::{Null, Rewiring};
    ///
    /// let ring = Topology::undirected(8, (0..8).map(|v| (v, (v + 1) % 8)))?;
    /// let null = Null::new(Rewiring::new(&ring)?).draws(50);
    /// // Whether node 0 is tied to node 1: in the ring it is, by chance two times out of seven.
    /// let first = |drawn: &Topology| drawn.ties().any(|(a, b, _)| a.min(b) == 0 && a.max(b) == 1);
    /// let tied = |drawn: &Topology| Ok(vec![Some(f64::from(first(drawn)))]);
    /// let mean = null.test(tied)?.standings[0].mean.expect("it is defined everywhere");
    /// assert!(mean > 0.05 && mean < 0.7);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn test(&self, numbers: impl Fn(&Topology) -> Result<Vec<Option<f64>>, Error> + Sync) -> Result<Tested, Error> {
        let observed = numbers(self.rewiring.topology)?;
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); observed.len()];
        let (mut accepted, mut kept, mut failed) = (0.0, Vec::new(), None);
        let one = |(): &mut (), range: std::ops::Range<usize>| {
            let draw = self.rewiring.draw(range.start as u64);
            numbers(&draw.topology).map(|found| (found, draw.accepted, draw.kept))
        };
        map_reduce(
            self.draws as usize,
            1,
            || (),
            one,
            |result| match result {
                Ok((found, share, still)) => {
                    accepted += share;
                    kept.push(still);
                    drawn.iter_mut().zip(found).for_each(|(all, value)| all.extend(value));
                }
                Err(error) => failed = failed.take().or(Some(error)),
            },
        );
        if let Some(error) = failed {
            return Err(error);
        }
        let standings =
            observed.into_iter().zip(&drawn).map(|(observed, drawn)| Standing::of(observed, drawn)).collect();
        let mean = |each: &dyn Fn(&[f64; 2]) -> f64| kept.iter().map(each).sum::<f64>() / kept.len().max(1) as f64;
        let accepted = accepted / kept.len().max(1) as f64;
        let (fall, shares) = (mean(&|kept| kept[0] - kept[1]), [mean(&|kept| kept[0]), mean(&|kept| kept[1])]);
        let spread = mean(&|kept| (kept[0] - kept[1] - fall).powi(2));
        let mixed = fall <= 3.0 * (spread / kept.len().max(1) as f64).sqrt() + f64::EPSILON;
        Ok(Tested { standings, draws: self.draws, accepted, kept: shares, mixed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// What all networks of a set have in common.
    type Kept<'a> = &'a dyn Fn(&[(u32, u32)]) -> Vec<u32>;

    /// Draws networks and counts how often each comes up, against all networks that keep what `same` tells.
    fn is_uniform(given: &Topology, rewiring: &Rewiring<'_>, same: Kept<'_>) {
        let undirected = given.is_undirected();
        let n = given.node_count() as u32;
        let places: Vec<(u32, u32)> =
            (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|&(a, b)| a < b || !undirected && a != b).collect();
        let sorted = |topology: &Topology| {
            let mut ties: Vec<_> =
                topology.ties().map(|(a, b, _)| if undirected { (a.min(b), a.max(b)) } else { (a, b) }).collect();
            ties.sort_unstable();
            ties
        };
        let kept = same(&sorted(given));
        let subset =
            |set: u32| -> Vec<_> { (0..places.len()).filter(|i| set >> i & 1 == 1).map(|i| places[i]).collect() };
        let sets = (0..1u32 << places.len()).filter(|set| set.count_ones() as usize == given.tie_count());
        let all: Vec<Vec<(u32, u32)>> = sets.map(subset).filter(|ties| same(ties) == kept).collect();
        let mut seen = BTreeMap::new();
        let draws = 300 * all.len();
        for number in 0..draws as u64 {
            *seen.entry(sorted(&rewiring.draw(number).topology)).or_insert(0u32) += 1;
        }
        assert!(all.len() > 4 && seen.keys().all(|ties| all.contains(ties)));
        let counts = all.iter().map(|ties| f64::from(seen.get(ties).copied().unwrap_or(0)));
        let chi: f64 = counts.map(|count| (count - 300.0).powi(2) / 300.0).sum();
        // The mean of chi-square is its degrees of freedom, its variance twice that.
        let freedom = all.len() as f64 - 1.0;
        assert!(chi < freedom + 4.0 * (2.0 * freedom).sqrt(), "{chi} with {freedom}");
    }

    fn degrees(ties: &[(u32, u32)], directed: bool) -> Vec<u32> {
        let mut degrees = vec![0; 12];
        for &(a, b) in ties {
            degrees[a as usize] += 1;
            degrees[b as usize + if directed { 6 } else { 0 }] += 1;
        }
        degrees
    }

    #[test]
    fn every_undirected_network_of_the_degrees_is_as_likely() {
        let given = Topology::undirected(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (0, 3)]).unwrap();
        is_uniform(&given, &Rewiring::new(&given).unwrap(), &|ties| degrees(ties, false));
    }

    #[test]
    fn every_directed_network_of_the_degrees_is_as_likely() {
        // Two circles of three share a node: turning one round is what swaps alone do not reach everywhere.
        let given = Topology::directed(4, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 1)]).unwrap();
        is_uniform(&given, &Rewiring::new(&given).unwrap().steps(100), &|ties| degrees(ties, true));
    }

    #[test]
    fn every_network_with_the_ties_between_groups_is_as_likely() {
        let given = Topology::undirected(6, [(0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (2, 5), (1, 4)]).unwrap();
        let groups = [0, 0, 0, 1, 1, 1];
        let rewiring = Rewiring::new(&given).unwrap().groups(&groups).unwrap().steps(60);
        is_uniform(&given, &rewiring, &|ties| {
            let across = ties.iter().filter(|t| groups[t.0 as usize] != groups[t.1 as usize]).count() as u32;
            let first = ties.iter().filter(|t| t.0 < 3 && t.1 < 3).count() as u32;
            [degrees(ties, false), vec![across, first]].concat()
        });
    }

    #[test]
    fn every_network_with_the_degrees_of_each_class_is_as_likely() {
        // A class of a ring of six, another of three ties across: what is drawn keeps the degrees within each.
        let ring = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)];
        let given = Topology::undirected(6, ring.into_iter().chain([(0, 3), (1, 4)])).unwrap();
        let classes = [0, 0, 0, 0, 0, 0, 1, 1];
        let rewiring = Rewiring::new(&given).unwrap().classes(&classes).unwrap().steps(60);
        let mut seen = BTreeMap::new();
        let every = every_two_classes();
        let draws = 300 * every.len() as u64;
        for number in 0..draws {
            let mut ties: Vec<_> =
                rewiring.draw(number).topology.ties().map(|(a, b, _)| (a.min(b), a.max(b))).collect();
            ties[..6].sort_unstable();
            ties[6..].sort_unstable();
            *seen.entry(ties).or_insert(0u32) += 1;
        }
        assert!(every.len() > 50 && seen.keys().all(|ties| every.contains(ties)));
        let counts = every.iter().map(|ties| f64::from(seen.get(ties).copied().unwrap_or(0)));
        let chi: f64 = counts.map(|count| (count - 300.0).powi(2) / 300.0).sum();
        let freedom = every.len() as f64 - 1.0;
        assert!(chi < freedom + 4.0 * (2.0 * freedom).sqrt(), "{chi} with {freedom}");
    }

    /// All networks of six ties with two at each of six nodes, and two others that join 0, 1, 3 and 4 in pairs.
    fn every_two_classes() -> Vec<Vec<(u32, u32)>> {
        let places: Vec<(u32, u32)> = (0..6).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
        let mut all = Vec::new();
        for set in (0..1u32 << 15).filter(|set| set.count_ones() == 6) {
            let mut first: Vec<_> = (0..15).filter(|i| set >> i & 1 == 1).map(|i| places[i]).collect();
            first.sort_unstable();
            if degrees(&first, false)[..6] != [2; 6] {
                continue;
            }
            for second in [[(0, 1), (3, 4)], [(0, 3), (1, 4)], [(0, 4), (1, 3)]] {
                if second.iter().all(|tie| !first.contains(tie)) {
                    all.push([&first[..], &second[..]].concat());
                }
            }
        }
        all
    }

    proptest! {
        #[test]
        fn what_is_fixed_stays(
            ties in prop::collection::vec((0u32..8, 0u32..8, any::<bool>(), 0u32..2), 1..30),
            groups in prop::collection::vec(0u32..3, 8),
            seed in any::<u64>(),
        ) {
            let way = |both| if both { Direction::BothWays } else { Direction::OneWay };
            let ends = ties.iter().filter(|t| t.0 != t.1).map(|t| (t.0, t.1, way(t.2)));
            let given = simple(&Topology::new(8, ends).unwrap()).unwrap();
            let classes: Vec<u32> = (0..given.tie_count()).map(|tie| ties[tie].3).collect();
            let rewiring = Rewiring::new(&given).unwrap().seed(seed).groups(&groups).unwrap().classes(&classes).unwrap();
            let drawn = rewiring.draw(0).topology;
            prop_assert!(Rewiring::new(&drawn).is_ok());
            let tally = |topology: &Topology| {
                let mut counts = BTreeMap::new();
                for (tie, (a, b, way)) in topology.ties().enumerate() {
                    let both = way == Direction::BothWays;
                    let (g, h) = (groups[a as usize], groups[b as usize]);
                    let between = if both { (g.min(h), g.max(h)) } else { (g, h) };
                    let class = classes[tie];
                    *counts.entry((format!("between {between:?}"), both, class)).or_insert(0) += 1;
                    *counts.entry((format!("from {a}"), both, class)).or_insert(0) += 1;
                    let end = if both { "from" } else { "to" };
                    *counts.entry((format!("{end} {b}"), both, class)).or_insert(0) += 1;
                }
                counts
            };
            prop_assert_eq!(tally(&drawn), tally(&given));
        }
    }

    #[test]
    fn threads_change_nothing() {
        let topology = crate::measure::karate();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let null = Null::new(Rewiring::new(&topology).unwrap().seed(5)).draws(20);
            let numbers = |drawn: &Topology| Ok(crate::measure::figures(drawn).into_iter().map(|one| one.1).collect());
            pool.install(|| null.test(numbers).unwrap())
        };
        let one = run(1);
        assert!(one == run(2) && one == run(7));
        assert!(one.mixed && one.accepted > 0.1 && one.kept[1] < 0.6, "{one:?}");
    }

    #[test]
    fn a_chain_that_is_too_short_is_told() {
        let topology = crate::measure::karate();
        let short = Null::new(Rewiring::new(&topology).unwrap().steps(1)).test(|_| Ok(vec![])).unwrap();
        assert!(!short.mixed && short.kept[1] < short.kept[0]);
    }

    #[test]
    fn p_counts_the_draws_that_are_as_far_out() {
        let drawn: Vec<f64> = (1..=99).map(f64::from).collect();
        let of = |x| Standing::of(Some(x), &drawn);
        // Of 1 to 99 and 99, whose mean is 50.49, as far out as 99 are 99 and 1.
        assert_eq!((of(1000.0).p, of(50.0).p, of(99.0).p), (Some(0.01), Some(1.0), Some(0.03)));
        assert!((of(50.0).z.unwrap()).abs() < 1e-12 && !of(50.0).fixed());
        let fixed = Standing::of(Some(3.0), &[3.0; 9]);
        assert!(fixed.fixed() && fixed.p.is_none() && fixed.sd == Some(0.0));
        let never_so = Standing::of(Some(4.0), &[3.0; 9]);
        assert!(!never_so.fixed() && never_so.z.is_none() && never_so.p == Some(0.1));
        assert_eq!(Standing::of(None, &[]), Standing::default());
    }
}
