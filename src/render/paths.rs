//! Paths of SVG: the course of a tie, coasts, rings.

use super::scene::Stroke;
use super::svg::{Number, Place};
use crate::layout::Ground;
use crate::layout::route::Curve;
use std::fmt;

/// The course of a tie, its end shortened to make room for an arrowhead.
pub(super) struct Course<'a>(pub(super) &'a Stroke, pub(super) f64);

impl fmt::Display for Course<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(stroke, short) = self;
        write!(f, "M{} ", Place(stroke.curve.from))?;
        let mut at = stroke.curve.from;
        for (i, curve) in std::iter::once(&stroke.curve).chain(&stroke.onward).enumerate() {
            if curve.from.distance(at) > 0.5 {
                write!(f, " M{} ", Place(curve.from))?;
            }
            at = curve.to;
            let last = i == stroke.onward.len() && *short > 0.0;
            write!(f, "{}", Piece(if last { curve.trimmed(0.0, *short) } else { *curve }))?;
        }
        Ok(())
    }
}

/// A piece of a path after its start.
struct Piece(Curve);

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.bend.distance_to_segment(self.0.from, self.0.to) < 0.25 {
            write!(f, "L{}", Place(self.0.to))
        } else {
            write!(f, "Q{} {}", Place(self.0.bend), Place(self.0.to))
        }
    }
}

/// Something behind the drawing: sea, land, a ring.
pub(super) struct Behind<'a>(pub(super) &'a Ground);

impl fmt::Display for Behind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, look) = match self.0 {
            Ground::Sea(line) => (line, "fill=\"#f1f6fa\""),
            // A rim in its own colour closes the seams between pieces.
            Ground::Land(line) => (line, "fill=\"#dfe3dc\" stroke=\"#dfe3dc\" stroke-width=\"0.5\""),
            Ground::Ring(at) => {
                let (middle, across, down) = (at.center(), Number(at.width / 2.0), Number(at.height / 2.0));
                let (x, y) = (Number(middle.x), Number(middle.y));
                let look = "fill=\"none\" stroke=\"#c9d1d8\"";
                return write!(f, "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{across}\" ry=\"{down}\" {look}/>");
            }
            Ground::Spoke(from, to) => {
                let look = "fill=\"none\" stroke=\"#dde3e8\"";
                return write!(f, "<path d=\"M{} L{}\" {look}/>", Place(*from), Place(*to));
            }
        };
        write!(f, "<path d=\"")?;
        for (i, point) in line.iter().enumerate() {
            let (x, y) = (Tenth(point.x), Tenth(point.y));
            write!(f, "{}{x},{y}", if i == 0 { "M" } else { " " })?;
        }
        write!(f, "Z\" {look}/>")
    }
}

/// A number with one decimal, enough for a coast.
struct Tenth(f64);

impl fmt::Display for Tenth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}
