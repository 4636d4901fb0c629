//! Families of graphs, made the same everywhere from a seed.
//!
//! | family | what it is like |
//! |---|---|
//! | `stars` | a tree of hubs, most nodes with one tie: embassies, trade offices, registers of firms |
//! | `two_mode` | members of the same bodies are tied: organisations in forums, firms in consortia |
//! | `grid` | large distances, no hubs |
//! | `small_world` | a ring with short cuts (Watts and Strogatz 1998, doi:10.1038/30918) |
//! | `preferential` | hubs grow (Barabási and Albert 1999, doi:10.1126/science.286.5439.509) |
//! | `rmat` | hubs and communities (Chakrabarti, Zhan and Faloutsos 2004, doi:10.1137/1.9781611972740.43) |

use std::collections::HashSet;
use std::fmt::Write;

/// Pairs of nodes, each once, without self-ties.
pub(crate) type Pairs = Vec<(u32, u32)>;

/// A family: its name, and how a graph of about so many nodes is made.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    make: fn(u32, &mut Dice, &mut Edges),
}

/// All families.
pub(crate) const FAMILIES: &[Family] = &[
    Family { name: "stars", make: stars },
    Family { name: "two_mode", make: two_mode },
    Family { name: "grid", make: grid },
    Family { name: "small_world", make: small_world },
    Family { name: "preferential", make: preferential },
    Family { name: "rmat", make: rmat },
];

/// The seed of all graphs that are written.
pub(crate) const SEED: u64 = 1;

impl Family {
    /// A graph of about so many nodes.
    pub(crate) fn graph(&self, nodes: u32, seed: u64) -> Pairs {
        let mut edges = Edges::default();
        (self.make)(nodes.max(16), &mut Dice(seed), &mut edges);
        edges.pairs
    }

    /// The graph as an edge list.
    pub(crate) fn text(&self, nodes: u32, seed: u64) -> String {
        let mut text = format!("# {} of about {nodes} nodes, seed {seed}\n", self.name);
        for (from, to) in self.graph(nodes, seed) {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{from} {to}");
        }
        text
    }
}

/// Pairs, each once.
#[derive(Default)]
struct Edges {
    pairs: Pairs,
    known: HashSet<(u32, u32)>,
}

impl Edges {
    fn tie(&mut self, a: u32, b: u32) -> bool {
        let is_new = a != b && self.known.insert((a.min(b), a.max(b)));
        if is_new {
            self.pairs.push((a, b));
        }
        is_new
    }
}

/// `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that roll the same for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        ((u128::from(self.roll()) * u128::from(end)) >> 64) as u32
    }

    /// Whether something of that chance in 100 happens.
    fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance
    }
}

/// One node in twenty is a hub, hubs hang on earlier hubs, others on one hub, and some on a second.
fn stars(nodes: u32, dice: &mut Dice, edges: &mut Edges) {
    let hubs = nodes / 20 + 1;
    for hub in 1..hubs {
        let above = dice.below(hub);
        edges.tie(above, hub);
    }
    for leaf in hubs..nodes {
        let hub = dice.below(hubs);
        edges.tie(hub, leaf);
        if dice.percent(20) {
            let second = dice.below(hubs);
            edges.tie(second, leaf);
        }
    }
}

/// Everybody joins one to three bodies of some four members.
fn two_mode(nodes: u32, dice: &mut Dice, edges: &mut Edges) {
    let bodies = nodes / 2;
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); bodies as usize];
    for node in 0..nodes {
        for _ in 0..=dice.below(3) {
            members[dice.below(bodies) as usize].push(node);
        }
    }
    for body in &members {
        for (i, a) in body.iter().enumerate() {
            for b in &body[i + 1..] {
                edges.tie(*a, *b);
            }
        }
    }
}

fn grid(nodes: u32, _: &mut Dice, edges: &mut Edges) {
    let side = f64::from(nodes).sqrt() as u32;
    for v in 0..side * side {
        if v % side + 1 < side {
            edges.tie(v, v + 1);
        }
        if v + side < side * side {
            edges.tie(v, v + side);
        }
    }
}

/// Eight neighbours on a ring, one tie in ten led elsewhere.
fn small_world(nodes: u32, dice: &mut Dice, edges: &mut Edges) {
    for v in 0..nodes {
        for step in 1..=4 {
            if !dice.percent(10) || !edges.tie(v, dice.below(nodes)) {
                edges.tie(v, (v + step) % nodes);
            }
        }
    }
}

/// Everybody who comes is tied to four who are there, by the number of their ties.
fn preferential(nodes: u32, dice: &mut Dice, edges: &mut Edges) {
    let mut ends: Vec<u32> = (0..5).collect();
    for node in 5..nodes {
        for _ in 0..4 {
            let to = ends[dice.below(ends.len() as u32) as usize];
            if edges.tie(node, to) {
                ends.extend([node, to]);
            }
        }
    }
}

/// Eight ties per node, each falling into a quarter of the matrix with chances 57, 19, 19 and 5 of 100, again and again.
fn rmat(nodes: u32, dice: &mut Dice, edges: &mut Edges) {
    let levels = nodes.ilog2();
    for _ in 0..(1_u64 << levels) * 8 {
        let (mut a, mut b) = (0, 0);
        for _ in 0..levels {
            let (down, right) = match dice.below(100) {
                0..57 => (0, 0),
                57..76 => (0, 1),
                76..95 => (1, 0),
                _ => (1, 1),
            };
            (a, b) = (2 * a + down, 2 * b + right);
        }
        edges.tie(a, b);
    }
}
