//! Where the actors of the whole record stand on the page, in no language.

use super::Bound;
use crate::error::{Error, ErrorKind};
use crate::layout::separate::{Half, separate};
use crate::layout::{self, Point, Rect, Subject};
use crate::model::Network;
use std::collections::HashMap;

/// The largest radius of a disc.
const LARGEST: f64 = 22.0;
/// The radius of an actor without any leverage.
const SMALLEST: f64 = 5.0;
/// How much wider than high the drawing is; between a desk's screen and a phone's.
const ASPECT: f64 = 1.15;
/// Room for an actor and its name.
const ROOM: f64 = 4_600.0;
/// Rounds of pushing discs apart.
const ROUNDS: usize = 60;

/// Places and sizes of all actors.
pub(super) struct Drawing {
    pub(super) frame: Rect,
    pub(super) centers: Vec<Point>,
    pub(super) radii: Vec<f64>,
}

/// Lays out everybody ever recorded, so that nobody moves when a year is chosen.
pub(super) fn draw(bound: &Bound<'_>, tiers: &[usize]) -> Result<Drawing, Error> {
    let network = bound.network;
    let radii = radii(bound);
    let name = bound.options.layout.as_deref().unwrap_or("force");
    let layout = layout::find(name).ok_or_else(|| ErrorKind::Parameter(format!("`{name}` is no layout")))?;
    let ties = pairs(network);
    let height = (radii.len().max(40) as f64 * ROOM / ASPECT).sqrt();
    let frame = Rect::new(0.0, 0.0, ASPECT * height, height);
    let mut centers =
        layout.form(&Subject { tiers, ties: &ties, seed: bound.options.seed, ..Subject::default() }).fit(frame);
    let halves: Vec<Half> = radii.iter().map(|r| Half { width: r * 1.3 + 9.0, height: r * 1.3 + 6.0 }).collect();
    separate(&mut centers, &halves, frame, ROUNDS);
    Ok(Drawing { frame, centers, radii })
}

/// The ends of all ties, each pair once.
fn pairs(network: &Network) -> Vec<(usize, usize)> {
    let graph = network.graph();
    let ends = network.ties().filter_map(|(edge, _)| graph.edge_endpoints(edge));
    let mut pairs: Vec<(usize, usize)> = ends.map(|(a, b)| (a.index(), b.index())).filter(|(a, b)| a != b).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// By the share of access that is lost without the actor, or by the number of ties where nothing is asked.
fn radii(bound: &Bound<'_>) -> Vec<f64> {
    let network = bound.network;
    let sizes: Vec<f64> = match &bound.result.mandate {
        Some(asked) => {
            let shares: HashMap<&str, f64> =
                asked.leverage.actors.iter().map(|actor| (actor.id.as_str(), actor.share)).collect();
            network.actors().map(|(_, actor)| shares.get(actor.id.as_str()).copied().unwrap_or(0.0).max(0.0)).collect()
        }
        None => network.actors().map(|(node, _)| network.graph().neighbors_undirected(node).count() as f64).collect(),
    };
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    let radius = |size: f64| if largest > 0.0 { (LARGEST * (size / largest).sqrt()).max(SMALLEST) } else { SMALLEST };
    sizes.into_iter().map(radius).collect()
}
