//! How large discs and names are.

use super::diagram::{Diagram, DiagramActor};
use super::naming::Naming;
use crate::layout::text::Style;

/// The share of the frame that discs may take.
const DISCS: f64 = 0.1;

/// How large discs and names are, by the room that there is for each actor.
pub(crate) struct Sizes {
    smallest: f64,
    greatest: f64,
    most: f64,
    text: f64,
    /// How much larger the name of the largest actor is; little where many are large, for then it tells nothing.
    emphasis: f64,
}

impl Sizes {
    /// Sizes for a diagram drawn in a given area, discs a given share of the usual size.
    pub(crate) fn new(diagram: &Diagram, area: f64, scale: f64, naming: Naming) -> Self {
        let spacing = (area / diagram.actors.len().max(1) as f64).sqrt();
        let named = diagram.actors.len().min(naming.most.unwrap_or(usize::MAX)).max(1);
        let for_name = (area / named as f64).sqrt();
        let most = diagram.largest();
        let shares: f64 = diagram.actors.iter().map(|actor| actor.size / most.max(f64::MIN_POSITIVE)).sum();
        let affordable = (DISCS * area / (4.0 * shares.max(1.0))).sqrt();
        Self {
            smallest: (0.06 * spacing).clamp(1.6, 5.0),
            greatest: (10.0 + 0.24 * spacing).min(affordable).clamp(9.0, 34.0) * scale,
            most,
            // 10 px are 7.5 pt.
            text: (10.0 + (for_name - 67.0) / 38.0).clamp(10.0, 13.5),
            emphasis: 0.35 * (1.0 - shares / diagram.actors.len().max(1) as f64),
        }
    }

    /// The radius of a disc: its area is in proportion to the size, unless it would be too small to see.
    pub(crate) fn radius(&self, size: f64) -> f64 {
        let share = if self.most > 0.0 { (size / self.most).sqrt() } else { 0.0 };
        (self.greatest * share).max(self.smallest)
    }

    /// Whether the disc of this size has an area in proportion.
    pub(crate) fn is_true(&self, size: f64) -> bool {
        self.most > 0.0 && self.greatest * (size / self.most).sqrt() >= self.smallest
    }

    /// How the name of an actor is written.
    pub(crate) fn style(&self, actor: &DiagramActor) -> Style {
        let weight = self.radius(actor.size) / self.greatest;
        Style { size: self.text * (1.0 + self.emphasis * weight), bold: actor.emphasised }
    }
}
